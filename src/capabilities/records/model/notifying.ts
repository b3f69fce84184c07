import { defineKinds } from '#outbox/model/contract.ts';

/** What the records notify of. None of it is urgent: it waits for working time. */
export const recordKinds = defineKinds({
  /** To whoever asked: what he asked for is there, or was refused. */
  answered: { meant: true, quiet: { offHours: 'hold', onLeave: 'hold', inFocus: 'hold', onCall: 'asOthers' } },
  /** To those who hold the second key: somebody asks for it. */
  keyAsked: { meant: true, quiet: { offHours: 'hold', onLeave: 'hold', inFocus: 'hold', onCall: 'asOthers' } },
});
export type RecordKind = keyof typeof recordKinds;

/** One place is one export; what is told of it stands under these numbers. */
export const TOLD = { keyAsked: 1, answered: 2 } as const;
