import type { ChatEvent, Message } from '#chat/model/contract.ts';
import { createStore } from '#platform/web/store.ts';
import type { FoundFile, Place } from '../model/contract.ts';

/** What was found under an address, as far as it was looked through. */
export interface Results {
  readonly messages: readonly Message[];
  readonly files: readonly FoundFile[];
  readonly next: Place | null;
  readonly incomplete: boolean;
}

const KEEP_MOST = 20;

/** Results of this visit, by what was asked: coming back from a message finds them as they were left. */
export const keptResults = createStore<ReadonlyMap<string, Results>>(new Map());
/** Counts how often all was forgotten: what is on the screen is then asked for anew. */
export const forgotten = createStore(0);
/** How far down each was looked at, and the message that was opened. */
export const leftAt = new Map<string, { readonly top: number; readonly opened: string | null }>();

export function keepResults(key: string, results: Results): void {
  keptResults.set((old) => {
    const next = new Map(old);
    next.delete(key);
    next.set(key, results);
    for (const oldest of [...next.keys()].slice(0, Math.max(0, next.size - KEEP_MOST))) next.delete(oldest);
    return next;
  });
}

export function forgetResults(): void {
  keptResults.set(new Map());
  leftAt.clear();
  forgotten.set((old) => old + 1);
}

/** What was taken back, or stands where one is no longer, leaves the screen at once; what was changed is shown as it is. */
export function hearOfMessages(event: ChatEvent): void {
  if (event.type === 'chat.messageEdited' || event.type === 'chat.messageRecalled') {
    const { message } = event;
    const isRecalled = event.type === 'chat.messageRecalled';
    change(({ messages, files }) => ({
      messages: messages.flatMap((one) => (one.id !== message.id ? [one] : isRecalled ? [] : [message])),
      files: isRecalled ? files.filter((one) => !isAt(one, message)) : files,
    }));
  } else if (event.type === 'chat.conversationRemoved') {
    const stays = (one: { readonly conversationId: string }) => one.conversationId !== event.conversationId;
    change(({ messages, files }) => ({ messages: messages.filter(stays), files: files.filter(stays) }));
  }
}

const isAt = (file: FoundFile, { conversationId, number }: Message): boolean =>
  file.conversationId === conversationId && file.number === number;

function change(to: (results: Results) => Pick<Results, 'messages' | 'files'>): void {
  if (keptResults.get().size === 0) return;
  keptResults.set((old) => new Map([...old].map(([key, results]) => [key, { ...results, ...to(results) }])));
}
