import { type Refusal, refuse } from '#platform/model/refusal.ts';
import { AHEAD_MAX_MS, type Choice } from './contract.ts';

/** May something be set for this moment? It lies ahead, and not more than a year. */
export function canSet(at: Date, now: Date): Refusal<'later.momentPast' | 'later.momentFar'> | null {
  if (at.getTime() <= now.getTime()) return refuse('later.momentPast');
  return at.getTime() - now.getTime() > AHEAD_MAX_MS ? refuse('later.momentFar') : null;
}

export interface ChoiceFacts {
  readonly now: Date;
  readonly works: boolean;
  readonly worksUntil: Date;
  /** The start of work after now, after the end of today, and after the end of the week. */
  readonly nextStart: Date;
  readonly startAfterToday: Date;
  readonly startAfterWeek: Date;
  /** The end of tomorrow where one is. */
  readonly tomorrowEnds: Date;
}

const LATER_MS = 2 * 3_600_000;
const ROUND_MS = 30 * 60_000;

/** The moments that are offered for a reminder: all in the own working time, none twice, soonest first. */
export function remindChoices(facts: ChoiceFacts): Choice[] {
  const soon = new Date(Math.ceil((facts.now.getTime() + LATER_MS) / ROUND_MS) * ROUND_MS);
  const today: Choice[] = facts.works && soon < facts.worksUntil ? [{ kind: 'laterToday', at: soon }] : [];
  return distinct([...today, ...startsOf(facts)]);
}

/** The moments that are offered for sending. `theirStart`: when the other one begins work; null in a group. */
export function sendChoices(facts: ChoiceFacts, tomorrow: Date, theirStart: Date | null): Choice[] {
  const theirs: Choice[] = theirStart === null ? [] : [{ kind: 'theirStart', at: theirStart }];
  const starts = startsOf(facts).filter(({ kind }) => kind !== 'tomorrow');
  return distinct([...theirs, { kind: 'tomorrow', at: tomorrow }, ...starts]);
}

function startsOf({ nextStart, startAfterToday, startAfterWeek, tomorrowEnds }: ChoiceFacts): Choice[] {
  const tomorrow: Choice[] = startAfterToday < tomorrowEnds ? [{ kind: 'tomorrow', at: startAfterToday }] : [];
  return [...tomorrow, { kind: 'nextStart', at: nextStart }, { kind: 'nextWeek', at: startAfterWeek }];
}

function distinct(choices: readonly Choice[]): Choice[] {
  return choices
    .filter(({ at }, index) => choices.findIndex((one) => one.at.getTime() === at.getTime()) === index)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}
