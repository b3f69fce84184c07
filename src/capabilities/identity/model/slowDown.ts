import { type Refusal, refuse } from '#platform/model/refusal.ts';

/** How many wrong tries are still in the bucket, at a moment. They leak away with time. */
export interface Tally {
  readonly level: number;
  readonly at: Date;
}

/** How many wrong tries are free, and how long it takes to forget one. */
export interface Pace {
  readonly free: number;
  readonly leakSeconds: number;
}

/**
 * Whose tries are counted. An address may stand for a whole office, so it forgets quickly;
 * nobody needs a hundred tries a day at one account.
 */
export const paces = {
  account: { free: 20, leakSeconds: 15 * 60 },
  address: { free: 20, leakSeconds: 60 },
  /** A browser the account has signed in from before: a count of its own, whatever strangers do. */
  device: { free: 20, leakSeconds: 15 * 60 },
  /** Codes of the second factor, by account and by known device. */
  code: { free: 20, leakSeconds: 15 * 60 },
  codeOnDevice: { free: 20, leakSeconds: 15 * 60 },
  /** Sign-ups under a name that is taken: they tell whether somebody has an account. */
  signUp: { free: 20, leakSeconds: 60 },
} as const satisfies Record<string, Pace>;
export type Counted = keyof typeof paces;

/** How many wrong tries still count at a moment. */
export function levelAt(tally: Tally | null, pace: Pace, now: Date): number {
  if (tally === null) return 0;
  const leaked = Math.max(0, now.getTime() - tally.at.getTime()) / 1_000 / pace.leakSeconds;
  return Math.max(0, tally.level - leaked);
}

/** I6: after twenty wrong tries the next has to wait until one is forgotten. Zero: go on. */
export function secondsToWait(tally: Tally | null, pace: Pace, now: Date): number {
  const level = levelAt(tally, pace, now);
  if (level <= pace.free - 1) return 0;
  return Math.ceil((level - (pace.free - 1)) * pace.leakSeconds);
}

/** The tally after one more wrong try. */
export function afterWrongTry(tally: Tally | null, pace: Pace, now: Date): Tally {
  return { level: levelAt(tally, pace, now) + 1, at: now };
}

/** Refuses while any of the counts asks to wait, and tells the longest wait. */
export function canTry(
  counts: readonly { readonly kind: Counted; readonly tally: Tally | null }[],
  now: Date,
): Refusal<'identity.slowDown'> | null {
  const seconds = Math.max(0, ...counts.map(({ kind, tally }) => secondsToWait(tally, paces[kind], now)));
  return seconds === 0 ? null : refuse('identity.slowDown', { seconds });
}

/** Whose address it is: of IPv6 the network of 64 bits, for a household or server has all the rest to itself. */
export function addressSubject(address: string): string {
  const plain = address
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, '')
    .replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0');
  return [...groups, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
