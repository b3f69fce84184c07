import { z } from 'zod';
import { bringWaiting, type Chosen, giveUpWaiting, renewed } from '#files/web/index.ts';
import type { ConversationId, MemberId, MessageId } from '#platform/model/ids.ts';
import { setAttention } from '#platform/web/attention.ts';
import { type Client, Offline } from '#platform/web/call.ts';
import type { OpenCompany } from '#platform/web/company.ts';
import { connectionStore } from '#platform/web/connection.ts';
import { backOffMs } from '#platform/web/live.ts';
import { newId } from '#platform/web/newId.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import { type ChatEvent, type Conversation, chatCalls, chatEvent, typingFrame } from '../model/contract.ts';
import {
  applyLocally,
  applyToChat,
  attentionOf,
  type ChatState,
  emptyChat,
  type LocalEvent,
  type Pending,
  type Timeline,
} from '../model/state.ts';
import type { Root } from '../model/threads.ts';
import { applyOwn, conversationOf, type Placed, takeList, takePage } from './replay.ts';
import { createSending, type Sending } from './sending.ts';
import { finalCode, pause } from './trying.ts';
import { heardTyping, stoppedTyping } from './typing.ts';

/** The chat of the open company on this device. */
export interface Device {
  readonly company: OpenCompany;
  readonly calls: Client<typeof chatCalls>;
  readonly sending: Sending;
}

export interface ListStatus {
  /** `kept`: from this device · `fresh`: from the server. */
  readonly from: 'nowhere' | 'kept' | 'fresh';
  readonly error: unknown;
}

const LIST_KEY = 'chat.list';
const TIMELINE_KEY = 'chat.timeline.';
/** Another number where messages are kept in another shape: what an older version has kept is then fetched anew. */
const KEPT_SHAPE = 9;
/** What stays on the device: enough to read on without a connection. */
const KEEP_LISTED = 500;
const KEEP_TIMELINES = 30;
const KEEP_MESSAGES = 50;
const REMEMBER_EVENTS = 2_000;
/** The event of an acknowledged message comes with the answer; later than this, something was missed. */
export const EVENT_WITHIN_MS = 3_000;

const nobody = emptyChat('' as MemberId);
export const chatStore = createStore<ChatState>(nobody);
export const listStatus = createStore<ListStatus>({ from: 'nowhere', error: null });
/** Own messages that the server has, whose event has not come yet. */
export const acknowledged = createStore<ReadonlySet<MessageId>>(new Set());

let device: Device | null = null;
let told: Placed[] = [];
/** Conversations whose timeline was fetched since the stream began without a gap. */
let verified = new Set<ConversationId>();
/** Conversations on the screen: one, and the thread beside it. */
const onScreen = new Set<ConversationId>();

/** The chat of the open company; null outside any. */
export function deviceNow(): Device | null {
  return device;
}

function keepLater(previous: ChatState, next: ChatState): void {
  const local = device?.company.local;
  if (local === undefined) return;
  const isListed =
    previous.conversations === next.conversations &&
    previous.sections === next.sections &&
    previous.deleted === next.deleted;
  if (!isListed) local.put(LIST_KEY, keptList);
  if (previous.timelines === next.timelines) return;
  const latest = new Set(latestIds(next, KEEP_TIMELINES));
  for (const [id, timeline] of Object.entries(next.timelines)) {
    if (previous.timelines[id as ConversationId] === timeline || !latest.has(id as ConversationId)) continue;
    local.put(TIMELINE_KEY + id, () => keptTimeline(chatStore.get().timelines[id as ConversationId] ?? timeline));
  }
}

function keptList() {
  const { at, conversations, sections, deleted } = chatStore.get();
  const all = Object.values(conversations)
    .filter(({ thread }) => thread?.following !== false)
    .sort((a, b) => b.activeAt.getTime() - a.activeAt.getTime());
  return { shape: KEPT_SHAPE, at, sections, deleted, conversations: all.slice(0, KEEP_LISTED) };
}

/** The newest messages, where they are loaded; else the oldest part of what is there would not join the next page. */
function keptTimeline(timeline: Timeline): Timeline {
  if (timeline.messages.length <= KEEP_MESSAGES) return timeline;
  return { ...timeline, messages: timeline.messages.slice(-KEEP_MESSAGES), hasBefore: true };
}

/** The conversations written in last. */
function latestIds(state: ChatState, count: number): ConversationId[] {
  return Object.values(state.conversations)
    .sort((a, b) => b.activeAt.getTime() - a.activeAt.getTime())
    .slice(0, count)
    .map(({ id }) => id);
}

