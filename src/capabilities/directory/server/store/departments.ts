import type { CompanyId, DepartmentId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import type { Department } from '../../model/contract.ts';

export interface DepartmentRow {
  readonly id: DepartmentId;
  readonly parentId: DepartmentId | null;
  readonly name: string;
  readonly position: number;
}

/** The tree, without people. */
export function departmentTree(tx: Tx, companyId: CompanyId): Promise<DepartmentRow[]> {
  return tx<DepartmentRow>`
    select department_id as id, parent_id, name, position from directory.department
     where company_id = ${companyId}
     order by position, department_id`;
}

/** Departments as everybody inside may see them: these, or all (null). */
export function departmentsOf(
  tx: Tx,
  companyId: CompanyId,
  ids: readonly DepartmentId[] | null,
): Promise<Department[]> {
  const wanted = ids === null ? null : [...ids];
  return tx<Department>`
    select d.department_id as id, d.parent_id, d.name, d.position,
           coalesce((select array_agg(g.member_id order by g.position) from directory.management g
                      where g.company_id = ${companyId} and g.department_id = d.department_id), '{}') as manager_ids,
           (select count(*) from directory.membership s
             where s.company_id = ${companyId} and s.department_id = d.department_id) as member_count
      from directory.department d
     where d.company_id = ${companyId} and (${wanted}::uuid[] is null or d.department_id = any(${wanted}::uuid[]))
     order by d.position, d.department_id`;
}

/** A department with its managers and all that it lies in, nearest first; null if unknown. */
export async function departmentOf(
  tx: Tx,
  companyId: CompanyId,
  id: DepartmentId,
): Promise<{ id: DepartmentId; name: string; managerIds: MemberId[]; ancestorIds: DepartmentId[] } | null> {
  const [row] = await tx<{ id: DepartmentId; name: string; managerIds: MemberId[]; ancestorIds: DepartmentId[] }>`
    with recursive up as (
      select d.parent_id, 1 as height from directory.department d
       where d.company_id = ${companyId} and d.department_id = ${id}
       union all
      select d.parent_id, up.height + 1
        from up join directory.department d on d.company_id = ${companyId} and d.department_id = up.parent_id
    )
    select d.department_id as id, d.name,
           coalesce((select array_agg(g.member_id order by g.position) from directory.management g
                      where g.company_id = ${companyId} and g.department_id = d.department_id), '{}') as manager_ids,
           coalesce((select array_agg(up.parent_id order by up.height) from up where up.parent_id is not null), '{}')
             as ancestor_ids
      from directory.department d
     where d.company_id = ${companyId} and d.department_id = ${id}`;
  return row ?? null;
}

/** A department and all below it. */
export async function subtreeOf(tx: Tx, companyId: CompanyId, id: DepartmentId): Promise<DepartmentId[]> {
  const rows = await tx<{ id: DepartmentId }>`
    with recursive down as (
      select d.department_id as id from directory.department d
       where d.company_id = ${companyId} and d.department_id = ${id}
       union all
      select d.department_id
        from down join directory.department d on d.company_id = ${companyId} and d.parent_id = down.id
    )
    select id from down`;
  return rows.map((row) => row.id);
}

/** Everybody active in a department or below it. */
export async function membersInDepartment(tx: Tx, companyId: CompanyId, id: DepartmentId): Promise<MemberId[]> {
  const below = await subtreeOf(tx, companyId, id);
  const rows = await tx<{ memberId: MemberId }>`
    select distinct member_id from directory.membership
     where company_id = ${companyId} and department_id = any(${below}::uuid[])
     order by member_id`;
  return rows.map((row) => row.memberId);
}

/** Which of these departments there are. */
export async function existing(tx: Tx, companyId: CompanyId, ids: readonly DepartmentId[]): Promise<DepartmentId[]> {
  const rows = await tx<{ id: DepartmentId }>`
    select department_id as id from directory.department
     where company_id = ${companyId} and department_id = any(${[...ids]}::uuid[])`;
  return rows.map((row) => row.id);
}

/** Everybody active in these departments or below them, each once; guests are nobody's colleagues. */
export async function insidersIn(tx: Tx, companyId: CompanyId, ids: readonly DepartmentId[]): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    with recursive down as (
      select w.id from unnest(${[...ids]}::uuid[]) as w(id)
       union
      select d.department_id from down join directory.department d on d.company_id = ${companyId} and d.parent_id = down.id
    )
    select distinct m.member_id
      from down
      join directory.membership s on s.company_id = ${companyId} and s.department_id = down.id
      join directory.member m on m.company_id = ${companyId} and m.member_id = s.member_id
     where m.status = 'active' and m.role <> 'guest'
     order by m.member_id`;
  return rows.map((row) => row.memberId);
}

/** How many active insiders each of these departments has, with those below it. */
export async function countInsiders(
  tx: Tx,
  companyId: CompanyId,
  ids: readonly DepartmentId[],
): Promise<Map<DepartmentId, number>> {
  const rows = await tx<{ id: DepartmentId; count: number }>`
    with recursive down as (
      select w.id as root, w.id from unnest(${[...ids]}::uuid[]) as w(id)
       union
      select down.root, d.department_id
        from down join directory.department d on d.company_id = ${companyId} and d.parent_id = down.id
    )
    select down.root as id, count(distinct m.member_id)::int as count
      from down
      join directory.membership s on s.company_id = ${companyId} and s.department_id = down.id
      join directory.member m on m.company_id = ${companyId} and m.member_id = s.member_id
     where m.status = 'active' and m.role <> 'guest'
     group by down.root`;
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** Does this member manage any department? */
export async function isManager(tx: Tx, companyId: CompanyId, memberId: MemberId): Promise<boolean> {
  const rows = await tx`
    select 1 from directory.management where company_id = ${companyId} and member_id = ${memberId} limit 1`;
  return rows.length > 0;
}

/** Whom a member leads: everybody active in the departments that he manages, and below them. */
export async function ledBy(tx: Tx, companyId: CompanyId, managerId: MemberId): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    with recursive led as (
      select department_id from directory.management where company_id = ${companyId} and member_id = ${managerId}
      union
      select d.department_id from directory.department d join led on d.parent_id = led.department_id
       where d.company_id = ${companyId}
    )
    select distinct m.member_id
      from directory.membership m join led on m.department_id = led.department_id
     where m.company_id = ${companyId}
     order by m.member_id`;
  return rows.map((row) => row.memberId);
}

