import type { ConversationId } from '#platform/model/ids.ts';
import { type Refusal, refuse } from '#platform/model/refusal.ts';
import { type Reaction, REACTION_KINDS_MAX, type ShownMessage } from './contract.ts';

/** One emoji, written as it is meant to be exchanged: a heart with its colour, not the bare sign. */
const EMOJI = /^\p{RGI_Emoji}$/v;

export interface ReactingFacts {
  readonly canSend: boolean;
  readonly archived: boolean;
  /** null: not there. */
  readonly message: {
    readonly isNote: boolean;
    readonly recalled: boolean;
    /** How many kinds of reactions it has, and whether this one is among them. */
    readonly kinds: number;
    readonly isKnown: boolean;
  } | null;
  readonly emoji: string;
  /** False: takes an own reaction back. */
  readonly on: boolean;
}

type ReactRefusal =
  | 'chat.messageUnknown'
  | 'chat.mayNotSend'
  | 'chat.archived'
  | 'chat.notAnEmoji'
  | 'chat.tooManyReactions';

/** May a member of the conversation answer this message with this emoji, or take that back? */
export function canReact({ canSend, archived, message, emoji, on }: ReactingFacts): Refusal<ReactRefusal> | null {
  if (!canSend) return refuse('chat.mayNotSend');
  if (archived) return refuse('chat.archived');
  if (message === null || message.isNote || message.recalled) return refuse('chat.messageUnknown');
  if (!on) return null;
  if (!EMOJI.test(emoji)) return refuse('chat.notAnEmoji');
  if (!message.isKnown && message.kinds >= REACTION_KINDS_MAX) {
    return refuse('chat.tooManyReactions', { max: REACTION_KINDS_MAX });
  }
  return null;
}

/** A reaction that a member has given or taken back here, and that the server has not told yet. */
export interface Wish {
  readonly id: string;
  readonly conversationId: ConversationId;
  readonly number: number;
  readonly emoji: string;
  readonly on: boolean;
}

/** Do two wishes speak of the same reaction? The later one counts. */
export function isSameReaction(
  a: Pick<Wish, 'conversationId' | 'number' | 'emoji'>,
  b: Pick<Wish, 'conversationId' | 'number' | 'emoji'>,
): boolean {
  return a.conversationId === b.conversationId && a.number === b.number && a.emoji === b.emoji;
}

/** Reactions with one of them changed: a new kind comes last, one that nobody gives any more is gone. */
export function withReaction(reactions: readonly Reaction[], changed: Reaction): readonly Reaction[] {
  const place = reactions.findIndex(({ emoji }) => emoji === changed.emoji);
  if (changed.count <= 0) return place < 0 ? reactions : reactions.filter((_, index) => index !== place);
  return place < 0 ? [...reactions, changed] : reactions.with(place, changed);
}

/** Messages as their reader sees them: with what he did that the server has not told yet. */
export function withWishes(messages: readonly ShownMessage[], wishes: readonly Wish[]): readonly ShownMessage[] {
  if (wishes.length === 0) return messages;
  return messages.map((message) => {
    const own = wishes.filter(
      ({ conversationId, number }) => conversationId === message.conversationId && number === message.number,
    );
    if (own.length === 0 || message.recalled) return message;
    const reactions = own.reduce(wished, message.reactions);
    return reactions === message.reactions ? message : { ...message, reactions };
  });
}

function wished(reactions: readonly Reaction[], { emoji, on }: Wish): readonly Reaction[] {
  const known = reactions.find((one) => one.emoji === emoji) ?? { emoji, count: 0, mine: false };
  if (known.mine === on) return reactions;
  return withReaction(reactions, { emoji, count: known.count + (on ? 1 : -1), mine: on });
}
