import { expect, test } from 'vitest';
import type { MemberId } from '#platform/model/ids.ts';
import type { Ding, DingEvent, DingId, Line } from './contract.ts';
import { applyToDings, grouped, isOpen, isUrgent, learnt, listed, noDings, openIn, ordered, sentIn } from './state.ts';
import { frontOf, stopsOf } from './stops.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 2, minute));
const member = (id: string) => id as MemberId;
const line = (memberId: string, more: Partial<Line> = {}): Line => ({
  memberId: member(memberId),
  state: 'waits',
  step: 1,
  nextAt: at(17),
  isOff: false,
  onLeave: false,
  byOverride: false,
  laterAt: null,
  ...more,
});
const counts = { confirmed: 0, later: 0, waits: 2, off: 0, of: 2 };
const ding = (id: string, more: Partial<Ding> = {}): Ding => ({
  id: id as DingId,
  authorId: member('he'),
  text: 'Oven 2 is too hot',
  files: [],
  steps: 4,
  state: 'sent',
  sentAt: at(12),
  failure: null,
  places: [],
  memberIds: [],
  departmentIds: [],
  counts,
  lines: [],
  mine: null,
  ...more,
});
const changed = (id: string, more: Partial<Omit<DingEvent, 'type' | 'id'>>): DingEvent => ({
  type: 'ding.changed',
  id: id as DingId,
  state: 'sent',
  counts,
  mine: null,
  ...more,
});

test('mirror: what was known and is told of is what would be asked for anew, as far as it is told', () => {
  const before = ding('a', { lines: [line('me'), line('bai')], mine: line('me') });
  const confirmed = line('me', { state: 'confirmed', nextAt: null });
  const fresh = ding('a', {
    counts: { ...counts, confirmed: 1, waits: 1 },
    lines: [confirmed, line('bai')],
    mine: confirmed,
  });
  const old = learnt(noDings, [before], true);
  const told = applyToDings(old, changed('a', { counts: fresh.counts, mine: confirmed }));
  expect(told.dings['a' as DingId]).toEqual(fresh);
  // The lines of others are not told: they are asked for, and then it is known again.
  expect(told.stale).toEqual(['a']);
  expect(learnt(told, [fresh], true)).toEqual({ ...learnt(noDings, [fresh], true), order: told.order });
  expect(applyToDings(old, changed('unknown', {}))).toBe(old);
});

test('the lines of others stay where a list comes without them', () => {
  const old = learnt(noDings, [ding('a', { lines: [line('bai')] })], true);
  const next = learnt(old, [ding('a', { text: 'Oven 2', lines: [] })], false);
  expect(next.dings['a' as DingId]).toMatchObject({ text: 'Oven 2', lines: [line('bai')] });
});

