import { DAY_MS, type Day, dayOfText } from '#platform/model/zone.ts';

/** A special day as a list has it. */
export interface ListedDay {
  readonly day: Day;
  readonly kind: 'off' | 'work';
  readonly zh: string;
  readonly en: string;
  readonly like: number;
}

const MONDAY = 1;

/**
 * The public holidays of a country in a year; null where no list has that year. China's are those that its State Council declared, with
 * the days that make up for them: a year that was not declared yet is not there. The lists are loaded when one is wanted.
 */
export async function listOf(country: string, year: number): Promise<ListedDay[] | null> {
  return country === 'CN' ? chinese(year) : elsewhere(country, year);
}

async function chinese(year: number): Promise<ListedDay[] | null> {
  const { default: days } = await import('chinese-days');
  const listed: ListedDay[] = [];
  for (let day = dayOfText(`${year}-01-01`) ?? 0; new Date(day * DAY_MS).getUTCFullYear() === year; day += 1) {
    const detail = days.getDayDetail(new Date(day * DAY_MS).toISOString().slice(0, 10));
    // A day that the decree names says "National Day,国庆节,3"; any other has the name of its weekday alone.
    const [en, zh] = detail.name.split(',');
    if (en === undefined || zh === undefined) continue;
    listed.push({ day, kind: detail.work ? 'work' : 'off', zh, en, like: MONDAY });
  }
  return listed.length === 0 ? null : listed;
}

async function elsewhere(country: string, year: number): Promise<ListedDay[]> {
  const { default: Holidays } = await import('date-holidays');
  const names = (language: string) =>
    new Holidays(country, { languages: [language], types: ['public'] }).getHolidays(year).map(({ date, name }) => ({
      day: dayOfText(date.slice(0, 10)) ?? 0,
      name,
    }));
  const chineseNames = new Map(names('zh').map(({ day, name }) => [day, name]));
  return [...new Map(names('en').map(({ day, name }) => [day, name]))].map(([day, en]) => ({
    day,
    kind: 'off',
    zh: chineseNames.get(day) ?? en,
    en,
    like: MONDAY,
  }));
}
