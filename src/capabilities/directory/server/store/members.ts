import type { AccountId, CompanyId, DepartmentId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import type { MemberCard, Role } from '../../model/contract.ts';
import type { Tenure, Tenures } from '../../model/keys.ts';

interface Reading {
  readonly tx: Tx;
  readonly companyId: CompanyId;
  readonly now: Date;
}

export type Status = 'active' | 'waiting' | 'inactive';

export interface MemberRow {
  readonly id: MemberId;
  readonly accountId: AccountId | null;
  readonly name: string;
  readonly title: string;
  readonly role: Role;
  readonly status: Status;
  readonly email: string | null;
  readonly phone: string | null;
  readonly employeeNumber: string | null;
  readonly timeZone: string;
  readonly joinedAt: Date | null;
  readonly askedFor: DepartmentId | null;
}

/** The active member that an account is in a company, or null. */
export async function memberOf(
  tx: Tx,
  companyId: CompanyId,
  accountId: AccountId,
): Promise<{ memberId: MemberId; role: string } | null> {
  const [member] = await tx<{ memberId: MemberId; role: string }>`
    select member_id, role from directory.member
     where company_id = ${companyId} and account_id = ${accountId} and status = 'active'`;
  return member ?? null;
}

/** Any member that an account is or was in a company, active or not. */
export async function memberOfAccount(
  tx: Tx,
  companyId: CompanyId,
  accountId: AccountId,
): Promise<{ id: MemberId; status: Status } | null> {
  const [member] = await tx<{ id: MemberId; status: Status }>`
    select member_id as id, status from directory.member
     where company_id = ${companyId} and account_id = ${accountId}`;
  return member ?? null;
}

/** Cards of members by id, in the order of the ids; unknown ids and those who only ask to join are left out. */
export function cardsOf(tx: Tx, companyId: CompanyId, ids: readonly MemberId[]): Promise<MemberCard[]> {
  // Each by its whole key: planned as a join it would read the company from end to end while the table has no statistics.
  return tx<MemberCard>`
    select m.id, m.name, m.title, m.role, m.avatar, m.active,
           coalesce((select array_agg(s.department_id order by s.position)
                       from directory.membership s
                      where s.company_id = ${companyId} and s.member_id = m.id), '{}') as department_ids
      from unnest(${[...ids]}::uuid[]) with ordinality as wanted(id, ord)
     cross join lateral (
       select member_id as id, name, title, role, avatar, status = 'active' as active
         from directory.member
        where company_id = ${companyId} and member_id = wanted.id and status <> 'waiting'
        limit 1) m
     order by wanted.ord`;
}

/** Which of these are active members, and their roles. */
export function activeMemberIds(
  tx: Tx,
  companyId: CompanyId,
  ids: readonly MemberId[],
): Promise<{ memberId: MemberId; role: Role }[]> {
  return tx<{ memberId: MemberId; role: Role }>`
    select member_id, role from directory.member
     where company_id = ${companyId} and member_id = any(${[...ids]}::uuid[]) and status = 'active'
     order by member_id`;
}

/** Whose e-mail address this is in the directory, or whose phone number: its digits, with the country's or without. */
export async function membersAt(
  tx: Tx,
  companyId: CompanyId,
  kind: 'mail' | 'phone',
  address: string,
): Promise<MemberId[]> {
  const digits = kind === 'phone' ? address.replace(/\D/g, '') : '';
  const rows = await tx<{ memberId: MemberId }>`
    select member_id from directory.member
     where company_id = ${companyId} and status = 'active'
       and case when ${kind} = 'mail' then lower(email) = lower(${address})
                else length(phone_key) >= 7 and ${digits} like '%' || phone_key end
     limit 20`;
  return rows.map(({ memberId }) => memberId);
}

/** Those among these active members who came after a moment, or have not come yet: seats; and which of both. */
export async function newcomers(
  tx: Tx,
  companyId: CompanyId,
  ids: readonly MemberId[],
  after: Date,
): Promise<{ memberId: MemberId; hasCome: boolean }[]> {
  return tx<{ memberId: MemberId; hasCome: boolean }>`
    select member_id, account_id is not null as has_come from directory.member
     where company_id = ${companyId} and member_id = any(${[...ids]}::uuid[]) and status = 'active'
       and (account_id is null or joined_at > ${after})`;
}

export interface ZoneRow {
  readonly memberId: MemberId;
  readonly timeZone: string;
  /** Did he choose it himself? */
  readonly ownZone: boolean;
}

/** The time zones in which active members of the company are. */
export async function zonesInUse(tx: Tx, companyId: CompanyId): Promise<string[]> {
  const rows = await tx<{ timeZone: string }>`
    select distinct time_zone from directory.member
     where company_id = ${companyId} and status = 'active' order by time_zone limit 1000`;
  return rows.map(({ timeZone }) => timeZone);
}

/** The time zones of those among these who are active members. */
export function timeZonesOf(tx: Tx, companyId: CompanyId, ids: readonly MemberId[]): Promise<ZoneRow[]> {
  return tx<ZoneRow>`
    select m.member_id, m.time_zone, m.own_zone
      from unnest(${[...ids]}::uuid[]) as wanted(id)
     cross join lateral (
       select member_id, time_zone, own_zone from directory.member
        where company_id = ${companyId} and member_id = wanted.id and status = 'active'
        limit 1) m`;
}

/** One member as it stands, locked against a change by somebody else; null if unknown. */
export async function memberForChange(tx: Tx, companyId: CompanyId, id: MemberId): Promise<MemberRow | null> {
  const [member] = await tx<MemberRow>`
    select member_id as id, account_id, name, title, role, status, email, phone, employee_number, time_zone, joined_at,
           asked_for
      from directory.member
     where company_id = ${companyId} and member_id = ${id}
       for no key update`;
  return member ?? null;
}

/** One member as it stands, or null. */
export async function memberRow(tx: Tx, companyId: CompanyId, id: MemberId): Promise<MemberRow | null> {
  const [member] = await tx<MemberRow>`
    select member_id as id, account_id, name, title, role, status, email, phone, employee_number, time_zone, joined_at,
           asked_for
      from directory.member
     where company_id = ${companyId} and member_id = ${id}`;
  return member ?? null;
}

/** The managers of a member: those of each of his departments, or of the nearest above that has one; never himself. */
export async function managersOf(tx: Tx, companyId: CompanyId, id: MemberId): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    with recursive up as (
      select s.department_id as start, s.position, 0 as height, s.department_id
        from directory.membership s where s.company_id = ${companyId} and s.member_id = ${id}
       union all
      select up.start, up.position, up.height + 1, d.parent_id
        from up join directory.department d on d.company_id = ${companyId} and d.department_id = up.department_id
       where d.parent_id is not null
    ), managed as (
      select up.start, up.position as place, up.height, m.member_id, m.position
        from up join directory.management m on m.company_id = ${companyId} and m.department_id = up.department_id
       where m.member_id <> ${id}
    )
    select member_id from managed a
     where height = (select min(height) from managed b where b.start = a.start)
     group by member_id
     order by min(place), min(position), member_id`;
  return rows.map((row) => row.memberId);
}

export interface NewMember {
  readonly id: MemberId;
  readonly accountId: AccountId | null;
  readonly name: string;
  readonly sortKey: string;
  readonly title: string;
  readonly role: Role;
  readonly status: Status;
  readonly email: string | null;
  readonly phone: string | null;
  readonly employeeNumber: string | null;
  readonly timeZone: string;
  readonly askedAt: Date | null;
  readonly askedFor: DepartmentId | null;
  readonly joinedAt: Date | null;
}

/** Adds members, who have their roles from now on. */
export async function insertMembers(
  tx: Tx,
  companyId: CompanyId,
  members: readonly NewMember[],
  now: Date,
): Promise<void> {
  if (members.length === 0) return;
  await tx`
    insert into directory.member (company_id, member_id, account_id, name, sort_key, title, role, status, email, email_key,
                                  phone, phone_key, employee_number, time_zone, asked_at, asked_for, joined_at, role_since)
    select ${companyId}, m.id, m.account_id, m.name, m.sort_key, m.title, m.role, m.status, m.email, lower(m.email),
           m.phone, regexp_replace(m.phone, '\\D', '', 'g'), m.employee_number, m.time_zone, m.asked_at, m.asked_for, m.joined_at, ${now}
      from unnest(${members.map((m) => m.id)}::uuid[], ${members.map((m) => m.accountId)}::uuid[],
                  ${members.map((m) => m.name)}::text[], ${members.map((m) => m.sortKey)}::text[],
                  ${members.map((m) => m.title)}::text[], ${members.map((m) => m.role)}::text[],
                  ${members.map((m) => m.status)}::text[], ${members.map((m) => m.email)}::text[],
                  ${members.map((m) => m.phone)}::text[], ${members.map((m) => m.employeeNumber)}::text[],
                  ${members.map((m) => m.timeZone)}::text[], ${members.map((m) => m.askedAt)}::timestamptz[], ${members.map((m) => m.askedFor)}::uuid[],
                  ${members.map((m) => m.joinedAt)}::timestamptz[])
           as m(id, account_id, name, sort_key, title, role, status, email, phone, employee_number, time_zone, asked_at, asked_for, joined_at)`;
}

export interface Details {
  readonly id: MemberId;
  readonly name: string;
  readonly sortKey: string;
  readonly title: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly employeeNumber: string | null;
}

/** Writes what is known of members. */
export async function updateDetails(tx: Tx, companyId: CompanyId, members: readonly Details[]): Promise<void> {
  if (members.length === 0) return;
  await tx`
    update directory.member m
       set name = n.name, sort_key = n.sort_key, title = n.title, email = n.email, email_key = lower(n.email),
           phone = n.phone, phone_key = regexp_replace(n.phone, '\\D', '', 'g'), employee_number = n.employee_number
      from unnest(${members.map((m) => m.id)}::uuid[], ${members.map((m) => m.name)}::text[],
                  ${members.map((m) => m.sortKey)}::text[], ${members.map((m) => m.title)}::text[],
                  ${members.map((m) => m.email)}::text[], ${members.map((m) => m.phone)}::text[],
                  ${members.map((m) => m.employeeNumber)}::text[])
           as n(id, name, sort_key, title, email, phone, employee_number)
     where m.company_id = ${companyId} and m.member_id = n.id`;
}

/** The member's own choice; one that changes nothing is none. */
export async function setTimeZone(tx: Tx, companyId: CompanyId, id: MemberId, timeZone: string): Promise<void> {
  await tx`
    update directory.member set time_zone = ${timeZone}, own_zone = own_zone or time_zone <> ${timeZone}
     where company_id = ${companyId} and member_id = ${id}`;
}

export async function setRole(tx: Tx, companyId: CompanyId, id: MemberId, role: Role, now: Date): Promise<void> {
  await tx`
    update directory.member set role = ${role}, role_since = ${now}
     where company_id = ${companyId} and member_id = ${id}`;
}

export async function setStatus(tx: Tx, companyId: CompanyId, id: MemberId, status: Status): Promise<void> {
  await tx`update directory.member set status = ${status} where company_id = ${companyId} and member_id = ${id}`;
}

export async function setAvatar(tx: Tx, companyId: CompanyId, id: MemberId, version: string | null): Promise<void> {
  await tx`update directory.member set avatar = ${version}
     where company_id = ${companyId} and member_id = ${id} and status = 'active'`;
}

/** An account takes a seat that nobody has taken. False if somebody has. */
export async function takeSeat(
  tx: Tx,
  companyId: CompanyId,
  id: MemberId,
  accountId: AccountId,
  now: Date,
): Promise<boolean> {
  const taken = await tx`
    update directory.member set account_id = ${accountId}, joined_at = ${now}
     where company_id = ${companyId} and member_id = ${id} and account_id is null and status = 'active'
    returning 1`;
  return taken.length === 1;
}

/** Lets in one who waited. */
export async function letIn(tx: Tx, companyId: CompanyId, id: MemberId, now: Date): Promise<void> {
  await tx`
    update directory.member set status = 'active', joined_at = ${now}, asked_at = null, asked_for = null
     where company_id = ${companyId} and member_id = ${id}`;
}

/** Forgets one who waited and was not let in. */
export async function forgetWaiting(tx: Tx, companyId: CompanyId, id: MemberId): Promise<void> {
  await tx`delete from directory.member where company_id = ${companyId} and member_id = ${id} and status = 'waiting'`;
}

export interface JoinRequestRow {
  readonly memberId: MemberId;
  readonly accountId: AccountId;
  readonly name: string;
  readonly role: Role;
  readonly departmentId: DepartmentId | null;
  readonly askedAt: Date;
}

/** Who waits to be let in, the longest first; at most 500. */
export function waitingMembers(tx: Tx, companyId: CompanyId): Promise<JoinRequestRow[]> {
  return tx<JoinRequestRow>`
    select member_id, account_id, name, role, asked_at, asked_for as department_id
      from directory.member
     where company_id = ${companyId} and status = 'waiting'
     order by asked_at limit 500`;
}

/** How many active owners the company has. */
export async function countOwners(tx: Tx, companyId: CompanyId): Promise<number> {
  const [row] = await tx<{ count: number }>`
    select count(*) as count from directory.member
     where company_id = ${companyId} and role = 'owner' and status = 'active'`;
  return row?.count ?? 0;
}

/** The active members with one of these roles. */
export async function membersWithRole(tx: Tx, companyId: CompanyId, roles: readonly Role[]): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    select member_id from directory.member
     where company_id = ${companyId} and role = any(${[...roles]}::text[]) and status = 'active'
     order by member_id`;
  return rows.map((row) => row.memberId);
}

