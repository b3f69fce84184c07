import { defineRefusals } from '#platform/web/refusals.ts';

/** What is said when the server says no, or did not send. */
export const refusals = defineRefusals({
  'later.unknown': { zh: '这一条已经不在了。', en: 'This is no longer there.' },
  'later.full': {
    zh: (facts) => `最多放 ${facts.max} 条。先清空已完成的。`,
    en: (facts) => `There is room for ${facts.max}. Clear what is done first.`,
  },
  'later.tooMany': {
    zh: (facts) => `最多有 ${facts.max} 条定时消息在等。`,
    en: (facts) => `At most ${facts.max} scheduled messages can wait.`,
  },
  'later.momentPast': { zh: '这个时间已经过了，选一个以后的。', en: 'This time has passed. Choose a later one.' },
  'later.momentFar': { zh: '最远可以选一年以后。', en: 'A year ahead is the furthest.' },
  'later.beingSent': { zh: '正在发送，改不了了。', en: 'It is being sent, and can no longer be changed.' },
  'later.empty': { zh: '消息是空的。', en: 'The message is empty.' },
  'later.authorLeft': {
    zh: '到时间时，你的账号在这家企业已停用。',
    en: 'When its time came, you were deactivated in this company.',
  },
});
