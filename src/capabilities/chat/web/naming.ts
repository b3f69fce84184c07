import { cardHere } from '#directory/web/index.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import type { Conversation } from '../model/contract.ts';
import { chatStore, deviceNow } from './chatStore.ts';
import { inListOrder } from './rows.ts';

const MOST = 8;
const MAY_BE_PINYIN = /^[a-z][a-z ]*$/;

/** May this be pinyin or initials? The server reads Chinese, so that no dictionary is loaded. */
export const isReadByServer = (text: string): boolean => MAY_BE_PINYIN.test(text.trim().toLowerCase());

/** Groups whose names hold a text, in the order of the list. */
export function groupsNamed(text: string): Conversation[] {
  const wanted = text.trim().toLowerCase();
  const groups = Object.values(chatStore.get().conversations).filter(
    ({ kind }) => kind === 'group' || kind === 'department',
  );
  return inListOrder(groups).filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** These groups, and those that the server reads the text as. */
export async function readAs(
  text: string,
  near: readonly Conversation[],
  signal?: AbortSignal,
  limit = MOST,
): Promise<Conversation[]> {
  const asked = deviceNow()?.calls.findGroups({ text: text.trim(), limit }, signal === undefined ? {} : { signal });
  const found = (await asked?.catch(() => [])) ?? [];
  const { conversations } = chatStore.get();
  return [...near, ...found.flatMap((id) => (near.some((one) => one.id === id) ? [] : (conversations[id] ?? [])))];
}

/** Conversations that a text may mean: those with members whose names hold it, and groups by name, pinyin and initials. Empty: all. */
export async function conversationsNamed(text: string, most: number): Promise<ConversationId[]> {
  const wanted = text.trim().toLowerCase();
  const near = groupsNamed(wanted);
  const groups = isReadByServer(wanted) ? await readAs(wanted, near, undefined, most) : near;
  const direct = Object.values(chatStore.get().conversations).filter(
    ({ peerId }) => peerId !== null && (cardHere(peerId)?.name ?? '').toLowerCase().includes(wanted),
  );
  const all = wanted === '' ? inListOrder([...groups, ...direct]) : [...groups, ...inListOrder(direct)];
  return all.slice(0, most).map(({ id }) => id);
}