/** Those among these who share a department with a member, or lead one of his. */
export async function nearMembers(
  tx: Tx,
  companyId: CompanyId,
  memberId: MemberId,
  ids: readonly MemberId[],
): Promise<MemberId[]> {
  const rows = await tx<{ id: MemberId }>`
    with own as (select department_id from directory.membership where company_id = ${companyId} and member_id = ${memberId})
    select distinct w.id
      from unnest(${[...ids]}::uuid[]) as w(id)
     where exists (select 1 from directory.membership m join own using (department_id)
                    where m.company_id = ${companyId} and m.member_id = w.id)
        or exists (select 1 from directory.management l join own using (department_id)
                    where l.company_id = ${companyId} and l.member_id = w.id)`;
  return rows.map(({ id }) => id);
}

/** The departments that a member manages. */
export async function managedBy(tx: Tx, companyId: CompanyId, memberId: MemberId): Promise<DepartmentId[]> {
  const rows = await tx<{ id: DepartmentId }>`
    select department_id as id from directory.management
     where company_id = ${companyId} and member_id = ${memberId} order by department_id`;
  return rows.map((row) => row.id);
}

/** The departments that members are in, in their own order. */
export function membershipsOf(
  tx: Tx,
  companyId: CompanyId,
  memberIds: readonly MemberId[],
): Promise<{ memberId: MemberId; departmentId: DepartmentId }[]> {
  return tx<{ memberId: MemberId; departmentId: DepartmentId }>`
    select member_id, department_id from directory.membership
     where company_id = ${companyId} and member_id = any(${[...memberIds]}::uuid[])
     order by member_id, position`;
}

/** Which of these departments there are; locked, so that none is removed while somebody is put into it. */
export async function knownDepartments(
  tx: Tx,
  companyId: CompanyId,
  ids: readonly DepartmentId[],
): Promise<DepartmentId[]> {
  const rows = await tx<{ id: DepartmentId }>`
    select department_id as id from directory.department
     where company_id = ${companyId} and department_id = any(${[...ids]}::uuid[])
     order by department_id
       for key share`;
  return rows.map((row) => row.id);
}

/** Adds departments behind their siblings, in the order given. */
export async function insertDepartments(
  tx: Tx,
  companyId: CompanyId,
  departments: readonly Omit<DepartmentRow, 'position'>[],
): Promise<void> {
  if (departments.length === 0) return;
  await tx`
    insert into directory.department (company_id, department_id, parent_id, name, position)
    select ${companyId}, d.id, d.parent_id, d.name,
           coalesce((select max(position) from directory.department where company_id = ${companyId}), 0) + d.ord
      from unnest(${departments.map((d) => d.id)}::uuid[], ${departments.map((d) => d.parentId)}::uuid[],
                  ${departments.map((d) => d.name)}::text[]) with ordinality as d(id, parent_id, name, ord)`;
}

export async function updateDepartment(
  tx: Tx,
  companyId: CompanyId,
  { id, name, parentId }: Omit<DepartmentRow, 'position'>,
): Promise<void> {
  await tx`
    update directory.department set name = ${name}, parent_id = ${parentId}
     where company_id = ${companyId} and department_id = ${id}`;
}

