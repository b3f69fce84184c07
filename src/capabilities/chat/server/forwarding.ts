import type { InputOf } from '#platform/model/contract.ts';
import type { ConversationId, MessageId } from '#platform/model/ids.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import type { Context } from '#platform/server/context.ts';
import type { Card, chatCalls } from '../model/contract.ts';
import { canBeForwarded } from '../model/forwarding.ts';
import { sendCard, type SentCard } from './cards.ts';
import * as store from './store/forwards.ts';
import { messagesByNumber } from './store/messages.ts';
import { ensureInside } from './history.ts';

type Calls = typeof chatCalls;

/** Points to a message that people wrote, in a conversation that one is in. */
export function forward(ctx: Context, { source, ...to }: InputOf<Calls['forward']>): Promise<SentCard> {
  return pointTo(ctx, to, { kind: 'forward' }, source.conversationId, [source.number]);
}

/** Points to each of several messages, in the order in which they were said: few enough that each goes as it would alone. */
export async function forwardEach(
  ctx: Context,
  { ids, conversationId, text, source }: InputOf<Calls['forwardEach']>,
): Promise<SentCard[]> {
  const sent: SentCard[] = [];
  for (const [place, number] of inOrder(source.numbers).entries()) {
    const to = { id: ids[place] as MessageId, conversationId, text: place === 0 ? text : '' };
    sent.push(await forward(ctx, { ...to, source: { conversationId: source.conversationId, number } }));
  }
  return sent;
}

/** Points to several messages by one. */
export function forwardMerged(ctx: Context, { source, ...to }: InputOf<Calls['forwardMerged']>): Promise<SentCard> {
  const numbers = inOrder(source.numbers);
  return pointTo(ctx, to, { kind: 'forwards', count: numbers.length }, source.conversationId, numbers);
}

interface To {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly text: string;
}

function pointTo(
  ctx: Context,
  { id, conversationId, text }: To,
  card: Card,
  sourceId: ConversationId,
  numbers: number[],
) {
  return sendCard(
    ctx,
    { id, conversationId, text: text.trim() === '' ? '' : text, card },
    async () => {
      const place = await ensureInside(ctx, sourceId);
      const found = await messagesByNumber(ctx, sourceId, numbers, place);
      if (found.length < numbers.length || !found.every(canBeForwarded)) {
        throw new Refused(refuse('chat.messageUnknown'));
      }
    },
    (place) => store.insertForward(ctx, place, sourceId, numbers),
  );
}

const inOrder = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

export async function forwarded(ctx: Context, { conversationId, numbers }: InputOf<Calls['forwarded']>) {
  const { hiddenNumber } = await ensureInside(ctx, conversationId);
  const seen = numbers.filter((number) => number > hiddenNumber);
  const rows = await store.sourcesOf(ctx, conversationId, seen, ctx.memberId);
  return rows.map(({ number, sourceId, sources }) => ({
    number,
    source: sourceId === null ? null : { conversationId: sourceId, numbers: sources },
  }));
}
