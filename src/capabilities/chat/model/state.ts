import type { ConversationId, MemberId, MessageId } from '#platform/model/ids.ts';
import type { CardState, NoticeState, PollCard, PollState } from './cards.ts';
import type {
  ChatEvent,
  Conversation,
  DeletedConversation,
  Message,
  MessageLinks,
  NumberedReaction,
  NumberedReceipt,
  NumberedThread,
  Reaction,
  Section,
  ShownMessage,
} from './contract.ts';
import { isMentioned } from './mentions.ts';
import { isSameReaction, type Wish, withReaction } from './reacting.ts';
import type { Root } from './threads.ts';

/** A stretch of a conversation without holes, ascending by number. */
export interface Timeline {
  /** Holds everything up to this place on the company clock; older events have nothing to add. */
  readonly at: number;
  readonly messages: readonly ShownMessage[];
  readonly hasBefore: boolean;
  /** Later messages exist that are not loaded: new ones are not appended then. */
  readonly hasAfter: boolean;
  /** Receipt counts that no event can bring up to date: ask for them anew. */
  readonly receiptsStale: boolean;
}

/** An own message that the server has not acknowledged. */
export interface Pending {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly text: string;
  readonly replyTo: number | null;
  /** Under which message the conversation is the thread. */
  readonly thread: Root | null;
  /** What is to hang on it, as this device sees it; brought before the message is sent. */
  readonly files: Message['files'];
  readonly writtenAt: Date;
  /** `failed`: the server refused it; it waits for retry, edit or discard. */
  readonly state: 'waiting' | 'failed';
  readonly refusal: string | null;
}

/** Everything a member's device knows of his conversations: what all chat screens are drawn from. */
export interface ChatState {
  readonly me: MemberId;
  /** The list holds everything up to this place on the company clock. */
  readonly at: number;
  readonly conversations: Readonly<Record<ConversationId, Conversation>>;
  /** The own sections of the list, in their order. */
  readonly sections: readonly Section[];
  /** Groups one was in that were deleted and are not erased yet, the latest first. */
  readonly deleted: readonly DeletedConversation[];
  readonly timelines: Readonly<Record<ConversationId, Timeline>>;
  readonly pending: readonly Pending[];
  /** Own reactions that the server has not told yet. */
  readonly wishes: readonly Wish[];
  /** The list must be loaded anew, as of this place on the clock or later; 0: it need not. */
  readonly reloadAfter: number;
}

/** What the device itself does: the same reducer as for what the server tells. */
export type LocalEvent =
  | {
      readonly type: 'local.listed';
      readonly at: number;
      readonly conversations: readonly Conversation[];
      /** Left out: as they are. */
      readonly sections?: readonly Section[];
      readonly deleted?: readonly DeletedConversation[];
    }
  | {
      readonly type: 'local.paged';
      readonly conversationId: ConversationId;
      readonly at: number;
      readonly messages: readonly Message[];
      readonly receipts: readonly NumberedReceipt[];
      readonly reactions: readonly NumberedReaction[];
      readonly threads: readonly NumberedThread[];
      readonly cards: readonly CardState[];
      readonly links: readonly MessageLinks[];
      readonly hasBefore: boolean;
      readonly hasAfter: boolean;
    }
  | {
      readonly type: 'local.receiptsCounted';
      readonly conversationId: ConversationId;
      readonly receipts: readonly NumberedReceipt[];
    }
  /** What one has answered oneself, before the server tells it to all own devices. */
  | {
      readonly type: 'local.answered';
      readonly answer: Extract<ChatEvent, { type: 'chat.noticeAcknowledged' | 'chat.voted' }>;
    }
  /** Marking them read is taken back before it was told. */
  | { readonly type: 'local.unreadAgain'; readonly conversations: readonly Conversation[] }
  /** A thread that one looks into without following it. */
  | { readonly type: 'local.opened'; readonly conversation: Conversation }
  | { readonly type: 'local.queued'; readonly pending: Pending }
  | { readonly type: 'local.refused'; readonly id: MessageId; readonly code: string }
  | { readonly type: 'local.retried'; readonly id: MessageId }
  | { readonly type: 'local.discarded'; readonly id: MessageId }
  | { readonly type: 'local.wished'; readonly wish: Wish }
  | { readonly type: 'local.wishSettled'; readonly id: string };

