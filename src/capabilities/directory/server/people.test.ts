import { expect, test } from 'vitest';
import type { Department, MemberCard, MemberProfile } from '../model/contract.ts';
import { activeMemberIds, departmentOf, isManager, membersInDepartment, onMemberChanged } from './index.ts';
import { type Caller, TestHouse } from './testing.ts';

const details = { title: '', email: null, phone: null, employeeNumber: null, departmentIds: [] as string[] };

async function add(
  owner: Caller,
  name: string,
  more: object = {},
): Promise<{ member: MemberProfile; inviteLink: string }> {
  return owner.call('directory.addMember', { ...details, name, role: 'member', ...more });
}

function makeDepartment(
  owner: Caller,
  name: string,
  parentId: string | null = null,
  managerIds: (string | null)[] = [],
): Promise<Department> {
  return owner.call('directory.createDepartment', { name, parentId, managerIds });
}

test('D6: names stand in the order of their reading, page after page', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company('balanced', '王伟');
  for (const name of ['李娜', '陈晨', '张三', '安东', 'Bob Lee', '曾明', '单雄信']) await add(owner, name);
  const names: string[] = [];
  let after: { name: string; id: string } | null = null;
  for (;;) {
    const page: { members: MemberCard[]; total: number; more: boolean } = await owner.call('directory.membersOf', {
      departmentId: null,
      withSubdepartments: false,
      after,
      limit: 3,
    });
    names.push(...page.members.map((card) => card.name));
    expect(page.total).toBe(8);
    if (!page.more) break;
    after = { name: names.at(-1) ?? '', id: page.members.at(-1)?.id ?? '' };
  }
  // 曾 and 单 are read as surnames: zeng, shan.
  expect(names).toEqual(['安东', 'Bob Lee', '陈晨', '李娜', '单雄信', '王伟', '曾明', '张三']);
});

test('D8: people are found by name, reading, initials, e-mail and number, one slip forgiven', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company('balanced', '王伟');
  await add(owner, '张三', { employeeNumber: 'E-0042', email: 'Zhang.San@example.cn' });
  for (const name of ['李小明', '欧阳娜娜', 'Ann Lee', '曾明', '张珊珊']) await add(owner, name);
  const find = async (text: string) =>
    (await owner.call<MemberCard[]>('directory.search', { text })).map((card) => card.name);
  expect((await find('zs'))[0]).toBe('张三');
  expect((await find('张三'))[0]).toBe('张三');
  expect((await find('zhangsan'))[0]).toBe('张三');
  expect(await find('zhang')).toEqual(['张三', '张珊珊']);
  expect(await find('zhang.san@')).toEqual(['张三']);
  expect(await find('e-0042')).toEqual(['张三']);
  expect(await find('小明')).toEqual(['李小明']);
  expect(await find('xiaoming')).toEqual(['李小明']);
  expect(await find('lxm')).toEqual(['李小明']);
  expect(await find('娜娜')).toEqual(['欧阳娜娜']);
  expect(await find('oynn')).toEqual(['欧阳娜娜']);
  expect(await find('lee')).toEqual(['Ann Lee']);
  expect(await find('ANN lee')).toEqual(['Ann Lee']);
  expect(await find('zengming')).toEqual(['曾明']);
  expect(await find('zhagnsan')).toContain('张三');
  expect(await find('lixaoming')).toEqual(['李小明']);
  expect(await find('ouyangnama')).toEqual(['欧阳娜娜']);
  expect(await find('qqqq')).toEqual([]);
  expect(await find('%')).toEqual([]);
});

test('D8: who has left is not found', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  const { member } = await add(owner, '张三');
  await owner.call('directory.deactivateMember', { id: member.id, handOverTo: null });
  expect(await owner.call('directory.search', { text: '张三' })).toEqual([]);
  await owner.call('directory.reactivateMember', { id: member.id });
  expect(await owner.call('directory.search', { text: '张三' })).toHaveLength(1);
});

