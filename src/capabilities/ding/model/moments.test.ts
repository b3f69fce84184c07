import { expect, test } from 'vitest';
import { type MomentFacts, momentsFor } from './moments.ts';

const at = (day: number, hour: number, minute = 0) => new Date(Date.UTC(2026, 10, day, hour, minute));
const day = (date: number) => [
  { start: at(date, 9), end: at(date, 12) },
  { start: at(date, 13, 30), end: at(date, 18) },
];
const facts = (now: Date, more: Partial<MomentFacts> = {}): MomentFacts => ({
  now,
  working: [...day(23), ...day(24)],
  todayEnds: at(24, 0),
  twoOClock: at(23, 14),
  ...more,
});
const said = (given: MomentFacts) =>
  momentsFor(given).map(({ kind, at: when }) => `${kind} ${when.toISOString().slice(8, 16)}`);

test('R9 all moments offered lie in the own working time', () => {
  expect(said(facts(at(23, 10, 12)))).toEqual([
    'halfHour 23T10:45',
    'hour 23T11:15',
    'afternoon 23T13:30',
    'nextStart 24T09:00',
  ]);
  // In an hour it is noon: rest.
  expect(said(facts(at(23, 11, 10)))).toEqual(['halfHour 23T11:40', 'afternoon 23T13:30', 'nextStart 24T09:00']);
  expect(said(facts(at(23, 17, 40)))).toEqual(['nextStart 24T09:00']);
  expect(said(facts(at(23, 22), { working: [] }))).toEqual([]);
});

test('where a day has no break, two o clock is the afternoon, and no moment is offered twice', () => {
  const working = [{ start: at(23, 9), end: at(23, 18) }];
  expect(said(facts(at(23, 10), { working }))).toEqual(['halfHour 23T10:30', 'hour 23T11:00', 'afternoon 23T14:00']);
  expect(said(facts(at(23, 13), { working }))).toEqual(['halfHour 23T13:30', 'hour 23T14:00']);
});