test('R10 what waits stands in the order of its member, new ones at the end, until it is answered', () => {
  const mine = line('me');
  const state = listed(noDings, {
    open: [ding('b', { mine }), ding('a', { mine })],
    sent: [ding('s', { authorId: member('me') })],
  });
  expect(openIn(state).map(({ id }) => id)).toEqual(['b', 'a']);
  const more = learnt(state, [ding('c', { mine, sentAt: at(20) })], true);
  expect(openIn(more).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  const moved = ordered(more, ['c', 'b', 'a'] as DingId[]);
  const answered = applyToDings(moved, changed('b', { mine: { ...mine, state: 'confirmed' } }));
  expect(openIn(answered).map(({ id }) => id)).toEqual(['c', 'a']);
  expect(openIn(applyToDings(answered, changed('c', { state: 'cancelled', mine }))).map(({ id }) => id)).toEqual(['a']);
});

test('what waits is what one can still answer', () => {
  for (const state of ['waits', 'later', 'full', 'ended'] as const)
    expect(isOpen(ding('a', { mine: line('me', { state }) }))).toBe(true);
  for (const state of ['confirmed', 'replied', 'cancelled', 'gone'] as const)
    expect(isOpen(ding('a', { mine: line('me', { state }) }))).toBe(false);
  expect(isOpen(ding('a'))).toBe(false);
  expect(isOpen(ding('a', { state: 'cancelled', mine: line('me') }))).toBe(false);
});

test('R2 R10 what is held until one works, came as talk does, or has its time is not counted as urgent', () => {
  expect(isUrgent(ding('a', { mine: line('me') }))).toBe(true);
  expect(isUrgent(ding('a', { mine: line('me', { state: 'ended' }) }))).toBe(true);
  for (const more of [{ isOff: true }, { onLeave: true }, { state: 'full' }, { state: 'later' }] as const)
    expect(isUrgent(ding('a', { mine: line('me', more) }))).toBe(false);
  expect(isUrgent(ding('a'))).toBe(false);
  expect(isUrgent(ding('a', { state: 'cancelled', mine: line('me') }))).toBe(false);
});

test('what was sent stands latest first, what is to be sent soonest first', () => {
  const authorId = member('me');
  const all = [
    ding('1', { authorId, sentAt: at(1) }),
    ding('2', { authorId, sentAt: at(2), state: 'cancelled' }),
    ding('4', { authorId, sentAt: at(40), state: 'scheduled' }),
    ding('3', { authorId, sentAt: at(30), state: 'scheduled' }),
    ding('other'),
  ];
  const { scheduled, sent } = sentIn(learnt(noDings, all, false), authorId);
  expect(sent.map(({ id }) => id)).toEqual(['2', '1']);
  expect(scheduled.map(({ id }) => id)).toEqual(['3', '4']);
});

test('everybody whom it asks stands in one group, and who has left in none', () => {
  const lines = [
    line('a', { state: 'confirmed' }),
    line('b', { state: 'replied', isOff: true }),
    line('c', { state: 'later', laterAt: at(50) }),
    line('d'),
    line('e', { state: 'full' }),
    line('f', { isOff: true }),
    line('g', { onLeave: true, isOff: true }),
    line('h', { state: 'gone' }),
  ];
  const ids = Object.fromEntries(
    Object.entries(grouped(lines)).map(([name, group]) => [name, group.map(({ memberId }: Line) => memberId).join('')]),
  );
  expect(ids).toEqual({ confirmed: 'ab', later: 'c', waits: 'de', off: 'f', onLeave: 'g' });
});

test('R9 the ladder is drawn as the front-most has climbed it', () => {
  const lines = [line('a'), line('b', { step: 2, nextAt: at(27) }), line('c', { step: 3, isOff: true })];
  expect(frontOf(lines)?.memberId).toBe('b');
  expect(frontOf([line('a', { state: 'confirmed' })])).toBeNull();
  const stops = stopsOf(ding('a'), frontOf(lines));
  expect(stops.map(({ is }) => is)).toEqual(['told', 'told', 'next', 'ahead']);
  expect(stops.map((stop) => stop.at)).toEqual([at(12), at(17), at(27), at(42)]);
});

test('R9 it shows how far it may go, and no time that is not known', () => {
  const short = stopsOf(ding('a', { steps: 2 }), line('a'));
  expect(short.map(({ is }) => is)).toEqual(['told', 'next', 'out', 'out']);
  expect(short[3]?.at).toBeNull();
  // Held by a focus block: when the first step was told is not known any more.
  const held = stopsOf(ding('a'), line('a', { nextAt: at(55) }));
  expect(held.map((stop) => stop.at)).toEqual([null, at(55), new Date(at(55).getTime() + 600_000), expect.any(Date)]);
  const ended = stopsOf(ding('a', { steps: 2 }), line('a', { state: 'ended', step: 2, nextAt: null }));
  expect(ended.map(({ is }) => is)).toEqual(['told', 'told', 'out', 'out']);
  const planned = stopsOf(ding('a', { steps: 3 }), null);
  expect(planned.map((stop) => stop.at)).toEqual([at(12), at(17), at(27), null]);
});
