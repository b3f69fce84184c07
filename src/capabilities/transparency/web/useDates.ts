import { dateShort, weekdayShort } from '#platform/model/format.ts';
import { DAY_MS, type Day } from '#platform/model/zone.ts';
import { useLanguage } from '#platform/web/words.ts';

const at = (day: Day) => new Date(day * DAY_MS);

/** How dates are written here: `11月20日`, `周五`. */
export function useDates(today: Day) {
  const language = useLanguage();
  return {
    date: (day: Day) => dateShort(at(day), at(today), language, 'UTC'),
    weekday: (day: Day) => weekdayShort(at(day), language, 'UTC'),
  };
}
