import type { CompanyId, DepartmentId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import type { InviteId, Role } from '../../model/contract.ts';

export interface InviteRow {
  readonly id: InviteId;
  readonly role: Role;
  readonly departmentId: DepartmentId | null;
  /** The seat it leads to, if it is for one person. */
  readonly memberId: MemberId | null;
  readonly expiresAt: Date;
  readonly usesLeft: number | null;
  readonly createdBy: MemberId;
}

export async function insertInvite(
  tx: Tx,
  companyId: CompanyId,
  invite: InviteRow & { readonly tokenHash: Buffer },
): Promise<void> {
  await tx`
    insert into directory.invite (company_id, invite_id, token_hash, role, department_id, member_id, expires_at,
                                  uses_left, created_by)
    values (${companyId}, ${invite.id}, ${invite.tokenHash}, ${invite.role}, ${invite.departmentId},
            ${invite.memberId}, ${invite.expiresAt}, ${invite.usesLeft}, ${invite.createdBy})`;
}

/** The invites to the company that still work, the newest first; at most 500. */
export function openInvites(tx: Tx, companyId: CompanyId, now: Date): Promise<InviteRow[]> {
  return tx<InviteRow>`
    select invite_id as id, role, department_id, member_id, expires_at, uses_left, created_by
      from directory.invite
     where company_id = ${companyId} and revoked_at is null and expires_at > ${now} and member_id is null
       and (uses_left is null or uses_left > 0)
     order by invite_id desc limit 500`;
}

/** The invite behind a token while it works, or null. */
export async function inviteByToken(
  tx: Tx,
  companyId: CompanyId,
  tokenHash: Buffer,
  now: Date,
): Promise<InviteRow | null> {
  const [invite] = await tx<InviteRow>`
    select invite_id as id, role, department_id, member_id, expires_at, uses_left, created_by
      from directory.invite
     where company_id = ${companyId} and token_hash = ${tokenHash} and revoked_at is null and expires_at > ${now}
       and (uses_left is null or uses_left > 0)`;
  return invite ?? null;
}

/** Uses an invite once; null when it no longer works. The row lock makes two who race take turns. */
export async function useInvite(tx: Tx, companyId: CompanyId, tokenHash: Buffer, now: Date): Promise<InviteRow | null> {
  const [invite] = await tx<InviteRow>`
    update directory.invite set uses_left = uses_left - 1
     where company_id = ${companyId} and token_hash = ${tokenHash} and revoked_at is null and expires_at > ${now}
       and (uses_left is null or uses_left > 0)
    returning invite_id as id, role, department_id, member_id, expires_at, uses_left, created_by`;
  return invite ?? null;
}

/** Ends an invite; false if there was none to end. */
export async function revokeInvite(tx: Tx, companyId: CompanyId, id: InviteId, now: Date): Promise<boolean> {
  const rows = await tx`
    update directory.invite set revoked_at = ${now}
     where company_id = ${companyId} and invite_id = ${id} and revoked_at is null returning 1`;
  return rows.length > 0;
}

/** Ends every invite to a seat. */
export async function revokeSeatInvites(tx: Tx, companyId: CompanyId, memberId: MemberId, now: Date): Promise<void> {
  await tx`
    update directory.invite set revoked_at = ${now}
     where company_id = ${companyId} and member_id = ${memberId} and revoked_at is null`;
}
