import { FILES_PER_MESSAGE_MAX } from '#files/model/contract.ts';
import { type Chosen, choose, fileMax } from '#files/web/index.ts';
import type { ConversationId, FileId } from '#platform/model/ids.ts';
import { sayRefusal } from '#platform/web/refusals.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import { toast } from '#platform/web/ui/Toast.tsx';
import { currentLanguage, wordsIn } from '#platform/web/words.ts';
import { words } from './words.ts';

/** Files that will go with the next message of a conversation; they stay while one looks elsewhere, until the page is left. */
const store = createStore<Readonly<Record<ConversationId, readonly Chosen[]>>>({});
const none: readonly Chosen[] = [];

export function useStaged(id: ConversationId): readonly Chosen[] {
  return useStore(store, (all) => all[id] ?? none);
}

/** What is being looked at just now; a message written meanwhile waits for it. */
const looking = new Map<ConversationId, Promise<void>>();

/** Resolves when all that was chosen so far stands beside the next message; null where nothing is being looked at. */
export function stillLooking(id: ConversationId): Promise<void> | null {
  return looking.get(id) ?? null;
}

/** Puts what was picked, pasted or dropped beside the next message; more than a message carries is not taken, and said. */
export async function stage(id: ConversationId, given: readonly File[]): Promise<void> {
  const mine = (looking.get(id) ?? Promise.resolve()).then(() => lookAt(id, given));
  looking.set(id, mine);
  await mine;
  if (looking.get(id) === mine) looking.delete(id);
}

async function lookAt(id: ConversationId, given: readonly File[]): Promise<void> {
  stageChosen(id, await fitting(given));
}

/** Of what was picked, pasted or dropped, what may be brought; why the rest may not is said. */
export async function fitting(given: readonly File[]): Promise<readonly Chosen[]> {
  const t = wordsIn(words, currentLanguage());
  // A folder reads as an empty file, or not at all.
  const full = given.filter(({ size }) => size > 0);
  if (full.length < given.length) toast({ text: t.emptyFile, kind: 'danger' });
  const max = (await fileMax()) ?? Number.POSITIVE_INFINITY;
  const small = full.filter(({ size }) => size <= max);
  if (small.length < full.length) toast({ text: sayRefusal('files.tooLarge', { max }), kind: 'danger' });
  const chosen = await choose(small).catch(() => null);
  if (chosen === null) toast({ text: t.unreadableFile, kind: 'danger' });
  return chosen ?? [];
}

export function stageChosen(id: ConversationId, chosen: readonly Chosen[]): void {
  const all = joined(store.get()[id] ?? none, chosen);
  store.set((old) => ({ ...old, [id]: all }));
}

/** More beside what was chosen: as many as a message carries, `others` of which come from elsewhere, and that the rest is too much is said. */
export function joined(before: readonly Chosen[], more: readonly Chosen[], others = 0): readonly Chosen[] {
  const all = [...before, ...more];
  const most = FILES_PER_MESSAGE_MAX - others;
  const t = wordsIn(words, currentLanguage());
  if (all.length > most) toast({ text: t.tooManyFiles(FILES_PER_MESSAGE_MAX), kind: 'danger' });
  return all.slice(0, most);
}

export function unstage(id: ConversationId, fileId: FileId): void {
  store.set((old) => ({ ...old, [id]: (old[id] ?? none).filter(({ file }) => file.id !== fileId) }));
}

/** They go with a message now. */
export function takeStaged(id: ConversationId): readonly Chosen[] {
  const chosen = store.get()[id] ?? none;
  store.set((old) => ({ ...old, [id]: none }));
  return chosen;
}
