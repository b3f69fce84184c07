import { type ConversationHead, directOf, headsOf } from '#chat/server/index.ts';
import { admins, heldAt, keyFor, type Role, type Tenures } from '#directory/model/contract.ts';
import { lockFor, tenuresOf, writeLedger } from '#directory/server/index.ts';
import type { InputOf } from '#platform/model/contract.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import type { Context } from '#platform/server/context.ts';
import {
  ANSWER_DAYS,
  type ExportId,
  type ExportLine,
  type ExportRequest,
  OWN_COPY_HOURS,
  type OwnCopy,
  type recordsCalls,
} from '../model/contract.ts';
import { holdUntil } from '../model/holding.ts';
import { canAnswer, canFetch } from '../model/keys.ts';
import * as store from './store/exports.ts';
import { copyOf, lineOf, tell } from './telling.ts';

type Calls = typeof recordsCalls;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** When this member may ask for a copy again; null: now. One that failed does not count. */
function mayAskAt(copies: readonly store.ExportRow[], now: Date): Date | null {
  const last = copies.find(({ state }) => state !== 'failed');
  if (last === undefined) return null;
  const at = new Date(last.askedAt.getTime() + OWN_COPY_HOURS * HOUR_MS);
  return at > now || last.state === 'making' ? at : null;
}

export async function ownCopy(ctx: Context): Promise<{ copy: OwnCopy | null; mayAskAt: Date | null }> {
  const copies = await store.ownExports(ctx, ctx.memberId);
  const [latest] = copies;
  return { copy: latest === undefined ? null : copyOf(latest), mayAskAt: mayAskAt(copies, ctx.now) };
}

export async function askOwnCopy(ctx: Context, { language }: InputOf<Calls['askOwnCopy']>): Promise<OwnCopy> {
  const { memberId, now } = ctx;
  const copies = await store.ownExports(ctx, memberId);
  if (mayAskAt(copies, now) !== null) throw new Refused(refuse('records.oneADay'));
  const id = ctx.newId() as ExportId;
  const asked = { id, kind: 'own', askedBy: memberId, language, state: 'making', askedAt: now } as const;
  // Asked for twice at once: the other one stands.
  if (!(await store.insertExport(ctx, { ...asked, waitsUntil: null, dueAt: now })))
    throw new Refused(refuse('records.oneADay'));
  const row = (await store.findExport(ctx, id)) as store.ExportRow;
  await tell(ctx, row);
  return copyOf(row);
}

export async function exportsOfMyWords(ctx: Context): Promise<ExportLine[]> {
  return (await store.exportsWith(ctx, ctx.memberId)).map(lineOf);
}

export async function companyExports(ctx: Context): Promise<ExportLine[]> {
  return (await store.companyExports(ctx, true)).map(lineOf);
}

/** Since when representatives and owners have been what they are: a key is held by who held it before it was asked for. */
const keepersOf = (ctx: Context): Promise<Tenures> => tenuresOf(ctx, ['representative', 'owner']);

/** Who holds a key now. A representative who is new holds none yet, and owners none in his place. */
function holdersNow(tenures: Tenures, now: Date) {
  const held = (wanted: Role) =>
    heldAt(tenures, now).flatMap(({ memberId, role }) => (role === wanted ? memberId : []));
  const hasRepresentative = tenures.all.some(({ role }) => role === 'representative');
  return { representatives: held('representative'), others: hasRepresentative ? [] : held('owner') };
}

/** Asks for an export of the company; nothing of it is made until somebody else has agreed. */
export function askExport(ctx: Context, input: InputOf<Calls['askExport']>): Promise<ExportRequest> {
  return ask(ctx, { ...input, holdDays: null });
}

/** Asks for what takes two keys: an export, or with its days a hold. */
export async function ask(
  ctx: Context,
  { purpose, scope, language, holdDays }: InputOf<Calls['askExport']> & { readonly holdDays: number | null },
): Promise<ExportRequest> {
  await lockFor(ctx, admins);
  const { memberId, now } = ctx;
  const holder = keyFor(memberId, holdersNow(await keepersOf(ctx), now));
  const key = holder === 'others' ? 'owner' : holder;
  if (key === null) throw new Refused(refuse('records.noSecondKey'));
  const kept = await keptScope(ctx, scope);
  const id = ctx.newId() as ExportId;
  const waitsUntil = new Date(now.getTime() + ANSWER_DAYS * DAY_MS);
  const kind = holdDays === null ? 'company' : 'hold';
  const asked = { id, kind, askedBy: memberId, language, state: 'asked', askedAt: now } as const;
  await store.insertExport(ctx, { ...asked, purpose, scope: kept, key, holdDays, waitsUntil, dueAt: waitsUntil });
  const row = (await store.findExport(ctx, id)) as store.ExportRow;
  const facts = { exportId: id, purpose, key, ...kept, ...(holdDays === null ? {} : { days: holdDays }) };
  await writeLedger(ctx, { kind: `${deedOf(row)}Asked`, facts });
  await tell(ctx, row);
  return (await requestsOf(ctx, [row]))[0] as ExportRequest;
}

