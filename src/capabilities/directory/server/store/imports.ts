import type { CompanyId, DepartmentId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import type { ImportId, ImportState } from '../../model/contract.ts';
import type { KnownMember, NamedMember } from '../../model/importing.ts';
import { phoneKey } from '../../model/table.ts';

/** Marks imports that nobody works on any more as failed; the rows they took stay taken. */
export async function failLapsed(tx: Tx, companyId: CompanyId, now: Date): Promise<void> {
  await tx`
    update directory.import set state = 'failed'
     where company_id = ${companyId} and state = 'running' and alive_until < ${now}`;
}

/** Begins an import; false if another one runs. */
export async function insertImport(
  tx: Tx,
  companyId: CompanyId,
  state: ImportState,
  startedBy: MemberId,
  now: Date,
  aliveUntil: Date,
): Promise<boolean> {
  const rows = await tx`
    insert into directory.import (company_id, import_id, kind, dry_run, state, total, done, errors, error_count,
                                  started_by, started_at, alive_until)
    values (${companyId}, ${state.id}, ${state.kind}, ${state.dryRun}, ${state.state}, ${state.total}, ${state.done},
            ${JSON.stringify(state.errors)}::jsonb, ${state.errorCount}, ${startedBy}, ${now}, ${aliveUntil})
        on conflict (company_id) where state = 'running' do nothing
    returning 1`;
  return rows.length === 1;
}

/** How an import goes; one that has lapsed reads as failed. */
export async function importState(tx: Tx, companyId: CompanyId, id: ImportId, now: Date): Promise<ImportState | null> {
  const [state] = await tx<ImportState>`
    select import_id as id, kind, dry_run, total, done, created, updated, unchanged, errors, error_count,
           case when state = 'running' and alive_until < ${now} then 'failed' else state end as state
      from directory.import
     where company_id = ${companyId} and import_id = ${id}`;
  return state ?? null;
}

/** Writes how far an import is. False when it no longer runs: it lapsed, and somebody may have begun another. */
export async function saveProgress(
  tx: Tx,
  companyId: CompanyId,
  state: ImportState,
  aliveUntil: Date,
): Promise<boolean> {
  const rows = await tx`
    update directory.import
       set state = ${state.state}, done = ${state.done}, created = ${state.created}, updated = ${state.updated},
           unchanged = ${state.unchanged}, errors = ${JSON.stringify(state.errors)}::jsonb,
           error_count = ${state.errorCount}, alive_until = ${aliveUntil}
     where company_id = ${companyId} and import_id = ${state.id} and state = 'running'
    returning 1`;
  return rows.length === 1;
}

/** Members that any of these keys may mean, with what an import compares. */
export function membersByKeys(
  tx: Tx,
  companyId: CompanyId,
  keys: {
    employeeNumbers: readonly string[];
    emails: readonly string[];
    phones: readonly string[];
    sortKeys: readonly string[];
  },
): Promise<KnownMember[]> {
  return tx<KnownMember>`
    select m.member_id as id, m.name, m.title, m.email, m.phone, m.employee_number, m.status,
           m.account_id is not null as seated,
           coalesce((select array_agg(s.department_id order by s.position) from directory.membership s
                      where s.company_id = m.company_id and s.member_id = m.member_id), '{}') as department_ids,
           coalesce((select array_agg(g.department_id) from directory.management g
                      where g.company_id = m.company_id and g.member_id = m.member_id), '{}') as manages
      from (select n.id from unnest(${[...keys.employeeNumbers]}::text[]) as k(key) cross join lateral (
              select member_id as id from directory.member
               where company_id = ${companyId} and employee_number = k.key limit 1) n
            union
            select e.id from unnest(${[...keys.emails]}::text[]) as k(key) cross join lateral (
              select member_id as id from directory.member
               where company_id = ${companyId} and email_key = k.key limit 20) e
            union
            select p.id from unnest(${[...keys.phones]}::text[]) as k(key) cross join lateral (
              select member_id as id from directory.member
               where company_id = ${companyId} and phone_key = k.key limit 20) p
            union
            select s.id from unnest(${[...keys.sortKeys]}::text[]) as k(key) cross join lateral (
              select member_id as id from directory.member
               where company_id = ${companyId} and sort_key = k.key limit 20) s) wanted
     cross join lateral (
       select * from directory.member where company_id = ${companyId} and member_id = wanted.id limit 1) m
     where m.status <> 'waiting'`;
}

export interface ExportedMember {
  readonly id: MemberId;
  readonly name: string;
  readonly title: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly employeeNumber: string | null;
  readonly departmentIds: DepartmentId[];
  readonly manages: DepartmentId[];
}

/** All active members with what an export says. */
export function exportedMembers(tx: Tx, companyId: CompanyId): Promise<ExportedMember[]> {
  return tx<ExportedMember>`
    select m.member_id as id, m.name, m.title, m.email, m.phone, m.employee_number,
           coalesce((select array_agg(s.department_id order by s.position) from directory.membership s
                      where s.company_id = m.company_id and s.member_id = m.member_id), '{}') as department_ids,
           coalesce((select array_agg(g.department_id order by g.department_id) from directory.management g
                      where g.company_id = m.company_id and g.member_id = m.member_id), '{}') as manages
      from directory.member m
     where m.company_id = ${companyId} and m.status = 'active'
     order by m.sort_key, m.member_id`;
}

/** The active member that a cell of an import names: by number, e-mail, phone, or a name that only one has. */
export function membersNamed(tx: Tx, companyId: CompanyId, names: readonly string[]): Promise<NamedMember[]> {
  return tx<NamedMember>`
    select member_id as id, name, employee_number, email, phone from directory.member
     where company_id = ${companyId} and status = 'active'
       and (employee_number = any(${[...names]}::text[]) or email_key = any(${names.map((n) => n.toLowerCase())}::text[])
            or phone_key = any(${names.map(phoneKey).filter((key) => key !== '')}::text[]) or name = any(${[...names]}::text[]))`;
}
