import { expect, test } from 'vitest';
import { namedIn } from './naming.ts';

const [ONE, TWO] = ['01a2172d-1f99-79f0-8725-0f6a82ccb1b5', '01a2172d-1f99-79f0-8725-0f6a82ccb1b6'];

test('D24 an entry of the ledger names whom it was done to, one or many; other facts name nobody', () => {
  expect(namedIn({ memberId: ONE, role: 'admin' })).toEqual([ONE]);
  expect(namedIn({ memberIds: `${ONE} ${TWO}`, members: 2 })).toEqual([ONE, TWO]);
  expect(namedIn({ memberId: ONE, handOverTo: TWO })).toEqual([ONE, TWO]);
  expect(namedIn({ memberId: null, memberIds: '', exportId: TWO, name: ONE })).toEqual([]);
  expect(namedIn({ memberId: 7, memberIds: [ONE] })).toEqual([]);
});