export function emptyChat(me: MemberId): ChatState {
  return {
    me,
    at: 0,
    conversations: {},
    sections: [],
    deleted: [],
    timelines: {},
    pending: [],
    wishes: [],
    reloadAfter: 0,
  };
}

/** Unread messages of a conversation: one formula for list, title, badge and tests. */
export function unreadOf(conversation: Conversation): number {
  // A thread that one only looks at asks for nothing.
  if (conversation.thread?.following === false) return 0;
  return Math.max(0, conversation.lastNumber - conversation.readNumber);
}

/** Is it muted, or a thread in what is muted? */
export function isQuiet({ conversations }: Pick<ChatState, 'conversations'>, { muted, thread }: Conversation): boolean {
  return muted || (thread !== null && conversations[thread.conversationId]?.muted === true);
}

/** What asks for attention, in all or among these: muted conversations count only where they mention me. */
export function attentionOf(
  state: ChatState,
  among: readonly Conversation[] = Object.values(state.conversations),
): { unread: number; mentions: number } {
  let unread = 0;
  let mentions = 0;
  for (const conversation of among) {
    if (conversation.thread?.following === false) continue;
    mentions += conversation.mentions.length;
    unread += isQuiet(state, conversation)
      ? conversation.mentions.length
      : Math.max(unreadOf(conversation), conversation.markedUnread ? 1 : 0);
  }
  return { unread, mentions };
}

