import { defineKinds } from '#outbox/model/contract.ts';

/** What is told of what waits. A reminder is one's own, and waits for working time like everything else (R2). */
export const laterKinds = defineKinds({
  reminder: {
    meant: true,
    quiet: { offHours: 'hold', onLeave: 'hold', inFocus: 'hold', onCall: 'asOthers' },
    label: { zh: '提醒', en: 'Reminder' },
  },
  unsent: {
    meant: true,
    quiet: { offHours: 'hold', onLeave: 'hold', inFocus: 'hold', onCall: 'asOthers' },
    label: { zh: '定时消息没有发出', en: 'A scheduled message was not sent' },
  },
});
export type LaterKind = keyof typeof laterKinds;

/** A moment as a number that rises: what is told once under it is not told again. */
export function markOf(at: Date): number {
  return Math.floor(at.getTime() / 1_000);
}
