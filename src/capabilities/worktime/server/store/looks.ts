import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';

interface Ctx {
  readonly tx: Tx;
  readonly companyId: CompanyId;
  readonly memberId: MemberId;
}

/** Until when a member looks at what waits; null: he does not, or what he said is over. */
export async function lookOf({ tx, companyId, memberId, now }: Ctx & { readonly now: Date }): Promise<Date | null> {
  const [row] = await tx<{ until: Date }>`
    select until from worktime.look where company_id = ${companyId} and member_id = ${memberId} and until > ${now}`;
  return row?.until ?? null;
}

export async function putLook({ tx, companyId, memberId }: Ctx, until: Date): Promise<void> {
  await tx`
    insert into worktime.look (company_id, member_id, until) values (${companyId}, ${memberId}, ${until})
    on conflict (company_id, member_id) do update set until = excluded.until`;
}

export async function dropLook({ tx, companyId, memberId }: Ctx): Promise<void> {
  await tx`delete from worktime.look where company_id = ${companyId} and member_id = ${memberId}`;
}
