/** What comes due. First a scheduled message, a reminder of a kept message, of a notice, and what the author of a notice is told at its end. */
export type DueKind =
  | 'message'
  | 'reminder'
  | 'notice reminder'
  | 'summary'
  /** Of a ding: that its ladder began, that a step was handed to the outbox, and what arrived outside. */
  | 'ladder'
  | 'told'
  | 'push'
  | 'text'
  | 'call'
  /** What was kept for a member, told at his start of work. */
  | 'digest';

/** A step that is to be done once when its moment has come. */
export interface DueStep {
  readonly what: DueKind;
  /** Of a message its own id; of the others the place they are told at and, where that is not enough, whom. */
  readonly key: string;
  /** In milliseconds, by the server's clock. */
  readonly dueAt: number;
  /**
   * `wanted`: it must be done. `gone`: it was taken back in time, and must not be. `either`: it was taken back as it came due, or nobody
   * heard whether it was; once it may have been done, and no more.
   */
  readonly standing: 'wanted' | 'gone' | 'either';
}

/** A step that was done, once for each time. */
export type DoneStep = Pick<DueStep, 'what' | 'key'>;

export interface DueObjection {
  readonly kind: 'lost' | 'doubled' | 'early' | 'undead' | 'left';
  readonly subject: string;
  readonly sentence: string;
}

/** Everything that is wrong between what came due by this moment and what was done. `waiting`: messages still in their author's list. */
export function dueObjections(
  steps: readonly DueStep[],
  done: readonly DoneStep[],
  waiting: ReadonlySet<string>,
  now: number,
): DueObjection[] {
  const found: DueObjection[] = [];
  const times = new Map<string, number>();
  for (const step of done) times.set(keyOf(step), (times.get(keyOf(step)) ?? 0) + 1);
  const known = new Set(steps.map(keyOf));
  const object = (kind: DueObjection['kind'], subject: string, sentence: string): void =>
    void found.push({ kind, subject, sentence });
  for (const step of steps) {
    const subject = keyOf(step);
    const count = times.get(subject) ?? 0;
    const isDue = step.dueAt <= now;
    if (isDue && step.standing === 'wanted' && count === 0)
      object('lost', subject, `${subject} came due and was not done`);
    if (count > 1) object('doubled', subject, `${subject} was done ${count} times`);
    if (!isDue && count > 0) object('early', subject, `${subject} was done before its moment`);
    if (step.standing === 'gone' && count > 0)
      object('undead', subject, `${subject} was taken back, and done all the same`);
    const isListed = step.what === 'message' && waiting.has(step.key);
    if (isListed && count > 0) object('left', subject, `${subject} was sent, and still waits in the list`);
    if (isListed && step.standing === 'gone')
      object('left', subject, `${subject} was taken back, and still waits in the list`);
  }
  for (const subject of times.keys()) {
    if (!known.has(subject)) object('doubled', subject, `${subject} was done, and nobody asked for it`);
  }
  return found;
}

function keyOf({ what, key }: DoneStep): string {
  return `${what} ${key}`;
}
