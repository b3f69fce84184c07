import type { TimeFacts } from './time.ts';

/** Why something waits: its member is off, on leave, wants to work undisturbed, or lets it be gathered. */
export const heldFor = ['off', 'leave', 'focus', 'gathered'] as const;
export type HeldFor = (typeof heldFor)[number];

/** Why something was told: in planned hours; in time that the member added himself; on call; by an override of somebody else (R4). */
export const toldBecause = ['hours', 'ownWord', 'onCall', 'override'] as const;
export type ToldBecause = (typeof toldBecause)[number];

type Time = Pick<TimeFacts, 'works' | 'onLeave' | 'isOwnWord' | 'onCall' | 'focusUntil'>;

/** Why the gate keeps something, where it keeps it. */
export function whyHeld({ works, onLeave, focusUntil }: Time): HeldFor {
  if (onLeave) return 'leave';
  if (!works) return 'off';
  return focusUntil === null ? 'gathered' : 'focus';
}

/** Why the gate lets something through, where it does. Who neither works nor is on call is reached by an override alone. */
export function whyTold({ works, isOwnWord, onCall }: Time): ToldBecause {
  if (works) return isOwnWord ? 'ownWord' : 'hours';
  return onCall ? 'onCall' : 'override';
}
