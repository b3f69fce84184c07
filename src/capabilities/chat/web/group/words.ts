import { defineWords } from '#platform/web/words.ts';

/** Words about keeping a group. */
export const groupWords = defineWords({
  settings: { zh: '群管理', en: 'Group settings' },
  done: { zh: '完成', en: 'Done' },
  onlyAdminsWrite: { zh: '只有群主和管理员发言', en: 'Only the owner and admins write' },
  onlyAdminsWriteHint: { zh: '其他人只读，草稿保留。', en: 'Everybody else reads. Drafts are kept.' },
  onlyAdminsAdd: { zh: '只有群主和管理员加人', en: 'Only the owner and admins add people' },
  onlyAdminsMention: { zh: '只有群主和管理员能提到所有人', en: 'Only the owner and admins mention everybody' },
  newcomersSeeLater: { zh: '新成员只看入群后的消息', en: 'Newcomers see only what comes after they join' },
  newcomersSeeLaterHint: {
    zh: '对今后入群的人生效，已在群里的人看到的不变。',
    en: 'For who joins from now on. For those who are in, nothing changes.',
  },
  companyMentions: { zh: '企业已这样设定', en: 'The company has it so' },

  link: { zh: '入群链接', en: 'Link into the group' },
  noLink: { zh: '企业成员打开链接就能入群。', en: 'Members of the company who open the link join.' },
  makeLink: { zh: '生成链接', en: 'Make a link' },
  closeLink: { zh: '停用链接', en: 'End the link' },
  approval: { zh: '入群要管理员同意', en: 'An admin lets people in' },
  approvalHint: { zh: '外部联系人总是要同意。', en: 'Guests always ask.' },
  works: { zh: '有效期', en: 'Works for' },
  days: {
    zh: (n: number) => (n === 365 ? '1 年' : `${n} 天`),
    en: (n: number) => (n === 365 ? '1 year' : n === 1 ? '1 day' : `${n} days`),
  },
  worksUntil: { zh: (when: string) => `有效至 ${when}`, en: (when: string) => `Works until ${when}` },
  address: { zh: '链接地址', en: 'Address' },
  qr: { zh: '入群二维码', en: 'QR code into the group' },

  requests: { zh: '入群申请', en: 'Requests to join' },
  requestsWaiting: { zh: (n: number) => `${n} 人申请入群`, en: (n: number) => `${n} ask to join` },
  letIn: { zh: '同意', en: 'Let in' },
  letInOf: { zh: (name: string) => `同意 ${name} 入群`, en: (name: string) => `Let ${name} in` },
  decline: { zh: '拒绝', en: 'Decline' },
  declineOf: { zh: (name: string) => `拒绝 ${name} 入群`, en: (name: string) => `Decline ${name}` },

  archive: { zh: '归档群组', en: 'Archive the group' },
  archiveTitle: { zh: (name: string) => `归档“${name}”`, en: (name: string) => `Archive ${name}` },
  archiveText: {
    zh: '之后谁也不能在群里发消息，消息仍能看到和搜到。群主可以随时恢复。',
    en: 'Nobody can write in it any more. Its messages can still be read and found. The owner can take it out again at any time.',
  },
  unarchive: { zh: '恢复群组', en: 'Take out of the archive' },
  archivedHere: { zh: '这个群已归档，只能查看。', en: 'This group is archived. It can only be read.' },
  onlyAdminsHere: { zh: '这个群里只有群主和管理员发言。', en: 'Only the owner and admins write in this group.' },
  channel: { zh: '只读', en: 'Read only' },

  announcement: { zh: '群公告', en: 'Announcement' },
  toAnnouncement: { zh: '看群公告', en: 'Go to the announcement' },

  findMembers: { zh: '搜索成员', en: 'Find members' },
  noneFound: { zh: '没有找到', en: 'Nobody found' },
  quietly: { zh: '悄悄退出', en: 'Leave quietly' },
  quietlyHint: { zh: '会话里不提示。', en: 'The conversation says nothing of it.' },

  joinGroup: { zh: '加入群组', en: 'Join the group' },
  joinNow: { zh: '加入', en: 'Join' },
  askToJoin: { zh: '申请加入', en: 'Ask to join' },
  askHint: { zh: '群主或管理员同意后入群。', en: 'The owner or an admin lets you in.' },
  waits: { zh: '已申请，等群主或管理员同意。', en: 'You have asked. The owner or an admin lets you in.' },
  open: { zh: '打开会话', en: 'Open the conversation' },
  linkFailed: { zh: '链接没有打开', en: 'The link was not opened' },
});
