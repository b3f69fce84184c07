import { expect, test } from 'vitest';
import type { Calendar } from './calendar.ts';
import { STANDARD_DAYS } from './plan.ts';
import { holdAt, isStrict, lookUntil } from './strict.ts';

const calendar: Calendar = {
  timeZone: 'Europe/Lisbon',
  plans: [{ from: 0, days: STANDARD_DAYS, startsOn: null, holidays: new Map() }],
  planned: new Map(),
  leave: [],
  added: [],
  stopped: [],
  duty: [],
  focus: [],
};
const at = (text: string) => new Date(`2026-11-${text}Z`);
const span = (from: string, until: string) => ({ from: at(from).getTime(), until: at(until).getTime() });

test('R3 W15 a site is strict by what was said of it; without a word, in Spain and Portugal', () => {
  const here = 'Asia/Shanghai';
  expect(['PT', 'ES', 'CN', null].map((country) => isStrict(null, country, here))).toEqual([true, true, false, false]);
  expect([isStrict(true, 'CN', here), isStrict(false, 'PT', here)]).toEqual([true, false]);
  // Nobody in Lisbon is taken out of its law by a site that names no country, or another.
  expect([null, 'CN'].map((country) => isStrict(null, country, 'Europe/Lisbon'))).toEqual([true, true]);
  expect(isStrict(false, null, 'Europe/Lisbon')).toBe(false);
});

test('R3 W15 nothing is held in working time, and everything from its end until the next', () => {
  // A Friday.
  expect(holdAt(calendar, null, at('27T17:59:59'))).toEqual({ isHeld: false, until: at('27T18:00') });
  expect(holdAt(calendar, null, at('27T18:00'))).toEqual({ isHeld: true, until: at('30T09:00') });
  expect(holdAt(calendar, null, at('30T08:59:59'))).toEqual({ isHeld: true, until: at('30T09:00') });
  expect(holdAt(calendar, null, at('30T09:00'))).toEqual({ isHeld: false, until: at('30T18:00') });
});

test('R3 R13 W15 leave holds; being on call, and "I work now", do not', () => {
  const away = { ...calendar, leave: [span('25T00:00', '28T00:00')] };
  expect(holdAt(away, null, at('26T10:00'))).toEqual({ isHeld: true, until: at('30T09:00') });
  const onCall = { ...calendar, duty: [span('28T08:00', '28T20:00')] };
  expect(holdAt(onCall, null, at('27T19:00'))).toEqual({ isHeld: true, until: at('28T08:00') });
  expect(holdAt(onCall, null, at('28T08:00'))).toEqual({ isHeld: false, until: at('28T20:00') });
  const works = { ...calendar, added: [span('28T10:00', '28T12:00')] };
  expect(holdAt(works, null, at('28T11:00'))).toEqual({ isHeld: false, until: at('28T12:00') });
});

test('R3 W16 a look lasts until the next start, twelve hours at most; there is nothing to look at in working time', () => {
  expect(lookUntil(calendar, at('26T20:00'))).toEqual(at('27T08:00'));
  expect(lookUntil(calendar, at('27T02:00'))).toEqual(at('27T09:00'));
  expect(lookUntil(calendar, at('27T18:30'))).toEqual(at('28T06:30'));
  expect(lookUntil(calendar, at('27T12:00'))).toBeNull();
  expect(holdAt(calendar, at('28T06:30'), at('28T06:29'))).toEqual({ isHeld: false, until: at('28T06:30') });
  expect(holdAt(calendar, at('28T06:30'), at('28T06:30'))).toEqual({ isHeld: true, until: at('30T09:00') });
});
