import { defineKinds } from '#outbox/model/contract.ts';

const quiet = { offHours: 'hold', onLeave: 'hold', inFocus: 'hold', onCall: 'asOthers' } as const;

/** What is told of overrides after they were sent. None of it is urgent: it waits for working time. */
export const overrideKinds = defineKinds({
  /** To those who decide: somebody says that it was no emergency. */
  contested: { meant: true, quiet },
  /** To whom it reached: what they say. */
  decided: { meant: true, quiet },
  /** To its sender: his overrides are suspended. */
  suspended: { meant: true, quiet },
});
export type OverrideKind = keyof typeof overrideKinds;

/** One place is one override; what is told of it stands under numbers from here on, and rises with every recipient. */
export const TOLD = { contested: 10, decided: 20, suspended: 30 } as const;
