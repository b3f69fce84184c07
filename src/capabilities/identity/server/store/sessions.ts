import type { AccountId, SessionId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';

export type SignedInBy = 'password' | 'passkey' | 'pairing';

export interface SessionRow {
  readonly sessionId: SessionId;
  readonly accountId: AccountId;
  readonly signedInAt: Date;
  readonly expiresAt: Date;
}

/** The session with this token, and whether the transaction may write. */
export async function sessionByToken(
  tx: Tx,
  tokenHash: Buffer,
  now: Date,
): Promise<(SessionRow & { readOnly: boolean }) | null> {
  const [row] = await tx<SessionRow & { readOnly: boolean }>`
    select session_id, account_id, signed_in_at, expires_at,
           current_setting('transaction_read_only')::boolean as read_only
      from identity.session where token_hash = ${tokenHash} and expires_at > ${now}`;
  return row ?? null;
}

export async function extendSession(tx: Tx, sessionId: SessionId, expiresAt: Date): Promise<void> {
  await tx`update identity.session set expires_at = ${expiresAt} where session_id = ${sessionId}`;
}

export async function insertSession(
  tx: Tx,
  session: SessionRow & {
    tokenHash: Buffer;
    deviceHash: Buffer | null;
    signedInBy: SignedInBy;
    userAgent: string;
    provedAt: Date | null;
  },
): Promise<void> {
  await tx`
    insert into identity.session
      (session_id, account_id, token_hash, device_hash, signed_in_by, user_agent, signed_in_at, expires_at, proved_at)
    values (${session.sessionId}, ${session.accountId}, ${session.tokenHash}, ${session.deviceHash},
            ${session.signedInBy}, ${session.userAgent}, ${session.signedInAt}, ${session.expiresAt}, ${session.provedAt})`;
}

/** When it was last shown in this session who its owner is. */
export async function provedAt(tx: Tx, sessionId: SessionId): Promise<Date | null> {
  const [row] = await tx<{ provedAt: Date | null }>`
    select proved_at from identity.session where session_id = ${sessionId}`;
  return row?.provedAt ?? null;
}

export async function setProved(tx: Tx, sessionId: SessionId, now: Date): Promise<void> {
  await tx`update identity.session set proved_at = ${now} where session_id = ${sessionId}`;
}

export interface DeviceRow {
  readonly sessionId: SessionId;
  readonly userAgent: string;
  readonly signedInAt: Date;
  readonly signedInBy: SignedInBy;
}

export function sessionsOfAccount(tx: Tx, accountId: AccountId, now: Date): Promise<DeviceRow[]> {
  return tx<DeviceRow>`
    select session_id, user_agent, signed_in_at, signed_in_by from identity.session
     where account_id = ${accountId} and expires_at > ${now}
     order by signed_in_at desc limit 200`;
}

export async function userAgentOf(tx: Tx, sessionId: SessionId): Promise<string> {
  const [row] = await tx<{ userAgent: string }>`
    select user_agent from identity.session where session_id = ${sessionId}`;
  return row?.userAgent ?? '';
}

/** Ends one session of the account; its browser is a known device no longer when `forget` says so. */
export async function deleteSession(
  tx: Tx,
  accountId: AccountId,
  sessionId: SessionId,
  forget: boolean,
): Promise<SessionId[]> {
  const rows = await tx<{ sessionId: SessionId }>`
    with ended as (
      delete from identity.session where account_id = ${accountId} and session_id = ${sessionId}
      returning session_id, device_hash
    ), forgotten as (
      delete from identity.device d using ended
       where ${forget}::boolean and d.account_id = ${accountId} and d.device_hash = ended.device_hash
    )
    select session_id from ended`;
  return rows.map((row) => row.sessionId);
}

/** A browser holds one session: those it held before end when it signs in again. */
export async function deleteSessionsOnDevice(tx: Tx, deviceHash: Buffer): Promise<SessionId[]> {
  const rows = await tx<{ sessionId: SessionId }>`
    delete from identity.session where device_hash = ${deviceHash} returning session_id`;
  return rows.map((row) => row.sessionId);
}

/** Ends all sessions of an account but one, with everything begun in its name and every other known device. */
export async function deleteOtherSessions(
  tx: Tx,
  accountId: AccountId,
  keep: SessionId | null,
  keepDevice: Buffer | null,
): Promise<SessionId[]> {
  await tx`delete from identity.pairing where account_id = ${accountId}`;
  await tx`delete from identity.challenge where account_id = ${accountId}`;
  await tx`
    delete from identity.device where account_id = ${accountId} and device_hash is distinct from ${keepDevice}::bytea`;
  const rows = await tx<{ sessionId: SessionId }>`
    delete from identity.session
     where account_id = ${accountId} and session_id is distinct from ${keep}::uuid returning session_id`;
  return rows.map((row) => row.sessionId);
}

/** Asked by name, so that it takes the same time for a name nobody has. */
export async function isKnownDevice(tx: Tx, accountName: string, deviceHash: Buffer): Promise<boolean> {
  const rows = await tx`
    select 1 from identity.account a join identity.device d using (account_id)
     where a.account_name = ${accountName} and d.device_hash = ${deviceHash}`;
  return rows.length > 0;
}

export async function rememberDevice(tx: Tx, accountId: AccountId, deviceHash: Buffer, now: Date): Promise<void> {
  await tx`
    insert into identity.device (account_id, device_hash, last_used_at) values (${accountId}, ${deviceHash}, ${now})
    on conflict (account_id, device_hash) do update set last_used_at = excluded.last_used_at`;
}
