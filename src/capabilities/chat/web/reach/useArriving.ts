import { useMemo, useState } from 'react';
import { insiders } from '#directory/model/contract.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { useCurrentCompany } from '#platform/web/session.ts';
import { useNow } from '#platform/web/useNow.ts';
import { REACH_MAX } from '#worktime/model/contract.ts';
import { type Arrival, arrivalOf, isOff } from '../../model/arriving.ts';
import type { Conversation } from '../../model/contract.ts';
import { useParticipants } from '../participants.ts';
import { useMe } from '../useMe.ts';
import { type Reach, useReach } from './reach.ts';

/** In larger groups it is asked for on a tap only. */
const ASK_MOST = 200;
const NOBODY: readonly MemberId[] = [];

/** When what is written in a conversation arrives: the one thing that the line above the composer and its button say. */
export interface Arriving {
  readonly arrival: Arrival;
  /** Everybody of whom it is known, those who are off by when they start; empty where nobody is off. */
  readonly reach: readonly Reach[];
  readonly off: readonly Reach[];
  readonly now: Date;
  /** Asks for it, where that waits for a tap. */
  readonly ask: (() => void) | null;
}

export function useArriving(conversation: Conversation): Arriving {
  const me = useMe();
  const now = useNow();
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
  const known = useReach(ids);
  return useMemo(() => {
    const all = known ?? [];
    const off = all.filter((one) => isOff(one, now)).sort(soonest);
    const isAll = ids.length <= REACH_MAX && participants.value?.more !== true;
    return {
      arrival: arrivalOf(all, isAll, peerId === null, now),
      reach: off.length === 0 ? [] : [...all.filter((one) => !isOff(one, now)), ...off],
      ...{ off, now },
      ask: isGroup && isLarge && !asked ? () => setAsked(true) : null,
    };
  }, [known, ids, participants.value, peerId, now, isGroup, isLarge, asked]);
}

const soonest = (a: Reach, b: Reach) => (a.nextStart?.getTime() ?? 0) - (b.nextStart?.getTime() ?? 0);
