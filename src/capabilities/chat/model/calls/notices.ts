import { z } from 'zod';
import { anyMember } from '#directory/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';
import { type ConversationId, idOf, type MemberId, type MessageId } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';
import { DUE_DAYS, noticeCounts } from '../cards.ts';

const conversationId = idOf<ConversationId>();
const memberId = idOf<MemberId>();
const number = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const unknown = 'chat.conversationUnknown';

/** What the calls of notices need of the contract around them. */
interface Parts<Text extends z.ZodType, Message extends z.ZodType, Refusals extends readonly string[]> {
  readonly text: Text;
  readonly message: Message;
  readonly sendRefusals: Refusals;
}

/** Notices: messages that ask to be acknowledged. */
export function noticeCalls<
  Text extends z.ZodType,
  Message extends z.ZodType,
  const Refusals extends readonly string[],
>({ text, message, sendRefusals }: Parts<Text, Message, Refusals>) {
  return {
    sendNotice: command({
      summary:
        'Sends a message that asks everybody else in the conversation to acknowledge it, by the end of so many working days of each. The id is as in sendMessage.',
      allow: anyMember,
      input: z.object({
        id: idOf<MessageId>(),
        conversationId,
        text,
        dueDays: z.literal(DUE_DAYS).nullable(),
      }),
      output: z.object({ number, sentAt: instant }),
      refusals: [...sendRefusals, 'chat.notInThreads', 'chat.nobodyAsked'],
    }),
    noticePreview: query({
      summary: 'Whom a notice here would ask, and by when: the first and the last of their due times.',
      allow: anyMember,
      input: z.object({ conversationId, dueDays: z.literal(DUE_DAYS).nullable() }),
      output: z.object({ asked: z.number().int(), firstDueAt: instant.nullable(), lastDueAt: instant.nullable() }),
      refusals: [unknown],
    }),
    acknowledge: command({
      summary: 'Acknowledges a notice. It shows at once, also outside working time, and cannot be taken back.',
      allow: anyMember,
      input: z.object({ conversationId, number }),
      output: z.object({}),
      refusals: [unknown, 'chat.messageUnknown', 'chat.notAsked'],
    }),
    openNotices: query({
      summary: 'Notices that the caller has not acknowledged yet, those due first at the top.',
      allow: anyMember,
      input: z.object({}),
      output: z.array(z.object({ message, dueAt: instant.nullable() })),
      refusals: [],
    }),
    noticeById: query({
      summary: 'A notice by the id of its message, for who is in its conversation: what a reminder is about.',
      allow: anyMember,
      input: z.object({ id: idOf<MessageId>() }),
      output: z.object({
        message,
        acknowledged: z.boolean(),
        /** For its author. */
        counts: noticeCounts.nullable(),
      }),
      refusals: ['chat.messageUnknown'],
    }),
    noticeAnswers: query({
      summary:
        'How many have acknowledged a notice, for its author and those who keep the group; and, a page at a time, who has not though his due time has passed. Never when.',
      allow: anyMember,
      input: z.object({
        conversationId,
        number,
        after: memberId.nullable().default(null),
        limit: z.number().int().min(1).max(500).default(200),
      }),
      output: z.object({
        counts: noticeCounts,
        /** Are the missing named? Only where two keys have switched that on (R29). */
        names: z.boolean(),
        /** How many have not acknowledged though their due time has passed. */
        late: z.number().int(),
        /** Who that is, by id; empty where nobody is named. */
        missing: z.array(memberId),
        more: z.boolean(),
        /** How many of the others still have time; null due times never pass. */
        waiting: z.number().int(),
      }),
      refusals: [unknown, 'chat.messageUnknown', 'chat.notYours'],
      notesViews: true,
    }),
  };
}
