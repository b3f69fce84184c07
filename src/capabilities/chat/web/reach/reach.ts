import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { MemberId } from '#platform/model/ids.ts';
import type { Client } from '#platform/web/call.ts';
import type { OpenCompany } from '#platform/web/company.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import { REACH_MAX, worktimeCalls, worktimeEvent } from '#worktime/model/contract.ts';

const EVERY_MS = 60_000;

/** Whether somebody works now, when he does next, and what his clock shows. */
export type Reach = z.output<typeof worktimeCalls.reach.output>[number];
export type Own = z.output<typeof worktimeCalls.mine.output>;

let calls: Client<typeof worktimeCalls> | null = null;
/** Another number whenever somebody's hours may be others. */
const changes = createStore(0);

/** Opens it in a company. */
export function openReach(company: OpenCompany): () => void {
  calls = company.client('worktime', worktimeCalls);
  const again = () => changes.set((old) => old + 1);
  const stops = [company.listen('worktime', worktimeEvent, again), company.onFresh(again)];
  return () => {
    for (const stop of stops) stop();
    calls = null;
  };
}

/** Asks at once, every minute, and when hours change; the answer before stays meanwhile. */
function useAsked<Value>(key: string, ask: (() => Promise<Value> | undefined) | null): Value | null {
  const turn = useStore(changes);
  const [told, setTold] = useState<{ readonly key: string; readonly value: Value } | null>(null);
  const isAsked = ask !== null;
  useEffect(() => {
    if (!isAsked) return;
    let wanted = true;
    const look = () => {
      if (document.visibilityState === 'hidden') return;
      // Offline nothing is said: what was so a while ago may not be so now.
      ask()?.then(
        (value) => wanted && setTold({ key, value }),
        () => wanted && setTold(null),
      );
    };
    look();
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      wanted = false;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the key stands for what is asked
  }, [key, isAsked, turn]);
  return told?.key === key && isAsked ? told.value : null;
}

/** When these can be reached; null while nothing is known. */
export function useReach(ids: readonly MemberId[]): readonly Reach[] | null {
  const memberIds = ids.slice(0, REACH_MAX);
  return useAsked(memberIds.join(' '), memberIds.length === 0 ? null : () => calls?.reach({ memberIds }));
}

/** The own working time of this moment. */
export function useOwnTime(): Own | null {
  return useAsked('mine', () => calls?.mine({ days: 1 }));
}
