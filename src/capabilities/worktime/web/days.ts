import { dateShort, weekdayShort } from '#platform/model/format.ts';
import { DAY_MS, type Day, localOf, weekdayOf } from '#platform/model/zone.ts';
import { type Language, useLanguage } from '#platform/web/words.ts';

const at = (day: Day) => new Date(day * DAY_MS);

/** The date of this device. */
export function todayHere(now = new Date()): Day {
  return localOf(new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC', now).day;
}

/** The Monday of a date's week. */
export function mondayOf(day: Day): Day {
  return day - weekdayOf(day) + 1;
}

/** `周五`, `Fri`. */
export function weekdayText(day: Day, language: Language): string {
  return weekdayShort(at(day), language, 'UTC');
}

/** `11月20日`, `20 Nov`; with the year where it is another. */
export function dayText(day: Day, today: Day, language: Language): string {
  return dateShort(at(day), at(today), language, 'UTC');
}

/** 2026-11-23; any Monday does. */
const A_MONDAY = 20_780;

/** The name of a weekday, 1 (Monday) to 7. */
export function weekdayName(weekday: number, language: Language): string {
  return weekdayText(A_MONDAY + weekday - 1, language);
}

/** How dates are written on this screen. */
export function useDays(today: Day) {
  const language = useLanguage();
  return {
    weekday: (day: Day) => weekdayText(day, language),
    date: (day: Day) => dayText(day, today, language),
    /** `周五 11月20日`, `Fri 20 Nov`. */
    both: (day: Day) => `${weekdayText(day, language)} ${dayText(day, today, language)}`,
    named: (weekday: number) => weekdayName(weekday, language),
  };
}

const MONTHS_EN = 'January February March April May June July August September October November December'.split(' ');

/** `11月`, `November`. */
export function monthName(month: number, language: Language): string {
  return language === 'zh' ? `${month}月` : (MONTHS_EN[month - 1] ?? '');
}
