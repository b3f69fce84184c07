import { chatStore } from '#chat/web/index.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { createStore } from '#platform/web/store.ts';

/** A ding that somebody is about to write, and where: in a conversation, or in the direct one with a member. */
export interface Dinging {
  readonly conversationId: ConversationId | null;
  readonly peerId: MemberId | null;
  /** As it is sent: mentions are ids. */
  readonly text: string;
  /** For whom, where that is known already. */
  readonly memberIds: readonly MemberId[] | null;
}

export const dingingStore = createStore<Dinging | null>(null);

/** Begins a ding from a message. */
export function dingFrom(conversationId: ConversationId, text: string, memberIds: readonly MemberId[] | null): void {
  dingingStore.set({ conversationId, peerId: null, text, memberIds });
}

/** Begins a ding to those who have not read a message. */
export function dingUnread(conversationId: ConversationId, number: number, unread: readonly MemberId[]): void {
  const message = chatStore.get().timelines[conversationId]?.messages.find((one) => one.number === number);
  dingFrom(conversationId, message?.text ?? '', unread);
}

/** Begins a ding to a member, in the direct conversation with him. */
export function dingMember(peerId: MemberId): void {
  dingingStore.set({ conversationId: null, peerId, text: '', memberIds: null });
  // The router follows the browser's own history.
  history.pushState(null, '', `/chat/with/${peerId}`);
}
