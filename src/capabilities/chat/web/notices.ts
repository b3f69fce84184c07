import { cardHere } from '#directory/web/index.ts';
import type { Seen } from '#outbox/web/index.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { namedIn } from '../model/mentions.ts';
import { type TalkKind, talkKinds } from '../model/notifying.ts';
import { chatStore } from './chatStore.ts';

/** How a message that is to be told looks on this device; null where it was read here, or is not known. */
export function noticeOf(place: string, number: number, kind: string): Seen | null {
  const id = place as ConversationId;
  const { conversations, timelines } = chatStore.get();
  const conversation = conversations[id];
  if (conversation === undefined || conversation.readNumber >= number) return null;
  const message =
    conversation.last?.number === number
      ? conversation.last
      : timelines[id]?.messages.find((one) => one.number === number);
  const nameOf = (memberId: MemberId) => cardHere(memberId)?.name ?? '';
  const author = message === undefined ? '' : nameOf(message.authorId);
  const files = message?.files.map(({ name }) => name).join(' ') ?? '';
  const isDirect = conversation.kind === 'direct';
  return {
    told: {
      title: isDirect ? author : conversation.name,
      from: isDirect ? '' : author,
      text: namedIn(message?.text === '' ? files : (message?.text ?? ''), nameOf),
    },
    meant: talkKinds[kind as TalkKind]?.meant ?? false,
    path: `/chat/${place}?m=${number}`,
  };
}
