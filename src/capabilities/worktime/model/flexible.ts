import { type Refusal, refuse } from '#platform/model/refusal.ts';
import type { Hours } from './plan.ts';
import type { Pattern } from './shapes.ts';
import { lengthOf } from './spans.ts';

const minutesOf = (days: readonly Hours[]) => days.reduce((sum, hours) => sum + lengthOf(hours), 0);

/** May a member lay his hours like this: within the band, and as many minutes a week as the schedule has? */
export function canLayHours(one: Pattern, days: readonly Hours[]): Refusal | null {
  const band = one.kind === 'weekly' ? one.band : null;
  if (band === null) return refuse('worktime.notFlexible');
  const isInside = days.every((hours) => hours.every(({ from, until }) => from >= band.from && until <= band.until));
  if (!isInside) return refuse('worktime.outsideBand');
  const [wanted, laid] = [minutesOf(one.days), minutesOf(days)];
  return laid === wanted ? null : refuse('worktime.minutesDiffer', { wanted, laid });
}

/** What a member's own hours have to fit into; null where he lays none. */
export function roomOf(one: Pattern): string | null {
  if (one.kind !== 'weekly' || one.band === null) return null;
  return `${one.band.from} ${one.band.until} ${minutesOf(one.days)}`;
}

/** The hours a member laid, where the schedule has room for them; else null: those of the schedule. */
export function laidHours(one: Pattern, days: readonly Hours[]): readonly Hours[] | null {
  return canLayHours(one, days) === null ? days : null;
}
