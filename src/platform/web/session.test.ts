import { beforeEach, expect, test, vi } from 'vitest';

const [zoe, ann] = [
  { id: 'z', name: 'Zoe' },
  { id: 'a', name: 'Ann' },
];
const company = (id: string) => ({ id, name: id, memberId: `m-${id}`, role: 'member' });
const both = [company('first'), company('second')];

/** As after a reload: the module anew, on what this device has kept. */
async function reloaded() {
  vi.resetModules();
  return import('./session.ts');
}

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});

test('a device that knows nothing opens the company that was joined first', async () => {
  const { setSession, sessionStore } = await reloaded();
  setSession(zoe, both);
  expect(sessionStore.get().companyId).toBe('first');
});

test('the company that was open last opens again: after a reload, and after a session that ran out', async () => {
  const first = await reloaded();
  first.setSession(zoe, both);
  first.chooseCompany('second');
  const later = await reloaded();
  later.setSession(zoe, both);
  expect(later.sessionStore.get().companyId).toBe('second');
  later.clearSession();
  const again = await reloaded();
  again.setSession(zoe, both);
  expect(again.sessionStore.get().companyId).toBe('second');
});

test('each account has its own, and one that was left is not opened', async () => {
  const { setSession, chooseCompany, clearSession, sessionStore } = await reloaded();
  setSession(zoe, both);
  chooseCompany('second');
  clearSession();
  setSession(ann, both);
  expect(sessionStore.get().companyId).toBe('first');
  clearSession();
  setSession(zoe, [company('first'), company('third')]);
  expect(sessionStore.get().companyId).toBe('first');
});
