import { useEffect, useState } from 'react';

/** Longer than a timer can wait. */
const WAIT_MOST_MS = 2 ** 31 - 1;

/** Has this moment passed? Draws again when it does. */
export function useHasPassed(at: Date | null): boolean {
  const [, setTurn] = useState(0);
  const left = at === null ? Number.POSITIVE_INFINITY : at.getTime() - Date.now();
  useEffect(() => {
    if (left <= 0 || left > WAIT_MOST_MS) return;
    const timer = setTimeout(() => setTurn((old) => old + 1), left + 1);
    return () => clearTimeout(timer);
    // The time left is another with every drawing; the moment is not.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [at]);
  return left <= 0;
}