/** The one way in which the screens' state changes. */
function change(step: (state: ChatState) => ChatState): void {
  const previous = chatStore.get();
  const next = step(previous);
  if (next === previous) return;
  chatStore.set(next);
  keepLater(previous, next);
  if (previous.conversations !== next.conversations) setAttention(attentionOf(next));
}

/** What the device itself did or fetched. */
export function changeLocally(event: LocalEvent): void {
  change((state) => applyLocally(state, event));
}

/** What the own device did, at once; the server tells it to the others. */
export function changeAtOnce(event: ChatEvent): void {
  change((state) => applyOwn(state, event));
}

function hear(event: ChatEvent, at: number): void {
  told.push({ event, at });
  if (told.length > REMEMBER_EVENTS) told = told.slice(-REMEMBER_EVENTS / 2);
  const id = conversationOf(event);
  if (id === null) {
    change((state) => applyToChat(state, event, at));
    if (event.type === 'chat.reload') void refreshList();
    return;
  }
  const before = chatStore.get().timelines[id];
  change((state) => applyToChat(state, event, at));
  if (event.type === 'chat.messageSent') {
    forgetAcknowledged(event.message.id);
    stoppedTyping(event.message.conversationId, event.message.authorId);
  }
  const after = chatStore.get().timelines[id];
  // A hole: what lies between was missed, so ask for it (P4).
  if (before !== undefined && after !== undefined && !before.hasAfter && after.hasAfter) void catchUp(id);
  if (event.type === 'chat.messageSent' && chatStore.get().conversations[id] === undefined) void refreshList();
}

function forgetAcknowledged(id: MessageId): void {
  if (!acknowledged.get().has(id)) return;
  acknowledged.set((old) => new Set([...old].filter((one) => one !== id)));
}

