import { describe, expect, test } from 'vitest';
import { canSilence, isSilenced, silenceUntil } from './silencing.ts';

const now = new Date('2026-11-23T02:24:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);

describe('S1 who may be silenced', () => {
  test('by the owner everybody but himself, by admins members only, by members nobody', () => {
    const may = (role: 'owner' | 'admin' | 'member', target: 'owner' | 'admin' | 'member') =>
      canSilence('group', role, target) === null;
    expect([may('owner', 'admin'), may('owner', 'member'), may('admin', 'member')]).toEqual([true, true, true]);
    expect([may('owner', 'owner'), may('admin', 'owner'), may('admin', 'admin')]).toEqual([false, false, false]);
    expect([may('member', 'member'), may('member', 'admin'), may('member', 'owner')]).toEqual([false, false, false]);
  });

  test('in groups and those of departments; nowhere else', () => {
    expect(canSilence('department', 'admin', 'member')).toBeNull();
    expect(canSilence('direct', 'owner', 'member')?.code).toBe('chat.mayNotManage');
    expect(canSilence('thread', 'owner', 'member')?.code).toBe('chat.mayNotManage');
  });
});

describe('S2 how long', () => {
  test('an hour, eight, until the next working time, a week, or until it is lifted', () => {
    const start = new Date('2026-11-24T01:00:00Z');
    expect(silenceUntil('hour', now, start)).toEqual(after(3_600_000));
    expect(silenceUntil('eightHours', now, start)).toEqual(after(8 * 3_600_000));
    expect(silenceUntil('nextStart', now, start)).toEqual(start);
    expect(silenceUntil('week', now, start)).toEqual(after(7 * 24 * 3_600_000));
    expect(silenceUntil('lifted', now, start)).toBeNull();
  });

  test('it ends at its moment, to the millisecond, and without one not by itself', () => {
    expect(isSilenced({ until: after(1) }, now)).toBe(true);
    expect(isSilenced({ until: now }, now)).toBe(false);
    expect(isSilenced({ until: after(-1) }, now)).toBe(false);
    expect(isSilenced({ until: null }, after(1e12))).toBe(true);
    expect(isSilenced(null, now)).toBe(false);
  });
});
