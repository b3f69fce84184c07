import { expect, test } from 'vitest';
import type { ConversationId, MemberId, MessageId } from '#platform/model/ids.ts';
import type { ChatEvent, Message } from '../../model/contract.ts';
import { openAfter, type OpenNotice } from './open.ts';

const [me, boss] = ['me', 'boss'] as [MemberId, MemberId];
const conversationId = 'c' as ConversationId;

const message = (number: number, authorId = boss): Message => ({
  ...{ id: `m${number}` as MessageId, conversationId, number, authorId, text: 'x', note: null, replyTo: null },
  ...{ sentAt: new Date(number), editedAt: null, recalled: false, files: [], card: { kind: 'notice', dueDays: 1 } },
});
const asked = (number: number, due: number | null): ChatEvent => ({
  ...{ type: 'chat.noticeAsked', conversationId, number, of: 2 },
  dueAt: due === null ? null : new Date(due),
});
const numbers = (open: readonly OpenNotice[]) => open.map((one) => one.message.number);

test('N4 what is asked of me waits, those due first at the top, until I acknowledge it, it is recalled or I leave', () => {
  let open = openAfter([], asked(1, null), me, message(1));
  open = openAfter(open, asked(2, 500), me, message(2));
  open = openAfter(open, asked(3, 100), me, message(3));
  open = openAfter(open, asked(3, 100), me, message(3));
  expect(numbers(open)).toEqual([3, 2, 1]);
  expect(numbers(openAfter(open, { type: 'chat.noticeAcknowledged', conversationId, number: 3 }, me, null))).toEqual([
    2, 1,
  ]);
  const recalled = { type: 'chat.messageRecalled' as const, message: { ...message(2), recalled: true } };
  expect(numbers(openAfter(open, recalled, me, null))).toEqual([3, 1]);
  expect(openAfter(open, { type: 'chat.conversationRemoved', deleted: null, conversationId }, me, null)).toEqual([]);
});

test('N4 own notices, and those whose message was not told, do not wait here', () => {
  expect(openAfter([], asked(1, null), me, message(1, me))).toEqual([]);
  expect(openAfter([], asked(1, null), me, message(2))).toEqual([]);
  expect(openAfter([], asked(1, null), me, null)).toEqual([]);
  expect(openAfter([], asked(1, null), me, { ...message(1), recalled: true })).toEqual([]);
});
