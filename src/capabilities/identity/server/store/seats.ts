import type { AccountId, CompanyId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import type { Seat } from '../../model/contract.ts';

/** The seats of an account, that of the company it joined first before the others. */
export function seatsOf(tx: Tx, accountId: AccountId): Promise<Seat[]> {
  return tx<Seat>`
    select company_id, company_name, member_id, member_name, role, status from identity.seat
     where account_id = ${accountId} order by joined_at, company_id limit 500`;
}

export async function upsertSeat(tx: Tx, accountId: AccountId, seat: Seat, now: Date): Promise<void> {
  await tx`
    insert into identity.seat (account_id, company_id, member_id, company_name, member_name, role, status, joined_at)
    values (${accountId}, ${seat.companyId}, ${seat.memberId}, ${seat.companyName}, ${seat.memberName},
            ${seat.role}, ${seat.status}, ${now})
    on conflict (account_id, company_id) do update
      set member_id = excluded.member_id, company_name = excluded.company_name,
          member_name = excluded.member_name, role = excluded.role, status = excluded.status`;
}

export async function updateSeat(
  tx: Tx,
  companyId: CompanyId,
  memberId: MemberId,
  { memberName, role, status }: Partial<Pick<Seat, 'memberName' | 'role' | 'status'>>,
): Promise<boolean> {
  const rows = await tx`
    update identity.seat
       set member_name = coalesce(${memberName ?? null}, member_name), role = coalesce(${role ?? null}, role),
           status = coalesce(${status ?? null}, status)
     where company_id = ${companyId} and member_id = ${memberId} returning 1`;
  return rows.length > 0;
}

export async function renameCompany(tx: Tx, companyId: CompanyId, companyName: string): Promise<void> {
  await tx`update identity.seat set company_name = ${companyName} where company_id = ${companyId}`;
}

export async function deleteSeat(tx: Tx, companyId: CompanyId, memberId: MemberId): Promise<void> {
  await tx`delete from identity.seat where company_id = ${companyId} and member_id = ${memberId}`;
}

export async function accountOfMember(tx: Tx, companyId: CompanyId, memberId: MemberId): Promise<AccountId | null> {
  const [row] = await tx<{ accountId: AccountId }>`
    select account_id from identity.seat where company_id = ${companyId} and member_id = ${memberId}`;
  return row?.accountId ?? null;
}

/** Companies in which somebody has a seat, in the order of their ids. */
export async function companiesAfter(tx: Tx, after: CompanyId | null, limit: number): Promise<CompanyId[]> {
  // From one to the next by the index, however many sit in each.
  const rows = await tx<{ companyId: CompanyId }>`
    with recursive found(company_id, n) as (
      (select company_id, 1 from identity.seat
        where ${after}::uuid is null or company_id > ${after}::uuid order by company_id limit 1)
      union all
      select next.company_id, found.n + 1
        from found
       cross join lateral (
         select company_id from identity.seat s where s.company_id > found.company_id order by s.company_id limit 1) next
       where found.n < ${limit}
    )
    select company_id from found`;
  return rows.map((row) => row.companyId);
}
