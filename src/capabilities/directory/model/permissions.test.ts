import { expect, test } from 'vitest';
import { canChangeRole, canDeactivate, canGiveRole, rolesToGive } from './permissions.ts';
import { type Role, roles } from './roles.ts';

const ladder: Role[] = ['guest', 'member', 'representative', 'finance', 'hr', 'admin', 'owner'];
const height = (role: Role) => (role === 'representative' || role === 'finance' ? 2 : ladder.indexOf(role));

test('D1: nobody gives a role above his own', () => {
  for (const actor of roles) {
    for (const role of rolesToGive(actor)) expect(height(role)).toBeLessThanOrEqual(height(actor));
  }
});

test('D1: only an owner makes owners; plain members, guests, finance and representatives give nothing', () => {
  expect(roles.filter((actor) => canGiveRole(actor, 'owner') === null)).toEqual(['owner']);
  expect(roles.filter((actor) => canGiveRole(actor, 'member') === null)).toEqual(['owner', 'admin', 'hr']);
  expect(canGiveRole('hr', 'admin')).toEqual({ code: 'directory.roleAboveOwn' });
});

test('D2: who changes a role must be able to give the old one and the new one', () => {
  expect(canChangeRole({ actor: 'admin', from: 'member', to: 'admin', owners: 1 })).toBeNull();
  expect(canChangeRole({ actor: 'admin', from: 'owner', to: 'member', owners: 2 })?.code).toBe(
    'directory.roleAboveOwn',
  );
  expect(canChangeRole({ actor: 'admin', from: 'member', to: 'owner', owners: 2 })?.code).toBe(
    'directory.roleAboveOwn',
  );
});

test('D3: the last owner stays', () => {
  expect(canChangeRole({ actor: 'owner', from: 'owner', to: 'admin', owners: 1 })?.code).toBe('directory.lastOwner');
  expect(canChangeRole({ actor: 'owner', from: 'owner', to: 'admin', owners: 2 })).toBeNull();
  expect(canChangeRole({ actor: 'owner', from: 'owner', to: 'owner', owners: 1 })).toBeNull();
  const leaving = { actor: 'owner', role: 'owner', manages: 0, handsOver: false } as const;
  expect(canDeactivate({ ...leaving, owners: 1 })?.code).toBe('directory.lastOwner');
  expect(canDeactivate({ ...leaving, owners: 2 })).toBeNull();
});

test('D4: who manages departments hands them over before leaving', () => {
  const leaving = { actor: 'hr', role: 'member', owners: 1 } as const;
  expect(canDeactivate({ ...leaving, manages: 1, handsOver: false })?.code).toBe('directory.handOverNeeded');
  expect(canDeactivate({ ...leaving, manages: 1, handsOver: true })).toBeNull();
  expect(canDeactivate({ ...leaving, manages: 0, handsOver: false })).toBeNull();
});

test('D4: people keepers cannot send away who stands above them, nor who holds the second key', () => {
  const of = (role: Role) =>
    canDeactivate({ actor: 'hr', role, owners: 2, manages: 0, handsOver: false })?.code ?? null;
  expect(ladder.filter((role) => of(role) === null)).toEqual(['guest', 'member', 'finance', 'hr']);
  expect(of('representative')).toBe('directory.roleAboveOwn');
});