/** Removes a department that has neither members nor departments in it; false if it has. */
export async function deleteEmptyDepartment(tx: Tx, companyId: CompanyId, id: DepartmentId): Promise<boolean> {
  // Taken first, against somebody who is just being put into it.
  await tx`
    select 1 from directory.department where company_id = ${companyId} and department_id = ${id} for update`;
  const gone = await tx`
    delete from directory.department d
     where d.company_id = ${companyId} and d.department_id = ${id}
       and not exists (select 1 from directory.department c where c.company_id = ${companyId} and c.parent_id = ${id})
       and not exists (select 1 from directory.membership s where s.company_id = ${companyId} and s.department_id = ${id})
    returning 1`;
  if (gone.length === 0) return false;
  await tx`delete from directory.management where company_id = ${companyId} and department_id = ${id}`;
  return true;
}

/** Sets which departments these members are in. */
export async function setMemberships(
  tx: Tx,
  companyId: CompanyId,
  placements: readonly { readonly memberId: MemberId; readonly departmentIds: readonly DepartmentId[] }[],
): Promise<void> {
  if (placements.length === 0) return;
  const rows = placements.flatMap(({ memberId, departmentIds }) =>
    [...new Set(departmentIds)].map((departmentId, position) => ({ memberId, departmentId, position })),
  );
  await tx`
    delete from directory.membership
     where company_id = ${companyId} and member_id = any(${placements.map((p) => p.memberId)}::uuid[])`;
  await tx`
    insert into directory.membership (company_id, member_id, department_id, position)
    select ${companyId}, r.member_id, r.department_id, r.position
      from unnest(${rows.map((r) => r.memberId)}::uuid[], ${rows.map((r) => r.departmentId)}::uuid[],
                  ${rows.map((r) => r.position)}::int[]) as r(member_id, department_id, position)`;
}

/** Sets who manages a department. */
export async function setManagers(
  tx: Tx,
  companyId: CompanyId,
  id: DepartmentId,
  managerIds: readonly MemberId[],
): Promise<void> {
  await tx`delete from directory.management where company_id = ${companyId} and department_id = ${id}`;
  await tx`
    insert into directory.management (company_id, department_id, member_id, position)
    select ${companyId}, ${id}, m.id, m.ord
      from unnest(${[...new Set(managerIds)]}::uuid[]) with ordinality as m(id, ord)`;
}

/** Adds managers to departments, behind those there are. */
export async function addManagers(
  tx: Tx,
  companyId: CompanyId,
  pairs: readonly { readonly departmentId: DepartmentId; readonly memberId: MemberId }[],
): Promise<void> {
  if (pairs.length === 0) return;
  await tx`
    insert into directory.management (company_id, department_id, member_id, position)
    select ${companyId}, p.department_id, p.member_id,
           coalesce((select max(g.position) from directory.management g
                      where g.company_id = ${companyId} and g.department_id = p.department_id), 0) + p.ord
      from unnest(${pairs.map((p) => p.departmentId)}::uuid[], ${pairs.map((p) => p.memberId)}::uuid[])
           with ordinality as p(department_id, member_id, ord)
        on conflict do nothing`;
}

/** Takes managers off departments. */
export async function removeManagers(
  tx: Tx,
  companyId: CompanyId,
  pairs: readonly { readonly departmentId: DepartmentId; readonly memberId: MemberId }[],
): Promise<void> {
  if (pairs.length === 0) return;
  await tx`
    delete from directory.management g
     using unnest(${pairs.map((p) => p.departmentId)}::uuid[], ${pairs.map((p) => p.memberId)}::uuid[])
           as p(department_id, member_id)
     where g.company_id = ${companyId} and g.department_id = p.department_id and g.member_id = p.member_id`;
}

/** Everything that somebody managed is managed by another from now on. */
export async function handOverManagement(tx: Tx, companyId: CompanyId, from: MemberId, to: MemberId): Promise<void> {
  await tx`
    insert into directory.management (company_id, department_id, member_id, position)
    select company_id, department_id, ${to}, position from directory.management
     where company_id = ${companyId} and member_id = ${from}
        on conflict do nothing`;
  await tx`delete from directory.management where company_id = ${companyId} and member_id = ${from}`;
}

/** The main department of everybody inside who had come before a moment; null: of none. A seat that nobody has taken is nobody. */
export function mainPlaces(
  tx: Tx,
  companyId: CompanyId,
  before: Date,
): Promise<{ memberId: MemberId; departmentId: DepartmentId | null }[]> {
  return tx<{ memberId: MemberId; departmentId: DepartmentId | null }>`
    select m.member_id,
           (select s.department_id from directory.membership s
             where s.company_id = ${companyId} and s.member_id = m.member_id
             order by s.position limit 1) as department_id
      from directory.member m
     where m.company_id = ${companyId} and m.status = 'active' and m.role <> 'guest'
       and m.account_id is not null and m.joined_at < ${before}
     order by m.member_id`;
}
