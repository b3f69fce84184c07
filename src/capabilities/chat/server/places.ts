import type { InputOf } from '#platform/model/contract.ts';
import { announce } from '#platform/server/announce.ts';
import type { Context } from '#platform/server/context.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import { type chatCalls, chatEvent } from '../model/contract.ts';
import { pointErasedAt, rounded } from '../model/places.ts';
import { sendCard, type SentCard } from './cards.ts';
import { reachOf } from './history.ts';
import { type Due, putDue } from './store/cards.ts';
import { erasePoint } from './store/places.ts';

type Calls = typeof chatCalls;
type Wake = (ctx: Pick<FollowContext, 'companyId' | 'afterCommit'>, at: Date) => void;

/** Sends a place: its name is the text of the message, and stays when the point is erased. */
export function sendPlace(
  ctx: Context,
  wake: Wake,
  { id, conversationId, name, address, point }: InputOf<Calls['sendPlace']>,
): Promise<SentCard> {
  return sendCard(
    ctx,
    { id, conversationId, text: name, card: { kind: 'place', address, point: point === null ? null : rounded(point) } },
    async () => {},
    async (place) => {
      if (point === null) return;
      const at = pointErasedAt(ctx.now);
      await putDue(ctx, [place], 'erase', at);
      wake(ctx, at);
    },
  );
}

/** Erases the point of a place when its time has come; true where it has. */
export async function doDue(ctx: FollowContext, { what, conversationId, number }: Due): Promise<boolean> {
  if (what !== 'erase' || !(await erasePoint(ctx, conversationId, number))) return false;
  await announce(
    ctx,
    chatEvent,
    { type: 'chat.pointErased', conversationId, number },
    await reachOf(ctx, { conversationId, number }),
  );
  return true;
}
