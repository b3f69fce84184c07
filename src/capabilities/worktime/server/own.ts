import type { Outbox } from '#outbox/server/index.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import type { Context } from '#platform/server/context.ts';
import { DAY_MS, type Day, instantOn, localOf, textOfDay, weekdayOf } from '#platform/model/zone.ts';
import { type Calendar, isWorking, plannedOn, stretchesIn, timeFacts, whyAt, workingOn } from '../model/calendar.ts';
import { ADDED_HOURS_MAX, type OwnDay, type worktimeCalls } from '../model/contract.ts';
import { canLayHours } from '../model/flexible.ts';
import { canFocus } from '../model/focus.ts';
import { presenceOf } from '../model/presence.ts';
import { type Pattern, STANDARD } from '../model/shapes.ts';
import { type Span, spanAt, without } from '../model/spans.ts';
import { tellHours, tellKeepers, timeOf } from './acting.ts';
import { type HoursBook, hoursBook, type MemberTime } from './calendars.ts';
import { timesOf } from './workTime.ts';
import * as away from './store/away.ts';
import * as hours from './store/hours.ts';
import * as store from './store/own.ts';
import { awayAmong } from './store/presence.ts';

type Calls = typeof worktimeCalls;

const HOUR_MS = 3_600_000;

const stretchOf = ({ from, until }: Span) => ({ start: new Date(from), end: new Date(until) });

/** What a member has just said of his own time: he works outside his hours for these stretches, or not any longer. */
export type OwnWord =
  | { readonly is: 'works'; readonly stretches: readonly { readonly start: Date; readonly end: Date }[] }
  | { readonly is: 'stops' };

export interface Saying {
  readonly outbox: Outbox;
  /** Tells rooms above, in this transaction. */
  readonly said: (ctx: Context, word: OwnWord) => Promise<void>;
}

/** The own working time, as its owner sees it. */
export async function mine(ctx: Context, input: InputOf<Calls['mine']>): Promise<OutputOf<Calls['mine']>> {
  const early = input.from === undefined ? ctx.now : new Date(input.from * DAY_MS);
  const from = new Date(Math.min(early.getTime(), ctx.now.getTime()) - 8 * DAY_MS);
  const time = await timeOf(ctx, ctx.memberId, from);
  const book = await hoursBook(ctx.tx, ctx.companyId);
  const { calendar } = time;
  const now = ctx.now.getTime();
  const today = localOf(calendar.timeZone, ctx.now).day;
  const first = input.from ?? today + 1 - weekdayOf(today);
  const facts = timeFacts(calendar, ctx.now);
  const why = whyAt(calendar, ctx.now);
  const said = (spans: readonly Span[]) => spans.find(({ until }) => until > now);
  const [added, stopped] = [said(calendar.added), said(calendar.stopped)];
  const current = assignedOn(time, book, today);
  const band = current.pattern?.kind === 'weekly' ? current.pattern.band : null;
  const isOwn =
    current.pattern !== null && time.ownDays !== null && canLayHours(current.pattern, time.ownDays) === null;
  const offers = await store.offersOf(ctx, [ctx.memberId], today);
  return {
    timeZone: calendar.timeZone,
    today,
    siteName: current.siteName,
    scheduleName: current.scheduleName,
    works: facts.works,
    why: why.is,
    holiday: why.is === 'holiday' ? why.holiday : null,
    presence: presenceOf(facts, (await awayAmong(ctx, [ctx.memberId], ctx.now)).has(ctx.memberId)),
    until: facts.works ? facts.worksUntil : facts.nextStart,
    onCallUntil: facts.onCall ? new Date(spanAt(calendar.duty, now)?.until ?? now) : null,
    days: Array.from({ length: input.days }, (_, index) => ownDay(calendar, first + index)),
    focus: [...calendar.focus],
    added: added === undefined ? null : stretchOf(added),
    stopped: stopped === undefined ? null : stretchOf(stopped),
    flexible:
      band === null || current.pattern === null
        ? null
        : { band, days: copied(isOwn && time.ownDays !== null ? time.ownDays : current.pattern.days), isOwn },
    change: comingFor(time, book, today),
    offers: offers.map(({ day, hours: offered }) => ({ day, hours: [...offered] })),
    duties: await away.dutiesOf(ctx, [ctx.memberId], ctx.now),
    leave: await away.leavesOf(ctx, ctx.memberId, ctx.now),
  };
}

const copied = (days: readonly (readonly Span[])[]) => days.map((day) => [...day]);

