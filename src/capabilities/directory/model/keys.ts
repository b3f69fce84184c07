import type { Role } from './roles.ts';

const DAY_MS = 86_400_000;
/** So long somebody has had his role before he holds a key by it; or he had it in the first days of his company, as many, in which everybody is new. */
export const KEY_DAYS = 14;

/** Since when somebody has had a role in the company, and been there. */
export interface Tenure<M extends string = string> {
  readonly memberId: M;
  readonly role: Role;
  readonly since: Date;
}

export interface Tenures<M extends string = string> {
  readonly foundedAt: Date;
  readonly all: readonly Tenure<M>[];
}

/** Those who hold keys to what is asked for at this moment: nobody is brought in, or given a role, to answer it. */
export function heldAt<M extends string>({ foundedAt, all }: Tenures<M>, askedAt: Date): Tenure<M>[] {
  const latest = Math.max(askedAt.getTime() - KEY_DAYS * DAY_MS, foundedAt.getTime() + KEY_DAYS * DAY_MS);
  return all.filter(({ since }) => since <= askedAt && since.getTime() <= latest);
}

/** Active members, by the roles that can hold a second key. */
export interface Holders<M extends string = string> {
  readonly representatives: readonly M[];
  /** Who holds it where there is no representative: other owners, or those who vote. */
  readonly others: readonly M[];
}

/**
 * Who holds the second key to a request that this one makes: representatives; in a company without any, the others; null where nobody is left
 * to ask. Settled when it is asked for: taking the representatives away gives the key to nobody.
 */
export function keyFor<M extends string>(
  askedBy: M,
  { representatives, others }: Holders<M>,
): 'representative' | 'others' | null {
  if (representatives.some((memberId) => memberId !== askedBy)) return 'representative';
  if (representatives.length > 0) return null;
  return others.some((memberId) => memberId !== askedBy) ? 'others' : null;
}

/** Why somebody does not turn a second key: it is his own request, he does not hold the key, or it was turned or is too late. */
export type KeyNo = 'own' | 'notTheKey' | 'answered';

/** May this one turn the second key? Whoever asked never does, whatever role he has meanwhile. */
export function keyNo(request: {
  readonly isOwn: boolean;
  readonly holdsKey: boolean;
  readonly waits: boolean;
}): KeyNo | null {
  if (request.isOwn) return 'own';
  if (!request.holdsKey) return 'notTheKey';
  return request.waits ? null : 'answered';
}
