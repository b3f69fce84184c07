import { describe, expect, test } from 'vitest';
import type { ConversationId, MemberId, MessageId } from '#platform/model/ids.ts';
import { type Conversation, type Message, OPEN_RULES, type ShownMessage } from './contract.ts';
import { type Wish, withWishes } from './reacting.ts';
import { applyLocally, applyToChat, attentionOf, type ChatState, emptyChat, type Pending, unreadOf } from './state.ts';

const me = '01980000-0000-7000-8000-000000000001' as MemberId;
const qing = '01980000-0000-7000-8000-000000000002' as MemberId;
const id = 'c' as ConversationId;
const noon = new Date('2026-11-23T04:00:00Z');

function message(number: number, authorId: MemberId = qing, more: Partial<Message> = {}): Message {
  return {
    id: `m${number}` as MessageId,
    conversationId: id,
    number,
    authorId,
    text: `text ${number}`,
    note: null,
    replyTo: null,
    sentAt: noon,
    editedAt: null,
    recalled: false,
    files: [],
    card: null,
    ...more,
  };
}

const shown = (number: number, authorId: MemberId = qing, receipt: ShownMessage['receipt'] = null): ShownMessage => ({
  ...message(number, authorId),
  receipt,
  reactions: [],
  thread: null,
  cardState: null,
  links: [],
});

function conversation(more: Partial<Conversation> = {}): Conversation {
  return {
    id,
    kind: 'group',
    thread: null,
    name: 'L3',
    description: '',
    peerId: null,
    departmentId: null,
    rules: OPEN_RULES,
    silence: null,
    newcomersSee: 'everything',
    hiddenNumber: 0,
    cameLater: false,
    archived: false,
    announced: null,
    external: false,
    requests: 0,
    memberCount: 4,
    sharers: 4,
    shares: true,
    lastNumber: 0,
    last: null,
    activeAt: noon,
    myRole: 'member',
    readNumber: 0,
    markedUnread: false,
    mentions: [],
    muted: false,
    notify: 'mentions',
    pinned: false,
    draft: '',
    ...more,
  };
}

function listed(more: Partial<Conversation> = {}, at = 10): ChatState {
  return applyLocally(emptyChat(me), { type: 'local.listed', at, conversations: [conversation(more)] });
}

function paged(
  state: ChatState,
  messages: ShownMessage[],
  more: { at?: number; hasBefore?: boolean; hasAfter?: boolean } = {},
) {
  return applyLocally(state, {
    type: 'local.paged',
    conversationId: id,
    at: more.at ?? 10,
    messages,
    receipts: messages.flatMap(({ number, receipt }) => (receipt === null ? [] : [{ number, ...receipt }])),
    reactions: messages.flatMap(({ number, reactions }) => reactions.map((one) => ({ ...one, number }))),
    threads: messages.flatMap(({ number, thread }) => (thread === null ? [] : [{ ...thread, number }])),
    cards: messages.flatMap(({ cardState }) => cardState ?? []),
    links: messages.map(({ number, links }) => ({ number, links: [...links] })),
    hasBefore: more.hasBefore ?? false,
    hasAfter: more.hasAfter ?? false,
  });
}

const sent = (state: ChatState, what: Message, at: number) =>
  applyToChat(state, { type: 'chat.messageSent', message: what }, at);
const numbers = (state: ChatState) => state.timelines[id]?.messages.map((one) => one.number);
const known = (state: ChatState) => state.conversations[id] as Conversation;

const waiting: Pending = {
  id: 'm1' as MessageId,
  conversationId: id,
  text: 'hi',
  replyTo: null,
  thread: null,
  files: [],
  writtenAt: noon,
  state: 'waiting',
  refusal: null,
};

