import { DAY_MS } from '#platform/model/zone.ts';
import { NOTICE_DAYS } from './widening.ts';

/** So long a leave that was entered can be taken back as a slip. */
export const SLIP_MS = DAY_MS;

interface LeaveFacts {
  readonly now: Date;
  readonly startsAt: Date;
  readonly enteredAt: Date;
  readonly isOwn: boolean;
}

/**
 * May this leave be ended? Its member may at any time. Others may while it is as far ahead as other hours would have to be told (R1), or as
 * long as it was a slip: approved leave is not taken away the day before.
 */
export function canEndLeave({ now, startsAt, enteredAt, isOwn }: LeaveFacts): boolean {
  if (isOwn) return true;
  return startsAt.getTime() - now.getTime() >= NOTICE_DAYS * DAY_MS || now.getTime() - enteredAt.getTime() < SLIP_MS;
}
