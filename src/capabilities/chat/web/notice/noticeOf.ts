import { cardHere, cardOf } from '#directory/web/index.ts';
import type { Seen } from '#outbox/web/index.ts';
import type { MemberId, MessageId } from '#platform/model/ids.ts';
import { mentionsIn, namedIn } from '../../model/mentions.ts';
import { NOTICE_NUMBERS, wordsOfNotice } from '../../model/notifying.ts';
import { chatStore, deviceNow } from '../chatStore.ts';

/** How a reminder of a notice, or what became of an own one, looks on this device; null where that is past. */
export async function noticeOf(place: string, number: number): Promise<Seen | null> {
  const found = await deviceNow()
    ?.calls.noticeById({ id: place as MessageId })
    .catch(() => null);
  if (found === null || found === undefined) return null;
  const { message, acknowledged, counts } = found;
  const isReminder = number === NOTICE_NUMBERS.reminder;
  if (isReminder ? acknowledged : counts === null) return null;
  await Promise.all([message.authorId, ...mentionsIn(message.text).memberIds].map(cardOf));
  const conversation = chatStore.get().conversations[message.conversationId];
  const nameOf = (memberId: MemberId) => cardHere(memberId)?.name ?? '';
  const text = namedIn(message.text, nameOf);
  const missing = counts === null ? 0 : counts.of - counts.acknowledged;
  return {
    told: {
      title: conversation === undefined || conversation.name === '' ? nameOf(message.authorId) : conversation.name,
      from: '',
      text: wordsOfNotice(isReminder ? 'reminder' : 'summary', text, missing, counts?.of ?? 0),
    },
    meant: true,
    path: `/chat/${message.conversationId}?m=${message.number}`,
  };
}
