import { expect, test } from 'vitest';
import { RateLimit } from './limits.ts';

test('a burst is allowed, then as much as time refills', () => {
  const limit = new RateLimit(2, 3);
  expect([0, 0, 0, 0].map((at) => limit.take('a', at))).toEqual([true, true, true, false]);
  expect([499, 500, 501].map((at) => limit.take('a', at))).toEqual([false, true, false]);
});

test('one key does not cost another', () => {
  const limit = new RateLimit(1, 1);
  expect([limit.take('a', 0), limit.take('a', 0), limit.take('b', 0)]).toEqual([true, false, true]);
});
