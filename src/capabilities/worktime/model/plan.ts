import { type Day, weekdayOf } from '#platform/model/zone.ts';
import type { Span } from './spans.ts';

export const DAY_MINUTES = 1_440;

/** The hours of one day, in minutes since its midnight. A night shift ends after 1440; none is longer than a day. */
export type Hours = readonly Span[];

/** What is special about a date in a country. */
export interface Holiday {
  /** A day off, or a day worked in its place (调休). */
  readonly kind: 'off' | 'work';
  readonly zh: string;
  readonly en: string;
  /** Whose hours a day worked in place has: 1 (Monday) to 7. */
  readonly like: number;
}

/** The hours that a schedule gives, day by day, from a date on. */
export interface Plan {
  readonly from: Day;
  /** Seven days beginning with Monday; or the days of a rotation, beginning with `startsOn` and always again. */
  readonly days: readonly Hours[];
  readonly startsOn: Day | null;
  /** The holidays of the country, or null where the schedule goes through them. */
  readonly holidays: ReadonlyMap<Day, Holiday> | null;
}

/** Why a day has the hours it has. */
export type Because =
  | { readonly is: 'hours' }
  | { readonly is: 'dayOff' }
  | { readonly is: 'holiday'; readonly holiday: Holiday }
  | { readonly is: 'makeUp'; readonly holiday: Holiday }
  | { readonly is: 'planned' };

export interface PlannedDay {
  readonly hours: Hours;
  readonly because: Because;
}

/** Monday to Friday, 09:00 to 18:00: the hours of whoever was given no others. */
export const STANDARD_DAYS: readonly Hours[] = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
  weekday <= 5 ? [{ from: 540, until: 1_080 }] : [],
);

const NONE: Hours = [];

/** What a plan says of a date: the pattern, but for holidays and the days worked in their place. */
export function plannedBy(plan: Plan, day: Day): PlannedDay {
  const holiday = plan.holidays?.get(day);
  if (holiday?.kind === 'off') return { hours: NONE, because: { is: 'holiday', holiday } };
  const own = patternOn(plan, day);
  if (holiday?.kind === 'work') {
    // Only weeks know weekdays; a rotation goes its own way. Who works on that day anyway works as always.
    const hours = own.length > 0 || plan.startsOn !== null ? own : (plan.days[holiday.like - 1] ?? NONE);
    return { hours, because: { is: 'makeUp', holiday } };
  }
  return { hours: own, because: { is: own.length > 0 ? 'hours' : 'dayOff' } };
}

function patternOn({ days, startsOn }: Plan, day: Day): Hours {
  if (startsOn === null) return days[weekdayOf(day) - 1] ?? NONE;
  const turn = (day - startsOn) % days.length;
  return days[turn < 0 ? turn + days.length : turn] ?? NONE;
}
