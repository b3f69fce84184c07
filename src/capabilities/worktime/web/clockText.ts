import { DAY_MINUTES, type Hours } from '../model/plan.ts';
import { lengthOf, type Span } from '../model/spans.ts';

const two = (value: number) => String(value).padStart(2, '0');

/** A minute of the day as a clock shows it: `09:05`; minutes of the next day begin anew. */
export function minuteText(minute: number): string {
  const within = ((minute % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  return `${two(Math.floor(within / 60))}:${two(within % 60)}`;
}

/** The minute that somebody means who types a time: `9`, `930`, `9:30`, `24:00` for midnight; or null. */
export function minuteTyped(text: string): number | null {
  const found = /^\s*(\d{1,2})(?:\s*[:：.]\s*(\d{2})|(\d{2}))?\s*$/.exec(text);
  if (found === null) return null;
  const minute = Number(found[1]) * 60 + Number(found[2] ?? found[3] ?? 0);
  return Number(found[2] ?? found[3] ?? 0) > 59 || minute > DAY_MINUTES ? null : minute % DAY_MINUTES;
}

/** Does it end on the next day? Midnight itself still belongs to this one. */
export function endsNextDay({ until }: Span): boolean {
  return until > DAY_MINUTES;
}

/** Hours as a line of text: `09:00–12:00, 13:00–18:00`, `22:00–06:00 (+1)`. */
export function hoursText(hours: Hours, language: 'zh' | 'en'): string {
  return hours
    .map((span) => {
      const end = minuteText(span.until);
      if (!endsNextDay(span)) return `${minuteText(span.from)}–${span.until === DAY_MINUTES ? '24:00' : end}`;
      return language === 'zh' ? `${minuteText(span.from)}–次日 ${end}` : `${minuteText(span.from)}–${end} (+1)`;
    })
    .join(language === 'zh' ? '、' : ', ');
}

/** Hours where there is little room: `9–18`, `8:30–17`, `22–6`. */
export function hoursShort(hours: Hours): string[] {
  const short = (minute: number) => {
    const [hour = '', rest = ''] = minuteText(minute).split(':');
    return rest === '00' ? String(Number(hour)) : `${Number(hour)}:${rest}`;
  };
  return hours.map(({ from, until }) => `${short(from)}–${until === DAY_MINUTES ? '24' : short(until)}`);
}

/** How long a week of hours is: `40 小时`, `37 h 30`. */
export function lengthText(days: readonly Hours[], language: 'zh' | 'en'): string {
  const minutes = days.reduce((sum, hours) => sum + lengthOf(hours), 0);
  const [whole, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (language === 'zh') return rest === 0 ? `${whole} 小时` : `${whole} 小时 ${rest} 分`;
  return rest === 0 ? `${whole} h` : `${whole} h ${two(rest)}`;
}