/** How a device's chat changes when something happened, at a place on the company clock. */
export function applyToChat(state: ChatState, event: ChatEvent, at: number): ChatState {
  switch (event.type) {
    case 'chat.messageSent':
      return sent(state, event.message, at);
    case 'chat.messageEdited':
    case 'chat.messageRecalled':
      return replaced(state, event.message, at);
    case 'chat.reactionChanged':
      return reacted(state, event, at);
    case 'chat.threadChanged':
      return withTimeline(state, event.conversationId, at, (timeline) => ({
        ...timeline,
        at,
        messages: timeline.messages.map((known) =>
          known.number === event.number ? { ...known, thread: event.thread } : known,
        ),
      }));
    case 'chat.noticeAsked':
      return asked(state, event, at);
    case 'chat.noticeAcknowledged':
      return withNotice(state, event, at, (notice) => ({ ...notice, acknowledged: true }));
    case 'chat.noticeCounted': {
      const { acknowledged, of } = event;
      return withNotice(state, event, at, (notice) => ({ ...notice, counts: { acknowledged, of } }));
    }
    case 'chat.voted':
      return withPoll(state, event, at, (poll) => ({ ...poll, mine: event.options }));
    case 'chat.pollCounted': {
      const { counts, voters, closed } = event;
      return withPoll(state, event, at, (poll, { anonymous }) => ({
        ...poll,
        ...{ counts, voters, closed },
        mine: closed && anonymous ? [] : poll.mine,
      }));
    }
    case 'chat.pointErased':
      return erased(state, event, at);
    case 'chat.linksPreviewed':
      return withTimeline(state, event.conversationId, at, (timeline) => ({
        ...timeline,
        at,
        messages: timeline.messages.map((known) =>
          known.number === event.number && !known.recalled ? { ...known, links: event.links } : known,
        ),
      }));
    case 'chat.receiptsAdvanced':
      return withTimeline(state, event.conversationId, at, (timeline) => ({
        ...timeline,
        at,
        messages: timeline.messages.map((known) => advanced(known, event)),
      }));
    case 'chat.receiptsReset': {
      const listed = withConversation(state, event.conversationId, at, (known) => ({
        ...known,
        sharers: event.sharers,
      }));
      return withTimeline(listed, event.conversationId, at, (timeline) => ({ ...timeline, at, receiptsStale: true }));
    }
    case 'chat.conversationAdded':
      if (at <= state.at) return state;
      return withHole(state, event.conversation);
    case 'chat.conversationRemoved':
      return at <= state.at ? state : removed(state, event);
    case 'chat.conversationErased':
      return at <= state.at
        ? state
        : { ...state, deleted: state.deleted.filter(({ id }) => id !== event.conversationId) };
    case 'chat.conversationChanged': {
      const { type: _, conversationId, ...changes } = event;
      const { rules, archived, external } = changes;
      const changed = withConversation(state, conversationId, at, (known) => ({ ...known, ...changes }));
      return withThreadsIn(changed, conversationId, at, (known) => ({ ...known, rules, archived, external }));
    }
    case 'chat.groupRoleChanged': {
      const { conversationId, role: myRole, requests } = event;
      const changed = withConversation(state, conversationId, at, (known) => ({ ...known, myRole, requests }));
      return withThreadsIn(changed, conversationId, at, (known) => ({ ...known, myRole }));
    }
    case 'chat.silenceChanged': {
      const { conversationId, silence } = event;
      const changed = withConversation(state, conversationId, at, (known) => ({ ...known, silence }));
      return withThreadsIn(changed, conversationId, at, (known) => ({ ...known, silence }));
    }
    case 'chat.joinRequestsChanged':
      return withConversation(state, event.conversationId, at, (known) => ({ ...known, requests: event.requests }));
    case 'chat.readMoved':
      return withConversation(state, event.conversationId, at, (known) => ({
        ...readUpTo(known, event.number),
        markedUnread: event.markedUnread,
      }));
    case 'chat.settingsChanged':
      return withConversation(state, event.conversationId, at, (known) => ({
        ...known,
        pinned: event.pinned,
        muted: event.muted,
        notify: event.notify,
      }));
    case 'chat.draftChanged':
      return withConversation(state, event.conversationId, at, (known) => ({ ...known, draft: event.text }));
    case 'chat.sectionsChanged':
      return at <= state.at ? state : { ...state, sections: event.sections };
    case 'chat.historyHidden':
      return hiddenUpTo(state, event, at);
    case 'chat.reload':
      return at <= state.at ? state : { ...state, timelines: allStale(state.timelines), reloadAfter: at };
  }
}

/** The same for what the device itself did or fetched. */
export function applyLocally(state: ChatState, event: LocalEvent): ChatState {
  switch (event.type) {
    case 'local.listed': {
      const looked = Object.entries(state.conversations).filter(([, { thread }]) => thread?.following === false);
      const conversations: Readonly<Record<string, Conversation>> = Object.fromEntries([
        ...looked,
        ...event.conversations.map((one) => [one.id, one] as const),
      ]);
      const kept = Object.entries(state.timelines).flatMap(([id, timeline]) => {
        const known = conversations[id];
        return known === undefined ? [] : [[id, above(timeline, known.hiddenNumber)] as const];
      });
      const reloadAfter = event.at >= state.reloadAfter ? 0 : state.reloadAfter;
      const { sections = state.sections, deleted = state.deleted } = event;
      const timelines = Object.fromEntries(kept);
      return { ...state, at: event.at, conversations, sections, deleted, timelines, reloadAfter };
    }
    case 'local.paged':
      return { ...state, timelines: { ...state.timelines, [event.conversationId]: paged(state, event) } };
    case 'local.receiptsCounted': {
      const timeline = state.timelines[event.conversationId];
      if (timeline === undefined) return state;
      const counted = byNumber(event.receipts);
      const messages = timeline.messages.map((known) =>
        known.receipt === null ? known : { ...known, receipt: counted.get(known.number) ?? known.receipt },
      );
      const next: Timeline = { ...timeline, messages, receiptsStale: false };
      return { ...state, timelines: { ...state.timelines, [event.conversationId]: next } };
    }
    case 'local.answered':
      return answered(state, event.answer);
    case 'local.unreadAgain':
      return event.conversations.reduce(unreadAgain, state);
    case 'local.opened':
      return withHole(state, event.conversation);
    case 'local.queued':
      return { ...state, pending: [...state.pending.filter(({ id }) => id !== event.pending.id), event.pending] };
    case 'local.refused':
      return withPending(state, event.id, (waiting) => ({ ...waiting, state: 'failed', refusal: event.code }));
    case 'local.retried':
      return withPending(state, event.id, (waiting) => ({ ...waiting, state: 'waiting', refusal: null }));
    case 'local.discarded':
      return { ...state, pending: state.pending.filter(({ id }) => id !== event.id) };
    case 'local.wished':
      return { ...state, wishes: [...state.wishes.filter((wish) => !isSameReaction(wish, event.wish)), event.wish] };
    case 'local.wishSettled': {
      const wishes = state.wishes.filter(({ id }) => id !== event.id);
      return wishes.length === state.wishes.length ? state : { ...state, wishes };
    }
  }
}

