import { describe, expect, test } from 'vitest';
import { addressSubject, afterWrongTry, canTry, levelAt, paces, secondsToWait, type Tally } from './slowDown.ts';

const start = new Date('2026-03-02T09:00:00Z');
const pace = { free: 20, leakSeconds: 60 };

function later(seconds: number): Date {
  return new Date(start.getTime() + seconds * 1_000);
}

function wrongTries(count: number): Tally | null {
  let tally: Tally | null = null;
  for (let tried = 0; tried < count; tried++) tally = afterWrongTry(tally, pace, start);
  return tally;
}

describe('I6 wrong tries slow down', () => {
  test('I6 nineteen are free, after the twentieth one waits', () => {
    expect(secondsToWait(null, pace, start)).toBe(0);
    expect(secondsToWait(wrongTries(19), pace, start)).toBe(0);
    expect(secondsToWait(wrongTries(20), pace, start)).toBe(60);
    expect(secondsToWait(wrongTries(22), pace, start)).toBe(180);
  });

  test('I6 the wait ends when one is forgotten, not a second sooner', () => {
    const tally = wrongTries(20);
    expect(secondsToWait(tally, pace, later(59))).toBe(1);
    expect(secondsToWait(tally, pace, later(60))).toBe(0);
  });

  test('I6 one more wrong try waits as long again', () => {
    const tally = afterWrongTry(wrongTries(20), pace, later(60));
    expect(secondsToWait(tally, pace, later(60))).toBe(60);
  });

  test('I6 all are forgotten in time, and a clock that goes back adds none', () => {
    expect(levelAt(wrongTries(20), pace, later(20 * 60))).toBe(0);
    expect(levelAt(wrongTries(20), pace, later(-500))).toBe(20);
  });

  test('I6 the longest of several waits is told', () => {
    const full = { level: 20, at: start };
    const verdict = canTry(
      [
        { kind: 'account', tally: full },
        { kind: 'address', tally: full },
      ],
      start,
    );
    expect(verdict).toEqual({ code: 'identity.slowDown', facts: { seconds: paces.account.leakSeconds } });
    expect(canTry([{ kind: 'account', tally: null }], start)).toBeNull();
  });

  test('I6 nobody gets more than a hundred tries a day at an account', () => {
    expect(paces.account.free + 86_400 / paces.account.leakSeconds).toBeLessThan(120);
  });

  test.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002:bbbb:cccc:dddd:eeee', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('I6 %s counts as %s', (address, subject) => {
    expect(addressSubject(address)).toBe(subject);
  });
});
