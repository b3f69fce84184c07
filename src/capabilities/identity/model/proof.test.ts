import { describe, expect, test } from 'vitest';
import { canChangeWaysIn, isFresh, waysOf } from './proof.ts';

const now = new Date('2026-03-02T09:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);

describe('I22 a fresh proof', () => {
  test('I22 lasts ten minutes', () => {
    expect(isFresh(ago(0), now)).toBe(true);
    expect(isFresh(ago(600_000 - 1), now)).toBe(true);
    expect(isFresh(ago(600_000), now)).toBe(false);
  });

  test('I22 a session in which nobody ever showed who he is has none', () => {
    expect(isFresh(null, now)).toBe(false);
    expect(canChangeWaysIn(null, now)).toEqual({ code: 'identity.proofNeeded' });
    expect(canChangeWaysIn(ago(1), now)).toBeNull();
  });

  test('I22 is given by whatever the account has', () => {
    expect(waysOf({ hasPassword: true, hasTotp: true, hasPasskeys: true })).toEqual(['password', 'code', 'passkey']);
    expect(waysOf({ hasPassword: false, hasTotp: false, hasPasskeys: true })).toEqual(['passkey']);
  });
});
