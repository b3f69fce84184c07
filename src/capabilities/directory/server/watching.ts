import type { InputOf } from '#platform/model/contract.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import { announce } from '#platform/server/announce.ts';
import type { CompanyContext, Context } from '#platform/server/context.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import {
  type directoryCalls,
  directoryEvent,
  type Policy,
  type WatchedName,
  type WatchingLine,
} from '../model/contract.ts';
import { heldAt, keyFor } from '../model/keys.ts';
import { policyDifference } from '../model/policy.ts';
import { admins, insiders, ledgerReaders, type Role, voters } from '../model/roles.ts';
import type { WatchingId } from '../model/shapes.ts';
import * as rules from '../model/watching.ts';
import { lockFor } from './acting.ts';
import { writeLedger } from './ledger.ts';
import { insidersTopic, savePolicy } from './store/company.ts';
import { memberRow, tenuresOf } from './store/members.ts';
import * as store from './store/watching.ts';
import { tellCompany } from './tell.ts';

type Calls = typeof directoryCalls;
/** Where the policy is read: in a company, at a moment. */
export type Reading = Pick<CompanyContext, 'tx' | 'companyId' | 'now'>;

const DAY_MS = 86_400_000;

/** The switches of the company as they hold now. What two keys switched on is asked of the clock, every time. */
export async function policyOf(ctx: Reading): Promise<Policy> {
  return rules.policyNow(await store.keptPolicy(ctx), await store.openWatchings(ctx), ctx.now);
}

/** From when on names are shown by a switch that two keys switched on: what is older is not named any more. null: nothing is named. */
export async function namedFrom(ctx: Reading, name: WatchedName): Promise<Date | null> {
  return rules.namedFrom(name, await store.keptPolicy(ctx), await store.watchings(ctx), ctx.now);
}

export async function watching(ctx: Context): Promise<WatchingLine[]> {
  return linesOf(ctx, await store.watchings(ctx));
}

async function linesOf(ctx: Context, rows: readonly store.WatchingRow[]): Promise<WatchingLine[]> {
  const votes = await store.votesOf(
    ctx,
    ctx.memberId,
    rows.map(({ id }) => id),
  );
  const { joinedAt } = (await memberRow(ctx.tx, ctx.companyId, ctx.memberId)) ?? { joinedAt: null };
  const me = { memberId: ctx.memberId, role: ctx.role as Role, joinedAt };
  return rows.map((row) => {
    const state = rules.watchingState(row, ctx.now);
    const term = rules.watchingTerm(row, ctx.now);
    const isOver = row.key === 'vote' && row.waitsUntil <= ctx.now;
    const vote = votes.get(row.id) ?? null;
    const { id, name, step, purpose, keptMonths, key, askedBy, askedAt, waitsUntil, answeredBy, answer } = row;
    return {
      ...{ id, name, step, state, purpose, keptMonths, key, askedBy, askedAt, waitsUntil, answeredBy, answer },
      from: term?.from ?? null,
      until: term?.until ?? null,
      votes: isOver ? { voters: row.voters, yes: row.yes, no: row.no } : null,
      mayAnswer: rules.canAnswerWatching(me, row, ctx.now) === null,
      mayVote: rules.canVote(me, row, vote, ctx.now) === null,
      hasVoted: vote?.hasVoted ?? false,
      mayEnd: (state === 'asked' || state === 'agreed') && (ledgerReaders as readonly Role[]).includes(me.role),
    };
  });
}

