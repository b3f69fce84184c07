import { defineWords } from '#platform/web/words.ts';

/** Words of one's own working time, and of the editors that other screens share. Moments come in written. */
export const words = defineWords({
  title: { zh: '工作时间', en: 'Working time' },

  worksUntil: { zh: (when: string) => `你工作到 ${when}。`, en: (when: string) => `You work until ${when}.` },
  addedUntil: {
    zh: (when: string) => `按你自己说的，你工作到 ${when}。`,
    en: (when: string) => `You said that you work until ${when}.`,
  },
  offHoliday: { zh: (name: string) => `休息中：${name}。`, en: (name: string) => `Off: ${name}.` },
  offDay: { zh: '休息中：今天不上班。', en: 'Off: no work today.' },
  offPlanned: { zh: '休息中：今天安排了休息。', en: 'Off: a day of rest was planned.' },
  offOutside: { zh: '休息中：不在工作时间内。', en: 'Off: outside your hours.' },
  offStopped: { zh: '你今天已经收工。', en: 'You stopped for today.' },
  onLeaveUntil: {
    zh: (day: string) => `请假中，到 ${day}为止。`,
    en: (day: string) => `On leave until the end of ${day}.`,
  },
  onLeaveUntilTime: { zh: (when: string) => `请假中，到 ${when}。`, en: (when: string) => `On leave until ${when}.` },
  beginsAgain: { zh: (when: string) => `${when} 开始工作。`, en: (when: string) => `Work begins again ${when}.` },
  noneAhead: { zh: '以后一年里没有安排工作时间。', en: 'No working time is planned for the next year.' },
  nothingNotifies: { zh: '在那之前，什么都不会响。', en: 'Until then nothing notifies.' },
  onCallNow: {
    zh: (when: string) => `你在值班，到 ${when}：紧急消息能找到你。`,
    en: (when: string) => `You are on call until ${when}: urgent messages reach you.`,
  },

  stopNow: { zh: '现在收工', en: 'I stop now' },
  stepAway: { zh: '暂时离开', en: 'Step away' },
  isBack: { zh: '我回来了', en: 'I am back' },
  awayNow: {
    zh: '别人看到“离开”，直到你回来或今天下班。通知照常送达。',
    en: 'Others see “Away” until you are back or your working day ends. You are notified as before.',
  },
  seenAs: { zh: (word: string) => `别人看到：${word}`, en: (word: string) => `Others see: ${word}` },
  workNow: { zh: '现在工作', en: 'I work now' },
  workFor: {
    zh: (hours: number) => `${hours} 小时`,
    en: (hours: number) => (hours === 1 ? '1 hour' : `${hours} hours`),
  },
  untilWhen: { zh: (when: string) => `到 ${when}`, en: (when: string) => `until ${when}` },
  asPlanned: { zh: '恢复计划', en: 'Back to plan' },
  stopped: {
    zh: (when: string) => `已收工。到 ${when} 之前什么都不会响。`,
    en: (when: string) => `Stopped. Nothing notifies before ${when}.`,
  },
  worksNow: {
    zh: (when: string) => `你工作到 ${when}，通知会响。`,
    en: (when: string) => `You work until ${when}: notifications reach you.`,
  },
  plannedAgain: { zh: '已恢复计划的时间。', en: 'Your hours are as planned again.' },

  strict: { zh: '严格模式', en: 'Strict mode' },
  strictText: {
    zh: '你休息的时候，别人发来的消息留在服务器上，开始工作时一起送达。想看可以看一眼，别人不会知道。',
    en: 'While you are off, what others send stays on the server and comes when you start. You may look if you choose; nobody hears of it.',
  },
  lookingUntil: {
    zh: (when: string) => `你正在看，到 ${when} 为止。`,
    en: (when: string) => `You are looking until ${when}.`,
  },
  letWait: { zh: '让它们等着', en: 'Let it wait again' },

  week: { zh: '这一周', en: 'The week' },
  weekOf: {
    zh: (from: string, until: string) => `${from}到${until}`,
    en: (from: string, until: string) => `${from} to ${until}`,
  },
  thisWeek: { zh: '本周', en: 'This week' },
  earlierWeek: { zh: '前一周', en: 'Week before' },
  laterWeek: { zh: '后一周', en: 'Week after' },
  today: { zh: '今天', en: 'Today' },
  rest: { zh: '休息', en: 'Rest' },
  holiday: { zh: '节假日', en: 'Holiday' },
  makeUp: { zh: (name: string) => `调休上班：${name}`, en: (name: string) => `Works for ${name}` },
  leave: { zh: '请假', en: 'Leave' },
  planned: { zh: '另有安排', en: 'Planned' },
  worksOn: {
    zh: (day: string, hours: string) => `${day}：工作 ${hours}`,
    en: (day: string, hours: string) => `${day}: work ${hours}`,
  },
  restsOn: { zh: (day: string) => `${day}：休息`, en: (day: string) => `${day}: rest` },
  nightBefore: { zh: '接前一晚', en: 'from the night before' },
  standardHours: { zh: '标准时间', en: 'Standard hours' },
  noSite: { zh: '没有工作地点', en: 'No site' },

  changeTitle: { zh: '以后换成别的时间', en: 'Other hours later' },
  changeFrom: {
    zh: (day: string, what: string) => `${day}起：${what}`,
    en: (day: string, what: string) => `From ${day}: ${what}`,
  },
  changeHint: {
    zh: (day: string) => `工作时间变多，要提前 14 天告诉你。什么都不做，就从 ${day}开始。`,
    en: (day: string) => `More hours are told 14 days ahead. If you do nothing, they count from ${day}.`,
  },
  changeAccept: { zh: '接受，从明天开始', en: 'Accept from tomorrow' },
  changeAccepted: { zh: '已接受，明天开始。', en: 'Accepted: it counts from tomorrow.' },

  offersTitle: { zh: '临时安排，等你答复', en: 'Days planned at short notice' },
  offersHint: {
    zh: '不到 14 天才安排的，你接受了才算。不接受，一切照旧。',
    en: 'Planned with less than 14 days of notice: they count only if you accept.',
  },
  accept: { zh: '接受', en: 'Accept' },
  decline: { zh: '不接受', en: 'Decline' },
  acceptOf: { zh: (what: string) => `接受 ${what}`, en: (what: string) => `Accept ${what}` },
  declineOf: { zh: (what: string) => `不接受 ${what}`, en: (what: string) => `Decline ${what}` },
  accepted: { zh: (what: string) => `已接受：${what}。`, en: (what: string) => `Accepted: ${what}.` },
  declined: { zh: (what: string) => `没有接受：${what}。`, en: (what: string) => `Declined: ${what}.` },

  dutiesTitle: { zh: '值班', en: 'On call' },
  dutiesHint: {
    zh: '值班时你虽然不上班，紧急消息还是能找到你。只有你接受了才算。',
    en: 'On call you can be reached by urgent messages although you are off. It counts only if you accept.',
  },
  dutyAccepted: { zh: '已接受', en: 'Accepted' },
  dutyOffered: { zh: '等你答复', en: 'Waits for you' },
  dutyWaits: { zh: '等对方答复', en: 'Not answered yet' },
  dutyDeclined: { zh: '没有接受', en: 'Declined' },
  giveBack: { zh: '退回', en: 'Give back' },
  givenBack: { zh: (what: string) => `已退回：${what}。`, en: (what: string) => `Given back: ${what}.` },

  endLeave: { zh: '结束请假', en: 'End my leave' },
  endLeaveTitle: { zh: '结束这次请假', en: 'End this leave' },
  endLeaveText: {
    zh: (when: string) => `${when} 的请假取消，工作时间照计划。你自己不能再加回来，要找管人事的同事。`,
    en: (when: string) =>
      `Your leave of ${when} ends, and your hours are as planned. Only who keeps the list of people can enter it again.`,
  },
  leaveEnded: { zh: '请假已结束。', en: 'Your leave has ended.' },
  leaveTitle: { zh: '我的请假', en: 'My leave' },
  standIn: { zh: '代理人', en: 'Stand-in' },
  fromTo: { zh: (from: string, to: string) => `${from}到${to}`, en: (from: string, to: string) => `${from} to ${to}` },
  annual: { zh: '年假', en: 'Annual leave' },
  sick: { zh: '病假', en: 'Sick leave' },
  personal: { zh: '事假', en: 'Personal leave' },
  parental: { zh: '育儿假、产假', en: 'Parental leave' },
  marriage: { zh: '婚假', en: 'Marriage leave' },
  bereavement: { zh: '丧假', en: 'Bereavement leave' },
  compensatory: { zh: '调休', en: 'Time off in lieu' },
  other: { zh: '其他', en: 'Other' },

  focusTitle: { zh: '专注时段', en: 'Focus blocks' },
  focusHint: {
    zh: '这些时段里，只有紧急消息的第一步能找到你，其他的等时段结束。每段至少 90 分钟，一周最多 20 小时。',
    en: 'In these blocks only the first step of an urgent message reaches you; the rest waits. 90 minutes at least each, 20 hours a week at most.',
  },
  focusSum: { zh: (sum: string) => `一周 ${sum}，最多 20 小时`, en: (sum: string) => `${sum} of 20 h a week` },
  focusNone: { zh: '没有', en: 'None' },
  focusSave: { zh: '保存专注时段', en: 'Save the blocks' },
  focusSaved: { zh: '专注时段已保存。', en: 'Your focus blocks are saved.' },

  flexibleTitle: { zh: '自己安排时间', en: 'My own hours' },
  flexibleHint: {
    zh: (band: string) => `你可以在 ${band} 之间自己安排，一周的总时间不变。`,
    en: (band: string) => `Lay your hours as you like between ${band}, as many a week as before.`,
  },
  flexibleSum: {
    zh: (own: string, all: string) => `已安排 ${own}，一共 ${all}`,
    en: (own: string, all: string) => `${own} of ${all}`,
  },
  outsideBand: {
    zh: (band: string) => `要在 ${band} 之间。`,
    en: (band: string) => `All of it must lie between ${band}.`,
  },
  tooFew: { zh: (gap: string) => `还差 ${gap}。`, en: (gap: string) => `${gap} are missing.` },
  tooMuch: { zh: (gap: string) => `多了 ${gap}。`, en: (gap: string) => `${gap} too much.` },
  flexibleSave: { zh: '保存我的时间', en: 'Save my hours' },
  flexibleSaved: { zh: '你的时间已保存。', en: 'Your hours are saved.' },
  flexibleBack: { zh: '按班制的时间', en: 'As the schedule' },

  editWeek: { zh: '改', en: 'Change' },
  cancel: { zh: '取消', en: 'Cancel' },
  save: { zh: '保存', en: 'Save' },
  from: { zh: (day: string) => `${day}，从`, en: (day: string) => `${day}, from` },
  until: { zh: (day: string) => `${day}，到`, en: (day: string) => `${day}, until` },
  nextDay: { zh: '次日', en: 'next day' },
  addHours: { zh: '加一段', en: 'Add hours' },
  addHoursOn: { zh: (day: string) => `${day}：加一段`, en: (day: string) => `${day}: add hours` },
  addBreak: { zh: '加休息', en: 'Break' },
  addBreakOn: { zh: (day: string) => `${day}：加休息`, en: (day: string) => `${day}: add a break` },
  dropOn: {
    zh: (day: string, hours: string) => `${day}：去掉 ${hours}`,
    en: (day: string, hours: string) => `${day}: remove ${hours}`,
  },
  copyDay: { zh: (day: string) => `复制${day}`, en: (day: string) => `Copy ${day}` },
  copyToWorkdays: { zh: '到周一至周五', en: 'To Monday–Friday' },
  copyToAll: { zh: '到每一天', en: 'To every day' },
  copyToNext: { zh: '到后一天', en: 'To the day after' },
  hoursBad: { zh: '各段要按先后，中间留空。', en: 'The stretches of a day follow each other, with a gap between.' },

  rotationOf: {
    zh: (days: number, from: string) => `${days} 天一轮，从 ${from}起`,
    en: (days: number, from: string) => `${days} days in turn, from ${from}`,
  },
  times: { zh: (n: number, what: string) => `${n} 天 ${what}`, en: (n: number, what: string) => `${n} × ${what}` },

  rosterTitle: { zh: '排班表', en: 'Roster' },
  rosterLink: { zh: '看看你的人什么时候工作', en: 'See when your people work' },
});
