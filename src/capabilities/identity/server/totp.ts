import { Secret, TOTP } from 'otpauth';
import type { AccountId } from '#platform/model/ids.ts';
import { ensure, type Refusal, Refused, refuse } from '#platform/model/refusal.ts';
import { type Kept, kept, type Outside, outside } from '#platform/server/capability.ts';
import type { AccountContext, AnyoneContext } from '#platform/server/context.ts';
import { ownAccount } from './accounts.ts';
import { codeTries, countWrongTry, slowDown, takeRightTry } from './attempts.ts';
import { newRecoveryCodes, recoveryCodeHash } from './secrets.ts';
import type { AccountRow } from './store/accounts.ts';
import { needProof } from './sessions.ts';
import * as store from './store/totp.ts';

const ISSUER = 'Tautline';
/** Phones' clocks are off a little: the code before and the code after are taken too. */
const WINDOW = 1;

function totpOf(secret: string, accountName = ''): TOTP {
  return new TOTP({ issuer: ISSUER, label: accountName, secret: Secret.fromBase32(secret) });
}

/** The time step whose code this is, near now; null: none. */
function stepOf(secret: string, code: string, now: Date): number | null {
  const totp = totpOf(secret);
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: WINDOW });
  return delta === null ? null : totp.counter({ timestamp: now.getTime() }) + delta;
}

/** A code as it is looked up: six digits of the app, or the hash of a recovery code. */
type ReadCode = { readonly digits: string } | { readonly recoveryHash: Buffer };

/** Reads what somebody typed; outside any transaction, since a recovery code is hashed slowly. */
export async function readCode(accountId: AccountId, typed: string): Promise<ReadCode> {
  const digits = digitsOf(typed);
  return digits === null ? { recoveryHash: await recoveryCodeHash(accountId, typed) } : { digits };
}

function digitsOf(typed: string): string | null {
  const code = typed.replace(/[\s-]/g, '');
  return /^\d{6}$/.test(code) ? code : null;
}

/**
 * Checks and uses up a code of the second factor. A refusal has to be returned as kept, so that the wrong try counts.
 * No code is taken twice, nor an older one after a newer (I10). `before` takes one of few tries; false: none is left.
 */
export async function checkCode(
  ctx: AnyoneContext,
  account: AccountRow,
  code: ReadCode,
  before?: () => Promise<boolean>,
): Promise<Refusal | null> {
  const tries = await codeTries(ctx, account.accountName);
  const wait = await slowDown(ctx, tries);
  if (wait !== null) return wait;
  if (before !== undefined && !(await before())) return refuse('identity.challengeExpired');
  if (!(await takeCode(ctx, account, code))) return countWrongTry(ctx, tries, refuse('identity.wrongCode'));
  return takeRightTry(ctx, tries);
}

/** The same for digits of the app alone. */
export function checkDigits(ctx: AnyoneContext, account: AccountRow, typed: string): Promise<Refusal | null> {
  return checkCode(ctx, account, { digits: digitsOf(typed) ?? '' });
}

async function takeCode(ctx: AnyoneContext, { accountId, totpSecret }: AccountRow, code: ReadCode): Promise<boolean> {
  if (totpSecret === null) return false;
  if ('recoveryHash' in code) return store.takeRecoveryCode(ctx.tx, accountId, code.recoveryHash);
  const step = stepOf(totpSecret, code.digits, ctx.now);
  return step !== null && store.takeTotpStep(ctx.tx, accountId, totpSecret, step);
}

type NewCodes = { recoveryCodes: string[] };

/** A secret for an authenticator app, as text and as a link for a QR. It does nothing until it is confirmed. */
export async function beginTotp(ctx: AccountContext): Promise<{ secret: string; link: string }> {
  await needProof(ctx);
  const { accountName } = await ownAccount(ctx);
  const secret = new Secret({ size: 20 }).base32;
  if (!(await store.beginTotp(ctx.tx, ctx.accountId, secret))) throw new Refused(refuse('identity.totpAlreadyOn'));
  return { secret, link: totpOf(secret, accountName).toString() };
}

/** Turns the second factor on, once the app shows the right code. */
export async function confirmTotp(
  ctx: AccountContext,
  { code }: { code: string },
): Promise<Outside<AccountContext, NewCodes> | Kept> {
  const { accountName, totpBegun } = await ownAccount(ctx);
  if (totpBegun === null) throw new Refused(refuse('identity.totpNotBegun'));
  const step = await shownStep(ctx, accountName, totpBegun, code);
  if (typeof step !== 'number') return kept(step);
  return withNewCodes(ctx, async (ctx) => {
    if (await store.confirmTotp(ctx.tx, ctx.accountId, totpBegun, step)) return null;
    throw new Refused(refuse('identity.totpNotBegun'));
  });
}

/** Turns the second factor off; the recovery codes go with it. */
export async function endTotp(
  ctx: AccountContext,
  { code }: { code: string },
): Promise<Outside<AccountContext, Record<string, never>>> {
  const { accountName } = await ownAccount(ctx);
  ensure(await slowDown(ctx, await codeTries(ctx, accountName)));
  return outside(
    () => readCode(ctx.accountId, code),
    async (ctx, read) => {
      const verdict = await checkCode(ctx, await ownAccount(ctx), read);
      if (verdict !== null) return kept(verdict);
      await store.endTotp(ctx.tx, ctx.accountId);
      return {};
    },
  );
}

/** Ten new recovery codes; the old ones stop working. */
export async function renewRecoveryCodes(
  ctx: AccountContext,
  { code }: { code: string },
): Promise<Outside<AccountContext, NewCodes> | Kept> {
  const { accountName, totpSecret } = await ownAccount(ctx);
  const step = await shownStep(ctx, accountName, totpSecret, code);
  if (typeof step !== 'number') return kept(step);
  return withNewCodes(ctx, async (ctx) => checkDigits(ctx, await ownAccount(ctx), code));
}

/** The step whose code the app shows now, which is not used up yet; otherwise a refusal that has to be returned as kept. */
async function shownStep(
  ctx: AccountContext,
  accountName: string,
  secret: string | null,
  code: string,
): Promise<number | Refusal> {
  const tries = await codeTries(ctx, accountName);
  ensure(await slowDown(ctx, tries));
  const digits = digitsOf(code);
  const step = secret === null || digits === null ? null : stepOf(secret, digits, ctx.now);
  return step ?? countWrongTry(ctx, tries, refuse('identity.wrongCode'));
}

/** Makes ten codes, which takes ten slow hashes, and keeps them where `take` finds nothing against it. */
function withNewCodes(
  { accountId }: AccountContext,
  take: (ctx: AccountContext) => Promise<Refusal | null>,
): Outside<AccountContext, NewCodes> {
  return outside(
    async () => {
      const recoveryCodes = newRecoveryCodes();
      const hashes = await Promise.all(recoveryCodes.map((code) => recoveryCodeHash(accountId, code)));
      return { recoveryCodes, hashes };
    },
    async (ctx, { recoveryCodes, hashes }) => {
      const verdict = await take(ctx);
      if (verdict !== null) return kept(verdict);
      await store.replaceRecoveryCodes(ctx.tx, accountId, hashes);
      return { recoveryCodes };
    },
  );
}
