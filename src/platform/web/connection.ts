import { createStore, useStore } from './store.ts';

/** `held`: the server answers, and keeps what it has for this member until his working time begins (R3). */
export type LiveState = 'online' | 'connecting' | 'offline' | 'held';

/** How the screen stands to the server: what the banner and the composer go by. */
export const connectionStore = createStore<LiveState>('connecting');

/** `offline` within two seconds of losing the server. */
export function useConnection(): LiveState {
  return useStore(connectionStore);
}

/** Is what comes kept on the server now? Also while the server is away; no longer as soon as the socket is up again. */
export const heldStore = createStore(false);
