import type { ComponentType } from 'react';
import { createStore } from './store.ts';

/** What capabilities say above every page inside a company, while there is something to say. */
export const bannerStore = createStore<readonly ComponentType[]>([]);

/** Adds a capability's banner; it draws nothing while it has nothing to say. */
export function registerBanner(Banner: ComponentType): void {
  bannerStore.set((old) => [...old, Banner]);
}
