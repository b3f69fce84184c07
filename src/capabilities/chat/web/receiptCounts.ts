import type { ConversationId } from '#platform/model/ids.ts';
import { changeLocally, chatStore, deviceNow } from './chatStore.ts';

const COUNT_MOST = 200;

/** Asks anew for the receipts of the latest own messages that are loaded: events could not keep them right. */
export async function countReceipts(conversationId: ConversationId): Promise<void> {
  const timeline = chatStore.get().timelines[conversationId];
  const numbers = (timeline?.messages ?? [])
    .filter(({ receipt }) => receipt !== null)
    .slice(-COUNT_MOST)
    .map(({ number }) => number);
  const answer =
    numbers.length === 0
      ? { receipts: [] }
      : await deviceNow()
          ?.calls.receiptCounts({ conversationId, numbers })
          .catch(() => null);
  if (answer === null || answer === undefined) return;
  changeLocally({ type: 'local.receiptsCounted', conversationId, receipts: answer.receipts });
}