function sent(state: ChatState, message: Message, at: number): ChatState {
  const mine = message.authorId === state.me;
  const pending = mine ? state.pending.filter(({ id }) => id !== message.id) : state.pending;
  const before = pending.length === state.pending.length ? state : { ...state, pending };
  const conversation = state.conversations[message.conversationId];
  const listed = withConversation(before, message.conversationId, at, (known) => {
    const next = { ...known, lastNumber: message.number, last: message, activeAt: message.sentAt };
    // Who writes has read what stands above; who causes a note has seen the note.
    if (mine && message.note === null) return { ...readUpTo(next, message.number), markedUnread: false };
    if (mine) return known.readNumber === message.number - 1 ? readUpTo(next, message.number) : next;
    if (!isMentioned(message.text, state.me)) return next;
    return { ...next, mentions: [...known.mentions, message.number].slice(-100) };
  });
  return withTimeline(listed, message.conversationId, at, (timeline) => {
    const last = timeline.messages.at(-1);
    if (timeline.hasAfter) return { ...timeline, at };
    if (last !== undefined && message.number !== last.number + 1) {
      return message.number <= last.number ? timeline : { ...timeline, at, hasAfter: true };
    }
    const counts = mine && message.note === null && conversation?.shares === true;
    const receipt = counts ? { read: 0, of: conversation.sharers - 1 } : null;
    const beside = { receipt, reactions: [], thread: null, cardState: firstState(message), links: [] };
    return { ...timeline, at, messages: [...timeline.messages, { ...message, ...beside }] };
  });
}

function replaced(state: ChatState, message: Message, at: number): ChatState {
  const listed = withConversation(state, message.conversationId, at, (known) => {
    const last = known.last?.number === message.number ? message : known.last;
    const others = known.mentions.filter((number) => number !== message.number);
    const counts =
      message.authorId !== state.me && message.number > known.readNumber && isMentioned(message.text, state.me);
    const mentions = counts ? [...others, message.number].sort((a, b) => a - b).slice(-100) : others;
    return { ...known, last, mentions };
  });
  return withTimeline(listed, message.conversationId, at, (timeline) => ({
    ...timeline,
    at,
    messages: timeline.messages.map((known) =>
      known.number === message.number ? { ...message, ...besideOf(known, message) } : known,
    ),
  }));
}

/** What stands beside a message that has changed: a recalled one loses it, but for the thread, which others wrote. */
function besideOf(known: ShownMessage, { recalled }: Message): Omit<ShownMessage, keyof Message> {
  const { receipt, reactions, thread, cardState, links } = known;
  if (recalled) return { receipt: null, reactions: [], thread, cardState: null, links: [] };
  return { receipt, reactions, thread, cardState, links };
}

/** How a card stands as its message comes: nobody has voted. Whom a notice asks is told beside it. */
function firstState({ number, card }: Message): CardState | null {
  if (card?.kind !== 'poll') return null;
  return { kind: 'poll', number, closed: false, counts: card.options.map(() => 0), voters: 0, mine: [] };
}

