import { useEffect } from 'react';
import { useStore } from '#platform/web/store.ts';
import type { Ding, DingId } from '../model/contract.ts';
import { dingStore, watchDing } from './dingStore.ts';

/** A ding that is on the screen, kept true; null until it is known, and where one may not know of it. */
export function useDing(id: DingId): Ding | null {
  useEffect(() => watchDing(id), [id]);
  return useStore(dingStore, (state) => state.dings[id] ?? null);
}
