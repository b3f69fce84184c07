import { z } from 'zod';
import type { TimeFacts } from '#outbox/model/contract.ts';

/** What others see of somebody: at work and there, undisturbed, or stepped away; or off, one word for every reason. */
export const presence = z.enum(['available', 'focusing', 'away', 'off']);
export type Presence = z.output<typeof presence>;

/**
 * What others see of a member with this time (R19). It follows from his calendar and his own word that he is away, and from nothing that
 * he does: no device, connection or message is asked.
 */
export function presenceOf({ works, focusUntil }: Pick<TimeFacts, 'works' | 'focusUntil'>, isAway: boolean): Presence {
  if (!works) return 'off';
  if (isAway) return 'away';
  return focusUntil === null ? 'available' : 'focusing';
}
