import { MemberAvatar, MemberName } from '#directory/web/index.ts';
import { PresenceGlyph } from '#platform/web/ui/Avatar.tsx';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import { isOff } from '../../model/arriving.ts';
import type { Reach } from './reach.ts';
import { RestLine } from './RestLine.tsx';
import type { Arriving } from './useArriving.ts';
import { reachWords } from './words.ts';
import './reach.css';

/** Everybody's clock, and when each who is off is told (R15). */
export function LocalTimes({ arriving: { reach, now } }: { readonly arriving: Arriving }) {
  const t = useWords(reachWords);
  return (
    // Long enough to be scrolled, also by keys.
    <ul className="ch-times" aria-label={t.localTimes} tabIndex={0}>
      {reach.map((one) => (
        <LocalTime key={one.memberId} one={one} now={now} />
      ))}
    </ul>
  );
}

function LocalTime({ one, now }: { readonly one: Reach; readonly now: Date }) {
  const t = useWords(reachWords);
  const format = useFormat();
  const { memberId, timeZone, nextStart, onLeave } = one;
  const off = isOff(one, now);
  const at = nextStart === null ? '' : format.whenExactly(nextStart);
  return (
    <li>
      <MemberAvatar id={memberId} size={22} />
      <span className="tl-one tl-grow">
        <MemberName id={memberId} />
      </span>
      {off && !onLeave && nextStart !== null && <RestLine startsAt={nextStart} now={now} />}
      <small>{off ? (onLeave ? t.onLeave(at) : t.startsAt(at)) : t.works}</small>
      <time>
        <PresenceGlyph presence={off ? 'off' : 'available'} size={11} />
        {format.clock(now, timeZone)}
      </time>
    </li>
  );
}
