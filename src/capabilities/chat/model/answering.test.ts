import { describe, expect, test } from 'vitest';
import type { MemberId } from '#platform/model/ids.ts';
import { canEndAt, canVote, keepsCard, remindAt } from './answering.ts';
import { hasEnded, POLL_END_MAX_MS } from './cards.ts';

const now = new Date('2026-11-23T02:24:00Z');
const later = new Date(now.getTime() + 1);
const day = { start: new Date('2026-11-24T01:00:00Z'), end: new Date('2026-11-24T10:00:00Z') };
const [me, other] = ['me', 'other'] as [MemberId, MemberId];
const code = (no: { code: string } | null) => no?.code ?? 'yes';

test('N9 a reminder comes as the due day begins, but not where the notice itself is heard of then', () => {
  expect(remindAt(1, { ...day, worksNow: true })).toBe(day.start);
  expect(remindAt(1, { ...day, worksNow: false })).toBeNull();
  expect(remindAt(2, { ...day, worksNow: false })).toBe(day.start);
});

test('N3 V4 its author and those who keep the group keep a card; of a direct conversation the author alone', () => {
  expect(code(keepsCard(me, me, 'member', 'group'))).toBe('yes');
  expect(code(keepsCard(me, other, 'admin', 'group'))).toBe('yes');
  expect(code(keepsCard(me, other, 'owner', 'department'))).toBe('yes');
  expect(code(keepsCard(me, other, 'member', 'group'))).toBe('chat.notYours');
  expect(code(keepsCard(me, other, 'admin', 'direct'))).toBe('chat.notYours');
});

test('V4 a poll ends in the future, within a year, or not by itself', () => {
  expect(code(canEndAt(null, now))).toBe('yes');
  expect(code(canEndAt(now, now))).toBe('chat.endRefused');
  expect(code(canEndAt(later, now))).toBe('yes');
  expect(code(canEndAt(new Date(now.getTime() + POLL_END_MAX_MS), now))).toBe('yes');
  expect(code(canEndAt(new Date(now.getTime() + POLL_END_MAX_MS + 1), now))).toBe('chat.endRefused');
});

test('V4 a poll has ended at its moment, or when its author ended it', () => {
  expect(hasEnded({ endsAt: later }, { closed: false }, now)).toBe(false);
  expect(hasEnded({ endsAt: now }, { closed: false }, now)).toBe(true);
  expect(hasEnded({ endsAt: null }, { closed: true }, now)).toBe(true);
  expect(hasEnded({ endsAt: null }, { closed: false }, now)).toBe(false);
});

describe('V2 a vote', () => {
  const poll = { card: { options: ['a', 'b', 'c'], multiple: false, endsAt: null }, closed: false };
  const facts = { canSend: true, archived: false, poll, options: [2], now };
  test.each([
    ['for one option', {}, 'yes'],
    ['taken back', { options: [] }, 'yes'],
    ['for two where one is asked for', { options: [0, 1] }, 'chat.optionsRefused'],
    [
      'for two where more may be',
      { options: [0, 2], poll: { ...poll, card: { ...poll.card, multiple: true } } },
      'yes',
    ],
    ['for an option that is not there', { options: [3] }, 'chat.optionsRefused'],
    ['after its end', { poll: { ...poll, closed: true } }, 'chat.pollEnded'],
    ['where there is no poll', { poll: null }, 'chat.messageUnknown'],
    ['in a group that is put away', { archived: true }, 'chat.archived'],
    ['by who has left', { canSend: false }, 'chat.mayNotSend'],
  ])('%s: %s', (_, more, verdict) => {
    expect(code(canVote({ ...facts, ...more }))).toBe(verdict);
  });
});
