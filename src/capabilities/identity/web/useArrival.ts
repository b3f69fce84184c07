import { useGo, useQueryValue } from '#platform/web/navigate.tsx';
import { sessionStore } from '#platform/web/session.ts';
import type { Me } from '../model/contract.ts';
import { takeMe } from './account.ts';

/** A path of ours, never an address elsewhere. */
export function safePath(path: string): string {
  return /^\/(?![/\\])/.test(path) ? path : '/';
}

/** After signing in: takes the account in and goes where one wanted to go. */
export function useArrival(): (me: Me) => void {
  const go = useGo();
  const next = safePath(useQueryValue('next'));
  return (me) => {
    takeMe(me);
    const nowhere = sessionStore.get().companyId === null;
    go(nowhere && next === '/' ? '/companies' : next, { replace: true });
  };
}
