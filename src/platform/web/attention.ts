import { createStore } from './store.ts';

/** What waits for the reader, over the whole company: one truth for title, favicon, rail and app badge. */
export interface Attention {
  readonly unread: number;
  readonly mentions: number;
}

export const attentionStore = createStore<Attention>({ unread: 0, mentions: 0 });

/** Says what waits. In the reader's off hours the caller says nothing at all (R2). */
export function setAttention(next: Attention): void {
  const old = attentionStore.get();
  if (old.unread !== next.unread || old.mentions !== next.mentions) attentionStore.set(next);
}
