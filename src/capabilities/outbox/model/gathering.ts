import { instantOn, localOf } from '#platform/model/zone.ts';

/** At 12:00 and 16:00 of an ordinary day; in any shift of twelve hours three times at most. */
const EVERY_MINUTES = 4 * 60;

/** When what a member lets be gathered is told next (R11), by his own clock. */
export function nextGathering(now: Date, timeZone: string): Date {
  const { day, minute } = localOf(timeZone, now);
  return instantOn(timeZone, day, (Math.floor(minute / EVERY_MINUTES) + 1) * EVERY_MINUTES);
}
