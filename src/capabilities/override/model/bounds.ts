import { type Refusal, refuse } from '#platform/model/refusal.ts';

const DAY_MS = 86_400_000;

/** How many overrides a sender has in this time (R4). */
export const OVERRIDES_MOST = 2;
export const WITHIN_DAYS = 30;
/** So many members one reaches; those of one sender within an hour count together, so that no group is split. */
export const REACHED_MOST = 5;
export const TOGETHER_MS = 3_600_000;
/** What is said for it, at least: in characters that count. */
export const WHY_MIN = 20;
export const WHY_MAX = 500;
/** So many different characters are in it, or it says nothing. */
export const WHY_DIFFERENT_MIN = 8;
/** So long a recipient may say that it was no emergency. */
export const CONTEST_DAYS = 30;
/** So many upheld in this time suspend the overrides of a sender for that time (R6). */
export const UPHELD_MOST = 3;
export const UPHELD_WITHIN_DAYS = 90;
export const SUSPENDED_DAYS = 30;

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** How many characters of a text count: neither blank, nor the same as the one before, nor made of too few different ones. */
export function countsIn(text: string): number {
  const seen = [...graphemes.segment(text)].map(({ segment }) => segment).filter((one) => /[\p{L}\p{N}]/u.test(one));
  if (new Set(seen).size < WHY_DIFFERENT_MIN) return 0;
  return seen.filter((one, index) => one !== seen[index - 1]).length;
}

export interface OverrideFacts {
  readonly now: Date;
  readonly why: string;
  /** How many the ding asks at all. */
  readonly asked: number;
  /** Of them: who is on leave, and who rests. */
  readonly onLeave: readonly { readonly name: string; readonly standIn: string }[];
  readonly off: number;
  /** Who of those who rest was reached by an override since his work ended, whoever sent it. */
  readonly disturbed: readonly string[];
  /** The overrides of the sender in the last 30 days. */
  readonly sent: readonly { readonly at: Date; readonly reached: number }[];
  /** When those of his overrides that were upheld as no emergency were so. */
  readonly upheld: readonly Date[];
}

/** May this ding reach those who are off (R4, R6)? */
export function canOverride(facts: OverrideFacts): Refusal | null {
  const { now, onLeave, disturbed, sent } = facts;
  const suspended = suspendedUntil(facts.upheld, now);
  if (suspended !== null) return refuse('override.suspended', { until: suspended.toISOString() });
  if (countsIn(facts.why) < WHY_MIN) return refuse('override.whyShort', { least: WHY_MIN });
  return canReach({ now, onLeave, disturbed, sent, off: facts.off, asked: facts.asked });
}

/** The same, before anything is said for it. */
export function canReach(facts: Omit<OverrideFacts, 'why' | 'upheld'>): Refusal | null {
  const { now, sent } = facts;
  const [away] = facts.onLeave;
  if (away !== undefined) return refuse('override.onLeave', { name: away.name, standIn: away.standIn });
  if (facts.off === 0) return refuse('override.nobodyOff');
  const lately = sent.filter(({ at }) => now.getTime() - at.getTime() < TOGETHER_MS);
  const together = lately.reduce((sum, { reached }) => sum + reached, 0);
  if (facts.asked > REACHED_MOST || facts.off + together > REACHED_MOST)
    return refuse('override.tooMany', { most: REACHED_MOST });
  const nextAt = nextOverrideAt(sent, now);
  if (nextAt !== null) return refuse('override.usedUp', { most: OVERRIDES_MOST, at: nextAt.toISOString() });
  const [name] = facts.disturbed;
  return name === undefined ? null : refuse('override.disturbed', { name });
}

/** How many overrides a sender has left now. */
export function overridesLeft(sent: readonly { readonly at: Date }[], now: Date): number {
  return Math.max(0, OVERRIDES_MOST - within(sent, now).length);
}

/** When a sender who has used his overrides has another one; null where he has one now. */
export function nextOverrideAt(sent: readonly { readonly at: Date }[], now: Date): Date | null {
  const used = within(sent, now);
  const first = used[used.length - OVERRIDES_MOST];
  return first === undefined ? null : new Date(first.at.getTime() + WITHIN_DAYS * DAY_MS);
}

function within(sent: readonly { readonly at: Date }[], now: Date): { readonly at: Date }[] {
  return sent
    .filter(({ at }) => now.getTime() - at.getTime() < WITHIN_DAYS * DAY_MS)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Until when the overrides of a sender are suspended, by when each of his was first upheld as no emergency; null where they are not (R6). */
export function suspendedUntil(upheld: readonly Date[], now: Date): Date | null {
  const times = upheld.map((at) => at.getTime()).sort((a, b) => a - b);
  const ends = times.flatMap((last, index) => {
    const first = times[index - UPHELD_MOST + 1];
    const isDense = first !== undefined && last - first < UPHELD_WITHIN_DAYS * DAY_MS;
    return isDense ? [last + SUSPENDED_DAYS * DAY_MS] : [];
  });
  const until = ends.at(-1);
  return until === undefined || until <= now.getTime() ? null : new Date(until);
}
