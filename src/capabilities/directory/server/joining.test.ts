import { expect, test } from 'vitest';
import type { Department } from '../model/contract.ts';
import { type Caller, TestHouse } from './testing.ts';

const DAY_MS = 86_400_000;
const invitation = { role: 'member', departmentId: null as string | null, days: 7, uses: 1 as number | null };

function invite(
  owner: Caller,
  more: Partial<typeof invitation> = {},
): Promise<{ id: string; link: string; usesLeft: number | null }> {
  return owner.call('directory.createInvite', { ...invitation, ...more });
}

const tokenOf = (link: string) => link.split('/').at(-1) ?? '';

test('D13: an invite shows where it leads and lets one in, in the department it names', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  const department = await owner.call<Department>('directory.createDepartment', {
    name: '研发部',
    parentId: null,
    managerIds: [],
  });
  const { link } = await invite(owner, { departmentId: department.id });
  expect(link).toMatch(/^http:\/\/localhost\/join\/[A-Za-z0-9_-]{48}$/);
  const person = await world.person('张三');
  expect(await person.call('directory.inviteInfo', { invite: tokenOf(link) })).toEqual({
    companyName: '明远科技',
    role: 'member',
    departmentName: '研发部',
    needsApproval: false,
    memberName: null,
  });
  const member = await world.accept(person, link, '张三');
  expect(await member.call('directory.profile', { id: member.memberId })).toMatchObject({
    name: '张三',
    departmentIds: [department.id],
    active: true,
  });
});

test('D13: of many who take a single-use invite at once, one gets in', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  const { link } = await invite(owner, { uses: 1 });
  const people = await Promise.all(Array.from({ length: 12 }, () => world.person()));
  const outcomes = await Promise.all(
    people.map((person) =>
      world.accept(person, link, '某人').then(
        () => 'in',
        (error: { refusal?: { code: string } }) => error.refusal?.code,
      ),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'in')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 'directory.inviteGone')).toHaveLength(11);
  expect(await owner.call('directory.company')).toMatchObject({ memberCount: 2 });
});

test('D13: one account that takes two invites at once is one member', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  const person = await world.person();
  const links = await Promise.all([invite(owner), invite(owner), invite(owner)]);
  const outcomes = await Promise.all(
    links.map(({ link }) =>
      world.accept(person, link, '某人').then(
        () => 'in',
        (error: { refusal?: { code: string } }) => error.refusal?.code,
      ),
    ),
  );
  expect(outcomes.map(String).sort()).toEqual(['directory.alreadyMember', 'directory.alreadyMember', 'in']);
  // What was refused has used nothing up.
  expect(await owner.call<unknown[]>('directory.invites')).toHaveLength(2);
});

test('D13: an invite ends by time, by use, by hand, and with the power of who made it', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  const admin = await world.join(owner, 'admin');
  const person = await world.person();
  const state = async (link: string) => {
    const codes = [
      await person.refusal('directory.inviteInfo', { invite: tokenOf(link) }),
      await person.refusal('directory.acceptInvite', { invite: tokenOf(link), name: 'x' }),
    ];
    return [...new Set(codes)];
  };
  const revoked = await invite(owner);
  await owner.call('directory.revokeInvite', { id: revoked.id });
  expect(await state(revoked.link)).toEqual(['directory.inviteGone']);
  const byAdmin = await invite(admin, { role: 'admin' });
  await owner.call('directory.setRole', { id: admin.memberId, role: 'hr' });
  expect(await state(byAdmin.link)).toEqual(['directory.inviteGone']);
  const byHr = await invite(admin, { role: 'member' });
  await owner.call('directory.deactivateMember', { id: admin.memberId, handOverTo: null });
  expect(await state(byHr.link)).toEqual(['directory.inviteGone']);
  const late = await invite(owner, { days: 2 });
  const before = world.now;
  world.now = new Date(before.getTime() + 2 * DAY_MS);
  expect(await state(late.link)).toEqual(['directory.inviteGone']);
  world.now = before;
  const used = await invite(owner);
  await world.accept(await world.person(), used.link, 'x');
  expect(await state(used.link)).toEqual(['directory.inviteGone']);
  for (const nonsense of ['x'.repeat(20), 'x'.repeat(48), `${tokenOf(late.link).slice(0, 40)}AAAAAAAA`])
    expect(await state(`/${nonsense}`)).toEqual(['directory.inviteGone']);
});

test('D13: nobody invites above his own role', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  const [admin, hr] = [await world.join(owner, 'admin'), await world.join(owner, 'hr')];
  const refused = async (caller: Caller, role: string) => [
    await caller.refusal('directory.createInvite', { ...invitation, role }),
    await caller.refusal('directory.addMember', {
      name: 'x',
      title: '',
      email: null,
      phone: null,
      employeeNumber: null,
      departmentIds: [],
      role,
    }),
  ];
  const above = ['directory.roleAboveOwn', 'directory.roleAboveOwn'];
  expect(await refused(admin, 'owner')).toEqual(above);
  for (const role of ['owner', 'admin', 'hr', 'finance', 'representative'])
    expect(await refused(hr, role)).toEqual(above);
});

