import { expect, test } from 'vitest';
import { SLICE_BYTES_MAX } from './contract.ts';
import { nextSlice, SLICE_FIRST } from './slicing.ts';

test.each([
  [SLICE_FIRST, 10, SLICE_FIRST * 2],
  [SLICE_FIRST, 500, SLICE_FIRST * 2],
  [SLICE_FIRST, 1_000, SLICE_FIRST],
  [SLICE_FIRST, 2_000, SLICE_FIRST / 2],
  [SLICE_FIRST, 60_000, SLICE_FIRST / 2],
  [70_000, 60_000, 64 * 1024],
  [SLICE_BYTES_MAX, 1, SLICE_BYTES_MAX],
])('F8 after %i bytes in %i ms go %i', (length, tookMs, next) =>
  expect(nextSlice(length, tookMs, SLICE_BYTES_MAX)).toBe(next),
);
