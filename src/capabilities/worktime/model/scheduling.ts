import { type Refusal, refuse } from '#platform/model/refusal.ts';
import type { Day } from '#platform/model/zone.ts';
import { roomOf } from './flexible.ts';
import type { Holiday, Plan } from './plan.ts';
import { restFaults } from './resting.ts';
import { type Pattern, REASON_MIN } from './shapes.ts';
import { firstWidened, widens } from './widening.ts';

/** The hours of a schedule as those of a calendar, from a date on. */
export function planOf(one: Pattern, from: Day, holidays: ReadonlyMap<Day, Holiday>): Plan {
  return {
    from,
    days: one.days,
    startsOn: one.kind === 'rotation' ? one.startsOn : null,
    holidays: one.keepsHolidays ? holidays : null,
  };
}

/** May hours be like this? Those that leave too little rest need a reason (R25). */
export function canSchedule(pattern: Pattern, reason: string | null): Refusal | null {
  if (pattern.days.every((hours) => hours.length === 0)) return refuse('worktime.noHours');
  if (pattern.kind === 'weekly' && pattern.band !== null) {
    const { from, until } = pattern.band;
    const isInside = pattern.days.every((hours) => hours.every((span) => span.from >= from && span.until <= until));
    if (!isInside) return refuse('worktime.outsideBand');
  }
  const faults = restFaults(pattern.days);
  const isExplained = (reason ?? '').length >= REASON_MIN;
  return faults.length > 0 && !isExplained
    ? refuse('worktime.reasonNeeded', { rest: faults.join(' '), least: REASON_MIN })
    : null;
}

interface ChangeFacts {
  /** What it is now, and from when; null where it is new. */
  readonly current: { readonly pattern: Pattern; readonly fromDay: Day } | null;
  readonly pattern: Pattern;
  readonly members: number;
  readonly today: Day;
}

/** From when other hours of a schedule count (R1): fewer from tomorrow, more after the notice, at once where nobody has it; null: they are what they were. */
export function firstDay({ current, pattern, members, today }: ChangeFacts): Day | null {
  if (current === null) return today;
  if (members === 0) return current.fromDay;
  if (JSON.stringify(current.pattern) === JSON.stringify(pattern)) return null;
  return isWidened(current.pattern, pattern, today) ? firstWidened(today) : today + 1;
}

/** Would members with these hours work at more times? What they lay by themselves, and holidays, count as well. */
function isWidened(before: Pattern, after: Pattern, from: Day): boolean {
  if (before.keepsHolidays !== after.keepsHolidays) return true;
  // Hours that somebody laid fit into another band, or another week, no longer: then he works when the schedule says.
  const laid = roomOf(before);
  if (laid !== null && laid !== roomOf(after)) return true;
  const plan = (one: Pattern) => ({ planned: new Map(), plans: [planOf(one, from, new Map())] as const });
  return widens(plan(before), plan(after), from);
}
