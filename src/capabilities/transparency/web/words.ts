import { defineWords } from '#platform/web/words.ts';

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);

/** Words of the screens on which one sees how one is reached and watched. Moments come in written. */
export const words = defineWords({
  onlyYou: {
    zh: '只有你自己能看到，保留 90 天。这里没有消息的内容，也没有你什么时候读的。',
    en: 'Only you see this, for 90 days. It has no words of messages, and nothing of when you read them.',
  },
  weeksTitle: { zh: '最近 13 周', en: 'The last 13 weeks' },
  told: { zh: '打扰了你', en: 'reached you' },
  held: { zh: '延后送达', en: 'held' },
  barOf: {
    zh: (week: string, told: number, held: number) => `${week}起的一周：打扰 ${told} 次，延后 ${held} 次`,
    en: (week: string, told: number, held: number) => `Week of ${week}: reached you ${times(told)}, held ${held}`,
  },
  weekOf: {
    zh: (from: string, until: string) => `${from}到${until}`,
    en: (from: string, until: string) => `${from} to ${until}`,
  },
  earlier: { zh: '前一周', en: 'Week before' },
  later: { zh: '后一周', en: 'Week after' },
  dayCounts: {
    zh: (told: number, held: number) =>
      told + held === 0
        ? '没有'
        : [told > 0 ? `打扰 ${told} 次` : '', held > 0 ? `延后 ${held} 次` : ''].filter(Boolean).join('，'),
    en: (told: number, held: number) =>
      told + held === 0
        ? 'none'
        : [told > 0 ? `reached you ${times(told)}` : '', held > 0 ? `held ${held}` : ''].filter(Boolean).join(', '),
  },
  today: { zh: '今天', en: 'Today' },
  nothingOn: { zh: '这一天没有什么打扰你。', en: 'Nothing interrupted you on this day.' },
  toToday: { zh: '看今天', en: 'To today' },
  firstShown: {
    zh: (count: number) => `只显示最近的 ${count} 条。`,
    en: (count: number) => `Only the latest ${count} are shown.`,
  },
  fromTautline: { zh: '张弛', en: 'Tautline' },
  inPlace: { zh: '看原消息', en: 'Show the message' },
  comma: { zh: '，', en: ', ' },
  socket: { zh: '打开的页面', en: 'open page' },
  push: { zh: '推送', en: 'push' },
  mail: { zh: '邮件', en: 'e-mail' },
  sms: { zh: '短信', en: 'text' },
  call: { zh: '电话', en: 'phone call' },
  by: { zh: (ways: string) => `经${ways}`, en: (ways: string) => `by ${ways}` },
  hours: { zh: '在工作时间内', en: 'in your hours' },
  ownWord: { zh: '你说现在工作', en: 'you said that you work' },
  onCall: { zh: '你在值班', en: 'you were on call' },
  override: { zh: '紧急放行', en: 'override' },
  heldOff: {
    zh: (until: string) => `你在休息，延后到 ${until}`,
    en: (until: string) => `you were off: held until ${until}`,
  },
  heldLeave: {
    zh: (until: string) => `你在请假，延后到 ${until}`,
    en: (until: string) => `you were on leave: held until ${until}`,
  },
  heldFocus: {
    zh: (until: string) => `专注时段，延后到 ${until}`,
    en: (until: string) => `focus time: held until ${until}`,
  },
  heldGathered: {
    zh: (until: string) => `你让群消息攒着，延后到 ${until}`,
    en: (until: string) => `you let groups be gathered: held until ${until}`,
  },
  inDigest: { zh: (when: string) => `${when} 随汇总送达`, en: (when: string) => `came with the digest ${when}` },
  toldAt: { zh: (when: string) => `${when} 送达`, en: (when: string) => `came ${when}` },

  viewsText: {
    zh: '谁看了只和你有关的资料，这里一分钟之内就有记录，保留一年。同一个人一小时里看同一样，只记一次。通讯录里人人都能看的不算。',
    en: 'Who looks at facts about you alone stands here within a minute, for a year. The same person and thing within an hour is one line. What everybody sees in the directory does not count.',
  },
  noViews: { zh: '还没有人看过只和你有关的资料。', en: 'Nobody has looked at facts about you alone.' },
  toMyData: { zh: '我的数据', en: 'My data' },
  loadMore: { zh: '再看一些', en: 'Show more' },
  inRole: { zh: (role: string) => `身份：${role}`, en: (role: string) => `as ${role}` },
  asManager: { zh: '主管', en: 'manager' },
  asAuthor: { zh: '通知的发起人或群管理员', en: 'author of the notice or group admin' },
  purpose: { zh: (text: string) => `目的：${text}`, en: (text: string) => `Purpose: ${text}` },
  sawHours: { zh: '看了你的工作地点和班制', en: 'Saw your site and schedule' },
  sawRoster: { zh: '看了你排好的班', en: 'Saw your planned hours' },
  sawLeave: { zh: '看了你的请假', en: 'Saw your leave' },
  sawDuties: { zh: '看了你的值班', en: 'Saw your on-call duties' },
  sawPeopleFile: {
    zh: '下载了成员名单，里面有你的电话、邮箱和工号',
    en: 'Downloaded the list of people, with your phone, e-mail and number',
  },
  sawLedger: { zh: '看了台账里提到你的记录', en: 'Read entries of the ledger that name you' },
  sawOverrides: { zh: '看了打断过你的紧急放行', en: 'Saw overrides that reached you' },
  sawNoticeMissing: {
    zh: '看了你还没确认一条到期的通知',
    en: 'Saw that you have not acknowledged a notice that is due',
  },
  sawDeadLetter: { zh: '看了一条没送到你的短信、电话或邮件', en: 'Saw that a text, call or e-mail did not reach you' },
  sawExportMade: { zh: '导出的会话里有你说的话', en: 'Had conversations with your words exported' },
  sawExportFetched: { zh: '下载了有你说的话的会话导出', en: 'Downloaded an export with your words' },

  outTitle: { zh: '工时外联系', en: 'Contact out of hours' },
  outHint: {
    zh: '按部门和周，只有人数，没有名字；不到 10 人的部门并入上一级。一周结束后统计一次，之后不再变。',
    en: 'By department and week, without names; a department of fewer than 10 is counted with the one above. Counted once when a week is over, and never again.',
  },
  outChart: { zh: '最近 12 周，整个企业', en: 'The last 12 weeks, whole company' },
  through: { zh: '工时外送达', en: 'came through' },
  outBar: {
    zh: (week: string, told: number, held: number) => `${week}起的一周：工时外送达 ${told} 条，延后 ${held} 条`,
    en: (week: string, told: number, held: number) => `Week of ${week}: ${told} came through, ${held} held`,
  },
  department: { zh: '部门', en: 'Department' },
  members: { zh: '人数', en: 'Members' },
  throughOnCall: { zh: '值班时送达', en: 'Through, on call' },
  throughOverride: { zh: '紧急放行', en: 'Through, override' },
  heldBack: { zh: '延后送达', en: 'Held' },
  restOfCompany: { zh: '企业其余成员', en: 'Rest of the company' },
  wholeCompany: { zh: '整个企业', en: 'Whole company' },
  noWeeks: {
    zh: '还没有哪一周结束：下周一早上有第一次统计。',
    en: 'No week is over yet: the first is counted on Monday morning.',
  },
  tooFew: {
    zh: '那一周企业里不到 10 人，不统计。',
    en: 'The company had fewer than 10 members in that week: nothing is counted.',
  },
  heldFoot: {
    zh: '延后送达：一个会话在一次休息里算一条。只算开了通知的成员。',
    en: 'Held: a conversation counts once in a rest. Of members who let something notify them.',
  },
});
