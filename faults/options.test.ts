import { expect, test } from 'vitest';
import { readOptions } from './options.ts';
import { randomFrom } from './random.ts';

test('the default run has every kind of fault', () => {
  expect(readOptions([]).counts).toEqual({
    server: 5,
    database: 3,
    commit: 20,
    herd: 1,
    slow: 1,
    cut: 1,
    clock: 1,
    browser: 3,
    later: 2,
    ladder: 5,
  });
});

test('a kind asked for by name comes as often as asked', () => {
  const { counts, seed } = readOptions(['--count', '50', '--seed', '7', '--only', 'server,database']);
  expect(counts).toMatchObject({ server: 50, database: 50, commit: 0, herd: 0 });
  expect(seed).toBe(7);
  expect(readOptions(['ladder', '--count', '9']).counts).toMatchObject({ ladder: 9, later: 0, server: 0 });
});

test('an unknown fault and a count of nothing are refused', () => {
  expect(() => readOptions(['--only', 'earthquake'])).toThrow(/earthquake/);
  expect(() => readOptions(['--count', '0'])).toThrow(/count/);
});

test('the same seed throws the same dice, and each part its own', () => {
  const throws = (seed: number, part: string) => {
    const random = randomFrom(seed).part(part);
    return [random.whole(1, 1_000_000), random.whole(1, 1_000_000), random.shuffled([1, 2, 3, 4, 5, 6, 7]).join()];
  };
  expect(throws(3, 'a')).toEqual(throws(3, 'a'));
  expect(throws(3, 'a')).not.toEqual(throws(3, 'b'));
  expect(throws(3, 'a')).not.toEqual(throws(4, 'a'));
});
