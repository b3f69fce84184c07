import { IconClock, IconMoonFilled, IconPlaneDeparture, IconX } from '@tabler/icons-react';
import { MemberAvatar, MemberName, useMember } from '#directory/web/index.ts';
import { PresenceGlyph } from '#platform/web/ui/Avatar.tsx';
import type { MemberId } from '#platform/model/ids.ts';
import { Link } from '#platform/web/navigate.tsx';
import { useFormat } from '#platform/web/useFormat.ts';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Person, Preview, Sorted } from './usePreview.ts';
import { words } from './words.ts';

const CHIPS_MOST = 12;
const AGAIN_MOST = 3;

interface ReachedProps {
  readonly groups: Sorted;
  /** How many there are in each, also of those who are not told one by one. */
  readonly counts: Preview['counts'];
  /** Can this member be asked from here? */
  readonly canAsk: (id: MemberId) => boolean;
  readonly onLeaveOut: (id: MemberId) => void;
  /** Who can be left out: those who were named; null: each. */
  readonly named: readonly MemberId[] | null;
  readonly onStandIn: (id: MemberId, standInId: MemberId) => void;
  /** Leads away, to talk to somebody instead. */
  readonly onGo: () => void;
}

/** Who of them is reached when: working now, off until, on leave until; and who was dinged within the hour. */
export function Reached({ groups, counts, canAsk, named, onLeaveOut: leaveOut, onStandIn, onGo }: ReachedProps) {
  const t = useWords(words);
  const format = useFormat();
  const { now, off, onLeave, again } = groups;
  const onLeaveOut = (id: MemberId) => (named === null || named.includes(id) ? leaveOut : null);
  if (counts.now + counts.off + counts.onLeave === 0) return null;
  return (
    <>
      <div className="dg-reached">
        {counts.now > 0 && (
          <div className="dg-reached-row">
            <span className="dg-reached-how dg-works">
              <PresenceGlyph presence="available" size={12} />
              {t.workingNow} <b>{counts.now}</b>
            </span>
            <span className="dg-chips">
              {now.slice(0, CHIPS_MOST).map(({ memberId }) => (
                <Chip key={memberId} id={memberId} onLeaveOut={onLeaveOut(memberId)} />
              ))}
              <More shown={now} of={counts.now} />
            </span>
          </div>
        )}
        {counts.off > 0 && (
          <div className="dg-reached-row">
            <span className="dg-reached-how dg-held">
              <IconMoonFilled size={13} aria-hidden />
              {t.off} <b>{counts.off}</b>
            </span>
            <span className="dg-chips">
              {off.slice(0, CHIPS_MOST).map(({ memberId, startsAt }) => (
                <span key={memberId} className="dg-told">
                  <Chip id={memberId} onLeaveOut={onLeaveOut(memberId)} />
                  {startsAt !== null && <span>{t.startsAt(format.whenExactly(startsAt))}</span>}
                </span>
              ))}
              <More shown={off} of={counts.off} />
            </span>
          </div>
        )}
        {counts.onLeave > 0 && (
          <div className="dg-reached-row">
            <span className="dg-reached-how dg-held">
              <IconPlaneDeparture size={14} stroke={1.75} aria-hidden />
              {t.onLeave} <b>{counts.onLeave}</b>
            </span>
            <span className="dg-chips">
              {onLeave.slice(0, CHIPS_MOST).map((person) => (
                <span key={person.memberId} className="dg-told">
                  <Chip id={person.memberId} onLeaveOut={onLeaveOut(person.memberId)} />
                  {person.startsAt !== null && <span>{t.backAt(format.whenExactly(person.startsAt))}</span>}
                  <StandIn person={person} canAsk={canAsk} onStandIn={onStandIn} onGo={onGo} />
                </span>
              ))}
              <More shown={onLeave} of={counts.onLeave} />
            </span>
          </div>
        )}
      </div>
      {again.slice(0, AGAIN_MOST).map((person) => (
        <Again key={person.memberId} person={person} />
      ))}
    </>
  );
}

function More({ shown, of }: { readonly shown: readonly Person[]; readonly of: number }) {
  const t = useWords(words);
  const left = of - Math.min(shown.length, CHIPS_MOST);
  return left > 0 ? <span className="tl-hint">{t.andMore(left)}</span> : null;
}

function Again({ person: { memberId, repeatAt } }: { readonly person: Person }) {
  const t = useWords(words);
  const format = useFormat();
  const name = useMember(memberId)?.name ?? '';
  return repeatAt === null ? null : (
    <p className="dg-again">
      <IconClock size={16} stroke={1.75} aria-hidden />
      {t.again(name, format.when(repeatAt))}
    </p>
  );
}

function Chip({ id, onLeaveOut }: { readonly id: MemberId; readonly onLeaveOut: ((id: MemberId) => void) | null }) {
  const t = useWords(words);
  const name = useMember(id)?.name ?? '';
  return (
    <span className="dg-chip">
      <MemberAvatar id={id} size={22} />
      <MemberName id={id} bare />
      {onLeaveOut !== null && (
        <IconButton
          icon={<IconX size={14} stroke={1.75} />}
          label={t.removeOne(name)}
          size="sm"
          onClick={() => onLeaveOut(id)}
        />
      )}
    </span>
  );
}

interface StandInProps extends Pick<ReachedProps, 'canAsk' | 'onStandIn' | 'onGo'> {
  readonly person: Person;
}

/** Who stands in for somebody on leave: chosen in his place where he can be, or written to. */
function StandIn({ person: { memberId, standInId }, canAsk, onStandIn, onGo }: StandInProps) {
  const t = useWords(words);
  const name = useMember(standInId)?.name ?? '';
  if (standInId === null || name === '') return null;
  if (canAsk(standInId)) {
    return (
      <button type="button" className="dg-link" onClick={() => onStandIn(memberId, standInId)}>
        {t.standIn(name)}
      </button>
    );
  }
  return (
    <Link to={`/chat/with/${standInId}`} className="dg-link" onClick={onGo}>
      {t.standInIs(name)}
    </Link>
  );
}
