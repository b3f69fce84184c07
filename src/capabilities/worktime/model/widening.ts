import { type Day, localOf } from '#platform/model/zone.ts';
import { type Calendar, plannedOn } from './calendar.ts';
import { DAY_MINUTES, type Hours } from './plan.ts';
import { type Span, united, without } from './spans.ts';

/** So many days' notice a member has before he works at times at which he did not (R1). */
export const NOTICE_DAYS = 14;

/** The earliest date that it is anywhere: what was given for a day is somebody's until that day is over everywhere. */
export const firstDayNow = (now: Date): Day => localOf('Etc/GMT+12', now).day;
/** The latest date that it is anywhere: what counts from a later one counts nowhere yet. */
export const lastDayNow = (now: Date): Day => localOf('Pacific/Kiritimati', now).day;

/** The first date on which more hours count that are given today. The day on which they are told is none of the fourteen. */
export function firstWidened(today: Day): Day {
  return today + NOTICE_DAYS + 1;
}

/** So far ahead two calendars are compared: a year, with all its holidays. */
const COMPARED_DAYS = 371;

type Planned = Pick<Calendar, 'plans' | 'planned'>;

/** Has one day more hours than another, by the clock on the wall? */
export function widensDay(before: Hours, after: Hours): boolean {
  return without(after, before).length > 0;
}

/** Would somebody with the first hours have to work, from this date on, at times at which he does not? By the clock on the wall. */
export function widens(before: Planned, after: Planned, from: Day): boolean {
  return without(minutesOf(after, from), minutesOf(before, from)).length > 0;
}

function minutesOf(calendar: Planned, first: Day): Span[] {
  const spans: Span[] = [];
  // The night before may reach into the first day.
  for (let day = first - 1; day < first + COMPARED_DAYS; day += 1) {
    for (const { from, until } of plannedOn(calendar, day).hours) {
      spans.push({ from: day * DAY_MINUTES + from, until: day * DAY_MINUTES + until });
    }
  }
  return without(united(spans), [{ from: Number.NEGATIVE_INFINITY, until: first * DAY_MINUTES }]);
}
