import { useEffect, useRef } from 'react';
import { loadMe } from '#identity/web/index.ts';
import type { OpenCompany } from '#platform/web/company.ts';
import { currentCompany } from '#platform/web/session.ts';
import { createStore, type Store } from '#platform/web/store.ts';
import { type DirectoryEvent, directoryEvent, type ImportState } from '../model/contract.ts';
import { openCompanyFacts, takeCompany } from './company.ts';
import { changeDepartments, openDepartments } from './departments.ts';
import { keepCards, openCards } from './members/cards.ts';
import { watchingChanged } from './watching.ts';

/** Counts the changes that lists of members must follow; each asks again after a moment. */
export const membersChanged: Store<number> = createStore(0);
/** Counts the changes among those who ask to join. */
export const joinRequestsChanged: Store<number> = createStore(0);
/** The import of this member that moved last. */
export const importProgress: Store<ImportState | null> = createStore<ImportState | null>(null);

/** Opens all that the directory keeps of a company, and follows its events. */
export async function openDirectory(company: OpenCompany): Promise<() => void> {
  importProgress.set(null);
  const closings = await Promise.all([openCards(company), openDepartments(company), openCompanyFacts(company)]);
  const stop = company.listen('directory', directoryEvent, (event) => hear(event, company.memberId));
  return () => {
    stop();
    for (const close of closings) close();
  };
}

function hear(event: DirectoryEvent, ownId: string): void {
  switch (event.type) {
    case 'directory.membersChanged':
      keepCards(event.members);
      membersChanged.set((old) => old + 1);
      // A new name or role of one's own changes what the shell shows.
      if (event.members.some((card) => card.id === ownId)) askWhoIAm();
      return;
    case 'directory.departmentsChanged':
      changeDepartments(event.departments, event.removedIds);
      return;
    case 'directory.companyChanged':
      takeCompany(event.company);
      if (event.company.name !== currentCompany()?.name) askWhoIAm();
      return;
    case 'directory.memberDeactivated':
      membersChanged.set((old) => old + 1);
      if (event.memberId === ownId) askWhoIAm();
      return;
    case 'directory.watchingChanged':
      watchingChanged.set((old) => old + 1);
      return;
    case 'directory.importProgressed':
      importProgress.set(event.progress);
      return;
    case 'directory.joinRequestsChanged':
      joinRequestsChanged.set((old) => old + 1);
      return;
  }
}

function askWhoIAm(): void {
  void loadMe().catch(() => null);
}

const SETTLE_MS = 300;

/** Runs again when something has changed, once for many changes that come together. */
export function useAgain(changes: Pick<Store<unknown>, 'subscribe'>, again: () => void): void {
  const latest = useRef(again);
  useEffect(() => {
    latest.current = again;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stop = changes.subscribe(() => {
      timer ??= setTimeout(() => {
        timer = null;
        latest.current();
      }, SETTLE_MS);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [changes]);
}