test('D5: departments form a tree; names are unique among siblings; only an empty one goes', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  const head = await makeDepartment(owner, '总部');
  const dev = await makeDepartment(owner, '研发部', head.id, [owner.memberId]);
  const web = await makeDepartment(owner, '前端组', dev.id);
  await makeDepartment(owner, '研发部', web.id);
  const edit = { name: '总部', parentId: null as string | null, managerIds: [] };
  expect(await owner.refusal('directory.editDepartment', { ...edit, id: head.id, parentId: web.id })).toBe(
    'directory.departmentInsideItself',
  );
  expect(await owner.refusal('directory.editDepartment', { ...edit, id: head.id, parentId: head.id })).toBe(
    'directory.departmentInsideItself',
  );
  expect(await owner.refusal('directory.createDepartment', { name: '研发部', parentId: head.id, managerIds: [] })).toBe(
    'directory.departmentNameTaken',
  );
  expect(await owner.refusal('directory.removeDepartment', { id: dev.id })).toBe('directory.departmentNotEmpty');
  const { member } = await add(owner, '张三', { departmentIds: [web.id] });
  const { member: other } = await add(owner, '李四', { departmentIds: [head.id, web.id] });
  await world.fresh.database.transaction(owner.companyId, async (tx) => {
    const company = owner.companyId!;
    expect(await membersInDepartment(tx, company, head.id)).toEqual([member.id, other.id].sort());
    expect(await departmentOf(tx, company, web.id)).toEqual({
      id: web.id,
      name: '前端组',
      managerIds: [],
      ancestorIds: [dev.id, head.id],
    });
    expect(await isManager(tx, company, owner.memberId!)).toBe(true);
    expect(await isManager(tx, company, member.id)).toBe(false);
  });
  // The nearest department that has a manager, never oneself.
  expect(member.managerIds).toEqual([owner.memberId]);
  const all = await owner.call<Department[]>('directory.departments');
  expect(all.find((one) => one.id === web.id)?.memberCount).toBe(2);
  expect(all.find((one) => one.id === head.id)?.memberCount).toBe(1);
});

test('D5: two moves that would make a circle together: one gives way', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  for (let round = 0; round < 5; round += 1) {
    const [a, b] = [await makeDepartment(owner, `甲${round}`), await makeDepartment(owner, `乙${round}`)];
    const move = (from: Department, to: Department) =>
      owner.call('directory.editDepartment', { id: from.id, name: from.name, parentId: to.id, managerIds: [] }).then(
        () => 'done',
        (error: { refusal?: { code: string } }) => error.refusal?.code,
      );
    expect((await Promise.all([move(a, b), move(b, a)])).map(String).sort()).toEqual([
      'directory.departmentInsideItself',
      'done',
    ]);
  }
});

test('D2, D3: roles change by the table, into the ledger and the seat, and close the sockets', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  const admin = await world.join(owner, 'admin');
  const member = await world.join(owner, 'member');
  const closed: unknown[] = [];
  const stop = onMemberChanged((...change) => closed.push(change));
  expect(await admin.refusal('directory.setRole', { id: member.memberId, role: 'owner' })).toBe(
    'directory.roleAboveOwn',
  );
  expect(await admin.refusal('directory.setRole', { id: owner.memberId, role: 'member' })).toBe(
    'directory.roleAboveOwn',
  );
  expect(await owner.refusal('directory.setRole', { id: owner.memberId, role: 'admin' })).toBe('directory.lastOwner');
  expect(await owner.refusal('directory.deactivateMember', { id: owner.memberId, handOverTo: null })).toBe(
    'directory.lastOwner',
  );
  expect(closed).toEqual([]);
  await admin.call('directory.setRole', { id: member.memberId, role: 'hr' });
  expect(closed).toEqual([[owner.companyId, member.memberId, 'role']]);
  expect((await member.call<{ seats: { role: string }[] }>('identity.me')).seats[0]?.role).toBe('hr');
  const [entry] = await owner.call<{ kind: string; facts: object; actorId: string }[]>('directory.ledger', {
    before: null,
  });
  expect(entry).toMatchObject({
    kind: 'roleChanged',
    actorId: admin.memberId,
    facts: { memberId: member.memberId, from: 'member', to: 'hr' },
  });
  expect(await member.call('directory.exportCsv', { kind: 'members' })).toBeTruthy();
  stop();
});

test('D3: two owners who step down at once: one stays', async () => {
  await using world = await TestHouse.open();
  const first = await world.company();
  const second = await world.join(first, 'owner');
  const down = (caller: Caller) =>
    caller.call('directory.setRole', { id: caller.memberId, role: 'member' }).then(
      () => 'done',
      (error: { refusal?: { code: string } }) => error.refusal?.code,
    );
  expect((await Promise.all([down(first), down(second)])).map(String).sort()).toEqual(['directory.lastOwner', 'done']);
});

