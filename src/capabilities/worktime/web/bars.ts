import { type Day, localOf } from '#platform/model/zone.ts';
import type { OwnDay } from '../model/contract.ts';
import { DAY_MINUTES } from '../model/plan.ts';
import { united } from '../model/spans.ts';

/** The bars of a date on its line, in minutes: all working time that lies in it, also that of a night begun the day before. */
export function barsOn(days: readonly Pick<OwnDay, 'working'>[], day: Day, timeZone: string): [number, number][] {
  const minuteOf = (at: Date) => {
    const local = localOf(timeZone, at);
    return Math.min(Math.max((local.day - day) * DAY_MINUTES + local.minute, 0), DAY_MINUTES);
  };
  const spans = days.flatMap(({ working }) =>
    working.map(({ start, end }) => ({ from: minuteOf(start), until: minuteOf(end) })),
  );
  return united(spans).map(({ from, until }) => [from, until]);
}
