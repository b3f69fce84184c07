import type { Ding, Line } from './contract.ts';
import { STEPS } from './ladder.ts';

const MINUTE_MS = 60_000;
/** A run that began so near to the sending began with it. */
const AT_ONCE_MS = 2 * MINUTE_MS;

/** One stop of a ladder as it is drawn: told already, the next one, still ahead, or further than it may go. */
export interface Stop {
  readonly way: (typeof STEPS)[number]['way'];
  readonly is: 'told' | 'next' | 'ahead' | 'out';
  /** When; null where it is not known or will not be. */
  readonly at: Date | null;
}

/** The line that is furthest up the ladder among those that climb now; of equals, the one whose next step comes first. */
export function frontOf(lines: readonly Line[]): Line | null {
  const climbing = lines.filter(({ state, isOff, onLeave }) => state === 'waits' && !isOff && !onLeave);
  const isBefore = (a: Line, b: Line) =>
    a.step > b.step || (a.step === b.step && a.nextAt !== null && (b.nextAt === null || a.nextAt < b.nextAt));
  return climbing.reduce<Line | null>((front, one) => (front === null || isBefore(one, front) ? one : front), null);
}

/** The four stops of a ladder, as this line has climbed it. Without a line, as it would go if it began at `sentAt`. */
export function stopsOf({ sentAt, steps }: Pick<Ding, 'sentAt' | 'steps'>, line: Line | null): Stop[] {
  const after = (step: number) => (STEPS[step]?.afterMinutes ?? 0) * MINUTE_MS;
  const step = line?.step ?? 0;
  const nextAt = line === null ? sentAt : line.nextAt;
  const beganAt = nextAt === null ? null : nextAt.getTime() - after(step);
  // What was told is dated only where the ladder has not been paused or held since.
  const isFirst = beganAt !== null && Math.abs(beganAt - sentAt.getTime()) <= AT_ONCE_MS;
  return STEPS.map(({ way }, index): Stop => {
    const at = beganAt === null ? null : new Date(beganAt + after(index));
    if (index < step) return { way, is: 'told', at: isFirst ? at : null };
    if (index >= steps) return { way, is: 'out', at: null };
    return { way, is: index === step && nextAt !== null ? 'next' : 'ahead', at };
  });
}
