import { Temporal } from 'temporal-polyfill';
import { dayOfText } from '../../src/platform/model/zone.ts';
import type { Calendar } from '../../src/capabilities/worktime/model/calendar.ts';

/**
 * Does somebody work at this moment, read off the clock on his wall by another library than the product uses? It shares no rule with the
 * gate: what the gate lets out is judged by it.
 */
export function worksByTheWall({ timeZone, plans, leave }: Calendar, ms: number): boolean {
  if (leave.some(({ from, until }) => from <= ms && ms < until)) return false;
  const here = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  const minute = here.hour * 60 + here.minute;
  const [{ days, startsOn }] = plans;
  return [0, 1].some((back) => {
    const date = here.toPlainDate().subtract({ days: back });
    const today = dayOfText(date.toString()) ?? 0;
    const turn =
      startsOn === null ? date.dayOfWeek - 1 : (((today - startsOn) % days.length) + days.length) % days.length;
    const at = minute + back * 1_440;
    return (days[turn] ?? []).some(({ from, until }) => from <= at && at < until);
  });
}
