import { policyOf } from '#directory/server/index.ts';
import type { CompanyId, ConversationId } from '#platform/model/ids.ts';
import { announce } from '#platform/server/announce.ts';
import type { FollowContext, Follower } from '#platform/server/follower.ts';
import type { LinkPreview } from '../../model/calls/links.ts';
import { chatEvent } from '../../model/contract.ts';
import { reachOf } from '../history.ts';
import * as store from '../store/links.ts';
import { linksIn } from './addresses.ts';

/**
 * Notes which messages bear which links, after the commit, and tells at once what is known of them. Nothing is looked at here: a slow site
 * delays neither this cursor nor anybody's message. `wake`: something of this company is to be looked at.
 */
export function followLinks(ownHost: string | null, wake: (companyId: CompanyId) => void): Follower {
  return {
    name: 'links',
    types: ['chat.messageSent', 'chat.messageEdited'],

    async handle(ctx, events) {
      const places = events.flatMap(({ topic, ref, type }) =>
        ref === null
          ? []
          : [{ conversationId: topic as ConversationId, number: ref, edited: type === 'chat.messageEdited' }],
      );
      const found = places.length === 0 ? [] : await store.linkedMessages(ctx, places);
      if (found.length === 0) return;
      const { linkPreviews } = await policyOf(ctx);
      const messages = found.map(({ text, ...place }) => ({
        ...place,
        addresses: linkPreviews ? linksIn(text, ownHost) : [],
      }));
      const addresses = [...new Set(messages.flatMap((message) => message.addresses))];
      // Addresses first, conversations after: everybody who locks both does it in this order.
      if (addresses.length > 0) {
        const wanted = addresses.map((address) => ({ address, host: new URL(address).hostname }));
        await store.wantAddresses(ctx, wanted, ctx.now);
      }
      await store.lockConversations(ctx, messages);
      const before = await store.linksOf(ctx, messages);
      await store.saveLinks(ctx, messages);
      await tellLinks(ctx, messages, before);
      ctx.afterCommit(() => wake(ctx.companyId));
    },

    // What was written before is past: nobody looks behind it now.
    begin: () => Promise.resolve(null),
  };
}

/** Tells those messages whose previews are others than before. Their conversations must be locked. */
export async function tellLinks(
  ctx: FollowContext,
  places: readonly store.Place[],
  before: readonly (readonly LinkPreview[])[] = [],
): Promise<void> {
  const shown = await store.linksOf(ctx, places);
  for (const [index, { conversationId, number }] of places.entries()) {
    const links = shown[index] ?? [];
    if (JSON.stringify(links) === JSON.stringify(before[index] ?? [])) continue;
    const event = { type: 'chat.linksPreviewed' as const, conversationId, number, links };
    await announce(ctx, chatEvent, event, await reachOf(ctx, { conversationId, number }));
  }
}
