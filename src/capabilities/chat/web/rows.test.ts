import { expect, test } from 'vitest';
import type { ConversationId, MemberId, MessageId } from '#platform/model/ids.ts';
import { type Conversation, OPEN_RULES, type ShownMessage } from '../model/contract.ts';
import type { Pending } from '../model/state.ts';
import {
  belongs,
  dividerAtFirst,
  dividerSince,
  firstUnreadOf,
  inListOrder,
  isPrepended,
  nextUnread,
  rowsOf,
  targetIn,
} from './rows.ts';

const [me, qing] = ['me', 'qing'] as MemberId[] as [MemberId, MemberId];
const conversationId = 'c' as ConversationId;
const noon = new Date(2026, 10, 23, 12, 0).getTime();

function message(number: number, authorId: MemberId, minutes: number, more: Partial<ShownMessage> = {}): ShownMessage {
  return {
    id: `m${number}` as MessageId,
    conversationId,
    number,
    authorId,
    text: `text ${number}`,
    note: null,
    replyTo: null,
    sentAt: new Date(noon + minutes * 60_000),
    editedAt: null,
    recalled: false,
    files: [],
    card: null,
    receipt: null,
    reactions: [],
    thread: null,
    cardState: null,
    links: [],
    ...more,
  };
}

function waiting(id: string, minutes: number): Pending {
  const writtenAt = new Date(noon + minutes * 60_000);
  return {
    id: id as MessageId,
    conversationId,
    text: id,
    replyTo: null,
    thread: null,
    files: [],
    writtenAt,
    state: 'waiting',
    refusal: null,
  };
}

const rows = (messages: ShownMessage[], pending: Pending[] = [], firstUnread: number | null = null) =>
  rowsOf({ me, messages, pending, firstUnread });

test('one author within five minutes goes on without a name; a minute later the name stands again', () => {
  const shown = rows([message(1, qing, 0), message(2, qing, 5), message(3, qing, 10.02), message(4, me, 11)]);
  expect(shown.map((row) => row.continues)).toEqual([false, true, false, false]);
});

test('a note, a recalled message and a divider end a run', () => {
  const note = { kind: 'renamed' as const, memberIds: [], text: 'L3' };
  const shown = rows(
    [
      message(1, qing, 0),
      message(2, qing, 0, { note, text: '' }),
      message(3, qing, 0),
      message(4, qing, 0, { recalled: true, text: '' }),
      message(5, qing, 0),
      message(6, qing, 0),
    ],
    [],
    6,
  );
  expect(shown.map((row) => row.continues)).toEqual([false, false, false, false, false, false]);
  expect(shown.map((row) => row.unreadAbove)).toEqual([false, false, false, false, false, true]);
});

test('a new day has a divider, also between one author and himself', () => {
  const shown = rows([message(1, qing, 719), message(2, qing, 721)]);
  expect(shown.map((row) => row.dateAbove)).toEqual([true, true]);
  expect(shown[1]?.continues).toBe(false);
});

test('P7: what waits and what came back under the same id is one row', () => {
  const shown = rows([message(1, me, 0)], [waiting('m1', 0), waiting('m2', 0)]);
  expect(shown.map((row) => [row.id, row.number])).toEqual([
    ['m1', 1],
    ['m2', null],
  ]);
  expect(shown[1]?.continues).toBe(true);
});

test('R16: where neighbours say the same, one receipt speaks for both', () => {
  const read = (n: number) => ({ receipt: { read: n, of: 5 } });
  const shown = rows([
    message(1, me, 0, read(5)),
    message(2, me, 0, read(3)),
    message(3, me, 0, read(3)),
    message(4, qing, 0),
  ]);
  expect(shown.map((row) => row.showsReceipt)).toEqual([true, false, true, false]);
  expect(rows([message(1, qing, 0)])[0]?.showsReceipt).toBe(false);
});

test('U11: a row that says the same as before is the same, whatever comes below it', () => {
  const messages = [message(1, qing, 0), message(2, me, 1, { receipt: { read: 0, of: 1 } })];
  const before = rows(messages, [waiting('w', 2)]);
  const after = rows([...messages, message(3, qing, 3)], [waiting('w', 2)]);
  expect(after[0]).toBe(before[0]);
  expect(after[1]).toBe(before[1]);
  const read = rows([messages[0]!, { ...messages[1]!, receipt: { read: 1, of: 1 } }]);
  expect(read[0]).toBe(before[0]);
  expect(read[1]).not.toBe(before[1]);
  expect(rows(messages, [], 2)[1]?.unreadAbove).toBe(true);
});

