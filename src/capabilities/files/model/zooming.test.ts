import { expect, test } from 'vitest';
import { zoomsOf } from './zooming.ts';

const phone = { width: 390, height: 700 };
const desk = { width: 1440, height: 840 };

test('F14 a long screenshot becomes as wide as the window', () => {
  // 1170 × 11700, fitted to a height of 700.
  expect(zoomsOf({ width: 1170, height: 11_700 }, { width: 70, height: 700 }, phone).closer).toBeCloseTo(390 / 70);
});

test('F14 no closer in one step than a picture has pixels for, and twice the size at least', () => {
  expect(zoomsOf({ width: 200, height: 8_000 }, { width: 21, height: 840 }, desk).closer).toBeCloseTo(200 / 21);
  expect(zoomsOf({ width: 3_000, height: 1_800 }, { width: 1_296, height: 778 }, desk).closer).toBe(2);
  expect(zoomsOf({ width: 40, height: 40 }, { width: 40, height: 40 }, desk)).toEqual({ closer: 2, most: 4 });
});

test('F14 fingers get as close as twice its own pixels', () => {
  expect(zoomsOf({ width: 3_900, height: 3_900 }, { width: 390, height: 390 }, phone).most).toBe(20);
});
