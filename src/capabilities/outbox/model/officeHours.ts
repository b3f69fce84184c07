/** Monday to Friday, 09:00 to 18:00: the working time of everybody until work calendars say better. */
export const OFFICE_HOURS = { from: 9, until: 18 } as const;

const DAY_MS = 86_400_000;

interface Local {
  /** Midnight of the local date, as if it were UTC: a date without a zone. */
  readonly date: number;
  readonly hour: number;
  /** What the local clock shows minus UTC. */
  readonly offsetMs: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  return format;
}

function localOf(timeZone: string, at: Date): Local {
  const parts = Object.fromEntries(
    formatFor(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const { year, month, day, hour, minute, second } = parts;
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const shown = date + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000;
  return { date, hour: Number(hour), offsetMs: shown - Math.floor(at.getTime() / 1_000) * 1_000 };
}

function isWorkday(date: number): boolean {
  const weekday = new Date(date).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The instant at which the clock of a zone shows this hour of this date. Where summer time skips it, the same distance behind. */
function instantOf(timeZone: string, date: number, hour: number): Date {
  const shown = date + hour * 3_600_000;
  let at = shown;
  for (let turn = 0; turn < 2; turn += 1) at = shown - localOf(timeZone, new Date(at)).offsetMs;
  return new Date(at);
}

/** Is it office hours in this IANA time zone? Outside them nobody is shown as typing (R19), and nothing notifies (R2). */
export function isOfficeHours(timeZone: string, now: Date): boolean {
  const { date, hour } = localOf(timeZone, now);
  return isWorkday(date) && hour >= OFFICE_HOURS.from && hour < OFFICE_HOURS.until;
}

/** When office hours begin next, after this moment. */
export function nextOfficeStart(timeZone: string, now: Date): Date {
  return nextAt(timeZone, now, OFFICE_HOURS.from);
}

/** When the office hours of this moment end; outside them, when the next ones do. */
export function nextOfficeEnd(timeZone: string, now: Date): Date {
  return nextAt(timeZone, now, OFFICE_HOURS.until);
}

/** The working day with this number (from 1) among those that begin after a moment: whoever is asked then has so many whole days. */
export function officeDayAfter(timeZone: string, after: Date, days: number): { start: Date; end: Date } {
  let start = after;
  for (let day = 0; day < days; day += 1) start = nextOfficeStart(timeZone, start);
  return { start, end: nextOfficeEnd(timeZone, start) };
}

/** The moment at which the clock of a zone shows this hour, so many days after the local date of another moment. */
export function momentOn(timeZone: string, now: Date, days: number, hour: number): Date {
  return instantOf(timeZone, localOf(timeZone, now).date + days * DAY_MS, hour);
}

/** Days until the week of this moment is over where this zone is: a week ends with its Sunday. */
export function daysLeftInWeek(timeZone: string, now: Date): number {
  return (7 - new Date(localOf(timeZone, now).date).getUTCDay()) % 7;
}

function nextAt(timeZone: string, now: Date, hour: number): Date {
  const { date } = localOf(timeZone, now);
  for (let day = date; ; day += DAY_MS) {
    const at = instantOf(timeZone, day, hour);
    if (isWorkday(day) && at.getTime() > now.getTime()) return at;
  }
}
