import { defineKinds } from '#outbox/model/contract.ts';

/** A ding reaches who works, or is on call; a focus block lets its first step through (R11), leave nothing (R12). */
const quiet = { offHours: 'hold', onLeave: 'hold', inFocus: 'hold', onCall: 'now' } as const;
const label = { zh: 'DING', en: 'DING' };

/** The steps of a ladder, each told in its own way; what is over the day's budget and comes as talk does; and "at 15:00". */
export const dingKinds = defineKinds({
  page: { meant: true, only: 'socket', label, quiet: { ...quiet, inFocus: 'now' } },
  push: { meant: true, only: 'push', label, quiet },
  text: { meant: true, only: 'sms', label, quiet },
  call: { meant: true, only: 'call', label, quiet },
  plain: { meant: true, quiet: { offHours: 'hold', onLeave: 'hold', inFocus: 'hold', onCall: 'asOthers' } },
  later: { meant: true, label, quiet: { offHours: 'hold', onLeave: 'drop', inFocus: 'hold', onCall: 'asOthers' } },
});
export type DingKind = keyof typeof dingKinds;

const BY_STEP: readonly DingKind[] = ['page', 'push', 'text', 'call', 'text'];

/** The kind by which a step (from 0) is told; the one after the last follows an unanswered call. */
export function kindOf(step: number): DingKind {
  return BY_STEP[step] ?? 'page';
}
