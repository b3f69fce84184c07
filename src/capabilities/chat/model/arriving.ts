/** When somebody can be told of something, as far as a colleague may know. */
export interface Reachable {
  readonly works: boolean;
  /** When he works next; null while he does. */
  readonly nextStart: Date | null;
  readonly onLeave: boolean;
}

/** When what is written now is told to those it is for: what the button that sends it says. */
export type Arrival =
  /** Nothing is to be said: nobody is off, or nobody who would be told later. */
  | { readonly is: 'now' }
  /** Nobody works, and all start at one moment. */
  | { readonly is: 'at'; readonly at: Date }
  /** Nobody works, and each is told when he starts. */
  | { readonly is: 'eachLater' }
  /** Some are told now, so many others when they start. */
  | { readonly is: 'someLater'; readonly count: number };

/** Is he off now? Whose start has come works, whatever was heard of him before: the gate asks at its moment. */
export function isOff({ works, nextStart }: Pick<Reachable, 'works' | 'nextStart'>, now: Date): boolean {
  return !works && (nextStart === null || nextStart > now);
}

/** What the gate will do with talk to these (`talkKinds`); `isAll`: there are no others than these. */
export function arrivalOf(those: readonly Reachable[], isAll: boolean, isGroup: boolean, now: Date): Arrival {
  const off = those.filter((one) => isOff(one, now));
  // Of talk in a group, who is on leave is told only what means him: nothing is promised of the others.
  const held = isGroup ? off.filter(({ onLeave }) => !onLeave) : off;
  const [first] = held;
  if (first === undefined) return { is: 'now' };
  if (!isAll || off.length < those.length) return { is: 'someLater', count: held.length };
  const at = first.nextStart;
  const isOne = at !== null && held.every(({ nextStart }) => nextStart?.getTime() === at.getTime());
  return isOne ? { is: 'at', at } : { is: 'eachLater' };
}
