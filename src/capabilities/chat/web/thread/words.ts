import { defineWords } from '#platform/web/words.ts';

/** Words of threads. */
export const threadWords = defineWords({
  thread: { zh: '话题', en: 'Thread' },
  threads: { zh: '话题', en: 'Threads' },
  threadIn: { zh: (name: string) => `${name} 的话题`, en: (name: string) => `Thread in ${name}` },
  replyInThread: { zh: '在话题里回复', en: 'Reply in thread' },
  replies: { zh: (n: number) => `${n} 条回复`, en: (n: number) => (n === 1 ? '1 reply' : `${n} replies`) },
  lastReply: { zh: (when: string) => `最近 ${when}`, en: (when: string) => `last ${when}` },
  unreadHere: { zh: (n: number) => `${n} 条未读`, en: (n: number) => `${n} unread` },
  follow: { zh: '关注话题', en: 'Follow the thread' },
  unfollow: { zh: '不再关注话题', en: 'Stop following' },
  followed: { zh: '已关注，新回复会计入未读', en: 'Following: new replies count as unread' },
  unfollowed: { zh: '不再关注，新回复不再提醒', en: 'Not following: replies no longer count' },
  writeHere: { zh: '回复这条消息', en: 'Reply to this message' },
  noReplies: {
    zh: '还没有回复。回复和被 @ 的人会自动关注。',
    en: 'No replies yet. Who replies or is mentioned follows.',
  },
  threadFailed: { zh: '话题打不开', en: 'The thread cannot be opened' },
  rootUnknown: { zh: '这条消息不在了。', en: 'This message is not there.' },
  emptyThreads: {
    zh: '你还没有关注话题。回复消息的话题，或被 @ 到，就会出现在这里。',
    en: 'No threads followed. Reply in one, or be mentioned, and it shows here.',
  },
  showInConversation: { zh: '在会话中查看', en: 'Show in the conversation' },
});
