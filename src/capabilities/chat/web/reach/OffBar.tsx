import { IconChevronDown, IconMoonFilled } from '@tabler/icons-react';
import { MemberName, useMember } from '#directory/web/index.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { Reach } from './reach.ts';
import { RestLine } from './RestLine.tsx';
import type { Arriving } from './useArriving.ts';
import { reachWords } from './words.ts';
import './reach.css';

const NAMED_MOST = 3;

interface OffBarProps {
  readonly arriving: Arriving;
  readonly isDirect: boolean;
  /** It was tapped: what is behind the button beside it is behind it, too. */
  readonly onOpen: (line: HTMLElement) => void;
  readonly open: boolean;
}

/** Above the composer: who of the conversation is off, and when what is written arrives (R2, R15). */
export function OffBar({ arriving: { off, now, ask }, isDirect, onOpen, open }: OffBarProps) {
  const t = useWords(reachWords);
  if (ask !== null) {
    return (
      <div className="ch-off ch-off-ask">
        <button type="button" onClick={ask}>
          <IconMoonFilled size={13} aria-hidden />
          {t.whoIsOff}
        </button>
      </div>
    );
  }
  const [first] = off;
  if (first === undefined) return null;
  return (
    <div className="ch-off">
      <button
        type="button"
        className="ch-off-all"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={(event) => onOpen(event.currentTarget)}
      >
        <IconMoonFilled size={13} aria-hidden />
        {isDirect ? <OneOff one={first} now={now} /> : <SomeOff off={off} now={now} />}
        <IconChevronDown size={16} stroke={1.75} aria-hidden />
      </button>
    </div>
  );
}

function OneOff({ one, now }: { readonly one: Reach; readonly now: Date }) {
  const t = useWords(reachWords);
  const format = useFormat();
  const { timeZone, nextStart, onLeave, standInId } = one;
  const standIn = useMember(standInId);
  const at = nextStart === null ? '' : format.whenExactly(nextStart);
  return (
    <>
      <b className="tl-one">{onLeave ? t.onLeave(at) : t.arrives(at)}</b>
      {onLeave && standIn !== null && <span className="tl-one">{t.standIn(standIn.name)}</span>}
      {!onLeave && <span className="tl-one">{t.there(format.clock(now, timeZone))}</span>}
      <span className="tl-grow" />
      {!onLeave && nextStart !== null && <RestLine startsAt={nextStart} now={now} />}
    </>
  );
}

function SomeOff({ off, now }: { readonly off: readonly Reach[]; readonly now: Date }) {
  const t = useWords(reachWords);
  const format = useFormat();
  return (
    <>
      <span className="tl-one">
        <b>{t.someOff(off.length)}</b>
        {t.arrivesWhenTheyStart}
      </span>
      <span className="tl-grow" />
      {off.slice(0, NAMED_MOST).map(({ memberId, timeZone, nextStart }) => (
        <span key={memberId} className="ch-off-one">
          <b>
            <MemberName id={memberId} bare />
          </b>
          {format.clock(now, timeZone)}
          {nextStart !== null && <RestLine startsAt={nextStart} now={now} />}
        </span>
      ))}
    </>
  );
}