describe('messages', () => {
  test('P3: they stand by number, and the list shows the last', () => {
    const state = sent(sent(paged(listed(), []), message(1), 11), message(2), 12);
    expect(numbers(state)).toEqual([1, 2]);
    expect(known(state).last?.number).toBe(2);
    expect(unreadOf(known(state))).toBe(2);
  });

  test('P7: an event that a page already held changes nothing', () => {
    const state = paged(listed({ lastNumber: 2 }, 12), [shown(1), shown(2)], { at: 12 });
    expect(sent(state, message(2), 12)).toBe(state);
  });

  test('P7: the own message takes the place of the one that waited', () => {
    const queued = applyLocally(paged(listed(), []), { type: 'local.queued', pending: waiting });
    const state = sent(queued, message(1, me), 11);
    expect(state.pending).toEqual([]);
    expect(numbers(state)).toEqual([1]);
    expect(state.timelines[id]?.messages[0]?.receipt).toEqual({ read: 0, of: 3 });
    expect(unreadOf(known(state))).toBe(0);
  });

  test('R16: who does not share receipts sees none on what he sends', () => {
    const state = sent(paged(listed({ shares: false }), []), message(1, me), 11);
    expect(state.timelines[id]?.messages[0]?.receipt).toBe(null);
  });

  test('P4: a hole is seen, and nothing is put behind it', () => {
    const state = sent(paged(listed(), [shown(1)]), message(3), 12);
    expect(numbers(state)).toEqual([1]);
    expect(state.timelines[id]?.hasAfter).toBe(true);
    expect(known(state).lastNumber).toBe(3);
  });

  test('somebody who reads old messages gets no new ones under them', () => {
    const state = sent(paged(listed(), [shown(1)], { hasAfter: true }), message(9), 11);
    expect(numbers(state)).toEqual([1]);
  });

  test('edited and recalled messages change where they stand, in list and timeline', () => {
    const start = sent(paged(listed(), []), message(1), 11);
    const edited = applyToChat(
      start,
      { type: 'chat.messageEdited', message: message(1, qing, { text: 'new', editedAt: noon }) },
      12,
    );
    expect(edited.timelines[id]?.messages[0]?.text).toBe('new');
    expect(known(edited).last?.text).toBe('new');
    const gone = applyToChat(
      edited,
      { type: 'chat.messageRecalled', message: message(1, qing, { text: '', recalled: true }) },
      13,
    );
    expect(gone.timelines[id]?.messages[0]?.recalled).toBe(true);
    expect(unreadOf(known(gone))).toBe(1);
  });
});

describe('pages', () => {
  test('pages that touch are joined, in both directions', () => {
    const middle = paged(listed(), [shown(5), shown(6)], { hasBefore: true, hasAfter: true });
    const older = paged(middle, [shown(3), shown(4)], { hasBefore: false, hasAfter: true });
    const all = paged(older, [shown(7)], { hasBefore: true, hasAfter: false });
    expect(numbers(all)).toEqual([3, 4, 5, 6, 7]);
    expect([all.timelines[id]?.hasBefore, all.timelines[id]?.hasAfter]).toEqual([false, false]);
  });

  test('P4: a page from elsewhere takes the place of what was there', () => {
    const state = paged(paged(listed(), [shown(1)]), [shown(8), shown(9)], { hasBefore: true });
    expect(numbers(state)).toEqual([8, 9]);
  });

  test('an older answer does not undo what an event has told since', () => {
    const start = paged(listed(), [shown(1)], { at: 10 });
    const edited = applyToChat(start, { type: 'chat.messageEdited', message: message(1, qing, { text: 'new' }) }, 12);
    expect(paged(edited, [shown(1)], { at: 11 }).timelines[id]?.messages[0]?.text).toBe('new');
  });
});

describe('reading', () => {
  test('P6: the cursor only moves forward, and takes mentions along', () => {
    const start = listed({ lastNumber: 9, readNumber: 4, mentions: [5, 8] });
    const read = applyToChat(start, { type: 'chat.readMoved', conversationId: id, number: 6, markedUnread: false }, 11);
    expect([known(read).readNumber, known(read).mentions]).toEqual([6, [8]]);
    const back = applyToChat(read, { type: 'chat.readMoved', conversationId: id, number: 2, markedUnread: false }, 12);
    expect(known(back).readNumber).toBe(6);
  });

  test('U18: a mention counts until it is read, edited away or recalled', () => {
    const start = sent(listed(), message(1, qing, { text: `<@${me}> hi` }), 11);
    expect(known(start).mentions).toEqual([1]);
    const away = applyToChat(start, { type: 'chat.messageEdited', message: message(1) }, 12);
    expect(known(away).mentions).toEqual([]);
    expect(known(sent(listed(), message(1, qing, { text: '<@all>' }), 11)).mentions).toEqual([1]);
  });

  test('U15: one truth for title and badge; muted conversations count only where they mean me', () => {
    const open = listed({ lastNumber: 3, readNumber: 1 });
    expect(attentionOf(open)).toEqual({ unread: 2, mentions: 0 });
    expect(attentionOf(listed({ lastNumber: 3, readNumber: 1, muted: true, mentions: [3] }))).toEqual({
      unread: 1,
      mentions: 1,
    });
    expect(attentionOf(listed({ markedUnread: true }))).toEqual({ unread: 1, mentions: 0 });
  });
});

