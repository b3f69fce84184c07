import { useEffect } from 'react';
import type { ConversationId } from '#platform/model/ids.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import type { Root } from '../../model/threads.ts';
import { chatStore, deviceNow } from '../chatStore.ts';

const AT_ONCE = 100;

/** Where threads hang that are not in the list; null: nowhere that one may see. */
const kept = createStore<Readonly<Record<ConversationId, Root | null>>>({});
const wanted = new Set<ConversationId>();
let timer: ReturnType<typeof setTimeout> | null = null;

function want(id: ConversationId): void {
  wanted.add(id);
  timer ??= setTimeout(() => void ask(), 20);
}

async function ask(): Promise<void> {
  timer = null;
  const ids = [...wanted].slice(0, AT_ONCE);
  for (const id of ids) wanted.delete(id);
  if (wanted.size > 0) timer = setTimeout(() => void ask(), 20);
  const found = await deviceNow()
    ?.calls.threadRoots({ ids })
    .catch(() => null);
  if (found === null || found === undefined) return;
  const roots = new Map(found.map(({ id, ...root }) => [id, root]));
  kept.set((old) => ({ ...old, ...Object.fromEntries(ids.map((id) => [id, roots.get(id) ?? null])) }));
}

/** Where a thread hangs; null where the id is none of a thread that one may see, undefined while nobody knows. */
export function useRoot(id: ConversationId | null): Root | null | undefined {
  const known = useStore(chatStore, (state) => (id === null ? null : (state.conversations[id]?.thread ?? undefined)));
  const isListed = useStore(chatStore, (state) => id !== null && id in state.conversations);
  const asked = useStore(kept, (all) => (id === null ? null : all[id]));
  const missing = id !== null && !isListed && asked === undefined;
  useEffect(() => {
    if (missing) want(id);
  }, [missing, id]);
  if (isListed) return known ?? null;
  return asked;
}
