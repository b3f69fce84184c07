import type { TimeFacts, Way } from '#outbox/model/contract.ts';

/** The steps of a ding's ladder (R9): how it is told, and how many minutes after it began. */
export const STEPS: readonly { readonly way: Exclude<Way, 'mail'>; readonly afterMinutes: number }[] = [
  { way: 'socket', afterMinutes: 0 },
  { way: 'push', afterMinutes: 5 },
  { way: 'sms', afterMinutes: 15 },
  { way: 'call', afterMinutes: 30 },
];
export const STEPS_MAX = STEPS.length;
/** A ladder that the end of working time paused begins anew; so often at most. After that nothing is told of it any more. */
export const RUNS_MAX = 3;

const MINUTE_MS = 60_000;

export interface LadderFacts {
  readonly now: Date;
  readonly time: TimeFacts;
  /** How many steps it may go at most. */
  readonly steps: number;
  /** How many were told in this run. */
  readonly step: number;
  /** Which run it is, from 1; 0 before the first. */
  readonly run: number;
  /** When this run began; null before it. */
  readonly beganAt: Date | null;
  /** An override lets it reach the member although he is off: as if he were on call (R4). */
  readonly byOverride: boolean;
}

export type Move =
  /** Tell this step (from 0) now; `begins`: a new run begins with it. */
  | { readonly is: 'tell'; readonly step: number; readonly begins: boolean }
  /** Nothing now: look again then. `paused`: working time ends before the next step; the run is over. */
  | { readonly is: 'wait'; readonly until: Date; readonly paused: boolean }
  /** Nothing more is told of it. */
  | { readonly is: 'end' };

/** What a ladder does at this moment for one member who has not answered (R4, R9, R11, R12, R13). */
export function moveOf({ now, time, steps, step, run, beganAt, byOverride }: LadderFacts): Move {
  const isCalled = time.onCall || byOverride;
  const isReachable = !time.onLeave && (time.works || isCalled);
  if (beganAt !== null && step >= steps) return { is: 'end' };
  if (!isReachable) {
    return run >= RUNS_MAX ? { is: 'end' } : { is: 'wait', until: time.nextStart, paused: beganAt !== null };
  }
  if (beganAt === null) return run >= RUNS_MAX ? { is: 'end' } : { is: 'tell', step: 0, begins: true };
  // A focus block lets the first step through and keeps the others until it ends.
  const isFocused = time.works && time.focusUntil !== null && !isCalled;
  if (isFocused && time.focusUntil !== null) return { is: 'wait', until: time.focusUntil, paused: false };
  const at = new Date(beganAt.getTime() + (STEPS[step]?.afterMinutes ?? 0) * MINUTE_MS);
  if (at <= now) return { is: 'tell', step, begins: false };
  if (time.works && !isCalled && at >= time.worksUntil) {
    return run >= RUNS_MAX ? { is: 'end' } : { is: 'wait', until: time.nextStart, paused: true };
  }
  return { is: 'wait', until: at, paused: false };
}

/** Under which number the outbox tells a step: rises with every telling of a ding, so that each is told once (P12). */
export function numberOf(run: number, step: number): number {
  return run * 10 + step + 1;
}

/** The step that follows an unanswered call: a text, once (R9). */
export const AFTER_CALL = STEPS_MAX;
