import type { AccountId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';

export async function beginTotp(tx: Tx, accountId: AccountId, secret: string): Promise<boolean> {
  const rows = await tx`
    update identity.account set totp_begun = ${secret}
     where account_id = ${accountId} and totp_secret is null returning 1`;
  return rows.length > 0;
}

/** Turns the second factor on; the step of the code that confirmed it is used up. False: something else came first. */
export async function confirmTotp(tx: Tx, accountId: AccountId, secret: string, step: number): Promise<boolean> {
  const rows = await tx`
    update identity.account set totp_secret = totp_begun, totp_begun = null, totp_last_step = ${step}
     where account_id = ${accountId} and totp_secret is null and totp_begun = ${secret} returning 1`;
  return rows.length > 0;
}

export async function endTotp(tx: Tx, accountId: AccountId): Promise<void> {
  await tx`
    update identity.account set totp_secret = null, totp_begun = null, totp_last_step = null
     where account_id = ${accountId}`;
  await tx`delete from identity.recovery_code where account_id = ${accountId}`;
}

/** Takes the code that this secret makes in a time step: true for exactly one caller, and for no older step after it. */
export async function takeTotpStep(tx: Tx, accountId: AccountId, secret: string, step: number): Promise<boolean> {
  const rows = await tx`
    update identity.account set totp_last_step = ${step}
     where account_id = ${accountId} and totp_secret = ${secret}
       and (totp_last_step is null or totp_last_step < ${step}) returning 1`;
  return rows.length > 0;
}

export async function replaceRecoveryCodes(tx: Tx, accountId: AccountId, hashes: readonly Buffer[]): Promise<void> {
  await tx`delete from identity.recovery_code where account_id = ${accountId}`;
  await tx`
    insert into identity.recovery_code (account_id, code_hash)
    select ${accountId}, hash from unnest(${[...hashes]}::bytea[]) as hash`;
}

/** Takes a recovery code: true for exactly one caller. */
export async function takeRecoveryCode(tx: Tx, accountId: AccountId, hash: Buffer): Promise<boolean> {
  const rows = await tx`
    delete from identity.recovery_code where account_id = ${accountId} and code_hash = ${hash} returning 1`;
  return rows.length > 0;
}

export async function recoveryCodesLeft(tx: Tx, accountId: AccountId): Promise<number> {
  const [row] = await tx<{ count: number }>`
    select count(*) as count from identity.recovery_code where account_id = ${accountId}`;
  return row?.count ?? 0;
}
