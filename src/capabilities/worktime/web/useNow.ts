import { useEffect, useState } from 'react';

const STEP_MS = 20_000;

/** The time, as far as a line of a day can show it; also after the device has slept. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const step = () => setNow(new Date());
    const timer = setInterval(step, STEP_MS);
    document.addEventListener('visibilitychange', step);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', step);
    };
  }, []);
  return now;
}
