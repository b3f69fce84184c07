import { type Refusal, refuse } from '#platform/model/refusal.ts';

/** For so long a device need not show again who sits at it. */
export const PROOF_MINUTES = 10;

/** By what somebody shows who he is. */
export type Way = 'password' | 'code' | 'passkey';

/** I22: was it shown lately in this session who its owner is? */
export function isFresh(provedAt: Date | null, now: Date): boolean {
  return provedAt !== null && now.getTime() - provedAt.getTime() < PROOF_MINUTES * 60_000;
}

/** I22: what changes the ways into an account wants a fresh proof; an open session alone may be anybody's. */
export function canChangeWaysIn(provedAt: Date | null, now: Date): Refusal<'identity.proofNeeded'> | null {
  return isFresh(provedAt, now) ? null : refuse('identity.proofNeeded');
}

/** What this account can show itself by. */
export function waysOf(account: { hasPassword: boolean; hasTotp: boolean; hasPasskeys: boolean }): Way[] {
  const ways: [Way, boolean][] = [
    ['password', account.hasPassword],
    ['code', account.hasTotp],
    ['passkey', account.hasPasskeys],
  ];
  return ways.filter(([, has]) => has).map(([way]) => way);
}
