import { useCallback, useRef, useState } from 'react';
import { joined } from '#chat/web/index.ts';
import { bringWaiting, type Chosen, giveUpWaiting, renewed } from '#files/web/index.ts';
import type { FileId } from '#platform/model/ids.ts';
import { Offline } from '#platform/web/failures.ts';
import { dingNow } from './dingStore.ts';

/** Files that go with a ding: chosen, beside so many `others`, brought to the server when it is sent, given up where it is not. */
export function useBringing(begun: readonly Chosen[], others: number) {
  const [files, setFiles] = useState(begun);
  const [isBringing, setBringing] = useState(false);
  const brought = useRef(new Set<FileId>());
  const add = useCallback((more: readonly Chosen[]) => setFiles((old) => joined(old, more, others)), [others]);

  async function bring(): Promise<FileId[]> {
    const company = dingNow()?.company;
    if (files.length === 0) return [];
    if (company === undefined) throw new Offline();
    setBringing(true);
    try {
      for (const { file, bytes } of files) {
        brought.current.add(file.id);
        await company.local.blobs.put(file.id, bytes);
        await bringWaiting(company, file);
      }
    } finally {
      setBringing(false);
    }
    return files.map(({ file }) => file.id);
  }

  /** What was brought, or is on its way, goes from the server; it may be brought again under ids of its own. */
  function giveUp(): void {
    const company = dingNow()?.company;
    const gone = files.filter(({ file }) => brought.current.has(file.id));
    if (company === undefined || gone.length === 0) return;
    giveUpWaiting(
      company,
      gone.map(({ file }) => file),
    );
    brought.current.clear();
    setFiles((old) => old.map((one) => (gone.includes(one) ? { ...one, file: renewed(one.file, one.bytes) } : one)));
  }

  /** The ding has them now. */
  function forget(): void {
    const company = dingNow()?.company;
    for (const id of brought.current) void company?.local.blobs.remove(id);
    brought.current.clear();
  }

  function takeOut(id: FileId): void {
    setFiles((old) => old.filter(({ file }) => file.id !== id));
  }

  return { files, isBringing, add, takeOut, bring, giveUp, forget };
}
