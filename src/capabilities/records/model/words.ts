export type Language = 'zh' | 'en';

/** What one reads in a copy. It is kept for years and opened without Tautline: the words go with it. */
export const copyWords = {
  zh: {
    title: (company: string) => `我在“${company}”的数据`,
    exportTitle: (company: string) => `“${company}”的会话导出`,
    conversations: '会话',
    direct: '单聊',
    thread: (name: string) => `“${name}”里的讨论`,
    nameless: '没有名字的会话',
    formerMember: '已离开的成员',
    recalled: '这条消息已撤回',
    note: '系统消息',
    edited: '修改过',
    earlier: '修改前',
    files: '文件',
    notice: '通知',
    poll: '投票',
    forward: '转发了一条消息',
    forwards: '转发了几条消息',
    contact: '名片',
    place: '位置',
    room: '应用卡片',
    before: '上一页',
    after: '下一页',
    back: '全部会话',
    messages: (count: number) => `${count} 条消息`,
    readme: (company: string, at: string) =>
      [
        `我在“${company}”的数据`,
        `要这份副本的时间：${at}（UTC）`,
        '',
        'index.html            用浏览器打开，离线阅读会话。里面没有脚本。',
        'messages.jsonl        我写的消息，一行一条，连同修改之前的文字。',
        'conversations/        我现在所在的会话，和我现在能看到的一样。',
        'files/                我发的文件。',
        'profile.json          我的资料。',
        'devices.json          登录着的设备。',
        'settings.json         我的设定。',
        'ledger.jsonl          台账里我做的、和关于我的条目。',
        '',
        '里面没有的：我已离开的会话、别人发的文件、别人的资料、任何阅读时间。张弛不保存阅读时间。',
        '.jsonl 是一行一个 JSON 的文本（UTF-8）。时间都是 UTC。',
        '这份副本在张弛里保留 7 天。下载以后，由你自己保管。',
      ].join('\r\n'),
    exportReadme: (facts: ExportFacts) =>
      [
        `“${facts.company}”的会话导出`,
        `编号：${facts.id}`,
        `申请：${facts.askedBy}，${facts.askedAt}（UTC）`,
        `同意：${facts.answeredBy}，${facts.answeredAt}（UTC）`,
        `目的：${facts.purpose}`,
        `范围：${facts.allGroups ? '全部群' : '指明的会话'}，${facts.from ?? '最早'} 到 ${facts.until ?? '现在'}（UTC）`,
        '',
        'index.html            用浏览器打开，离线阅读。里面没有脚本。',
        'conversations/        会话，一行一条消息，连同修改之前的文字。',
        'files/                会话里的文件。',
        '',
        '这里面有谁的话，谁就在自己的“我的数据”里看得到这次导出。申请、同意和每次下载都在台账里。',
        '这个文件的 SHA-256 也在台账里，可以用来核对。',
      ].join('\r\n'),
  },
  en: {
    title: (company: string) => `My data in ${company}`,
    exportTitle: (company: string) => `Export of conversations of ${company}`,
    conversations: 'Conversations',
    direct: 'Direct',
    thread: (name: string) => `Thread in ${name}`,
    nameless: 'A conversation without a name',
    formerMember: 'a former member',
    recalled: 'This message was taken back',
    note: 'A line of the conversation itself',
    edited: 'edited',
    earlier: 'Before',
    files: 'Files',
    notice: 'Notice',
    poll: 'Poll',
    forward: 'Forwarded a message',
    forwards: 'Forwarded several messages',
    contact: 'Contact',
    place: 'Place',
    room: 'Card of an app',
    before: 'Earlier',
    after: 'Later',
    back: 'All conversations',
    messages: (count: number) => (count === 1 ? '1 message' : `${count} messages`),
    readme: (company: string, at: string) =>
      [
        `My data in ${company}`,
        `This copy was asked for at ${at} (UTC).`,
        '',
        'index.html            Open it in a browser to read conversations offline. It holds no scripts.',
        'messages.jsonl        What I wrote, a message a line, with what it said before it was edited.',
        'conversations/        The conversations I am in now, as I may read them now.',
        'files/                Files that I sent.',
        'profile.json          My profile.',
        'devices.json          Devices that are signed in.',
        'settings.json         My settings.',
        'ledger.jsonl          Entries of the ledger that I caused or that are about me.',
        '',
        'Not in it: conversations I have left, files and profiles of others, any time of reading. Tautline keeps none.',
        'A .jsonl file is text (UTF-8) with one JSON object a line. All times are UTC.',
        'Tautline keeps this copy for 7 days. Once fetched, it is yours to keep safe.',
      ].join('\r\n'),
    exportReadme: (facts: ExportFacts) =>
      [
        `Export of conversations of ${facts.company}`,
        `Number: ${facts.id}`,
        `Asked for by ${facts.askedBy}, ${facts.askedAt} (UTC)`,
        `Agreed to by ${facts.answeredBy}, ${facts.answeredAt} (UTC)`,
        `Purpose: ${facts.purpose}`,
        `Scope: ${facts.allGroups ? 'all groups' : 'conversations by name'}, from ${facts.from ?? 'the first'} until ${facts.until ?? 'now'} (UTC)`,
        '',
        'index.html            Open it in a browser to read offline. It holds no scripts.',
        'conversations/        Conversations, a message a line, with what it said before it was edited.',
        'files/                Files of these conversations.',
        '',
        'Everybody whose words are in it sees this export under "My data". Request, agreement and each download stand in the ledger.',
        'So does the SHA-256 of this file, to check it by.',
      ].join('\r\n'),
  },
} as const;

export interface ExportFacts {
  readonly company: string;
  readonly id: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly answeredBy: string;
  readonly answeredAt: string;
  readonly purpose: string;
  readonly allGroups: boolean;
  readonly from: string | null;
  readonly until: string | null;
}

/** What is told to whoever asked, in the language in which he did. */
export const answeredWords = {
  zh: {
    title: '我的数据',
    own: '你要的数据副本做好了，7 天内可以下载。',
    ready: '你申请的导出做好了，7 天内可以下载。',
    refused: '你申请的导出没有得到同意。',
    holding: '你申请的法律保全得到同意，开始保全。',
    holdRefused: '你申请的法律保全没有得到同意。',
  },
  en: {
    title: 'Records',
    own: 'The copy of your data is ready. You can download it for 7 days.',
    ready: 'The export you asked for is ready. You can download it for 7 days.',
    refused: 'The export you asked for was refused.',
    holding: 'The legal hold you asked for was agreed to, and holds.',
    holdRefused: 'The legal hold you asked for was refused.',
  },
} as const;

/** What became of a request, in words; the same for a notification and on the screen. */
export function answerOf(
  { kind, state }: { readonly kind: string; readonly state: string },
  t: (typeof answeredWords)['zh' | 'en'],
): string {
  if (state === 'ready') return t.ready;
  if (state === 'holding') return t.holding;
  return kind === 'hold' ? t.holdRefused : t.refused;
}
