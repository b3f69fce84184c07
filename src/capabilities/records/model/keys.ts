import { type Refusal, refuse } from '#platform/model/refusal.ts';

export type KeyRole = 'representative' | 'owner';

/** Active members, by the roles that can hold a key. */
export interface Holders<M extends string = string> {
  readonly representatives: readonly M[];
  readonly owners: readonly M[];
}

/**
 * Who holds the second key to a request that this one makes: representatives; in a company without any, another owner; null where nobody is
 * left to ask.
 */
export function keyFor<M extends string>(askedBy: M, { representatives, owners }: Holders<M>): KeyRole | null {
  if (representatives.some((memberId) => memberId !== askedBy)) return 'representative';
  if (representatives.length > 0) return null;
  return owners.some((memberId) => memberId !== askedBy) ? 'owner' : null;
}

interface Request {
  readonly askedBy: string;
  /** Who held the key when it was asked for. */
  readonly key: KeyRole;
  readonly state: string;
  readonly waitsUntil: Date | null;
}

type No = 'records.exportUnknown' | 'records.ownRequest' | 'records.notTheKey' | 'records.answered';

/**
 * May this one answer the request now? A company that had a representative when it was asked cannot lose him to get another key; one that has
 * found a representative since then asks him.
 */
export function canAnswer(
  me: { readonly memberId: string; readonly role: string },
  request: Request | null,
  { representatives }: Pick<Holders, 'representatives'>,
  now: Date,
): Refusal<No> | null {
  if (request === null) return refuse('records.exportUnknown');
  if (request.askedBy === me.memberId) return refuse('records.ownRequest');
  const needed: KeyRole = request.key === 'representative' || representatives.length > 0 ? 'representative' : 'owner';
  if (me.role !== needed) return refuse('records.notTheKey');
  const waits = request.state === 'asked' && request.waitsUntil !== null && request.waitsUntil > now;
  return waits ? null : refuse('records.answered');
}

/** May this one fetch a copy? His own; of the company's, who asked for it while he is still one of those who may ask. */
export function canFetch(
  me: { readonly memberId: string; readonly role: string },
  copy: {
    readonly kind: 'own' | 'company' | 'hold';
    readonly askedBy: string;
    readonly state: string;
    readonly waitsUntil: Date | null;
  },
  now: Date,
): boolean {
  if (copy.askedBy !== me.memberId || copy.state !== 'ready') return false;
  if (copy.waitsUntil === null || copy.waitsUntil <= now) return false;
  return copy.kind === 'own' || me.role === 'owner' || me.role === 'admin';
}
