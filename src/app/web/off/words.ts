import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  off: { zh: '你下班了，', en: 'You are off' },
  until: { zh: (when: string) => `${when} 再见。`, en: (when: string) => `until ${when}.` },
  waits: {
    zh: (count: number) => (count === 0 ? '没有消息在等。' : `${count} 条消息在等。`),
    en: (count: number) =>
      count === 0 ? 'Nothing waits.' : count === 1 ? '1 message waits.' : `${count} messages wait.`,
  },
  waitsCalmly: {
    zh: (count: number) => (count === 0 ? '没有消息在等。' : `${count} 条消息在等，都不紧急。`),
    en: (count: number) =>
      count === 0
        ? 'Nothing waits.'
        : count === 1
          ? '1 message waits, not urgent.'
          : `${count} messages wait, none urgent.`,
  },
  waitsWithDings: {
    zh: (count: number, dings: number) => `${count} 条消息在等，${dings} 个 DING 待确认。`,
    en: (count: number, dings: number) =>
      `${count === 1 ? '1 message waits' : `${count} messages wait`}, ${dings === 1 ? '1 DING' : `${dings} DINGs`} to confirm.`,
  },
  messages: { zh: '消息', en: 'Messages' },
  mentions: { zh: '@我', en: '@me' },
  dings: { zh: 'DING', en: 'DING' },
  now: { zh: '现在', en: 'now' },
  look: { zh: '现在看一眼', en: 'Look now' },
  looking: {
    zh: (when: string) => `看了也不显示已读，到 ${when} 才算。`,
    en: (when: string) => `Looking shows nobody anything until ${when}.`,
  },
  oneDigest: { zh: '开始工作时一起送达，只响一次。', en: 'The start of work brings one digest and one sound.' },
  oneDigestAndDings: {
    zh: '开始工作时消息一起送达，只响一次；DING 另外提醒。',
    en: 'The start of work brings one digest and one sound; a DING calls by itself.',
  },
  more: { zh: '你的时间', en: 'Your time' },
  why: { zh: '你的工作地点开着严格模式。', en: 'Your site keeps strict mode.' },
  hours: { zh: '我的工作时间', en: 'My working time' },
  ledger: { zh: '我的台账', en: 'My ledger' },
  line: {
    zh: (from: string, until: string) => `休息从 ${from} 到 ${until}`,
    en: (from: string, until: string) => `Off from ${from} until ${until}`,
  },
});
