import type { AccountId, SessionId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import { cameFrom, type PairingState } from '../../model/pairing.ts';

export interface PairingRow {
  readonly sessionId: SessionId;
  readonly accountId: AccountId;
  readonly state: PairingState;
  readonly phoneAgent: string | null;
  readonly expiresAt: Date;
}

/** A desktop shows one QR: the one before is worthless from now on. */
export async function insertPairing(
  tx: Tx,
  pairing: { hash: Buffer; sessionId: SessionId; accountId: AccountId; expiresAt: Date },
): Promise<void> {
  await tx`delete from identity.pairing where session_id = ${pairing.sessionId}`;
  await tx`
    insert into identity.pairing (pairing_hash, session_id, account_id, state, expires_at)
    values (${pairing.hash}, ${pairing.sessionId}, ${pairing.accountId}, 'open', ${pairing.expiresAt})`;
}

export async function pairingOfDesktop(tx: Tx, hash: Buffer, sessionId: SessionId): Promise<PairingRow | null> {
  const [row] = await tx<PairingRow>`
    select session_id, account_id, state, phone_agent, expires_at from identity.pairing
     where pairing_hash = ${hash} and session_id = ${sessionId}`;
  return row ?? null;
}

export async function pairingByClaim(tx: Tx, claimHash: Buffer): Promise<PairingRow | null> {
  const [row] = await tx<PairingRow>`
    select session_id, account_id, state, phone_agent, expires_at from identity.pairing
     where claim_hash = ${claimHash}`;
  return row ?? null;
}

/** A phone takes the pairing: of several at once exactly one gets it. */
export async function claimPairing(
  tx: Tx,
  hash: Buffer,
  claim: { hash: Buffer; phoneAgent: string },
  now: Date,
): Promise<PairingRow | null> {
  const [row] = await tx<PairingRow>`
    update identity.pairing set state = 'claimed', claim_hash = ${claim.hash}, phone_agent = ${claim.phoneAgent}
     where pairing_hash = ${hash} and state = ${cameFrom.claimed} and expires_at > ${now}
    returning session_id, account_id, state, phone_agent, expires_at`;
  return row ?? null;
}

/** The desktop that began it lets the phone in, once; the phone has until `collectUntil`. */
export async function approvePairing(
  tx: Tx,
  hash: Buffer,
  sessionId: SessionId,
  collectUntil: Date,
  now: Date,
): Promise<boolean> {
  const rows = await tx`
    update identity.pairing set state = 'approved', expires_at = ${collectUntil}
     where pairing_hash = ${hash} and session_id = ${sessionId}
       and state = ${cameFrom.approved} and expires_at > ${now} returning 1`;
  return rows.length > 0;
}

/** The phone fetches what was approved: exactly once. */
export async function collectPairing(tx: Tx, claimHash: Buffer, now: Date): Promise<AccountId | null> {
  const [row] = await tx<{ accountId: AccountId }>`
    update identity.pairing set state = 'done'
     where claim_hash = ${claimHash} and state = ${cameFrom.done} and expires_at > ${now} returning account_id`;
  return row?.accountId ?? null;
}
