import { defineRefusals } from '#platform/web/refusals.ts';

const daysOrHours = (hours: number, days: string, short: string) =>
  hours > 48 ? `${hours / 24} ${days}` : `${hours} ${short}`;

/** What is said when the server says no. */
export const refusals = defineRefusals({
  'worktime.unknown': { zh: '这一条已经不在了。', en: 'This is no longer there.' },
  'worktime.memberUnknown': {
    zh: '其中有人不在这家企业，或者不归你管。',
    en: 'One of them is not in this company, or not among your people.',
  },
  'worktime.onLeave': {
    zh: '你在请假，请假时不能工作。',
    en: 'You are on leave: nothing counts as work while it lasts.',
  },
  'worktime.tooLong': {
    zh: (facts) => `最长 ${daysOrHours(Number(facts.hours), '天', '小时')}。`,
    en: (facts) => `${daysOrHours(Number(facts.hours), 'days', 'hours')} is the longest.`,
  },
  'worktime.notWorking': { zh: '现在不是你的工作时间。', en: 'You are not at work now.' },
  'worktime.focusShort': { zh: '每段至少 90 分钟。', en: 'A block lasts 90 minutes at least.' },
  'worktime.focusMuch': { zh: '专注时段一周最多 20 小时。', en: 'A week holds 20 hours of focus at most.' },
  'worktime.focusOverlaps': { zh: '同一天的时段不能重叠。', en: 'Blocks of a day must not overlap.' },
  'worktime.notFlexible': { zh: '你的班制是固定时间，不能自己安排。', en: 'Your schedule has fixed hours.' },
  'worktime.outsideBand': { zh: '有的时间在弹性范围以外。', en: 'Some of it lies outside the band.' },
  'worktime.minutesDiffer': {
    zh: '一周的总时间要和班制一样。',
    en: 'It must be as many hours a week as the schedule has.',
  },
  'worktime.dutyBegan': { zh: '值班已经开始，不能退回。', en: 'It has begun, and can no longer be given back.' },
  'worktime.siteUsed': {
    zh: (facts) => `还有 ${facts.members ?? ''} 人在这个地点。先把他们换到别的地点。`,
    en: (facts) => `${facts.members ?? 'Some'} people work there. Give them another site first.`,
  },
  'worktime.scheduleUsed': {
    zh: '还有人用这个班制。先给他们换别的班制。',
    en: 'People have this schedule. Give them another one first.',
  },
  'worktime.nameTaken': { zh: '这个名字已经用了，换一个。', en: 'This name is taken. Choose another.' },
  'worktime.tooMany': {
    zh: (facts) => (facts.most === undefined ? '已经满了。' : `最多 ${facts.most} 个。`),
    en: (facts) => (facts.most === undefined ? 'There is no room for more.' : `There is room for ${facts.most}.`),
  },
  'worktime.countryUnknown': { zh: '没有这个国家的节假日表。', en: 'There is no list of holidays for this country.' },
  'worktime.yearUnknown': { zh: '这一年的节假日还没有公布。', en: 'The holidays of this year are not known yet.' },
  'worktime.reasonNeeded': {
    zh: '休息时间太短，写一个理由（至少 10 个字）。',
    en: 'This leaves too little rest. Give a reason of at least 10 characters.',
  },
  'worktime.noHours': { zh: '一天工作时间都没有。', en: 'There is no working time in it.' },
  'worktime.tooSoon': {
    zh: '要提前 14 天：不能让人不到 14 天就多上一天班。',
    en: 'Nobody gets a day of work with less than 14 days of notice.',
  },
  'worktime.endsBefore': { zh: '结束要在开始以后。', en: 'The end must come after the beginning.' },
  'worktime.leaveStands': {
    zh: '离开始不到 14 天的请假，只有本人能取消。录入一天内可以改正。',
    en: 'Leave that begins within 14 days is ended by the member alone. A slip can be put right for a day.',
  },
  'worktime.leaveOverlaps': { zh: '这段时间已经有请假了。', en: 'There is a leave in this time already.' },
  'worktime.standInSelf': { zh: '代理人不能是本人。', en: 'Nobody stands in for himself.' },
  'worktime.dayPast': { zh: '这一天已经过了。', en: 'This day has passed.' },
});
