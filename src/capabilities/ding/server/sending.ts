import { type Chat, hungOn, openDirect } from '#chat/server/index.ts';
import { peopleKeepers } from '#directory/model/contract.ts';
import { isManager, nearMembers, policyOf } from '#directory/server/index.ts';
import type { Files } from '#files/server/index.ts';
import { type Attachment, FILES_PER_MESSAGE_MAX } from '#files/model/contract.ts';
import type { TimeFacts } from '#outbox/model/contract.ts';
import type { Outbox } from '#outbox/server/index.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import type { MemberId, MessageId } from '#platform/model/ids.ts';
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
  mostADay,
  type PassedOn,
  REPEAT_AFTER_MS,
} from '../model/contract.ts';
import { addressed, type Addressed, placesOf } from './addressing.ts';
import type { Around } from './hearing.ts';
import * as store from './store/dings.ts';
import * as recipients from './store/recipients.ts';
import { seen, tellSoon } from './telling.ts';

type Calls = typeof dingCalls;

export interface Sending extends Around {
  readonly chat: Chat;
  readonly files: Files;
}

const TIMES_AT_ONCE = 1_000;
/** Files of what waits are kept well past any moment it can be sent at. */
const KEPT_MS = 2 * AHEAD_MAX_MS;

const hourBefore = (now: Date): Date => new Date(now.getTime() - REPEAT_AFTER_MS);
const repeatAfter = (at: Date): string => new Date(at.getTime() + REPEAT_AFTER_MS).toISOString();

const NOBODY: ReadonlySet<MemberId> = new Set();

/**
 * What speaks against it, and who was dinged by the caller within the hour. `through`: whom an override reaches, which has bounds of its own.
 */
async function verdictOn(ctx: Context, to: Addressed, through = NOBODY) {
  const { asked, outside, departments, apartMost } = to;
  const ids = asked.map(({ memberId }) => memberId);
  const { whoDings } = await policyOf(ctx);
  const leads =
    (peopleKeepers as readonly string[]).includes(ctx.role) || (await isManager(ctx.tx, ctx.companyId, ctx.memberId));
  const near =
    whoDings === 'everybody' || leads
      ? ids.length
      : (await nearMembers(ctx.tx, ctx.companyId, ctx.memberId, ids)).length;
  const last = await recipients.lastOf(
    ctx,
    ctx.memberId,
    ids.filter((id) => !through.has(id)),
    hourBefore(ctx.now),
  );
  const again = new Map(last.map(({ memberId, at }) => [memberId, new Date(at.getTime() + REPEAT_AFTER_MS)]));
  const repeatAt = [...again.values()].sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
  const facts = {
    ...{ whoDings, leads, near, asked: ids.length, outside, repeated: again.size, repeatAt },
    ...{ departments, apart: to.apart.length, apartMost },
  };
  return { refusal: canDing(facts), again };
}

/** Is who has this time reached at once, when he starts, or when he is back? */
function standingOf({ onLeave, works, onCall }: TimeFacts): 'now' | 'off' | 'onLeave' {
  if (onLeave) return 'onLeave';
  return works || onCall ? 'now' : 'off';
}

