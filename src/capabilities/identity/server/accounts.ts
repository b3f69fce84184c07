import type { AccountId, SessionId } from '#platform/model/ids.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import type { AccountContext, AnyoneContext } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database.ts';
import { normalAccountName } from '../model/accountName.ts';
import type { Me } from '../model/contract.ts';
import type { PasswordHash } from './secrets.ts';
import { insertSession } from './sessions.ts';
import * as store from './store/accounts.ts';
import { seatsOf } from './store/seats.ts';
import { recoveryCodesLeft } from './store/totp.ts';

export interface NewAccount {
  /** As typed: an e-mail address or a phone number. */
  readonly accountName: string;
  /** Made by `hashPassword` before the transaction begins. Null: there is none until the owner sets one. */
  readonly password: PasswordHash | null;
  readonly name: string;
  readonly language: store.Language;
}

/** What other capabilities may know of an account. */
export type Account = Pick<store.AccountRow, 'accountId' | 'accountName' | 'name' | 'language'>;

/** The one spelling of an account name; refuses what is neither an e-mail address nor a phone number. */
export function needAccountName(typed: string): string {
  const accountName = normalAccountName(typed);
  if (accountName === null) throw new Refused(refuse('identity.accountNameBad'));
  return accountName;
}

/** Makes an account. Refuses a bad or taken name. */
export async function createAccount(ctx: AnyoneContext, account: NewAccount): Promise<AccountId> {
  const accountName = needAccountName(account.accountName);
  const accountId = await insertAccount(ctx, accountName, account.password, account.name, account.language);
  if (accountId === null) throw new Refused(refuse('identity.accountNameTaken'));
  return accountId;
}

/** Null when the name is taken, also at this very moment. */
export async function insertAccount(
  ctx: AnyoneContext,
  accountName: string,
  passwordHash: PasswordHash | null,
  name: string,
  language: store.Language,
): Promise<AccountId | null> {
  const accountId = ctx.newId() as AccountId;
  const account = { accountId, accountName, name, language, passwordHash };
  return (await store.insertAccount(ctx.tx, account, ctx.now)) ? accountId : null;
}

/** An account that is signed in already, without a browser: for seeds and tests. */
export async function createAccountWithSession(
  ctx: AnyoneContext,
  account: NewAccount,
): Promise<{ accountId: AccountId; sessionId: SessionId; token: string }> {
  const accountId = await createAccount(ctx, account);
  return { accountId, ...(await insertSession(ctx, accountId, 'password')) };
}

/** The account of who calls. */
export async function ownAccount(ctx: AccountContext): Promise<store.AccountRow> {
  const account = await store.accountById(ctx.tx, ctx.accountId);
  if (account === null) throw new Refused(refuse('platform.notSignedIn'));
  return account;
}

/** The account with this id, or null. */
export async function accountOf(ctx: { readonly tx: Tx }, accountId: AccountId): Promise<Account | null> {
  return publicPart(await store.accountById(ctx.tx, accountId));
}

/** The account with this name, however it is spelt, or null. */
export async function accountNamed(ctx: { readonly tx: Tx }, typed: string): Promise<Account | null> {
  const accountName = normalAccountName(typed);
  return accountName === null ? null : publicPart(await store.accountByName(ctx.tx, accountName));
}

/** Is there any account at all? */
export function hasAccounts(ctx: { readonly tx: Tx }): Promise<boolean> {
  return store.hasAccounts(ctx.tx);
}

function publicPart(row: store.AccountRow | null): Account | null {
  if (row === null) return null;
  const { accountId, accountName, name, language } = row;
  return { accountId, accountName, name, language };
}

/** What the owner of an account sees of it. */
export async function meOf(ctx: { readonly tx: Tx }, accountId: AccountId): Promise<Me> {
  const account = await store.accountById(ctx.tx, accountId);
  if (account === null) throw new Refused(refuse('platform.notSignedIn'));
  const { accountName, name, language, passwordHash, totpSecret } = account;
  return {
    accountId,
    name,
    accountName,
    language,
    hasPassword: passwordHash !== null,
    totpEnabled: totpSecret !== null,
    recoveryCodesLeft: await recoveryCodesLeft(ctx.tx, accountId),
    seats: await seatsOf(ctx.tx, accountId),
  };
}

/** Changes the account's name and language; the names of its members are the companies' own. */
export async function rename(
  ctx: AccountContext,
  { name, language }: { name: string; language: store.Language },
): Promise<Me> {
  await store.renameAccount(ctx.tx, ctx.accountId, name, language);
  return meOf(ctx, ctx.accountId);
}
