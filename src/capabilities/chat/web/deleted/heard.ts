import { openCompanyNow, whenCompanyOpens } from '#platform/web/company.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import type { DeletedConversation } from '../../model/contract.ts';

const KEY = 'chat.deletedHeard';
const KEEP_MOST = 200;

/** Of which deletions their reader has heard on this device, the latest last; null until that was read. */
const heard = createStore<{ readonly all: ReadonlySet<string> | null }>({ all: null });

whenCompanyOpens(async ({ local }) => {
  heard.set({ all: new Set((await local.get<readonly string[]>(KEY)) ?? []) });
  return () => heard.set({ all: null });
});

/** One that was restored and deleted again is told again. */
const nameOf = ({ id, deletedAt }: DeletedConversation) => `${id} ${deletedAt.getTime()}`;

/** The latest of these that was not heard of yet. */
export function useUnheard(deleted: readonly DeletedConversation[]): DeletedConversation | null {
  const all = useStore(heard, (state) => state.all);
  return all === null ? null : (deleted.find((one) => !all.has(nameOf(one))) ?? null);
}

export function setHeard(...deleted: readonly DeletedConversation[]): void {
  const next = [...new Set([...(heard.get().all ?? []), ...deleted.map(nameOf)])].slice(-KEEP_MOST);
  heard.set({ all: new Set(next) });
  openCompanyNow()?.local.put(KEY, next);
}