type Place = { readonly conversationId: ConversationId; readonly number: number };

function withCard(
  state: ChatState,
  { conversationId, number }: Place,
  at: number,
  change: (known: ShownMessage) => CardState | null,
): ChatState {
  return withTimeline(state, conversationId, at, (timeline) => ({
    ...timeline,
    at,
    messages: timeline.messages.map((known) =>
      known.number === number && known.card !== null ? { ...known, cardState: change(known) } : known,
    ),
  }));
}

function asked(state: ChatState, event: Extract<ChatEvent, { type: 'chat.noticeAsked' }>, at: number): ChatState {
  const { number, of, dueAt } = event;
  return withCard(state, event, at, ({ authorId }) => {
    const mine = authorId === state.me;
    const counts = mine ? { acknowledged: 0, of } : null;
    return { kind: 'notice', number, asked: !mine, dueAt: mine ? null : dueAt, acknowledged: false, counts };
  });
}

/** The own answer shows, and the timeline stays as of where it was: what the server tells of it comes later. */
function answered(state: ChatState, answer: Extract<LocalEvent, { type: 'local.answered' }>['answer']): ChatState {
  const id = answer.conversationId;
  const known = state.timelines[id];
  if (known === undefined) return state;
  const timeline = applyToChat(state, answer, known.at + 1).timelines[id];
  return timeline === undefined
    ? state
    : { ...state, timelines: { ...state.timelines, [id]: { ...timeline, at: known.at } } };
}

function withNotice(
  state: ChatState,
  place: Place,
  at: number,
  change: (notice: NoticeState) => NoticeState,
): ChatState {
  return withCard(state, place, at, ({ cardState: known }) => (known?.kind === 'notice' ? change(known) : known));
}

function withPoll(
  state: ChatState,
  place: Place,
  at: number,
  change: (poll: PollState, card: PollCard) => PollState,
): ChatState {
  return withCard(state, place, at, ({ cardState: known, card }) =>
    known?.kind === 'poll' && card?.kind === 'poll' ? change(known, card) : known,
  );
}

/** What was said in it while nobody here heard it is missing from what is loaded. */
function withHole(state: ChatState, conversation: Conversation): ChatState {
  const { id, lastNumber } = conversation;
  const conversations = { ...state.conversations, [id]: conversation };
  const timeline = state.timelines[id];
  const last = timeline?.messages.at(-1)?.number ?? 0;
  if (timeline === undefined || timeline.hasAfter || last >= lastNumber) return { ...state, conversations };
  return { ...state, conversations, timelines: { ...state.timelines, [id]: { ...timeline, hasAfter: true } } };
}

/** Nothing up to a number is there any more, for anybody. */
function hiddenUpTo(
  state: ChatState,
  { conversationId, hiddenNumber }: Extract<ChatEvent, { type: 'chat.historyHidden' }>,
  at: number,
): ChatState {
  const listed = withConversation(state, conversationId, at, (known) => ({
    ...readUpTo(known, hiddenNumber),
    hiddenNumber: Math.max(known.hiddenNumber, hiddenNumber),
    cameLater: known.cameLater && known.hiddenNumber >= hiddenNumber,
    last: known.last !== null && known.last.number > hiddenNumber ? known.last : null,
    announced: known.announced !== null && known.announced > hiddenNumber ? known.announced : null,
  }));
  return withTimeline(listed, conversationId, at, (timeline) => ({ ...above(timeline, hiddenNumber), at }));
}

/** What of a timeline stands above a number. Numbers have no gaps: where the first comes right after it, there is nothing before. */
function above(timeline: Timeline, hiddenNumber: number): Timeline {
  const messages = timeline.messages.filter(({ number }) => number > hiddenNumber);
  const [first] = messages;
  const hasBefore = first === undefined ? timeline.hasBefore : first.number > hiddenNumber + 1;
  const isAsBefore = messages.length === timeline.messages.length && hasBefore === timeline.hasBefore;
  return isAsBefore ? timeline : { ...timeline, messages, hasBefore };
}

