import { createHash, randomBytes, randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, hashRaw, verify } from '@node-rs/argon2';
import { Turns } from '#platform/server/limits.ts';

/** Argon2id (the library's own choice) with 19 MiB and two passes: about 40 ms on a server core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** One core stays with everybody else's calls, and one of libuv's four threads with files and names. */
const AT_ONCE = Math.max(1, Math.min(3, availableParallelism() - 1));
/** About ten seconds of work for each that runs: who would wait longer has given up. */
const WAITING_MAX = 128 * AT_ONCE;
/** Every slow hash takes its turn here, and does so outside any transaction. */
export const slowHashes = new Turns(AT_ONCE, WAITING_MAX);
/** 32 signs that are not mistaken for each other when read from paper; who reads the 0 as an o is understood. */
const CODE_SIGNS = 'abcdefghjkmnpqrstuvwxyz023456789';
const RECOVERY_CODES = 10;
const RECOVERY_CODE_LENGTH = 10;

/** A secret nobody can guess: 256 bits, as 43 signs that fit in a link and a cookie. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a token. Its 256 bits need no slow hash. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** What may be kept of a password. */
export type PasswordHash = string & { readonly isPasswordHash: true };

/** The hash of a password; the same password typed with another input method gives the same text. */
export function hashPassword(password: string): Promise<PasswordHash> {
  return slowHashes.run(async () => (await hash(password.normalize('NFKC'), COST)) as PasswordHash);
}

const nobodysHash = hashPassword(newToken());

/** Does the password fit? Where there is no hash, it takes as long to say no. */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  const against = passwordHash ?? (await nobodysHash);
  const fits = await slowHashes.run(() => verify(against, password.normalize('NFKC')));
  return fits && passwordHash !== null;
}

/** Ten codes for a day without the authenticator app. */
export function newRecoveryCodes(): string[] {
  const sign = () => CODE_SIGNS[randomInt(CODE_SIGNS.length)] as string;
  return Array.from({ length: RECOVERY_CODES }, () => Array.from({ length: RECOVERY_CODE_LENGTH }, sign).join(''));
}

/** Codes are short, so they are hashed slowly; all of an account share one salt, so that one hash finds the code. */
export function recoveryCodeHash(accountId: string, code: string): Promise<Buffer> {
  const salt = createHash('sha256').update(`recovery ${accountId}`).digest();
  const plain = code.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0');
  return slowHashes.run(() => hashRaw(plain, { ...COST, salt }));
}

/** A subject of counting, so that the table tells nobody who tried what from where. */
export function subjectHash(...parts: readonly string[]): Buffer {
  return createHash('sha256').update(parts.join('\n')).digest();
}
