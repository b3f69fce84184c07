import { cardsOf } from '#directory/server/index.ts';
import type { DingId } from '#ding/model/contract.ts';
import type { Mark, Outbox, OutboxContext, Source } from '#outbox/server/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import type { FollowContext, Follower } from '#platform/server/follower.ts';
import { suspendedUntil } from '../model/bounds.ts';
import { decidersOf } from '../model/deciding.ts';
import { type OverrideKind, overrideKinds, TOLD } from '../model/notifying.ts';
import * as store from './store/overrides.ts';
import { holdersOf } from './watching.ts';

/** What is told of overrides after they were sent: each is a place. */
export const source: Source = {
  name: 'override',
  kinds: overrideKinds,

  async look(ctx, marks) {
    const ids = [...new Set(marks.map(({ place }) => place as DingId))];
    const rows = Map.groupBy(await store.reachedRows(ctx, { ids }, 5_000), ({ id }) => id as string);
    const holders = await holdersOf(ctx);
    const people = [...rows.values()].flatMap((own) => own.flatMap(({ senderId, memberId }) => [senderId, memberId]));
    const cards = people.length === 0 ? [] : await cardsOf(ctx.tx, ctx.companyId, [...new Set(people)]);
    const nameOf = (id: MemberId | undefined) => cards.find((card) => card.id === id)?.name ?? '';
    return marks.map(({ memberId, place, number }) => {
      const own = rows.get(place) ?? [];
      const [first] = own;
      if (first === undefined) return null;
      if (number >= TOLD.suspended) return sight(false, nameOf(first.senderId), first.why, '/me/ledger');
      if (number >= TOLD.decided) {
        const mine = own.find((row) => row.memberId === memberId);
        return mine === undefined ? null : sight(mine.verdict === null, nameOf(mine.senderId), mine.why, '/me/ledger');
      }
      const waiting = own.find(
        (row) => row.contestedAt !== null && row.verdict === null && decidersOf(row, holders).includes(memberId),
      );
      return sight(waiting === undefined, nameOf(waiting?.memberId ?? first.memberId), first.why, '/admin/overrides');
    });
  },
};

// Names and the reason are words of people: they need no language of ours.
const sight = (isOver: boolean, title: string, text: string, path: string) => ({
  ...{
    isOver,
    isOwn: false,
    byId: null,
    message: null,
    setting: 'all' as const,
    told: { title, from: '', text },
    path,
  },
});

/** Tells the outbox, after the commit, that somebody is to decide, or has. */
export function notifying(outbox: Outbox): Follower {
  return {
    types: ['override.contestChanged'],

    async handle(ctx, events) {
      const ids = [...new Set(events.flatMap(({ payload }) => (payload?.['id'] as DingId | undefined) ?? []))];
      const whose = new Set(
        events.map(({ payload }) => `${payload?.['id'] as string} ${payload?.['memberId'] as string}`),
      );
      const all = await store.reachedRows(ctx, { ids }, 5_000);
      const marks: (Mark & { kind: OverrideKind })[] = [];
      for (const row of all.filter(({ id, memberId }) => whose.has(`${id} ${memberId}`)))
        marks.push(...(await marksOf(ctx, row, all)));
      await outbox.plan(ctx, source, marks);
      const spots = all.filter(({ verdict }) => verdict !== null);
      const holders = await holdersOf(ctx);
      const watching = [...holders.representatives, ...holders.owners];
      await outbox.reconsider(
        ctx,
        source,
        spots.flatMap(({ id }) => watching.map((memberId) => ({ memberId, place: id }))),
      );
    },

    begin: (ctx, step) => outbox.reconsiderAll(ctx, source, step),
  };
}

async function marksOf(
  ctx: FollowContext,
  { id: place, memberId, senderId, contestedAt, verdict, at }: store.ReachedRow,
  all: readonly store.ReachedRow[],
): Promise<(Mark & { kind: OverrideKind })[]> {
  const of = all.filter(({ id }) => id === place);
  if (verdict === null) {
    const number = TOLD.contested + of.filter((row) => row.contestedAt !== null).length;
    const deciders = contestedAt === null ? [] : decidersOf({ senderId, memberId }, await holdersOf(ctx));
    const told = deciders.map((id) => ({ memberId: id, place, number, kind: 'contested' as const }));
    const counts = contestedAt !== null && deciders.length === 0;
    return counts ? suspension(ctx, { place, senderId, at }) : told;
  }
  const decided: Mark & { kind: OverrideKind } = { memberId, place, number: TOLD.decided, kind: 'decided' };
  return [decided, ...(verdict === 'upheld' ? await suspension(ctx, { place, senderId, at }) : [])];
}

/** Its sender is told where his overrides are suspended by it. */
async function suspension(
  ctx: OutboxContext & { now: Date },
  { place, senderId, at }: { readonly place: string; readonly senderId: MemberId; readonly at: Date },
): Promise<(Mark & { kind: OverrideKind })[]> {
  const isSo = await isSuspended(ctx, senderId, at);
  return isSo ? [{ memberId: senderId, place, number: TOLD.suspended, kind: 'suspended' }] : [];
}

const isSuspended = async (ctx: OutboxContext & { now: Date }, senderId: MemberId, at: Date) =>
  suspendedUntil(await store.upheldOf(ctx, senderId, new Date(at.getTime() - YEAR_MS)), ctx.now) !== null;

const YEAR_MS = 366 * 86_400_000;
