import { useEffect } from 'react';
import type { ConversationId } from '#platform/model/ids.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import type { Message } from '../model/contract.ts';
import type { Timeline } from '../model/state.ts';
import { chatStore, deviceNow } from './chatStore.ts';

/** Answered messages that no loaded page holds; null: not there. */
const kept = createStore<Readonly<Record<string, Message | null>>>({});
const wanted = new Map<ConversationId, Set<number>>();
let timer: ReturnType<typeof setTimeout> | null = null;

function want(conversationId: ConversationId, number: number): void {
  const numbers = wanted.get(conversationId) ?? new Set();
  wanted.set(conversationId, numbers.add(number));
  timer ??= setTimeout(() => void ask(), 20);
}

async function ask(): Promise<void> {
  timer = null;
  const batch = [...wanted];
  wanted.clear();
  for (const [conversationId, all] of batch) {
    const numbers = [...all].slice(0, 50);
    const found = await deviceNow()
      ?.calls.messagesByNumber({ conversationId, numbers })
      .catch(() => null);
    if (found === null || found === undefined) continue;
    const news = Object.fromEntries(
      numbers.map((number) => [
        `${conversationId} ${number}`,
        found.find((message) => message.number === number) ?? null,
      ]),
    );
    kept.set((old) => ({ ...old, ...news }));
  }
}

/** A loaded message; timelines have no holes, so its place is its number. */
function messageIn(timeline: Timeline | undefined, number: number): Message | null {
  const first = timeline?.messages[0];
  return first === undefined ? null : (timeline?.messages[number - first.number] ?? null);
}

/** The message that another answers; undefined while it is on its way, null where it is not there. */
export function useQuoted(conversationId: ConversationId, number: number): Message | null | undefined {
  const loaded = useStore(chatStore, (state) => messageIn(state.timelines[conversationId], number));
  const fetched = useStore(kept, (all) => all[`${conversationId} ${number}`]);
  const missing = loaded === null && fetched === undefined;
  useEffect(() => {
    if (missing) want(conversationId, number);
  }, [missing, conversationId, number]);
  return loaded ?? fetched;
}
