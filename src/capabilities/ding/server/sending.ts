import { type Chat, ensureInside, participantIds } from '#chat/server/index.ts';
import { peopleKeepers } from '#directory/model/contract.ts';
import { activeMemberIds, isManager, nearMembers, policyOf } from '#directory/server/index.ts';
import type { Outbox } from '#outbox/server/index.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { ensure, Refused, type Refusal, refuse } from '#platform/model/refusal.ts';
import { localOf } from '#platform/model/zone.ts';
import type { Context } from '#platform/server/context.ts';
import { timesOf } from '#worktime/server/index.ts';
import { canDing } from '../model/canDing.ts';
import {
  AHEAD_MAX_MS,
  type Ding,
  type dingCalls,
  LINES_MAX,
  RECIPIENTS_MAX,
  REPEAT_AFTER_MS,
} from '../model/contract.ts';
import type { Around } from './hearing.ts';
import * as store from './store/dings.ts';
import * as recipients from './store/recipients.ts';
import { seen, tellSoon } from './telling.ts';

type Calls = typeof dingCalls;
type Place = InputOf<Calls['send']>['to'][number];

export interface Sending extends Around {
  readonly chat: Chat;
}

interface Asked {
  readonly memberId: MemberId;
  readonly conversationId: Place['conversationId'];
}

/** Whom a ding asks, each once, in the first place that names him; and how many of those named are not there. */
async function askedBy(ctx: Context, places: readonly Pick<Place, 'conversationId' | 'memberIds'>[]) {
  const asked = new Map<MemberId, Asked>();
  let outside = 0;
  for (const { conversationId, memberIds } of places) {
    await ensureInside(ctx, conversationId);
    const there = await participantIds(ctx, conversationId);
    const wanted = memberIds ?? there.filter((id) => id !== ctx.memberId);
    const inside = new Set(there);
    for (const memberId of new Set(wanted)) {
      if (memberId === ctx.memberId) continue;
      if (!inside.has(memberId)) outside += 1;
      else if (!asked.has(memberId)) asked.set(memberId, { memberId, conversationId });
    }
  }
  ensure(asked.size > RECIPIENTS_MAX ? refuse('ding.tooMany', { most: RECIPIENTS_MAX }) : null);
  const active = new Set(
    (await activeMemberIds(ctx.tx, ctx.companyId, [...asked.keys()])).map(({ memberId }) => memberId),
  );
  return { asked: [...asked.values()].filter(({ memberId }) => active.has(memberId)), outside };
}

const NOBODY: ReadonlySet<MemberId> = new Set();

/**
 * What speaks against it, and who was dinged by the caller within the hour. `through`: whom an override reaches, which has bounds of its own.
 */
async function verdictOn(ctx: Context, asked: readonly Asked[], outside: number, through = NOBODY) {
  const ids = asked.map(({ memberId }) => memberId);
  const { whoDings } = await policyOf(ctx);
  const leads =
    (peopleKeepers as readonly string[]).includes(ctx.role) || (await isManager(ctx.tx, ctx.companyId, ctx.memberId));
  const near =
    whoDings === 'everybody' || leads
      ? ids.length
      : (await nearMembers(ctx.tx, ctx.companyId, ctx.memberId, ids)).length;
  const since = new Date(ctx.now.getTime() - REPEAT_AFTER_MS);
  const last = await recipients.lastOf(
    ctx,
    ctx.memberId,
    ids.filter((id) => !through.has(id)),
    since,
  );
  const again = new Map(last.map(({ memberId, at }) => [memberId, new Date(at.getTime() + REPEAT_AFTER_MS)]));
  const repeatAt = [...again.values()].sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
  const facts = { whoDings, leads, near, asked: ids.length, outside, repeated: again.size, repeatAt };
  return { refusal: canDing(facts), again };
}

export async function preview(
  ctx: Context,
  outbox: Outbox,
  { to }: InputOf<Calls['preview']>,
): Promise<OutputOf<Calls['preview']>> {
  const { asked, outside } = await askedBy(ctx, to);
  const { refusal, again } = await verdictOn(ctx, asked, outside);
  const shown = asked.slice(0, LINES_MAX).map(({ memberId }) => memberId);
  const times = await timesOf(ctx.tx, ctx.companyId, shown, ctx.now);
  const { dingsADay } = await policyOf(ctx);
  const days = [...times].map(([memberId, { facts }]) => ({ memberId, day: localOf(facts.timeZone, ctx.now).day }));
  const used = new Map((await recipients.usedOf(ctx, days)).map((row) => [row.memberId, row.used]));
  const full = shown.filter((id) => (used.get(id) ?? 0) >= Number(dingsADay));
  const waiting = Map.groupBy(
    full.length === 0 ? [] : await recipients.waitingWith(ctx, full),
    ({ memberId }) => memberId,
  );
  const reachable = await outbox.reachable(ctx, shown);
  return {
    refusal: refusal === null ? null : { code: refusal.code, facts: { ...refusal.facts } },
    total: asked.length,
    people: [...times].map(([memberId, { facts, standInId }]) => {
      const isThere = !facts.onLeave && (facts.works || facts.onCall);
      return {
        memberId,
        works: facts.works,
        startsAt: isThere ? null : facts.nextStart,
        onLeave: facts.onLeave,
        standInId,
        timeZone: facts.timeZone,
        left: Math.max(0, Number(dingsADay) - (used.get(memberId) ?? 0)),
        waiting: (waiting.get(memberId) ?? []).map(({ authorId, count }) => ({ authorId, count })),
        repeatAt: again.get(memberId) ?? null,
        sms: reachable.get(memberId)?.sms ?? false,
        call: reachable.get(memberId)?.call ?? false,
      };
    }),
  };
}

