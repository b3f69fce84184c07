import type { ConversationId } from '#platform/model/ids.ts';
import { useStore } from '#platform/web/store.ts';
import type { Message } from '../model/contract.ts';
import type { Timeline } from '../model/state.ts';
import { makeByNumber } from './byNumber.ts';
import { chatStore, deviceNow } from './chatStore.ts';

/** Answered messages that no loaded page holds; null: not there. */
const useFetched = makeByNumber<Message | null>(async (conversationId, numbers) => {
  const found = await deviceNow()?.calls.messagesByNumber({ conversationId, numbers });
  if (found === undefined) return new Map();
  return new Map(numbers.map((number) => [number, found.find((message) => message.number === number) ?? null]));
});

/** A loaded message; timelines have no holes, so its place is its number. */
function messageIn(timeline: Timeline | undefined, number: number): Message | null {
  const first = timeline?.messages[0];
  return first === undefined ? null : (timeline?.messages[number - first.number] ?? null);
}

/** The message that another answers; undefined while it is on its way, null where it is not there. */
export function useQuoted(conversationId: ConversationId, number: number): Message | null | undefined {
  const loaded = useStore(chatStore, (state) => messageIn(state.timelines[conversationId], number));
  const fetched = useFetched(conversationId, number, loaded === null);
  return loaded ?? fetched;
}
