import { useEffect } from 'react';
import type { ConversationId } from '#platform/model/ids.ts';
import { createStore, useStore } from '#platform/web/store.ts';

/** What one call may ask for. */
const ASK_MOST = 50;
/** Waiting this long turns the messages of a screen into one call. */
const GATHER_MS = 20;

/** Asks of these messages of one conversation; answers by number. Throws where the call fails. */
type Ask<Value> = (conversationId: ConversationId, numbers: number[]) => Promise<ReadonlyMap<number, Value>>;

/**
 * What rows of a timeline ask of messages by number: gathered, asked once, kept as long as the page stands. Answers a hook: what is known
 * of one, undefined while nobody has said; it is asked for where `wanted`.
 */
export function makeByNumber<Value>(ask: Ask<Value>) {
  const kept = createStore<Readonly<Record<string, Value>>>({});
  const wanted = new Map<ConversationId, Set<number>>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  function want(conversationId: ConversationId, number: number): void {
    const numbers = wanted.get(conversationId) ?? new Set();
    wanted.set(conversationId, numbers.add(number));
    timer ??= setTimeout(() => void askAll(), GATHER_MS);
  }

  async function askAll(): Promise<void> {
    timer = null;
    const batch = [...wanted];
    wanted.clear();
    for (const [conversationId, all] of batch) {
      const found = await ask(conversationId, [...all].slice(0, ASK_MOST)).catch(() => null);
      if (found === null) continue;
      const news = Object.fromEntries([...found].map(([number, value]) => [`${conversationId} ${number}`, value]));
      kept.set((old) => ({ ...old, ...news }));
    }
  }

  return (conversationId: ConversationId, number: number, isWanted = true): Value | undefined => {
    const known = useStore(kept, (all) => all[`${conversationId} ${number}`]);
    const missing = isWanted && known === undefined;
    useEffect(() => {
      if (missing) want(conversationId, number);
    }, [missing, conversationId, number]);
    return known;
  };
}
