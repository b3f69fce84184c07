import type { InputOf } from '#platform/model/contract.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import type { Reach } from '#platform/server/announcement.ts';
import type { CompanyContext, Context } from '#platform/server/context.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import type { chatCalls } from '../model/contract.ts';
import { canManage } from '../model/managing.ts';
import { enter } from './groups.ts';
import { tellChange, writeNote } from './membership.ts';
import * as conversations from './store/conversations.ts';
import { isParked } from './store/deletions.ts';
import { blindTo, participantIds } from './store/participants.ts';

/** A message, by its place. */
interface Place {
  readonly conversationId: ConversationId;
  readonly number: number;
}

/** The caller's own place in a conversation; whoever is not in it learns nothing of it. */
export async function ensureInside(ctx: Context, conversationId: ConversationId) {
  const place = await conversations.ownPlace(ctx, conversationId, ctx.memberId);
  if (place === null) throw new Refused(refuse('chat.conversationUnknown'));
  return place;
}

/** Who was in a group that is deleted is told so where he sends; to anybody else it is as if it had never been. */
export async function ensureNotDeleted(ctx: Context, conversationId: ConversationId): Promise<void> {
  ensure((await isParked(ctx, conversationId, ctx.memberId)) ? refuse('chat.deleted') : null);
}

/** Enters a conversation in order to say something there. */
export async function enterToSend(ctx: Context, conversationId: ConversationId): ReturnType<typeof enter> {
  try {
    return await enter(ctx, conversationId);
  } catch (error) {
    if (error instanceof Refused) await ensureNotDeleted(ctx, conversationId);
    throw error;
  }
}

/** The same, where a message is read that may have been said before the caller came: then it is not there for him. */
export async function ensureSees(ctx: Context, { conversationId, number }: Place) {
  const place = await ensureInside(ctx, conversationId);
  ensure(number > place.hiddenNumber ? null : refuse('chat.messageUnknown'));
  return place;
}

/** Who hears what is told of a message: all who are in its conversation, but those who came after it and do not see it. */
export async function reachOf(
  ctx: Pick<CompanyContext | FollowContext, 'tx' | 'companyId'>,
  { conversationId: topic, number }: Place,
): Promise<Pick<Reach, 'topic' | 'audience'>> {
  const blind = new Set(await blindTo(ctx, topic, number));
  if (blind.size === 0) return { topic };
  const all = await participantIds(ctx, topic);
  return { topic, audience: all.filter((memberId) => !blind.has(memberId)) };
}

export async function setNewcomersSee(
  ctx: Context,
  { conversationId, newcomersSee }: InputOf<(typeof chatCalls)['setNewcomersSee']>,
) {
  const group = await enter(ctx, conversationId);
  ensure(canManage(group.kind, group.role));
  if (newcomersSee === group.newcomersSee) return {};
  await conversations.setNewcomersSee(ctx, conversationId, newcomersSee);
  // It concerns everybody who writes here: who may come to read it.
  const kind = newcomersSee === 'everything' ? 'newcomersSeeAll' : 'newcomersSeeLater';
  await writeNote(ctx, conversationId, { kind, memberIds: [], text: '' });
  await tellChange(ctx, conversationId);
  return {};
}
