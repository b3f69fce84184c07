import { type Calendar, stretchesIn } from './calendar.ts';
import { DAY_MINUTES, type Hours } from './plan.ts';
import type { RestFault } from './shapes.ts';
import { type Span, united } from './spans.ts';

/** Rest that everybody has in any 24 hours, and in any week (R25). */
export const DAILY_REST_MINUTES = 11 * 60;
export const WEEKLY_REST_MINUTES = 24 * 60;

const WEEK_MINUTES = 7 * DAY_MINUTES;
const MINUTE_MS = 60_000;

/** Which rest is too short for whoever works these days over and over (R25). Hours with less rest need a reason; they are not forbidden. */
export function restFaults(days: readonly Hours[]): RestFault[] {
  const round = days.length * DAY_MINUTES;
  const spans: Span[] = [];
  const rounds = Math.ceil((2 * WEEK_MINUTES) / round) + 1;
  for (let day = 0; day < days.length * rounds; day += 1) {
    for (const { from, until } of days[day % days.length] ?? []) {
      spans.push({ from: day * DAY_MINUTES + from, until: day * DAY_MINUTES + until });
    }
  }
  return faultsIn(united(spans), days.length * (rounds - 1) * DAY_MINUTES);
}

/**
 * Which rest, long enough until then, is too short once a member works at this moment too (R25): in milliseconds of all time, of any 24 hours
 * and any 7 days that begin with work and in which it falls.
 */
export function restBrokenBy(calendar: Calendar, work: Span): RestFault[] {
  const inMinutes = ({ from, until }: Span): Span => ({ from: from / MINUTE_MS, until: until / MINUTE_MS });
  const around = (WEEK_MINUTES + DAY_MINUTES) * MINUTE_MS;
  const before = stretchesIn(calendar, work.from - around, work.until + around).map(inMinutes);
  const added = inMinutes(work);
  const after = united([...before, added]);
  const isBroken = (within: number, needed: number) =>
    after.some(
      ({ from }) =>
        from <= added.from &&
        added.from < from + within &&
        rests(before, from, within, needed) &&
        !rests(after, from, within, needed),
    );
  return [
    ...(isBroken(DAY_MINUTES, DAILY_REST_MINUTES) ? ['daily' as const] : []),
    ...(isBroken(WEEK_MINUTES, WEEKLY_REST_MINUTES) ? ['weekly' as const] : []),
  ];
}

/** Which rest is too short for stretches of work in order, in minutes, as far as `until`. */
function faultsIn(work: readonly Span[], until: number): RestFault[] {
  const faults: RestFault[] = [];
  if (work.some((span) => span.from < until && !rests(work, span.from, DAY_MINUTES, DAILY_REST_MINUTES))) {
    faults.push('daily');
  }
  if (
    work.some(
      (span) => span.from + WEEK_MINUTES <= until + 1 && !rests(work, span.from, WEEK_MINUTES, WEEKLY_REST_MINUTES),
    )
  ) {
    faults.push('weekly');
  }
  return faults;
}

/**
 * Which rest is too short with the second hours and was longer with the first (R25): of any 24 hours and any 7 days that begin with work before
 * `until`. What was too short already counts again where it gets shorter; a reason for one day is none for another.
 */
export function restShortened(before: readonly Span[], after: readonly Span[], until: number): RestFault[] {
  const isShortened = (within: number, needed: number) =>
    after.some(({ from }) => {
      const rest = longestRest(after, from, within);
      return from < until && rest < needed && rest < longestRest(before, from, within);
    });
  return [
    ...(isShortened(DAY_MINUTES, DAILY_REST_MINUTES) ? ['daily' as const] : []),
    ...(isShortened(WEEK_MINUTES, WEEKLY_REST_MINUTES) ? ['weekly' as const] : []),
  ];
}

/** Is there a rest this long within so many minutes after work began? */
function rests(work: readonly Span[], from: number, within: number, needed: number): boolean {
  return longestRest(work, from, within) >= needed;
}

/** The longest rest within so many minutes after a moment. */
function longestRest(work: readonly Span[], from: number, within: number): number {
  let [longest, restsFrom] = [0, from];
  for (const span of work) {
    if (span.until <= from) continue;
    if (span.from >= from + within) break;
    longest = Math.max(longest, span.from - restsFrom);
    restsFrom = Math.max(restsFrom, span.until);
  }
  return Math.max(longest, from + within - restsFrom);
}
