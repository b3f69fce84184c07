import { IconChevronDown, IconMoonFilled } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { insiders } from '#directory/model/contract.ts';
import { MemberAvatar, MemberName, useMember } from '#directory/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { useCurrentCompany } from '#platform/web/session.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useNow } from '#platform/web/useNow.ts';
import { PresenceGlyph } from '#platform/web/ui/Avatar.tsx';
import { Popover } from '#platform/web/ui/Menu.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Conversation } from '../../model/contract.ts';
import { useParticipants } from '../participants.ts';
import { useMe } from '../useMe.ts';
import { type Reach, useReach } from './reach.ts';
import { RestLine } from './RestLine.tsx';
import { reachWords } from './words.ts';
import './reach.css';

/** In larger groups it is asked for on a tap only. */
const ASK_MOST = 200;
const NAMED_MOST = 3;
const NOBODY: readonly MemberId[] = [];

/** Above the composer: who of the conversation is off, and when what is written arrives (R2, R15). */
export function OffBar({ conversation }: { readonly conversation: Conversation }) {
  const t = useWords(reachWords);
  const me = useMe();
  const role = useCurrentCompany()?.role ?? '';
  const [asked, setAsked] = useState(false);
  // In a thread it is said where that hangs.
  const isInside =
    (insiders as readonly string[]).includes(role) && !conversation.archived && conversation.kind !== 'thread';
  const isLarge = conversation.memberCount > ASK_MOST;
  const isGroup = isInside && conversation.kind !== 'direct';
  const participants = useParticipants(conversation, isGroup && (!isLarge || asked) ? 'all' : 'nobody');
  const { peerId } = conversation;
  const ids = useMemo(() => {
    if (!isInside) return NOBODY;
    if (peerId !== null) return [peerId];
    return (participants.value?.list ?? []).map(({ memberId }) => memberId).filter((id) => id !== me);
  }, [isInside, peerId, participants.value, me]);
  const reach = useReach(ids);
  if (isGroup && isLarge && !asked) {
    return (
      <div className="ch-off ch-off-ask">
        <button type="button" onClick={() => setAsked(true)}>
          <IconMoonFilled size={13} aria-hidden />
          {t.whoIsOff}
        </button>
      </div>
    );
  }
  const off = (reach ?? []).filter(({ works }) => !works);
  const [first] = off;
  if (reach === null || first === undefined) return null;
  return peerId === null ? <SomeOff reach={reach} off={off} /> : <OneOff one={first} />;
}

function OneOff({ one: { timeZone, nextStart, onLeave, standInId } }: { readonly one: Reach }) {
  const t = useWords(reachWords);
  const format = useFormat();
  const standIn = useMember(standInId);
  const now = useNow();
  if (nextStart === null) return null;
  return (
    <p className="ch-off">
      <IconMoonFilled size={13} aria-hidden />
      <b>{onLeave ? t.onLeave(format.whenExactly(nextStart)) : t.arrives(format.whenExactly(nextStart))}</b>
      {onLeave && standIn !== null && <span>{t.standIn(standIn.name)}</span>}
      {!onLeave && <span>{t.there(format.clock(now, timeZone))}</span>}
      <span className="tl-grow" />
      {!onLeave && <RestLine startsAt={nextStart} now={now} />}
    </p>
  );
}

interface SomeOffProps {
  readonly reach: readonly Reach[];
  readonly off: readonly Reach[];
}

const soonest = (a: Reach, b: Reach) => (a.nextStart?.getTime() ?? 0) - (b.nextStart?.getTime() ?? 0);

function SomeOff({ reach, off }: SomeOffProps) {
  const t = useWords(reachWords);
  const format = useFormat();
  const now = useNow();
  const shown = [...off].sort(soonest).slice(0, NAMED_MOST);
  return (
    <div className="ch-off">
      <Popover
        label={t.localTimes}
        align="end"
        trigger={
          <button type="button" className="ch-off-all">
            <IconMoonFilled size={13} aria-hidden />
            <span className="tl-one">
              <b>{t.someOff(off.length)}</b>
              {t.arrivesWhenTheyStart}
            </span>
            <span className="tl-grow" />
            {shown.map(({ memberId, timeZone, nextStart }) => (
              <span key={memberId} className="ch-off-one">
                <b>
                  <MemberName id={memberId} bare />
                </b>
                {format.clock(now, timeZone)}
                {nextStart !== null && <RestLine startsAt={nextStart} now={now} />}
              </span>
            ))}
            <IconChevronDown size={16} stroke={1.75} aria-hidden />
          </button>
        }
      >
        <ul className="ch-times" aria-label={t.localTimes}>
          {[...reach.filter(({ works }) => works), ...[...off].sort(soonest)].map((one) => (
            <LocalTime key={one.memberId} one={one} now={now} />
          ))}
        </ul>
      </Popover>
    </div>
  );
}

function LocalTime({ one, now }: { readonly one: Reach; readonly now: Date }) {
  const t = useWords(reachWords);
  const format = useFormat();
  const { memberId, timeZone, works, nextStart, onLeave } = one;
  const at = nextStart === null ? '' : format.whenExactly(nextStart);
  return (
    <li>
      <MemberAvatar id={memberId} size={22} />
      <span className="tl-one tl-grow">
        <MemberName id={memberId} />
      </span>
      {!works && !onLeave && nextStart !== null && <RestLine startsAt={nextStart} now={now} />}
      <small>{works ? t.works : onLeave ? t.onLeave(at) : t.startsAt(at)}</small>
      <time>
        <PresenceGlyph presence={works ? 'available' : 'off'} size={11} />
        {format.clock(now, timeZone)}
      </time>
    </li>
  );
}
