import { randomBytes } from 'node:crypto';
import type { InputOf } from '#platform/model/contract.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import type { Context } from '#platform/server/context.ts';
import { activeMemberIds } from '#directory/server/index.ts';
import { type chatCalls, type Conversation, GROUP_SIZE_MAX } from '../model/contract.ts';
import { canKeepDoor, mustAsk } from '../model/managing.ts';
import { tellRequests } from './asking.ts';
import { enter } from './groups.ts';
import { join, welcome, writeNote } from './membership.ts';
import * as conversations from './store/conversations.ts';
import * as doors from './store/doors.ts';
import { ensureInside } from './history.ts';

type Calls = typeof chatCalls;

const DAY_MS = 24 * 3_600_000;
const TOKEN_BYTES = 16;

/** Enters a group as one of those who keep its door. */
async function atDoor(ctx: Context, id: ConversationId) {
  const group = await enter(ctx, id);
  ensure(canKeepDoor(group.kind, group.role));
  return group;
}

export async function groupLink(ctx: Context, { conversationId }: InputOf<Calls['groupLink']>) {
  const place = await ensureInside(ctx, conversationId);
  ensure(canKeepDoor(place.kind, place.role));
  return { link: await doors.linkOf(ctx, conversationId, ctx.now) };
}

export async function makeGroupLink(ctx: Context, { conversationId, approval, days }: InputOf<Calls['makeGroupLink']>) {
  const group = await atDoor(ctx, conversationId);
  ensure(group.archived ? refuse('chat.archived') : null);
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const link = { token, approval, expiresAt: new Date(ctx.now.getTime() + days * DAY_MS) };
  await doors.putLink(ctx, conversationId, link, ctx.memberId);
  return { link };
}

export async function closeGroupLink(ctx: Context, { conversationId }: InputOf<Calls['closeGroupLink']>) {
  await atDoor(ctx, conversationId);
  await doors.removeLink(ctx, conversationId);
  return {};
}

export async function groupByLink(ctx: Context, { token }: InputOf<Calls['groupByLink']>) {
  const { id: conversationId, ...group } = await behind(ctx, token);
  const place = await conversations.ownPlace(ctx, conversationId, ctx.memberId);
  const waits = await doors.hasAsked(ctx, conversationId, ctx.memberId);
  return {
    conversationId,
    ...group,
    approval: mustAsk(group.approval, ctx.role === 'guest'),
    standing: place !== null ? ('inside' as const) : waits ? ('waits' as const) : ('outside' as const),
  };
}

export async function joinByLink(ctx: Context, { token }: InputOf<Calls['joinByLink']>) {
  const { id: conversationId, approval } = await behind(ctx, token);
  const locked = await conversations.lockConversation(ctx, conversationId);
  if (locked === null) throw new Refused(refuse('chat.linkUnknown'));
  // Archived or deleted while he waited for the lock, it leads nowhere.
  await behind(ctx, token);
  if ((await conversations.ownPlace(ctx, conversationId, ctx.memberId)) !== null) {
    return { conversationId, standing: 'inside' as const };
  }
  if (mustAsk(approval, ctx.role === 'guest')) {
    if (await doors.insertRequest(ctx, conversationId, ctx.memberId, ctx.now)) await tellRequests(ctx, conversationId);
    return { conversationId, standing: 'waits' as const };
  }
  await letIn(ctx, conversationId, locked, ctx.memberId);
  return { conversationId, standing: 'inside' as const };
}

export async function joinRequests(ctx: Context, { conversationId }: InputOf<Calls['joinRequests']>) {
  const place = await ensureInside(ctx, conversationId);
  ensure(canKeepDoor(place.kind, place.role));
  return doors.requestsOf(ctx, conversationId);
}

export async function answerJoinRequest(
  ctx: Context,
  { conversationId, memberId, accept }: InputOf<Calls['answerJoinRequest']>,
) {
  const group = await atDoor(ctx, conversationId);
  const asked = await doors.removeRequests(ctx, conversationId, [memberId]);
  if (asked.length === 0) throw new Refused(refuse('chat.memberUnknown'));
  await tellRequests(ctx, conversationId);
  if (!accept) return {};
  const active = await activeMemberIds(ctx.tx, ctx.companyId, [memberId]);
  if (active.length === 0) throw new Refused(refuse('chat.memberUnknown'));
  await letIn(ctx, conversationId, group, memberId);
  return {};
}

async function behind(ctx: Context, token: string) {
  const group = await doors.groupBehind(ctx, token, ctx.now);
  if (group === null) throw new Refused(refuse('chat.linkUnknown'));
  return group;
}

async function letIn(
  ctx: Context,
  id: ConversationId,
  group: {
    readonly kind: Conversation['kind'];
    readonly lastNumber: number;
    readonly memberCount: number;
  },
  memberId: MemberId,
): Promise<void> {
  ensure(group.memberCount >= GROUP_SIZE_MAX ? refuse('chat.groupTooLarge', { max: GROUP_SIZE_MAX }) : null);
  const added = await join(ctx, id, group.kind, group.lastNumber, [{ memberId, role: 'member', peerId: null }]);
  if (added.length === 0) return;
  await writeNote(ctx, id, { kind: 'joined', memberIds: [memberId], text: '' });
  await welcome(ctx, id, added);
}
