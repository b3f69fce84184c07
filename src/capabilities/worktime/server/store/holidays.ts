import type { CompanyId } from '#platform/model/ids.ts';
import type { Day } from '#platform/model/zone.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database.ts';
import type { HolidayRow } from './calendars.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

export async function putHoliday({ tx, companyId }: Ctx, holiday: HolidayRow): Promise<void> {
  await tx`
    insert into worktime.holiday (company_id, country, day, kind, zh, en, like_day, by_hand)
    values (${companyId}, ${holiday.country}, ${holiday.day}, ${holiday.kind}, ${holiday.zh}, ${holiday.en}, ${holiday.like},
            ${holiday.byHand})
    on conflict (company_id, country, day) do update
       set kind = excluded.kind, zh = excluded.zh, en = excluded.en, like_day = excluded.like_day, by_hand = excluded.by_hand`;
}

/** Adds what a list has of a year; what is there already stays. Returns how many were new. */
export async function addHolidays(
  { tx, companyId }: Ctx,
  country: string,
  year: number,
  holidays: readonly Omit<HolidayRow, 'country' | 'byHand'>[],
): Promise<number> {
  await tx`
    insert into worktime.holiday_year (company_id, country, year) values (${companyId}, ${country}, ${year})
    on conflict do nothing`;
  const rows = await tx`
    insert into worktime.holiday (company_id, country, day, kind, zh, en, like_day)
    select ${companyId}, ${country}, n.day, n.kind, n.zh, n.en, n.like_day
      from unnest(${holidays.map(({ day }) => day)}::int[], ${holidays.map(({ kind }) => kind)}::text[],
                  ${holidays.map(({ zh }) => zh)}::text[], ${holidays.map(({ en }) => en)}::text[],
                  ${holidays.map(({ like }) => like)}::int[]) as n(day, kind, zh, en, like_day)
    on conflict do nothing
    returning day`;
  return rows.length;
}

/** The years of countries that were looked up. */
export function yearsOf({ tx, companyId }: Ctx): Promise<{ country: string; year: number }[]> {
  return tx<{ country: string; year: number }>`
    select country, year from worktime.holiday_year where company_id = ${companyId} order by country, year limit 5000`;
}

export async function setLooked({ tx, companyId }: Ctx, dueAt: Date): Promise<void> {
  await tx`
    insert into worktime.looked (company_id, due_at) values (${companyId}, ${dueAt})
    on conflict (company_id) do update set due_at = excluded.due_at`;
}

/** When each of these companies is looked after next. */
export function nextDue(tx: Tx, companyIds: readonly CompanyId[]) {
  return tx<{ company: CompanyId; dueAt: Date }>`select * from worktime.next_due(${[...companyIds]}::uuid[])`;
}

/** What stands in the table of a day, whatever its kind. */
export async function holidayOn({ tx, companyId }: Ctx, country: string, day: Day): Promise<HolidayRow | null> {
  const [row] = await tx<HolidayRow>`
    select country, day, kind, zh, en, like_day as like, by_hand from worktime.holiday
     where company_id = ${companyId} and country = ${country} and day = ${day}`;
  return row ?? null;
}
