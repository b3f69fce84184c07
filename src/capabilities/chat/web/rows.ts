import type { MemberId, MessageId } from '#platform/model/ids.ts';
import { sameDay } from '#platform/model/format.ts';
import type { Conversation, Section, ShownMessage } from '../model/contract.ts';
import { type Pending, unreadOf } from '../model/state.ts';

/** One line of a timeline: a message with what stands above it. */
export interface Row {
  readonly id: MessageId;
  /** null while the server has not given it one. */
  readonly number: number | null;
  readonly message: ShownMessage | null;
  readonly pending: Pending | null;
  readonly mine: boolean;
  readonly at: Date;
  /** Continues the message above: no picture and no name. */
  readonly continues: boolean;
  readonly dateAbove: boolean;
  readonly unreadAbove: boolean;
  /** The receipt is shown here; where the next own message says the same, that one says it for both. */
  readonly showsReceipt: boolean;
}

interface RowFacts {
  readonly me: MemberId;
  readonly messages: readonly ShownMessage[];
  readonly pending: readonly Pending[];
  /** The number of the first message that was unread when the conversation was opened. */
  readonly firstUnread: number | null;
}

const TOGETHER_MS = 5 * 60_000;

/** The lines of a timeline. A message that waits and the same message from the server are one line (P7). */
export function rowsOf({ me, messages, pending, firstUnread }: RowFacts): Row[] {
  const rows: Row[] = [];
  for (const message of messages) {
    const mine = message.authorId === me && message.note === null;
    add(
      rows,
      { id: message.id, number: message.number, message, pending: null, mine, at: message.sentAt },
      firstUnread,
    );
  }
  const known = new Set(messages.map(({ id }) => id));
  for (const waiting of pending) {
    if (known.has(waiting.id)) continue;
    add(
      rows,
      { id: waiting.id, number: null, message: null, pending: waiting, mine: true, at: waiting.writtenAt },
      null,
    );
  }
  return rows.map((row, index) => asBefore({ ...row, showsReceipt: showsReceipt(row, rows[index + 1]) }));
}

/** The row that was last made of a message, or of one that waits. */
const made = new WeakMap<object, Row>();

/** The same object for a row that says the same as before: it is not drawn again when another message comes. */
function asBefore(row: Row): Row {
  const source = row.message ?? row.pending;
  if (source === null) return row;
  const before = made.get(source);
  if (before !== undefined && isSame(before, row)) return before;
  made.set(source, row);
  return row;
}

function isSame(a: Row, b: Row): boolean {
  return (Object.keys(a) as (keyof Row)[]).every((key) => Object.is(a[key], b[key]));
}

type Bare = Omit<Row, 'continues' | 'dateAbove' | 'unreadAbove' | 'showsReceipt'>;

function add(rows: Row[], bare: Bare, firstUnread: number | null): void {
  const above = rows.at(-1);
  const dateAbove = above === undefined || !sameDay(above.at, bare.at);
  const unreadAbove = bare.number !== null && bare.number === firstUnread;
  const continues = above !== undefined && !dateAbove && !unreadAbove && isTogether(above, bare);
  rows.push({ ...bare, continues, dateAbove, unreadAbove, showsReceipt: false });
}

function isTogether(above: Row, below: Bare): boolean {
  if (!isSaid(above) || !isSaid(below)) return false;
  const sameAuthor = above.mine ? below.mine : !below.mine && above.message?.authorId === below.message?.authorId;
  return sameAuthor && Math.abs(below.at.getTime() - above.at.getTime()) <= TOGETHER_MS;
}

function isSaid({ message }: Bare): boolean {
  return message === null || (message.note === null && !message.recalled);
}

function showsReceipt(row: Row, below: Row | undefined): boolean {
  if (!row.mine || row.message === null || row.message.recalled) return false;
  const next = below?.mine === true ? below.message : null;
  if (next === null || next === undefined || next.recalled) return true;
  const [one, other] = [row.message.receipt, next.receipt];
  return one?.read !== other?.read || one?.of !== other?.of;
}

/** Where the divider stands while a conversation is open: before the first message of another that is unread. */
export function firstUnreadOf(conversation: Conversation | null): number | null {
  if (conversation === null || unreadOf(conversation) === 0) return null;
  return conversation.readNumber + 1;
}

/** Where the line "N unread below" stands. */
export interface Divider {
  /** The message it stands before; null: nowhere. */
  readonly number: number | null;
  readonly count: number;
}

/** The divider of a conversation as it is opened. */
export function dividerAtFirst(conversation: Conversation): Divider {
  return { number: firstUnreadOf(conversation), count: unreadOf(conversation) };
}

/** The divider for who comes back: before the first message since somebody last looked. Null: nothing new came. */
export function dividerSince(conversation: Conversation, lookedAtUpTo: number): Divider | null {
  const number = Math.max(lookedAtUpTo, conversation.readNumber) + 1;
  return number > conversation.lastNumber ? null : { number, count: conversation.lastNumber - number + 1 };
}

