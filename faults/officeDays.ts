import type { Day } from '../src/platform/model/zone.ts';
import { type Calendar, workDayAfter } from '../src/capabilities/worktime/model/calendar.ts';
import { type Holiday, STANDARD_DAYS } from '../src/capabilities/worktime/model/plan.ts';
import { listOf } from '../src/capabilities/worktime/server/holidayLists.ts';

/** The companies of these runs are in Suzhou and have the standard hours. */
const TIME_ZONE = 'Asia/Shanghai';

/** The next working day that begins after a moment, in milliseconds; days that make up for holidays are none to companies made today. */
export async function hoursAfter(moment: Date): Promise<{ readonly start: number; readonly end: number }> {
  const year = moment.getUTCFullYear();
  const listed = await Promise.all([year, year + 1].map((one) => listOf('CN', one)));
  const off = listed.flatMap((days) => days ?? []).filter(({ kind }) => kind === 'off');
  const holidays = new Map<Day, Holiday>(off.map((one) => [one.day, one]));
  const nothing = { planned: new Map(), leave: [], added: [], stopped: [], duty: [], focus: [] };
  const calendar: Calendar = {
    timeZone: TIME_ZONE,
    plans: [{ from: 0, days: STANDARD_DAYS, startsOn: null, holidays }],
    ...nothing,
  };
  const { start, end } = workDayAfter(calendar, moment, 1);
  return { start: start.getTime(), end: end.getTime() };
}
