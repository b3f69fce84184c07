import { z } from 'zod';

/** A date without a zone: days since 1970-01-01. */
export type Day = number;

export const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** So many days of a zone are remembered; then it is looked up anew. */
const KEPT_DAYS = 4_000;

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

function askedOffset(timeZone: string, ms: number): number {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatFor(timeZone).formatToParts(ms)) parts[type] = value;
  const { year, month, day, hour, minute, second } = parts;
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const shown = date + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000;
  return shown - Math.floor(ms / 1_000) * 1_000;
}

/** By zone and UTC day: the offset all day long, or null where it changes on that day. */
const offsets = new Map<string, Map<number, number | null>>();

/** What the clock of an IANA zone shows minus UTC, at an instant; both in milliseconds. Asking the same days again costs next to nothing. */
function offsetAt(timeZone: string, ms: number): number {
  let days = offsets.get(timeZone);
  if (days === undefined || days.size > KEPT_DAYS) {
    days = new Map();
    offsets.set(timeZone, days);
  }
  const day = Math.floor(ms / DAY_MS);
  let offset = days.get(day);
  if (offset === undefined) {
    const first = askedOffset(timeZone, day * DAY_MS);
    offset = first === askedOffset(timeZone, (day + 1) * DAY_MS) ? first : null;
    days.set(day, offset);
  }
  return offset ?? askedOffset(timeZone, ms);
}

/** What the clock of a zone shows: the date, and the minutes since its midnight, with their fraction. */
export function localOf(timeZone: string, at: Date): { readonly day: Day; readonly minute: number } {
  const shown = at.getTime() + offsetAt(timeZone, at.getTime());
  const day = Math.floor(shown / DAY_MS);
  return { day, minute: (shown - day * DAY_MS) / MINUTE_MS };
}

/**
 * The instant at which the clock of a zone shows this minute of this date; minutes beyond 1440 lie on later dates. A time that summer time
 * skips is as much later; one that comes twice is the first.
 */
export function instantOn(timeZone: string, day: Day, minute: number): Date {
  const shown = day * DAY_MS + minute * MINUTE_MS;
  const before = offsetAt(timeZone, shown - DAY_MS);
  const after = offsetAt(timeZone, shown + DAY_MS);
  if (before === after) return new Date(shown - before);
  if (offsetAt(timeZone, shown - before) === before) return new Date(shown - before);
  return new Date(offsetAt(timeZone, shown - after) === after ? shown - after : shown - before);
}

/** 1 (Monday) to 7 (Sunday). */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** A date as `2026-11-26`. */
export function textOfDay(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The date that a text such as `2026-11-26` names, or null. */
export function dayOfText(text: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(ms) || textOfDay(ms / DAY_MS) !== text ? null : ms / DAY_MS;
}

/** A date: a `Day` in our code, `2026-11-26` on the wire. */
export const date = z.codec(
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .refine((text) => dayOfText(text) !== null),
  z.number().int(),
  { decode: (text) => dayOfText(text) ?? 0, encode: textOfDay },
);
