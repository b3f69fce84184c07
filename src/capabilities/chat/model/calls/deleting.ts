import { z } from 'zod';
import { admins, anyMember } from '#directory/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';
import { type ConversationId, idOf, type MemberId } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';

const conversationId = idOf<ConversationId>();
const unknown = 'chat.conversationUnknown';

/** A group that was deleted, for who was in it and for who may restore it: it is erased for good on its day. */
export const deletedConversation = z.object({
  id: conversationId,
  name: z.string(),
  deletedBy: idOf<MemberId>(),
  deletedAt: instant,
  eraseAt: instant,
});
export type DeletedConversation = z.output<typeof deletedConversation>;

export const deletingCalls = {
  deleteConversation: command({
    summary:
      'Deletes a group, which is named to be sure: it vanishes for everybody at once, and is erased for good 30 days later.',
    allow: anyMember,
    input: z.object({ conversationId, name: z.string().max(100) }),
    output: deletedConversation,
    refusals: [unknown, 'chat.mayNotManage', 'chat.nameDiffers'],
  }),
  restoreConversation: command({
    summary: 'Brings a deleted group back as it was: whoever deleted it may, and owner and admins of the company.',
    allow: anyMember,
    input: z.object({ conversationId }),
    output: z.object({}),
    refusals: [unknown, 'chat.mayNotRestore', 'chat.beingErased'],
  }),
  deletedConversations: query({
    summary: 'All groups of the company that were deleted and are not erased yet, the latest first.',
    allow: admins,
    input: z.object({}),
    output: z.array(deletedConversation),
    refusals: [],
  }),
};
