import { expect, test } from 'vitest';
import { inParallel, parseStat } from './processes.ts';

test('a process with spaces and brackets in its name is read', () => {
  const line = '42 (a (b) c) S 7 1 1 0 -1 4194560 100 0 0 0 11 22 33 44 20 0 1 0 500 1000000 250 0';
  expect(parseStat(line)).toEqual({ parent: 7, cpuTicks: 110, rssPages: 250 });
});

test('work in parallel keeps the order and the width', async () => {
  let running = 0;
  let most = 0;
  const results = await inParallel([5, 1, 3, 2], 2, async (ms, index) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, ms));
    running--;
    return index * 10;
  });
  expect(results).toEqual([0, 10, 20, 30]);
  expect(most).toBe(2);
});
