import { expect, test } from 'vitest';
import type { ConversationId, MemberId, MessageId } from '#platform/model/ids.ts';
import type { ChatEvent, Conversation, Message } from '../model/contract.ts';
import { emptyChat, unreadOf } from '../model/state.ts';
import { applyOwn, takeList, takePage } from './replay.ts';

const me = '01980000-0000-7000-8000-000000000001' as MemberId;
const other = '01980000-0000-7000-8000-000000000002' as MemberId;
const conversationId = 'c' as ConversationId;
const noon = new Date('2026-11-23T04:00:00Z');

const message = (number: number, text = 'hi'): Message => ({
  id: `m${number}` as MessageId,
  conversationId,
  number,
  authorId: other,
  text,
  note: null,
  replyTo: null,
  sentAt: noon,
  editedAt: null,
  recalled: false,
  files: [],
  card: null,
});
const sent = (number: number, text?: string): ChatEvent => ({
  type: 'chat.messageSent',
  message: message(number, text),
});
const conversation = {
  id: conversationId,
  kind: 'group',
  lastNumber: 1,
  readNumber: 1,
  markedUnread: false,
  mentions: [],
  pinned: false,
  muted: false,
  notify: 'mentions',
  draft: '',
  sharers: 2,
  shares: true,
  activeAt: noon,
  last: null,
} as unknown as Conversation;

const start = takeList(emptyChat(me), { at: 10, conversations: [conversation] }, []);

test('P6: events that came while the list was on its way are in it, once', () => {
  const told = [
    { event: sent(1), at: 9 },
    { event: sent(2, `<@${me}>`), at: 11 },
  ];
  const state = takeList(emptyChat(me), { at: 10, conversations: [conversation] }, told);
  expect(unreadOf(state.conversations[conversationId] as Conversation)).toBe(1);
  expect(state.conversations[conversationId]?.mentions).toEqual([2]);
});

test('P6: events that came while a page was on its way go to the timeline; the list does not hear them twice', () => {
  const heard = applyOwn(start, sent(2, `<@${me}>`));
  const page = {
    conversationId,
    at: 10,
    messages: [message(1)],
    receipts: [],
    reactions: [],
    threads: [],
    cards: [],
    links: [],
    hasBefore: false,
    hasAfter: false,
  };
  const state = takePage(heard, page, [{ event: sent(2, `<@${me}>`), at: 11 }]);
  expect(state.timelines[conversationId]?.messages.map(({ number }) => number)).toEqual([1, 2]);
  expect(state.conversations[conversationId]?.mentions).toEqual([2]);
  expect(state.at).toBe(10);
});

test('N2 V2 a page keeps what was told of its cards while it was on its way', () => {
  const asks = { ...message(1), card: { kind: 'notice' as const, dueDays: null } };
  const poll: Message['card'] = {
    ...{ kind: 'poll', options: ['a', 'b'], multiple: false, anonymous: false, endsAt: null },
  };
  const place = { conversationId, number: 1 };
  const page = {
    ...{
      conversationId,
      at: 10,
      receipts: [],
      reactions: [],
      threads: [],
      links: [],
      hasBefore: false,
      hasAfter: false,
    },
    messages: [asks, { ...message(2), card: poll }],
    cards: [
      { kind: 'notice' as const, number: 1, asked: true, dueAt: null, acknowledged: false, counts: null },
      { kind: 'poll' as const, number: 2, closed: false, counts: [0, 0], voters: 0, mine: [] },
    ],
  };
  const state = takePage(emptyChat(me), page, [
    { event: { type: 'chat.noticeAcknowledged', ...place }, at: 11 },
    { event: { type: 'chat.voted', conversationId, number: 2, options: [1] }, at: 12 },
    { event: { type: 'chat.pollCounted', conversationId, number: 2, counts: [0, 1], voters: 1, closed: true }, at: 13 },
    { event: { type: 'chat.noticeAcknowledged', ...place, number: 7 }, at: 14 },
  ]);
  expect(state.timelines[conversationId]?.messages.map(({ cardState }) => cardState)).toEqual([
    { kind: 'notice', number: 1, asked: true, dueAt: null, acknowledged: true, counts: null },
    { kind: 'poll', number: 2, closed: true, counts: [0, 1], voters: 1, mine: [1] },
  ]);
});

test('U15: what the own device did shows at once, and the server telling it again changes nothing', () => {
  const pinned: ChatEvent = {
    type: 'chat.settingsChanged',
    conversationId,
    pinned: true,
    muted: false,
    notify: 'mentions',
  };
  const state = applyOwn(start, pinned);
  expect(state.conversations[conversationId]?.pinned).toBe(true);
  expect(applyOwn(state, pinned).conversations[conversationId]).toEqual(state.conversations[conversationId]);
});
