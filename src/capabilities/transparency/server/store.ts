import type { CompanyId, DepartmentId } from '#platform/model/ids.ts';
import type { Day } from '#platform/model/zone.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

export interface UnitWeek {
  readonly monday: Day;
  readonly departmentId: DepartmentId | null;
  readonly name: string;
  readonly members: number;
  readonly onCall: number;
  readonly override: number;
  readonly held: number;
}

export async function setDue({ tx, companyId }: Ctx, at: Date): Promise<void> {
  await tx`
    insert into transparency.round (company_id, due_at) values (${companyId}, ${at})
    on conflict (company_id) do update set due_at = excluded.due_at`;
}

/** When each of these companies is looked after next. */
export function nextDue(tx: Tx, companyIds: readonly CompanyId[]) {
  return tx<{ company: CompanyId; dueAt: Date }>`select * from transparency.next_due(${[...companyIds]}::uuid[])`;
}

/** The Mondays of the weeks that were counted from one on, the latest first. */
export async function countedWeeks({ tx, companyId }: Ctx, from: Day): Promise<Day[]> {
  const rows = await tx<{ monday: Day }>`
    select monday from transparency.week where company_id = ${companyId} and monday >= ${from} order by monday desc`;
  return rows.map(({ monday }) => monday);
}

/** Writes a week down, once. */
export async function putWeek({ tx, companyId }: Ctx, monday: Day, units: readonly Omit<UnitWeek, 'monday'>[]) {
  const [fresh] = await tx`
    insert into transparency.week (company_id, monday) values (${companyId}, ${monday}) on conflict do nothing
    returning 1 as fresh`;
  if (fresh === undefined || units.length === 0) return;
  await tx`
    insert into transparency.unit_week (company_id, monday, place_no, department_id, name, members, on_call, override, held)
    select ${companyId}, ${monday}, u.ord, u.department_id, u.name, u.members, u.on_call, u.override, u.held
      from unnest(${units.map((u) => u.departmentId)}::uuid[], ${units.map((u) => u.name)}::text[],
                  ${units.map((u) => u.members)}::int[], ${units.map((u) => u.onCall)}::int[],
                  ${units.map((u) => u.override)}::int[], ${units.map((u) => u.held)}::int[])
             with ordinality as u(department_id, name, members, on_call, override, held, ord)`;
}

/** The units of all weeks from one on, as they were written down. */
export function unitWeeks({ tx, companyId }: Ctx, from: Day): Promise<UnitWeek[]> {
  return tx<UnitWeek>`
    select monday, department_id, name, members, on_call, override, held from transparency.unit_week
     where company_id = ${companyId} and monday >= ${from}
     order by monday desc, place_no limit 20000`;
}

/** Forgets the weeks before one. */
export async function forgetWeeks({ tx, companyId }: Ctx, before: Day): Promise<void> {
  await tx`delete from transparency.unit_week where company_id = ${companyId} and monday < ${before}`;
  await tx`delete from transparency.week where company_id = ${companyId} and monday < ${before}`;
}
