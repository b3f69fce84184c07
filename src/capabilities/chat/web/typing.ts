import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { createStore, useStore } from '#platform/web/store.ts';

const SHOWN_MS = 5_000;

const store = createStore<Readonly<Record<string, readonly MemberId[]>>>({});
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Somebody is writing: shown for a moment, unless told again. The server tells of nobody outside his hours (R19). */
export function heardTyping(conversationId: ConversationId, memberId: MemberId): void {
  const key = `${conversationId} ${memberId}`;
  clearTimeout(timers.get(key));
  timers.set(
    key,
    setTimeout(() => stoppedTyping(conversationId, memberId), SHOWN_MS),
  );
  store.set((old) => {
    const writers = old[conversationId] ?? [];
    return writers.includes(memberId) ? old : { ...old, [conversationId]: [...writers, memberId] };
  });
}

/** Their message has come, or nothing more was heard. */
export function stoppedTyping(conversationId: ConversationId, memberId: MemberId): void {
  store.set((old) => {
    const writers = old[conversationId];
    if (writers === undefined || !writers.includes(memberId)) return old;
    return { ...old, [conversationId]: writers.filter((one) => one !== memberId) };
  });
}

/** Who is writing in a conversation now. */
export function useTyping(conversationId: ConversationId): readonly MemberId[] {
  return useStore(store, (all) => all[conversationId] ?? none);
}

const none: readonly MemberId[] = [];
