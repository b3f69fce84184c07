import { useEffect } from 'react';

const EVERY_MS = 30_000;

/** Asks again while the screen is looked at: what is new stands on it within a minute (R30). */
export function useFresh(reload: () => void): void {
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && reload();
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [reload]);
}
