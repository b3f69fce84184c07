import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';

/** Forgets a member's picture. */
export async function deleteAvatar(tx: Tx, companyId: CompanyId, memberId: MemberId): Promise<void> {
  await tx`delete from files.avatar where company_id = ${companyId} and member_id = ${memberId}`;
}

/** Keeps a member's picture; the one before is forgotten. */
export async function saveAvatar(
  tx: Tx,
  companyId: CompanyId,
  memberId: MemberId,
  version: string,
  picture: Buffer,
): Promise<void> {
  await tx`
    insert into files.avatar (company_id, version, member_id, picture)
    values (${companyId}, ${version}, ${memberId}, ${picture})
        on conflict (company_id, member_id) do update set version = excluded.version, picture = excluded.picture`;
}

/** The picture of this version (WebP), or null. */
export async function avatarBytes(tx: Tx, companyId: CompanyId, version: string): Promise<Buffer | null> {
  const [row] = await tx<{ picture: Buffer }>`
    select picture from files.avatar where company_id = ${companyId} and version = ${version}`;
  return row?.picture ?? null;
}
