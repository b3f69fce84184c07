import { z } from 'zod';
import { anyMember } from '#directory/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';
import { type ConversationId, idOf, type MessageId } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';

const conversationId = idOf<ConversationId>();
const number = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const place = z.object({ conversationId, number });
const unknown = 'chat.conversationUnknown';

interface Parts<Caption extends z.ZodType, Refusals extends readonly string[]> {
  readonly caption: Caption;
  readonly sendRefusals: Refusals;
}

/** Forwards: messages that point to a message elsewhere, and show it to who may see it there. */
export function forwardCalls<Caption extends z.ZodType, const Refusals extends readonly string[]>({
  caption,
  sendRefusals,
}: Parts<Caption, Refusals>) {
  return {
    forward: command({
      summary:
        'Points to a message from another conversation. What it says is shown to those only who are in that conversation. The id is as in sendMessage.',
      allow: anyMember,
      input: z.object({ id: idOf<MessageId>(), conversationId, text: caption, source: place }),
      output: z.object({ number, sentAt: instant }),
      refusals: [...sendRefusals, 'chat.notInThreads'],
    }),
    forwarded: query({
      summary: 'Which messages some forwards of a conversation point to; null where the caller may not see it.',
      allow: anyMember,
      input: z.object({ conversationId, numbers: z.array(number).max(50) }),
      output: z.array(z.object({ number, source: place.nullable() })),
      refusals: [unknown],
    }),
  };
}
