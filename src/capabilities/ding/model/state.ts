import type { MemberId } from '#platform/model/ids.ts';
import type { Ding, DingEvent, DingId, Line } from './contract.ts';

/** What a member's device knows of dings: those it was asked to show, and those that wait for him. */
export interface DingState {
  readonly dings: Readonly<Record<DingId, Ding>>;
  /** What waits, in the order he wants; what came since stands at the end. */
  readonly order: readonly DingId[];
  /** Whose counts have changed since the lines of others were asked for. */
  readonly stale: readonly DingId[];
}

export const noDings: DingState = { dings: {}, order: [], stale: [] };

/** Is there something left for this member to do about it? */
export function isOpen({ state, mine }: Pick<Ding, 'state' | 'mine'>): boolean {
  if (state !== 'sent' || mine === null) return false;
  return mine.state === 'waits' || mine.state === 'later' || mine.state === 'full' || mine.state === 'ended';
}

/** Does it call for an answer now: unanswered, and neither held until the reader works nor come as talk does (R2, R10)? */
export function isUrgent({ state, mine }: Pick<Ding, 'state' | 'mine'>): boolean {
  if (state !== 'sent' || mine === null || mine.isOff || mine.onLeave) return false;
  return mine.state === 'waits' || mine.state === 'ended';
}

/** Has its ladder reached him already, and does it still ask him? Nothing else of it is shown to who is held (R3). */
export function hasReached(ding: Pick<Ding, 'state' | 'mine'>): boolean {
  return isUrgent(ding) && ding.mine !== null && ding.mine.step > 0;
}

/** Takes dings as the server has them. `whole`: with the lines of others, which are kept otherwise. */
export function learnt(state: DingState, dings: readonly Ding[], whole: boolean): DingState {
  if (dings.length === 0) return state;
  const ids = new Set(dings.map(({ id }) => id));
  const taken = dings.map((ding) => {
    const known = state.dings[ding.id];
    return [ding.id, whole || known === undefined ? ding : { ...ding, lines: known.lines }] as const;
  });
  return {
    dings: { ...state.dings, ...Object.fromEntries(taken) },
    order: state.order,
    stale: whole ? state.stale.filter((id) => !ids.has(id)) : state.stale,
  };
}

/** Takes the answer to what waits for the member and what he has sent. */
export function listed(
  state: DingState,
  { open, sent }: { readonly open: readonly Ding[]; readonly sent: readonly Ding[] },
): DingState {
  return { ...learnt(state, [...sent, ...open], false), order: open.map(({ id }) => id) };
}

/** Puts what waits in another order. */
export function ordered(state: DingState, order: readonly DingId[]): DingState {
  return { ...state, order };
}

/** How it changes when the standing of a ding does. Of one that is not known here, only that it is: it is asked for. */
export function applyToDings(state: DingState, event: DingEvent): DingState {
  const known = state.dings[event.id];
  if (known === undefined) return state;
  const { id, counts, mine } = event;
  const lines = mine === null ? known.lines : known.lines.map((one) => (one.memberId === mine.memberId ? mine : one));
  const changed = { ...known, state: event.state, counts, mine: mine ?? known.mine, lines };
  return {
    dings: { ...state.dings, [id]: changed },
    order: state.order.includes(id) || !isOpen(changed) ? state.order : [...state.order, id],
    stale: state.stale.includes(id) ? state.stale : [...state.stale, id],
  };
}

/** What waits for the member, in his order. */
export function openIn({ dings, order }: DingState): Ding[] {
  const placed = order.flatMap((id) => dings[id] ?? []);
  const others = Object.values(dings).filter(({ id }) => !order.includes(id));
  return [...placed, ...others.sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime())].filter(isOpen);
}

/** What a member has sent, latest first; what is still to be sent stands before it, soonest first. */
export function sentIn({ dings }: DingState, authorId: MemberId): { scheduled: Ding[]; sent: Ding[] } {
  const mine = Object.values(dings).filter((one) => one.authorId === authorId);
  const byTime = (a: Ding, b: Ding) => a.sentAt.getTime() - b.sentAt.getTime();
  return {
    scheduled: mine.filter(({ state }) => state === 'scheduled').sort(byTime),
    sent: mine.filter(({ state }) => state !== 'scheduled').sort((a, b) => byTime(b, a)),
  };
}

/** How those stand whom a ding asks, each in one group. */
export interface Groups {
  readonly confirmed: Line[];
  readonly later: Line[];
  readonly waits: Line[];
  readonly off: Line[];
  readonly onLeave: Line[];
}

/** Puts lines into the groups in which they are shown; who has left stands in none. */
export function grouped(lines: readonly Line[]): Groups {
  const groups: Groups = { confirmed: [], later: [], waits: [], off: [], onLeave: [] };
  for (const line of lines) {
    if (line.state === 'gone') continue;
    if (line.state === 'confirmed' || line.state === 'replied') groups.confirmed.push(line);
    else if (line.state === 'later') groups.later.push(line);
    else if (line.onLeave) groups.onLeave.push(line);
    else if (line.isOff) groups.off.push(line);
    else groups.waits.push(line);
  }
  return groups;
}
