import { Secret, TOTP } from 'otpauth';
import { type Refusal, Refused, refuse } from '#platform/model/refusal.ts';
import { type Kept, kept } from '#platform/server/capability.ts';
import type { AccountContext, AnyoneContext } from '#platform/server/context.ts';
import { codeTries, countWrongTry, forgetWrongTries, slowDown } from './attempts.ts';
import { newRecoveryCodes, recoveryCodeHash } from './secrets.ts';
import { type AccountRow, accountById } from './store/accounts.ts';
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

interface Check {
  /** Is a recovery code as good? */
  readonly recovery: boolean;
  /** Takes one try of whatever allows only a few; false: none is left. */
  readonly before?: () => Promise<boolean>;
}

/**
 * Checks and uses up a code of the second factor. A refusal has to be returned as kept, so that the wrong try counts.
 * No code is taken twice, nor an older one after a newer (I10).
 */
export async function checkCode(
  ctx: AnyoneContext,
  account: AccountRow,
  code: string,
  { recovery, before }: Check,
): Promise<Refusal | null> {
  const tries = await codeTries(ctx, account.accountName);
  const wait = await slowDown(ctx, tries);
  if (wait !== null) return wait;
  if (before !== undefined && !(await before())) return refuse('identity.challengeExpired');
  if (!(await takeCode(ctx, account, code.replace(/[\s-]/g, ''), recovery))) {
    await countWrongTry(ctx, tries);
    return refuse('identity.wrongCode');
  }
  await forgetWrongTries(ctx, tries);
  return null;
}

async function takeCode(ctx: AnyoneContext, account: AccountRow, code: string, recovery: boolean): Promise<boolean> {
  if (account.totpSecret === null) return false;
  if (/^\d{6}$/.test(code)) {
    const step = stepOf(account.totpSecret, code, ctx.now);
    return step !== null && store.takeTotpStep(ctx.tx, account.accountId, step);
  }
  if (!recovery) return false;
  return store.takeRecoveryCode(ctx.tx, account.accountId, await recoveryCodeHash(account.accountId, code));
}

async function ownAccount(ctx: AccountContext): Promise<AccountRow> {
  const account = await accountById(ctx.tx, ctx.accountId);
  if (account === null) throw new Refused(refuse('platform.notSignedIn'));
  return account;
}

/** A secret for an authenticator app, as text and as a link for a QR. It does nothing until it is confirmed. */
export async function beginTotp(ctx: AccountContext): Promise<{ secret: string; link: string }> {
  const { accountName } = await ownAccount(ctx);
  const secret = new Secret({ size: 20 }).base32;
  if (!(await store.beginTotp(ctx.tx, ctx.accountId, secret))) throw new Refused(refuse('identity.totpAlreadyOn'));
  return { secret, link: totpOf(secret, accountName).toString() };
}

/** Turns the second factor on, once the app shows the right code. */
export async function confirmTotp(
  ctx: AccountContext,
  { code }: { code: string },
): Promise<{ recoveryCodes: string[] } | Kept> {
  const { totpBegun, accountName } = await ownAccount(ctx);
  if (totpBegun === null) throw new Refused(refuse('identity.totpNotBegun'));
  const tries = await codeTries(ctx, accountName);
  const wait = await slowDown(ctx, tries);
  if (wait !== null) throw new Refused(wait);
  const step = stepOf(totpBegun, code.replace(/\s/g, ''), ctx.now);
  if (step === null) {
    await countWrongTry(ctx, tries);
    return kept(refuse('identity.wrongCode'));
  }
  if (!(await store.confirmTotp(ctx.tx, ctx.accountId, totpBegun, step))) {
    throw new Refused(refuse('identity.totpNotBegun'));
  }
  return { recoveryCodes: await giveRecoveryCodes(ctx) };
}

/** Turns the second factor off; the recovery codes go with it. */
export async function endTotp(ctx: AccountContext, { code }: { code: string }): Promise<Record<string, never> | Kept> {
  const verdict = await checkCode(ctx, await ownAccount(ctx), code, { recovery: true });
  if (verdict !== null) return kept(verdict);
  await store.endTotp(ctx.tx, ctx.accountId);
  return {};
}

/** Ten new recovery codes; the old ones stop working. */
export async function renewRecoveryCodes(
  ctx: AccountContext,
  { code }: { code: string },
): Promise<{ recoveryCodes: string[] } | Kept> {
  const verdict = await checkCode(ctx, await ownAccount(ctx), code, { recovery: false });
  if (verdict !== null) return kept(verdict);
  return { recoveryCodes: await giveRecoveryCodes(ctx) };
}

async function giveRecoveryCodes(ctx: AccountContext): Promise<string[]> {
  const codes = newRecoveryCodes();
  const hashes = await Promise.all(codes.map((code) => recoveryCodeHash(ctx.accountId, code)));
  await store.replaceRecoveryCodes(ctx.tx, ctx.accountId, hashes);
  return codes;
}
