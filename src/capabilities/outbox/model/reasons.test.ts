import { describe, expect, test } from 'vitest';
import { whyHeld, whyTold } from './reasons.ts';

const office = { works: true, onLeave: false, isOwnWord: false, onCall: false, focusUntil: null };

describe('O21 why', () => {
  test('something waits: leave goes before everything, then rest, then focus; what else waits at work is gathered', () => {
    expect(whyHeld({ ...office, onLeave: true })).toBe('leave');
    expect(whyHeld({ ...office, focusUntil: new Date(0) })).toBe('focus');
    expect(whyHeld(office)).toBe('gathered');
    expect(whyHeld({ ...office, works: false })).toBe('off');
    expect(whyHeld({ ...office, works: false, onCall: true })).toBe('off');
  });

  test('something was told: planned hours, own word, on call; what nothing of these explains is an override', () => {
    expect(whyTold(office)).toBe('hours');
    expect(whyTold({ ...office, onCall: true })).toBe('hours');
    expect(whyTold({ ...office, isOwnWord: true })).toBe('ownWord');
    expect(whyTold({ ...office, works: false, onCall: true })).toBe('onCall');
    expect(whyTold({ ...office, works: false })).toBe('override');
  });
});
