/** When a poll may end: by its author, at 18:00 of a day to come, or at a moment of one's own choice. */
export const ENDINGS = ['never', 'today', 'tomorrow', 'in3', 'in7', 'chosen'] as const;
export type Ending = (typeof ENDINGS)[number];

const DAYS: Partial<Record<Ending, number>> = { today: 0, tomorrow: 1, in3: 3, in7: 7 };
const EVENING = 18;

/** The moment that is meant; null: none, or none that can be read. `chosen`: as a date field writes it. */
export function endingAt(ending: Ending, chosen: string, now: Date): Date | null {
  const days = DAYS[ending];
  if (days !== undefined) {
    return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, EVENING);
  }
  if (ending === 'never') return null;
  const at = new Date(chosen);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** Those that lie ahead. */
export function endingsFrom(now: Date): Ending[] {
  return ENDINGS.filter(
    (ending) => ending !== 'today' || (endingAt(ending, '', now) as Date).getTime() > now.getTime(),
  );
}
