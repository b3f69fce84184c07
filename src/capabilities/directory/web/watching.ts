import { useEffect, useRef } from 'react';
import { createStore, type Store, useStore } from '#platform/web/store.ts';
import { type Answer, useAnswer } from '#platform/web/useAnswer.ts';
import type { WatchingLine } from '../model/contract.ts';
import { directory } from './api.ts';

/** Counts what was told of the two keys. */
export const watchingChanged: Store<number> = createStore(0);

/** What was asked for and agreed to of what shows people, newest first; asked again whenever something is told of it. */
export function useWatching(): Answer<WatchingLine[]> {
  const answer = useAnswer('directory.watching', (signal) => directory.watching({}, { signal }));
  const { reload } = answer;
  const count = useStore(watchingChanged);
  const known = useRef(count);
  useEffect(() => {
    if (count !== known.current) reload();
    known.current = count;
  }, [count, reload]);
  return answer;
}
