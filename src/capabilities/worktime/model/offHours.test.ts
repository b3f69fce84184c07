import { expect, test } from 'vitest';
import { AWAY_MS, BREAK_MS, type KnownTime, offIn, type OpeningFacts, restIn, startsOff } from './offHours.ts';

/** A time of November 2026; the 27th is a Friday. */
const at = (text: string) => Date.parse(`2026-11-${text}Z`);
const span = (from: string, until: string) => ({ from: at(from), until: at(until) });
const time: KnownTime = {
  known: span('20T00:00', '30T12:00'),
  working: [
    ...['26', '27', '30'].flatMap((day) => [
      span(`${day}T09:00`, `${day}T12:00`),
      span(`${day}T13:30`, `${day}T18:00`),
    ]),
  ],
  duties: [],
  nextStart: null,
};

test('W17 who works is not off; who does not is, from the end of his work until the next begins', () => {
  expect(restIn(time, at('27T17:59:59'))).toBeNull();
  const weekend = { since: at('27T18:00'), until: at('30T09:00') };
  expect(restIn(time, at('27T18:00'))).toEqual(weekend);
  expect(restIn(time, at('30T08:59:59'))).toEqual(weekend);
  expect(restIn(time, at('30T09:00'))).toBeNull();
});

test('W17 a break in the day is time off, and no rest', () => {
  expect(restIn(time, at('27T12:30'))).toBeNull();
  expect(offIn(time, at('27T12:30'))).toEqual({ since: at('27T12:00'), until: at('27T13:30') });
  const between = (until: number) => ({
    ...time,
    working: [span('27T09:00', '27T12:00'), { from: until, until: at('27T22:00') }],
  });
  const longEnough = at('27T12:00') + BREAK_MS;
  expect(restIn(between(longEnough - 1), at('27T12:30'))).toBeNull();
  expect(restIn(between(longEnough), at('27T12:30'))).toEqual({ since: at('27T12:00'), until: longEnough });
});

test('W17 R13 a duty is no rest, and ends the rest before it', () => {
  const onCall = { ...time, duties: [span('28T20:00', '29T08:00')] };
  expect(restIn(onCall, at('28T10:00'))).toEqual({ since: at('27T18:00'), until: at('28T20:00') });
  expect(restIn(onCall, at('28T20:00'))).toBeNull();
  expect(restIn(onCall, at('29T08:00'))).toEqual({ since: at('27T18:00'), until: at('30T09:00') });
});

test('W17 nothing is said of what is not known: neither a start nor an end of work is made up', () => {
  expect(restIn(time, at('19T23:59'))).toBeNull();
  expect(restIn(time, at('30T12:00'))).toBeNull();
  expect(restIn(time, at('25T08:00'))).toEqual({ since: null, until: at('26T09:00') });
  const away = { ...time, working: [span('20T09:00', '20T18:00')] };
  expect(restIn(away, at('27T10:00'))).toBeNull();
  const told = { ...away, nextStart: Date.parse('2026-12-21T09:00Z') };
  expect(restIn(told, at('27T10:00'))).toEqual({ since: at('20T18:00'), until: told.nextStart });
  expect(restIn({ ...away, nextStart: at('27T10:00') }, at('27T10:00'))).toBeNull();
});

const opening: OpeningFacts = {
  now: at('28T10:00'),
  rest: { since: at('27T18:00'), until: at('30T09:00') },
  looksUntil: null,
  hiddenMs: null,
  isInUse: false,
};

test('W17 who is off finds so when he opens the product, and nobody else does', () => {
  expect(startsOff(opening)).toBe(true);
  expect(startsOff({ ...opening, rest: null })).toBe(false);
  expect(startsOff({ ...opening, now: at('30T09:00') })).toBe(false);
});

test('W17 nothing is taken from under his hands: after a quarter of an hour out of sight alone, and never while it is in use', () => {
  expect(startsOff({ ...opening, hiddenMs: AWAY_MS - 1 })).toBe(false);
  expect(startsOff({ ...opening, hiddenMs: AWAY_MS })).toBe(true);
  expect(startsOff({ ...opening, hiddenMs: AWAY_MS, isInUse: true })).toBe(false);
  expect(startsOff({ ...opening, isInUse: true })).toBe(false);
});

test('W18 who looks is not asked again until then', () => {
  expect(startsOff({ ...opening, looksUntil: opening.now + 1 })).toBe(false);
  expect(startsOff({ ...opening, looksUntil: opening.now })).toBe(true);
});
