import { useEffect, useRef } from 'react';
import { createStore, useStore } from '#platform/web/store.ts';

/** How often something was told that a screen of this room may show. */
const changes = createStore(0);

/** Something was told, or too much was missed to know. */
export function noteChange(): void {
  changes.set((count) => count + 1);
}

/** Asks again whenever something was told. */
export function useChanges(reload: () => void): void {
  const count = useStore(changes);
  const first = useRef(count);
  useEffect(() => {
    if (count !== first.current) reload();
    first.current = count;
  }, [count, reload]);
}
