import { defineWords } from '#platform/web/words.ts';

/** Words of forwards. */
export const forwardWords = defineWords({
  forward: { zh: '转发', en: 'Forward' },
  forwardTo: { zh: '转发到', en: 'Forward to' },
  whoSees: {
    zh: '只有也在原会话里的人能看到内容；撤回或修改原消息，这里跟着变。',
    en: 'Only members of the original conversation can read it here. Edits and recalls of the original show.',
  },
  note: { zh: '附一句话', en: 'Add a line' },
  send: { zh: '转发', en: 'Forward' },
  sent: { zh: '已转发', en: 'Forwarded' },
  findConversation: { zh: '找会话', en: 'Find a conversation' },
  hidden: {
    zh: '这条消息来自你不在的会话，看不到内容。',
    en: 'From a conversation you are not in. You cannot read it.',
  },
  from: { zh: (name: string) => `转自 ${name}`, en: (name: string) => `From ${name}` },
  loading: { zh: '正在载入转发的消息', en: 'Loading the forwarded message' },
  gone: { zh: '原消息已撤回', en: 'The original was recalled' },
  open: { zh: '查看原消息', en: 'Open the original' },
  record: { zh: (name: string) => `${name}的聊天记录`, en: (name: string) => `Chat record of ${name}` },
  count: { zh: (n: number) => `${n} 条消息`, en: (n: number) => (n === 1 ? '1 message' : `${n} messages`) },
  someHidden: {
    zh: (n: number) => `还有 ${n} 条你看不到。`,
    en: (n: number) => `${n} more you cannot read.`,
  },
  selectSeveral: { zh: '多选', en: 'Select several' },
  selecting: { zh: '选择消息', en: 'Selecting messages' },
  selected: { zh: (n: number) => `已选 ${n} 条`, en: (n: number) => `${n} selected` },
  select: { zh: (what: string) => `选择：${what}`, en: (what: string) => `Select: ${what}` },
  stopSelecting: { zh: '退出多选', en: 'Stop selecting' },
  atMost: { zh: (n: number) => `一次最多选 ${n} 条`, en: (n: number) => `${n} messages at most at once` },
  way: { zh: '怎样转发', en: 'How to forward' },
  merged: { zh: '合并成一条', en: 'As one card' },
  oneByOne: { zh: '逐条转发', en: 'One by one' },
});
