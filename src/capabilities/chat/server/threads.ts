import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import { announce, clockOf } from '#platform/server/announce.ts';
import type { Context } from '#platform/server/context.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import { type chatCalls, chatEvent, type Conversation, type Message } from '../model/contract.ts';
import { threadLookedAt } from '../model/lookingIn.ts';
import { mentionsIn } from '../model/mentions.ts';
import { mayWrite } from '../model/sending.ts';
import { type Root, THREAD_RESTS_AFTER_DAYS, threadIdOf } from '../model/threads.ts';
import { guestIdsOf, join, ownConversation, takeOut, welcome } from './membership.ts';
import * as conversations from './store/conversations.ts';
import { messagesByNumber, replaceMentions } from './store/messages.ts';
import { participantIds } from './store/participants.ts';
import * as store from './store/threads.ts';
import { ensureInside, ensureNotDeleted, reachOf } from './history.ts';

type Calls = typeof chatCalls;

const DAY_MS = 24 * 3_600_000;

/**
 * The message under which a thread can hang: one that people wrote, in a conversation that is no thread itself. Null where it was kept for its
 * time: a thread goes on as long as what was said in it.
 */
async function rootMessage(ctx: Context, root: Root) {
  const { conversationId, number } = root;
  const place = await ensureInside(ctx, conversationId);
  const isThere = place.kind !== 'thread' && number > place.ownHidden;
  const [message = null] = isThere ? await messagesByNumber(ctx, conversationId, [number], place) : [];
  if (message?.note === null) return { message, place };
  const isKept = isThere && number <= place.hiddenNumber && (await store.rootOf(ctx, threadIdOf(root))) !== null;
  if (!isKept) throw new Refused(refuse('chat.messageUnknown'));
  return { message: null, place };
}

/** Refuses whoever may not look into the thread under a message. */
export async function ensureOpens(ctx: Context, root: Root): Promise<void> {
  await rootMessage(ctx, root);
}

/** Whoever answers in a thread begins it where there is none, and follows it; so does the author of the message it hangs under. */
export async function beginOrFollow(ctx: Context, id: ConversationId, root: Root): Promise<void> {
  if (threadIdOf(root) !== id) throw new Refused(refuse('chat.conversationUnknown'));
  await ensureNotDeleted(ctx, root.conversationId);
  const { message, place } = await rootMessage(ctx, root);
  ensure(mayWrite({ ...place, now: ctx.now }));
  const making = { id, kind: 'thread' as const, name: '', departmentId: null, createdAt: ctx.now };
  // Taken back, it gets no thread any more; one that it has goes on.
  if (message?.recalled === true && (await store.rootOf(ctx, id)) === null)
    throw new Refused(refuse('chat.messageUnknown'));
  const isNew = await conversations.insertConversation(ctx, making);
  if (isNew) await store.insertThread(ctx, id, root, ctx.now);
  const locked = await conversations.lockConversation(ctx, id);
  if (locked === null) throw new Error('a thread that was begun must be there');
  const wanted = isNew && message !== null ? [ctx.memberId, message.authorId] : [ctx.memberId];
  const places = await store.holdPlaces(ctx, root, wanted);
  const joining = places.map((one) => ({ ...one, peerId: null }));
  await welcome(ctx, id, await join(ctx, id, 'thread', locked.lastNumber, joining));
}

export async function openThread(ctx: Context, root: Root): Promise<OutputOf<Calls['openThread']>> {
  await rootMessage(ctx, root);
  const at = await clockOf(ctx.tx, ctx.companyId);
  return { at, conversation: await threadAsSeen(ctx, threadIdOf(root), root) };
}

/** A thread as one who follows it sees it, or as one who only reads it, for whom nothing in it is unread; null: not begun. */
async function threadAsSeen(ctx: Context, id: ConversationId, root: Root): Promise<Conversation | null> {
  const progress = await conversations.lookAt(ctx, id);
  if (progress === null) return null;
  const [followed] = await conversations.conversationsOf(ctx, ctx.memberId, [id], await guestIdsOf(ctx));
  if (followed !== undefined) return followed;
  const parent = await ownConversation(ctx, root.conversationId, ctx.memberId);
  const [last = null] = await messagesByNumber(ctx, id, [progress.lastNumber], progress);
  return threadLookedAt(parent, root, { ...progress, last });
}

