import { hours as hoursShape } from '../model/contract.ts';
import { DAY_MINUTES, type Hours } from '../model/plan.ts';
import type { Span } from '../model/spans.ts';

const BREAK_MINUTES = 60;
/** A break leaves so much on both of its sides. */
const SIDE_MINUTES = 60;
const STEP = 30;

/** Are these hours of one day: in order and apart? */
export function areHours(hours: Hours): boolean {
  return hoursShape.safeParse(hours).success;
}

/** The hours with an hour's break in the middle of the longest stretch; null where none is long enough. */
export function withBreak(hours: Hours): Hours | null {
  let longest: Span | null = null;
  for (const span of hours) {
    if (longest === null || span.until - span.from > longest.until - longest.from) longest = span;
  }
  if (longest === null || longest.until - longest.from < BREAK_MINUTES + 2 * SIDE_MINUTES) return null;
  const { from, until } = longest;
  const middle = Math.round((from + until - BREAK_MINUTES) / 2 / STEP) * STEP;
  // Noon is when people eat, where the day has it well inside.
  const noon = 720;
  const start = from + SIDE_MINUTES <= noon && noon + BREAK_MINUTES + SIDE_MINUTES <= until ? noon : middle;
  return hours.flatMap((span) =>
    span === longest
      ? [
          { from, until: start },
          { from: start + BREAK_MINUTES, until },
        ]
      : [span],
  );
}

/** The hours with one more stretch behind them; null where the day has no room. */
export function withOneMore(hours: Hours, first: Span): Hours | null {
  const last = hours.at(-1);
  if (last === undefined) return [first];
  const from = last.until + BREAK_MINUTES;
  if (from > DAY_MINUTES - SIDE_MINUTES) return null;
  return [...hours, { from, until: Math.min(from + 4 * 60, DAY_MINUTES) }];
}
