import { heldAt, keyNo, type Tenures } from '#directory/model/contract.ts';
import { type Refusal, refuse } from '#platform/model/refusal.ts';

export type KeyRole = 'representative' | 'owner';

interface Request {
  readonly askedBy: string;
  readonly askedAt: Date;
  /** Who held the key when it was asked for. */
  readonly key: KeyRole;
  readonly state: string;
  readonly waitsUntil: Date | null;
}

type No = 'records.exportUnknown' | 'records.ownRequest' | 'records.notTheKey' | 'records.answered';

/**
 * May this one answer the request now? A company that had a representative when it was asked cannot lose him to get another key, nor make
 * another one for it; one that had none and has found one since then asks him.
 */
export function canAnswer(
  me: { readonly memberId: string; readonly role: string },
  request: Request | null,
  tenures: Tenures,
  now: Date,
): Refusal<No> | null {
  if (request === null) return refuse('records.exportUnknown');
  const isFound = request.key === 'owner' && tenures.all.some(({ role }) => role === 'representative');
  const needed: KeyRole = isFound ? 'representative' : request.key;
  const holders = heldAt(tenures, isFound ? now : request.askedAt);
  const no = keyNo({
    isOwn: request.askedBy === me.memberId,
    holdsKey: me.role === needed && holders.some(({ memberId, role }) => memberId === me.memberId && role === needed),
    waits: request.state === 'asked' && request.waitsUntil !== null && request.waitsUntil > now,
  });
  return no === null ? null : refuse(codes[no]);
}

const codes = { own: 'records.ownRequest', notTheKey: 'records.notTheKey', answered: 'records.answered' } as const;

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
