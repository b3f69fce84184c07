import { useEffect } from 'react';
import type { FileId } from '#platform/model/ids.ts';
import { openCompanyNow } from '#platform/web/company.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import type { Attachment } from '../model/contract.ts';

/** Pictures of this device by their addresses here: shown until the server has them, and as long as the page lives. */
const local = createStore<Readonly<Record<FileId, string>>>({});
const KEPT_MOST = 40;
const asked = new Set<FileId>();

/** Lets a picture be seen from here. */
export function showLocally(id: FileId, bytes: Blob): void {
  const address = URL.createObjectURL(bytes);
  local.set((old) => {
    const all = [...Object.entries(old), [id, address] as const];
    for (const [, oldest] of all.slice(0, -KEPT_MOST)) URL.revokeObjectURL(oldest);
    return Object.fromEntries(all.slice(-KEPT_MOST));
  });
}

/** The address of a picture on this device; null where it is not here. `waits`: after a reload it lies in the local store. */
export function useLocalPicture({ id, kind }: Attachment, waits: boolean): string | null {
  const address = useStore(local, (all) => all[id] ?? null);
  const missing = waits && address === null && kind === 'picture';
  useEffect(() => {
    const blobs = openCompanyNow()?.local.blobs;
    if (!missing || asked.has(id) || blobs === undefined) return;
    asked.add(id);
    void blobs.get(id).then((bytes) => bytes !== undefined && showLocally(id, bytes));
  }, [missing, id]);
  return address;
}
