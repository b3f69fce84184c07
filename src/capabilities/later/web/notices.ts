import { chatStore } from '#chat/web/index.ts';
import { namedIn } from '#chat/model/contract.ts';
import { cardHere, cardOf } from '#directory/web/index.ts';
import type { Seen } from '#outbox/web/index.ts';
import type { MessageId } from '#platform/model/ids.ts';
import type { SavedId } from '../model/contract.ts';
import { laterKinds } from '../model/notifying.ts';
import { laterStore, readSaved, savedMessages } from './laterStore.ts';

const nameOf = (id: string): string => cardHere(id)?.name ?? '';

/** How a reminder, or what was not sent, looks on this device; null where it is over by now. */
export async function noticeOf(place: string, _number: number, kind: string): Promise<Seen | null> {
  if (kind === 'unsent') {
    const unsent = laterStore.get().scheduled[place as MessageId];
    if (unsent?.state !== 'failed') return null;
    const text = namedIn(unsent.text, nameOf);
    return { ...laterKinds.unsent, told: { title: '', from: '', text }, path: '/later?tab=scheduled' };
  }
  const id = place as SavedId;
  await readSaved([id]).catch(() => {});
  const message = savedMessages.get()[id] ?? null;
  const conversation = message === null ? undefined : chatStore.get().conversations[message.conversationId];
  if (message === null || conversation === undefined || message.recalled) return null;
  await cardOf(message.authorId);
  const isDirect = conversation.kind === 'direct';
  const author = nameOf(message.authorId);
  const words = message.text === '' ? message.files.map(({ name }) => name).join(' ') : message.text;
  return {
    ...laterKinds.reminder,
    told: {
      title: isDirect ? author : conversation.name,
      from: isDirect ? '' : author,
      text: namedIn(words, nameOf),
    },
    path: `/chat/${message.conversationId}?m=${message.number}`,
  };
}