test('D4: who leaves hands over his departments and is out at once', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  const hr = await world.join(owner, 'hr');
  const leaver = await world.join(owner, 'member', '张三');
  const heir = await world.join(owner, 'member', '李娜');
  const department = await makeDepartment(owner, '研发部', null, [leaver.memberId]);
  expect(await hr.refusal('directory.deactivateMember', { id: leaver.memberId, handOverTo: null })).toBe(
    'directory.handOverNeeded',
  );
  expect(await hr.refusal('directory.deactivateMember', { id: leaver.memberId, handOverTo: leaver.memberId })).toBe(
    'directory.memberUnknown',
  );
  expect(await hr.refusal('directory.deactivateMember', { id: owner.memberId, handOverTo: null })).toBe(
    'directory.roleAboveOwn',
  );
  await hr.call('directory.deactivateMember', { id: leaver.memberId, handOverTo: heir.memberId });
  expect(await leaver.refusal('directory.company')).toBe('platform.notFound');
  expect((await leaver.call<{ seats: unknown[] }>('identity.me')).seats).toEqual([]);
  const [now] = await owner.call<Department[]>('directory.departments');
  expect(now).toMatchObject({ id: department.id, managerIds: [heir.memberId] });
  expect(await owner.call('directory.cards', { ids: [leaver.memberId] })).toMatchObject([
    { name: '张三', active: false },
  ]);
  const active = await world.fresh.database.transaction(owner.companyId, (tx) =>
    activeMemberIds(tx, owner.companyId!, [leaver.memberId!, heir.memberId!]),
  );
  expect(active).toEqual([{ memberId: heir.memberId, role: 'member' }]);
  const told = (await world.events(owner.companyId)).filter((event) => event.type === 'directory.memberDeactivated');
  expect(told.map((event) => event.body)).toMatchObject([{ memberId: leaver.memberId, handOverTo: heir.memberId }]);
  const page = await owner.call<{ total: number }>('directory.membersOf', {
    departmentId: null,
    withSubdepartments: true,
    includeInactive: true,
  });
  expect(page.total).toBe(4);

  await hr.call('directory.reactivateMember', { id: leaver.memberId });
  expect(await leaver.call('directory.company')).toMatchObject({ memberCount: 4 });
});

test('D4: of a hundred requests that race the end of a membership none takes effect after it', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  const hr = await world.join(owner, 'hr', '人事');
  const requests = Array.from({ length: 100 }, (_, index) =>
    (index % 2 === 0
      ? add(hr, `新人${index}`)
      : hr.call('directory.editOwnProfile', { name: `改名${index}`, title: '', phone: null, timeZone: 'UTC' })
    ).then(
      () => 'done',
      (error: { refusal?: { code: string } }) => error.refusal?.code ?? 'a fault',
    ),
  );
  await owner.call('directory.deactivateMember', { id: hr.memberId, handOverTo: null });
  const [after] = await owner.call<MemberCard[]>('directory.cards', { ids: [hr.memberId] });
  const outcomes = await Promise.all(requests);
  expect(
    [...new Set(outcomes)].filter((one) => !['done', 'platform.notFound', 'directory.memberUnknown'].includes(one)),
  ).toEqual([]);
  const kinds = await owner.call<{ kind: string; actorId: string }[]>('directory.ledger', { before: null, limit: 200 });
  const end = kinds.findIndex((entry) => entry.kind === 'memberDeactivated');
  expect(kinds.slice(0, end)).toEqual([]);
  expect(await owner.call('directory.cards', { ids: [hr.memberId] })).toEqual([after]);
});

test('D2: an admin who is demoted while he waits gives nothing any more', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  const admin = await world.join(owner, 'admin');
  const member = await world.join(owner, 'member');
  for (let round = 0; round < 5; round += 1) {
    await owner.call('directory.setRole', { id: admin.memberId, role: 'admin' });
    await owner.call('directory.setRole', { id: member.memberId, role: 'member' });
    await Promise.allSettled([
      owner.call('directory.setRole', { id: admin.memberId, role: 'member' }),
      admin.call('directory.setRole', { id: member.memberId, role: 'admin' }),
    ]);
    const entries = await owner.call<{ actorId: string; facts: { memberId: string; to: string } }[]>(
      'directory.ledger',
      { before: null, limit: 5 },
    );
    const demoted = entries.findIndex(
      (entry) => entry.facts.memberId === admin.memberId && entry.facts.to === 'member',
    );
    expect(entries.slice(0, demoted).filter((entry) => entry.actorId === admin.memberId)).toEqual([]);
  }
});

