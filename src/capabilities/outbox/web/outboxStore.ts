import { setQuiet } from '#platform/web/attention.ts';
import type { OpenCompany } from '#platform/web/company.ts';
import { connectionStore } from '#platform/web/connection.ts';
import { createStore } from '#platform/web/store.ts';
import { outboxCalls, outboxEvent } from '../model/contract.ts';
import type { Open, Settings } from './settings.ts';
import { keepSubscribed } from './subscribing.ts';
import { closeDigest, show, takeBack } from './showing.ts';

/** What notifies here; null until it was asked for. */
export const settingsStore = createStore<Settings | null>(null);

let open: Open | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;
/** Timers of browsers end at 24.8 days. */
const WAIT_MOST_MS = 24 * 3_600_000;

/** The calls of the open company; null outside any. */
export function outboxNow(): Open | null {
  return open;
}

function take(settings: Settings | null): void {
  settingsStore.set(settings);
  // Until it is known, nothing pulls: nobody is told too much in the first second.
  setQuiet(settings?.works !== true);
}

/** Asks anew what notifies here, and again when working time begins or ends. */
export async function loadSettings(): Promise<void> {
  const asker = open;
  if (asker === null) return;
  const settings = await asker.calls.settings({});
  if (open !== asker) return;
  take(settings);
  if (timer !== null) clearTimeout(timer);
  const wait = Math.max(1_000, settings.changesAt.getTime() - Date.now() + 500);
  timer = setTimeout(() => void loadSettings().catch(() => {}), Math.min(wait, WAIT_MOST_MS));
}

/** Changes the settings on the screen, and on the server; where that fails, the screen is put right again by who asked. */
export function changeSettings(change: Partial<Settings>): void {
  settingsStore.set((old) => (old === null ? null : { ...old, ...change }));
}

/** Opens the outbox in a company: what it tells is obeyed, and nothing else makes this device notify. */
export function openOutbox(company: OpenCompany): () => void {
  const calls = company.client('outbox', outboxCalls);
  const mine: Open = { company, calls };
  open = mine;
  take(null);
  const first = () => {
    if (connectionStore.get() !== 'online') return;
    void loadSettings()
      .then(() => keepSubscribed(mine, settingsStore.get()))
      .catch(() => {});
  };
  // A phone that slept over the end of work wakes up knowing nothing of it.
  const onVisible = () => {
    const known = settingsStore.get();
    if (document.visibilityState === 'visible' && known !== null && known.changesAt <= new Date()) first();
  };
  document.addEventListener('visibilitychange', onVisible);
  const stops = [
    company.listen('outbox', outboxEvent, (event) => {
      switch (event.type) {
        case 'outbox.notified':
        case 'outbox.digested':
          void show(company, settingsStore.get(), event);
          break;
        case 'outbox.withdrawn':
          takeBack(event.place, event.number);
          closeDigest(company.memberId);
          break;
        case 'outbox.wishChanged':
          changeSettings({ wish: event.wish });
          break;
      }
    }),
    connectionStore.subscribe(first),
    () => document.removeEventListener('visibilitychange', onVisible),
  ];
  return () => {
    for (const stop of stops) stop();
    if (timer !== null) clearTimeout(timer);
    open = null;
    take(null);
  };
}
