import type { AccountId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import { type Kept, kept } from '#platform/server/capability.ts';
import type { AccountContext, AnyoneContext } from '#platform/server/context.ts';
import { normalAccountName } from '../model/accountName.ts';
import type { Me } from '../model/contract.ts';
import { weaknessOf } from '../model/passwordRule.ts';
import { insertAccount, meOf, type NewAccount, needAccountName } from './accounts.ts';
import { countWrongTry, forgetWrongTries, passwordTries, signUpTries, slowDown } from './attempts.ts';
import { hashPassword, newToken, passwordFits, tokenHash } from './secrets.ts';
import { endOtherSessions, endSession, startSession } from './sessions.ts';
import * as accounts from './store/accounts.ts';
import * as challenges from './store/challenges.ts';
import { checkCode } from './totp.ts';

const SECOND_FACTOR_MS = 5 * 60_000;
const SECOND_FACTOR_TRIES = 5;

/** A new account, signed in on this browser. */
export async function signUp(
  ctx: AnyoneContext,
  { accountName: typed, password, name, language }: NewAccount & { password: string },
): Promise<Me | Kept> {
  const accountName = needAccountName(typed);
  ensure(weaknessOf(password, accountName));
  const tries = signUpTries(ctx);
  ensure(await slowDown(ctx, tries));
  const accountId = await insertAccount(ctx, accountName, await hashPassword(password), name, language);
  if (accountId === null) {
    await countWrongTry(ctx, tries);
    return kept(refuse('identity.accountNameTaken'));
  }
  await startSession(ctx, accountId, 'password');
  return meOf(ctx, accountId);
}

/** Signs in, or asks for the second factor. A name nobody has is answered like a wrong password, and as slowly. */
export async function signIn(
  ctx: AnyoneContext,
  { accountName: typed, password }: { accountName: string; password: string },
): Promise<{ state: 'signedIn'; me: Me } | { state: 'secondFactor'; challenge: string } | Kept> {
  const accountName = normalAccountName(typed) ?? typed;
  const tries = await passwordTries(ctx, accountName);
  ensure(await slowDown(ctx, tries));
  const account = await accounts.accountByName(ctx.tx, accountName);
  if (!(await isRightPassword(ctx, account, password)) || account === null) {
    await countWrongTry(ctx, tries);
    return kept(refuse('identity.wrongPassword'));
  }
  await forgetWrongTries(ctx, tries);
  if (account.totpSecret !== null) {
    return { state: 'secondFactor', challenge: await askSecondFactor(ctx, account.accountId) };
  }
  await startSession(ctx, account.accountId, 'password');
  return { state: 'signedIn', me: await meOf(ctx, account.accountId) };
}

async function isRightPassword(
  ctx: AnyoneContext,
  account: accounts.AccountRow | null,
  password: string,
): Promise<boolean> {
  const passwordHash = account?.passwordHash ?? null;
  if (!(await passwordFits(passwordHash, password))) return false;
  return accounts.passwordIsStill(ctx.tx, account?.accountId as AccountId, passwordHash as string);
}

async function askSecondFactor(ctx: AnyoneContext, accountId: AccountId): Promise<string> {
  const challenge = newToken();
  await challenges.insertChallenge(ctx.tx, {
    hash: tokenHash(challenge),
    kind: 'secondFactor',
    accountId,
    triesLeft: SECOND_FACTOR_TRIES,
    expiresAt: new Date(ctx.now.getTime() + SECOND_FACTOR_MS),
  });
  return challenge;
}

/** Finishes a sign-in that asked for the second factor: five tries in five minutes. */
export async function secondFactor(
  ctx: AnyoneContext,
  { challenge, code }: { challenge: string; code: string },
): Promise<Me | Kept> {
  const hash = tokenHash(challenge);
  const accountId = await challenges.challengedAccount(ctx.tx, hash, 'secondFactor', ctx.now);
  const account = accountId === null ? null : await accounts.accountById(ctx.tx, accountId);
  if (account === null) throw new Refused(refuse('identity.challengeExpired'));
  const takeTry = () => challenges.takeTry(ctx.tx, hash, 'secondFactor', ctx.now);
  const verdict = await checkCode(ctx, account, code, { recovery: true, before: takeTry });
  if (verdict !== null) return kept(verdict);
  // The one who takes the challenge away is signed in; a second with the same challenge finds none.
  if (!(await challenges.takeChallenge(ctx.tx, hash, 'secondFactor', account.accountId, ctx.now))) {
    throw new Refused(refuse('identity.challengeExpired'));
  }
  await startSession(ctx, account.accountId, 'password');
  return meOf(ctx, account.accountId);
}

/** Ends this session, also on the sockets it has open. */
export async function signOut(ctx: AccountContext): Promise<Record<string, never>> {
  await endSession(ctx, ctx.accountId, ctx.sessionId, false);
  ctx.afterCommit(() => ctx.edge.clearSession());
  return {};
}

/** Changes the password; every other session ends, and with them all that was begun in the account's name. */
export async function changePassword(
  ctx: AccountContext,
  { oldPassword, newPassword }: { oldPassword: string | null; newPassword: string },
): Promise<Record<string, never> | Kept> {
  const account = await accounts.accountById(ctx.tx, ctx.accountId);
  if (account === null) throw new Refused(refuse('platform.notSignedIn'));
  ensure(weaknessOf(newPassword, account.accountName));
  if (account.passwordHash !== null) {
    const tries = await passwordTries(ctx, account.accountName);
    ensure(await slowDown(ctx, tries));
    if (oldPassword === null || !(await passwordFits(account.passwordHash, oldPassword))) {
      await countWrongTry(ctx, tries);
      return kept(refuse('identity.wrongPassword'));
    }
    await forgetWrongTries(ctx, tries);
  }
  const passwordHash = await hashPassword(newPassword);
  if (!(await accounts.setPasswordHash(ctx.tx, ctx.accountId, account.passwordHash, passwordHash))) {
    throw new Refused(refuse('identity.wrongPassword'));
  }
  await endOtherSessions(ctx, ctx.accountId, ctx.sessionId);
  return {};
}

/** Sets a password by the operator's hand, and ends every session of the account. */
export async function resetPassword(ctx: AnyoneContext, typed: string, newPassword: string): Promise<void> {
  const account = await accounts.accountByName(ctx.tx, needAccountName(typed));
  if (account === null) throw new Refused(refuse('identity.accountNameBad'));
  ensure(weaknessOf(newPassword, account.accountName));
  await accounts.setPasswordHash(ctx.tx, account.accountId, account.passwordHash, await hashPassword(newPassword));
  await endOtherSessions(ctx, account.accountId, null);
}
