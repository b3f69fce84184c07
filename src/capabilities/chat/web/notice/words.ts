import { defineWords } from '#platform/web/words.ts';

/** Words of notices: messages that ask to be acknowledged. */
export const noticeWords = defineWords({
  notice: { zh: '通知', en: 'Notice' },
  newNotice: { zh: '通知…', en: 'Notice…' },
  newNoticeHint: { zh: '请每个人确认收到', en: 'Asks everybody to acknowledge it' },
  title: { zh: '发通知', en: 'New notice' },
  text: { zh: '内容', en: 'Text' },
  textHint: {
    zh: '发出后不能修改；看过不算确认，要点一下“确认收到”。',
    en: 'It cannot be changed afterwards. Reading is not acknowledging: that takes a tap.',
  },
  due: { zh: '确认期限', en: 'Due' },
  whenever: { zh: '不限', en: 'Whenever' },
  dueDays: {
    zh: (days: number) => `${days} 个工作日内`,
    en: (days: number) => (days === 1 ? 'Within 1 working day' : `Within ${days} working days`),
  },
  dueHint: {
    zh: '按每个人自己的工作日算。到期当天提醒一次；到期后你会看到几个人没确认；公司开了显示姓名，就看到是谁。',
    en: 'Counted in the own working days of each. They are reminded once, on the day; after it you see how many are missing, and who, where the company shows it.',
  },
  wheneverHint: {
    zh: '没有提醒，也不列出谁没确认，只有人数。',
    en: 'No reminder, and nobody is named: you see how many.',
  },
  asks: {
    zh: (members: string, due: string) => (due === '' ? `请 ${members}确认` : `请 ${members}在${due}前确认`),
    en: (members: string, due: string) => (due === '' ? `Asks ${members}` : `Asks ${members}, due by ${due}`),
  },
  asksBetween: {
    zh: (members: string, first: string, last: string) => `请 ${members}确认，最早 ${first}、最晚 ${last} 到期`,
    en: (members: string, first: string, last: string) => `Asks ${members}, due from ${first} to ${last}`,
  },
  send: { zh: '发出通知', en: 'Send notice' },

  dueBy: { zh: (due: string) => `${due} 前确认`, en: (due: string) => `by ${due}` },
  acknowledge: { zh: '确认收到', en: 'Acknowledge' },
  acknowledged: { zh: '已确认', en: 'Acknowledged' },
  notAsked: { zh: '你加入之前发的，不用确认', en: 'Sent before you came: nothing to do' },
  counted: { zh: (count: string) => `${count} 已确认`, en: (count: string) => `${count} acknowledged` },
  everybody: { zh: (count: string) => `${count} 全部确认`, en: (count: string) => `${count}, everybody` },
  answers: { zh: '确认情况', en: 'Answers' },
  missing: {
    zh: (count: number) => `到期没确认 ${count}`,
    en: (count: number) => `Missing after the due time: ${count}`,
  },
  notNamed: { zh: '本公司的通知不显示谁没确认。', en: 'In this company notices do not show who is missing.' },
  nobodyMissing: { zh: '到期的都确认了', en: 'Nobody is missing' },
  waiting: {
    zh: (count: number) => `还有 ${count} 人没到期，到期前不列出姓名。`,
    en: (count: number) => `${count} still ${count === 1 ? 'has' : 'have'} time. Names show after that, not before.`,
  },
  waitingAlways: {
    zh: (count: number) => `还有 ${count} 人没确认。没有期限的通知不列出姓名。`,
    en: (count: number) =>
      `${count} ${count === 1 ? 'has' : 'have'} not acknowledged. Without a due time nobody is named.`,
  },
  more: { zh: '显示更多', en: 'Show more' },
  never: { zh: '什么时候确认的，从不记录。', en: 'When somebody acknowledged is never kept.' },

  openCount: {
    zh: (count: number) => `${count} 条通知等你确认`,
    en: (count: number) => (count === 1 ? '1 notice waits for you' : `${count} notices wait for you`),
  },
  open: { zh: '等你确认的通知', en: 'Notices that wait for you' },
  noneOpen: { zh: '都确认了', en: 'All acknowledged' },
  anyTime: { zh: '不限期', en: 'no due time' },
  overdue: { zh: (due: string) => `${due} 已到期`, en: (due: string) => `was due ${due}` },
  inConversation: {
    zh: (title: string, due: string) => `${title}，${due}`,
    en: (title: string, due: string) => `${title}, ${due}`,
  },
});
