import { defineWords } from '#platform/web/words.ts';

/** Words of the records. Moments and sizes come in as text. */
export const words = defineWords({
  ownTitle: { zh: '我的数据副本', en: 'A copy of my data' },
  ownText: {
    zh: '你写的消息、你所在的会话、你发的文件、资料和设定，做成一个 ZIP 文件，离线也能看。每天可以要一次。',
    en: 'What you wrote, the conversations you are in, files you sent, your profile and settings, as one ZIP file to read offline. You can ask once a day.',
  },
  ownFoot: {
    zh: '别人的资料和阅读时间不在里面。',
    en: 'Private facts of others and times of reading are not in it.',
  },
  askOwn: { zh: '要一份副本', en: 'Ask for a copy' },
  ownMaking: {
    zh: (messages: number) => `正在做，已有 ${messages} 条消息。做好了会通知你。`,
    en: (messages: number) => `It is being made: ${messages} messages so far. You are told when it is ready.`,
  },
  ownReady: {
    zh: (size: string, until: string) => `做好了，${size}。可以下载到 ${until}。`,
    en: (size: string, until: string) => `Ready, ${size}. It can be downloaded until ${until}.`,
  },
  ownGone: { zh: '上一份副本已经过期，删掉了。', en: 'The last copy has expired and was removed.' },
  ownFailed: {
    zh: '副本没做成。你的数据没有变，可以再要一次。',
    en: 'The copy could not be made. Your data is as it was. Ask again.',
  },
  ownAgain: { zh: (at: string) => `${at} 以后可以再要一份。`, en: (at: string) => `You can ask again from ${at}.` },
  download: { zh: (size: string) => `下载 ${size}`, en: (size: string) => `Download ${size}` },

  linesTitle: { zh: '谁导出、保全过会话', en: 'Who exported or held conversations' },
  linesText: {
    zh: '企业导出或保全会话要两个人：一个申请，另一个同意。每一次都列在这里。',
    en: 'An export or a legal hold of the company takes two people: one asks, another agrees. Each of them is listed here.',
  },
  noLines: { zh: '还没有人导出或保全过会话。', en: 'Nobody has exported or held conversations.' },
  yours: { zh: '里面有你的话', en: 'Your words are in it' },
  lineWho: {
    zh: (asker: string, holder: string) => `${asker} 申请，${holder} 同意`,
    en: (asker: string, holder: string) => `${asker} asked, ${holder} agreed`,
  },
  lineFetched: {
    zh: (times: number) => (times === 0 ? '还没有下载' : `下载过 ${times} 次`),
    en: (times: number) =>
      times === 0 ? 'not downloaded' : times === 1 ? 'downloaded once' : `downloaded ${times} times`,
  },

  sectionTitle: { zh: '导出与保全', en: 'Exports and holds' },
  sectionText: {
    zh: '导出会话和法律保全都要两把钥匙。有话在里面的人都看得到：谁、什么时候、为什么、多大范围。',
    en: 'An export and a legal hold take two keys. Everybody whose words are in it sees who, when, why and how much.',
  },
  newExport: { zh: '申请导出', en: 'Ask for an export' },
  noRequests: { zh: '还没有申请过。', en: 'Nothing was asked for.' },
  newRequest: { zh: '申请', en: 'Ask' },
  newHold: { zh: '申请法律保全', en: 'Ask for a legal hold' },
  hold: { zh: '法律保全', en: 'Legal hold' },
  export: { zh: '导出', en: 'Export' },
  holdText: {
    zh: '保全期间，范围里的消息和文件不会被彻底删除。过了保留时间的照样看不到；作者撤回的不在保全之内。',
    en: 'While it holds, no message and no file in its scope is erased for good. What is older than it is kept still vanishes; what its author takes back is not held.',
  },
  holdFor: { zh: '保全多久', en: 'For how long' },
  holdDays: {
    zh: (days: number) => (days === 365 ? '12 个月' : `${days} 天`),
    en: (days: number) => (days === 365 ? '12 months' : `${days} days`),
  },
  holdAsked: {
    zh: (days: string) => `保全 ${days}，从同意起算`,
    en: (days: string) => `For ${days}, from the agreement on`,
  },
  holding: { zh: '保全中', en: 'Holds' },
  ended: { zh: '已结束', en: 'Ended' },
  holdsUntil: { zh: (until: string) => `保全到 ${until}`, en: (until: string) => `Holds until ${until}` },
  endedOn: { zh: (when: string) => `${when} 结束`, en: (when: string) => `Ended ${when}` },
  endHold: { zh: '结束保全', en: 'End the hold' },
  endHoldTitle: { zh: '结束这次法律保全？', en: 'End this legal hold' },
  endHoldText: {
    zh: '过了保留时间或已删除、在等着的消息，最早一天后彻底删除。',
    en: 'What is over its time or deleted, and waited, is erased for good in a day at the earliest.',
  },
  agreeHold: { zh: '同意保全', en: 'Agree' },
  agreeHoldTitle: { zh: '同意这次法律保全？', en: 'Agree to this legal hold' },
  refuseHoldTitle: { zh: '不同意这次法律保全', en: 'Refuse this legal hold' },
  agreeHoldText: {
    zh: (asker: string) => `马上开始保全。在这些会话里的人会看到是 ${asker} 申请、是你同意。`,
    en: (asker: string) =>
      `It holds at once. Everybody in these conversations will see that ${asker} asked, and that you agreed.`,
  },
  purpose: { zh: '目的', en: 'Purpose' },
  purposeHint: {
    zh: (least: number) => `至少 ${least} 个字。同意的人和有话在里面的人都会看到。`,
    en: (least: number) =>
      `At least ${least} characters. Whoever agrees, and everybody whose words are in it, will read it.`,
  },
  scope: { zh: '范围', en: 'Scope' },
  allGroups: { zh: '全部群', en: 'All groups' },
  allGroupsHint: { zh: '单聊不在内。', en: 'Direct conversations are not among them.' },
  namedOnly: { zh: '指明的会话', en: 'Conversations by name' },
  namedOnlyHint: {
    zh: '你所在的群，或指明两个人的单聊。',
    en: 'Groups you are in, or the direct talk of two named members.',
  },
  groups: { zh: '群', en: 'Groups' },
  noGroups: { zh: '你不在任何群里。', en: 'You are in no group.' },
  between: { zh: '这两个人的单聊', en: 'The direct talk of these two' },
  betweenHint: { zh: '要就选两个人，不要就空着。', en: 'Choose two members, or nobody.' },
  from: { zh: '从这天起', en: 'From' },
  until: { zh: '到这天为止', en: 'Until' },
  askConsequence: { zh: '等第二把钥匙，最多 7 天', en: 'Waits for the second key, 7 days at most' },
  ask: { zh: '提交申请', en: 'Ask' },
  asked: { zh: '申请已提交', en: 'The request is made' },

  waiting: { zh: '等第二把钥匙', en: 'Waits for the second key' },
  refused: { zh: '没有同意', en: 'Refused' },
  lapsed: { zh: '过期没有回答', en: 'Not answered in time' },
  making: { zh: '正在做', en: 'Being made' },
  ready: { zh: '做好了', en: 'Ready' },
  failed: { zh: '没做成', en: 'Could not be made' },
  gone: { zh: '文件已删除', en: 'File removed' },

  askedBy: {
    zh: (name: string, at: string) => `${name} 在 ${at} 申请`,
    en: (name: string, at: string) => `Asked for by ${name}, ${at}`,
  },
  agreedBy: {
    zh: (name: string, at: string) => `${name} 在 ${at} 同意`,
    en: (name: string, at: string) => `Agreed to by ${name}, ${at}`,
  },
  refusedBy: {
    zh: (name: string, at: string) => `${name} 在 ${at} 没有同意`,
    en: (name: string, at: string) => `Refused by ${name}, ${at}`,
  },
  keyRepresentative: {
    zh: (until: string) => `第二把钥匙在员工代表手里，等到 ${until}`,
    en: (until: string) => `The representative holds the second key, until ${until}`,
  },
  keyOwner: {
    zh: (until: string) => `企业没有员工代表，第二把钥匙在另一个所有者手里，等到 ${until}`,
    en: (until: string) => `There is no representative: an owner holds the second key, until ${until}`,
  },
  keptUntil: { zh: (until: string) => `文件保留到 ${until}`, en: (until: string) => `The file is kept until ${until}` },
  agree: { zh: '同意导出', en: 'Agree' },
  refuse: { zh: '不同意', en: 'Refuse' },
  agreeTitle: { zh: '同意这次导出？', en: 'Agree to this export' },
  refuseTitle: { zh: '不同意这次导出', en: 'Refuse this export' },
  agreeText: {
    zh: (asker: string) => `马上开始做，只有 ${asker} 能下载。有话在里面的人会看到是谁申请、是你同意。`,
    en: (asker: string) =>
      `It is made at once, and ${asker} alone can download it. Everybody whose words are in it will see who asked, and that you agreed.`,
  },
  reason: { zh: '理由', en: 'Reason' },
  reasonHint: { zh: '申请的人会看到。', en: 'Whoever asked will read it.' },
  writtenDown: { zh: '写进台账', en: 'It goes into the ledger' },
  messages: {
    zh: (count: number) => `${count} 条消息`,
    en: (count: number) => (count === 1 ? '1 message' : `${count} messages`),
  },
  groupsCount: {
    zh: (count: number) => `${count} 个群`,
    en: (count: number) => (count === 1 ? '1 group' : `${count} groups`),
  },
  directsCount: {
    zh: (count: number) => `${count} 个单聊`,
    en: (count: number) => (count === 1 ? '1 direct conversation' : `${count} direct conversations`),
  },
  and: { zh: '和', en: ' and ' },
  comma: { zh: '，', en: ', ' },
  fromDay: { zh: (day: string) => `从 ${day} 起`, en: (day: string) => `from ${day}` },
  untilDay: { zh: (day: string) => `到 ${day} 为止`, en: (day: string) => `until ${day}` },
  allTimes: { zh: '不限时间', en: 'at any time' },
});
