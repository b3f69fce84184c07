import type { InputOf } from '#platform/model/contract.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import type { Context } from '#platform/server/context.ts';
import type { chatCalls } from '../model/contract.ts';
import { sendCard, type SentCard } from './cards.ts';
import * as store from './store/forwards.ts';
import { messagesByNumber } from './store/messages.ts';
import { ensureInside } from './talking.ts';

type Calls = typeof chatCalls;

/** Points to a message that people wrote, in a conversation that one is in. */
export function forward(
  ctx: Context,
  { id, conversationId, text, source }: InputOf<Calls['forward']>,
): Promise<SentCard> {
  return sendCard(
    ctx,
    { id, conversationId, text: text.trim() === '' ? '' : text, card: { kind: 'forward' } },
    async () => {
      await ensureInside(ctx, source.conversationId);
      const [message] = await messagesByNumber(ctx.tx, ctx.companyId, source.conversationId, [source.number]);
      const isSaid = message !== undefined && message.note === null && !message.recalled;
      // What points elsewhere is not pointed to: one would see where to, and not what.
      if (!isSaid || message.card?.kind === 'forward') throw new Refused(refuse('chat.messageUnknown'));
    },
    (place) => store.insertForward(ctx, place, source),
  );
}

export async function forwarded(ctx: Context, { conversationId, numbers }: InputOf<Calls['forwarded']>) {
  await ensureInside(ctx, conversationId);
  const rows = await store.sourcesOf(ctx, conversationId, numbers, ctx.memberId);
  return rows.map(({ number, sourceId, sourceNumber }) => ({
    number,
    source: sourceId === null ? null : { conversationId: sourceId, number: sourceNumber },
  }));
}
