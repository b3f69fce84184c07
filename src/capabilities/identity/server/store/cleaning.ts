import type { Tx } from '#platform/server/database.ts';

/** Deletes what has run out: sessions, challenges, pairings, counts, and devices unused since `devicesBefore`. */
export async function deleteExpired(tx: Tx, now: Date, countsBefore: Date, devicesBefore: Date): Promise<void> {
  await tx`delete from identity.session where expires_at <= ${now}`;
  await tx`delete from identity.challenge where expires_at <= ${now}`;
  await tx`delete from identity.pairing where expires_at <= ${now}`;
  await tx`delete from identity.attempt where level_at <= ${countsBefore}`;
  await tx`delete from identity.device where last_used_at <= ${devicesBefore}`;
}
