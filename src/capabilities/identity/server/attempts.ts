import { type Refusal } from '#platform/model/refusal.ts';
import type { AnyoneContext } from '#platform/server/context.ts';
import { addressSubject, afterWrongTry, canTry, type Counted, paces } from '../model/slowDown.ts';
import { subjectHash } from './secrets.ts';
import { knownDeviceHash } from './sessions.ts';
import * as store from './store/attempts.ts';
import { isKnownDevice } from './store/sessions.ts';

/** Whose wrong tries count here, and against whom. */
export type Tries = readonly store.Subject[];

/**
 * Who is slowed down by a wrong password for this name (I6): the account and the address; or, from a browser the account
 * knows, that browser alone, so that strangers cannot lock the owner out.
 */
export async function passwordTries(ctx: AnyoneContext, accountName: string): Promise<Tries> {
  const device = await knownDeviceOf(ctx, accountName);
  if (device !== null) return [subject('device', accountName, device)];
  return [subject('account', accountName), addressTries(ctx, 'address')];
}

/** The same for codes of the second factor; whoever gets here has the password, so no address is counted. */
export async function codeTries(ctx: AnyoneContext, accountName: string): Promise<Tries> {
  const device = await knownDeviceOf(ctx, accountName);
  return [device === null ? subject('code', accountName) : subject('codeOnDevice', accountName, device)];
}

/** Sign-ups under names that are taken, by address: a stranger may not find out who has an account. */
export function signUpTries(ctx: AnyoneContext): Tries {
  return [addressTries(ctx, 'signUp')];
}

/** Refuses while one of the counts asks to wait. */
export async function slowDown(ctx: AnyoneContext, tries: Tries): Promise<Refusal<'identity.slowDown'> | null> {
  return canTry(await store.tallies(ctx.tx, tries), ctx.now);
}

/**
 * Counts a wrong try and says what it came to. The refusal has to be returned as kept, or the count is rolled back with it.
 * Many tries may be under way at once: of twenty the verdict is told, the others are told to wait.
 */
export async function countWrongTry<Code extends string>(
  ctx: AnyoneContext,
  tries: Tries,
  wrong: Refusal<Code>,
): Promise<Refusal<Code | 'identity.slowDown'>> {
  const before = await store.lockTallies(ctx.tx, tries, ctx.now);
  const wait = canTry(before, ctx.now);
  if (wait !== null) return wait;
  const after = before.map((row) => ({ ...row, tally: afterWrongTry(row.tally, paces[row.kind], ctx.now) }));
  await store.saveTallies(ctx.tx, after);
  return wrong;
}

/** A right try is refused like any other where wrong ones have filled a count while it was looked at; otherwise it clears them. */
export async function takeRightTry(ctx: AnyoneContext, tries: Tries): Promise<Refusal<'identity.slowDown'> | null> {
  const wait = await slowDown(ctx, tries);
  if (wait === null) await forgetWrongTries(ctx, tries);
  return wait;
}

/** A right one clears the account's and the device's count. The address keeps its own: an attacker has an account too. */
async function forgetWrongTries(ctx: AnyoneContext, tries: Tries): Promise<void> {
  const own = tries.filter(({ kind }) => kind !== 'address' && kind !== 'signUp');
  await store.forgetTallies(ctx.tx, own);
}

async function knownDeviceOf(ctx: AnyoneContext, accountName: string): Promise<string | null> {
  const hash = knownDeviceHash(ctx);
  return hash !== null && (await isKnownDevice(ctx.tx, accountName, hash)) ? hash.toString('hex') : null;
}

function addressTries(ctx: AnyoneContext, kind: 'address' | 'signUp'): store.Subject {
  return subject(kind, addressSubject(ctx.edge.address));
}

function subject(kind: Counted, ...parts: string[]): store.Subject {
  return { kind, subject: subjectHash(kind, ...parts) };
}
