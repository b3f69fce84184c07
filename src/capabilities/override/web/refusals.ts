import { defineRefusals } from '#platform/web/refusals.ts';

const day = (value: string | number | undefined): { zh: string; en: string } => {
  const date = new Date(String(value ?? ''));
  if (Number.isNaN(date.getTime())) return { zh: '', en: '' };
  const options = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false } as const;
  return { zh: date.toLocaleString('zh-CN', options), en: date.toLocaleString('en-GB', options) };
};

/** What is said when the server says no. */
export const refusals = defineRefusals({
  'override.suspended': {
    zh: (facts) => `90 天内有 3 次被认定并非紧急，你的紧急放行停用到 ${day(facts['until']).zh}。`,
    en: (facts) =>
      `Three of yours were upheld as no emergency within 90 days: you have no override until ${day(facts['until']).en}.`,
  },
  'override.whyShort': {
    zh: (facts) => `写清楚发生了什么，至少 ${facts['least']} 个字。空格、标点和重复的字不算。`,
    en: (facts) =>
      `Say what happened, in ${facts['least']} characters at least. Blanks, marks and repeated ones do not count.`,
  },
  'override.onLeave': {
    zh: (facts) =>
      facts['standIn'] === ''
        ? `${facts['name']} 在休假，不能打断。`
        : `${facts['name']} 在休假，不能打断。代理人是 ${facts['standIn']}。`,
    en: (facts) =>
      facts['standIn'] === ''
        ? `${facts['name']} is on leave and is not reached.`
        : `${facts['name']} is on leave and is not reached. ${facts['standIn']} stands in.`,
  },
  'override.nobodyOff': { zh: '对方现在在岗，直接发 DING。', en: 'They work now: send a DING.' },
  'override.tooMany': {
    zh: (facts) => `紧急放行一次最多 ${facts['most']} 人，一小时内的合在一起算。`,
    en: (facts) => `An override reaches ${facts['most']} people at most; those within an hour count together.`,
  },
  'override.usedUp': {
    zh: (facts) => `30 天内最多 ${facts['most']} 次，你已经用完。${day(facts['at']).zh} 起又有一次。`,
    en: (facts) =>
      `There are ${facts['most']} in 30 days, and yours are used. The next is from ${day(facts['at']).en}.`,
  },
  'override.disturbed': {
    zh: (facts) => `${facts['name']} 这次休息已经被打断过一次，不能再打断。`,
    en: (facts) => `The rest of ${facts['name']} was interrupted once already, and is not again.`,
  },
  'override.unknown': { zh: '这一条已经不在了。', en: 'This is no longer there.' },
  'override.contested': { zh: '你已经标记过了。', en: 'You have said so already.' },
  'override.tooLate': {
    zh: (facts) => `过了 ${facts['days']} 天，不能再标记。`,
    en: (facts) => `More than ${facts['days']} days have passed.`,
  },
  'override.notYours': { zh: '这一条不由你认定。', en: 'This is not for you to decide.' },
  'override.decided': { zh: '已经有人认定了。', en: 'Somebody has decided it already.' },
  'override.entryShort': {
    zh: (facts) => `至少 ${facts['minutes']} 分钟。`,
    en: (facts) => `${facts['minutes']} minutes at least.`,
  },
  'override.entryLong': {
    zh: (facts) => `最多 ${facts['hours']} 小时。`,
    en: (facts) => `${facts['hours']} hours at most.`,
  },
  'override.entryAhead': {
    zh: '还没到这个时间，做完再确认。',
    en: 'This time has not come yet. Confirm it once it is done.',
  },
});
