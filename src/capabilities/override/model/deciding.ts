import { type Refusal, refuse } from '#platform/model/refusal.ts';
import { CONTEST_DAYS } from './bounds.ts';

const DAY_MS = 86_400_000;

export interface Holders<M extends string = string> {
  readonly representatives: readonly M[];
  readonly owners: readonly M[];
}

/**
 * Who decides whether an override was an emergency: representatives; where the company has none, owners. Never its sender, never whom it
 * reached. Where that leaves nobody, owners too.
 */
export function decidersOf<M extends string>(
  { senderId, memberId }: { readonly senderId: M; readonly memberId: M },
  { representatives, owners }: Holders<M>,
): M[] {
  const isFree = (id: M) => id !== senderId && id !== memberId;
  const free = representatives.filter(isFree);
  return free.length > 0 ? free : owners.filter(isFree);
}

export interface Contest {
  readonly reachedAt: Date;
  readonly contestedAt: Date | null;
  readonly verdict: 'upheld' | 'dismissed' | null;
}

/** May whom it reached say now that it was no emergency (R6)? */
export function canContest({ reachedAt, contestedAt }: Contest, now: Date): Refusal | null {
  if (contestedAt !== null) return refuse('override.contested');
  const isLate = now.getTime() - reachedAt.getTime() > CONTEST_DAYS * DAY_MS;
  return isLate ? refuse('override.tooLate', { days: CONTEST_DAYS }) : null;
}

/** May this one decide it now? */
export function canDecide(me: string, deciders: readonly string[], contest: Contest): Refusal | null {
  if (!deciders.includes(me)) return refuse('override.notYours');
  if (contest.contestedAt === null) return refuse('override.unknown');
  return contest.verdict === null ? null : refuse('override.decided');
}
