import { useEffect } from 'react';
import { insiders } from '#directory/model/contract.ts';
import type { MemberId } from '#platform/model/ids.ts';
import type { Client } from '#platform/web/call.ts';
import type { OpenCompany } from '#platform/web/company.ts';
import { sessionStore } from '#platform/web/session.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import { type Presence, REACH_MAX, worktimeCalls, worktimeEvent } from '../model/contract.ts';

/** What is on the screen is asked for anew so often; nobody tells of a change before. */
const EVERY_MS = 60_000;
/** Waiting this long turns a screen full of pictures into one call. */
const GATHER_MS = 30;

const known = createStore<Readonly<Record<string, Presence>>>({});
/** Whose pictures are on the screen, and how many of each. */
const looked = new Map<MemberId, number>();
let calls: Client<typeof worktimeCalls> | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;

/** Asks for who is on the screen as long as the company is open and somebody looks. Guests ask for nobody. */
export function openPresence(company: OpenCompany): () => void {
  const role = sessionStore.get().companies.find(({ id }) => id === company.companyId)?.role ?? '';
  if (!(insiders as readonly string[]).includes(role)) return () => {};
  calls = company.client('worktime', worktimeCalls);
  const again = () => askSoon();
  const stops = [company.listen('worktime', worktimeEvent, again), company.onFresh(again)];
  const every = setInterval(again, EVERY_MS);
  document.addEventListener('visibilitychange', again);
  again();
  return () => {
    for (const stop of stops) stop();
    clearInterval(every);
    document.removeEventListener('visibilitychange', again);
    calls = null;
    known.set({});
  };
}

function askSoon(): void {
  timer ??= setTimeout(() => void ask(), GATHER_MS);
}

async function ask(): Promise<void> {
  timer = null;
  const asker = calls;
  const memberIds = [...looked.keys()].slice(0, REACH_MAX);
  if (asker === null || memberIds.length === 0 || document.visibilityState === 'hidden') return;
  const found = await asker.presences({ memberIds }).catch(() => []);
  // Offline nothing is said: what was so a while ago may not be so now.
  if (asker === calls) known.set(Object.fromEntries(found.map(({ memberId, presence }) => [memberId, presence])));
}

/** What may be known of a member now; null while it is not. */
export function usePresence(id: MemberId): Presence | null {
  useEffect(() => {
    const count = looked.get(id) ?? 0;
    looked.set(id, count + 1);
    if (known.get()[id] === undefined) askSoon();
    return () => {
      const left = (looked.get(id) ?? 1) - 1;
      if (left === 0) looked.delete(id);
      else looked.set(id, left);
    };
  }, [id]);
  return useStore(known, (all) => all[id] ?? null);
}
