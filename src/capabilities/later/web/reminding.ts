import type { Message } from '#chat/model/contract.ts';
import { createStore } from '#platform/web/store.ts';

/** The message that one is choosing a reminder for. */
export const remindingStore = createStore<Pick<Message, 'conversationId' | 'number'> | null>(null);
