import { expect, test } from 'vitest';
import { Refused } from '#platform/model/refusal.ts';
import { RateLimit, Turns } from './limits.ts';

test('a burst is allowed, then as much as time refills', () => {
  const limit = new RateLimit(2, 3);
  expect([0, 0, 0, 0].map((at) => limit.take('a', at))).toEqual([true, true, true, false]);
  expect([499, 500, 501].map((at) => limit.take('a', at))).toEqual([false, true, false]);
});

test('one key does not cost another', () => {
  const limit = new RateLimit(1, 1);
  expect([limit.take('a', 0), limit.take('a', 0), limit.take('b', 0)]).toEqual([true, false, true]);
});

/** Works that end when they are told to, and the order in which they began. */
function works(turns: Turns) {
  const began: string[] = [];
  const end = new Map<string, () => void>();
  const begin = (name: string) =>
    turns.run(async () => {
      began.push(name);
      await new Promise<void>((resolve) => end.set(name, resolve));
      return name;
    });
  return { began, begin, end: (name: string) => end.get(name)?.() };
}

test('so many run at once; the others wait in the order they came, and those too many are refused', async () => {
  const { began, begin, end } = works(new Turns(2, 2));
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(begin);
  await expect(begin('e')).rejects.toEqual(new Refused({ code: 'platform.unavailable' }));
  expect(began).toEqual(['a', 'b']);
  end('b');
  expect(await b).toBe('b');
  const f = begin('f');
  end('a');
  expect(await a).toBe('a');
  end('c');
  expect(await c).toBe('c');
  end('d');
  expect(await d).toBe('d');
  expect(began).toEqual(['a', 'b', 'c', 'd', 'f']);
  end('f');
  expect(await f).toBe('f');
});

test('work that fails gives its turn back', async () => {
  const turns = new Turns(1, 1);
  await expect(turns.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await turns.run(async () => 'next')).toBe('next');
});
