import { activeMemberIds, writeLedger } from '#directory/server/index.ts';
import type { Files } from '#files/server/index.ts';
import type { InputOf } from '#platform/model/contract.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import { announce } from '#platform/server/announce.ts';
import type { Context } from '#platform/server/context.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import { type chatCalls, chatEvent, type DeletedConversation } from '../model/contract.ts';
import { canDelete, canRestore, eraseAtOf } from '../model/deleting.ts';
import { enter, retireFrom } from './groups.ts';
import { tellChange, writeNote } from './membership.ts';
import { recount } from './receipts.ts';
import * as conversations from './store/conversations.ts';
import * as store from './store/deletions.ts';
import { erase } from './store/retaining.ts';
import { dropFiles } from './talking.ts';

type Calls = typeof chatCalls;

/** So many messages are erased in one step, and so many threads forgotten. */
const ERASE_AT_ONCE = 250;

/**
 * Takes everybody out of a group and keeps where they stood. Everything that gives something of a conversation asks for a participant or a
 * cursor first: without them there is nothing to forget.
 */
export async function deleteConversation(
  ctx: Context,
  { conversationId, name }: InputOf<Calls['deleteConversation']>,
): Promise<DeletedConversation> {
  const group = await enter(ctx, conversationId);
  ensure(canDelete(group.kind, group.role));
  ensure(name.trim() === group.name.trim() ? null : refuse('chat.nameDiffers'));
  const { now, memberId: deletedBy } = ctx;
  const deleted = { id: conversationId, name: group.name, deletedBy, deletedAt: now, eraseAt: eraseAtOf(now) };
  await store.insertDeletion(ctx, deleted);
  // First: whoever is about to answer in a thread for the first time holds his place in the group until he is in it.
  const memberIds = await store.park(ctx, conversationId);
  for (const id of await store.threadsIn(ctx, conversationId)) {
    await conversations.lockConversation(ctx, id);
    const followers = await store.park(ctx, id);
    if (followers.length > 0) await tellRemoved(ctx, id, followers, null);
  }
  await tellRemoved(ctx, conversationId, memberIds, deleted);
  const { eraseAt } = deleted;
  const facts = { conversationId, name: group.name, members: memberIds.length, messages: group.lastNumber };
  await writeLedger(ctx, { kind: 'conversationDeleted', facts: { ...facts, eraseAt: eraseAt.toISOString() } });
  return deleted;
}

async function tellRemoved(
  ctx: Context,
  conversationId: ConversationId,
  audience: readonly MemberId[],
  deleted: DeletedConversation | null,
): Promise<void> {
  const event = { type: 'chat.conversationRemoved' as const, conversationId, deleted };
  await announce(ctx, chatEvent, event, { topic: ctx.companyId, audience });
  await tellChange(ctx, conversationId, { leaves: audience });
}

/** Puts everybody back where he stood. Who has left the company meanwhile is not in it any more. */
export async function restoreConversation(
  ctx: Context,
  { conversationId }: InputOf<Calls['restoreConversation']>,
): Promise<Record<never, never>> {
  const deletion = await store.lockDeletion(ctx, conversationId);
  const knows = isKeeper(ctx) || (await store.isParked(ctx, conversationId, ctx.memberId));
  if (deletion === null || !knows) throw new Refused(refuse('chat.conversationUnknown'));
  ensure(canRestore(ctx, deletion));
  await conversations.lockConversation(ctx, conversationId);
  await store.removeDeletion(ctx, conversationId);
  const all = await store.unpark(ctx, conversationId);
  for (const id of await store.threadsIn(ctx, conversationId)) {
    await conversations.lockConversation(ctx, id);
    const followers = await store.unpark(ctx, id);
    if (followers.length > 0) await tellChange(ctx, id, { joins: followers });
  }
  const active = new Set((await activeMemberIds(ctx.tx, ctx.companyId, all)).map(({ memberId }) => memberId));
  for (const memberId of all) if (!active.has(memberId)) await retireFrom(ctx, conversationId, memberId, null);
  await recount(ctx, null);
  await tellChange(ctx, conversationId, { joins: [...active] });
  await writeNote(ctx, conversationId, { kind: 'restored', memberIds: [], text: '' });
  // Each had it in a way of his own: the list is read anew.
  await announce(ctx, chatEvent, { type: 'chat.reload' }, { topic: ctx.companyId, audience: [...active] });
  await writeLedger(ctx, { kind: 'conversationRestored', facts: { conversationId, name: deletion.name } });
  return {};
}

export function deletedConversations(ctx: Context): Promise<DeletedConversation[]> {
  return store.deletedOf(ctx, null);
}

/** What a step of erasing a deleted group came to: up to which number nothing is left of one of its conversations. */
export interface Erased {
  readonly id: ConversationId;
  readonly number: number;
  /** Of all of it, once nothing is left. */
  readonly messages: number | null;
}

/** One step of erasing a group whose days are over; its row is locked. */
export async function eraseDeleted(
  ctx: FollowContext,
  files: Files,
  { id: root }: store.Deletion,
): Promise<readonly Erased[]> {
  const next = await store.nextToErase(ctx, root);
  if (next !== null) {
    const until = Math.min(next.erasedNumber + ERASE_AT_ONCE, next.lastNumber);
    const { messages, fileIds } = await erase(ctx, next.id, next.erasedNumber, until);
    await dropFiles(ctx, files, fileIds);
    await store.noteErased(ctx, root, messages);
    return [{ id: next.id, number: until, messages: null }];
  }
  const ids = await store.emptied(ctx, root, ERASE_AT_ONCE);
  const isLast = ids[0] === root;
  const messages = isLast ? await store.noteErased(ctx, root, 0) : null;
  if (isLast) {
    const audience = await store.parkedIds(ctx, root);
    const event = { type: 'chat.conversationErased' as const, conversationId: root };
    await announce(ctx, chatEvent, event, { topic: ctx.companyId, audience });
  }
  await store.forgetConversations(ctx, ids);
  return ids.map((id) => ({ id, number: Number.MAX_SAFE_INTEGER, messages: id === root ? messages : null }));
}

function isKeeper({ role }: Context): boolean {
  return role === 'owner' || role === 'admin';
}