/** Opens chat in a company: what is kept is shown at once, what waits is sent. */
export async function openChat(company: OpenCompany): Promise<() => void> {
  const calls = company.client('chat', chatCalls);
  const mine: Device = { company, calls, sending: createSending(sendingWorld(company, calls)) };
  told = [];
  verified = new Set();
  acknowledged.set(new Set());
  listStatus.set({ from: 'nowhere', error: null });
  const kept = await readKept(company);
  device = mine;
  chatStore.set(kept);
  setAttention(attentionOf(kept));
  if (kept.at > 0) listStatus.set({ from: 'kept', error: null });
  for (const { id, body } of await mine.sending.resume()) {
    const { capability: _, files, refusal, thread = null, ...written } = body;
    const state = refusal === null ? 'waiting' : 'failed';
    changeLocally({ type: 'local.queued', pending: { ...written, thread, id, files: [...files], state, refusal } });
  }
  const stops = [
    company.listen('chat', z.union([chatEvent, typingFrame]), (event, at) => {
      if (event.type === 'chat.typing') heardTyping(event.conversationId, event.memberId);
      else hear(event, at);
    }),
    company.onFresh(() => void startAfresh()),
    connectionStore.subscribe(() => {
      if (connectionStore.get() === 'online' && listStatus.get().from !== 'fresh') void refreshList();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    device = null;
    onScreen.clear();
    chatStore.set(nobody);
    listStatus.set({ from: 'nowhere', error: null });
    setAttention({ unread: 0, mentions: 0 });
  };
}

async function readKept(company: OpenCompany): Promise<ChatState> {
  const me = company.memberId as MemberId;
  const list = await company.local.get<ReturnType<typeof keptList>>(LIST_KEY);
  if (list?.shape !== KEPT_SHAPE) {
    for (const key of await company.local.keys(TIMELINE_KEY)) company.local.remove(key);
    return emptyChat(me);
  }
  const conversations = Object.fromEntries(list.conversations.map((one) => [one.id, one]));
  const keys = await company.local.keys(TIMELINE_KEY);
  const read = await Promise.all(keys.map((key) => company.local.get<Timeline>(key)));
  const timelines: Record<string, Timeline> = {};
  keys.forEach((key, index) => {
    const id = key.slice(TIMELINE_KEY.length);
    const timeline = read[index];
    if (timeline !== undefined && id in conversations) timelines[id] = timeline;
    else company.local.remove(key);
  });
  return { ...emptyChat(me), at: list.at, conversations, sections: list.sections, deleted: list.deleted, timelines };
}

function sendingWorld(company: OpenCompany, calls: Client<typeof chatCalls>): Parameters<typeof createSending>[0] {
  return {
    local: company.local,
    async send({ files, ...message }) {
      for (const file of files) await bringWaiting(company, file);
      return calls.sendMessage({ ...message, files: files.map(({ id }) => id) });
    },
    isFinal: finalCode,
    pause: (tries) => pause(backOffMs(tries, Math.random())),
    isOpen: () => device?.company === company,
    onSent(id, conversationId, files) {
      for (const file of files) void company.local.blobs.remove(file.id);
      if (!chatStore.get().pending.some((waiting) => waiting.id === id)) return;
      acknowledged.set((old) => new Set(old).add(id));
      setTimeout(() => {
        if (device?.company === company && acknowledged.get().has(id)) void catchUp(conversationId);
      }, EVENT_WITHIN_MS);
    },
    onRefused(id, code) {
      const { pending, conversations } = chatStore.get();
      const mine = pending.find((waiting) => waiting.id === id);
      // Nobody can decide about a message in a conversation that is not shown any more.
      const lost =
        (code === 'chat.conversationUnknown' || code === 'chat.deleted') &&
        (mine === undefined || !(mine.conversationId in conversations));
      if (lost) discardPending(id);
      else changeLocally({ type: 'local.refused', id, code });
    },
  };
}

let refreshing: Promise<void> | null = null;

/** Asks for the list anew; events that come meanwhile are not lost. */
export function refreshList(): Promise<void> {
  refreshing ??= fetchList().finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function fetchList(): Promise<void> {
  const asker = device;
  for (let tries = 0; asker !== null && device === asker; tries += 1) {
    try {
      const { at, conversations, sections, deleted } = await asker.calls.conversations({});
      if (device !== asker) return;
      const known = new Set(chatStore.get().pending.map(({ id }) => id));
      change((state) => takeList(state, { at, conversations, sections, deleted }, told));
      // What the server has as a conversation's last message waits no longer.
      for (const { last } of conversations) if (last !== null && known.has(last.id)) settled(last.id);
      listStatus.set({ from: 'fresh', error: null });
      if (chatStore.get().reloadAfter === 0) return;
    } catch (error) {
      listStatus.set((old) => ({ ...old, error }));
      if (!(error instanceof Offline) && tries >= 3) return;
      await pause(backOffMs(tries + 1, Math.random()));
    }
  }
}

function settled(id: MessageId): void {
  forgetAcknowledged(id);
  changeLocally({ type: 'local.discarded', id });
}

/** After a gap nothing that is kept can be trusted: the list and the open timeline come anew, the others when opened. */
async function startAfresh(): Promise<void> {
  verified = new Set();
  // Only what is open now: what is opened meanwhile loads itself.
  const open = [...onScreen];
  change((state) => {
    const kept = Object.entries(state.timelines).filter(([id]) => onScreen.has(id as ConversationId));
    return { ...state, timelines: Object.fromEntries(kept) };
  });
  await refreshList();
  await Promise.all(open.map(loadAnew));
}

async function loadAnew(open: ConversationId): Promise<void> {
  if (!onScreen.has(open) || verified.has(open)) return;
  const timeline = chatStore.get().timelines[open];
  const middle = timeline?.messages[Math.floor(timeline.messages.length / 2)];
  await (timeline?.hasAfter === true && middle !== undefined
    ? loadAround(open, middle.number)
    : loadNewest(open)
  ).catch(() => {});
}

/** Says that a conversation is on the screen, where a gap in the stream loads it anew. Returns what says that it is no longer. */
export function putOnScreen(id: ConversationId): () => void {
  onScreen.add(id);
  return () => onScreen.delete(id);
}

/** Nothing of this timeline is missing here. */
export function markVerified(id: ConversationId): void {
  verified.add(id);
}

/** Was this timeline fetched since the stream began? Else it is shown, and fetched behind it. */
export function isVerified(id: ConversationId): boolean {
  return verified.has(id);
}

type PageInput = Omit<Parameters<Client<typeof chatCalls>['messages']>[0], 'conversationId' | 'limit'>;

/** Fetches a page and joins it; `replacing` drops what is there. */
export async function fetchPage(
  conversationId: ConversationId,
  input: PageInput,
  { replacing = false }: { readonly replacing?: boolean } = {},
): Promise<void> {
  const asker = device;
  if (asker === null) return;
  const page = await asker.calls.messages({ ...input, conversationId, limit: KEEP_MESSAGES });
  if (device !== asker) return;
  change((state) => {
    const { [conversationId]: dropped, ...others } = state.timelines;
    const base = replacing && dropped !== undefined ? { ...state, timelines: others } : state;
    return takePage(base, { conversationId, ...page }, told);
  });
  verified.add(conversationId);
  const pending = new Set(chatStore.get().pending.map(({ id }) => id));
  for (const { id } of page.messages) if (pending.has(id)) settled(id);
}

const fetching = new Set<string>();

async function once(key: string, work: () => Promise<void>): Promise<void> {
  if (fetching.has(key)) return;
  fetching.add(key);
  try {
    await work();
  } finally {
    fetching.delete(key);
  }
}

/** The next older page. */
export function loadBefore(id: ConversationId): Promise<void> {
  const first = chatStore.get().timelines[id]?.messages[0];
  if (first === undefined) return Promise.resolve();
  return once(`${id} before`, () => fetchPage(id, { before: first.number }));
}

/** The next newer page. */
export function loadAfter(id: ConversationId): Promise<void> {
  const last = chatStore.get().timelines[id]?.messages.at(-1);
  if (last === undefined) return loadNewest(id);
  return once(`${id} after`, () => fetchPage(id, { after: last.number }));
}

/** The newest page, in place of what is there. */
export function loadNewest(id: ConversationId): Promise<void> {
  return once(`${id} newest`, () => fetchPage(id, {}, { replacing: true }));
}

/** A page around a message, in place of what is there. */
export function loadAround(id: ConversationId, number: number): Promise<void> {
  return once(`${id} around ${number}`, () => fetchPage(id, { around: number }, { replacing: true }));
}

/** Fills the end of a timeline until nothing is missing. */
export async function catchUp(id: ConversationId): Promise<void> {
  for (let turns = 0; turns < 3; turns += 1) {
    try {
      await loadAfter(id);
    } catch {
      await pause(backOffMs(turns + 2, Math.random()));
    }
    if (chatStore.get().timelines[id]?.hasAfter !== true) return;
  }
}

/** Fetches the latest conversations quietly, so that they can be read without a connection (U13). */
export async function keepForOffline(): Promise<void> {
  const asker = device;
  for (const id of latestIds(chatStore.get(), KEEP_TIMELINES)) {
    if (device !== asker || connectionStore.get() !== 'online') return;
    if (chatStore.get().timelines[id] !== undefined) continue;
    await fetchPage(id, {}).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

interface Writing {
  readonly text: string;
  readonly replyTo: number | null;
  /** Under which message the conversation is the thread. */
  readonly thread: Root | null;
  readonly chosen: readonly Chosen[];
  readonly silent?: boolean;
}

/** Writes a message: on the screen and in the outbox at once, on its way when its turn comes and its files are there. */
export async function send(
  conversationId: ConversationId,
  { text, replyTo, thread, chosen, silent }: Writing,
): Promise<void> {
  const mine = device;
  if (mine === null) return;
  const id = newId() as MessageId;
  const written = {
    conversationId,
    text,
    replyTo,
    thread,
    files: chosen.map(({ file }) => file),
    writtenAt: new Date(),
  };
  changeLocally({ type: 'local.queued', pending: { ...written, id, state: 'waiting', refusal: null } });
  await Promise.all(chosen.map(({ file, bytes }) => mine.company.local.blobs.put(file.id, bytes)));
  await mine.sending.put(id, silent === true ? { ...written, silent } : written);
}

/** Tries a refused message again, under the same id. */
export function retrySending(id: MessageId): void {
  changeLocally({ type: 'local.retried', id });
  void device?.sending.retry(id);
}

/** Gives up a message that was refused, or whose files are still on their way. */
export function discardPending(id: MessageId): void {
  const mine = device;
  const files = chatStore.get().pending.find((waiting) => waiting.id === id)?.files ?? [];
  changeLocally({ type: 'local.discarded', id });
  void mine?.sending.discard(id).then(() => giveUpWaiting(mine.company, files));
}

/** What hangs on a message that waits, with its bytes, so that it can be sent in another. */
export async function chosenOf({ files }: Pending): Promise<Chosen[]> {
  const blobs = device?.company.local.blobs;
  const all = await Promise.all(files.map(async (file) => ({ file, bytes: await blobs?.get(file.id) })));
  return all.flatMap(({ file, bytes }) => (bytes === undefined ? [] : [{ file: renewed(file, bytes), bytes }]));
}

/** One conversation of the list; null where it is not in it. */
export function useConversation(id: ConversationId | null): Conversation | null {
  return useStore(chatStore, (state) => (id === null ? null : (state.conversations[id] ?? null)));
}

/** What is loaded of a conversation; null where nothing is. */
export function useTimeline(id: ConversationId): Timeline | null {
  return useStore(chatStore, (state) => state.timelines[id] ?? null);
}
