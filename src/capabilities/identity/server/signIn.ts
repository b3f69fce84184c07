import type { AccountId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import { kept, type Outside, outside } from '#platform/server/capability.ts';
import type { AccountContext, AnyoneContext } from '#platform/server/context.ts';
import { type House, noEdge } from '#platform/server/house.ts';
import { normalAccountName } from '../model/accountName.ts';
import type { Me } from '../model/contract.ts';
import { weaknessOf } from '../model/passwordRule.ts';
import { insertAccount, meOf, needAccountName, ownAccount } from './accounts.ts';
import { codeTries, countWrongTry, passwordTries, signUpTries, slowDown, takeRightTry } from './attempts.ts';
import { hashPassword, newToken, passwordFits, tokenHash } from './secrets.ts';
import { endOtherSessions, endSession, needProof, startSession } from './sessions.ts';
import * as accounts from './store/accounts.ts';
import * as challenges from './store/challenges.ts';
import { checkCode, readCode } from './totp.ts';

const SECOND_FACTOR_MS = 5 * 60_000;
const SECOND_FACTOR_TRIES = 5;

type SignedIn = { state: 'signedIn'; me: Me } | { state: 'secondFactor'; challenge: string };
type Done = Record<string, never>;

interface SignUp {
  readonly accountName: string;
  readonly password: string;
  readonly name: string;
  readonly language: accounts.Language;
}

/** A new account, signed in on this browser. */
export async function signUp(
  ctx: AnyoneContext,
  { accountName: typed, password, name, language }: SignUp,
): Promise<Outside<AnyoneContext, Me>> {
  const accountName = needAccountName(typed);
  ensure(weaknessOf(password, accountName));
  const tries = signUpTries(ctx);
  ensure(await slowDown(ctx, tries));
  return outside(
    () => hashPassword(password),
    async (ctx, passwordHash) => {
      const accountId = await insertAccount(ctx, accountName, passwordHash, name, language);
      if (accountId === null) return kept(await countWrongTry(ctx, tries, refuse('identity.accountNameTaken')));
      await startSession(ctx, accountId, 'password');
      return meOf(ctx, accountId);
    },
  );
}

/** Signs in, or asks for the second factor. A name nobody has is answered like a wrong password, and as slowly. */
export async function signIn(
  ctx: AnyoneContext,
  { accountName: typed, password }: { accountName: string; password: string },
): Promise<Outside<AnyoneContext, SignedIn>> {
  const accountName = normalAccountName(typed) ?? typed;
  const tries = await passwordTries(ctx, accountName);
  ensure(await slowDown(ctx, tries));
  const account = await accounts.accountByName(ctx.tx, accountName);
  const passwordHash = account?.passwordHash ?? null;
  return outside(
    () => passwordFits(passwordHash, password),
    async (ctx, fits) => {
      const owner = fits ? await accounts.accountIfStill(ctx.tx, accountName, passwordHash) : null;
      if (owner === null) return kept(await countWrongTry(ctx, tries, refuse('identity.wrongPassword')));
      ensure(await takeRightTry(ctx, tries));
      const { accountId, totpSecret } = owner;
      if (totpSecret !== null) return { state: 'secondFactor', challenge: await askSecondFactor(ctx, accountId) };
      await startSession(ctx, accountId, 'password');
      return { state: 'signedIn', me: await meOf(ctx, accountId) };
    },
  );
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
): Promise<Outside<AnyoneContext, Me>> {
  const hash = tokenHash(challenge);
  const { accountId, accountName } = await challenged(ctx, hash);
  ensure(await slowDown(ctx, await codeTries(ctx, accountName)));
  return outside(
    () => readCode(accountId, code),
    async (ctx, read) => {
      const account = await challenged(ctx, hash);
      const takeTry = () => challenges.takeTry(ctx.tx, hash, 'secondFactor', ctx.now);
      const verdict = await checkCode(ctx, account, read, takeTry);
      if (verdict !== null) return kept(verdict);
      // The one who takes the challenge away is signed in; a second with the same challenge finds none.
      if (!(await challenges.takeChallenge(ctx.tx, hash, 'secondFactor', accountId, ctx.now))) {
        throw new Refused(refuse('identity.challengeExpired'));
      }
      await startSession(ctx, accountId, 'password');
      return meOf(ctx, accountId);
    },
  );
}

async function challenged(ctx: AnyoneContext, hash: Buffer): Promise<accounts.AccountRow> {
  const accountId = await challenges.challengedAccount(ctx.tx, hash, 'secondFactor', ctx.now);
  const account = accountId === null ? null : await accounts.accountById(ctx.tx, accountId);
  if (account === null) throw new Refused(refuse('identity.challengeExpired'));
  return account;
}

/** Ends this session, also on the sockets it has open. */
export async function signOut(ctx: AccountContext): Promise<Done> {
  await endSession(ctx, ctx.accountId, ctx.sessionId, false);
  ctx.afterCommit(() => ctx.edge.clearSession());
  return {};
}

/** Changes the password, or sets the first, which wants a fresh proof (I22); every other session ends, and with them all that was begun in the account's name. */
export async function changePassword(
  ctx: AccountContext,
  { oldPassword, newPassword }: { oldPassword: string | null; newPassword: string },
): Promise<Outside<AccountContext, Done>> {
  const { accountName, passwordHash: before } = await ownAccount(ctx);
  ensure(weaknessOf(newPassword, accountName));
  if (before === null) await needProof(ctx);
  const tries = before === null ? [] : await passwordTries(ctx, accountName);
  ensure(await slowDown(ctx, tries));
  return outside(
    async () => {
      const fits = before === null || (oldPassword !== null && (await passwordFits(before, oldPassword)));
      return fits ? hashPassword(newPassword) : null;
    },
    async (ctx, after) => {
      if (after === null) return kept(await countWrongTry(ctx, tries, refuse('identity.wrongPassword')));
      ensure(await takeRightTry(ctx, tries));
      if (!(await accounts.setPasswordHash(ctx.tx, ctx.accountId, before, after))) {
        throw new Refused(refuse('identity.wrongPassword'));
      }
      await endOtherSessions(ctx, ctx.accountId, ctx.sessionId);
      return {};
    },
  );
}

/** Sets a password by the operator's hand, and ends every session of the account. */
export async function resetPassword(house: House, typed: string, newPassword: string): Promise<void> {
  const accountName = needAccountName(typed);
  ensure(weaknessOf(newPassword, accountName));
  const passwordHash = await hashPassword(newPassword);
  await house.run(noEdge, async (ctx) => {
    const account = await accounts.accountByName(ctx.tx, accountName);
    if (account === null) throw new Refused(refuse('identity.accountNameBad'));
    await accounts.setPasswordHash(ctx.tx, account.accountId, account.passwordHash, passwordHash);
    await endOtherSessions(ctx, account.accountId, null);
  });
}
