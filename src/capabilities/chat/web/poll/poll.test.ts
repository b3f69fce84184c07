import { expect, test } from 'vitest';
import { endingAt, endingsFrom } from './ending.ts';
import { chosenAfter } from './voting.ts';

test('V2 a tap chooses: of one choice this one, of several this one too, or no longer', () => {
  expect(chosenAfter({ multiple: false }, [0], 2)).toEqual([2]);
  expect(chosenAfter({ multiple: true }, [2], 0)).toEqual([0, 2]);
  expect(chosenAfter({ multiple: true }, [0, 2], 0)).toEqual([2]);
});

test('V4 a poll ends at 18:00 of a day to come; today only where that lies ahead', () => {
  const noon = new Date(2026, 10, 30, 12);
  const evening = new Date(2026, 10, 30, 18);
  expect(endingAt('today', null, noon)).toEqual(evening);
  expect(endingAt('tomorrow', null, noon)).toEqual(new Date(2026, 11, 1, 18));
  const chosen = new Date(2026, 11, 2, 9, 30);
  expect(endingAt('never', chosen, noon)).toBeNull();
  expect(endingAt('chosen', chosen, noon)).toEqual(chosen);
  expect(endingAt('chosen', null, noon)).toBeNull();
  expect(endingsFrom(noon)).toContain('today');
  expect(endingsFrom(evening)).not.toContain('today');
});
