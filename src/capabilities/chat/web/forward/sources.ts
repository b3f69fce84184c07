import type { ConversationId } from '#platform/model/ids.ts';
import { makeByNumber } from '../byNumber.ts';
import { deviceNow } from '../chatStore.ts';

/** What a forward points to: messages of one conversation, as many of them as one may see. */
export interface Sources {
  readonly conversationId: ConversationId;
  readonly numbers: readonly number[];
}

/** Where a forward points to; null where one may not see it, undefined while nobody has said. */
export const useSource = makeByNumber<Sources | null>(async (conversationId, numbers) => {
  const found = await deviceNow()?.calls.forwarded({ conversationId, numbers });
  return new Map(found?.map(({ number, source }) => [number, source]));
});
