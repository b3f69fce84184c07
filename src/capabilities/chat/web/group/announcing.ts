import { attempt } from '#platform/web/steps.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { deviceNow } from '../chatStore.ts';

/** Puts a message on top of its group for everybody, or takes away what stands there. */
export function announce(conversationId: ConversationId, number: number | null): void {
  void attempt(() => deviceNow()?.calls.setAnnouncement({ conversationId, number }));
}
