import { defineWords } from '#platform/web/words.ts';

/** Words about groups that were deleted. Moments come in as text. */
export const deletedWords = defineWords({
  title: { zh: '已删除的会话', en: 'Deleted conversations' },
  intro: {
    zh: '删除的群对所有人马上消失，30 天后彻底删除。在这之前，删除它的人和企业管理员可以恢复。',
    en: 'A deleted group is gone for everybody at once and erased for good after 30 days. Until then whoever deleted it, and admins of the company, can restore it.',
  },
  none: { zh: '没有已删除的会话。', en: 'No conversation was deleted.' },
  told: {
    zh: (who: string, name: string) => `${who} 删除了“${name}”`,
    en: (who: string, name: string) => `${who} deleted ${name}`,
  },
  done: {
    zh: (name: string) => `“${name}”已删除，30 天内可以在“我”里恢复`,
    en: (name: string) => `${name} was deleted. For 30 days you can restore it under “Me”`,
  },
  see: { zh: '查看', en: 'See' },
  heard: { zh: '知道了', en: 'Dismiss' },
  by: {
    zh: (who: string, when: string) => `${who}在 ${when} 删除`,
    en: (who: string, when: string) => `Deleted by ${who}, ${when}`,
  },
  me: { zh: '你', en: 'you' },
  erasedFrom: {
    zh: (when: string) => `${when} 起彻底删除`,
    en: (when: string) => `Erased for good from ${when} on`,
  },
  restore: { zh: '恢复', en: 'Restore' },
  restoreOf: { zh: (name: string) => `恢复“${name}”`, en: (name: string) => `Restore ${name}` },
  restored: { zh: (name: string) => `“${name}”恢复了`, en: (name: string) => `${name} is back` },

  remove: { zh: '删除群组', en: 'Delete the group' },
  removeTitle: { zh: (name: string) => `删除“${name}”`, en: (name: string) => `Delete ${name}` },
  removeText: {
    zh: '对群里所有人马上消失：消息、文件、话题、链接都打不开。群里的人会看到是你删除的。',
    en: 'It is gone for everybody in it at once: messages, files, threads and its link. Everybody in it reads that you deleted it.',
  },
  removeGrace: {
    zh: '30 天内，你和企业管理员可以原样恢复；之后彻底删除，谁也找不回。',
    en: 'For 30 days you and admins of the company can restore it as it was. Then it is erased for good.',
  },
});
