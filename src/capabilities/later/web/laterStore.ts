import { type ChatEvent, chatEvent, type Message } from '#chat/model/contract.ts';
import { connectionStore } from '#platform/web/connection.ts';
import type { Client } from '#platform/web/call.ts';
import type { OpenCompany } from '#platform/web/company.ts';
import { createStore } from '#platform/web/store.ts';
import { type LaterEvent, laterCalls, laterEvent, MESSAGES_PER_PAGE, type SavedId } from '../model/contract.ts';
import { applyToLater, emptyLater, type LaterState, listed } from '../model/state.ts';

const KEY = 'later.mine';
/** Another number where it is kept in another shape. */
const KEPT_SHAPE = 2;
const REMEMBER = 500;

interface Device {
  readonly company: OpenCompany;
  readonly calls: Client<typeof laterCalls>;
}

export const laterStore = createStore<LaterState>(emptyLater);
export const laterStatus = createStore<{ readonly from: 'nowhere' | 'kept' | 'fresh'; readonly error: unknown }>({
  from: 'nowhere',
  error: null,
});
/** The messages behind what is kept, as far as they were looked at; null where one cannot be read any more. */
export const savedMessages = createStore<Readonly<Record<SavedId, Message | null>>>({});

let device: Device | null = null;
let told: { readonly event: LaterEvent; readonly at: number }[] = [];

/** What is kept and scheduled in the open company; null outside any. */
export function laterNow(): Device | null {
  return device;
}

function set(next: LaterState): void {
  if (next === laterStore.get()) return;
  laterStore.set(next);
  device?.company.local.put(KEY, () => ({ shape: KEPT_SHAPE, state: laterStore.get() }));
}

/** What this device has just been answered, before the event of it comes. */
export function showAtOnce(event: LaterEvent): void {
  set(applyToLater(laterStore.get(), event, Number.MAX_SAFE_INTEGER));
}

/** Asks for all of it anew; what is told meanwhile is not lost. */
export async function refreshLater(): Promise<void> {
  const asker = device;
  if (asker === null) return;
  try {
    const fresh = listed(await asker.calls.mine({}));
    if (device !== asker) return;
    set(told.reduce((state, { event, at }) => applyToLater(state, event, at), fresh));
    laterStatus.set({ from: 'fresh', error: null });
  } catch (error) {
    if (device === asker) laterStatus.set((old) => ({ ...old, error }));
  }
}

/** Fetches the messages behind some of what is kept. */
export async function readSaved(ids: readonly SavedId[]): Promise<void> {
  const asker = device;
  const wanted = ids.filter((id) => !(id in savedMessages.get())).slice(0, MESSAGES_PER_PAGE);
  if (asker === null || wanted.length === 0) return;
  const found = new Map((await asker.calls.savedMessages({ ids: wanted })).map(({ id, message }) => [id, message]));
  if (device !== asker) return;
  savedMessages.set((old) => ({ ...old, ...Object.fromEntries(wanted.map((id) => [id, found.get(id) ?? null])) }));
}

/** What was changed or taken back is shown as it is; what one has left is not shown any more. */
function hearOfMessages(event: ChatEvent): void {
  if (event.type === 'chat.messageEdited' || event.type === 'chat.messageRecalled') {
    const { message } = event;
    savedMessages.set((old) =>
      Object.fromEntries(Object.entries(old).map(([id, known]) => [id, known?.id === message.id ? message : known])),
    );
  } else if (event.type === 'chat.conversationRemoved' || event.type === 'chat.conversationAdded') {
    // With a conversation go its threads, and come back: the server says what of it can be read.
    savedMessages.set({});
  }
}

/** Opens it in a company: what is kept on the device at once, the rest as it is told. */
export async function openLater(company: OpenCompany): Promise<() => void> {
  told = [];
  const kept = await company.local.get<{ shape: number; state: LaterState }>(KEY);
  device = { company, calls: company.client('later', laterCalls) };
  const isKept = kept?.shape === KEPT_SHAPE;
  laterStore.set(isKept ? kept.state : emptyLater);
  laterStatus.set({ from: isKept ? 'kept' : 'nowhere', error: null });
  const stops = [
    company.listen('later', laterEvent, (event, at) => {
      told = [...told.slice(-REMEMBER), { event, at }];
      set(applyToLater(laterStore.get(), event, at));
    }),
    company.listen('chat', chatEvent, hearOfMessages),
    company.onFresh(() => {
      savedMessages.set({});
      void refreshLater();
    }),
    connectionStore.subscribe(() => {
      if (connectionStore.get() === 'online' && laterStatus.get().from === 'nowhere') void refreshLater();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    device = null;
    laterStore.set(emptyLater);
    savedMessages.set({});
    laterStatus.set({ from: 'nowhere', error: null });
  };
}