describe('receipts', () => {
  const start = paged(listed({ lastNumber: 2 }), [shown(1, me, { read: 0, of: 3 }), shown(2, me, { read: 0, of: 3 })]);
  const advanced = (state: ChatState, steps: [number, number][], gone: [number, number][], at: number) =>
    applyToChat(state, { type: 'chat.receiptsAdvanced', conversationId: id, advanced: steps, mine: [], gone }, at);

  test('R16: who passes a message counts, once', () => {
    const state = advanced(advanced(start, [[0, 1]], [], 11), [[1, 2]], [], 12);
    expect(state.timelines[id]?.messages.map(({ receipt }) => receipt?.read)).toEqual([1, 1]);
  });

  test('R16: nobody is his own reader: steps of his own, told among those of others, do not count', () => {
    const steps: [number, number][] = [
      [0, 2],
      [0, 1],
    ];
    const mine: [number, number][] = [[0, 2]];
    const event = { type: 'chat.receiptsAdvanced' as const, conversationId: id, advanced: steps, mine, gone: [] };
    const state = applyToChat(start, event, 11);
    expect(state.timelines[id]?.messages.map(({ receipt }) => receipt?.read)).toEqual([1, 0]);
  });

  test('R16: who leaves is no longer counted, read or not', () => {
    const state = advanced(advanced(start, [[0, 1]], [], 11), [], [[0, 1]], 12);
    expect(state.timelines[id]?.messages.map(({ receipt }) => receipt)).toEqual([
      { read: 0, of: 2 },
      { read: 0, of: 2 },
    ]);
  });

  test('R16: after a change of who shares, counts are asked anew', () => {
    const stale = applyToChat(start, { type: 'chat.receiptsReset', conversationId: id, sharers: 2 }, 11);
    expect([stale.timelines[id]?.receiptsStale, known(stale).sharers]).toEqual([true, 2]);
    const counted = applyLocally(stale, {
      type: 'local.receiptsCounted',
      conversationId: id,
      receipts: [{ number: 2, read: 1, of: 1 }],
    });
    expect(counted.timelines[id]?.receiptsStale).toBe(false);
    expect(counted.timelines[id]?.messages[1]?.receipt).toEqual({ read: 1, of: 1 });
  });
});

