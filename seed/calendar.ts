const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** The story's last moment is 10:24 of a working day in Suzhou, which knows no summer time. */
const LAST_MINUTE = 10 * 60 + 24;
const SUZHOU_OFFSET_MS = 8 * 3_600_000;

/** A date without a clock: midnight UTC of that day. */
type Day = number;

const holidays = new Set([
  '01-01',
  '05-01',
  '05-02',
  '05-03',
  '10-01',
  '10-02',
  '10-03',
  '10-04',
  '10-05',
  '10-06',
  '10-07',
]);

function isWorkingDay(day: Day): boolean {
  const date = new Date(day);
  const isWeekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
  return !isWeekend && !holidays.has(date.toISOString().slice(5, 10));
}

function step(day: Day, by: 1 | -1): Day {
  let next = day + by * DAY_MS;
  while (!isWorkingDay(next)) next += by * DAY_MS;
  return next;
}

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const WEEKDAYS_EN = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS_EN = 'January February March April May June July August September October November December'.split(' ');

/** Working days of the story, counted from its last (0) back and ahead; the story is told anew for every day it is made on. */
export class Calendar {
  /** The moment the story ends: nothing is later. */
  readonly end: Date;
  readonly #days = new Map<number, Day>();
  readonly #offsets = new Map<string, number>();

  constructor(now: Date) {
    const local = now.getTime() + SUZHOU_OFFSET_MS;
    let today = local - (((local % DAY_MS) + DAY_MS) % DAY_MS);
    if (local - today < LAST_MINUTE * MINUTE_MS || !isWorkingDay(today)) today = step(today, -1);
    this.#days.set(0, today);
    this.end = new Date(today + LAST_MINUTE * MINUTE_MS - SUZHOU_OFFSET_MS);
  }

  /** The date of a working day of the story. */
  day(nth: number): Day {
    const known = this.#days.get(nth);
    if (known !== undefined) return known;
    const day = nth < 0 ? step(this.day(nth + 1), -1) : step(this.day(nth - 1), 1);
    this.#days.set(nth, day);
    return day;
  }

  /** 0 is Sunday. */
  weekday(nth: number): number {
    return new Date(this.day(nth)).getUTCDay();
  }

  /** The instant at which a clock in this zone shows these minutes after midnight of a working day. */
  at(nth: number, minutes: number, timeZone = 'Asia/Shanghai'): Date {
    const day = this.day(nth);
    return new Date(day + minutes * MINUTE_MS - this.#offset(day, timeZone));
  }

  #offset(day: Day, timeZone: string): number {
    const key = `${day} ${timeZone}`;
    let offset = this.#offsets.get(key);
    if (offset === undefined) {
      const noon = new Date(day + DAY_MS / 2);
      const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
        noon,
      );
      offset = Date.parse(`${shown.replace(' ', 'T')}Z`) - noon.getTime();
      this.#offsets.set(key, offset);
    }
    return offset;
  }

  /** Writes out the dates in a text: {d+4} 27日 · {w+4} 周五 · {D+4} the 27th · {W+4} Friday · {m-9} 11月 · {M-9} November · {k+0} week · {q-9} {Q-9} last quarter · {lot-5:07}. */
  tell(text: string): string {
    return text.replace(
      /\{(d|w|D|W|m|M|k|q|Q|lot)([+-]\d+)(?::(\w+))?\}/g,
      (_, what: string, nth: string, more?: string) => {
        const date = new Date(this.day(Number(nth)));
        const number = date.getUTCDate();
        const month = date.getUTCMonth();
        const quarter = ((Math.floor(month / 3) + 3) % 4) + 1;
        switch (what) {
          case 'd':
            return `${number}日`;
          case 'w':
            return WEEKDAYS[date.getUTCDay()] as string;
          case 'D':
            return `the ${number}${ordinal(number)}`;
          case 'W':
            return WEEKDAYS_EN[date.getUTCDay()] as string;
          case 'm':
            return `${month + 1}月`;
          case 'M':
            return MONTHS_EN[month] as string;
          case 'k':
            return String(weekOf(date));
          case 'q':
            return '一二三四'[quarter - 1] as string;
          case 'Q':
            return `Q${quarter}`;
          default:
            return `${date.toISOString().slice(2, 7).replace('-', '')}-${more ?? '01'}`;
        }
      },
    );
  }
}

function ordinal(number: number): string {
  if (number > 10 && number < 14) return 'th';
  return ['th', 'st', 'nd', 'rd'][number % 10] ?? 'th';
}

/** The ISO week: the one whose Thursday lies in the year. */
function weekOf(date: Date): number {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY_MS);
  return Math.ceil(((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / DAY_MS + 1) / 7);
}
