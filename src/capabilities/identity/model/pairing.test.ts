import { describe, expect, test } from 'vitest';
import { cameFrom, PAIRING_SECONDS, type PairingState, pairingSeen } from './pairing.ts';

const expiresAt = new Date('2026-03-02T09:02:00Z');
const before = new Date(expiresAt.getTime() - 1);

describe('I14 a pairing goes forward, in its time', () => {
  test('I14 it lasts 120 seconds', () => {
    expect(PAIRING_SECONDS).toBe(120);
  });

  test.each(['open', 'claimed', 'approved'] as PairingState[])('I14 %s ends at its moment', (state) => {
    expect(pairingSeen({ state, expiresAt }, before)).toBe(state);
    expect(pairingSeen({ state, expiresAt }, expiresAt)).toBe('expired');
  });

  test('I14 done stays done; one that is unknown has expired', () => {
    expect(pairingSeen({ state: 'done', expiresAt }, expiresAt)).toBe('done');
    expect(pairingSeen(null, before)).toBe('expired');
  });

  test('I14 each state has one before it, and there is no way back to open', () => {
    const path: string[] = ['done'];
    while (path[0] !== 'open') path.unshift(cameFrom[path[0] as keyof typeof cameFrom]);
    expect(path).toEqual(['open', 'claimed', 'approved', 'done']);
  });
});
