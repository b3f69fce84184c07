import { expect, test } from 'vitest';
import { canEditAgain } from './changing.ts';
import { EDITS_MAX } from './contract.ts';

test('C25: a message is changed twenty times at most', () => {
  expect(canEditAgain(0)).toBe(null);
  expect(canEditAgain(EDITS_MAX - 1)).toBe(null);
  expect(canEditAgain(EDITS_MAX)).toEqual({ code: 'chat.editedTooOften', facts: { max: EDITS_MAX } });
});
