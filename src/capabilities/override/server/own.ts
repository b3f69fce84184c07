import { GENESIS } from '#directory/model/contract.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import type { Context } from '#platform/server/context.ts';
import { LISTED_MAX, type overrideCalls, type TimeEntry } from '../model/contract.ts';
import { canBeEntry, minutesOf } from '../model/entries.ts';
import { entryOf } from './drafting.ts';
import { tellLedgers, write } from './ledger.ts';
import { boundsOf } from './sending.ts';
import * as store from './store/entries.ts';
import { headOf, looksInto } from './store/ledger.ts';
import { reachedRows } from './store/overrides.ts';
import { holdersOf, seenBy } from './watching.ts';

type Calls = typeof overrideCalls;

/** The own ledger, as its member sees it. */
export async function mine(ctx: Context): Promise<OutputOf<Calls['mine']>> {
  const { memberId } = ctx;
  const holders = await holdersOf(ctx);
  const head = await headOf(ctx, memberId);
  const looks = await looksInto(ctx, [memberId], 'ledgerLooked', new Date(0), LISTED_MAX);
  return {
    reached: (await reachedRows(ctx, { memberId }, LISTED_MAX)).map((row) => seenBy(ctx, row, holders)),
    entries: (await store.entriesOf(ctx, memberId, LISTED_MAX)).map(entryOf),
    looks: looks.map(({ actorId, at }) => ({ memberId: actorId, at })),
    number: head?.number ?? 0,
    hash: head?.hash ?? GENESIS,
    bounds: await boundsOf(ctx),
  };
}

async function draftOf(ctx: Context, id: TimeEntry['id']): Promise<store.EntryRow> {
  const row = await store.lockDraft(ctx, ctx.memberId, id);
  if (row === null) throw new Refused(refuse('override.unknown'));
  return row;
}

export async function editEntry(ctx: Context, { id, from, until }: InputOf<Calls['editEntry']>): Promise<TimeEntry> {
  const row = { ...(await draftOf(ctx, id)), from, until };
  ensure(canBeEntry(row, ctx.now));
  await store.save(ctx, [row]);
  await tellLedgers(ctx, [ctx.memberId]);
  return entryOf(row);
}

/** Confirms a draft: from here on it stands in the chain, and is not changed any more. */
export async function confirmEntry(ctx: Context, { id }: InputOf<Calls['confirmEntry']>): Promise<TimeEntry> {
  const row = { ...(await draftOf(ctx, id)), state: 'confirmed' as const };
  ensure(canBeEntry(row, ctx.now));
  await store.save(ctx, [row]);
  const { memberId, from, until, because } = row;
  const facts = { entryId: id, from: from.toISOString(), until: until.toISOString(), minutes: minutesOf(row), because };
  await write(ctx, [{ memberId, kind: 'timeConfirmed', actorId: memberId, facts }]);
  return entryOf(row);
}

export async function discardEntry(
  ctx: Context,
  { id }: InputOf<Calls['discardEntry']>,
): Promise<OutputOf<Calls['discardEntry']>> {
  await draftOf(ctx, id);
  await store.remove(ctx, id);
  await tellLedgers(ctx, [ctx.memberId]);
  return {};
}
