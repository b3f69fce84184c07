import type { InputOf } from '#platform/model/contract.ts';
import { ensure } from '#platform/model/refusal.ts';
import { announce } from '#platform/server/announce.ts';
import type { Context } from '#platform/server/context.ts';
import { type chatCalls, chatEvent } from '../model/contract.ts';
import { canReact } from '../model/reacting.ts';
import { enter } from './groups.ts';
import * as store from './store/reactions.ts';
import { ensureSees, reachOf } from './history.ts';

type Calls = typeof chatCalls;

/**
 * Answers a message with an emoji, or takes that back. The event says what changed and how many there are now, so it is as small in a
 * group of thousands as in one of three.
 */
export async function setReaction(ctx: Context, { on, ...place }: InputOf<Calls['setReaction']>) {
  const { conversationId, emoji } = place;
  const { canSend, archived, hiddenNumber } = await enter(ctx, conversationId);
  const isHidden = place.number <= hiddenNumber;
  const message = isHidden ? null : await store.reactionFacts(ctx, place, ctx.memberId);
  ensure(canReact({ canSend, archived, message, emoji, on }));
  if (message?.mine === on) return {};
  const count = await (on ? store.addReaction : store.removeReaction)(ctx, place, ctx.memberId);
  const { memberId } = ctx;
  const event = { type: 'chat.reactionChanged' as const, ...place, memberId, on, count };
  await announce(ctx, chatEvent, event, await reachOf(ctx, place));
  return {};
}

/** Who answered a message with an emoji: everybody in the conversation may know it, nobody when. */
export async function reactorsOf(ctx: Context, { after, limit, ...place }: InputOf<Calls['reactors']>) {
  await ensureSees(ctx, place);
  const memberIds = await store.reactors(ctx, place, after, limit + 1);
  return { memberIds: memberIds.slice(0, limit), more: memberIds.length > limit };
}
