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
  // What the answer leaves out is shown to nobody any more.
  const counted = new Map(answer.receipts.map((receipt) => [receipt.number, receipt]));
  const receipts = numbers.map((number) => counted.get(number) ?? { number, read: 0, of: 0 });
  changeLocally({ type: 'local.receiptsCounted', conversationId, receipts });
}
