import { heldAt } from '#directory/model/contract.ts';
import { noteViews, tenuresOf, writeLedger } from '#directory/server/index.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import { announce } from '#platform/server/announce.ts';
import type { Context } from '#platform/server/context.ts';
import { LISTED_MAX, type overrideCalls, overrideEvent, type Reached } from '../model/contract.ts';
import { type Contest, canContest, canDecide, decidersOf, type Holders } from '../model/deciding.ts';
import { tellLedgers, write } from './ledger.ts';
import { looksInto } from './store/ledger.ts';
import * as store from './store/overrides.ts';
import type { OutboxContext } from '#outbox/server/index.ts';

type Calls = typeof overrideCalls;
type Row = store.ReachedRow;

/** Who looks again within this time has looked once. */
const LOOK_MS = 3_600_000;

const unknown = () => new Refused(refuse('override.unknown'));
const contestOf = ({ at, contestedAt, verdict }: Row): Contest => ({ reachedAt: at, contestedAt, verdict });

/** Who may decide now: nobody is given a role to do so (R6); it counts after as many days as a second key does. */
export async function holdersOf(ctx: OutboxContext & Pick<Context, 'now'>): Promise<Holders<MemberId>> {
  const held = heldAt(await tenuresOf(ctx, ['representative', 'owner']), ctx.now);
  const withRole = (wanted: string) => held.flatMap(({ memberId, role }) => (role === wanted ? memberId : []));
  return { representatives: withRole('representative'), owners: withRole('owner') };
}

/** How it stands with an override as this caller may see it. */
export function seenBy(ctx: Pick<Context, 'memberId' | 'now'>, row: Row, holders: Holders<MemberId>): Reached {
  const contest = contestOf(row);
  return {
    ...row,
    mayContest: row.memberId === ctx.memberId && canContest(contest, ctx.now) === null,
    mayDecide: canDecide(ctx.memberId, decidersOf(row, holders), contest) === null,
  };
}

/** Says that it was no emergency. */
export async function contest(ctx: Context, { id }: InputOf<Calls['contest']>): Promise<Reached> {
  const row = await store.lockReached(ctx, id, ctx.memberId);
  if (row === null) throw unknown();
  ensure(canContest(contestOf(row), ctx.now));
  await store.setContested(ctx, id, ctx.memberId, ctx.now);
  const holders = await holdersOf(ctx);
  // Else the one owner of a company without representatives could send what he likes, and never be suspended.
  const counts = decidersOf(row, holders).length === 0;
  if (counts) await store.setUpheld(ctx, id, ctx.now);
  await write(ctx, [
    {
      ...{ memberId: ctx.memberId, kind: 'overrideContested', actorId: ctx.memberId },
      facts: counts ? { overrideId: id, counts } : { overrideId: id },
    },
  ]);
  if (counts) await tellLedgers(ctx, [row.senderId]);
  await tellDeciders(ctx, row, holders);
  return seenBy(ctx, { ...row, contestedAt: ctx.now }, holders);
}

async function tellDeciders(ctx: Context, { id, senderId, memberId }: Row, holders: Holders<MemberId>): Promise<void> {
  const audience = decidersOf({ senderId, memberId }, holders);
  await announce(
    ctx,
    overrideEvent,
    { type: 'override.contestChanged', id, memberId },
    { topic: ctx.companyId, audience },
  );
}

/** Upholds it, or not: once. The sender hears only where his overrides are suspended by it. */
export async function decide(ctx: Context, { id, memberId, verdict }: InputOf<Calls['decide']>): Promise<Reached> {
  const row = await store.lockReached(ctx, id, memberId);
  const holders = await holdersOf(ctx);
  if (row === null) throw unknown();
  ensure(canDecide(ctx.memberId, decidersOf(row, holders), contestOf(row)));
  await store.setVerdict(ctx, row, verdict, ctx.memberId, ctx.now);
  const facts = { overrideId: id, verdict };
  await write(ctx, [{ memberId, kind: 'overrideDecided', actorId: ctx.memberId, facts }]);
  if (verdict === 'upheld') await tellLedgers(ctx, [row.senderId]);
  await writeLedger(ctx, { kind: 'overrideDecided', facts: { overrideId: id, verdict } });
  await tellDeciders(ctx, row, holders);
  return seenBy(ctx, { ...row, verdict, decidedBy: ctx.memberId }, holders);
}

/** The overrides of the company, for who watches over them; that he has looked stands in the logs and the ledgers of those concerned (R30). */
export async function look(ctx: Context): Promise<OutputOf<Calls['look']>> {
  const holders = await holdersOf(ctx);
  const isRepresentative = ctx.role === 'representative';
  const rows = (await store.reachedRows(ctx, { contested: !isRepresentative }, LISTED_MAX)).filter(
    (row) => isRepresentative || decidersOf(row, holders).includes(ctx.memberId),
  );
  const whose = [...new Set(rows.map(({ memberId }) => memberId))].filter((memberId) => memberId !== ctx.memberId);
  const since = new Date(ctx.now.getTime() - LOOK_MS);
  const before = await looksInto(ctx, whose, 'ledgerLooked', since, LISTED_MAX * 10);
  const fresh = whose.filter((id) => !before.some((one) => one.memberId === id && one.actorId === ctx.memberId));
  await noteViews(ctx, { what: 'overrides', memberIds: whose });
  await write(
    ctx,
    fresh.map((memberId) => ({ memberId, kind: 'ledgerLooked' as const, actorId: ctx.memberId, facts: {} })),
  );
  return rows.map((row) => seenBy(ctx, row, holders));
}