/** A conversation goes with all that was here of it, and with the threads that hung in it. */
function removed(
  state: ChatState,
  { conversationId: id, deleted }: Extract<ChatEvent, { type: 'chat.conversationRemoved' }>,
): ChatState {
  const goes = (one: string) => one === id || state.conversations[one as ConversationId]?.thread?.conversationId === id;
  const without = <T>(all: Readonly<Record<ConversationId, T>>): Record<ConversationId, T> =>
    Object.fromEntries(Object.entries(all).filter(([one]) => !goes(one)));
  return {
    ...state,
    deleted: deleted === null ? state.deleted : [deleted, ...state.deleted],
    conversations: without(state.conversations),
    timelines: without(state.timelines),
    pending: state.pending.filter(({ conversationId }) => !goes(conversationId)),
    wishes: state.wishes.filter(({ conversationId }) => !goes(conversationId)),
  };
}

function reacted(state: ChatState, event: Extract<ChatEvent, { type: 'chat.reactionChanged' }>, at: number): ChatState {
  const isMine = event.memberId === state.me;
  const fulfilled = (wish: Wish) => isMine && isSameReaction(wish, event) && wish.on === event.on;
  const before = state.wishes.some(fulfilled)
    ? { ...state, wishes: state.wishes.filter((wish) => !fulfilled(wish)) }
    : state;
  return withTimeline(before, event.conversationId, at, (timeline) => ({
    ...timeline,
    at,
    messages: timeline.messages.map((known) => {
      if (known.number !== event.number || known.recalled) return known;
      const { emoji, count, on } = event;
      const mine = isMine ? on : (known.reactions.find((one) => one.emoji === emoji)?.mine ?? false);
      return { ...known, reactions: withReaction(known.reactions, { emoji, count, mine }) };
    }),
  }));
}

/** Without the point, wherever the message is known. */
function erased(state: ChatState, { conversationId, number }: Place, at: number): ChatState {
  const without = <M extends Message>(known: M): M =>
    known.number === number && known.card?.kind === 'place'
      ? { ...known, card: { ...known.card, point: null } }
      : known;
  const listed = withConversation(state, conversationId, at, (known) => ({
    ...known,
    last: known.last === null ? null : without(known.last),
  }));
  return withTimeline(listed, conversationId, at, (timeline) => ({
    ...timeline,
    at,
    messages: timeline.messages.map(without),
  }));
}

/** As it was before: what the server has not been told of can go back. */
function unreadAgain(state: ChatState, before: Conversation): ChatState {
  const known = state.conversations[before.id];
  if (known === undefined) return state;
  const { readNumber, markedUnread } = before;
  const mentions = [...new Set([...before.mentions, ...known.mentions])].sort((a, b) => a - b).slice(-100);
  return {
    ...state,
    conversations: { ...state.conversations, [before.id]: { ...known, readNumber, markedUnread, mentions } },
  };
}

function readUpTo(conversation: Conversation, number: number): Conversation {
  const readNumber = Math.max(conversation.readNumber, number);
  return { ...conversation, readNumber, mentions: conversation.mentions.filter((one) => one > readNumber) };
}

type Steps = readonly (readonly [number, number])[];

/** Readers who passed this message count; those who left no longer do. */
function advanced(
  known: ShownMessage,
  { advanced: steps, mine, gone }: { readonly advanced: Steps; readonly mine: Steps; readonly gone: Steps },
): ShownMessage {
  if (known.receipt === null) return known;
  let { read, of } = known.receipt;
  for (const [from, to] of steps) if (from < known.number && known.number <= to) read += 1;
  for (const [from, to] of mine) if (from < known.number && known.number <= to) read -= 1;
  for (const [joined, cursor] of gone) {
    if (joined >= known.number) continue;
    of -= 1;
    if (cursor >= known.number) read -= 1;
  }
  if (read === known.receipt.read && of === known.receipt.of) return known;
  return { ...known, receipt: { read, of } };
}

const none: readonly NumberedReaction[] = [];

