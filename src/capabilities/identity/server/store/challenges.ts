import type { AccountId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';

export type ChallengeKind = 'secondFactor' | 'passkeyAdd' | 'passkeySignIn' | 'passkeyProof';

export async function insertChallenge(
  tx: Tx,
  challenge: { hash: Buffer; kind: ChallengeKind; accountId: AccountId | null; triesLeft: number; expiresAt: Date },
): Promise<void> {
  await tx`
    insert into identity.challenge (challenge_hash, kind, account_id, tries_left, expires_at)
    values (${challenge.hash}, ${challenge.kind}, ${challenge.accountId}, ${challenge.triesLeft}, ${challenge.expiresAt})`;
}

/** Whose challenge it is, if it can still be tried. */
export async function challengedAccount(
  tx: Tx,
  hash: Buffer,
  kind: ChallengeKind,
  now: Date,
): Promise<AccountId | null> {
  const [row] = await tx<{ accountId: AccountId }>`
    select account_id from identity.challenge
     where challenge_hash = ${hash} and kind = ${kind} and tries_left > 0 and expires_at > ${now}`;
  return row?.accountId ?? null;
}

/** Takes one try; false when none is left. Locks the challenge, so tries at once are one after the other. */
export async function takeTry(tx: Tx, hash: Buffer, kind: ChallengeKind, now: Date): Promise<boolean> {
  const rows = await tx`
    update identity.challenge set tries_left = tries_left - 1
     where challenge_hash = ${hash} and kind = ${kind} and tries_left > 0 and expires_at > ${now} returning 1`;
  return rows.length > 0;
}

/** Takes the challenge away: true for exactly one caller, in time. */
export async function takeChallenge(
  tx: Tx,
  hash: Buffer,
  kind: ChallengeKind,
  accountId: AccountId | null,
  now: Date,
): Promise<boolean> {
  const rows = await tx`
    delete from identity.challenge
     where challenge_hash = ${hash} and kind = ${kind} and account_id is not distinct from ${accountId}::uuid
       and expires_at > ${now} returning 1`;
  return rows.length > 0;
}
