import { defineWords } from '#platform/web/words.ts';

/** Words of silences: members who may not write in a group for a time. */
export const silenceWords = defineWords({
  silenceHim: { zh: '禁言…', en: 'Silence…' },
  lift: { zh: '解除禁言', en: 'Let write again' },
  silenced: { zh: '禁言中', en: 'Silenced' },
  until: { zh: (when: string) => `禁言到 ${when}`, en: (when: string) => `Silenced until ${when}` },
  title: { zh: (name: string) => `禁言 ${name}`, en: (name: string) => `Silence ${name}` },
  howLong: { zh: '禁言多久', en: 'For how long' },
  hour: { zh: '1 小时', en: '1 hour' },
  eightHours: { zh: '8 小时', en: '8 hours' },
  nextStart: { zh: '到对方下一个工作日上班', en: 'Until the next working day begins' },
  week: { zh: '7 天', en: '7 days' },
  lifted: { zh: '直到解除', en: 'Until it is lifted' },
  consequence: {
    zh: '对方照常能看、能回应、能确认和投票，不能发言和修改。群里会记一行：谁禁言了谁，到什么时候。',
    en: 'Reading, reacting, acknowledging and voting go on; writing and editing do not. A line in the group says who did it, and until when.',
  },
  action: { zh: '禁言', en: 'Silence' },
  here: {
    zh: (by: string) => `${by} 禁言了你，直到解除。你照常能看、能回应。`,
    en: (by: string) => `${by} has silenced you until it is lifted. You can read and react.`,
  },
  hereUntil: {
    zh: (by: string, when: string) => `${by} 禁言了你，到 ${when}。你照常能看、能回应。`,
    en: (by: string, when: string) => `${by} has silenced you until ${when}. You can read and react.`,
  },
});
