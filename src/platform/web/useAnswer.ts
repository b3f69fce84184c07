import { useCallback, useEffect, useRef, useState } from 'react';

/** An answer that a screen waits for. While it is asked again, the old one stays. */
export interface Answer<Value> {
  readonly value: Value | null;
  readonly error: unknown;
  readonly busy: boolean;
  readonly reload: () => void;
}

const kept = new Map<string, unknown>();
const KEPT_MOST = 200;

function keep(key: string, value: unknown): void {
  kept.delete(key);
  kept.set(key, value);
  const oldest = kept.keys().next().value;
  if (kept.size > KEPT_MOST && oldest !== undefined) kept.delete(oldest);
}

/** Forgets all answers: after sign-out and when the company changes. */
export function forgetAnswers(): void {
  kept.clear();
}

/** Asks when the key changes, and shows at once what was answered to the same key before. A null key asks nothing. */
export function useAnswer<Value>(key: string | null, ask: (signal: AbortSignal) => Promise<Value>): Answer<Value> {
  const [turn, setTurn] = useState(0);
  const [shown, setShown] = useState<{ key: string | null; value: Value | null; error: unknown; busy: boolean }>({
    key: null,
    value: null,
    error: null,
    busy: key !== null,
  });
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    if (key === null) return;
    const stop = new AbortController();
    setShown((old) => ({
      ...old,
      key,
      value: old.key === key ? old.value : ((kept.get(key) as Value) ?? null),
      busy: true,
    }));
    latest
      .current(stop.signal)
      .then((value) => {
        if (stop.signal.aborted) return;
        keep(key, value);
        setShown({ key, value, error: null, busy: false });
      })
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setShown((old) => ({ ...old, error, busy: false }));
      });
    return () => stop.abort();
  }, [key, turn]);
  const reload = useCallback(() => setTurn((old) => old + 1), []);
  const value = shown.key === key ? shown.value : key === null ? null : ((kept.get(key) as Value | undefined) ?? null);
  return {
    value,
    error: shown.key === key ? shown.error : null,
    busy: shown.key === key ? shown.busy : key !== null,
    reload,
  };
}

/** A step that somebody takes by a button. */
export interface Act<Input, Output> {
  /** Resolves to the output, or to null where it failed; the error is then in `error`. */
  readonly run: (input: Input) => Promise<Output | null>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clear: () => void;
}

/** Runs one step at a time and keeps its error for the screen. */
export function useAct<Input, Output>(act: (input: Input) => Promise<Output>): Act<Input, Output> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  const running = useRef(false);
  const run = useCallback(async (input: Input) => {
    if (running.current) return null;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      return await latest.current(input);
    } catch (thrown) {
      setError(thrown);
      return null;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setError(null), []);
  return { run, busy, error, clear };
}