/** Since when the active members with one of these roles have had them, and been here; of who has not come and was asked in before that was written down: now. */
export async function tenuresOf({ tx, companyId, now }: Reading, roles: readonly Role[]): Promise<Tenures<MemberId>> {
  const all = await tx<Tenure<MemberId>>`
    select member_id, role, coalesce(greatest(joined_at, role_since), ${now}) as since
      from directory.member
     where company_id = ${companyId} and role = any(${[...roles]}::text[]) and status = 'active'
     order by member_id`;
  const [company] = await tx<{ foundedAt: Date }>`
    select created_at as founded_at from directory.company where company_id = ${companyId}`;
  return { foundedAt: company?.foundedAt ?? now, all };
}

export interface Page {
  /** null: the whole company. */
  readonly departmentIds: readonly DepartmentId[] | null;
  readonly includeInactive: boolean;
  readonly after: { readonly sortKey: string; readonly id: MemberId } | null;
  readonly limit: number;
}

/** A page of members by name: one more than asked for, to know whether there are more. */
export async function pageOfMembers(tx: Tx, companyId: CompanyId, page: Page): Promise<MemberId[]> {
  const after = page.after ?? { sortKey: '', id: '00000000-0000-0000-0000-000000000000' };
  const rows =
    page.departmentIds === null
      ? await tx<{ memberId: MemberId }>`
          select member_id from directory.member
           where company_id = ${companyId} and (sort_key, member_id) > (${after.sortKey}, ${after.id}::uuid)
             and (status = 'active' or (status = 'inactive' and ${page.includeInactive}))
           order by sort_key, member_id limit ${page.limit + 1}`
      : await tx<{ memberId: MemberId }>`
          select m.member_id
            from (select distinct s.member_id from directory.membership s
                   where s.company_id = ${companyId} and s.department_id = any(${[...page.departmentIds]}::uuid[])) s
            join directory.member m on m.company_id = ${companyId} and m.member_id = s.member_id
           where (m.sort_key, m.member_id) > (${after.sortKey}, ${after.id}::uuid)
             and (m.status = 'active' or (m.status = 'inactive' and ${page.includeInactive}))
           order by m.sort_key, m.member_id limit ${page.limit + 1}`;
  return rows.map((row) => row.memberId);
}

/** How many members a whole listing has. */
export async function countMembers(
  tx: Tx,
  companyId: CompanyId,
  departmentIds: readonly DepartmentId[] | null,
  includeInactive: boolean,
): Promise<number> {
  const [row] =
    departmentIds === null
      ? await tx<{ count: number }>`
          select count(*) as count from directory.member
           where company_id = ${companyId} and (status = 'active' or (status = 'inactive' and ${includeInactive}))`
      : await tx<{ count: number }>`
          select count(distinct m.member_id) as count
            from directory.membership s
            join directory.member m on m.company_id = ${companyId} and m.member_id = s.member_id
           where s.company_id = ${companyId} and s.department_id = any(${[...departmentIds]}::uuid[])
             and (m.status = 'active' or (m.status = 'inactive' and ${includeInactive}))`;
  return row?.count ?? 0;
}
