import { expect, test } from 'vitest';
import { STANDARD_DAYS } from './plan.ts';
import { canSchedule, firstDay } from './scheduling.ts';
import type { Pattern } from './shapes.ts';

const today = 20_783;
const week = (change: Partial<Extract<Pattern, { kind: 'weekly' }>> = {}): Pattern => ({
  kind: 'weekly',
  days: STANDARD_DAYS.map((hours) => [...hours]),
  band: null,
  keepsHolidays: true,
  ...change,
});
const first = (pattern: Pattern, before: Pattern, members = 3) =>
  firstDay({ current: { pattern: before, fromDay: today - 40 }, pattern, members, today });
const shorter = STANDARD_DAYS.map((hours) => hours.map(({ from }) => ({ from, until: 1_020 })));

test('R1 W4 a changed schedule counts from tomorrow where it is less, on the 15th day where it is more', () => {
  expect(first(week({ days: shorter }), week())).toBe(today + 1);
  expect(first(week(), week({ days: shorter }))).toBe(today + 15);
  expect(first(week(), week())).toBeNull();
});

test('R1 W4 going through holidays, and another band, is more', () => {
  expect(first(week({ keepsHolidays: false }), week())).toBe(today + 15);
  expect(first(week({ band: { from: 420, until: 1_140 } }), week({ band: { from: 420, until: 1_200 } }))).toBe(
    today + 15,
  );
  expect(first(week({ band: { from: 420, until: 1_200 } }), week({ days: STANDARD_DAYS.map((one) => [...one]) }))).toBe(
    today + 1,
  );
});

test('R1 W4 W13 fewer minutes a week are more to who has laid his: they fit no longer, and those of the schedule hold', () => {
  const band = { from: 420, until: 1_320 };
  const fewer = STANDARD_DAYS.map((hours) => hours.map(({ from, until }) => ({ from, until: until - 60 })));
  expect(first(week({ days: fewer }), week())).toBe(today + 1);
  expect(first(week({ band, days: fewer }), week({ band }))).toBe(today + 15);
});

test('W4 a schedule that nobody has is another at once, and a new one begins today', () => {
  expect(first(week(), week({ days: shorter }), 0)).toBe(today - 40);
  expect(firstDay({ current: null, pattern: week(), members: 0, today })).toBe(today);
});

test('R25 W12 hours that leave too little rest need a reason of ten characters', () => {
  const always = week({ days: Array.from({ length: 7 }, () => [{ from: 0, until: 1_440 }]) });
  expect(canSchedule(always, null)).toMatchObject({ code: 'worktime.reasonNeeded', facts: { rest: 'daily weekly' } });
  expect(canSchedule(always, '123456789')?.code).toBe('worktime.reasonNeeded');
  expect(canSchedule(always, '1234567890')).toBeNull();
  expect(canSchedule(week({ days: Array.from({ length: 7 }, () => []) }), null)?.code).toBe('worktime.noHours');
  expect(canSchedule(week({ band: { from: 541, until: 1_200 } }), null)?.code).toBe('worktime.outsideBand');
});
