import { deletedOf, headsOf, readableBy } from '#chat/server/index.ts';
import { admins } from '#directory/model/contract.ts';
import { lockFor, writeLedger } from '#directory/server/index.ts';
import type { InputOf } from '#platform/model/contract.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import type { Context } from '#platform/server/context.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import type { ExportRequest, HoldHere, recordsCalls } from '../model/contract.ts';
import { type Hold, holds, stillKeepsFrom } from '../model/holding.ts';
import { ask, requestsOf } from './asking.ts';
import * as store from './store/exports.ts';
import { tell } from './telling.ts';

type Calls = typeof recordsCalls;

/** Asks for a legal hold, with the keys of an export: it holds nothing before somebody else has agreed. */
export function askHold(ctx: Context, { days, scope, ...asked }: InputOf<Calls['askHold']>): Promise<ExportRequest> {
  return ask(ctx, { ...asked, scope: { ...scope, from: null, until: null }, holdDays: days });
}

/** Ends a hold before its days are over. What waited for that is erased in its turn, a day from now at the earliest. */
export async function endHold(ctx: Context, { id }: InputOf<Calls['endHold']>): Promise<ExportRequest> {
  await lockFor(ctx, admins);
  const row = await store.lockExport(ctx, id);
  if (row?.kind !== 'hold') throw new Refused(refuse('records.exportUnknown'));
  if (row.state !== 'holding') throw new Refused(refuse('records.answered'));
  const ended = endedHold(row, ctx.now, ctx.memberId);
  await store.saveExport(ctx, ended);
  await writeLedger(ctx, { kind: 'holdEnded', facts: { exportId: id, purpose: row.purpose } });
  await tell(ctx, ended);
  return (await requestsOf(ctx, [ended]))[0] as ExportRequest;
}

export function endedHold(row: store.ExportRow, now: Date, by: store.ExportRow['endedBy']): store.ExportRow {
  return { ...row, state: 'ended', endedAt: now, endedBy: by, waitsUntil: null, dueAt: null };
}

/** Holds over conversations that the caller is in: everybody whose words are held reads why, and until when. */
export async function holdsHere(ctx: Context): Promise<HoldHere[]> {
  const rows = await store.holdsKeeping(ctx, ctx.now);
  const holding = rows.filter(({ state }) => state === 'holding');
  if (holding.length === 0) return [];
  const ids = (await readableBy(ctx, ctx.memberId)).map(({ id }) => id);
  const known = (await headsOf(ctx, { allGroups: false, ids })).filter(({ parentId }) => parentId === null);
  // In the list of deleted groups it says why the day on which they are erased comes later.
  const isAdmin = (admins as readonly string[]).includes(ctx.role);
  const deleted = await deletedOf(ctx, isAdmin ? null : ctx.memberId);
  const heads = [...known, ...deleted.map(({ id }) => ({ id, kind: 'group' }))];
  return holding.flatMap((row) => {
    const { id, purpose, waitsUntil, askedBy, answeredBy } = row;
    const held = heads.filter((head) => holds(holdOf(row), { conversationId: head.id, kind: head.kind }));
    if (held.length === 0 || waitsUntil === null || answeredBy === null) return [];
    return [{ id, purpose, until: waitsUntil, askedBy, answeredBy, conversationIds: held.map((head) => head.id) }];
  });
}

function holdOf({ scope }: store.ExportRow): Hold {
  return {
    allGroups: scope?.allGroups ?? false,
    conversationIds: [...(scope?.groupIds ?? []), ...(scope?.directIds ?? [])],
  };
}

/** Asks of conversations whether one of the company's holds keeps them from being erased now. */
export async function keeping(
  ctx: Pick<FollowContext, 'tx' | 'companyId' | 'now'>,
): Promise<(place: { readonly conversationId: ConversationId; readonly kind: string }) => boolean> {
  const all = (await store.holdsKeeping(ctx, stillKeepsFrom(ctx.now))).map(holdOf);
  return (place) => all.some((hold) => holds(hold, place));
}
