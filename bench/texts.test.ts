import { expect, test } from 'vitest';
import { findText, STAMPS, stampAt, textOf } from './texts.ts';

test('a text has 200 bytes and carries its number', () => {
  for (const stamp of [0, 42, STAMPS - 1]) {
    const bytes = Buffer.from(textOf(stamp));
    expect(bytes).toHaveLength(200);
    expect(stampAt(bytes, findText(bytes, 0, bytes.length))).toBe(stamp);
  }
});

test('a text is found with a right hint, a wrong hint and none, and not beyond the end', () => {
  const bytes = Buffer.from(`{"text":"${textOf(7)}"}{"text":"${textOf(8)}"}`);
  for (const hint of [-1, 0, 8, 9, 10, 100]) expect(findText(bytes, 0, bytes.length, hint)).toBe(9);
  expect(findText(bytes, 0, 9)).toBe(-1);
  expect(stampAt(bytes, findText(bytes, 10, bytes.length))).toBe(8);
});
