import type { FileId } from '#platform/model/ids.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import type { OpenCompany } from '#platform/web/company.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import type { Attachment } from '../model/contract.ts';

/** How much of a file is on the server, while it is being brought from here. */
const progress = createStore<Readonly<Record<FileId, number>>>({});
const running = new Map<FileId, AbortController>();

/** The author has given the upload up. */
export class GivenUp extends Error {}

/** Brings a file that waits on this device; resolves when it may be attached. What it is made of is loaded when it is first needed. */
export async function bringWaiting(company: OpenCompany, file: Attachment): Promise<void> {
  const stop = new AbortController();
  running.set(file.id, stop);
  try {
    const bytes = await company.local.blobs.get(file.id);
    // Wiped by the browser for want of room: only its author can choose it again.
    if (bytes === undefined) throw new Refused(refuse('files.lost'));
    const { upload } = await import('./uploading.ts');
    await upload({
      companyId: company.companyId,
      file,
      bytes,
      signal: stop.signal,
      onProgress: (received) => progress.set((old) => ({ ...old, [file.id]: received })),
    });
  } catch (error) {
    throw stop.signal.aborted ? new GivenUp() : error;
  } finally {
    running.delete(file.id);
    progress.set((old) => Object.fromEntries(Object.entries(old).filter(([id]) => id !== file.id)));
  }
}

/** Stops bringing files and forgets them here and on the server. */
export function giveUpWaiting(company: OpenCompany, files: readonly Attachment[]): void {
  for (const { id } of files) {
    running.get(id)?.abort();
    void import('./uploading.ts').then(({ giveUp }) => giveUp(company.companyId, id)).catch(() => {});
    void company.local.blobs.remove(id);
  }
}

/** The part of some files that is on the server, from 0 to 1; null while none of them is on its way. */
export function useProgress(files: readonly Attachment[]): number | null {
  return useStore(progress, (all) => {
    const current = files.findIndex(({ id }) => id in all);
    if (current < 0) return null;
    const total = files.reduce((sum, { size }) => sum + size, 0);
    // One after the other: those before the one on its way are there.
    const before = files.slice(0, current).reduce((sum, { size }) => sum + size, 0);
    const file = files[current];
    return file === undefined || total === 0 ? 0 : (before + (all[file.id] ?? 0)) / total;
  });
}
