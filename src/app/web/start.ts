import { createStore } from '#platform/web/store.ts';

/** Why nobody could say who is signed in; matters only where nothing is kept to show instead. */
export const startError = createStore<unknown>(null);

/** Keeps the failure for the page that waits. */
export function startFailed(error: unknown): void {
  startError.set(error);
}
