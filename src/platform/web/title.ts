import { useEffect } from 'react';
import { createStore } from './store.ts';

export const titleStore = createStore<string>('');

/** What the browser's tab says of the page on the screen. */
export function useTitle(title: string): void {
  useEffect(() => {
    titleStore.set(title);
    return () => titleStore.set('');
  }, [title]);
}
