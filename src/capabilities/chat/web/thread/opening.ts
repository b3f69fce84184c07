import type { ConversationId } from '#platform/model/ids.ts';
import type { Conversation } from '../../model/contract.ts';
import { threadLookedAt } from '../../model/lookingIn.ts';
import { type Root, threadIdOf } from '../../model/threads.ts';
import { catchUp, changeLocally, chatStore, deviceNow, markVerified } from '../chatStore.ts';

/** The address of a thread: beside the conversation in which it hangs. */
export function threadPath({ conversationId, number }: Root, focus: number | null = null): string {
  return `/chat/${conversationId}?t=${number}${focus === null ? '' : `&tm=${focus}`}`;
}

/** Opens a thread that one does not follow: it is heard from here on, and nothing in it is unread. */
export async function lookInto(root: Root): Promise<void> {
  const asker = deviceNow();
  if (asker === null) return;
  const { conversation, at } = await asker.calls.openThread(root);
  const parent = chatStore.get().conversations[root.conversationId];
  if (deviceNow() !== asker || parent === undefined) return;
  const id = threadIdOf(root);
  // Followed meanwhile: the event said more.
  if (chatStore.get().conversations[id]?.thread?.following === true) return;
  changeLocally({ type: 'local.opened', conversation: conversation ?? notBegun(parent, root) });
  if (conversation !== null) return void catchUp(id);
  if (chatStore.get().timelines[id] === undefined) showNothing(id, at);
  markVerified(id);
}

/** Without a connection: what waits to be sent shows, and one can write; the rest comes with the connection. */
export function lookWithout(root: Root): void {
  const { conversations, timelines } = chatStore.get();
  const [id, parent] = [threadIdOf(root), conversations[root.conversationId]];
  if (parent === undefined || conversations[id] !== undefined) return;
  changeLocally({ type: 'local.opened', conversation: notBegun(parent, root) });
  if (timelines[id] === undefined) showNothing(id, 0);
}

function showNothing(conversationId: ConversationId, at: number): void {
  const nothing = {
    messages: [],
    receipts: [],
    reactions: [],
    threads: [],
    cards: [],
    links: [],
    hasBefore: false,
    hasAfter: false,
  };
  changeLocally({ type: 'local.paged', conversationId, at, ...nothing });
}

/** A thread in which nobody has said anything: it is made by the first answer. */
const notBegun = (parent: Conversation, root: Root): Conversation =>
  threadLookedAt(parent, root, { memberCount: 0, sharers: 0, lastNumber: 0, hiddenNumber: 0, last: null });
