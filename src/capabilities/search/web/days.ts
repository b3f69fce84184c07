import { when } from '#platform/model/format.ts';
import { useLanguage } from '#platform/web/words.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** Today where the reader is: `2026-11-20`. */
export function today(now = new Date()): string {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** How a day is said: `11月20日`, `20 Nov 2025`. Never a weekday or a clock: a filter means the date. */
export function useDayName(): (day: string) => string {
  const language = useLanguage();
  return (day) => {
    const date = new Date(`${day}T12:00:00`);
    // Far enough from any week around it, and in the year of today.
    const far = new Date(new Date().getFullYear(), date.getMonth() < 6 ? 11 : 0, 15);
    return when(date, far, language);
  };
}
