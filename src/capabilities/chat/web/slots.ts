import type { ComponentType, ReactNode } from 'react';
import type { Chosen } from '#files/web/index.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import type { IconType } from '#platform/web/pages.ts';
import { createStore } from '#platform/web/store.ts';
import type { MenuAction } from '#platform/web/ui/Menu.tsx';
import type { Phrase } from '#platform/web/words.ts';
import type { Message, Root, ShownMessage } from '../model/contract.ts';

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

/** What storeys above can do with a message: rows of its menu, asked for when it opens. */
export type MessageActions = (message: Message) => readonly MenuAction[];
export const messageActions = createStore<readonly MessageActions[]>([]);

export function registerMessageActions(actions: MessageActions): void {
  messageActions.set((old) => [...old, actions]);
}

/** What storeys above can do with several messages that are selected: buttons beside forwarding. */
export type SelectionActions = (messages: () => readonly Message[]) => readonly MenuAction[];
export const selectionActions = createStore<readonly SelectionActions[]>([]);

export function registerSelectionActions(actions: SelectionActions): void {
  selectionActions.set((old) => [...old, actions]);
}

/** What a storey above says above the composer of a conversation, and opens over it. */
export type ComposerLine = ComponentType<{ readonly conversationId: ConversationId }>;
export const composerLines = createStore<readonly ComposerLine[]>([]);

export function registerComposerLine(line: ComposerLine): void {
  composerLines.set((old) => [...old, line]);
}

/** What a storey above says of a conversation in its details. */
export const conversationFacts = createStore<readonly ComposerLine[]>([]);

export function registerConversationFact(fact: ComposerLine): void {
  conversationFacts.set((old) => [...old, fact]);
}

/** What a storey above says of a group that was deleted, in the list of those. */
export const deletedFacts = createStore<readonly ComposerLine[]>([]);

export function registerDeletedFact(fact: ComposerLine): void {
  deletedFacts.set((old) => [...old, fact]);
}

/** What was written, to be sent in another way than now. */
export interface Written {
  readonly conversationId: ConversationId;
  /** As it is sent: mentions are ids. */
  readonly text: string;
  readonly replyTo: number | null;
  /** Under which message the conversation is the thread. */
  readonly thread: Root | null;
  readonly chosen: readonly Chosen[];
}

/** Another way of sending. `Choose` asks for what it needs; `onTaken` says that what was written is in its hands now. */
export interface OtherSend {
  readonly label: Phrase;
  readonly icon: IconType;
  readonly Choose: ComponentType<{
    readonly written: Written;
    readonly onTaken: () => void;
    readonly onClose: () => void;
  }>;
}
export const otherSend = createStore<OtherSend | null>(null);

export function registerOtherSend(way: OtherSend): void {
  otherSend.set(way);
}

/** A way of sending that stands in the composer under its own word, also before anything was written. */
export interface ToolSend extends OtherSend {
  /** For these roles only. */
  readonly roles: readonly string[];
}
export const toolSend = createStore<ToolSend | null>(null);

export function registerToolSend(way: ToolSend): void {
  toolSend.set(way);
}

/** What can be done about those who have not read an own message. */
export interface ReceiptAction {
  readonly label: Phrase;
  readonly icon: IconType;
  /** For these roles only. */
  readonly roles: readonly string[];
  readonly onSelect: (conversationId: ConversationId, number: number, unread: readonly MemberId[]) => void;
}
export const receiptActions = createStore<readonly ReceiptAction[]>([]);

export function registerReceiptAction(action: ReceiptAction): void {
  receiptActions.set((old) => [...old, action]);
}

/** How a storey above draws the messages that carry its cards. */
export interface RoomCard {
  /** In the list of conversations, before what was written. */
  readonly label: Phrase;
  /** What it is taken for before it was measured. */
  readonly px: number;
  readonly Card: ComponentType<{
    readonly message: ShownMessage & { readonly card: { readonly id: string } };
    /** What hangs on it, drawn; nothing where it stands for itself. */
    readonly children?: ReactNode;
  }>;
}
const roomCards = new Map<string, RoomCard>();

export function registerRoomCard(room: string, card: RoomCard): void {
  roomCards.set(room, card);
}

export const roomCard = (room: string): RoomCard | null => roomCards.get(room) ?? null;

/** How many urgent things wait for the reader in each conversation, as a storey above counts them. */
export const urgentIn = createStore<Readonly<Partial<Record<ConversationId, number>>>>({});
