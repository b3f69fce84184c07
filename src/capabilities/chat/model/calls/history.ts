import { z } from 'zod';
import { anyMember } from '#directory/model/contract.ts';
import { command } from '#platform/model/contract.ts';
import { type ConversationId, idOf } from '#platform/model/ids.ts';

/** What of a group those see who join it from now on: all that was said, or only what comes after they joined. */
export const newcomersSee = z.enum(['everything', 'afterJoining']);
export type NewcomersSee = z.output<typeof newcomersSee>;

export const historyCalls = {
  setNewcomersSee: command({
    summary:
      'Says what those see who join a group from now on: everything, or only what comes after they joined. Nothing changes for who is in it.',
    allow: anyMember,
    input: z.object({ conversationId: idOf<ConversationId>(), newcomersSee }),
    output: z.object({}),
    refusals: ['chat.conversationUnknown', 'chat.mayNotManage'],
  }),
};
