import { useEffect, useRef } from 'react';
import type { OpenCompany } from '#platform/web/company.ts';
import { createStore, type Store, useStore } from '#platform/web/store.ts';
import { worktimeEvent } from '../model/contract.ts';

/** How often the own hours, or those of others, may have changed. */
const ownHours = createStore(0);
/** How often sites, schedules, holidays, leave, duties or anybody's hours may have changed. */
const settings = createStore(0);

const count = (store: Store<number>) => store.set((old) => old + 1);

/** Opens working time in a company: what is told of it makes the screens ask anew. */
export function openWorktime(company: OpenCompany): () => void {
  const stops = [
    company.listen('worktime', worktimeEvent, (event) => {
      count(settings);
      if (event.type === 'worktime.hoursChanged') count(ownHours);
    }),
    company.onFresh(() => {
      count(settings);
      count(ownHours);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function useChanges(store: Store<number>, reload: () => void): void {
  const now = useStore(store);
  const seen = useRef(now);
  useEffect(() => {
    if (now !== seen.current) reload();
    seen.current = now;
  }, [now, reload]);
}

/** Asks again when the own hours may be others. */
export function useOwnHoursChanges(reload: () => void): void {
  useChanges(ownHours, reload);
}

/** Asks again when anything of the company's hours may be another. */
export function useSettingsChanges(reload: () => void): void {
  useChanges(settings, reload);
}
