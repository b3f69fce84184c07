import type { TimeFacts } from '#outbox/model/contract.ts';
import { DAY_MS, type Day, instantOn, localOf, weekdayOf } from '#platform/model/zone.ts';
import { type Because, type Hours, type Plan, plannedBy, type PlannedDay } from './plan.ts';
import { type Span, spanAt, united, without } from './spans.ts';

/** A recurring block in which a member wants to work undisturbed. */
export interface FocusBlock {
  readonly weekday: number;
  readonly from: number;
  readonly until: number;
}

/** Everything that says when one member works (R1). Spans without a day are milliseconds of all time. */
export interface Calendar {
  readonly timeZone: string;
  /** By the date from which each counts, the earliest first. Dates before the first have its hours. */
  readonly plans: readonly [Plan, ...Plan[]];
  /** Single days that were planned otherwise. */
  readonly planned: ReadonlyMap<Day, Hours>;
  /** Approved leave: nothing else counts while it lasts. */
  readonly leave: readonly Span[];
  /** The member's own "I work now". */
  readonly added: readonly Span[];
  /** The member's own "I stop now". */
  readonly stopped: readonly Span[];
  /** On call, by a roster that the member accepted (R13). */
  readonly duty: readonly Span[];
  readonly focus: readonly FocusBlock[];
}

/** So far ahead the next start is looked for. Where none is found, this is when to ask again. */
export const HORIZON_DAYS = 400;
const LOOKS = [4, 20, HORIZON_DAYS];

/** What a calendar has planned for a date, before leave and what the member said himself. */
export function plannedOn({ plans, planned }: Pick<Calendar, 'plans' | 'planned'>, day: Day): PlannedDay {
  const hours = planned.get(day);
  if (hours !== undefined) return { hours, because: { is: 'planned' } };
  let plan = plans[0];
  for (const next of plans) if (next.from <= day) plan = next;
  return plannedBy(plan, day);
}

/** The working hours of a date as moments: planned, less leave and what was stopped. */
export function workingOn(calendar: Calendar, day: Day): Span[] {
  return without(momentsOf(calendar, day), [...calendar.leave, ...calendar.stopped]);
}

function momentsOf(calendar: Calendar, day: Day): Span[] {
  const { timeZone } = calendar;
  return plannedOn(calendar, day).hours.map(({ from, until }) => ({
    from: instantOn(timeZone, day, from).getTime(),
    until: instantOn(timeZone, day, until).getTime(),
  }));
}

/** The stretches of working time that touch what lies between two moments, in order; cut off where it ends. */
export function stretchesIn(calendar: Calendar, from: number, until: number): Span[] {
  const first = localOf(calendar.timeZone, new Date(from)).day - 2;
  const last = localOf(calendar.timeZone, new Date(until)).day;
  const spans: Span[] = [...calendar.added];
  for (let day = first; day <= last; day += 1) spans.push(...momentsOf(calendar, day));
  return without(spans, [...calendar.leave, ...calendar.stopped])
    .filter((span) => span.until > from && span.from < until)
    .map((span) => ({ from: span.from, until: Math.min(span.until, until) }));
}

/** Does the member work at this moment? */
export function isWorking(calendar: Calendar, at: Date): boolean {
  const ms = at.getTime();
  return spanAt(stretchesIn(calendar, ms, ms + 1), ms) !== null;
}

/** When the next working time begins, after this moment; after the horizon at the latest, when to ask again. */
export function nextStart(calendar: Calendar, at: Date): Date {
  return aheadOf(calendar, at).nextStart;
}

/** The rest that a member has at this moment: since the end of his last work until the next begins; null while he works. */
export function restAt(calendar: Calendar, at: Date): { readonly since: Date; readonly until: Date } | null {
  const now = at.getTime();
  if (isWorking(calendar, at)) return null;
  for (const days of LOOKS) {
    const last = stretchesIn(calendar, now - days * DAY_MS, now).at(-1);
    if (last !== undefined || days === HORIZON_DAYS)
      return { since: new Date(last?.until ?? now - days * DAY_MS), until: nextStart(calendar, at) };
  }
  return null;
}

