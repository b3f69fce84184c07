import { createStore, useStore } from './store.ts';

export type LiveState = 'online' | 'connecting' | 'offline';

/** How the screen stands to the server: what the banner and the composer go by. */
export const connectionStore = createStore<LiveState>('connecting');

/** `offline` within two seconds of losing the server. */
export function useConnection(): LiveState {
  return useStore(connectionStore);
}
