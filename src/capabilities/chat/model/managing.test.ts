import { expect, test } from 'vitest';
import { GROUP_SIZE_MAX, OPEN_RULES } from './contract.ts';
import { canAdd, canArchive, canKeepDoor, mustAsk } from './managing.ts';
import { mayMentionAll, mayWrite } from './sending.ts';

const code = (refusal: { code: string } | null) => refusal?.code ?? 'yes';
const channel = { ...OPEN_RULES, whoWrites: 'admins' as const };
const unsilenced = { silence: null, now: new Date('2026-11-23T02:24:00Z') };

test('G1 where only admins write, members read', () => {
  const facts = { canSend: true, archived: false, rules: channel, ...unsilenced };
  expect(code(mayWrite({ ...facts, role: 'member' }))).toBe('chat.onlyAdminsWrite');
  expect(code(mayWrite({ ...facts, role: 'admin' }))).toBe('yes');
  expect(code(mayWrite({ ...facts, role: 'owner' }))).toBe('yes');
  expect(code(mayWrite({ ...facts, role: 'member', rules: OPEN_RULES }))).toBe('yes');
});

test('G2 in a group that is put away nobody writes, and nobody comes in', () => {
  const facts = { canSend: true, archived: true, rules: OPEN_RULES, role: 'owner' as const, ...unsilenced };
  expect(code(mayWrite(facts))).toBe('chat.archived');
  expect(code(canAdd({ ...facts, kind: 'group', memberCount: 2 }, 1))).toBe('chat.archived');
  expect(code(canArchive('group', 'owner'))).toBe('yes');
  expect(code(canArchive('group', 'admin'))).toBe('chat.mayNotManage');
  expect(code(canArchive('department', 'owner'))).toBe('chat.mayNotManage');
});

test('G3 the stricter of company and group says who may mention everybody', () => {
  const strict = { ...OPEN_RULES, whoMentionsAll: 'groupAdmins' as const };
  expect(mayMentionAll('group', 'member', 'everybody', OPEN_RULES)).toBe(true);
  expect(mayMentionAll('group', 'member', 'everybody', strict)).toBe(false);
  expect(mayMentionAll('group', 'member', 'groupAdmins', OPEN_RULES)).toBe(false);
  expect(mayMentionAll('group', 'admin', 'groupAdmins', strict)).toBe(true);
  expect(mayMentionAll('direct', 'owner', 'everybody', OPEN_RULES)).toBe(false);
});

test('G4 everybody brings others in, or admins alone, up to the size of a group', () => {
  const facts = {
    kind: 'group',
    memberCount: GROUP_SIZE_MAX - 1,
    role: 'member',
    rules: OPEN_RULES,
    archived: false,
  } as const;
  expect(code(canAdd(facts, 1))).toBe('yes');
  expect(code(canAdd(facts, 2))).toBe('chat.groupTooLarge');
  expect(code(canAdd({ ...facts, rules: { whoAdds: 'admins' } }, 1))).toBe('chat.mayNotManage');
  expect(code(canAdd({ ...facts, rules: { whoAdds: 'admins' }, role: 'admin' }, 1))).toBe('yes');
  expect(code(canAdd({ ...facts, kind: 'department' }, 1))).toBe('chat.mayNotManage');
});

test('G6 owner and admins keep the door; who comes by a link asks where they said so, and a guest always does', () => {
  expect(code(canKeepDoor('group', 'admin'))).toBe('yes');
  expect(code(canKeepDoor('group', 'member'))).toBe('chat.mayNotManage');
  expect(code(canKeepDoor('department', 'admin'))).toBe('chat.mayNotManage');
  expect([mustAsk(false, false), mustAsk(true, false), mustAsk(false, true)]).toEqual([false, true, true]);
});