/** Turns the first key. Who holds the second one is settled here: representatives, or else all who may vote; nobody who has just come, or got his role. */
export async function askWatching(
  ctx: Context,
  { name, step, purpose, keptMonths }: InputOf<Calls['askWatching']>,
): Promise<WatchingLine> {
  await lockFor(ctx, admins);
  if (!rules.isStepOf(name, step)) throw new Refused(refuse('directory.stepUnknown'));
  const kept = await store.keptPolicy(ctx);
  if (!rules.showsMore(name, step, rules.stepAlone(name, kept[name]))) throw new Refused(refuse('directory.alreadyOn'));
  const open = await store.openWatchings(ctx);
  if (open.some((one) => one.name === name && rules.watchingState(one, ctx.now) === 'asked'))
    throw new Refused(refuse('directory.alreadyAsked'));
  const held = heldAt(await tenuresOf(ctx, voters), ctx.now);
  const representatives = held.flatMap(({ memberId, role }) => (role === 'representative' ? memberId : []));
  const others = await store.haveCome(
    ctx,
    held.map(({ memberId }) => memberId),
  );
  const holder = keyFor(ctx.memberId, { representatives, others });
  if (holder === null) throw new Refused(refuse('directory.noSecondKey'));
  const key = holder === 'others' ? 'vote' : holder;
  const row: store.WatchingRow = {
    ...{ id: ctx.newId() as WatchingId, name, step, purpose, keptMonths, key },
    ...{ askedBy: ctx.memberId, askedAt: ctx.now, holderIds: key === 'vote' ? [] : representatives },
    waitsUntil: new Date(ctx.now.getTime() + rules.WATCHING_ANSWER_DAYS * DAY_MS),
    ...{ agreed: null, answeredBy: null, answeredAt: null, answer: '', endedBy: null, endedAt: null, told: 'asked' },
    ...{ voters: key === 'vote' ? others.length : 0, yes: 0, no: 0 },
  };
  await store.insertWatching(ctx, row);
  if (key === 'vote') await store.insertVoters(ctx, row.id, others);
  await writeLedger(ctx, { kind: 'watchingAsked', facts: { ...factsOf(row), purpose, keptMonths, key } });
  return told(ctx, row);
}

/** Turns the second key, or refuses to. The first answer counts. */
export async function answerWatching(
  ctx: Context,
  { id, agree, answer }: InputOf<Calls['answerWatching']>,
): Promise<WatchingLine> {
  const role = await lockFor(ctx, ['representative']);
  const row = await store.findWatching(ctx, id);
  if (row === null) throw new Refused(refuse('directory.requestUnknown'));
  const { joinedAt } = (await memberRow(ctx.tx, ctx.companyId, ctx.memberId)) ?? { joinedAt: null };
  ensure(rules.canAnswerWatching({ memberId: ctx.memberId, role, joinedAt }, row, ctx.now));
  const state = agree ? ('agreed' as const) : ('refused' as const);
  const answered = { ...row, agreed: agree, answeredBy: ctx.memberId, answeredAt: ctx.now, answer, told: state };
  await store.saveWatching(ctx, answered);
  const facts = { ...factsOf(row), askedBy: row.askedBy, purpose: row.purpose, answer };
  await writeLedger(ctx, { kind: agree ? 'watchingAgreed' : 'watchingRefused', facts });
  return told(ctx, answered);
}

/** Votes, once. Nothing of it is told, nor written to the ledger: only how many there were, when it is over. */
export async function voteWatching(ctx: Context, { id, agree }: InputOf<Calls['voteWatching']>): Promise<WatchingLine> {
  const role = await lockFor(ctx, insiders);
  const row = await store.findWatching(ctx, id);
  if (row === null) throw new Refused(refuse('directory.requestUnknown'));
  const vote = (await store.votesOf(ctx, ctx.memberId, [id])).get(id) ?? null;
  ensure(rules.canVote({ memberId: ctx.memberId, role }, row, vote, ctx.now));
  await store.putVote(ctx, id, ctx.memberId, agree);
  return (await linesOf(ctx, [row]))[0] as WatchingLine;
}

/** Switches off at once, or withdraws: one key is enough. */
export async function endWatching(ctx: Context, { id }: InputOf<Calls['endWatching']>): Promise<WatchingLine> {
  await lockFor(ctx, ledgerReaders);
  const row = await store.findWatching(ctx, id);
  if (row === null) throw new Refused(refuse('directory.requestUnknown'));
  const state = rules.watchingState(row, ctx.now);
  if (state !== 'asked' && state !== 'agreed') throw new Refused(refuse('directory.answered'));
  return told(ctx, await ended(ctx, row));
}

