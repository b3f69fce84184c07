import { useEffect, useRef } from 'react';
import { createStore, useStore } from './store.ts';

/** What screens ask the server for and do not follow themselves: they hear here that it may be another. */
export interface Changes {
  /** Something was told, or too much was missed to know. */
  readonly note: () => void;
  /** A hook: asks again whenever something was told since the screen stands. */
  readonly use: (reload: () => void) => void;
}

export function makeChanges(): Changes {
  const count = createStore(0);
  return {
    note: () => count.set((old) => old + 1),
    use: (reload) => {
      const now = useStore(count);
      const seen = useRef(now);
      useEffect(() => {
        if (now !== seen.current) reload();
        seen.current = now;
      }, [now, reload]);
    },
  };
}