/** A place in a conversation: a row, where in the window it stands, and how far from there. */
export interface Target {
  readonly index: number;
  readonly align: 'start' | 'center' | 'end';
  readonly offset: number;
}

interface TargetFacts {
  /** The number of the message asked for. */
  readonly asked: number | null;
  readonly firstUnread: number | null;
  /** Where one was before: the message at the upper edge, and how much of it lay above. */
  readonly left: { readonly number: number; readonly below: number } | undefined;
}

/** Where a conversation opens (U14): at the message asked for, the first unread one, where one was, or the end. */
export function targetIn(rows: readonly Pick<Row, 'number'>[], { asked, firstUnread, left }: TargetFacts): Target {
  const indexOf = (number: number | null | undefined) =>
    typeof number === 'number' ? rows.findIndex((row) => row.number === number) : -1;
  const [askedAt, unreadAt, leftAt] = [indexOf(asked), indexOf(firstUnread), indexOf(left?.number)];
  if (askedAt >= 0) return { index: askedAt, align: 'center', offset: 0 };
  if (unreadAt >= 0) return { index: unreadAt, align: 'start', offset: 0 };
  if (leftAt >= 0) return { index: leftAt, align: 'start', offset: left?.below ?? 0 };
  return { index: rows.length - 1, align: 'end', offset: 0 };
}

/** Were older rows put before the ones that are shown? The list then keeps its place from the end. */
export function isPrepended(before: readonly Pick<Row, 'id'>[], after: readonly Pick<Row, 'id'>[]): boolean {
  const [first, now] = [before[0], after[0]];
  if (first === undefined || now === undefined || first.id === now.id) return false;
  return after.some(({ id }) => id === first.id);
}

export type ListFilter = 'all' | 'unread' | 'mentions' | 'groups' | 'threads' | 'archived';

/** Does a conversation belong under a filter of the list? */
export function belongs(conversation: Conversation, filter: ListFilter): boolean {
  const { kind, thread } = conversation;
  // A thread that one only looks at is not in the list.
  if (thread?.following === false) return false;
  const isUnread = unreadOf(conversation) > 0 || conversation.markedUnread;
  if (filter === 'unread') return isUnread;
  if (filter === 'mentions') return conversation.mentions.length > 0;
  if (filter === 'threads') return kind === 'thread';
  // Among the conversations a thread stands while something in it waits.
  if (kind === 'thread') return filter === 'all' && isUnread;
  if (filter === 'archived') return conversation.archived;
  return !conversation.archived && (filter === 'all' || kind !== 'direct');
}

/** The list in its order: pinned ones first, the latest first in both parts. */
export function inListOrder(conversations: readonly Conversation[]): Conversation[] {
  return [...conversations].sort(
    (a, b) =>
      Number(b.pinned) - Number(a.pinned) || b.activeAt.getTime() - a.activeAt.getTime() || (a.id < b.id ? -1 : 1),
  );
}

/** A part of the list: what is pinned, what stands in a section of one's own, and the rest. */
export interface ListPart {
  readonly kind: 'pinned' | 'section' | 'rest';
  readonly section: Section | null;
  readonly conversations: readonly Conversation[];
}

/** The list in its parts, each in the order of the list. Pinned ones stand on top, in whatever section they are. */
export function inParts(listed: readonly Conversation[], sections: readonly Section[]): ListPart[] {
  const sectionOf = new Map(sections.flatMap(({ id, conversationIds }) => conversationIds.map((one) => [one, id])));
  const idOf = ({ id, pinned }: Conversation) => (pinned ? 'pinned' : (sectionOf.get(id) ?? 'rest'));
  const by = Map.groupBy(listed, idOf);
  const own = sections.map(
    (section) => ({ kind: 'section', section, conversations: by.get(section.id) ?? [] }) as const,
  );
  const rest = { kind: 'rest', section: null, conversations: by.get('rest') ?? [] } as const;
  return [{ kind: 'pinned', section: null, conversations: by.get('pinned') ?? [] }, ...own, rest];
}

/** All conversations as they stand in the list, from its top to its end. */
export function asListed(conversations: readonly Conversation[], sections: readonly Section[]): Conversation[] {
  return inParts(inListOrder(conversations), sections).flatMap((part) => part.conversations);
}

/** The next unread conversation of the list, downwards or upwards from the open one, around the ends. */
export function nextUnread(listed: readonly Conversation[], openId: string | null, step: 1 | -1): Conversation | null {
  const from = listed.findIndex(({ id }) => id === openId);
  const start = from === -1 && step === -1 ? 0 : from;
  for (let turn = 1; turn <= listed.length; turn += 1) {
    const index = (((start + step * turn) % listed.length) + listed.length) % listed.length;
    const candidate = listed[index];
    if (candidate !== undefined && candidate.id !== openId && !candidate.muted && belongs(candidate, 'unread')) {
      return candidate;
    }
  }
  return null;
}
