import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';

interface Ctx {
  readonly tx: Tx;
  readonly companyId: CompanyId;
}

/** Who of these has stepped away, and has not come back. */
export async function awayAmong(
  { tx, companyId }: Ctx,
  memberIds: readonly MemberId[],
  now: Date,
): Promise<ReadonlySet<MemberId>> {
  const rows = await tx<{ memberId: MemberId }>`
    select member_id from worktime.stepped_away
     where company_id = ${companyId} and member_id = any(${[...memberIds]}::uuid[]) and until > ${now}`;
  return new Set(rows.map((row) => row.memberId));
}

export async function putAway({ tx, companyId }: Ctx, memberId: MemberId, until: Date): Promise<void> {
  await tx`
    insert into worktime.stepped_away (company_id, member_id, until) values (${companyId}, ${memberId}, ${until})
    on conflict (company_id, member_id) do update set until = excluded.until`;
}

export async function dropAway({ tx, companyId }: Ctx, memberId: MemberId): Promise<void> {
  await tx`delete from worktime.stepped_away where company_id = ${companyId} and member_id = ${memberId}`;
}
