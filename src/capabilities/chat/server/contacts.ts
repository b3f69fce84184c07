import { activeMemberIds } from '#directory/server/index.ts';
import type { InputOf } from '#platform/model/contract.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import type { Context } from '#platform/server/context.ts';
import type { chatCalls } from '../model/contract.ts';
import { sendCard, type SentCard } from './cards.ts';
import { sharesConversation } from './store/participants.ts';

type Calls = typeof chatCalls;

/** Sends who somebody is. Nothing of him goes with it but his id: each reader asks the directory. */
export function sendContact(
  ctx: Context,
  { id, conversationId, memberId }: InputOf<Calls['sendContact']>,
): Promise<SentCard> {
  return sendCard(
    ctx,
    { id, conversationId, text: '', card: { kind: 'contact', memberId } },
    async () => {
      const active = await activeMemberIds(ctx.tx, ctx.companyId, [memberId]);
      // A guest knows those he talks with; whether anybody else is there he does not learn by trying.
      const isKnown = ctx.role !== 'guest' || (await sharesConversation(ctx, ctx.memberId, memberId));
      if (active.length === 0 || !isKnown) throw new Refused(refuse('chat.memberUnknown'));
    },
    async () => {},
  );
}
