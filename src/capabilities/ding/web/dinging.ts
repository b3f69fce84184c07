import type { Message } from '#chat/model/contract.ts';
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
  /** The message that it is about: its files go along. */
  readonly about: About | null;
}

export type About = Pick<Message, 'conversationId' | 'number' | 'files'>;

export const dingingStore = createStore<Dinging | null>(null);

/** Begins a ding from a message. */
export function dingFrom(about: About, text: string, memberIds: readonly MemberId[] | null): void {
  dingingStore.set({ conversationId: about.conversationId, peerId: null, text, memberIds, about });
}

/** Begins a ding to those who have not read a message. */
export function dingUnread(conversationId: ConversationId, number: number, unread: readonly MemberId[]): void {
  const message = chatStore.get().timelines[conversationId]?.messages.find((one) => one.number === number);
  dingFrom({ conversationId, number, files: message?.files ?? [] }, message?.text ?? '', unread);
}

/** Begins a ding to a member, in the direct conversation with him. */
export function dingMember(peerId: MemberId): void {
  dingingStore.set({ conversationId: null, peerId, text: '', memberIds: null, about: null });
  // The router follows the browser's own history.
  history.pushState(null, '', `/chat/with/${peerId}`);
}