/** Whoever is no admin any more has not turned the first key: what he asked for, and nobody has answered, is withdrawn. */
export async function withdrawRequestsOf(ctx: Context, memberId: MemberId): Promise<void> {
  for (const row of await store.openWatchings(ctx)) {
    if (row.askedBy === memberId && rules.watchingState(row, ctx.now) === 'asked')
      await told(ctx, await ended(ctx, row));
  }
}

/** Ends what shows more than a policy of one key wants: lowering a switch needs no second. */
export async function endAbove(ctx: Context, wanted: Policy): Promise<void> {
  for (const row of await store.openWatchings(ctx)) {
    const isOn = rules.watchingState(row, ctx.now) === 'agreed';
    if (isOn && rules.showsMore(row.name, row.step, wanted[row.name])) await told(ctx, await ended(ctx, row));
  }
}

async function ended(ctx: Context, row: store.WatchingRow): Promise<store.WatchingRow> {
  const kind = rules.watchingState(row, ctx.now) === 'asked' ? 'watchingWithdrawn' : 'watchingEnded';
  const now = { ...row, endedBy: ctx.memberId, endedAt: ctx.now, told: 'ended' as const };
  await store.saveWatching(ctx, now);
  await writeLedger(ctx, { kind, facts: factsOf(row) });
  return now;
}

function factsOf({ id, name, step }: store.WatchingRow) {
  return { watchingId: id, name, step };
}

/** Tells the company how it stands with a request, and the policy that follows from it. */
async function told(ctx: Context, row: store.WatchingRow): Promise<WatchingLine> {
  await tell(ctx, row);
  return (await linesOf(ctx, [row]))[0] as WatchingLine;
}

async function tell(ctx: CompanyContext, row: store.WatchingRow): Promise<void> {
  await noteDue(ctx);
  const topic = await insidersTopic(ctx.tx, ctx.companyId);
  const state = rules.watchingState(row, ctx.now);
  await announce(ctx, directoryEvent, { type: 'directory.watchingChanged', id: row.id, state }, { topic });
  if (state !== 'asked') await tellCompany(ctx, true);
}

async function noteDue(ctx: Reading): Promise<void> {
  const moments = (await store.openWatchings(ctx)).flatMap((one) => rules.watchingDueAt(one, ctx.now)?.getTime() ?? []);
  await store.setWatchingDue(ctx, moments.length === 0 ? null : new Date(Math.min(...moments)));
}

/**
 * Writes down what the clock has said since: votes that ended, requests nobody answered, agreements whose year is over or nearly so. What
 * holds does not wait for it: `policyOf` asks the clock itself.
 */
export async function settleWatching(base: FollowContext): Promise<void> {
  // What the house does by itself stands in the ledger under nobody's name.
  const ctx = Object.assign(base, { memberId: null as never, role: '' });
  await store.lockWatching(ctx);
  const kept = await store.keptPolicy(ctx);
  const lowered = policyDifference(kept, rules.policyAlone(kept));
  if (Object.keys(lowered).length > 0) {
    await savePolicy(ctx.tx, ctx.companyId, rules.policyAlone(kept));
    await writeLedger(ctx, { kind: 'policyChanged', facts: lowered });
    await tellCompany(ctx, true);
  }
  for (const row of await store.openWatchings(ctx)) {
    const state = rules.watchingState(row, ctx.now);
    const now: store.WatchingRow['told'] = rules.isEnding(row, ctx.now) ? 'ending' : state;
    if (now === row.told || (row.told === 'ending' && now === 'agreed')) continue;
    const saved = { ...row, told: now };
    await store.saveWatching(ctx, saved);
    const votes = row.key === 'vote' ? { voters: row.voters, yes: row.yes, no: row.no } : {};
    const kind = ledgerKinds[now];
    if (kind !== undefined) await writeLedger(ctx, { kind, facts: { ...factsOf(row), ...votes } });
    await tell(ctx, saved);
  }
  await noteDue(ctx);
}

const ledgerKinds: Readonly<Record<string, string>> = {
  agreed: 'watchingAgreed',
  refused: 'watchingRefused',
  lapsed: 'watchingLapsed',
  expired: 'watchingExpired',
};
