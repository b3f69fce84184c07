import { expect, test } from 'vitest';
import { isTypingHour } from './typing.ts';

test('R19: no typing sign outside hours', () => {
  expect(isTypingHour(new Date(2026, 10, 23, 9, 0))).toBe(true);
  expect(isTypingHour(new Date(2026, 10, 23, 8, 59, 59))).toBe(false);
  expect(isTypingHour(new Date(2026, 10, 23, 17, 59, 59))).toBe(true);
  expect(isTypingHour(new Date(2026, 10, 23, 18, 0))).toBe(false);
  expect(isTypingHour(new Date(2026, 10, 22, 12, 0))).toBe(false);
  expect(isTypingHour(new Date(2026, 10, 28, 12, 0))).toBe(false);
});
