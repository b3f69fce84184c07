import { useEffect } from 'react';
import type { ConversationId } from '#platform/model/ids.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import { deviceNow } from '../chatStore.ts';

const AT_ONCE = 50;

/** What a forward points to: messages of one conversation, as many of them as one may see. */
export interface Sources {
  readonly conversationId: ConversationId;
  readonly numbers: readonly number[];
}

/** Where forwards point to; null: to what one may not see. */
const kept = createStore<Readonly<Record<string, Sources | null>>>({});
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
    const numbers = [...all].slice(0, AT_ONCE);
    const found = await deviceNow()
      ?.calls.forwarded({ conversationId, numbers })
      .catch(() => null);
    if (found === null || found === undefined) continue;
    const news = Object.fromEntries(found.map(({ number, source }) => [`${conversationId} ${number}`, source]));
    kept.set((old) => ({ ...old, ...news }));
  }
}

/** Where a forward points to; null where one may not see it, undefined while nobody has said. */
export function useSource(conversationId: ConversationId, number: number): Sources | null | undefined {
  const known = useStore(kept, (all) => all[`${conversationId} ${number}`]);
  useEffect(() => {
    if (known === undefined) want(conversationId, number);
  }, [known, conversationId, number]);
  return known;
}
