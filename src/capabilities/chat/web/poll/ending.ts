/** When a poll may end: by its author, at 18:00 of a day to come, or at a moment of one's own choice. */
export const ENDINGS = ['never', 'today', 'tomorrow', 'in3', 'in7', 'chosen'] as const;
export type Ending = (typeof ENDINGS)[number];

const DAYS: Partial<Record<Ending, number>> = { today: 0, tomorrow: 1, in3: 3, in7: 7 };
const EVENING = 18;

/** The moment that is meant, of one's own choice where that is chosen; null: none. */
export function endingAt(ending: Ending, chosen: Date | null, now: Date): Date | null {
  if (ending === 'chosen') return chosen;
  const days = DAYS[ending];
  return days === undefined ? null : new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, EVENING);
}

/** Those that lie ahead. */
export function endingsFrom(now: Date): Ending[] {
  return ENDINGS.filter(
    (ending) => ending !== 'today' || (endingAt(ending, null, now) as Date).getTime() > now.getTime(),
  );
}
