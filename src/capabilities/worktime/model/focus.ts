import { type Refusal, refuse } from '#platform/model/refusal.ts';
import type { FocusBlock } from './calendar.ts';

/** A focus block is at least so long (R11), and a week holds so much of it at most. */
export const FOCUS_MINUTES_MIN = 90;
export const FOCUS_WEEK_MINUTES_MAX = 20 * 60;

/** May a member keep these blocks of every week for undisturbed work (R11)? */
export function canFocus(blocks: readonly FocusBlock[]): Refusal | null {
  if (blocks.some(({ from, until }) => until - from < FOCUS_MINUTES_MIN)) {
    return refuse('worktime.focusShort', { minutes: FOCUS_MINUTES_MIN });
  }
  const sum = blocks.reduce((minutes, { from, until }) => minutes + until - from, 0);
  if (sum > FOCUS_WEEK_MINUTES_MAX) return refuse('worktime.focusMuch', { hours: FOCUS_WEEK_MINUTES_MAX / 60 });
  const meets = blocks.some((a, index) =>
    blocks.some((b, other) => other > index && a.weekday === b.weekday && a.from < b.until && b.from < a.until),
  );
  return meets ? refuse('worktime.focusOverlaps') : null;
}
