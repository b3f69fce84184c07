import { useEffect, useMemo, useState } from 'react';
import type { z } from 'zod';
import type { MemberId } from '#platform/model/ids.ts';
import type { Client } from '#platform/web/call.ts';
import type { OpenCompany } from '#platform/web/company.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import { REACH_MAX, worktimeCalls, worktimeEvent } from '#worktime/model/contract.ts';

const EVERY_MS = 60_000;

/** Whether somebody works now, when he does next, and what his clock shows. */
export type Reach = z.output<typeof worktimeCalls.reach.output>[number];

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
    lately.clear();
  };
}

/** So long an answer is shown where it is asked for again, until the new one is there: a line that comes late moves what one is about to press. */
const LATELY_MS = 600_000;

const lately = new Map<MemberId, { readonly value: Reach; readonly at: number }>();

/** What was answered of these lately; null where that was not so of all. */
function saidLately(ids: readonly MemberId[]): readonly Reach[] | null {
  const all = ids.flatMap((id) => lately.get(id) ?? []).filter(({ at }) => Date.now() - at < LATELY_MS);
  return all.length < ids.length ? null : all.map(({ value }) => value);
}

/** When these can be reached; null while nothing is known. Asks at once, every minute, and when hours change; the answer before stays meanwhile. */
export function useReach(ids: readonly MemberId[]): readonly Reach[] | null {
  const memberIds = ids.slice(0, REACH_MAX);
  const key = memberIds.join(' ');
  const isAsked = memberIds.length > 0;
  const turn = useStore(changes);
  const [told, setTold] = useState<{ readonly key: string; readonly value: readonly Reach[] | null } | null>(null);
  useEffect(() => {
    if (!isAsked) return;
    let wanted = true;
    const look = () => {
      if (document.visibilityState === 'hidden') return;
      calls?.reach({ memberIds }).then(
        (value) => {
          for (const one of value) lately.set(one.memberId, { value: one, at: Date.now() });
          if (wanted) setTold({ key, value });
        },
        () => {
          // Offline nothing is said: what was so a while ago may not be so now.
          lately.clear();
          if (wanted) setTold({ key, value: null });
        },
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
  // oxlint-disable-next-line react/exhaustive-deps -- as above
  const before = useMemo(() => saidLately(memberIds), [key]);
  if (!isAsked) return null;
  return told?.key === key ? told.value : before;
}
