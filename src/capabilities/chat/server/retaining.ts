import type { Files } from '#files/server/index.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { announce } from '#platform/server/announce.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import { chatEvent } from '../model/contract.ts';
import * as conversations from './store/conversations.ts';
import * as store from './store/retaining.ts';
import { dropFiles } from './talking.ts';

export { type Extent, extentsAfter } from './store/retaining.ts';

/** So many messages are hidden in one step, and so many erased. */
const HIDE_AT_ONCE = 1_000;
const ERASE_AT_ONCE = 250;

/** What a step came to: nothing was to be done, or something; and how many messages it erased, up to which number. */
export interface Retained {
  readonly did: boolean;
  readonly erased: number;
  readonly erasedNumber: number;
}

/**
 * One step towards what a conversation is to keep: all that was sent from `keptFrom` on; null: everything. What is older vanishes for everybody;
 * what vanished before `erasedFrom` is erased for good. What is to be kept again comes back, as far as it is there.
 */
export async function retain(
  ctx: FollowContext,
  files: Files,
  extent: store.Extent,
  { keptFrom, erasedFrom }: { readonly keptFrom: Date | null; readonly erasedFrom: Date },
): Promise<Retained> {
  const { id, hiddenNumber, erasedNumber } = extent;
  const wanted = keptFrom === null ? erasedNumber : await reach(ctx, extent, keptFrom);
  if (wanted !== hiddenNumber) {
    await bound(ctx, id, wanted);
    return { did: true, erased: 0, erasedNumber };
  }
  const over = hiddenNumber === erasedNumber ? 0 : await store.hiddenSince(ctx, id, erasedFrom);
  const until = Math.min(over, erasedNumber + ERASE_AT_ONCE, hiddenNumber);
  if (until <= erasedNumber) return { did: false, erased: 0, erasedNumber };
  const { messages, fileIds } = await store.erase(ctx, id, erasedNumber, until);
  await dropFiles(ctx, files, fileIds);
  return { did: true, erased: messages, erasedNumber: until };
}

/** Up to which number a conversation is to be hidden, as far as one step goes. */
async function reach(
  ctx: FollowContext,
  { id, hiddenNumber, erasedNumber }: store.Extent,
  keptFrom: Date,
): Promise<number> {
  // Only where the rule was loosened is there anything to look for among what is hidden.
  if (hiddenNumber > erasedNumber && (await store.isSentSince(ctx, id, hiddenNumber, keptFrom))) {
    return store.sentBefore(ctx, id, erasedNumber, keptFrom, hiddenNumber - erasedNumber);
  }
  return store.sentBefore(ctx, id, hiddenNumber, keptFrom, HIDE_AT_ONCE);
}

async function bound(ctx: FollowContext, id: ConversationId, number: number): Promise<void> {
  const locked = await conversations.lockConversation(ctx, id);
  if (locked === null) return;
  const isMore = number > locked.hiddenNumber;
  if (isMore) await store.hideUpTo(ctx, id, number, ctx.now);
  else await store.showAbove(ctx, id, number, ctx.now);
  if (isMore) {
    const event = { type: 'chat.historyHidden' as const, conversationId: id, hiddenNumber: number };
    await announce(ctx, chatEvent, event, { topic: id });
  }
  // Where nothing is left, and where something comes back, the list is read anew.
  if (!isMore || number >= locked.lastNumber) await announce(ctx, chatEvent, { type: 'chat.reload' }, { topic: id });
}
