import { type Day, instantOn, localOf, weekdayOf } from '#platform/model/zone.ts';

/** So long interruptions are kept, and no longer. */
export const KEPT_DAYS = 90;
/** So long it is kept who has looked. */
export const VIEWS_KEPT_DAYS = 365;
/** So many weeks a representative sees. */
export const WEEKS_SHOWN = 12;
/** After midnight of the company: what was kept overnight is noted by then. */
const ROUND_MINUTE = 10;

export interface DayCount {
  readonly day: Day;
  readonly told: number;
  readonly held: number;
}

/** How much there was on each day of a zone that had any, the first first. */
export function countDays(moments: readonly { at: Date; isTold: boolean }[], timeZone: string): DayCount[] {
  const days = new Map<Day, { told: number; held: number }>();
  for (const { at, isTold } of moments) {
    const { day } = localOf(timeZone, at);
    const count = days.get(day) ?? { told: 0, held: 0 };
    if (isTold) count.told += 1;
    else count.held += 1;
    days.set(day, count);
  }
  return [...days].map(([day, count]) => ({ day, ...count })).sort((a, b) => a.day - b.day);
}

/** The Monday of the week in which a date lies. */
export function mondayOf(day: Day): Day {
  return day - weekdayOf(day) + 1;
}

/** The Mondays of weeks that are over, in a zone, and of which something may be known: those that ended after the first moment that is; the latest twelve. */
export function weeksOver(timeZone: string, since: Date, now: Date): Day[] {
  const thisWeek = mondayOf(localOf(timeZone, now).day);
  const first = Math.max(mondayOf(localOf(timeZone, since).day), thisWeek - WEEKS_SHOWN * 7);
  return Array.from({ length: Math.max(0, (thisWeek - first) / 7) }, (_, index) => first + index * 7);
}

/** From which moment to which a week lasts. */
export function spanOfWeek(timeZone: string, monday: Day): { from: Date; until: Date } {
  return { from: instantOn(timeZone, monday, 0), until: instantOn(timeZone, monday + 7, 0) };
}

/** When the next round is due: early on the next day of the company. */
export function nextRound(timeZone: string, now: Date): Date {
  return instantOn(timeZone, localOf(timeZone, now).day + 1, ROUND_MINUTE);
}