function paged(state: ChatState, page: Extract<LocalEvent, { type: 'local.paged' }>): Timeline {
  const receipts = byNumber(page.receipts);
  const reactions = Map.groupBy(page.reactions, ({ number }) => number);
  const threads = new Map(page.threads.map(({ number, ...thread }) => [number, thread]));
  const cards = new Map(page.cards.map((one) => [one.number, one]));
  const links = new Map(page.links.map((one) => [one.number, one.links]));
  const messages = page.messages.map((one) => ({
    ...one,
    receipt: receipts.get(one.number) ?? null,
    reactions: (reactions.get(one.number) ?? none).map(({ emoji, count, mine }): Reaction => ({ emoji, count, mine })),
    thread: threads.get(one.number) ?? null,
    cardState: cards.get(one.number) ?? null,
    links: links.get(one.number) ?? [],
  }));
  const fresh: Timeline = {
    at: page.at,
    messages,
    hasBefore: page.hasBefore,
    hasAfter: page.hasAfter,
    receiptsStale: false,
  };
  const known = state.timelines[page.conversationId];
  const first = messages[0];
  const last = messages.at(-1);
  const knownFirst = known?.messages[0];
  const knownLast = known?.messages.at(-1);
  if (known === undefined || knownFirst === undefined || knownLast === undefined) return fresh;
  if (first === undefined || last === undefined) return { ...known, hasBefore: known.hasBefore && page.hasBefore };
  // Pages that touch or overlap are joined; a page from elsewhere takes the place of what was there.
  if (last.number < knownFirst.number - 1 || first.number > knownLast.number + 1) return fresh;
  const isNewer = page.at >= known.at;
  const outside = known.messages.filter((one) => one.number < first.number || one.number > last.number);
  const knownByNumber = new Map(known.messages.map((one) => [one.number, one]));
  const inside = messages.map((one) => (isNewer ? one : (knownByNumber.get(one.number) ?? one)));
  return {
    // The older of the two: an event between them is applied once more to the newer part, which keys by number.
    at: Math.min(page.at, known.at),
    messages: [...outside, ...inside].sort((a, b) => a.number - b.number),
    hasBefore: first.number <= knownFirst.number ? page.hasBefore : known.hasBefore,
    hasAfter: last.number >= knownLast.number ? page.hasAfter : known.hasAfter,
    receiptsStale: known.receiptsStale || (page.at !== known.at && receipts.size > 0),
  };
}

function byNumber(receipts: readonly NumberedReceipt[]): Map<number, { read: number; of: number }> {
  return new Map(receipts.map(({ number, read, of }) => [number, { read, of }]));
}

function allStale(timelines: ChatState['timelines']): ChatState['timelines'] {
  return Object.fromEntries(Object.entries(timelines).map(([id, one]) => [id, { ...one, receiptsStale: true }]));
}

function withConversation(
  state: ChatState,
  id: ConversationId,
  at: number,
  change: (known: Conversation) => Conversation,
): ChatState {
  const known = state.conversations[id];
  if (known === undefined || at <= state.at) return state;
  return { ...state, conversations: { ...state.conversations, [id]: change(known) } };
}

/** What holds for a conversation holds for the threads in it. */
function withThreadsIn(
  state: ChatState,
  id: ConversationId,
  at: number,
  change: (known: Conversation) => Conversation,
): ChatState {
  return Object.values(state.conversations)
    .filter(({ thread }) => thread?.conversationId === id)
    .reduce((next, thread) => withConversation(next, thread.id, at, change), state);
}

function withTimeline(
  state: ChatState,
  id: ConversationId,
  at: number,
  change: (known: Timeline) => Timeline,
): ChatState {
  const known = state.timelines[id];
  if (known === undefined || at <= known.at) return state;
  return { ...state, timelines: { ...state.timelines, [id]: change(known) } };
}

function withPending(state: ChatState, id: MessageId, change: (waiting: Pending) => Pending): ChatState {
  return { ...state, pending: state.pending.map((waiting) => (waiting.id === id ? change(waiting) : waiting)) };
}