describe('reactions', () => {
  const start = paged(listed({ lastNumber: 2 }), [
    shown(1),
    { ...shown(2), reactions: [{ emoji: '👏', count: 4_000, mine: false }] },
  ]);
  const react = (state: ChatState, emoji: string, count: number, at: number, who = qing, on = true) =>
    applyToChat(
      state,
      { type: 'chat.reactionChanged', conversationId: id, number: 2, emoji, memberId: who, on, count },
      at,
    );
  const reactions = (state: ChatState) => state.timelines[id]?.messages[1]?.reactions;
  const wish = (on: boolean): Wish => ({ id: `w ${on}`, conversationId: id, number: 2, emoji: '🎉', on });

  test('C20: a page holds them beside its messages', () => {
    expect(reactions(start)).toEqual([{ emoji: '👏', count: 4_000, mine: false }]);
    expect(start.timelines[id]?.messages[0]?.reactions).toEqual([]);
  });

  test('C20: each kind has its count and knows whether it is mine; new kinds come last', () => {
    const mine = react(react(start, '🎉', 1, 11), '👏', 4_001, 12, me);
    expect(reactions(mine)).toEqual([
      { emoji: '👏', count: 4_001, mine: true },
      { emoji: '🎉', count: 1, mine: false },
    ]);
    const back = react(react(mine, '👏', 4_000, 13, me, false), '🎉', 0, 14, qing, false);
    expect(reactions(back)).toEqual([{ emoji: '👏', count: 4_000, mine: false }]);
  });

  test('P7: what a page already held is not counted twice', () => {
    expect(react(start, '👏', 4_000, 10)).toBe(start);
  });

  test('C22: a recalled message loses them, and takes no late one', () => {
    const gone = applyToChat(
      start,
      { type: 'chat.messageRecalled', message: message(2, qing, { recalled: true }) },
      11,
    );
    expect(reactions(gone)).toEqual([]);
    expect(reactions(react(gone, '🎉', 1, 12))).toEqual([]);
    const edited = applyToChat(start, { type: 'chat.messageEdited', message: message(2, qing, { text: 'new' }) }, 11);
    expect(reactions(edited)).toHaveLength(1);
  });

  test('U13: what one gave shows at once, over whatever is told meanwhile, until the server tells it', () => {
    const wished = applyLocally(start, { type: 'local.wished', wish: wish(true) });
    const seen = (state: ChatState) => withWishes(state.timelines[id]?.messages ?? [], state.wishes)[1]?.reactions;
    expect(seen(wished)?.[1]).toEqual({ emoji: '🎉', count: 1, mine: true });
    const others = react(wished, '🎉', 7, 11);
    expect(seen(others)?.[1]).toEqual({ emoji: '🎉', count: 8, mine: true });
    const told = react(others, '🎉', 8, 12, me);
    expect(told.wishes).toEqual([]);
    expect(seen(told)?.[1]).toEqual({ emoji: '🎉', count: 8, mine: true });
  });

  test('U13: a later wish takes the place of an earlier one; a refused one is undone', () => {
    const both = [wish(true), wish(false)].reduce(
      (state, one) => applyLocally(state, { type: 'local.wished', wish: one }),
      start,
    );
    expect(both.wishes).toEqual([wish(false)]);
    // The first of them arrives: it is not what is wanted any more.
    expect(react(both, '🎉', 1, 11, me).wishes).toEqual([wish(false)]);
    expect(applyLocally(both, { type: 'local.wishSettled', id: wish(false).id }).wishes).toEqual([]);
    expect(applyLocally(both, { type: 'local.wishSettled', id: 'another' })).toBe(both);
  });

  test('P10: who is out of a conversation wishes nothing there', () => {
    const wished = applyLocally(start, { type: 'local.wished', wish: wish(true) });
    const out = applyToChat(wished, { type: 'chat.conversationRemoved', deleted: null, conversationId: id }, 11);
    expect(out.wishes).toEqual([]);
  });
});

describe('conversations', () => {
  test('reading everything can be taken back, with what came meanwhile', () => {
    const before = listed({ lastNumber: 9, readNumber: 4, mentions: [6], markedUnread: true });
    const read = applyToChat(
      before,
      { type: 'chat.readMoved', conversationId: id, number: 9, markedUnread: false },
      11,
    );
    expect(attentionOf(read)).toEqual({ unread: 0, mentions: 0 });
    const more = sent(read, message(10, qing, { text: `<@${me}>` }), 12);
    const back = applyLocally(more, { type: 'local.unreadAgain', conversations: [known(before)] });
    expect(known(back)).toMatchObject({ lastNumber: 10, readNumber: 4, mentions: [6, 10], markedUnread: true });
    expect(applyLocally(emptyChat(me), { type: 'local.unreadAgain', conversations: [known(before)] })).toEqual(
      emptyChat(me),
    );
  });

  test('P10: a conversation that one is no longer in is gone with all that belongs to it', () => {
    const start = applyLocally(paged(listed(), [shown(1)]), { type: 'local.queued', pending: waiting });
    const state = applyToChat(start, { type: 'chat.conversationRemoved', deleted: null, conversationId: id }, 11);
    expect([state.conversations, state.timelines, state.pending]).toEqual([{}, {}, []]);
  });

  test('what the list already held is not applied twice', () => {
    const state = listed({ lastNumber: 5 }, 20);
    expect(sent(state, message(5), 20)).toBe(state);
    expect(
      applyToChat(
        state,
        { type: 'chat.settingsChanged', conversationId: id, pinned: true, muted: true, notify: 'all' },
        19,
      ),
    ).toBe(state);
  });

  test('U12: a refused message stays until it is tried again or discarded', () => {
    const queued = applyLocally(listed(), { type: 'local.queued', pending: waiting });
    const refused = applyLocally(queued, { type: 'local.refused', id: waiting.id, code: 'chat.mayNotSend' });
    expect(refused.pending[0]).toMatchObject({ state: 'failed', refusal: 'chat.mayNotSend' });
    expect(applyLocally(refused, { type: 'local.retried', id: waiting.id }).pending[0]).toEqual(waiting);
    expect(applyLocally(refused, { type: 'local.discarded', id: waiting.id }).pending).toEqual([]);
  });
});

