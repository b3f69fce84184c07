import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let today = new Date().toDateString();
let timer: ReturnType<typeof setInterval> | null = null;

function watch(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(look, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

function look(): void {
  const now = new Date().toDateString();
  if (now === today) return;
  today = now;
  for (const listener of listeners) listener();
}

/** Draws again at midnight: "today" is another day then. */
export function useToday(): string {
  return useSyncExternalStore(watch, () => today);
}
