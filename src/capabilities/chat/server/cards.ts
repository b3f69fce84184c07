import type { Attachment } from '#files/model/contract.ts';
import type { ConversationId, MessageId } from '#platform/model/ids.ts';
import { ensure, refuse } from '#platform/model/refusal.ts';
import { announce } from '#platform/server/announce.ts';
import type { Context } from '#platform/server/context.ts';
import { type Card, chatEvent, type Message } from '../model/contract.ts';
import { mentionsIn } from '../model/mentions.ts';
import { enterToSend } from './history.ts';
import type { CardPlace } from './store/cards.ts';
import type { ReadStep } from './store/lane.ts';
import * as messages from './store/messages.ts';
import { ensureMaySend } from './talking.ts';

/** How a card's counts are told: so long they are collected, so that thousands who answer make an event a second. */
export const COUNT_AFTER_MS = 1_000;

interface Asking {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly text: string;
  readonly card: Card;
  /** What hangs on it, where anything does. */
  readonly files?: readonly Attachment[];
}

/** What a message with a card comes to; `message` is null where a retry has found it. */
export interface SentCard {
  readonly number: number;
  readonly sentAt: Date;
  readonly message: Message | null;
  readonly read: ReadStep | null;
}

/** Stores and tells a message with a card. `prepare` decides what else speaks against it, and what it needs; the conversation is locked. */
export async function sendCard<Prepared>(
  ctx: Context,
  { id, conversationId, text, card, files = [] }: Asking,
  prepare: () => Promise<Prepared>,
  store: (place: CardPlace, prepared: Prepared) => Promise<void>,
): Promise<SentCard> {
  const { kind } = await enterToSend(ctx, conversationId);
  // In a thread are those who follow it: whom it would ask changes with every answer.
  ensure(kind === 'thread' ? refuse('chat.notInThreads') : null);
  await ensureMaySend(ctx, { id, conversationId, text, replyTo: null, files: [], thread: null });
  const known = await messages.findById(ctx, id);
  if (known !== null) return { number: known.number, sentAt: known.sentAt, message: null, read: null };
  const prepared = await prepare();
  const { memberId: authorId, now: sentAt } = ctx;
  const { message, readFrom } = await messages.insertWhole(ctx, {
    ...{ id, conversationId, authorId, text, card, sentAt },
    replyTo: null,
    files: [...files],
  });
  const { number } = message;
  const { memberIds, all } = mentionsIn(text);
  if (all || memberIds.length > 0) await messages.replaceMentions(ctx, conversationId, number, memberIds, all);
  await announce(ctx, chatEvent, { type: 'chat.messageSent', message }, { topic: conversationId, ref: number });
  await store({ conversationId, number }, prepared);
  return { number, sentAt, message, read: { conversationId, memberId: authorId, from: readFrom, to: number } };
}

/** Items by the card they belong to. */
export function byCard<Item extends CardPlace>(items: readonly Item[]): Map<string, Item[]> {
  return Map.groupBy(items, keyOf);
}

export const keyOf = ({ conversationId, number }: CardPlace): string => `${conversationId} ${number}`;
