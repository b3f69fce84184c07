import type { ConversationId } from '#platform/model/ids.ts';
import { newId } from '#platform/web/newId.ts';
import { attempt } from '#platform/web/steps.ts';
import { createStore } from '#platform/web/store.ts';
import type { Section, SectionId } from '../../model/contract.ts';
import { changeAtOnce, chatStore, deviceNow } from '../chatStore.ts';

const KEY = 'tautline.folded';

/** Sections that are folded on this device. */
export const foldedStore = createStore<readonly string[]>(readFolded());

function readFolded(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(globalThis.localStorage?.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/** Folds a section on this device, or unfolds it. */
export function setFolded(id: SectionId, folded: boolean): void {
  const others = foldedStore.get().filter((one) => one !== id);
  foldedStore.set(folded ? [...others, id] : others);
  localStorage.setItem(KEY, JSON.stringify(foldedStore.get()));
}

/** On the screen at once, and as it was where the server says no. */
async function change(
  to: (sections: readonly Section[]) => Section[],
  tell: () => Promise<unknown> | undefined,
): Promise<boolean> {
  const before = [...chatStore.get().sections];
  changeAtOnce({ type: 'chat.sectionsChanged', sections: to(before) });
  const done = await attempt(tell, () => changeAtOnce({ type: 'chat.sectionsChanged', sections: before }));
  return done !== null;
}

/** Puts a conversation into a section, or into none. */
export function putInto(conversationId: ConversationId, sectionId: SectionId | null): Promise<boolean> {
  return change(
    (sections) =>
      sections.map((one) => {
        const others = one.conversationIds.filter((id) => id !== conversationId);
        return { ...one, conversationIds: one.id === sectionId ? [...others, conversationId] : others };
      }),
    () => deviceNow()?.calls.setSection({ conversationId, sectionId }),
  );
}

/** Makes a section, and puts a conversation into it. */
export async function makeSection(name: string, conversationId: ConversationId): Promise<void> {
  const id = newId() as SectionId;
  const isMade = await change(
    (sections) => [...sections, { id, name, conversationIds: [] }],
    () => deviceNow()?.calls.makeSection({ id, name }),
  );
  if (isMade) await putInto(conversationId, id);
}

export function renameSection(id: SectionId, name: string): void {
  void change(
    (sections) => sections.map((one) => (one.id === id ? { ...one, name } : one)),
    () => deviceNow()?.calls.renameSection({ id, name }),
  );
}

/** Dissolves it: what stood in it falls back into the list. */
export function removeSection(id: SectionId): void {
  void change(
    (sections) => sections.filter((one) => one.id !== id),
    () => deviceNow()?.calls.removeSection({ id }),
  );
}

/** Moves a section up or down among the others. */
export function moveSection(id: SectionId, step: 1 | -1): void {
  const ids = chatStore.get().sections.map((one) => one.id);
  const at = ids.indexOf(id);
  const other = ids[at + step];
  if (at < 0 || other === undefined) return;
  ids[at] = other;
  ids[at + step] = id;
  void change(
    (sections) => ids.flatMap((one) => sections.filter((section) => section.id === one)),
    () => deviceNow()?.calls.orderSections({ ids }),
  );
}
