import type { MemberId } from '#platform/model/ids.ts';
import type { Day } from '#platform/model/zone.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { ScheduleId, SiteId } from '../../model/shapes.ts';
import type { SiteRow } from './calendars.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

/** How many members have these sites and schedules, now or later. */
export function usersOf({ tx, companyId }: Ctx, today: Day) {
  return tx<{ id: string; members: number }>`
    with current as (
      select a.member_id, a.site_id, a.schedule_id
        from worktime.assignment a
       where a.company_id = ${companyId}
         and (a.from_day > ${today}
              or a.from_day = (select max(b.from_day) from worktime.assignment b
                                where b.company_id = ${companyId} and b.member_id = a.member_id and b.from_day <= ${today})))
    select id, count(distinct member_id)::int as members
      from (select site_id as id, member_id from current union all select schedule_id, member_id from current) used
     where id is not null group by id`;
}

/** Who has this schedule, now or later. */
export async function membersWith({ tx, companyId }: Ctx, id: ScheduleId, today: Day): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    select distinct a.member_id
      from worktime.assignment a
     where a.company_id = ${companyId} and a.schedule_id = ${id}
       and (a.from_day > ${today}
            or a.from_day = (select max(b.from_day) from worktime.assignment b
                              where b.company_id = ${companyId} and b.member_id = a.member_id and b.from_day <= ${today}))
     order by a.member_id`;
  return rows.map(({ memberId }) => memberId);
}

export async function putSite({ tx, companyId }: Ctx, site: SiteRow): Promise<void> {
  await tx`
    insert into worktime.site (company_id, site_id, name, time_zone, country, strict)
    values (${companyId}, ${site.id}, ${site.name}, ${site.timeZone}, ${site.country}, ${site.strict})
    on conflict (company_id, site_id) do update
       set name = excluded.name, time_zone = excluded.time_zone, country = excluded.country, strict = excluded.strict`;
}

export async function deleteSite({ tx, companyId }: Ctx, id: SiteId): Promise<void> {
  await tx`delete from worktime.site where company_id = ${companyId} and site_id = ${id}`;
}

export async function putSchedule({ tx, companyId }: Ctx, id: ScheduleId, name: string): Promise<void> {
  await tx`
    insert into worktime.schedule (company_id, schedule_id, name) values (${companyId}, ${id}, ${name})
    on conflict (company_id, schedule_id) do update set name = excluded.name`;
}

/** The hours of a schedule from a date on: in place of all that was to come later. */
export async function putVersion(
  { tx, companyId }: Ctx,
  version: { scheduleId: ScheduleId; fromDay: Day; pattern: unknown; reason: string | null },
): Promise<void> {
  await tx`
    delete from worktime.schedule_version
     where company_id = ${companyId} and schedule_id = ${version.scheduleId} and from_day >= ${version.fromDay}`;
  await tx`
    insert into worktime.schedule_version (company_id, schedule_id, from_day, pattern, reason)
    values (${companyId}, ${version.scheduleId}, ${version.fromDay}, ${JSON.stringify(version.pattern)}::jsonb, ${version.reason})`;
}

/** Takes back the hours of a schedule that were to come after a date. */
export async function dropVersionsAfter({ tx, companyId }: Ctx, id: ScheduleId, day: Day): Promise<void> {
  await tx`
    delete from worktime.schedule_version
     where company_id = ${companyId} and schedule_id = ${id} and from_day > ${day}`;
}

export async function deleteSchedule({ tx, companyId }: Ctx, id: ScheduleId): Promise<void> {
  await tx`delete from worktime.schedule_version where company_id = ${companyId} and schedule_id = ${id}`;
  await tx`delete from worktime.schedule where company_id = ${companyId} and schedule_id = ${id}`;
}

export interface Assignment {
  readonly memberId: MemberId;
  readonly fromDay: Day;
  readonly siteId: SiteId | null;
  readonly scheduleId: ScheduleId | null;
}

/** Gives members their hours from a date on, each in place of all that was to come; what is long past goes. */
export async function assign({ tx, companyId }: Ctx, rows: readonly Assignment[], today: Day): Promise<void> {
  const ids = rows.map(({ memberId }) => memberId);
  const days = rows.map(({ fromDay }) => fromDay);
  await tx`
    delete from worktime.assignment a
     using unnest(${ids}::uuid[], ${days}::int[]) as n(member_id, from_day)
     where a.company_id = ${companyId} and a.member_id = n.member_id
       and (a.from_day > least(${today}::int, n.from_day)
            or a.from_day < (select max(b.from_day) from worktime.assignment b
                              where b.company_id = ${companyId} and b.member_id = a.member_id and b.from_day <= ${today - 60}))`;
  await tx`
    insert into worktime.assignment (company_id, member_id, from_day, site_id, schedule_id)
    select ${companyId}, n.member_id, n.from_day, n.site_id, n.schedule_id
      from unnest(${ids}::uuid[], ${days}::int[], ${rows.map(({ siteId }) => siteId)}::uuid[],
                  ${rows.map(({ scheduleId }) => scheduleId)}::uuid[]) as n(member_id, from_day, site_id, schedule_id)
    on conflict (company_id, member_id, from_day) do update
       set site_id = excluded.site_id, schedule_id = excluded.schedule_id`;
}
