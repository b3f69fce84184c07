import { IconMoonFilled } from '@tabler/icons-react';
import { useStore } from '#platform/web/store.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useNow } from '#platform/web/useNow.ts';
import { useWords } from '#platform/web/words.ts';
import { offIn } from '#worktime/model/contract.ts';
import { ownTime } from '#worktime/web/index.ts';
import { reachWords } from './words.ts';
import './reach.css';

/** While the reader himself is off: that nothing is expected of him (R8). It is known on the device: it stands in the first picture. */
export function OwnRest() {
  const t = useWords(reachWords);
  const format = useFormat();
  useNow();
  const off = useStore(ownTime, (time) => (time === null ? null : offIn(time, Date.now())));
  if (off === null) return null;
  return (
    <p className="ch-rest">
      <IconMoonFilled size={13} aria-hidden />
      {t.youAreOff(format.whenExactly(new Date(off.until)))}
    </p>
  );
}
