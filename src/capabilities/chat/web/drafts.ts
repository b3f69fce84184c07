import type { ConversationId } from '#platform/model/ids.ts';
import { CallFailed } from '#platform/web/call.ts';
import type { OpenCompany } from '#platform/web/company.ts';
import { connectionStore } from '#platform/web/connection.ts';
import { changeAtOnce, chatStore, deviceNow } from './chatStore.ts';

const KEY = 'chat.draft.';
const IDLE_MS = 1_000;

/** Texts that the other devices do not know yet, in wire form. */
const unsaved = new Map<ConversationId, string>();
const timers = new Map<ConversationId, ReturnType<typeof setTimeout>>();

/** Takes up drafts that were written without a connection. */
export async function openDrafts(company: OpenCompany): Promise<() => void> {
  for (const key of await company.local.keys(KEY)) {
    const text = await company.local.get<string>(key);
    if (text !== undefined) unsaved.set(key.slice(KEY.length) as ConversationId, text);
  }
  const stop = connectionStore.subscribe(() => {
    if (connectionStore.get() === 'online') for (const id of unsaved.keys()) later(id);
  });
  return () => {
    stop();
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
    unsaved.clear();
  };
}

/** The unsent text of a conversation, in wire form. */
export function draftOf(id: ConversationId): string {
  return unsaved.get(id) ?? chatStore.get().conversations[id]?.draft ?? '';
}

/** Is something written here that the server does not know? Then a draft from elsewhere does not replace it. */
export function isDraftUnsaved(id: ConversationId): boolean {
  return unsaved.has(id);
}

/** Keeps the text on this device at once; the other devices get it after a moment of rest. */
export function keepDraft(id: ConversationId, text: string): void {
  if (text === draftOf(id)) return;
  if (text === chatStore.get().conversations[id]?.draft) {
    clearTimeout(timers.get(id));
    settled(id, draftOf(id));
    return;
  }
  unsaved.set(id, text);
  deviceNow()?.company.local.put(KEY + id, text);
  later(id);
}

/** Tells the other devices now: when the conversation is left or the text was sent. */
export function settleDraft(id: ConversationId): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  const text = unsaved.get(id);
  const mine = deviceNow();
  // Of a thread that one does not follow the server keeps nothing: the draft stays on this device.
  const follows = chatStore.get().conversations[id]?.thread?.following !== false;
  if (text === undefined || mine === null) return;
  if (!follows) return text === '' ? settled(id, text) : undefined;
  changeAtOnce({ type: 'chat.draftChanged', conversationId: id, text });
  mine.calls.setDraft({ conversationId: id, text }).then(
    () => settled(id, text),
    (error: unknown) => {
      if (error instanceof CallFailed) settled(id, text);
      else later(id);
    },
  );
}

function settled(id: ConversationId, text: string): void {
  if (unsaved.get(id) !== text) return;
  unsaved.delete(id);
  deviceNow()?.company.local.remove(KEY + id);
}

function later(id: ConversationId): void {
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => settleDraft(id), IDLE_MS),
  );
}