/** What is meant, by ids that exist here. A direct conversation is never found by its id alone: it is named by the two who talk in it. */
async function keptScope(ctx: Context, scope: InputOf<Calls['askExport']>['scope']): Promise<store.KeptScope> {
  const { allGroups, from, until } = scope;
  const unknown = () => new Refused(refuse('records.conversationUnknown'));
  const directIds: ConversationId[] = [];
  for (const { memberId, peerId } of scope.directs) {
    const id = await directOf(ctx, memberId, peerId);
    if (id === null) throw unknown();
    if (!directIds.includes(id)) directIds.push(id);
  }
  const groupIds = [...new Set(scope.conversationIds)];
  const heads = await headsOf(ctx, { allGroups: false, ids: groupIds });
  const isGroup = (id: ConversationId) =>
    heads.some((head) => head.id === id && (head.kind === 'group' || head.kind === 'department'));
  if (!groupIds.every(isGroup)) throw unknown();
  if (!allGroups && groupIds.length + directIds.length === 0) throw new Refused(refuse('records.nothingNamed'));
  if (from !== null && until !== null && from >= until) throw new Refused(refuse('records.nothingNamed'));
  return { allGroups, groupIds, directIds, from: from?.toISOString() ?? null, until: until?.toISOString() ?? null };
}

export async function exports(ctx: Context): Promise<ExportRequest[]> {
  return requestsOf(ctx, await store.companyExports(ctx, false));
}

/** Of what the ledger tells. */
export function deedOf({ kind }: Pick<store.ExportRow, 'kind'>): 'export' | 'hold' {
  return kind === 'hold' ? 'hold' : 'export';
}

/** Requests as somebody who may see them all sees them; what was named is read once for all of them. */
export async function requestsOf(ctx: Context, rows: readonly store.ExportRow[]): Promise<ExportRequest[]> {
  const ids = rows.flatMap(({ scope }) => (scope === null ? [] : [...scope.groupIds, ...scope.directIds]));
  const heads =
    ids.length === 0 ? [] : await headsOf(ctx, { allGroups: false, ids: [...new Set(ids)], deletedToo: true });
  const known = new Map(heads.map((head) => [head.id, head]));
  const tenures = await keepersOf(ctx);
  return rows.map((row) => {
    const { key, answer, messages, size, waitsUntil, scope, holdDays } = row;
    const named = [...(scope?.groupIds ?? []), ...(scope?.directIds ?? [])].flatMap((id) => known.get(id) ?? []);
    return {
      ...lineOf(row),
      key: key ?? 'representative',
      answer,
      messages,
      size,
      waitsUntil,
      named: named.map(({ name, memberIds }: ConversationHead) => ({ name, memberIds })),
      mayAnswer: canAnswer(ctx, factsOf(row), tenures, ctx.now) === null,
      mayFetch: canFetch(ctx, row, ctx.now),
      holdDays,
      mayEnd: row.state === 'holding' && (admins as readonly string[]).includes(ctx.role),
    };
  });
}

function factsOf({ kind, askedBy, askedAt, key, state, waitsUntil }: store.ExportRow) {
  return kind === 'own' || key === null ? null : { askedBy, askedAt, key, state, waitsUntil };
}

/** Turns the second key, or refuses to. Who waited here while his role ended answers no more; of two who answer at once the first counts. */
export async function answerExport(
  ctx: Context,
  { id, agree, answer }: InputOf<Calls['answerExport']>,
): Promise<ExportRequest> {
  const role: Role = await lockFor(ctx, ['representative', 'owner']);
  const row = await store.lockExport(ctx, id);
  ensure(
    canAnswer({ memberId: ctx.memberId, role }, row === null ? null : factsOf(row), await keepersOf(ctx), ctx.now),
  );
  if (row === null) throw new Refused(refuse('records.exportUnknown'));
  const answeredBy = { answeredBy: ctx.memberId, answeredAt: ctx.now, answer };
  const answered: store.ExportRow = { ...row, ...answeredBy, ...(agree ? agreed(row, ctx.now) : REFUSED) };
  await store.saveExport(ctx, answered);
  const facts = { exportId: id, askedBy: row.askedBy, purpose: row.purpose, answer };
  await writeLedger(ctx, { kind: `${deedOf(row)}${agree ? 'Agreed' : 'Refused'}`, facts });
  await tell(ctx, answered);
  return (await requestsOf(ctx, [answered]))[0] as ExportRequest;
}

const REFUSED = { state: 'refused', waitsUntil: null, dueAt: null } as const;

/** From the second key on an export is made, and a hold holds for its days. */
function agreed({ holdDays }: store.ExportRow, now: Date): Pick<store.ExportRow, 'state' | 'waitsUntil' | 'dueAt'> {
  if (holdDays === null) return { state: 'making', waitsUntil: null, dueAt: now };
  const until = holdUntil(now, holdDays);
  return { state: 'holding', waitsUntil: until, dueAt: until };
}
