import { z } from 'zod';
import { anyMember } from '#directory/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';
import { type ConversationId, idOf, type MemberId, type MessageId } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';
import { POLL_OPTION_LENGTH_MAX, POLL_OPTIONS_MAX, POLL_OPTIONS_MIN } from '../cards.ts';

const conversationId = idOf<ConversationId>();
const memberId = idOf<MemberId>();
const number = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const place = z
  .number()
  .int()
  .min(0)
  .max(POLL_OPTIONS_MAX - 1);
const unknown = 'chat.conversationUnknown';

/** Well-formed Unicode on one line, without NUL. */
const option = z
  .string()
  .trim()
  .min(1)
  .max(POLL_OPTION_LENGTH_MAX)
  .refine((value) => value.isWellFormed() && !/[\0\r\n]/.test(value));

const isUnique = (values: readonly unknown[]) => new Set(values).size === values.length;

interface Parts<Text extends z.ZodType, Refusals extends readonly string[]> {
  readonly text: Text;
  readonly sendRefusals: Refusals;
}

/** Polls: messages that ask to choose. */
export function pollCalls<Text extends z.ZodType, const Refusals extends readonly string[]>({
  text,
  sendRefusals,
}: Parts<Text, Refusals>) {
  return {
    sendPoll: command({
      summary:
        'Sends a question with options. Anonymous: nobody is ever told who chose what. The id is as in sendMessage.',
      allow: anyMember,
      input: z.object({
        id: idOf<MessageId>(),
        conversationId,
        text,
        options: z.array(option).min(POLL_OPTIONS_MIN).max(POLL_OPTIONS_MAX).refine(isUnique),
        multiple: z.boolean(),
        anonymous: z.boolean(),
        endsAt: instant.nullable(),
      }),
      output: z.object({ number, sentAt: instant }),
      refusals: [...sendRefusals, 'chat.notInThreads', 'chat.endRefused'],
    }),
    vote: command({
      summary:
        'Chooses options of a poll, by place from 0, in place of what was chosen before; none takes the vote back.',
      allow: anyMember,
      input: z.object({ conversationId, number, options: z.array(place).max(POLL_OPTIONS_MAX).refine(isUnique) }),
      output: z.object({}),
      refusals: [
        unknown,
        'chat.messageUnknown',
        'chat.mayNotSend',
        'chat.archived',
        'chat.pollEnded',
        'chat.optionsRefused',
      ],
    }),
    closePoll: command({
      summary:
        'Ends a poll: for its author and those who keep the group. An anonymous one then forgets who chose what.',
      allow: anyMember,
      input: z.object({ conversationId, number }),
      output: z.object({}),
      refusals: [unknown, 'chat.messageUnknown', 'chat.notYours'],
    }),
    voters: query({
      summary: 'Who chose an option of a named poll, by id, a page at a time; never when.',
      allow: anyMember,
      input: z.object({
        conversationId,
        number,
        option: place,
        after: memberId.nullable().default(null),
        limit: z.number().int().min(1).max(500).default(200),
      }),
      output: z.object({ memberIds: z.array(memberId), more: z.boolean() }),
      refusals: [unknown, 'chat.messageUnknown', 'chat.pollAnonymous'],
    }),
  };
}