test('an employee number is one person’s', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  await add(owner, '张三', { employeeNumber: 'E1' });
  const { member } = await add(owner, '李四', { employeeNumber: 'E2' });
  const { departmentIds } = member;
  expect(
    await owner.refusal('directory.addMember', { ...details, name: '王五', role: 'member', employeeNumber: 'E1' }),
  ).toBe('directory.employeeNumberTaken');
  expect(
    await owner.refusal('directory.editMember', {
      ...details,
      departmentIds,
      id: member.id,
      name: '李四',
      employeeNumber: 'E1',
    }),
  ).toBe('directory.employeeNumberTaken');
  // Left empty, it is none; two may have none.
  for (const name of ['甲', '乙'])
    expect((await add(owner, name, { employeeNumber: '', phone: '' })).member.employeeNumber).toBeNull();
});

test('what no database text can hold is refused at the door', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  for (const name of ['a\u0000b', '\ud800', 'a\nb', '  ']) {
    expect(await owner.refusal('directory.addMember', { ...details, name, role: 'member' })).toBe('platform.badInput');
    expect(await owner.refusal('directory.search', { text: name })).toBe('platform.badInput');
  }
});

test('mirror: what was heard, laid over what was fetched, is what is fetched now', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company('top-down');
  const fetched = async () => ({
    members: new Map(
      (
        await owner.call<{ members: MemberCard[] }>('directory.membersOf', {
          departmentId: null,
          withSubdepartments: true,
          includeInactive: true,
        })
      ).members.map((card) => [card.id as string, card]),
    ),
    departments: new Map(
      (await owner.call<Department[]>('directory.departments')).map((one) => [one.id as string, one]),
    ),
    company: await owner.call<unknown>('directory.company'),
  });
  const seen = await fetched();
  let at = (await world.events(owner.companyId)).at(-1)?.at ?? 0;
  const check = async () => {
    for (const event of await world.events(owner.companyId)) {
      if (event.at <= at) continue;
      at = event.at;
      const body = event.body as {
        members?: MemberCard[];
        departments?: Department[];
        removedIds?: string[];
        company?: unknown;
      };
      for (const card of body.members ?? []) seen.members.set(card.id, card);
      for (const department of body.departments ?? []) seen.departments.set(department.id, department);
      for (const id of body.removedIds ?? []) seen.departments.delete(id);
      if (body.company !== undefined) seen.company = body.company;
    }
    const now = await fetched();
    expect(Object.fromEntries(seen.members)).toEqual(Object.fromEntries(now.members));
    expect(Object.fromEntries(seen.departments)).toEqual(Object.fromEntries(now.departments));
    expect(seen.company).toEqual(now.company);
  };
  const dev = await makeDepartment(owner, '研发部');
  const sales = await makeDepartment(owner, '销售部', null, [owner.memberId]);
  await check();
  const { member, inviteLink } = await add(owner, '张三', { departmentIds: [dev.id] });
  await check();
  const joined = await world.accept(await world.person(), inviteLink, '别名');
  await check();
  await owner.call('directory.editMember', {
    ...details,
    id: member.id,
    name: '张三丰',
    departmentIds: [sales.id, dev.id],
  });
  await check();
  await owner.call('directory.setRole', { id: member.id, role: 'finance' });
  await joined.call('directory.editOwnProfile', { name: '三丰', title: '会计', phone: null, timeZone: 'UTC' });
  await check();
  const waiting = await world.join(owner, 'member', '李娜', dev.id);
  await check();
  await owner.call('directory.answerJoinRequest', { memberId: waiting.memberId, approve: true });
  await check();
  await owner.call('directory.editDepartment', {
    id: dev.id,
    name: '工程部',
    parentId: sales.id,
    managerIds: [waiting.memberId],
  });
  await check();
  await owner.call('directory.deactivateMember', { id: waiting.memberId, handOverTo: owner.memberId });
  await check();
  await owner.call('directory.reactivateMember', { id: waiting.memberId });
  await owner.call('directory.renameCompany', { name: '明远' });
  await owner.call('directory.setPolicy', { preset: 'balanced', changes: {} });
  await check();
  const content = Buffer.from('姓名,工号,部门,主管\n赵一,E1,总部/市场部,是\n三丰,E2,工程部,否\n').toString('base64');
  await owner.call('directory.startImport', { kind: 'members', content, dryRun: false });
  await world.imports.idle();
  await check();
  await owner.call('directory.editMember', { ...details, id: member.id, name: '三丰', departmentIds: [] });
  await owner.call('directory.editDepartment', { id: dev.id, name: '工程中心', parentId: null, managerIds: [] });
  await check();
});
