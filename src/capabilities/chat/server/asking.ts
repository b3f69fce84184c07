import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { announce } from '#platform/server/announce.ts';
import type { Context } from '#platform/server/context.ts';
import { chatEvent } from '../model/contract.ts';
import * as doors from './store/doors.ts';
import * as participants from './store/participants.ts';

/** Whoever came in otherwise, or left the company, no longer asks. */
export async function dropRequests(ctx: Context, id: ConversationId, memberIds: readonly MemberId[]): Promise<void> {
  if ((await doors.removeRequests(ctx, id, memberIds)).length > 0) await tellRequests(ctx, id);
}

export async function dropRequestsOf(ctx: Context, memberId: MemberId): Promise<void> {
  for (const id of await doors.removeRequestsOf(ctx, memberId)) await tellRequests(ctx, id);
}

/** Those who keep the door hear how many stand before it. */
export async function tellRequests(ctx: Context, id: ConversationId): Promise<void> {
  const audience = await participants.keepersOf(ctx, id);
  if (audience.length === 0) return;
  const requests = await doors.countRequests(ctx, id);
  await announce(
    ctx,
    chatEvent,
    { type: 'chat.joinRequestsChanged', conversationId: id, requests },
    { topic: id, audience },
  );
}
