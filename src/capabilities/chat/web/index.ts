import { IconEyeCheck, IconMessage, IconTrash } from '@tabler/icons-react';
import { admins } from '#directory/model/contract.ts';
import { registerAdminSection, registerLedgerLines } from '#directory/web/index.ts';
import { registerMeSection } from '#identity/web/index.ts';
import { registerNotices } from '#outbox/web/index.ts';
import { whenCompanyOpens } from '#platform/web/company.ts';
import type { Page } from '#platform/web/pages.ts';
import { registerPaletteSource } from '#platform/web/palette.ts';
import { registerRefusals } from '#platform/web/refusals.ts';
import { openChat } from './chatStore.ts';
import { deletionLines } from './deleted/ledgerLines.ts';
import { openDrafts } from './drafts.ts';
import { noticeOf as openNoticeOf } from './notice/noticeOf.ts';
import { openOpenNotices } from './notice/openNotices.ts';
import { noticeOf } from './notices.ts';
import { conversationSource } from './palette.tsx';
import { openReach } from './reach/reach.ts';
import { openReacting } from './reacting.ts';
import { refusals } from './refusals.ts';
import './voice/nextVoice.ts';

export { Attaching } from './AttachingLater.tsx';
export { chatStore, useConversation } from './chatStore.ts';
export { fromWire, isMeantAsText, toWire, withNames } from './composing.ts';
export { fitting, joined } from './staging.ts';
export { useMessageLine } from './messageLine.ts';
export { ConversationAvatar, useMentionNames, usePlaceTitle, useTitle } from './names.tsx';
export { conversationsNamed } from './naming.ts';
export { MessageText } from './MessageText.tsx';
export { useParticipants } from './participants.ts';
export { useMe } from './useMe.ts';
export { inListOrder } from './rows.ts';
export {
  registerComposerLine,
  registerConversationFact,
  registerConversationPlace,
  registerDeletedFact,
  registerListPlace,
  registerMessageActions,
  registerOtherSend,
  registerReceiptAction,
  registerRoomCard,
  registerSelectionActions,
  registerToolSend,
  urgentIn,
  type Written,
} from './slots.ts';

registerRefusals(refusals);
registerPaletteSource(conversationSource);
registerNotices('chat', noticeOf);
registerNotices('chat.notice', openNoticeOf);
whenCompanyOpens(async (company) => {
  const closeChat = await openChat(company);
  const closings = [
    closeChat,
    openOpenNotices(company),
    openReach(company),
    ...(await Promise.all([openDrafts(company), openReacting(company)])),
  ];
  return () => {
    for (const close of closings) close();
  };
});
registerMeSection({
  id: 'receipts',
  label: { zh: '已读回执', en: 'Read receipts' },
  icon: IconEyeCheck,
  order: 35,
  load: () => import('./ReceiptSettings.tsx').then((file) => ({ default: file.ReceiptSettings })),
});

registerMeSection({
  id: 'deleted',
  label: { zh: '已删除的会话', en: 'Deleted conversations' },
  icon: IconTrash,
  order: 45,
  load: () => import('./deleted/DeletedSection.tsx').then((file) => ({ default: file.DeletedSection })),
});
registerAdminSection({
  id: 'deleted',
  label: { zh: '已删除的会话', en: 'Deleted conversations' },
  icon: IconTrash,
  roles: admins,
  load: () => import('./deleted/CompanyDeleted.tsx').then((file) => ({ default: file.CompanyDeleted })),
});
registerLedgerLines(deletionLines);

/** The screens of chat. */
export const pages: readonly Page[] = [
  {
    path: ['/chat', '/chat/$conversationId'],
    area: 'company',
    load: () => import('./ChatPage.tsx').then((file) => ({ default: file.ChatPage })),
    nav: { label: { zh: '消息', en: 'Chat' }, icon: IconMessage, order: 10 },
  },
  {
    path: '/chat/join/$token',
    area: 'company',
    load: () => import('./group/JoinGroupPage.tsx').then((file) => ({ default: file.JoinGroupPage })),
  },
  {
    path: '/chat/with/$memberId',
    area: 'company',
    load: () => import('./WithMemberPage.tsx').then((file) => ({ default: file.WithMemberPage })),
  },
];
