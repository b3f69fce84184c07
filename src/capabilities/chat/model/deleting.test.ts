import { expect, test } from 'vitest';
import { canDelete, canRestore, eraseAtOf } from './deleting.ts';

const DAY_MS = 86_400_000;

test.each([
  ['group', 'owner', true],
  ['group', 'admin', false],
  ['group', 'member', false],
  ['direct', 'member', false],
  ['department', 'admin', false],
  ['thread', 'owner', false],
] as const)('D1 a %s is deleted by its %s: %s', (kind, role, may) => {
  expect(canDelete(kind, role) === null).toBe(may);
});

test('D4 who deleted it restores it, and owner and admins of the company; nobody once it is being erased', () => {
  const deletion = { deletedBy: 'lin', begun: false };
  const code = (memberId: string, role: string, begun = false) =>
    canRestore({ memberId, role }, { ...deletion, begun })?.code;
  expect(code('lin', 'member')).toBeUndefined();
  expect(code('lu', 'admin')).toBeUndefined();
  expect(code('he', 'owner')).toBeUndefined();
  expect(code('zhou', 'member')).toBe('chat.mayNotRestore');
  expect(code('qin', 'representative')).toBe('chat.mayNotRestore');
  expect(code('lin', 'member', true)).toBe('chat.beingErased');
});

test('D4 it is there for 30 days', () => {
  const at = new Date('2026-11-26T09:00:00Z');
  expect(eraseAtOf(at).getTime() - at.getTime()).toBe(30 * DAY_MS);
});
