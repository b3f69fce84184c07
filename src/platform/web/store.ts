import { useRef, useSyncExternalStore } from 'react';

/** A value outside React that components can watch. */
export interface Store<State> {
  readonly get: () => State;
  readonly set: (next: State | ((old: State) => State)) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Makes a store. Setting an identical value wakes nobody. */
export function createStore<State>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(next) {
      const value = typeof next === 'function' ? (next as (old: State) => State)(state) : next;
      if (Object.is(value, state)) return;
      state = value;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function shallowEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.is((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}

/** Watches a part of a store; draws again only when that part differs (compared one level deep). */
export function useStore<State, Part = State>(store: Store<State>, select?: (state: State) => Part): Part {
  const last = useRef<{ part: Part } | null>(null);
  const read = () => {
    const part = select === undefined ? (store.get() as unknown as Part) : select(store.get());
    if (last.current !== null && shallowEqual(last.current.part, part)) return last.current.part;
    last.current = { part };
    return part;
  };
  return useSyncExternalStore(store.subscribe, read, read);
}
