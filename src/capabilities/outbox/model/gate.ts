import { nextGathering } from './gathering.ts';
import type { KindPolicy, Wired } from './quiet.ts';
import type { TimeFacts } from './time.ts';

/** What may notify a member at all, on all devices: the member's own word. Gathered: everything, but what does not mean him a few times a day. */
export type Wish = 'everything' | 'gathered' | 'meant' | 'nothing';

/** What a place (a conversation, so far) may notify of: the member's word on this one. */
export type PlaceSetting = 'all' | 'mentions' | 'nothing';

/** A device that its owner has turned on. */
export interface DeviceFacts {
  readonly sessionId: string;
  /** Can it be told when Tautline is closed on it? */
  readonly pushes: boolean;
  /** Is Tautline open on it? */
  readonly isOpen: boolean;
  /** Does the member let words of a message onto this device's lock screen? */
  readonly showsContent: boolean;
}

/** Everything the gate knows of one notification to one member. */
export interface Facts {
  readonly now: Date;
  readonly memberId: string;
  readonly kind: KindPolicy;
  readonly time: TimeFacts;
  readonly wish: Wish;
  readonly place: PlaceSetting;
  /** Read meanwhile, taken back, or in a place the member has left: nothing is left to tell. */
  readonly isOver: boolean;
  /** It has waited for this moment: for the start of work, the end of a focus block, or to be told with others. */
  readonly hasWaited: boolean;
  /** The member did it himself. */
  readonly isOwn: boolean;
  /** An override stands behind it, written in the ledger of the member (R4, R5). */
  readonly byOverride: boolean;
  readonly devices: readonly DeviceFacts[];
  /** The gateways that lead to the member: he gave a number or an address for them, and the company has them. */
  readonly reach: Reach;
}

export type Content = 'words' | 'none';
export type Reach = ReadonlyMap<Wired, Content>;

export type Channel =
  | { readonly by: 'socket' }
  | { readonly by: 'push'; readonly sessionId: string; readonly content: Content }
  | { readonly by: Wired; readonly content: Content };

export type Verdict =
  /** `until`: who is not reached by then is not told late, outside working time. `byOverride`: nothing else let it through. */
  | { readonly is: 'now'; readonly channels: readonly Channel[]; readonly until: Date; readonly byOverride: boolean }
  | { readonly is: 'hold'; readonly until: Date }
  | { readonly is: 'drop'; readonly why: 'over' | 'own' | 'unwanted' | 'quiet' | 'nowhere' };

/** How long somebody on call, or asked by an override, may be looked for, where no working time sets an end. */
const ON_CALL_MS = 3_600_000;

/** The one gate (R14): tell now and how, keep until when, or not at all. */
export function gate(facts: Facts): Verdict {
  const { kind, time, now } = facts;
  if (facts.isOwn) return { is: 'drop', why: 'own' };
  if (facts.isOver) return { is: 'drop', why: 'over' };
  if (!isWanted(facts)) return { is: 'drop', why: 'unwanted' };
  const channels = channelsOf(kind, facts);
  if (channels.length === 0) return { is: 'drop', why: 'nowhere' };
  const isUrgent = kind.quiet.onCall === 'now';
  const wakes = isUrgent && (time.onCall || facts.byOverride);
  // Leave is leave: an override reaches nobody there (R12).
  if (time.onLeave) return kept(kind.quiet.onLeave, facts);
  if (!time.works && !wakes) return kept(kind.quiet.offHours, facts);
  if (time.works && time.focusUntil !== null && !wakes && kind.quiet.inFocus === 'hold') {
    return { is: 'hold', until: time.focusUntil };
  }
  if (facts.wish === 'gathered' && !kind.meant && !facts.hasWaited && !wakes) {
    return { is: 'hold', until: releaseAt(nextGathering(now, time.timeZone), facts.memberId) };
  }
  return {
    is: 'now',
    channels,
    until: time.works ? time.worksUntil : new Date(now.getTime() + ON_CALL_MS),
    byOverride: !time.works && !time.onCall,
  };
}

function isWanted({ kind, wish, place }: Facts): boolean {
  if (wish === 'nothing' || place === 'nothing') return false;
  return kind.meant || (wish !== 'meant' && place === 'all');
}

/** What can tell a member of a kind, as far as it depends on him: the facts of the gate, and of whoever plans. */
export type Ways = Pick<Facts, 'devices' | 'reach'>;

/**
 * By push where that is possible, else by the open page; a step of a ladder by its one way. A socket carries no words: the page has them.
 */
export function channelsOf({ only }: Pick<KindPolicy, 'only'>, { devices, reach }: Ways): Channel[] {
  const pushes = devices
    .filter((device) => device.pushes)
    .map(
      ({ sessionId, showsContent }): Channel => ({ by: 'push', sessionId, content: showsContent ? 'words' : 'none' }),
    );
  switch (only) {
    case undefined:
      return devices.some(({ pushes: far, isOpen }) => !far && isOpen) ? [{ by: 'socket' }, ...pushes] : pushes;
    case 'socket':
      return devices.some(({ isOpen }) => isOpen) ? [{ by: 'socket' }] : [];
    case 'push':
      return pushes;
    default: {
      const content = reach.get(only);
      return content === undefined ? [] : [{ by: only, content }];
    }
  }
}

function kept(how: 'hold' | 'drop', { time, memberId }: Facts): Verdict {
  return how === 'drop' ? { is: 'drop', why: 'quiet' } : { is: 'hold', until: releaseAt(time.nextStart, memberId) };
}

/** Over so long the digests of one start are spread: thousands who begin at 09:00 make no spike. */
export const SPREAD_MS = 50_000;

/** When what was held for a member is released: all of it together, a little after the start, always as much for the same member. */
export function releaseAt(start: Date, memberId: string): Date {
  let hash = 0;
  for (let index = 0; index < memberId.length; index += 1) hash = (hash * 31 + memberId.charCodeAt(index)) % 1_000_003;
  return new Date(start.getTime() + (hash % SPREAD_MS));
}
