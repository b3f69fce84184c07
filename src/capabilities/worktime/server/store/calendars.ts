import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import type { Day } from '#platform/model/zone.ts';
import type { FocusBlock } from '../../model/calendar.ts';
import type { Hours } from '../../model/plan.ts';
import type { Pattern, ScheduleId, SiteId } from '../../model/shapes.ts';

export interface AssignmentRow {
  readonly memberId: MemberId;
  readonly fromDay: Day;
  readonly siteId: SiteId | null;
  readonly scheduleId: ScheduleId | null;
}

/** Site and schedule of these members, by the date from which they count. */
export function assignmentsOf(tx: Tx, companyId: CompanyId, memberIds: readonly MemberId[]): Promise<AssignmentRow[]> {
  return tx<AssignmentRow>`
    select a.member_id, a.from_day, a.site_id, a.schedule_id
      from unnest(${[...memberIds]}::uuid[]) as wanted(id)
     cross join lateral (
       select member_id, from_day, site_id, schedule_id from worktime.assignment
        where company_id = ${companyId} and member_id = wanted.id
        order by from_day limit 50) a`;
}

export interface SiteRow {
  readonly id: SiteId;
  readonly name: string;
  readonly timeZone: string;
  readonly country: string | null;
  /** Null: as the law of its country asks. */
  readonly strict: boolean | null;
}

export function sitesOf(tx: Tx, companyId: CompanyId): Promise<SiteRow[]> {
  return tx<SiteRow>`
    select site_id as id, name, time_zone, country, strict from worktime.site
     where company_id = ${companyId} order by lower(name), site_id limit 1000`;
}

export interface VersionRow {
  readonly scheduleId: ScheduleId;
  readonly name: string;
  readonly fromDay: Day;
  readonly pattern: Pattern;
  readonly reason: string | null;
}

/** The hours of every schedule of the company, by the date from which they count. Patterns are kept as the contract writes them. */
export function versionsOf(
  tx: Tx,
  companyId: CompanyId,
): Promise<(Omit<VersionRow, 'pattern'> & { pattern: unknown })[]> {
  return tx<Omit<VersionRow, 'pattern'> & { pattern: unknown }>`
    select s.schedule_id, s.name, v.from_day, v.pattern, v.reason
      from worktime.schedule s
      join worktime.schedule_version v on v.company_id = s.company_id and v.schedule_id = s.schedule_id
     where s.company_id = ${companyId}
     order by lower(s.name), s.schedule_id, v.from_day limit 5000`;
}

export interface HolidayRow {
  readonly country: string;
  readonly day: Day;
  readonly kind: 'off' | 'work' | 'none';
  readonly zh: string;
  readonly en: string;
  readonly like: number;
  readonly byHand: boolean;
}

/** What is special about the days of some countries, from one date until before another. */
export function holidaysOf(
  tx: Tx,
  companyId: CompanyId,
  countries: readonly string[],
  from: Day,
  until: Day,
): Promise<HolidayRow[]> {
  return tx<HolidayRow>`
    select country, day, kind, zh, en, like_day as like, by_hand from worktime.holiday
     where company_id = ${companyId} and country = any(${[...countries]}::text[]) and day >= ${from} and day < ${until}
     order by country, day limit 20000`;
}

/** One thing that makes a member's time other than his schedule has it. */
export type ExceptionRow = { readonly memberId: MemberId } & (
  | { readonly kind: 'day'; readonly day: Day; readonly facts: Hours }
  | {
      readonly kind: 'leave' | 'duty' | 'added' | 'stopped';
      readonly startsAt: Date;
      readonly endsAt: Date;
      readonly facts: string | null;
    }
  | { readonly kind: 'own'; readonly facts: { readonly focus: FocusBlock[]; readonly days: Hours[] | null } }
);

/** All of that which counts after a moment, in one statement. The stand-in stands beside a leave. */
export function exceptionsOf(
  tx: Tx,
  companyId: CompanyId,
  memberIds: readonly MemberId[],
  after: Date,
  fromDay: Day,
): Promise<ExceptionRow[]> {
  return tx<ExceptionRow>`
    select wanted.id as member_id, e.*
      from unnest(${[...memberIds]}::uuid[]) as wanted(id)
     cross join lateral (
       (select 'day' as kind, day, null::timestamptz as starts_at, null::timestamptz as ends_at, hours as facts
          from worktime.planned_day
         where company_id = ${companyId} and member_id = wanted.id and day >= ${fromDay} and counts order by day limit 500)
       union all
       (select 'leave', null, starts_at, ends_at, to_jsonb(stand_in_id) from worktime.leave
         where company_id = ${companyId} and member_id = wanted.id and ends_at > ${after} order by ends_at limit 50)
       union all
       (select 'duty', null, starts_at, ends_at, null from worktime.duty
         where company_id = ${companyId} and member_id = wanted.id and ends_at > ${after} and state = 'accepted'
         order by ends_at limit 100)
       union all
       (select kind, null, starts_at, ends_at, null from worktime.own_word
         where company_id = ${companyId} and member_id = wanted.id and ends_at > ${after} limit 2)
       union all
       (select 'own', null, null, null, jsonb_build_object('focus', focus, 'days', days) from worktime.own
         where company_id = ${companyId} and member_id = wanted.id limit 1)
     ) e`;
}
