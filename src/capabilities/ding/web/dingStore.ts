import { urgentIn } from '#chat/web/index.ts';
import { outboxEvent } from '#outbox/model/contract.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import type { Client } from '#platform/web/call.ts';
import type { OpenCompany } from '#platform/web/company.ts';
import { connectionStore } from '#platform/web/connection.ts';
import { createStore } from '#platform/web/store.ts';
import { worktimeCalls } from '#worktime/model/contract.ts';
import { type Ding, type DingId, dingCalls, dingEvent, type Line } from '../model/contract.ts';
import { applyToDings, type DingState, isOpen, isUrgent, learnt, listed, noDings, openIn } from '../model/state.ts';

/** Lines are asked for anew so often at most. */
const LINES_EVERY_MS = 1_000;
/** Those whom a ding asks are told of their own line alone: how others stand is looked for so often, where they are few. */
const OTHERS_EVERY_MS = 20_000;
const OTHERS_MOST = 100;
/** What is asked for within this time is asked for at once. */
const TOGETHER_MS = 20;
const TOGETHER_MOST = 100;

interface Told {
  readonly id: DingId;
  readonly kind: string;
}

interface Device {
  readonly company: OpenCompany;
  readonly calls: Client<typeof dingCalls>;
  readonly worktime: Client<typeof worktimeCalls>;
}

export const dingStore = createStore<DingState>(noDings);
export const dingStatus = createStore<{ readonly isKnown: boolean; readonly error: unknown }>({
  isKnown: false,
  error: null,
});
/** What this page was told to show on top, in the order it came. */
export const toldStore = createStore<readonly Told[]>([]);
/** How many call for the reader. */
export const openCount = createStore(0);
/** How many have his answer still to come, also those that call once he works. */
export const waitingCount = createStore(0);

let device: Device | null = null;
let wanted = new Set<DingId>();
let asking: ReturnType<typeof setTimeout> | null = null;
let rereading: ReturnType<typeof setTimeout> | null = null;
const onScreen = new Map<DingId, number>();

/** The dings of the open company; null outside any. */
export function dingNow(): Device | null {
  return device;
}

function set(next: DingState): void {
  dingStore.set(next);
  const waiting = openIn(next);
  waitingCount.set(waiting.length);
  const open = waiting.filter(isUrgent);
  openCount.set(open.length);
  urgentIn.set(countBy(open.map(({ places }) => places[0]?.conversationId ?? null)));
  toldStore.set((old) => {
    const left = old.filter(({ id, kind }) => isTold(next.dings[id], kind));
    return left.length === old.length ? old : left;
  });
  if (rereading === null && next.stale.some((id) => onScreen.has(id))) {
    rereading = setTimeout(reread, LINES_EVERY_MS);
  }
}

function countBy(ids: readonly (ConversationId | null)[]): Partial<Record<ConversationId, number>> {
  const counts: Partial<Record<ConversationId, number>> = {};
  for (const id of ids) if (id !== null) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}

/** Is it still to be shown on top? Who has named a time is told again at that time only. */
function isTold(ding: Ding | undefined, kind: string): boolean {
  if (ding === undefined) return true;
  return isOpen(ding) && (ding.mine?.state === 'later') === (kind === 'later');
}

function tell(told: Told): void {
  toldStore.set((old) => [...old.filter(({ id }) => id !== told.id), told]);
}

/**
 * Has the ladder taken its first step with the reader, and this page does not know it yet? It does so in his working time alone, and a page
 * that is open, or is opened now, is that step.
 */
function begins(before: Line | null, now: Line | null): boolean {
  return now?.state === 'waits' && now.step > 0 && !now.isOff && !now.onLeave && (before?.step ?? 0) === 0;
}

/** What the server has just answered, before any event of it comes. */
export function showAtOnce(ding: Ding): void {
  set(learnt(dingStore.get(), [ding], true));
}

export function setDings(change: (old: DingState) => DingState): void {
  set(change(dingStore.get()));
}

