import type { MessageId } from '#platform/model/ids.ts';
import type { LaterEvent, Saved, SavedId, Scheduled } from './contract.ts';

/** Everything a member's device knows of what he keeps for later and has scheduled. */
export interface LaterState {
  /** Holds everything up to this place on the company clock. */
  readonly at: number;
  readonly saved: Readonly<Record<SavedId, Saved>>;
  readonly scheduled: Readonly<Record<MessageId, Scheduled>>;
}

export const emptyLater: LaterState = { at: 0, saved: {}, scheduled: {} };

/** The state as the server has it. */
export function listed({
  at,
  saved,
  scheduled,
}: {
  readonly at: number;
  readonly saved: readonly Saved[];
  readonly scheduled: readonly Scheduled[];
}): LaterState {
  const byId = <One extends { readonly id: string }>(all: readonly One[]) =>
    Object.fromEntries(all.map((one) => [one.id, one]));
  return { at, saved: byId(saved), scheduled: byId(scheduled) };
}

/** How it changes when something happened, at a place on the company clock. */
export function applyToLater(state: LaterState, event: LaterEvent, at: number): LaterState {
  if (at <= state.at) return state;
  switch (event.type) {
    case 'later.savedChanged':
      return { ...state, saved: { ...state.saved, [event.saved.id]: event.saved } };
    case 'later.savedRemoved':
      return { ...state, saved: without(state.saved, event.ids) };
    case 'later.scheduledChanged':
      return { ...state, scheduled: { ...state.scheduled, [event.scheduled.id]: event.scheduled } };
    case 'later.scheduledRemoved':
      return { ...state, scheduled: without(state.scheduled, [event.id]) };
  }
}

function without<Value>(all: Readonly<Record<string, Value>>, ids: readonly string[]): Record<string, Value> {
  return Object.fromEntries(Object.entries(all).filter(([id]) => !ids.includes(id)));
}

/** What is kept, newest first: what is still to do, or what is done. */
export function savedIn(state: LaterState, done: boolean): Saved[] {
  return Object.values(state.saved)
    .filter((one) => one.done === done)
    .sort((a, b) => b.savedAt.getTime() - a.savedAt.getTime() || (a.id < b.id ? 1 : -1));
}

/** What is scheduled: what failed first, then by its moment. */
export function scheduledIn(state: LaterState): Scheduled[] {
  const rank = ({ state: how }: Scheduled) => (how === 'failed' ? 0 : 1);
  return Object.values(state.scheduled).sort(
    (a, b) => rank(a) - rank(b) || a.sendAt.getTime() - b.sendAt.getTime() || (a.id < b.id ? -1 : 1),
  );
}
