import type { AccountId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';

export type Language = 'zh' | 'en';

export interface AccountRow {
  readonly accountId: AccountId;
  readonly accountName: string;
  readonly name: string;
  readonly language: Language;
  readonly passwordHash: string | null;
  readonly totpSecret: string | null;
  readonly totpBegun: string | null;
}

/** False when somebody has the name, also somebody who took it at this very moment. */
export async function insertAccount(
  tx: Tx,
  account: Omit<AccountRow, 'totpSecret' | 'totpBegun'>,
  now: Date,
): Promise<boolean> {
  const rows = await tx`
    insert into identity.account (account_id, account_name, name, language, password_hash, created_at)
    values (${account.accountId}, ${account.accountName}, ${account.name}, ${account.language},
            ${account.passwordHash}, ${now})
    on conflict (account_name) do nothing returning 1`;
  return rows.length > 0;
}

export async function accountById(tx: Tx, accountId: AccountId): Promise<AccountRow | null> {
  const [row] = await tx<AccountRow>`
    select account_id, account_name, name, language, password_hash, totp_secret, totp_begun
      from identity.account where account_id = ${accountId}`;
  return row ?? null;
}

export async function accountByName(tx: Tx, accountName: string): Promise<AccountRow | null> {
  const [row] = await tx<AccountRow>`
    select account_id, account_name, name, language, password_hash, totp_secret, totp_begun
      from identity.account where account_name = ${accountName}`;
  return row ?? null;
}

export async function renameAccount(tx: Tx, accountId: AccountId, name: string, language: Language): Promise<void> {
  await tx`update identity.account set name = ${name}, language = ${language} where account_id = ${accountId}`;
}

/** Sets the password if it is still the one that was checked: of two changes at once, one fails. */
export async function setPasswordHash(
  tx: Tx,
  accountId: AccountId,
  before: string | null,
  after: string,
): Promise<boolean> {
  const rows = await tx`
    update identity.account set password_hash = ${after}
     where account_id = ${accountId} and password_hash is not distinct from ${before} returning 1`;
  return rows.length > 0;
}

/**
 * The account, if this is still its password. The row is locked until the commit, so that a change of the password
 * comes before the new session or sees and ends it.
 */
export async function accountIfStill(
  tx: Tx,
  accountName: string,
  passwordHash: string | null,
): Promise<AccountRow | null> {
  const [row] = await tx<AccountRow>`
    select account_id, account_name, name, language, password_hash, totp_secret, totp_begun
      from identity.account where account_name = ${accountName} and password_hash = ${passwordHash} for share`;
  return row ?? null;
}

/** Locks the account's row: of two removals of a way in, the second sees what the first has left. */
export async function lockAccount(tx: Tx, accountId: AccountId): Promise<void> {
  await tx`select 1 from identity.account where account_id = ${accountId} for update`;
}

export async function hasAccounts(tx: Tx): Promise<boolean> {
  const [row] = await tx<{ found: boolean }>`select exists (select 1 from identity.account) as found`;
  return row?.found ?? false;
}
