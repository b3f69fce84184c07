import { chatStore } from '#chat/web/index.ts';
import { namedIn } from '#chat/model/contract.ts';
import { cardHere, cardOf } from '#directory/web/index.ts';
import type { KindPolicy } from '#outbox/model/contract.ts';
import type { Seen } from '#outbox/web/index.ts';
import type { Ding, DingId } from '../model/contract.ts';
import { type DingKind, dingKinds } from '../model/notifying.ts';
import { isOpen } from '../model/state.ts';
import { dingNow, showAtOnce } from './dingStore.ts';

/** Where a ding stands as a message: there it is read and answered. */
export function pathOf({ places }: Pick<Ding, 'places'>): string {
  const { conversations } = chatStore.get();
  const sent = places.filter(({ number }) => number !== null);
  // A conversation that was opened by the ding may not be known here yet.
  const place = sent.find(({ conversationId }) => conversations[conversationId] !== undefined) ?? sent[0];
  return place === undefined ? '/ding' : `/chat/${place.conversationId}?m=${place.number}`;
}

/** How a ding looks on this device; null where it was answered or taken back meanwhile. */
export async function noticeOf(place: string, _number: number, kind: string): Promise<Seen | null> {
  const ding =
    (await dingNow()
      ?.calls.ding({ id: place as DingId })
      .catch(() => null)) ?? null;
  if (ding === null) return null;
  showAtOnce(ding);
  const policy = dingKinds[kind as DingKind];
  if (!isOpen(ding) || policy === undefined) return null;
  await cardOf(ding.authorId);
  const nameOf = (id: string): string => cardHere(id)?.name ?? '';
  const told = {
    title: nameOf(ding.authorId),
    from: '',
    text: namedIn(ding.text, nameOf) || ding.files.map(({ name }) => name).join(' '),
  };
  return { ...(policy as KindPolicy), told, path: pathOf(ding) };
}
