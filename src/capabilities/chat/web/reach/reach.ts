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
    forget();
  };
}

/** So long an answer is shown where it is asked for again, until the new one is there: a line that comes late moves what one is about to press. */
const LATELY_MS = 600_000;

interface Lately<Value> {
  readonly value: Value;
  readonly at: number;
}
const reachLately = new Map<MemberId, Lately<Reach>>();
let ownLately: Lately<Own> | null = null;

function forget(): void {
  reachLately.clear();
  ownLately = null;
}

const stillSaid = <Value>(one: Lately<Value> | null | undefined): one is Lately<Value> =>
  one !== null && one !== undefined && Date.now() - one.at < LATELY_MS;

interface Question<Value> {
  /** Another question has another key. */
  readonly key: string;
  /** null: nothing is asked. */
  readonly ask: (() => Promise<Value> | undefined) | null;
  readonly keep: (value: Value) => void;
  /** What was answered lately; null where that was something else. */
  readonly lately: () => Value | null;
}

/** Asks at once, every minute, and when hours change; the answer before stays meanwhile. */
function useAsked<Value>({ key, ask, keep, lately }: Question<Value>): Value | null {
  const turn = useStore(changes);
  const [told, setTold] = useState<{ readonly key: string; readonly value: Value | null } | null>(null);
  const isAsked = ask !== null;
  useEffect(() => {
    if (!isAsked) return;
    let wanted = true;
    const look = () => {
      if (document.visibilityState === 'hidden') return;
      ask()?.then(
        (value) => {
          keep(value);
          if (wanted) setTold({ key, value });
        },
        () => {
          // Offline nothing is said: what was so a while ago may not be so now.
          forget();
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
  const before = useMemo(lately, [key]);
  if (!isAsked) return null;
  return told?.key === key ? told.value : before;
}

/** When these can be reached; null while nothing is known. */
export function useReach(ids: readonly MemberId[]): readonly Reach[] | null {
  const memberIds = ids.slice(0, REACH_MAX);
  return useAsked<readonly Reach[]>({
    key: memberIds.join(' '),
    ask: memberIds.length === 0 ? null : () => calls?.reach({ memberIds }),
    keep: (all) => {
      for (const value of all) reachLately.set(value.memberId, { value, at: Date.now() });
    },
    lately: () => {
      const all = memberIds.map((id) => reachLately.get(id)).filter(stillSaid);
      return all.length < memberIds.length ? null : all.map(({ value }) => value);
    },
  });
}

/** The own working time of this moment. */
export function useOwnTime(): Own | null {
  return useAsked<Own>({
    key: 'mine',
    ask: () => calls?.mine({ days: 1 }),
    keep: (value) => {
      ownLately = { value, at: Date.now() };
    },
    lately: () => (stillSaid(ownLately) ? ownLately.value : null),
  });
}
