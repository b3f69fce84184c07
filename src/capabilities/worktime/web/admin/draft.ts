import type { Day } from '#platform/model/zone.ts';
import type { Pattern, Schedule } from '../../model/contract.ts';
import { type Hours, STANDARD_DAYS } from '../../model/plan.ts';
import type { Span } from '../../model/spans.ts';
import { areHours } from '../stretches.ts';

/** A schedule as it stands in its form; both kinds are kept, so that changing one's mind loses nothing. */
export interface Draft {
  readonly name: string;
  readonly kind: Pattern['kind'];
  readonly week: readonly Hours[];
  readonly isFlexible: boolean;
  readonly band: Span;
  readonly turn: readonly Hours[];
  readonly startsOn: Day | null;
  readonly keepsHolidays: boolean;
  readonly reason: string;
}

const hours = (from: number, until: number): Hours => [{ from: from * 60, until: until * 60 }];
const OFF: Hours = [];
const [EARLY, LATE, NIGHT, DAY] = [hours(6, 14), hours(14, 22), hours(22, 30), hours(8, 20)];

/** Rotations that are usual. */
export const TURNS = [
  { id: 'turnNights', days: [NIGHT, NIGHT, NIGHT, NIGHT, OFF, OFF, OFF] },
  { id: 'turnThree', days: [EARLY, EARLY, LATE, LATE, NIGHT, NIGHT, OFF, OFF] },
  { id: 'turnDays', days: [DAY, DAY, DAY, DAY, OFF, OFF] },
] as const satisfies readonly { readonly id: string; readonly days: readonly Hours[] }[];

/** The form of a schedule, or of a new one. */
export function draftOf(schedule: Schedule | null, today: Day): Draft {
  const fresh: Draft = {
    name: '',
    kind: 'weekly',
    week: STANDARD_DAYS,
    isFlexible: false,
    band: { from: 7 * 60, until: 20 * 60 },
    turn: TURNS[0].days,
    startsOn: today + 1,
    keepsHolidays: true,
    reason: '',
  };
  if (schedule === null) return fresh;
  const { name, reason } = schedule;
  // What is to come is what one changes: it replaces it.
  const pattern = schedule.next?.pattern ?? schedule.pattern;
  const { kind, keepsHolidays } = pattern;
  const known = { ...fresh, name, kind, keepsHolidays, reason: reason ?? '' };
  if (pattern.kind === 'rotation') return { ...known, turn: pattern.days, startsOn: pattern.startsOn };
  const { days, band } = pattern;
  return { ...known, week: days, isFlexible: band !== null, band: band ?? fresh.band };
}

/** The hours that a form stands for; null while they cannot be any. */
export function patternOf(draft: Draft): Pattern | null {
  const { kind, week, isFlexible, band, turn, startsOn, keepsHolidays } = draft;
  const copied = (days: readonly Hours[]) => days.map((one) => [...one]);
  if (!(kind === 'weekly' ? week : turn).every(areHours)) return null;
  if (kind === 'weekly') {
    if (isFlexible && !areHours([band])) return null;
    return { kind, days: copied(week), band: isFlexible ? band : null, keepsHolidays };
  }
  if (startsOn === null) return null;
  return { kind, days: copied(turn), startsOn, keepsHolidays };
}