describe('N2 V2 what one has answered oneself', () => {
  const poll: Message['card'] = {
    ...{ kind: 'poll', options: ['a', 'b'], multiple: false, anonymous: true, endsAt: null },
  };
  const fresh = applyToChat(
    paged(listed({ lastNumber: 1 }), [shown(1)]),
    { type: 'chat.messageSent', message: message(2, qing, { card: poll }) },
    11,
  );
  const mineIn = (state: ChatState) => {
    const card = state.timelines[id]?.messages.at(-1)?.cardState;
    return card?.kind === 'poll' ? card.mine : null;
  };
  const chosen = applyLocally(fresh, {
    type: 'local.answered',
    answer: { type: 'chat.voted', conversationId: id, number: 2, options: [1] },
  });

  test('shows at once, and what the server tells next is still heard', () => {
    expect(mineIn(fresh)).toEqual([]);
    expect(mineIn(chosen)).toEqual([1]);
    const next = applyToChat(chosen, { type: 'chat.messageSent', message: message(3) }, 12);
    expect(next.timelines[id]?.messages.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  test('of an anonymous poll is forgotten as it ends', () => {
    const counted = { type: 'chat.pollCounted' as const, conversationId: id, number: 2, counts: [0, 1], voters: 1 };
    expect(mineIn(applyToChat(chosen, { ...counted, closed: false }, 12))).toEqual([1]);
    expect(mineIn(applyToChat(chosen, { ...counted, closed: true }, 12))).toEqual([]);
  });
});

describe('H4 what was kept for its time', () => {
  const hide = (state: ChatState, hiddenNumber: number, at = 11) =>
    applyToChat(state, { type: 'chat.historyHidden', conversationId: id, hiddenNumber }, at);
  const talk = { lastNumber: 5, last: message(5), readNumber: 1, mentions: [2, 4], announced: 2 };

  test('is gone from the screen and the list, and asks for nothing any more', () => {
    const before = paged(
      listed(talk),
      [1, 2, 3, 4, 5].map((number) => shown(number)),
    );
    const after = hide(before, 3);
    const [known, timeline] = [after.conversations[id], after.timelines[id]];
    expect(timeline?.messages.map(({ number }) => number)).toEqual([4, 5]);
    expect(timeline?.hasBefore).toBe(false);
    expect(known).toMatchObject({ hiddenNumber: 3, readNumber: 3, mentions: [4], announced: null, cameLater: false });
    expect(known?.last?.number).toBe(5);
    expect(hide(after, 5, 12).conversations[id]).toMatchObject({ last: null, mentions: [], readNumber: 5 });
  });

  test('leaves what is loaded of later messages as it is', () => {
    const before = paged(listed(talk), [shown(4), shown(5)], { hasBefore: true });
    expect(hide(before, 2).timelines[id]).toMatchObject({ hasBefore: true });
    expect(hide(before, 3).timelines[id]).toMatchObject({ hasBefore: false });
  });

  test('is gone as well for who loads the list anew after he was away', () => {
    const before = paged(
      listed(talk),
      [1, 2, 3, 4, 5].map((number) => shown(number)),
    );
    const conversations = [conversation({ ...talk, hiddenNumber: 4, readNumber: 4, mentions: [] })];
    const after = applyLocally(before, { type: 'local.listed', at: 20, conversations });
    expect(after.timelines[id]?.messages.map(({ number }) => number)).toEqual([5]);
    const again = applyLocally(after, { type: 'local.listed', at: 30, conversations: [conversation(talk)] });
    expect(again.timelines[id]?.hasBefore).toBe(true);
  });

  test('does not change why who came later sees nothing from before', () => {
    const later = listed({ ...talk, hiddenNumber: 3, cameLater: true });
    expect(hide(later, 2).conversations[id]).toMatchObject({ hiddenNumber: 3, cameLater: true });
    expect(hide(later, 4).conversations[id]).toMatchObject({ hiddenNumber: 4, cameLater: false });
  });
});
