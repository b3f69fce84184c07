import { cardHere, cardOf } from '#directory/web/index.ts';
import type { Seen } from '#outbox/web/index.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { mentionsIn, namedIn } from '../model/mentions.ts';
import { type TalkKind, talkKinds } from '../model/notifying.ts';
import { chatStore } from './chatStore.ts';

/** The message that is to be told, where it is known here and was not read. */
function unreadAt(id: ConversationId, number: number) {
  const { conversations, timelines } = chatStore.get();
  const conversation = conversations[id];
  if (conversation === undefined || conversation.readNumber >= number) return null;
  const isLast = conversation.last?.number === number;
  const message = isLast ? conversation.last : timelines[id]?.messages.find((one) => one.number === number);
  return { conversation, message: message ?? null };
}

/** How a message that is to be told looks on this device; null where it was read here, or is not known. */
export async function noticeOf(place: string, number: number, kind: string): Promise<Seen | null> {
  const id = place as ConversationId;
  const first = unreadAt(id, number)?.message ?? null;
  if (first !== null) await Promise.all([first.authorId, ...mentionsIn(first.text).memberIds].map(cardOf));
  // Names may have been asked for: it may have been read meanwhile.
  const found = unreadAt(id, number);
  if (found === null) return null;
  const { conversation, message } = found;
  const nameOf = (memberId: MemberId) => cardHere(memberId)?.name ?? '';
  const author = message === null ? '' : nameOf(message.authorId);
  const files = message?.files.map(({ name }) => name).join(' ') ?? '';
  const parentId = conversation.thread?.conversationId;
  const { kind: shape, name } =
    (parentId === undefined ? null : chatStore.get().conversations[parentId]) ?? conversation;
  const isDirect = shape === 'direct';
  return {
    told: {
      title: isDirect ? author : name,
      from: isDirect ? '' : author,
      text: namedIn(message?.text === '' ? files : (message?.text ?? ''), nameOf),
    },
    meant: talkKinds[kind as TalkKind]?.meant ?? false,
    path: `/chat/${place}?m=${number}`,
  };
}