interface Ahead {
  readonly works: boolean;
  readonly worksUntil: Date;
  readonly nextStart: Date;
}

function aheadOf(calendar: Calendar, at: Date): Ahead {
  const now = at.getTime();
  let [works, end, start] = [false, now, now];
  for (const days of LOOKS) {
    const horizon = now + days * DAY_MS;
    const stretches = stretchesIn(calendar, now, horizon);
    const current = spanAt(stretches, now);
    const next = stretches.find(({ from }) => from > now);
    works = current !== null;
    end = (current ?? next)?.until ?? horizon;
    start = next?.from ?? horizon;
    if (next !== undefined && end < horizon) break;
  }
  return { works, worksUntil: new Date(end), nextStart: new Date(start) };
}

/** All that the gate wants to know of a member's time at this moment. */
export function timeFacts(calendar: Calendar, at: Date): TimeFacts {
  const now = at.getTime();
  const ahead = aheadOf(calendar, at);
  return {
    ...ahead,
    timeZone: calendar.timeZone,
    isOwnWord: ahead.works && spanAt(calendar.added, now) !== null && whyAt(calendar, at).is === 'added',
    onLeave: spanAt(calendar.leave, now) !== null,
    focusUntil: ahead.works ? focusUntil(calendar, at) : null,
    onCall: spanAt(calendar.duty, now) !== null,
  };
}

function focusUntil({ timeZone, focus }: Calendar, at: Date): Date | null {
  if (focus.length === 0) return null;
  const { day, minute } = localOf(timeZone, at);
  const weekday = weekdayOf(day);
  const block = focus.find((one) => one.weekday === weekday && one.from <= minute && minute < one.until);
  return block === undefined ? null : instantOn(timeZone, day, block.until);
}

/** The working day with this number (from 1) among those that begin after a moment. What a member adds by himself is none. */
export function workDayAfter(calendar: Calendar, after: Date, number: number): { start: Date; end: Date } {
  const { day: today } = localOf(calendar.timeZone, after);
  let left = number;
  for (let day = today - 1; day <= today + HORIZON_DAYS; day += 1) {
    const spans = workingOn(calendar, day);
    const [first, last] = [spans[0], spans.at(-1)];
    if (first === undefined || last === undefined || first.from <= after.getTime()) continue;
    left -= 1;
    if (left === 0) return { start: new Date(first.from), end: new Date(last.until) };
  }
  const horizon = new Date(after.getTime() + HORIZON_DAYS * DAY_MS);
  return { start: horizon, end: horizon };
}

/** Why a member works, or does not, at a moment. */
export type Why =
  | { readonly is: 'planned' | 'added' | 'leave' | 'stopped' | 'outside' }
  | Extract<Because, { is: 'holiday' }>
  | { readonly is: 'dayOff' | 'restPlanned' };

/** Why the product thinks that a member works now, or does not: what he is shown (R1). */
export function whyAt(calendar: Calendar, at: Date): Why {
  const now = at.getTime();
  if (spanAt(calendar.leave, now) !== null) return { is: 'leave' };
  if (spanAt(calendar.stopped, now) !== null) return { is: 'stopped' };
  const { day } = localOf(calendar.timeZone, at);
  const planned = united([day - 2, day - 1, day].flatMap((one) => momentsOf(calendar, one)));
  if (spanAt(planned, now) !== null) return { is: 'planned' };
  if (spanAt(calendar.added, now) !== null) return { is: 'added' };
  const { hours, because } = plannedOn(calendar, day);
  if (because.is === 'holiday') return because;
  if (hours.length > 0) return { is: 'outside' };
  return { is: because.is === 'planned' ? 'restPlanned' : 'dayOff' };
}
