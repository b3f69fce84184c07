import { type Refusal, refuse } from '#platform/model/refusal.ts';

const MINUTE_MS = 60_000;

/** What counts at least, where somebody worked outside his hours (R7). */
export const ENTRY_MINUTES_MIN = 15;
export const ENTRY_HOURS_MAX = 24;

export interface Stretch {
  readonly from: Date;
  readonly until: Date;
}

/** A stretch of work outside the hours, as it is drafted: a quarter of an hour at least. */
export function drafted(from: Date, until: Date = from): Stretch {
  return { from, until: new Date(Math.max(until.getTime(), from.getTime() + ENTRY_MINUTES_MIN * MINUTE_MS)) };
}

/** A draft that what has just been done goes on with, as it is then; null where none is near enough. */
export function continued(drafts: readonly Stretch[], at: Date): Stretch | null {
  const near = drafts.find(
    ({ from, until }) => from <= at && at.getTime() - until.getTime() <= ENTRY_MINUTES_MIN * MINUTE_MS,
  );
  return near === undefined ? null : { from: near.from, until: at > near.until ? at : near.until };
}

/** Minutes of an entry, begun ones counted. */
export function minutesOf({ from, until }: Stretch): number {
  return Math.ceil((until.getTime() - from.getTime()) / MINUTE_MS);
}

/** Can a member put an entry down like this? */
export function canBeEntry(stretch: Stretch, now: Date): Refusal | null {
  const minutes = minutesOf(stretch);
  if (minutes < ENTRY_MINUTES_MIN) return refuse('override.entryShort', { minutes: ENTRY_MINUTES_MIN });
  if (minutes > ENTRY_HOURS_MAX * 60) return refuse('override.entryLong', { hours: ENTRY_HOURS_MAX });
  // What is drafted lasts a quarter of an hour from its begin.
  const latest = now.getTime() + ENTRY_MINUTES_MIN * MINUTE_MS;
  return stretch.until.getTime() > latest ? refuse('override.entryAhead') : null;
}
