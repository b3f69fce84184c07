import type { MemberId } from '#platform/model/ids.ts';
import { useStore } from '#platform/web/store.ts';
import { chatStore } from './chatStore.ts';

/** Who looks at the screen. */
export function useMe(): MemberId {
  return useStore(chatStore, (state) => state.me);
}