function reread(): void {
  rereading = null;
  for (const id of dingStore.get().stale) if (onScreen.has(id)) void readLines(id);
}

function lookForOthers(me: string): void {
  if (document.visibilityState === 'hidden') return;
  for (const id of onScreen.keys()) {
    const ding = dingStore.get().dings[id];
    if (ding?.state !== 'sent' || ding.mine === null || ding.authorId === me) continue;
    const { confirmed, of } = ding.counts;
    if (confirmed < of && of > 1 && of <= OTHERS_MOST) void readLines(id);
  }
}

/** Asks how a ding stands, with the lines of others. */
async function readLines(id: DingId): Promise<void> {
  const asker = device;
  const ding = await asker?.calls.ding({ id }).catch(() => null);
  if (device === asker && ding) showAtOnce(ding);
}

function read(id: DingId): void {
  wanted.add(id);
  asking ??= setTimeout(() => void readWanted(), TOGETHER_MS);
}

async function readWanted(): Promise<void> {
  const asker = device;
  asking = null;
  const ids = [...wanted];
  wanted = new Set();
  for (let from = 0; asker !== null && from < ids.length; from += TOGETHER_MOST) {
    const dings = await asker.calls.dings({ ids: ids.slice(from, from + TOGETHER_MOST) }).catch(() => []);
    if (device !== asker) return;
    set(learnt(dingStore.get(), dings, false));
    for (const { id, authorId, mine } of dings)
      if (onScreen.has(id) && (mine !== null || authorId === asker.company.memberId)) void readLines(id);
  }
}

/** Keeps a ding true while it is on the screen. */
export function watchDing(id: DingId): () => void {
  onScreen.set(id, (onScreen.get(id) ?? 0) + 1);
  read(id);
  return () => {
    const left = (onScreen.get(id) ?? 1) - 1;
    if (left === 0) onScreen.delete(id);
    else onScreen.set(id, left);
  };
}

/** Asks what waits, what was sent, and what is on the screen. */
export async function refreshDings(): Promise<void> {
  const asker = device;
  if (asker === null) return;
  try {
    const answer = await asker.calls.mine({});
    if (device !== asker) return;
    const before = dingStore.get().dings;
    set(listed(dingStore.get(), answer));
    for (const { id, mine } of answer.open) if (begins(before[id]?.mine ?? null, mine)) tell({ id, kind: 'page' });
    dingStatus.set({ isKnown: true, error: null });
    for (const id of onScreen.keys()) read(id);
  } catch (error) {
    if (device === asker) dingStatus.set((old) => ({ ...old, error }));
  }
}

/** Opens dings in a company: what changes is heard, and what is told now is shown on top. */
export function openDing(company: OpenCompany): () => void {
  device = {
    company,
    calls: company.client('ding', dingCalls),
    worktime: company.client('worktime', worktimeCalls),
  };
  const others = setInterval(() => lookForOthers(company.memberId), OTHERS_EVERY_MS);
  const stops = [
    () => clearInterval(others),
    company.listen('ding', dingEvent, (event) => {
      if (begins(dingStore.get().dings[event.id]?.mine ?? null, event.mine)) tell({ id: event.id, kind: 'page' });
      if (dingStore.get().dings[event.id] === undefined) read(event.id);
      else set(applyToDings(dingStore.get(), event));
    }),
    company.listen('outbox', outboxEvent, (event) => {
      if (event.type !== 'outbox.notified' || event.source !== 'ding') return;
      if (event.kind !== 'page' && event.kind !== 'later') return;
      tell({ id: event.place as DingId, kind: event.kind });
      read(event.place as DingId);
    }),
    company.onFresh(() => void refreshDings()),
    connectionStore.subscribe(() => {
      if (connectionStore.get() === 'online' && !dingStatus.get().isKnown) void refreshDings();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    for (const timer of [asking, rereading]) if (timer !== null) clearTimeout(timer);
    device = null;
    asking = null;
    rereading = null;
    wanted = new Set();
    toldStore.set([]);
    set(noDings);
    dingStatus.set({ isKnown: false, error: null });
  };
}
