import { attempt } from '#platform/web/steps.ts';
import type { ShownMessage } from '../../model/contract.ts';
import { changeLocally, deviceNow, fetchPage } from '../chatStore.ts';

/** Acknowledges a notice: on the screen at once; as the server has it, where that fails. */
export function acknowledge({ conversationId, number }: Pick<ShownMessage, 'conversationId' | 'number'>): void {
  changeLocally({ type: 'local.answered', answer: { type: 'chat.noticeAcknowledged', conversationId, number } });
  void attempt(
    () => deviceNow()?.calls.acknowledge({ conversationId, number }),
    () => void fetchPage(conversationId, { around: number }).catch(() => {}),
  );
}
