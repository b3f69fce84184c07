import { type Day, localOf } from '#platform/model/zone.ts';
import type { Language } from '#platform/web/words.ts';
import { dayText } from './days.ts';

interface Stretch {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

const two = (value: number) => String(Math.floor(value)).padStart(2, '0');

/** A leave by its days; with clocks only where it begins or ends within one. */
export function leaveText(
  { startsAt, endsAt }: Stretch,
  timeZone: string,
  now: Date,
  fromTo: (from: string, to: string) => string,
  language: Language,
): string {
  const today = localOf(timeZone, now).day;
  const start = localOf(timeZone, startsAt);
  const end = localOf(timeZone, endsAt);
  const whole = start.minute < 1 && end.minute < 1;
  const text = (day: Day, minute: number) =>
    `${dayText(day, today, language)}${whole ? '' : ` ${two(minute / 60)}:${two(minute % 60)}`}`;
  if (!whole) return fromTo(text(start.day, start.minute), text(end.day, end.minute));
  const last = end.day - 1;
  return start.day === last ? text(last, 0) : fromTo(text(start.day, 0), text(last, 0));
}