test('U14 opens at the message asked for, else the first unread, else where one was, else the end', () => {
  const shown = [1, 2, 3, 4].map((number) => ({ number }));
  const left = { number: 3, below: 12 };
  const facts = { asked: 1, firstUnread: 2, left };
  expect(targetIn(shown, facts)).toEqual({ index: 0, align: 'center', offset: 0 });
  expect(targetIn(shown, { ...facts, asked: 9 })).toEqual({ index: 1, align: 'start', offset: 0 });
  expect(targetIn(shown, { ...facts, asked: null, firstUnread: null })).toEqual({
    index: 2,
    align: 'start',
    offset: 12,
  });
  const nowhere = { asked: null, firstUnread: null, left: undefined };
  expect(targetIn([...shown, { number: null }], nowhere)).toEqual({ index: 4, align: 'end', offset: 0 });
});

test('older rows before the known ones are told from newer rows and from another place', () => {
  const ids = (...names: string[]) => names.map((id) => ({ id: id as MessageId }));
  expect(isPrepended(ids('3', '4'), ids('1', '2', '3', '4'))).toBe(true);
  expect(isPrepended(ids('3', '4'), ids('3', '4', '5'))).toBe(false);
  expect(isPrepended(ids('3', '4'), ids('8', '9'))).toBe(false);
  expect(isPrepended([], ids('1'))).toBe(false);
});

function conversation(id: string, more: Partial<Conversation> = {}): Conversation {
  return {
    id: id as ConversationId,
    kind: 'group',
    thread: null,
    name: id,
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
    memberCount: 2,
    sharers: 2,
    shares: true,
    lastNumber: 1,
    last: null,
    activeAt: new Date(noon),
    myRole: 'member',
    readNumber: 1,
    markedUnread: false,
    mentions: [],
    muted: false,
    notify: 'mentions',
    pinned: false,
    draft: '',
    ...more,
  };
}

test('U14: the divider stands before the first unread message, and nowhere when all is read', () => {
  expect(firstUnreadOf(conversation('a', { readNumber: 3, lastNumber: 7 }))).toBe(4);
  expect(firstUnreadOf(conversation('a', { readNumber: 7, lastNumber: 7 }))).toBe(null);
  expect(firstUnreadOf(null)).toBe(null);
});

test('U14: for who comes back the divider stands before the first message that came meanwhile', () => {
  const before = conversation('a', { readNumber: 3, lastNumber: 7 });
  expect(dividerAtFirst(before)).toEqual({ number: 4, count: 4 });
  // Nothing came; some came; they came, and another device has read some of them.
  expect(dividerSince(before, 7)).toBe(null);
  expect(dividerSince({ ...before, lastNumber: 9 }, 7)).toEqual({ number: 8, count: 2 });
  expect(dividerSince({ ...before, lastNumber: 9, readNumber: 8 }, 7)).toEqual({ number: 9, count: 1 });
  expect(dividerSince({ ...before, lastNumber: 9, readNumber: 9 }, 7)).toBe(null);
});

test('the list: pinned first, then the latest', () => {
  const listed = inListOrder([
    conversation('old', { activeAt: new Date(noon - 1) }),
    conversation('new'),
    conversation('pinned', { pinned: true, activeAt: new Date(0) }),
  ]);
  expect(listed.map(({ id }) => id)).toEqual(['pinned', 'new', 'old']);
});

test('filters', () => {
  expect(belongs(conversation('a', { markedUnread: true }), 'unread')).toBe(true);
  expect(belongs(conversation('a'), 'unread')).toBe(false);
  expect(belongs(conversation('a', { mentions: [1] }), 'mentions')).toBe(true);
  expect(belongs(conversation('a', { kind: 'direct' }), 'groups')).toBe(false);
  expect(belongs(conversation('a', { kind: 'department' }), 'groups')).toBe(true);
});

test('U17: the next unread one goes around the end and leaves muted ones out', () => {
  const unread = { lastNumber: 2 };
  const list = [
    conversation('a', unread),
    conversation('b'),
    conversation('c', { ...unread, muted: true }),
    conversation('d', unread),
  ];
  expect(nextUnread(list, 'a', 1)?.id).toBe('d');
  expect(nextUnread(list, 'd', 1)?.id).toBe('a');
  expect(nextUnread(list, 'a', -1)?.id).toBe('d');
  expect(nextUnread(list, null, 1)?.id).toBe('a');
  expect(nextUnread([conversation('b')], 'b', 1)).toBe(null);
});
