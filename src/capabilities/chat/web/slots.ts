import type { ConversationId } from '#platform/model/ids.ts';
import type { IconType } from '#platform/web/pages.ts';
import { createStore } from '#platform/web/store.ts';
import type { Phrase } from '#platform/web/words.ts';

/** Something that a storey above can do with a conversation, or with all of them. */
export interface ConversationPlace {
  readonly id: string;
  readonly label: Phrase;
  readonly icon: IconType;
  /** Where it leads to: for one conversation, or from the head of the list. */
  readonly to: (conversationId: ConversationId | null) => string;
}

/** In the details and the menu of each conversation. */
export const conversationPlaces = createStore<readonly ConversationPlace[]>([]);
/** In the head of the list, on a phone: a desktop has the rail. */
export const listPlaces = createStore<readonly ConversationPlace[]>([]);

/** Leads from each conversation to a place of the storeys above. */
export function registerConversationPlace(place: ConversationPlace): void {
  conversationPlaces.set((old) => [...old.filter((one) => one.id !== place.id), place]);
}

/** Leads from the head of the list to a place of the storeys above. */
export function registerListPlace(place: ConversationPlace): void {
  listPlaces.set((old) => [...old.filter((one) => one.id !== place.id), place]);
}
