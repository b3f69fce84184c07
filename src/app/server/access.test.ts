import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Role, roles } from '#directory/model/contract.ts';
import type { AnyCall } from '#platform/model/contract.ts';
import { nobody, openTestProduct, type Person } from './testing.ts';

type Product = Awaited<ReturnType<typeof openTestProduct>>;
let product: Product;
const cast = new Map<string, Person>();

beforeAll(async () => {
  product = await openTestProduct();
  const owner = await product.company('Acme');
  cast.set('anonymous', nobody);
  cast.set('account', await product.account());
  cast.set('owner', owner);
  for (const role of roles) if (role !== 'owner') cast.set(role, await product.join(owner, role));
  const manager = await product.join(owner, 'member', 'manager');
  await product.must(owner, 'directory.createDepartment', {
    name: 'Line 3',
    parentId: null,
    managerIds: [manager.memberId],
  });
  cast.set('manager', manager);
  const former = await product.join(owner, 'member', 'former');
  await product.must(owner, 'directory.deactivateMember', { id: former.memberId, handOverTo: null });
  cast.set('deactivated', former);
  const stranger = await product.company('Elsewhere');
  cast.set('other company', { ...stranger, companyId: owner.companyId });
}, 60_000);

afterAll(async () => {
  await product[Symbol.asyncDispose]();
});

const REFUSED = ['platform.notSignedIn', 'platform.forbidden', 'platform.notFound'];

/** What the declared table says: the refusal at the door, or null for whoever may enter. */
function declared({ allow }: AnyCall, who: string): string | null {
  if (allow === 'anyone') return null;
  if (who === 'anonymous') return 'platform.notSignedIn';
  if (allow === 'account') return null;
  if (who === 'account' || who === 'deactivated' || who === 'other company') return 'platform.notFound';
  const role: Role = who === 'manager' ? 'member' : (who as Role);
  return allow.includes(role) ? null : 'platform.forbidden';
}

// The input is no call's: who is let in is told that it is bad, who is not is turned away before anybody looks at it.
const SENSELESS = {
  conversationId: 1,
  id: 1,
  ids: 1,
  name: 1,
  text: 1,
  invite: 1,
  kind: 1,
  number: 'x',
  accountName: 1,
  setup: 1,
};

test('the declared permission table is what is observed: every call, every role', async () => {
  const names = product.house.callNames().filter((name) => !name.startsWith('identity.signOut'));
  expect(names.length).toBeGreaterThan(80);
  const wrong: string[] = [];
  for (const name of names) {
    const call = (product.house.find(name) as { call: AnyCall }).call;
    await Promise.all(
      [...cast].map(async ([who, person]) => {
        const { body } = await product.call(person, name, SENSELESS);
        const turnedAway = REFUSED.includes(body.code ?? '') ? (body.code as string) : null;
        if (turnedAway !== declared(call, who))
          wrong.push(`${name} as ${who}: ${turnedAway} instead of ${declared(call, who)}`);
      }),
    );
  }
  expect(wrong).toEqual([]);
}, 120_000);

test('every call says who may make it, in roles that exist', () => {
  const bad = product.house.callNames().filter((name) => {
    const { allow } = (product.house.find(name) as { call: AnyCall }).call;
    return (
      typeof allow !== 'string' &&
      (allow.length === 0 || allow.some((role) => !(roles as readonly string[]).includes(role)))
    );
  });
  expect(bad).toEqual([]);
});

test('keys that no contract names are ignored: nobody gives himself a role or another company', async () => {
  const member = cast.get('member') as Person;
  const input = {
    name: 'me',
    title: '',
    phone: null,
    timeZone: 'Asia/Shanghai',
    role: 'owner',
    companyId: 'x',
    memberId: 'x',
  };
  const profile = await product.must<{ role: string; id: string }>(member, 'directory.editOwnProfile', input);
  expect(profile).toMatchObject({ role: 'member', id: member.memberId });
});

test('an id of another company is answered as a random id is', async () => {
  const [mine, theirs] = [cast.get('owner') as Person, await product.company('Third')];
  const random = '00000000-0000-7000-8000-00000000dead';
  const pairs: [string, (id: string | null) => unknown][] = [
    ['directory.profile', (id) => ({ id })],
    ['directory.cards', (id) => ({ ids: [id] })],
    ['directory.setRole', (id) => ({ id, role: 'member' })],
    ['directory.deactivateMember', (id) => ({ id, handOverTo: null })],
    ['chat.openDirect', (id) => ({ memberId: id })],
    ['chat.conversation', (id) => ({ conversationId: id })],
    ['chat.messages', (id) => ({ conversationId: id })],
    ['search.messages', (id) => ({ in: id })],
    ['search.messages', (id) => ({ from: id })],
  ];
  for (const [name, input] of pairs) {
    const [known, unknown] = [
      await product.call(mine, name, input(theirs.memberId)),
      await product.call(mine, name, input(random)),
    ];
    expect({ ...known.body, requestId: '' }, name).toEqual({ ...unknown.body, requestId: '' });
  }
});

test('no answer and no event bears a key that a secret could lie under', async () => {
  const owner = cast.get('owner') as Person;
  const keys = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) keys.add(key);
      walk(inner);
    }
  };
  for (const name of [
    'identity.me',
    'identity.devices',
    'directory.company',
    'directory.invites',
    'chat.conversations',
  ]) {
    walk((await product.call(owner, name)).body);
  }
  walk(await product.house.eventsSince(owner.companyId as never, null, 0, 10_000, 1_000));
  expect([...keys].filter((key) => /^password|hash$|secret|token|cookie/i.test(key))).toEqual([]);
});
