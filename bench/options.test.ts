import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('without words everything runs three times beside the peer', () => {
  expect(readOptions([])).toMatchObject({
    growth: false,
    search: false,
    rounds: 3,
    only: [],
    peer: true,
    product: true,
    plan: { seconds: 7, rateSeconds: 10 },
  });
});

test('words are heeded', () => {
  const options = readOptions(['growth', '--rounds', '2', '--only', 'fanout,dm', '--seconds', '4', '--peer', 'none']);
  expect(options).toMatchObject({
    growth: true,
    search: false,
    rounds: 2,
    only: ['fanout', 'dm'],
    peer: false,
    plan: { seconds: 4, rateSeconds: 4 },
  });
});

test('nonsense is refused', () => {
  expect(() => readOptions(['--rounds', '0'])).toThrow('positive');
  expect(() => readOptions(['--fast'])).toThrow('--fast');
});