test('D14: where the policy wants it, joining waits for somebody who may give the role', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company('top-down');
  const seats = async (caller: Caller) =>
    (await caller.call<{ seats: { status: string }[] }>('identity.me')).seats.map((seat) => seat.status);
  const department = await owner.call<Department>('directory.createDepartment', {
    name: '研发部',
    parentId: null,
    managerIds: [],
  });
  const { link } = await invite(owner, { departmentId: department.id, uses: null });
  const [first, second] = [
    await world.accept(await world.person(), link, '张三'),
    await world.accept(await world.person(), link, '李四'),
  ];
  expect(await first.refusal('directory.company')).toBe('platform.notFound');
  expect(await seats(first)).toEqual(['waiting']);
  expect(await first.refusal('directory.acceptInvite', { invite: tokenOf(link), name: 'x' })).toBe(
    'directory.alreadyMember',
  );
  const waiting =
    await owner.call<{ name: string; accountName: string; departmentId: string }[]>('directory.joinRequests');
  expect(waiting.map((one) => [one.name, one.departmentId])).toEqual([
    ['张三', department.id],
    ['李四', department.id],
  ]);
  expect(waiting[0]?.accountName).toMatch(/@example\.com$/);
  expect(await owner.call('directory.cards', { ids: [first.memberId] })).toEqual([]);
  expect(await owner.call('directory.search', { text: '张三' })).toEqual([]);
  expect(await owner.refusal('directory.setRole', { id: first.memberId, role: 'admin' })).toBe(
    'directory.memberUnknown',
  );

  await owner.call('directory.answerJoinRequest', { memberId: first.memberId, approve: true });
  await owner.call('directory.answerJoinRequest', { memberId: second.memberId, approve: false });
  expect(await owner.refusal('directory.answerJoinRequest', { memberId: first.memberId, approve: false })).toBe(
    'directory.memberUnknown',
  );
  expect(await first.call('directory.company')).toMatchObject({ memberCount: 2 });
  expect([await seats(first), await seats(second)]).toEqual([['active'], []]);
  expect(await second.refusal('directory.company')).toBe('platform.notFound');
  const told = (await world.events(owner.companyId)).filter((event) => event.type === 'directory.joinRequestsChanged');
  expect(told.every((event) => event.audience?.length === 1 && event.audience[0] === owner.memberId)).toBe(true);
  const kinds = (await owner.call<{ kind: string }[]>('directory.ledger', { before: null })).map((entry) => entry.kind);
  expect(kinds.slice(0, 2)).toEqual(['joinRefused', 'memberJoined']);
});

test('D14: who may not give a role does not let somebody in with it', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company('top-down');
  const hrWaits = await world.join(owner, 'hr');
  await owner.call('directory.answerJoinRequest', { memberId: hrWaits.memberId, approve: true });
  const admin = await world.join(owner, 'admin');
  expect(await hrWaits.refusal('directory.answerJoinRequest', { memberId: admin.memberId, approve: true })).toBe(
    'directory.roleAboveOwn',
  );
});

test('D15: a seat is taken once, by who holds its invite, under the name and role it was given', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company('top-down');
  const seat = await owner.call<{ member: { id: string }; inviteLink: string }>('directory.addMember', {
    name: '张三',
    title: '工程师',
    email: null,
    phone: null,
    employeeNumber: 'E1',
    departmentIds: [],
    role: 'finance',
  });
  expect(await (await world.person()).call('directory.inviteInfo', { invite: tokenOf(seat.inviteLink) })).toMatchObject(
    { memberName: '张三', needsApproval: false, role: 'finance' },
  );
  const again = await owner.call<{ inviteLink: string }>('directory.inviteToSeat', { id: seat.member.id });
  expect(
    await (await world.person()).refusal('directory.acceptInvite', { invite: tokenOf(seat.inviteLink), name: 'x' }),
  ).toBe('directory.inviteGone');
  const member = await world.accept(await world.person(), again.inviteLink, '别名');
  expect(member.memberId).toBe(seat.member.id);
  expect(await member.call('directory.profile', { id: member.memberId })).toMatchObject({
    name: '张三',
    role: 'finance',
    employeeNumber: 'E1',
  });
  expect(
    await (await world.person()).refusal('directory.acceptInvite', { invite: tokenOf(again.inviteLink), name: 'x' }),
  ).toBe('directory.inviteGone');
  expect(await owner.refusal('directory.inviteToSeat', { id: seat.member.id })).toBe('directory.seatTaken');
});

test('D15: a seat whose role has changed is not taken by the old invite', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  const hr = await world.join(owner, 'hr');
  const seat = await hr.call<{ member: { id: string }; inviteLink: string }>('directory.addMember', {
    name: '张三',
    title: '',
    email: null,
    phone: null,
    employeeNumber: null,
    departmentIds: [],
    role: 'member',
  });
  await owner.call('directory.setRole', { id: seat.member.id, role: 'admin' });
  expect(
    await (await world.person()).refusal('directory.acceptInvite', { invite: tokenOf(seat.inviteLink), name: 'x' }),
  ).toBe('directory.inviteGone');
  expect(await hr.refusal('directory.inviteToSeat', { id: seat.member.id })).toBe('directory.roleAboveOwn');
});

test('D13: only hashes of invites are kept', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  const { link } = await invite(owner);
  const rows = await world.fresh.database.transaction(
    owner.companyId,
    (tx) => tx<{ all: string }>`select invite::text as all from directory.invite`,
  );
  expect(JSON.stringify(rows)).not.toContain(tokenOf(link));
  expect(JSON.stringify(rows)).not.toContain(Buffer.from(tokenOf(link), 'base64url').toString('hex', 16));
  expect(JSON.stringify(await owner.call('directory.invites'))).not.toContain(tokenOf(link));
});
