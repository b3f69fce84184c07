import type { ConversationId } from '#platform/model/ids.ts';
import type { ChatEvent } from '../model/contract.ts';
import { applyLocally, applyToChat, type ChatState, type LocalEvent } from '../model/state.ts';

/** An event with its place on the company clock. */
export interface Placed {
  readonly event: ChatEvent;
  readonly at: number;
}

/** Later than everything: for what the device itself does before the server has told it a place. */
const NOW = Number.MAX_SAFE_INTEGER;

/** What the own device has just done, shown before the server tells it to all devices. */
export function applyOwn(state: ChatState, event: ChatEvent): ChatState {
  return applyToChat(state, event, NOW);
}

/** A fresh list, and what was told while it was on its way. */
export function takeList(
  state: ChatState,
  list: Omit<Extract<LocalEvent, { type: 'local.listed' }>, 'type'>,
  told: readonly Placed[],
): ChatState {
  const listed = applyLocally(state, { type: 'local.listed', ...list });
  return told.reduce((next, { event, at }) => applyToChat(next, event, at), listed);
}

/** A page of messages, and what was told while it was on its way: to its timeline only, the list has heard it. */
export function takePage(
  state: ChatState,
  page: Omit<Extract<LocalEvent, { type: 'local.paged' }>, 'type'>,
  told: readonly Placed[],
): ChatState {
  const paged = applyLocally(state, { type: 'local.paged', ...page });
  const closed = { ...paged, at: NOW };
  const after = told
    .filter(({ event }) => conversationOf(event) === page.conversationId)
    .reduce((next, { event, at }) => applyToChat(next, event, at), closed);
  return { ...paged, timelines: after.timelines };
}

/** The conversation that an event is about; null: none of them, or all. */
export function conversationOf(event: ChatEvent): ConversationId | null {
  if (event.type === 'chat.reload' || event.type === 'chat.sectionsChanged') return null;
  if ('message' in event) return event.message.conversationId;
  return 'conversation' in event ? event.conversation.id : event.conversationId;
}
