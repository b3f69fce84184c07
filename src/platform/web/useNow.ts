import { useEffect, useState } from 'react';

const EVERY_MS = 20_000;

/** The time, anew so often that minutes are right; also after the device has slept. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const step = () => setNow(new Date());
    const timer = setInterval(step, EVERY_MS);
    document.addEventListener('visibilitychange', step);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', step);
    };
  }, []);
  return now;
}
