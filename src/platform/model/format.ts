/** The languages that formats are written for. */
export type FormatLanguage = 'zh' | 'en';

/** The calendar fields of a moment in one time zone. */
interface Fields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const DAY_MS = 86_400_000;
const WEEK_ZH = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const WEEK_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const LONG_WEEK_ZH = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];
const LONG_WEEK_EN = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTH_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const LONG_MONTH_EN = 'January February March April May June July August September October November December'.split(
  ' ',
);

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const kept = formatters.get(timeZone);
  if (kept !== undefined) return kept;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  });
  formatters.set(timeZone, made);
  return made;
}

/** Without a zone, the one of the machine: the reader's own. */
function fieldsOf(date: Date, timeZone?: string): Fields {
  if (timeZone === undefined) {
    return {
      year: date.getFullYear(),
      month: date.getMonth(),
      day: date.getDate(),
      hour: date.getHours(),
      minute: date.getMinutes(),
    };
  }
  const part = Object.fromEntries(
    formatterFor(timeZone)
      .formatToParts(date)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part as Record<string, number>;
  return { year, month: month - 1, day, hour, minute };
}

const dayNumber = (fields: Fields) => Math.round(Date.UTC(fields.year, fields.month, fields.day) / DAY_MS);
const weekday = (fields: Fields) => (dayNumber(fields) + 4) % 7;
const two = (value: number) => String(value).padStart(2, '0');

function dayOf(then: Fields, now: Fields, language: FormatLanguage): string {
  const sameYear = then.year === now.year;
  if (language === 'zh') return `${sameYear ? '' : `${then.year}年`}${then.month + 1}月${then.day}日`;
  return `${then.day} ${MONTH_EN[then.month]}${sameYear ? '' : ` ${then.year}`}`;
}

/** The time of day: `09:05`. */
export function clock(date: Date, timeZone?: string): string {
  const fields = fieldsOf(date, timeZone);
  return `${two(fields.hour)}:${two(fields.minute)}`;
}

/** A moment beside a sentence: `10:21`, `周五 18:41`, `11月20日`, `2025年11月20日`. Within six days, past or to come, the weekday is enough. */
export function when(date: Date, now: Date, language: FormatLanguage, timeZone?: string): string {
  const [then, today] = [fieldsOf(date, timeZone), fieldsOf(now, timeZone)];
  const apart = dayNumber(then) - dayNumber(today);
  if (apart === 0) return clock(date, timeZone);
  if (Math.abs(apart) <= 6) return `${(language === 'zh' ? WEEK_ZH : WEEK_EN)[weekday(then)]} ${clock(date, timeZone)}`;
  return dayOf(then, today, language);
}

/** A moment in a narrow column, as in the list of conversations: `10:21`, `周五`, `11月20日`. */
export function whenShort(date: Date, now: Date, language: FormatLanguage, timeZone?: string): string {
  const [then, today] = [fieldsOf(date, timeZone), fieldsOf(now, timeZone)];
  const apart = dayNumber(then) - dayNumber(today);
  if (apart === 0) return clock(date, timeZone);
  if (Math.abs(apart) <= 6) return (language === 'zh' ? WEEK_ZH : WEEK_EN)[weekday(then)] ?? '';
  return dayOf(then, today, language);
}

/** A moment that must be exact, always with its clock: `11月20日 18:41`, `20 Nov, 18:41`. */
export function whenExactly(date: Date, now: Date, language: FormatLanguage, timeZone?: string): string {
  const [then, today] = [fieldsOf(date, timeZone), fieldsOf(now, timeZone)];
  const time = clock(date, timeZone);
  if (Math.abs(dayNumber(then) - dayNumber(today)) <= 6) return when(date, now, language, timeZone);
  return language === 'zh' ? `${dayOf(then, today, language)} ${time}` : `${dayOf(then, today, language)}, ${time}`;
}

/** A date, never with a clock: `11月20日`, `2025年11月20日`, `20 Nov`. */
export function dateShort(date: Date, now: Date, language: FormatLanguage, timeZone?: string): string {
  return dayOf(fieldsOf(date, timeZone), fieldsOf(now, timeZone), language);
}

/** The day of the week: `周五`, `Fri`. */
export function weekdayShort(date: Date, language: FormatLanguage, timeZone?: string): string {
  return (language === 'zh' ? WEEK_ZH : WEEK_EN)[weekday(fieldsOf(date, timeZone))] ?? '';
}

/** The line between two days of a conversation: `今天，11月23日 星期一`, `Today, Monday 23 November`. */
export function dateLine(date: Date, now: Date, language: FormatLanguage, timeZone?: string): string {
  const [then, today] = [fieldsOf(date, timeZone), fieldsOf(now, timeZone)];
  const apart = dayNumber(then) - dayNumber(today);
  const sameYear = then.year === today.year;
  if (language === 'zh') {
    const near = apart === 0 ? '今天，' : apart === -1 ? '昨天，' : '';
    return `${near}${dayOf(then, today, 'zh')} ${LONG_WEEK_ZH[weekday(then)]}`;
  }
  const near = apart === 0 ? 'Today, ' : apart === -1 ? 'Yesterday, ' : '';
  const year = sameYear ? '' : ` ${then.year}`;
  return `${near}${LONG_WEEK_EN[weekday(then)]} ${then.day} ${LONG_MONTH_EN[then.month]}${year}`;
}

/** Whether two moments lie on one day of the reader's calendar. */
export function sameDay(a: Date, b: Date, timeZone?: string): boolean {
  return dayNumber(fieldsOf(a, timeZone)) === dayNumber(fieldsOf(b, timeZone));
}

/** So many of a whole: `31 / 46`, `31 of 46`. */
export function ofAll(part: number, whole: number, language: FormatLanguage): string {
  return language === 'zh' ? `${part} / ${whole}` : `${part} of ${whole}`;
}

/** So many people: `12 人`, `12 members`. */
export function members(count: number, language: FormatLanguage): string {
  if (language === 'zh') return `${count} 人`;
  return count === 1 ? '1 member' : `${count} members`;
}

/** The size of a file: `86 kB`, `1.2 MB`. */
export function fileSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let [value, unit] = [bytes, 0];
  while (value >= 999.5 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1];
  const digits = unit >= 2 && value < 10 ? 1 : 0;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

/** A length of time: `90 分钟`, `2 小时`, `90 min`, `2 h`. */
export function duration(minutes: number, language: FormatLanguage): string {
  const hours = minutes >= 120 && minutes % 60 === 0;
  if (hours) return language === 'zh' ? `${minutes / 60} 小时` : `${minutes / 60} h`;
  return language === 'zh' ? `${minutes} 分钟` : `${minutes} min`;
}

/** A number that stays narrow in a badge: 100 and more are `99+`. */
export function badge(count: number): string {
  return count > 99 ? '99+' : String(count);
}
