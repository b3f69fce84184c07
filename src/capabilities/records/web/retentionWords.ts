import { defineWords } from '#platform/web/words.ts';

const years = (days: number) => (days % 365 === 0 ? days / 365 : null);

/** Words about how long messages are kept. Moments come in as text. */
export const retentionWords = defineWords({
  title: { zh: '消息保留', en: 'Retention' },
  intro: {
    zh: '超过保留时间的消息对所有人消失，再过 30 天彻底删除：文字、文件、回应和投票都不留。',
    en: 'Messages that are older vanish for everybody, and are erased for good 30 days later: words, files, reactions and votes.',
  },
  forEver: { zh: '一直保留', en: 'For ever' },
  days: {
    zh: (days: number) => (years(days) === null ? `${days} 天` : `${years(days)} 年`),
    en: (days: number) => {
      const n = years(days);
      return n === null ? `${days} days` : n === 1 ? '1 year' : `${n} years`;
    },
  },
  ofCompany: { zh: '整个企业', en: 'The company' },
  byKind: { zh: '按会话类型', en: 'By kind of conversation' },
  direct: { zh: '单聊', en: 'Direct conversations' },
  group: { zh: '群聊', en: 'Groups' },
  department: { zh: '部门群', en: 'Department groups' },
  asCompany: { zh: '同整个企业', en: 'As the company' },
  single: { zh: '单个群', en: 'Single groups' },
  noSingle: { zh: '没有群单独设定。', en: 'No group has a rule of its own.' },
  asKind: { zh: '不再单独设定', en: 'No rule of its own' },
  addSingle: { zh: '给一个群单独设定', en: 'Rule for a group' },
  which: { zh: '哪个群', en: 'Which group' },
  howLong: { zh: '保留多久', en: 'How long' },
  unnamed: { zh: '群', en: 'A group' },
  from: {
    zh: (when: string, what: string) => `${when} 起：${what}`,
    en: (when: string, what: string) => `From ${when}: ${what}`,
  },

  confirmTitle: { zh: '改保留时间', en: 'Change how long messages are kept' },
  tighter: {
    zh: (what: string) =>
      `14 天后生效，会话里现在就会提示。之后比“${what}”更早的消息对所有人消失，再过 30 天彻底删除。`,
    en: (what: string) =>
      `It takes effect in 14 days; conversations say so from now on. Then whatever is older than ${what} vanishes for everybody, and is erased for good 30 days later.`,
  },
  looser: {
    zh: '马上生效。30 天内消失的消息会回来，已经彻底删除的不会。',
    en: 'It takes effect at once. What vanished within the last 30 days comes back; what was erased does not.',
  },
  written: { zh: '写进台账。', en: 'It is written into the ledger.' },
  change: { zh: '改', en: 'Change' },

  keptFor: {
    zh: (what: string) => `这里的消息保留 ${what}`,
    en: (what: string) => `Messages here are kept for ${what}`,
  },
  keptForEver: { zh: '这里的消息一直保留', en: 'Messages here are kept for ever' },
  willBe: {
    zh: (when: string, what: string) => `${when} 起，这里的消息保留 ${what}，更早的会消失。`,
    en: (when: string, what: string) => `From ${when}, messages here are kept for ${what}. Older ones vanish.`,
  },

  heldHere: {
    zh: (until: string) => `法律保全：这里的消息至少保留到 ${until}`,
    en: (until: string) => `Legal hold: messages here are kept until ${until} at least`,
  },
  heldWhy: { zh: (purpose: string) => `目的：${purpose}`, en: (purpose: string) => `Purpose: ${purpose}` },
});
