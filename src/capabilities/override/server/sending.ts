import { cardsOf, writeLedger } from '#directory/server/index.ts';
import type { Ding, Dings } from '#ding/server/index.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import type { Context } from '#platform/server/context.ts';
import { restsOf, timesOf } from '#worktime/server/index.ts';
import {
  canOverride,
  canReach,
  nextOverrideAt,
  type OverrideFacts,
  OVERRIDES_MOST,
  overridesLeft,
  REACHED_MOST,
  suspendedUntil,
  SUSPENDED_DAYS,
  UPHELD_WITHIN_DAYS,
  WITHIN_DAYS,
} from '../model/bounds.ts';
import type { overrideCalls, RestFault } from '../model/contract.ts';
import { ENTRY_MINUTES_MIN } from '../model/entries.ts';
import { draft } from './drafting.ts';
import { write } from './ledger.ts';
import * as store from './store/overrides.ts';

type Calls = typeof overrideCalls;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** What a sender has left, as it stands now. */
export async function boundsOf(ctx: Context): Promise<OutputOf<Calls['mine']>['bounds']> {
  const sent = await sentLately(ctx);
  return {
    left: overridesLeft(sent, ctx.now),
    of: OVERRIDES_MOST,
    nextAt: nextOverrideAt(sent, ctx.now),
    suspendedUntil: suspendedUntil(await upheldLately(ctx), ctx.now),
  };
}

const sentLately = (ctx: Context) =>
  store.sentBy(ctx, ctx.memberId, new Date(ctx.now.getTime() - WITHIN_DAYS * DAY_MS));
const upheldLately = (ctx: Context) =>
  store.upheldOf(ctx, ctx.memberId, new Date(ctx.now.getTime() - (UPHELD_WITHIN_DAYS + SUSPENDED_DAYS) * DAY_MS));

/** What the rule wants to know of those who would be asked; with who of them rests, and until when. */
async function factsOf(ctx: Context, asked: readonly MemberId[]) {
  const times = await timesOf(ctx.tx, ctx.companyId, asked, ctx.now);
  const called = new Set([...times].filter(([, { facts }]) => facts.onCall).map(([memberId]) => memberId));
  // Who is on call is reached anyhow.
  const rests = await restsOf(
    ctx.tx,
    ctx.companyId,
    asked.filter((memberId) => !called.has(memberId)),
    ctx.now,
    ENTRY_MINUTES_MIN * MINUTE_MS,
  );
  const away = [...times].filter(([, { facts }]) => facts.onLeave);
  const disturbed = await store.disturbedAmong(ctx, rests, ctx.now);
  const named = [...away.flatMap(([memberId, { standInId }]) => [memberId, standInId ?? memberId]), ...disturbed];
  const cards = named.length === 0 ? [] : await cardsOf(ctx.tx, ctx.companyId, [...new Set(named)]);
  const nameOf = (id: MemberId | null) => cards.find((card) => card.id === id)?.name ?? '';
  const facts: Omit<OverrideFacts, 'why' | 'upheld'> = {
    now: ctx.now,
    asked: asked.length,
    onLeave: away.map(([memberId, { standInId }]) => ({ name: nameOf(memberId), standIn: nameOf(standInId) })),
    off: rests.size,
    disturbed: disturbed.map(nameOf),
    sent: await sentLately(ctx),
  };
  return { facts, rests };
}

export async function preview(
  ctx: Context,
  { memberIds }: InputOf<Calls['preview']>,
): Promise<OutputOf<Calls['preview']>> {
  const bounds = await boundsOf(ctx);
  const { facts, rests } = await factsOf(ctx, [...new Set(memberIds)]);
  const breaking = (fault: RestFault) => [...rests.values()].filter(({ breaks }) => breaks.includes(fault)).length;
  const { suspendedUntil: until } = bounds;
  const refusal = until === null ? canReach(facts) : refuse('override.suspended', { until: until.toISOString() });
  return {
    ...bounds,
    breaks: { daily: breaking('daily'), weekly: breaking('weekly') },
    refusal: refusal === null ? null : { code: refusal.code, facts: { ...refusal.facts } },
  };
}

/** Sends a ding that reaches those who are off, and writes it where they see it, in one transaction (R4, R5, R7). */
export async function send(
  dings: Dings,
  ctx: Context,
  { reason, why, ...input }: InputOf<Calls['send']>,
): Promise<Ding> {
  const known = await store.findOverride(ctx, input.id);
  if (known !== null) {
    if (known.senderId !== ctx.memberId) throw new Refused(refuse('ding.idTaken'));
    return dings.own(ctx, input.id);
  }
  const ding = await dings.sendThrough(ctx, input, async (asked) => {
    // Two at once wait here for each other; what the first has done, the second is told.
    await store.lockBounds(ctx, [ctx.memberId, ...asked]);
    const { facts, rests } = await factsOf(ctx, asked);
    ensure(canOverride({ ...facts, why, upheld: await upheldLately(ctx) }));
    await store.insertOverride(ctx, { id: input.id, senderId: ctx.memberId, reason, why, at: ctx.now }, rests);
    return new Set(rests.keys());
  });
  const rows = await store.reachedRows(ctx, { ids: [input.id] }, REACHED_MOST);
  const reached = rows.map(({ memberId }) => memberId);
  const [sender] = await cardsOf(ctx.tx, ctx.companyId, [ctx.memberId]);
  const facts = { overrideId: input.id, senderName: sender?.name ?? '', reason, why, text: input.text };
  const hashes = await write(
    ctx,
    rows.map(({ memberId, breaks }) => ({
      ...{ memberId, kind: 'overrideReached' as const, actorId: ctx.memberId, facts: { ...facts, breaks } },
    })),
  );
  await draft(ctx, reached, 'override');
  // The company's own chain holds the hashes: a member's ledger cannot be made anew without it.
  await writeLedger(ctx, {
    kind: 'overrideSent',
    facts: { overrideId: input.id, reason, members: reached.length, hashes },
  });
  return ding;
}