function ownDay(calendar: Calendar, day: Day): OwnDay {
  const { hours: planned, because } = plannedOn(calendar, day);
  const midnight = instantOn(calendar.timeZone, day, 0).getTime();
  const nextMidnight = instantOn(calendar.timeZone, day + 1, 0).getTime();
  const added = without(
    calendar.added.filter(({ from }) => from >= midnight && from < nextMidnight),
    [...calendar.leave, ...calendar.stopped],
  );
  return {
    day,
    hours: [...planned],
    because: because.is,
    holiday: because.is === 'holiday' || because.is === 'makeUp' ? because.holiday : null,
    working: without([...workingOn(calendar, day), ...added], []).map(stretchOf),
    onLeave: calendar.leave.some(({ from, until }) => from < nextMidnight && until > midnight),
  };
}

/** The first hours to come that are others: those of his schedule, or such as were given to him, which he can have sooner. */
function comingFor(time: MemberTime, book: HoursBook, today: Day): OutputOf<Calls['mine']>['change'] {
  const later = time.assignments.find(({ fromDay }) => fromDay > today);
  const row = time.assignments.findLast(({ fromDay }) => fromDay <= today);
  const own = book.versions.filter(({ scheduleId }) => scheduleId === row?.scheduleId);
  const now = own.findLast(({ fromDay }) => fromDay <= today) ?? own[0];
  const next = own.find((one) => one !== now && one.fromDay > today);
  const from = Math.min(later?.fromDay ?? Number.POSITIVE_INFINITY, next?.fromDay ?? Number.POSITIVE_INFINITY);
  if (!Number.isFinite(from)) return null;
  const mayAccept = later?.fromDay === from && from > today + 1;
  const { siteName, scheduleName, pattern } = assignedOn(time, book, from);
  return { from, siteName, scheduleName, pattern: pattern ?? STANDARD, mayAccept };
}

/** Site, schedule and hours of a member on a date, by their names. */
function assignedOn(time: MemberTime, book: HoursBook, day: Day) {
  const row = time.assignments.findLast(({ fromDay }) => fromDay <= day);
  const versions = book.versions.filter(({ scheduleId }) => scheduleId === row?.scheduleId);
  const version = versions.findLast(({ fromDay }) => fromDay <= day) ?? versions[0];
  const pattern: Pattern | null = version?.pattern ?? null;
  return {
    siteName: book.sites.find(({ id }) => id === row?.siteId)?.name ?? null,
    scheduleName: version?.name ?? null,
    pattern,
  };
}

/** "I work now." Leave is leave: nothing counts while it lasts. */
export async function workNow(ctx: Context, { outbox, said }: Saying, { until }: InputOf<Calls['workNow']>) {
  const { calendar } = await timeOf(ctx, ctx.memberId);
  const facts = timeFacts(calendar, ctx.now);
  ensure(facts.onLeave ? refuse('worktime.onLeave') : null);
  const length = until.getTime() - ctx.now.getTime();
  ensure(
    length > 0 && length <= ADDED_HOURS_MAX * HOUR_MS ? null : refuse('worktime.tooLong', { hours: ADDED_HOURS_MAX }),
  );
  await store.dropWords(ctx, ctx.memberId);
  await store.putWord(ctx, ctx.memberId, 'added', ctx.now, until);
  const planned = { ...calendar, added: [], stopped: [] };
  const asked = { from: ctx.now.getTime(), until: until.getTime() };
  const free = without([asked], stretchesIn(planned, asked.from, asked.until));
  await said(ctx, { is: 'works', stretches: free.map(stretchOf) });
  await tellHours(ctx, outbox, [ctx.memberId]);
  return {};
}

/** "I stop now": until the working time that runs now would have ended. */
export async function stopNow(ctx: Context, { outbox, said }: Saying) {
  const { calendar } = await timeOf(ctx, ctx.memberId);
  ensure(isWorking(calendar, ctx.now) ? null : refuse('worktime.notWorking'));
  await store.dropWords(ctx, ctx.memberId);
  const planned = timeFacts({ ...calendar, added: [] }, ctx.now);
  if (planned.works) await store.putWord(ctx, ctx.memberId, 'stopped', ctx.now, endOfDay(calendar, ctx.now));
  await said(ctx, { is: 'stops' });
  await tellHours(ctx, outbox, [ctx.memberId]);
  return {};
}

