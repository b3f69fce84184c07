import { setTimeout as sleep } from 'node:timers/promises';
import { extentsAfter, headsOf, readableBy, retain } from '#chat/server/index.ts';
import { admins } from '#directory/model/contract.ts';
import { lockFor, writeLedger } from '#directory/server/index.ts';
import type { Files } from '#files/server/index.ts';
import type { InputOf } from '#platform/model/contract.ts';
import type { CompanyId, ConversationId } from '#platform/model/ids.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { forgetDings } from '#ding/server/index.ts';
import { announce } from '#platform/server/announce.ts';
import { Clockwork } from '#platform/server/clockwork.ts';
import type { Context } from '#platform/server/context.ts';
import type { CompaniesAfter } from '#platform/server/follow.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import type { House } from '#platform/server/house.ts';
import { forgetWords } from '#search/server/index.ts';
import { type recordsCalls, recordsEvent, type RetentionRule } from '../model/contract.ts';
import { AS_ABOVE, changedRule, daysFor, GRACE_DAYS } from '../model/retention.ts';
import { keeping } from './holding.ts';
import * as store from './store/retention.ts';

type Calls = typeof recordsCalls;

const DAY_MS = 86_400_000;
/** So many conversations are looked at in one step; the first in which something is to be done ends it. */
const LOOK_AT_ONCE = 50;
const LONG_AGO = new Date(0);
/** Between two steps others have their turn: as long as the step took, and at least so long. */
const REST_MS = 20;

/** The rules as a member may know them: of single conversations, those of his own; all, with their names, for who makes rules. */
export async function retention(ctx: Context): Promise<RetentionRule[]> {
  const rules = await store.rulesOf(ctx);
  const ids = rules.flatMap(({ conversationId }) => conversationId ?? []);
  if ((admins as readonly string[]).includes(ctx.role)) {
    const heads = ids.length === 0 ? [] : await headsOf(ctx, { allGroups: false, ids, deletedToo: true });
    const names = new Map(heads.map(({ id, name }) => [id, name]));
    return rules.map((rule) => told(rule, names.get(rule.conversationId as ConversationId) ?? ''));
  }
  const mine = new Set(ids.length === 0 ? [] : (await readableBy(ctx, ctx.memberId)).map(({ id }) => id));
  const known = rules.filter(({ conversationId }) => conversationId === null || mine.has(conversationId));
  return known.map((rule) => told(rule, ''));
}

function told({ level, conversationId, days, next }: store.KeptRule, name: string): RetentionRule {
  return { level, conversationId, name, days, next };
}

export async function setRetention(
  ctx: Context,
  { level, conversationId, days }: InputOf<Calls['setRetention']>,
): Promise<RetentionRule[]> {
  await lockFor(ctx, admins);
  let [kind, name]: [string, string] = [level, ''];
  if (conversationId !== null) {
    const head = (await headsOf(ctx, { allGroups: false, ids: [conversationId] })).find(
      ({ id }) => id === conversationId,
    );
    // A direct conversation is kept as all of them are, and a thread as the one in which it hangs.
    if (head?.kind !== 'group' && head?.kind !== 'department') throw new Refused(refuse('records.conversationUnknown'));
    [kind, name] = [head.kind, head.name];
  }
  const rules = await store.rulesOf(ctx);
  const rule = { ...changedRule(rules, { level, conversationId, kind }, days, ctx.now), conversationId, kind };
  const isGone = rule.days === AS_ABOVE && rule.next === null;
  await (isGone ? store.removeRule(ctx, rule) : store.putRule(ctx, rule));
  await store.beginRound(ctx, ctx.now);
  const facts = { level, conversationId, name, days, from: (rule.next?.at ?? ctx.now).toISOString() };
  await writeLedger(ctx, { kind: 'retentionSet', facts });
  await announce(ctx, recordsEvent, { type: 'records.retentionChanged' }, { topic: ctx.companyId });
  return retention(ctx);
}

/** Brings the conversations of companies with rules in line with them, a step at a time: see chat's `retain`. */
export function makeRetaining(
  house: House,
  files: Files,
  companiesAfter: CompaniesAfter,
  onError: (error: unknown) => void,
): Clockwork {
  return new Clockwork({
    ...{ house, companiesAfter, onError, nextDue: store.nextRound },
    async work(companyId: CompanyId) {
      const from = performance.now();
      await house.inCompany(companyId, (ctx) => step(ctx, files));
      await sleep(Math.max(REST_MS, performance.now() - from));
    },
  });
}

async function step(ctx: FollowContext, files: Files): Promise<void> {
  const round = await store.lockRound(ctx, ctx.now);
  if (round === null) return;
  const rules = await store.rulesOf(ctx);
  const over = new Date(ctx.now.getTime() - GRACE_DAYS * DAY_MS);
  const isHeld = await keeping(ctx);
  const some = await extentsAfter(ctx, round.after, LOOK_AT_ONCE);
  let { after } = round;
  for (const extent of some) {
    const place = { conversationId: extent.root, kind: extent.kind };
    const days = daysFor(rules, place, ctx.now);
    // What is held vanishes, and waits.
    const erasedFrom = isHeld(place) ? LONG_AGO : over;
    const keptFrom = days === null ? null : new Date(ctx.now.getTime() - days * DAY_MS);
    const { did, erased, erasedNumber } = await retain(ctx, files, extent, { keptFrom, erasedFrom });
    if (erased > 0) {
      await forgetWords(ctx, extent.id, erasedNumber);
      await forgetDings(ctx, extent.id, erasedNumber);
    }
    // Looked at again: there may be more to do in it.
    if (did) return store.saveRound(ctx, { after, erased: round.erased + erased }, ctx.now);
    after = extent.id;
  }
  if (some.length === LOOK_AT_ONCE) return store.saveRound(ctx, { after, erased: round.erased }, ctx.now);
  if (round.erased > 0)
    await writeLedger(asNobody(ctx), { kind: 'retentionErased', facts: { messages: round.erased } });
  await store.saveRound(ctx, { after: null, erased: 0 }, nextRoundAt(rules, ctx.now));
}

/** Once a day, and whenever a rule begins to say something else. */
function nextRoundAt(rules: readonly store.KeptRule[], now: Date): Date {
  const tomorrow = now.getTime() + DAY_MS;
  const ahead = rules.flatMap(({ next }) => (next !== null && next.at > now ? [next.at.getTime()] : []));
  return new Date(Math.min(tomorrow, ...ahead));
}

/** What the house does by itself stands in the ledger under nobody's name. */
export function asNobody(ctx: FollowContext) {
  return Object.assign(ctx, { memberId: null as never, role: '' });
}
