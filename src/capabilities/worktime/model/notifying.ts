import { defineKinds } from '#outbox/model/contract.ts';

/** What is told of the own time. None of it is urgent: it waits for working time. */
export const worktimeKinds = defineKinds({
  /** To who will have more hours, or is asked for a day: the fourteen days are a notice only where it is told (R1). */
  moreHours: {
    meant: true,
    label: { zh: '工作时间', en: 'Working time' },
    quiet: { offHours: 'hold', onLeave: 'hold', inFocus: 'hold', onCall: 'asOthers' },
  },
});

export const MY_HOURS = '/me/hours';

/** From when, and how many, is read where they stand: more may have changed until then. */
export const moreHoursWords = {
  zh: '给你安排了更多的工作时间，看看从哪天起。',
  en: 'You were given more hours. See from which day.',
} as const;
