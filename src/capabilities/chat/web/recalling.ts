import type { ConversationId, MessageId } from '#platform/model/ids.ts';
import { attempt } from '#platform/web/steps.ts';
import type { ShownMessage } from '../model/contract.ts';
import { deviceNow } from './chatStore.ts';

/** What one took back in this session, so that it can be written anew. */
const texts = new Map<MessageId, string>();

/** The text of an own message that was recalled here; null elsewhere and after a reload. */
export function recalledText(id: MessageId): string | null {
  return texts.get(id) ?? null;
}

/** Takes a message back. */
export async function recall(conversationId: ConversationId, message: ShownMessage): Promise<boolean> {
  if (message.text !== '') texts.set(message.id, message.text);
  const done = await attempt(() => deviceNow()?.calls.recallMessage({ conversationId, number: message.number }));
  if (done === null) texts.delete(message.id);
  return done !== null;
}