export async function preview(
  ctx: Context,
  outbox: Outbox,
  addressing: InputOf<Calls['preview']>,
): Promise<OutputOf<Calls['preview']>> {
  const found = await addressed(ctx, addressing, true);
  const { asked, elsewhere } = found;
  const { refusal, again } = await verdictOn(ctx, found);
  const ids = asked.map(({ memberId }) => memberId);
  const all: Awaited<ReturnType<typeof timesOf>> = new Map();
  // In portions: ten thousand calendars at once would let everybody else wait.
  for (let from = 0; from < ids.length; from += TIMES_AT_ONCE) {
    const some = await timesOf(ctx.tx, ctx.companyId, ids.slice(from, from + TIMES_AT_ONCE), ctx.now);
    for (const [memberId, time] of some) all.set(memberId, time);
  }
  const standings = [...all.values()].map(({ facts }) => standingOf(facts));
  const countOf = (standing: ReturnType<typeof standingOf>) => standings.filter((one) => one === standing).length;
  const times = new Map([...all].slice(0, LINES_MAX));
  const shown = [...times.keys()];
  const most = mostADay(await policyOf(ctx));
  const days = [...times].map(([memberId, { facts }]) => ({ memberId, day: localOf(facts.timeZone, ctx.now).day }));
  const used = new Map((await recipients.usedOf(ctx, days)).map((row) => [row.memberId, row.used]));
  const full = shown.filter((id) => (used.get(id) ?? 0) >= most);
  const waiting = Map.groupBy(
    full.length === 0 ? [] : await recipients.waitingWith(ctx, full),
    ({ memberId }) => memberId,
  );
  const reachable = await outbox.reachable(ctx, shown);
  return {
    refusal: refusal === null ? null : { code: refusal.code, facts: { ...refusal.facts } },
    total: asked.length,
    counts: { now: countOf('now'), off: countOf('off'), onLeave: countOf('onLeave') },
    elsewhere,
    people: [...times].map(([memberId, { facts, standInId }]) => {
      return {
        memberId,
        works: facts.works,
        startsAt: standingOf(facts) === 'now' ? null : facts.nextStart,
        onLeave: facts.onLeave,
        standInId,
        timeZone: facts.timeZone,
        left: Math.max(0, most - (used.get(memberId) ?? 0)),
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
  sending: Sending,
  ctx: Context,
  { id, text, files, passesOn, to, memberIds, departmentIds, steps, at }: InputOf<Calls['send']>,
  override: Through | null = null,
): Promise<Ding> {
  const known = await store.lockDing(ctx, id);
  if (known !== null) {
    // What was sent without an override does not become one.
    ensure(known.authorId === ctx.memberId && override === null ? null : refuse('ding.idTaken'));
    return own(ctx, id);
  }
  ensure(canSay(text, files.length + (passesOn?.ids.length ?? 0)));
  ensure(canBeAt(at, ctx.now));
  const found = await addressed(ctx, { to, memberIds, departmentIds }, true);
  const through = override === null ? NOBODY : await override(found.asked.map(({ memberId }) => memberId));
  // What is sent later is judged then; that it is not for nobody, or for who is not there, is known now.
  const { refusal } = await verdictOn(ctx, found, through);
  ensure(at === null || refusal?.code !== 'ding.again' ? refusal : null);
  const passed = await passedOn(ctx, passesOn);
  const ding = { id, authorId: ctx.memberId, text, steps, memberIds, departmentIds, passesOn };
  if (at === null) {
    const places = placesOf(to, found, () => ctx.newId() as MessageId);
    const hung = await hang(sending, ctx, places, files);
    const made = { ...ding, files: [...passed, ...hung], state: 'sent' as const, sendAt: ctx.now };
    if (!(await store.insertDing(ctx, made))) throw new Refused(refuse('ding.idTaken'));
    await post(sending, ctx, made, places, found, through);
  } else {
    const kept = await sending.files.keep(ctx, files, new Date(ctx.now.getTime() + KEPT_MS));
    const made = { ...ding, files: [...passed, ...kept], state: 'scheduled' as const, sendAt: at };
    if (!(await store.insertDing(ctx, made))) throw new Refused(refuse('ding.idTaken'));
    await store.insertPlaces(
      ctx,
      to.map((one) => ({ ...one, dingId: id })),
    );
  }
  sending.wake(ctx, at ?? ctx.now);
  return own(ctx, id);
}

/** A ding as its author, or who is asked, sees it. */
export const own = async (ctx: Context, id: Ding['id']): Promise<Ding> => {
  const [ding] = await seen(ctx, ctx.memberId, [id], true);
  if (ding === undefined) throw new Refused(refuse('ding.unknown'));
  return ding;
};

/** What of another message hangs on its own, too, as far as its author sees it there. */
const passedOn = async (ctx: Context, passesOn: PassedOn | null): Promise<Attachment[]> =>
  passesOn === null ? [] : hungOn(ctx, passesOn, passesOn.ids);

/** Its files hang on its messages, on each the same. */
async function hang(
  { chat }: Pick<Sending, 'chat'>,
  ctx: Context,
  [first]: ReturnType<typeof placesOf>,
  ids: readonly Attachment['id'][],
): Promise<Attachment[]> {
  return first === undefined || ids.length === 0 ? [] : chat.hang(ctx, ids, first.conversationId);
}

/** Its messages, whom it asks, and that they were asked now, in the transaction of whoever sends it. */
async function post(
  { chat }: Pick<Sending, 'chat'>,
  ctx: Context,
  { id, text, files }: Pick<store.DingRow, 'id' | 'text' | 'files'>,
  places: ReturnType<typeof placesOf>,
  { asked, apart }: Addressed,
  through = NOBODY,
): Promise<void> {
  const ids = asked.map(({ memberId }) => memberId);
  const noted = await recipients.setLast(ctx, ctx.memberId, ids, { at: ctx.now, after: hourBefore(ctx.now), through });
  // Another of the same sender was sent between the verdict and now.
  ensure(noted < ids.length ? refuse('ding.again', { members: ids.length - noted, at: repeatAfter(ctx.now) }) : null);
  for (const memberId of apart) await openDirect(ctx, { memberId });
  await store.insertPlaces(
    ctx,
    places.map((place) => ({ ...place, dingId: id, memberIds: [] })),
  );
  for (const { conversationId, messageId } of places) {
    const message = { id: messageId, conversationId, text, files, room: 'ding', of: id };
    await chat.sendCard(ctx, message, ({ number }) => store.setNumber(ctx, id, conversationId, number));
  }
  const rows = asked.map((one) => ({ ...one, byOverride: through.has(one.memberId) }));
  await recipients.insertRecipients(ctx, id, rows, ctx.now);
  await tellSoon(ctx, [id], []);
}

function canSay(text: string, files: number): Refusal | null {
  if (files > FILES_PER_MESSAGE_MAX) return refuse('ding.tooManyFiles', { most: FILES_PER_MESSAGE_MAX });
  return text === '' && files === 0 ? refuse('ding.empty') : null;
}

function canBeAt(at: Date | null, now: Date): Refusal | null {
  if (at === null) return null;
  if (at <= now) return refuse('ding.momentPast');
  return at.getTime() - now.getTime() > AHEAD_MAX_MS ? refuse('ding.momentFar') : null;
}

/** Sends a ding whose minute has come, to whom it asks at this moment, by the rights that its author has now. */
export async function sendScheduled(sending: Pick<Sending, 'chat'>, ctx: Context, row: store.DingRow): Promise<void> {
  const to = await store.placesOf(ctx, [row.id]);
  const found = await addressed(ctx, { ...row, to }, false);
  const { refusal } = await verdictOn(ctx, found);
  ensure(refusal);
  const places = placesOf(to, found, () => ctx.newId() as MessageId);
  const passed = new Set((await passedOn(ctx, row.passesOn)).map(({ id }) => id));
  const brought = row.files.map(({ id }) => id).filter((id) => !passed.has(id));
  await hang(sending, ctx, places, brought);
  await store.setState(ctx, row.id, 'sent', { sendAt: ctx.now });
  await store.dropPlaces(ctx, row.id);
  await post(sending, ctx, row, places, found);
}
