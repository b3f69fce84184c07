import { z } from 'zod';
import { anyMember } from '#directory/model/contract.ts';
import { command } from '#platform/model/contract.ts';
import { type ConversationId, idOf, type MemberId, type MessageId } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';
import { PLACE_LENGTH_MAX } from '../cards.ts';

const id = idOf<MessageId>();
const conversationId = idOf<ConversationId>();
const output = z.object({ number: z.number().int(), sentAt: instant });

/** Well-formed Unicode on one line, without NUL; may be empty. */
const line = z
  .string()
  .trim()
  .max(PLACE_LENGTH_MAX)
  .refine((value) => value.isWellFormed() && !/[\0\r\n]/.test(value));

const point = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracyM: z.number().min(0).max(100_000),
});

/** What is handed over by a tap: who somebody is, and where something is. */
export function handingCalls<const Refusals extends readonly string[]>({
  sendRefusals,
}: {
  readonly sendRefusals: Refusals;
}) {
  return {
    sendContact: command({
      summary:
        'Sends who somebody is: the id of a member, whose name, title and departments each reader sees as the directory lets him. Guests send only those with whom they share a conversation.',
      allow: anyMember,
      input: z.object({ id, conversationId, memberId: idOf<MemberId>() }),
      output,
      refusals: [...sendRefusals, 'chat.notInThreads', 'chat.memberUnknown'],
    }),
    sendPlace: command({
      summary:
        'Sends a place: a name, an address, a point, or some of them. The point is rounded to about ten metres and erased after 60 days.',
      allow: anyMember,
      input: z
        .object({ id, conversationId, name: line, address: line, point: point.nullable() })
        .refine(({ name, point: at }) => name !== '' || at !== null, { path: ['name'] }),
      output,
      refusals: [...sendRefusals, 'chat.notInThreads'],
    }),
  };
}
