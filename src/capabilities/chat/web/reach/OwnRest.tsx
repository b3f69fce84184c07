import { IconMoonFilled } from '@tabler/icons-react';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import { useOwnTime } from './reach.ts';
import { reachWords } from './words.ts';
import './reach.css';

/** While the reader himself is off: that nothing is expected of him (R8). */
export function OwnRest() {
  const t = useWords(reachWords);
  const format = useFormat();
  const own = useOwnTime();
  if (own === null || own.works || own.onCallUntil !== null) return null;
  return (
    <p className="ch-rest">
      <IconMoonFilled size={13} aria-hidden />
      {t.youAreOff(format.whenExactly(own.until))}
    </p>
  );
}