/** Whom of those asked an override reaches although they are off; it refuses, or has written them into the ledger when it answers. */
export type Through = (asked: readonly MemberId[]) => Promise<ReadonlySet<MemberId>>;

/** Sends a ding, or puts it down for a minute to come. `override` is given by the room that keeps the ledger alone, and never by a call of ours. */
export async function send(
  { chat, wake }: Sending,
  ctx: Context,
  { id, text, to, steps, at }: InputOf<Calls['send']>,
  override: Through | null = null,
): Promise<Ding> {
  const known = await store.lockDing(ctx, id);
  if (known !== null) {
    // What was sent without an override does not become one.
    ensure(known.authorId === ctx.memberId && override === null ? null : refuse('ding.idTaken'));
    return own(ctx, id);
  }
  ensure(canBeAt(at, ctx.now));
  const { asked, outside } = await askedBy(ctx, to);
  const through = override === null ? NOBODY : await override(asked.map(({ memberId }) => memberId));
  // What is sent later is judged then; that it is not for nobody, or for who is not there, is known now.
  const { refusal } = await verdictOn(ctx, asked, outside, through);
  ensure(at === null || refusal?.code !== 'ding.again' ? refusal : null);
  const ding = {
    id,
    authorId: ctx.memberId,
    text,
    steps,
    state: at === null ? 'sent' : 'scheduled',
    sendAt: at ?? ctx.now,
  } as const;
  if (!(await store.insertDing(ctx, ding))) throw new Refused(refuse('ding.idTaken'));
  const places = to.map(({ conversationId, messageId }) => ({
    ...{ dingId: id, conversationId, messageId },
    memberIds: asked.filter((one) => one.conversationId === conversationId).map(({ memberId }) => memberId),
  }));
  await store.insertPlaces(ctx, places);
  if (at === null) await post(chat, ctx, ding, places, asked, through);
  wake(ctx, at ?? ctx.now);
  return own(ctx, id);
}

/** A ding as its author, or who is asked, sees it. */
export const own = async (ctx: Context, id: Ding['id']): Promise<Ding> => {
  const [ding] = await seen(ctx, ctx.memberId, [id], true);
  if (ding === undefined) throw new Refused(refuse('ding.unknown'));
  return ding;
};

/** Its messages, whom it asks, and that they were asked now, in the transaction of whoever sends it. */
async function post(
  chat: Chat,
  ctx: Context,
  { id, text }: Pick<store.DingRow, 'id' | 'text'>,
  places: readonly Omit<store.PlaceRow, 'number'>[],
  asked: readonly Asked[],
  through = NOBODY,
): Promise<void> {
  for (const { conversationId, messageId } of places) {
    await chat.sendCard(ctx, { id: messageId, conversationId, text, room: 'ding', of: id }, async ({ number }) => {
      await store.setNumber(ctx, id, conversationId, number);
    });
  }
  const rows = asked.map((one) => ({ ...one, byOverride: through.has(one.memberId) }));
  await recipients.insertRecipients(ctx, id, rows, ctx.now);
  const ids = asked.map(({ memberId }) => memberId);
  await recipients.setLast(ctx, ctx.memberId, ids, ctx.now);
  await tellSoon(ctx, [id], []);
}

function canBeAt(at: Date | null, now: Date): Refusal | null {
  if (at === null) return null;
  if (at <= now) return refuse('ding.momentPast');
  return at.getTime() - now.getTime() > AHEAD_MAX_MS ? refuse('ding.momentFar') : null;
}

/** Sends a ding whose minute has come, by the rights of its author at this moment. */
export async function sendScheduled({ chat }: Pick<Sending, 'chat'>, ctx: Context, row: store.DingRow): Promise<void> {
  const places = await store.placesOf(ctx, [row.id]);
  const { asked, outside } = await askedBy(ctx, places);
  const { refusal } = await verdictOn(ctx, asked, outside);
  ensure(refusal);
  await store.setState(ctx, row.id, 'sent', { sendAt: ctx.now });
  await post(chat, ctx, row, places, asked);
}
