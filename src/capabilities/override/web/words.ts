import { defineWords } from '#platform/web/words.ts';

/** The words of overrides and of the member's ledger. */
export const words = defineWords({
  override: { zh: '紧急放行', en: 'Emergency override' },
  reachNow: { zh: '紧急放行…', en: 'Emergency override…' },
  reachHint: {
    zh: (count: number) => `${count} 人休息中。人命、安全、停机、法定期限等不到上班的，可以现在打断。`,
    en: (count: number) =>
      count === 1
        ? 'One is off. Danger, a breach, an outage or a legal deadline that cannot wait may interrupt now.'
        : `${count} are off. Danger, a breach, an outage or a legal deadline that cannot wait may interrupt now.`,
  },
  offUntil: { zh: (at: string) => `休息中，${at} 上班`, en: (at: string) => `Off, starts ${at}` },
  reason: { zh: '原因类别', en: 'Reason class' },
  danger: { zh: '人身危险', en: 'Danger to people' },
  breach: { zh: '安全事件', en: 'Security breach' },
  outage: { zh: '停机故障', en: 'Outage' },
  deadline: { zh: '法定期限', en: 'Legal deadline' },
  why: { zh: '发生了什么，为什么不能等', en: 'What happened, and why it cannot wait' },
  whyCount: {
    zh: (count: number, least: number) => `${count} 字，至少 ${least}`,
    en: (count: number, least: number) => `${count} characters, at least ${least}`,
  },
  after: { zh: '放行之后', en: 'What follows' },
  climbs: {
    zh: (names: string) => `马上开始通知${names}，和在岗时一样逐级升级`,
    en: (names: string) => `${names} is told at once, step by step as at work`,
  },
  leftAfter: {
    zh: (of: number, left: number) => `你 30 天内 ${of} 次，用后剩 ${left} 次。对方这次休息不会再被打断`,
    en: (of: number, left: number) =>
      `You have ${of} in 30 days, ${left} left after this. Nobody can interrupt this rest again`,
  },
  drafts: {
    zh: '对方的时间台账起草 15 分钟，由本人确认',
    en: '15 minutes are drafted in their own time ledger, to be confirmed',
  },
  mayContest: {
    zh: '对方可以标记“并非紧急”。90 天内成立 3 次，你停用 30 天',
    en: 'They may mark it not an emergency. 3 upheld in 90 days suspend you for 30',
  },
  forGood: {
    zh: '写入对方的台账，员工代表也看得到，不能改，不能删',
    en: 'Written into their ledger, seen by the representatives, and never changed',
  },
  breaksDaily: {
    zh: (count: number) => `这会打断 ${count} 人每天 11 小时的连续休息。`,
    en: (count: number) =>
      `This breaks the 11 hours of daily rest of ${count === 1 ? 'one person' : `${count} people`}.`,
  },
  breaksWeekly: {
    zh: (count: number) => `这会打断 ${count} 人每周 24 小时的连续休息。`,
    en: (count: number) =>
      `This breaks the 24 hours of weekly rest of ${count === 1 ? 'one person' : `${count} people`}.`,
  },
  breaksNoted: { zh: '台账会注明。', en: 'The ledger says so.' },
  daily: { zh: '日休不足 11 小时', en: 'Under 11 h of daily rest' },
  weekly: { zh: '周休不足 24 小时', en: 'Under 24 h of weekly rest' },
  wait: { zh: '等到上班', en: 'Wait' },
  waitUntil: { zh: (at: string) => `等到 ${at}`, en: (at: string) => `Wait until ${at}` },
  act: { zh: '放行并写入台账', en: 'Override, write the ledger' },
  sent: { zh: '已放行，已写入台账', en: 'Sent, and written into the ledger' },

  mineTitle: { zh: '打断过我的紧急放行', en: 'Overrides that reached me' },
  mineText: {
    zh: '休息时间只有紧急放行能打断你。谁、什么时候、为什么，都记在这里，谁也不能改。',
    en: 'In your free time only an override reaches you. Who, when and why stands here, and nobody can change it.',
  },
  noneReached: { zh: '没有人打断过你的休息。', en: 'Nobody has interrupted your rest.' },
  sentBy: { zh: (name: string, at: string) => `${name}，${at}`, en: (name: string, at: string) => `${name}, ${at}` },
  reachedWhom: {
    zh: (sender: string, whom: string, at: string) => `${sender} 打断 ${whom}，${at}`,
    en: (sender: string, whom: string, at: string) => `${sender} to ${whom}, ${at}`,
  },
  by: { zh: (ways: string) => `通过${ways}`, en: (ways: string) => `by ${ways}` },
  byNone: { zh: '只在应用里', en: 'inside Tautline alone' },
  socket: { zh: '应用内', en: 'in app' },
  push: { zh: '推送', en: 'push' },
  mail: { zh: '邮件', en: 'mail' },
  sms: { zh: '短信', en: 'SMS' },
  call: { zh: '电话', en: 'call' },
  acknowledged: { zh: (at: string) => `${at} 确认`, en: (at: string) => `acknowledged ${at}` },
  notAcknowledged: { zh: '没有确认', en: 'not acknowledged' },
  contest: { zh: '并非紧急', en: 'Not an emergency' },
  contestTitle: { zh: '标记为并非紧急', en: 'Mark as not an emergency' },
  contestText: {
    zh: '员工代表会认定，没有员工代表时由另一位所有者认定；没有人能认定时，先按你说的算。发送的人不参与认定，也不会知道是谁标记的。',
    en: 'A representative decides; where there is none, another owner does; where nobody may, your word counts until somebody may. The sender has no part in it and is not told who said so.',
  },
  contested: { zh: '已标记为并非紧急', en: 'Marked as not an emergency' },
  waiting: { zh: '等待认定', en: 'Being decided' },
  upheld: { zh: '认定并非紧急', en: 'Upheld: no emergency' },
  dismissed: { zh: '认定确属紧急', en: 'Was an emergency' },

  timeTitle: { zh: '时间台账', en: 'Time ledger' },
  timeText: {
    zh: '工作时间以外做的事先在这里起草，只有你看得到。你改、你确认或丢弃；确认后写入台账。',
    en: 'Work outside your hours is drafted here; only you see it. You change, confirm or discard it; what is confirmed is written into your ledger.',
  },
  noEntries: { zh: '没有工作时间以外的记录。', en: 'Nothing outside your hours.' },
  becauseOverride: { zh: '紧急放行', en: 'Override' },
  becauseWorked: { zh: '我现在工作', en: 'I work now' },
  becauseAnswered: { zh: '休息时处理 DING', en: 'Answered a DING while off' },
  draft: { zh: '草稿', en: 'Draft' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  confirm: { zh: '确认', en: 'Confirm' },
  edit: { zh: '修改', en: 'Change' },
  discard: { zh: '丢弃', en: 'Discard' },
  discarded: { zh: '已丢弃', en: 'Discarded' },
  editTitle: { zh: '修改时间', en: 'Change the time' },
  from: { zh: '开始', en: 'From' },
  until: { zh: '结束', en: 'Until' },
  save: { zh: '保存', en: 'Save' },

  fileTitle: { zh: '带走我的台账', en: 'Take my ledger along' },
  fileText: {
    zh: (count: number) => `台账有 ${count} 条，每条带上一条的指纹。下载后不用服务器也能核对，改过一个字就看得出。`,
    en: (count: number) =>
      `Your ledger has ${count} ${count === 1 ? 'entry' : 'entries'}, each hashed over the one before. The file is verified without this server: one changed character shows.`,
  },
  lastHash: { zh: '最后一条的指纹', en: 'Hash of the last entry' },
  download: { zh: '下载台账', en: 'Download the ledger' },
  verifier: { zh: '下载核对页', en: 'Download the verifier' },
  looksTitle: { zh: '谁看过', en: 'Who has looked' },
  noLooks: { zh: '没有别人看过你的台账。', en: 'Nobody else has looked into your ledger.' },
  bounds: {
    zh: (left: number, of: number) => `你自己 30 天内还能放行 ${left} 次，共 ${of} 次。`,
    en: (left: number, of: number) => `You yourself have ${left} of ${of} overrides left in 30 days.`,
  },
  suspended: {
    zh: (at: string) => `90 天内有 3 次被认定并非紧急，你的紧急放行停用到 ${at}。`,
    en: (at: string) => `Three of yours were upheld as no emergency: you have no override until ${at}.`,
  },

  sectionTitle: { zh: '紧急放行', en: 'Overrides' },
  sectionText: {
    zh: '谁在什么时候打断了谁的休息，为什么。你打开这一页，会写进当事人的台账和查看记录。',
    en: 'Who interrupted whose rest, when and why. That you open this page stands in the ledgers and the logs of those concerned.',
  },
  noOverrides: { zh: '没有需要你看的紧急放行。', en: 'There is no override for you to see.' },
  uphold: { zh: '并非紧急', en: 'No emergency' },
  dismiss: { zh: '确属紧急', en: 'It was one' },
  contestedAt: { zh: (at: string) => `${at} 被标记并非紧急`, en: (at: string) => `Marked as no emergency ${at}` },
  decided: { zh: '已写入当事人的台账', en: 'Written into the ledger' },
  comma: { zh: '，', en: ', ' },
  sentenceSpace: { zh: '', en: ' ' },
  listComma: { zh: '、', en: ', ' },
});
