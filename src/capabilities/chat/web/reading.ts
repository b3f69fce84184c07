import type { ConversationId } from '#platform/model/ids.ts';
import { CallFailed, type CallOptions } from '#platform/web/call.ts';
import { connectionStore } from '#platform/web/connection.ts';
import type { Conversation } from '../model/contract.ts';
import { unreadOf } from '../model/state.ts';
import { changeAtOnce, changeLocally, chatStore, deviceNow } from './chatStore.ts';

/** Reading is told once a second at most. */
const TELL_EVERY_MS = 1_000;

const due = new Map<ConversationId, number>();
let timer: ReturnType<typeof setTimeout> | null = null;

/** Is anybody looking? Nothing is marked read in a hidden or unfocused window (U14). */
export function isLookedAt(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

/** A message was really on the screen: it and all before it are read. */
export function seen(conversationId: ConversationId, number: number): void {
  const conversation = chatStore.get().conversations[conversationId];
  if (conversation === undefined || conversation.thread?.following === false) return;
  const upTo = Math.min(number, conversation.lastNumber);
  if (upTo <= conversation.readNumber && !conversation.markedUnread) return;
  tell(conversationId, Math.max(upTo, conversation.readNumber));
}

/** Everything in a conversation counts as read. */
export function readAll(conversationId: ConversationId): void {
  seen(conversationId, chatStore.get().conversations[conversationId]?.lastNumber ?? 0);
}

/** So long reading everything can be taken back as if it had not been. */
export const TAKE_BACK_MS = 6_000;
let everything: { readonly marked: readonly Conversation[]; readonly timer: ReturnType<typeof setTimeout> } | null =
  null;

/** Everything everywhere counts as read: on the screen at once, told after a while. Returns how many it was, and what takes it back. */
export function readEverything(): { readonly count: number; readonly undo: () => void } {
  tellEverything();
  const marked = Object.values(chatStore.get().conversations).filter((one) => unreadOf(one) > 0 || one.markedUnread);
  for (const { id, lastNumber } of marked) {
    changeAtOnce({ type: 'chat.readMoved', conversationId: id, number: lastNumber, markedUnread: false });
  }
  const mine = { marked, timer: setTimeout(tellEverything, TAKE_BACK_MS) };
  everything = mine;
  return {
    count: marked.length,
    undo() {
      if (everything !== mine) {
        // Told by now: a cursor never goes back, so they are marked instead.
        for (const { id } of marked) void markUnread(id);
        return;
      }
      clearTimeout(mine.timer);
      everything = null;
      changeLocally({ type: 'local.unreadAgain', conversations: marked });
    },
  };
}

function tellEverything(): void {
  if (everything === null) return;
  clearTimeout(everything.timer);
  const { marked } = everything;
  everything = null;
  for (const { id, lastNumber } of marked) tell(id, lastNumber);
}

/** Marks a conversation as unread for oneself, on all own devices. */
export async function markUnread(conversationId: ConversationId): Promise<void> {
  const conversation = chatStore.get().conversations[conversationId];
  if (conversation === undefined || conversation.thread?.following === false || unreadOf(conversation) > 0) return;
  due.delete(conversationId);
  changeAtOnce({ type: 'chat.readMoved', conversationId, number: conversation.readNumber, markedUnread: true });
  await deviceNow()?.calls.markUnread({ conversationId });
}

function tell(conversationId: ConversationId, number: number): void {
  changeAtOnce({ type: 'chat.readMoved', conversationId, number, markedUnread: false });
  due.set(conversationId, Math.max(number, due.get(conversationId) ?? 0));
  timer ??= setTimeout(() => void send(), TELL_EVERY_MS);
}

async function send(options: CallOptions = {}): Promise<void> {
  timer = null;
  const calls = deviceNow()?.calls;
  if (calls === undefined) return due.clear();
  const batch = [...due];
  due.clear();
  // All at once: a page that is being left has no time to wait for answers.
  await Promise.all(
    batch.map(([conversationId, number]) =>
      calls.markRead({ conversationId, number }, options).catch((error: unknown) => {
        // Without an answer it stays due; a refusal means that there is nothing left to read.
        if (!(error instanceof CallFailed)) due.set(conversationId, Math.max(number, due.get(conversationId) ?? 0));
      }),
    ),
  );
}

connectionStore.subscribe(() => {
  if (connectionStore.get() === 'online' && due.size > 0) timer ??= setTimeout(() => void send(), TELL_EVERY_MS);
});
globalThis.addEventListener?.('pagehide', () => {
  tellEverything();
  if (due.size > 0) void send({ leaving: true });
});
