import { describe, expect, test } from 'vitest';
import { expiryAt, isDueForExtension, lastDayOf } from './sessionLife.ts';

const signedInAt = new Date('2026-03-02T09:00:00Z');

function day(days: number): Date {
  return new Date(signedInAt.getTime() + days * 86_400_000);
}

describe('I8 how long a session lives', () => {
  test('I8 thirty days from its last use', () => {
    expect(expiryAt(signedInAt, signedInAt)).toEqual(day(30));
    expect(expiryAt(signedInAt, day(7))).toEqual(day(37));
  });

  test('I8 a year at the longest', () => {
    expect(lastDayOf(signedInAt)).toEqual(day(365));
    expect(expiryAt(signedInAt, day(350))).toEqual(day(365));
  });

  test('I8 a use is written at most once a day', () => {
    const session = { signedInAt, expiresAt: day(30) };
    expect(isDueForExtension(session, new Date(day(1).getTime() - 1))).toBe(false);
    expect(isDueForExtension(session, day(1))).toBe(true);
    expect(isDueForExtension({ signedInAt, expiresAt: day(365) }, day(364))).toBe(false);
  });
});