export function threadRoots(ctx: Context, { ids }: InputOf<Calls['threadRoots']>) {
  return store.rootsOf(ctx, ids, ctx.memberId);
}

export async function followThread(ctx: Context, { conversationId, on }: InputOf<Calls['followThread']>) {
  const root = await store.rootOf(ctx, conversationId);
  const [place] = root === null ? [] : await store.holdPlaces(ctx, root, [ctx.memberId]);
  const locked = place === undefined ? null : await conversations.lockConversation(ctx, conversationId);
  if (place === undefined || locked === null) throw new Refused(refuse('chat.conversationUnknown'));
  if (!on) await takeOut(ctx, conversationId, locked.lastNumber, [ctx.memberId]);
  else {
    const joining = [{ ...place, peerId: null }];
    await welcome(ctx, conversationId, await join(ctx, conversationId, 'thread', locked.lastNumber, joining));
  }
  return {};
}

/** Was anything of this said in a thread? */
export async function anyThread(ctx: FollowContext, events: readonly { readonly topic: string }[]): Promise<boolean> {
  const topics = events.map(({ topic }) => topic as ConversationId);
  return topics.length > 0 && (await store.rootsOf(ctx, topics, null)).length > 0;
}

/** After the commit: who was meant in a thread follows it, and the conversation it hangs in shows what it has come to. */
export async function followThreads(ctx: FollowContext, said: readonly Message[]): Promise<void> {
  const roots = await store.rootsOf(
    ctx,
    said.map(({ conversationId }) => conversationId),
    null,
  );
  if (roots.length === 0) return;
  await store.lockAll(
    ctx,
    roots.flatMap(({ id, conversationId }) => [id, conversationId]),
  );
  const rootOf = new Map(roots.map((root) => [root.id, root]));
  for (const message of said) {
    const root = rootOf.get(message.conversationId);
    if (root !== undefined) await followMeant(ctx, root, message);
  }
  await bringUpToDate(ctx, [...rootOf.keys()]);
}

async function followMeant(ctx: FollowContext, root: Root, { conversationId, number, text }: Message): Promise<void> {
  const { memberIds } = mentionsIn(text);
  if (memberIds.length === 0) return;
  const places = await store.holdPlaces(ctx, root, memberIds);
  const joining = places.map((one) => ({ ...one, peerId: null }));
  // For them it begins with what means them: that is unread.
  const added = await join(ctx, conversationId, 'thread', number - 1, joining);
  if (added.length === 0) return;
  await replaceMentions(ctx, conversationId, number, memberIds, false);
  await welcome(ctx, conversationId, added);
}

async function bringUpToDate(ctx: FollowContext, ids: readonly ConversationId[]): Promise<void> {
  const rested = ctx.now.getTime() - THREAD_RESTS_AFTER_DAYS * DAY_MS;
  for (const { parentId, number, wasActiveAt, ...thread } of await store.summarize(ctx, ids)) {
    await announce(
      ctx,
      chatEvent,
      { type: 'chat.threadChanged', conversationId: parentId, number, thread },
      await reachOf(ctx, { conversationId: parentId, number }),
    );
    if (wasActiveAt.getTime() > rested) continue;
    // It had rested: no socket of theirs heard the answer that wakes it.
    const whole = { conversationId: thread.id, number: Number.MAX_SAFE_INTEGER };
    const followers = await store.holdPlaces(ctx, whole, await participantIds(ctx, thread.id));
    // Each sees it with an unread count of his own; that it goes on is told once.
    const woken = followers.map((one) => ({ ...one, shares: true, peerId: one.memberId }));
    await welcome(ctx, thread.id, woken);
  }
}

/** Where following begins anew: threads that show something else than what was said in them. */
export async function catchUpThreads(ctx: FollowContext): Promise<void> {
  const ids = await store.staleThreads(ctx, 10_000);
  if (ids.length > 0) await bringUpToDate(ctx, ids);
}
