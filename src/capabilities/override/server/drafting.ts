import type { MemberId } from '#platform/model/ids.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import type { OwnWord } from '#worktime/server/index.ts';
import type { EntryId, TimeEntry } from '../model/contract.ts';
import { continued, drafted, ENTRY_MINUTES_MIN, minutesOf } from '../model/entries.ts';
import { tellLedgers } from './ledger.ts';
import * as store from './store/entries.ts';

const MINUTE_MS = 60_000;

export function entryOf({ id, from, until, because, state }: store.EntryRow): TimeEntry {
  return { id, from, until, because, state, minutes: minutesOf({ from, until }) };
}

/** Drafts a quarter of an hour from now for each of these, or goes on with a draft that has just ended (R7). */
export async function draft(
  ctx: FollowContext,
  memberIds: readonly MemberId[],
  because: TimeEntry['because'],
): Promise<void> {
  const near = new Date(ctx.now.getTime() - ENTRY_MINUTES_MIN * MINUTE_MS);
  const known = Map.groupBy(await store.lockDrafts(ctx, memberIds, near), ({ memberId }) => memberId);
  const rows = memberIds.flatMap((memberId): store.EntryRow[] => {
    const own = known.get(memberId) ?? [];
    const longer = continued(own, ctx.now);
    const before = own.find(({ from }) => from === longer?.from);
    if (before !== undefined && longer !== null) return [{ ...before, ...longer }];
    return [{ id: ctx.newId() as EntryId, memberId, ...drafted(ctx.now), because, state: 'draft' }];
  });
  await store.save(ctx, rows);
  await tellLedgers(ctx, [...memberIds]);
}

/** "I work now" drafts what of it lies outside the hours; "I stop now" ends it there. */
export async function draftWord(ctx: FollowContext & { readonly memberId: MemberId }, word: OwnWord): Promise<void> {
  const { memberId } = ctx;
  // What was said before ends now: another word takes its place.
  const open = (await store.lockDrafts(ctx, [memberId], ctx.now)).filter(({ because }) => because === 'worked');
  const ended = open.filter(({ from }) => from <= ctx.now).map((row) => ({ ...row, ...drafted(row.from, ctx.now) }));
  await store.save(ctx, ended);
  for (const { id } of open.filter(({ from }) => from > ctx.now)) await store.remove(ctx, id);
  const stretches = word.is === 'works' ? word.stretches : [];
  await store.save(
    ctx,
    stretches.map(({ start, end }) => ({
      ...{ id: ctx.newId() as EntryId, memberId, ...drafted(start, end) },
      ...{ because: 'worked' as const, state: 'draft' as const },
    })),
  );
  if (open.length + stretches.length > 0) await tellLedgers(ctx, [memberId]);
}
