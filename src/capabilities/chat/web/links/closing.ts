import type { MessageId } from '#platform/model/ids.ts';
import { openCompanyNow, whenCompanyOpens } from '#platform/web/company.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import type { ShownMessage } from '../../model/contract.ts';

const KEY = 'chat.linksClosed';
const KEEP_MOST = 500;

/** Previews that their reader has closed on this device, the latest last. */
const closed = createStore<ReadonlySet<string>>(new Set());

whenCompanyOpens(async ({ local }) => {
  closed.set(new Set((await local.get<readonly string[]>(KEY)) ?? []));
  return () => closed.set(new Set());
});

const nameOf = (id: MessageId, address: string) => `${id} ${address}`;

/** Has the reader closed this preview? */
export function useIsClosed(id: MessageId, address: string): boolean {
  return useStore(closed, (all) => all.has(nameOf(id, address)));
}

/** Closes a preview for oneself, on this device, or opens it again. */
export function setClosed(id: MessageId, address: string, isClosed: boolean): void {
  const name = nameOf(id, address);
  const others = [...closed.get()].filter((one) => one !== name);
  const next = (isClosed ? [...others, name] : others).slice(-KEEP_MOST);
  closed.set(new Set(next));
  openCompanyNow()?.local.put(KEY, next);
}

/** As the stylesheet has them: links.css. */
const HEIGHT = { open: 90, closed: 44, gap: 6 };

/** How high the previews under a message are: known before they are drawn, so that nothing else has to be measured anew. */
export function heightOfLinks(message: Partial<Pick<ShownMessage, 'id' | 'links'>> | null | undefined): number {
  const { id, links = [] } = message ?? {};
  if (id === undefined) return 0;
  return links.reduce(
    (sum, { address }) => sum + HEIGHT.gap + HEIGHT[closed.get().has(nameOf(id, address)) ? 'closed' : 'open'],
    0,
  );
}
