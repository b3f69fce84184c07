import { z } from 'zod';
import { anyMember } from '#directory/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';
import { type ConversationId, idOf, type MessageId } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';
import { FORWARD_MAX } from '../cards.ts';

const conversationId = idOf<ConversationId>();
const number = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const place = z.object({ conversationId, number });
/** Messages of one conversation; each once. They are forwarded in the order in which they were said. */
const places = z.object({
  conversationId,
  numbers: z
    .array(number)
    .min(1)
    .max(FORWARD_MAX)
    .refine((all) => new Set(all).size === all.length),
});
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
    forwardEach: command({
      summary:
        'Forwards several messages of one conversation, each as one of its own, all or none. An id for each; the text goes with the first.',
      allow: anyMember,
      input: z
        .object({ ids: z.array(idOf<MessageId>()).max(FORWARD_MAX), conversationId, text: caption, source: places })
        .refine(
          ({ ids, source }) => new Set(ids).size === source.numbers.length && ids.length === source.numbers.length,
          {
            path: ['ids'],
          },
        ),
      output: z.object({ numbers: z.array(number) }),
      refusals: [...sendRefusals, 'chat.notInThreads'],
    }),
    forwardMerged: command({
      summary: 'Forwards several messages of one conversation as one that points to all of them.',
      allow: anyMember,
      input: z.object({ id: idOf<MessageId>(), conversationId, text: caption, source: places }),
      output: z.object({ number, sentAt: instant }),
      refusals: [...sendRefusals, 'chat.notInThreads'],
    }),
    forwarded: query({
      summary: 'Which messages some forwards of a conversation point to; null where the caller may not see them.',
      allow: anyMember,
      input: z.object({ conversationId, numbers: z.array(number).max(50) }),
      output: z.array(z.object({ number, source: z.object({ conversationId, numbers: z.array(number) }).nullable() })),
      refusals: [unknown],
    }),
  };
}