/** When the working day of a moment ends for good: a break in it is no end. */
export function endOfDay(calendar: Calendar, at: Date): Date {
  const { day } = localOf(calendar.timeZone, at);
  for (const one of [day - 1, day]) {
    const spans = workingOn(calendar, one);
    const last = spans.at(-1);
    if (spanAt(spans, at.getTime()) !== null && last !== undefined) return new Date(last.until);
  }
  return timeFacts(calendar, at).worksUntil;
}

export async function asPlanned(ctx: Context, { outbox, said }: Saying) {
  await store.dropWords(ctx, ctx.memberId);
  await said(ctx, { is: 'stops' });
  await tellHours(ctx, outbox, [ctx.memberId]);
  return {};
}

export async function setFocus(ctx: Context, outbox: Outbox, { blocks }: InputOf<Calls['setFocus']>) {
  ensure(canFocus(blocks));
  await store.setFocus(ctx, ctx.memberId, blocks);
  await tellHours(ctx, outbox, [ctx.memberId]);
  return {};
}

export async function setOwnHours(ctx: Context, outbox: Outbox, { days }: InputOf<Calls['setOwnHours']>) {
  const time = await timeOf(ctx, ctx.memberId);
  const book = await hoursBook(ctx.tx, ctx.companyId);
  const { pattern } = assignedOn(time, book, localOf(time.calendar.timeZone, ctx.now).day);
  if (days !== null) ensure(pattern === null ? refuse('worktime.notFlexible') : canLayHours(pattern, days));
  await store.setDays(ctx, ctx.memberId, days);
  await tellHours(ctx, outbox, [ctx.memberId]);
  return {};
}

/** Is what somebody agrees to what there is? Others may have changed it since he read it. */
const isSame = (read: unknown, there: unknown) => JSON.stringify(read) === JSON.stringify(there);

/** Hours that were to come with notice come tomorrow: the member himself said so, of these and no others. */
export async function acceptChange(ctx: Context, outbox: Outbox, read: InputOf<Calls['acceptChange']>) {
  const time = await timeOf(ctx, ctx.memberId);
  const today = localOf(time.calendar.timeZone, ctx.now).day;
  const { mayAccept, ...coming } = comingFor(time, await hoursBook(ctx.tx, ctx.companyId), today) ?? {};
  const later = time.assignments.find(({ fromDay }) => fromDay > today);
  if (later === undefined || mayAccept !== true || !isSame(read, coming)) throw new Refused(refuse('worktime.unknown'));
  await hours.assign(ctx, [{ ...later, fromDay: Math.min(later.fromDay, today + 1) }], today);
  await tellHours(ctx, outbox, [ctx.memberId]);
  return {};
}

export async function acceptDay(
  ctx: Context,
  outbox: Outbox,
  { day, hours: read, accept }: InputOf<Calls['acceptDay']>,
) {
  const offer = await store.takeOffer(ctx, ctx.memberId, day);
  if (offer === null || !isSame(read, offer.hours))
    throw new Refused(refuse('worktime.unknown', { day: textOfDay(day) }));
  if (accept) {
    await store.planDays(ctx, ctx.memberId, offer.plannedBy, [{ day, hours: offer.hours, counts: true }]);
  }
  await tellHours(ctx, outbox, [ctx.memberId]);
  await tellKeepers(ctx, [offer.plannedBy]);
  return {};
}

export async function answerDuty(ctx: Context, outbox: Outbox, { id, accept }: InputOf<Calls['answerDuty']>) {
  const duty = await away.lockDuty(ctx, id);
  if (duty === null || duty.memberId !== ctx.memberId || duty.endsAt <= ctx.now)
    throw new Refused(refuse('worktime.unknown'));
  const began = duty.startsAt <= ctx.now;
  ensure(began && duty.state === 'accepted' && !accept ? refuse('worktime.dutyBegan') : null);
  await away.setDutyState(ctx, id, accept ? 'accepted' : 'declined');
  await tellHours(ctx, outbox, [ctx.memberId]);
  await tellKeepers(ctx, [duty.offeredBy]);
  return {};
}

/** When members can be reached, as far as a colleague may know: of leave the return and the stand-in (R12). */
export async function reach(ctx: Context, { memberIds }: InputOf<Calls['reach']>): Promise<OutputOf<Calls['reach']>> {
  const times = await timesOf(ctx.tx, ctx.companyId, [...new Set(memberIds)], ctx.now);
  return [...times].map(([memberId, { facts, standInId }]) => ({
    memberId,
    timeZone: facts.timeZone,
    works: facts.works,
    nextStart: facts.works ? null : facts.nextStart,
    onLeave: facts.onLeave,
    standInId,
  }));
}
