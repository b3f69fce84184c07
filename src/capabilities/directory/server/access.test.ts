import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Department, directoryCalls, roles } from '../model/contract.ts';
import { type Caller, TestHouse } from './testing.ts';

type CallName = keyof typeof directoryCalls;
const names = Object.keys(directoryCalls) as CallName[];
const inside = names.filter((name) => Array.isArray(directoryCalls[name].allow));
const nobody = '00000000-0000-7000-8000-000000000000';

/** A well-formed body for every call, about a given member, department, invite and import. */
function bodies(ids: {
  member: string;
  department: string;
  invite: string;
  import: string;
  watching: string;
  content: string;
}): Record<CallName, unknown> {
  const details = {
    name: '张三',
    title: '',
    email: null,
    phone: null,
    employeeNumber: null,
    departmentIds: [ids.department],
  };
  return {
    createCompany: { name: 'x', timeZone: 'UTC', preset: 'balanced' },
    company: {},
    renameCompany: { name: '明远' },
    setPolicy: { changes: {} },
    cards: { ids: [ids.member] },
    profile: { id: ids.member },
    departments: {},
    membersOf: { departmentId: ids.department, withSubdepartments: true },
    search: { text: 'zhang' },
    findDepartments: { text: 'yan' },
    addMember: { ...details, role: 'member' },
    editMember: { ...details, id: ids.member },
    editOwnProfile: { name: '我', title: '', phone: null, timeZone: 'UTC' },
    setRole: { id: ids.member, role: 'member' },
    deactivateMember: { id: ids.member, handOverTo: null },
    reactivateMember: { id: ids.member },
    createDepartment: { name: '新部门', parentId: ids.department, managerIds: [ids.member] },
    editDepartment: { id: ids.department, name: '研发部', parentId: null, managerIds: [] },
    removeDepartment: { id: ids.department },
    createInvite: { role: 'member', departmentId: ids.department, days: 1, uses: 1 },
    inviteToSeat: { id: ids.member },
    invites: {},
    revokeInvite: { id: ids.invite },
    inviteInfo: { invite: 'x'.repeat(48) },
    acceptInvite: { invite: 'x'.repeat(48), name: '我' },
    joinRequests: {},
    answerJoinRequest: { memberId: ids.member, approve: true },
    previewImport: { kind: 'members', content: ids.content },
    startImport: { kind: 'members', content: ids.content, dryRun: true },
    importState: { id: ids.import },
    exportCsv: { kind: 'members' },
    ledger: { before: null },
    verifyLedger: {},
    watching: {},
    askWatching: {
      name: 'receipts',
      step: 'named',
      purpose: '停机以后要弄清楚通知有没有送到每一位同事',
      keptMonths: 3,
    },
    answerWatching: { id: ids.watching, agree: true },
    voteWatching: { id: ids.watching, agree: true },
    endWatching: { id: ids.watching },
  };
}

const content = Buffer.from('姓名,工号\n张三,E1\n').toString('base64');

async function outcome(caller: Caller, name: CallName, body: unknown): Promise<string> {
  try {
    return JSON.stringify(await caller.call(`directory.${name}`, body));
  } catch (error) {
    const refusal = (error as { refusal?: { code: string } }).refusal;
    if (refusal === undefined) throw error;
    return refusal.code;
  }
}

async function worldOfTwo() {
  const world = await TestHouse.open();
  const [mine, theirs] = [await world.company('balanced', '我方'), await world.company('balanced', '他方')];
  const member = await world.join(theirs, 'member', '张三丰');
  const department = await theirs.call<Department>('directory.createDepartment', {
    name: '机密部',
    parentId: null,
    managerIds: [member.memberId],
  });
  const invite = await theirs.call<{ id: string; link: string }>('directory.createInvite', {
    role: 'member',
    departmentId: null,
    days: 1,
    uses: 1,
  });
  const started = await theirs.call<{ id: string }>('directory.startImport', {
    kind: 'members',
    content,
    dryRun: true,
  });
  await world.imports.idle();
  await world.join(theirs, 'representative', '代表');
  const asked = await theirs.call<{ id: string }>('directory.askWatching', {
    ...{ name: 'receipts', step: 'named', keptMonths: 3 },
    purpose: '停机以后机密部要弄清楚通知有没有送到每一位同事',
  });
  return {
    world,
    mine,
    theirs,
    ids: {
      member: member.memberId ?? '',
      department: department.id,
      invite: invite.id,
      import: started.id,
      watching: asked.id,
      content,
    },
  };
}

describe('a stranger', () => {
  let shared: Awaited<ReturnType<typeof worldOfTwo>>;
  beforeAll(async () => {
    shared = await worldOfTwo();
  });
  afterAll(() => shared.world[Symbol.asyncDispose]());

  test.each(inside)(
    'of another company learns and changes nothing by %s: ids of theirs are as unknown as invented ones',
    async (name) => {
      const { world, mine, theirs, ids } = shared;
      const before = await outcome(theirs, 'membersOf', { departmentId: null, withSubdepartments: true });
      const events = (await world.events(theirs.companyId)).length;
      const random = { member: nobody, department: nobody, invite: nobody, import: nobody, watching: nobody, content };
      const asked = await outcome(theirs, 'watching', {});
      const withTheirs = await outcome(mine, name, bodies(ids)[name]);
      expect(withTheirs).not.toContain('机密部');
      expect(withTheirs).not.toContain('张三丰');
      // Asked twice, some answers differ by what the first call made; a refusal never does.
      const withRandom = await outcome(mine, name, bodies(random)[name]);
      const answered = /^[{[]/.test(withRandom);
      expect(answered ? 'an answer' : withTheirs).toBe(answered ? 'an answer' : withRandom);
      await world.imports.idle();
      expect(await outcome(theirs, 'membersOf', { departmentId: null, withSubdepartments: true })).toBe(before);
      expect(await outcome(theirs, 'watching', {})).toBe(asked);
      expect((await world.events(theirs.companyId)).length).toBe(events);
    },
  );

  test('who names their company instead of his own is told that there is no such thing', async () => {
    const { world, mine, theirs, ids } = shared;
    const posing = { ...mine.credentials, companyId: theirs.companyId };
    for (const name of inside) {
      await expect(world.house.call(`directory.${name}`, posing, bodies(ids)[name])).rejects.toMatchObject({
        refusal: { code: 'platform.notFound' },
      });
    }
  });
});

describe('roles', () => {
  test('D1: every call answers exactly the roles that the contract names', async () => {
    await using world = await TestHouse.open();
    const owner = await world.company();
    const department = await owner.call<Department>('directory.createDepartment', {
      name: '研发部',
      parentId: null,
      managerIds: [],
    });
    const ids = {
      member: nobody,
      department: department.id,
      invite: nobody,
      import: nobody,
      watching: nobody,
      content,
    };
    for (const role of roles) {
      const caller = role === 'owner' ? owner : await world.join(owner, role, role);
      const refused = [];
      for (const name of inside) {
        if ((await outcome(caller, name, bodies(ids)[name])) === 'platform.forbidden') refused.push(name);
        await world.imports.idle();
      }
      const expected = inside.filter((name) => !(directoryCalls[name].allow as readonly string[]).includes(role));
      expect([role, refused]).toEqual([role, expected]);
    }
  });

  test('without a sign-in only an invite can be looked at', async () => {
    await using world = await TestHouse.open();
    const owner = await world.company();
    const ids = { member: nobody, department: nobody, invite: nobody, import: nobody, watching: nobody, content };
    const stranger = { ...owner.credentials, token: null };
    for (const name of names.filter((one) => one !== 'inviteInfo')) {
      await expect(world.house.call(`directory.${name}`, stranger, bodies(ids)[name])).rejects.toMatchObject({
        refusal: { code: 'platform.notSignedIn' },
      });
    }
  });

  test('D7: a guest knows people by their ids only, and of them a card', async () => {
    await using world = await TestHouse.open();
    const owner = await world.company();
    const member = await world.join(owner, 'member', '李娜');
    await member.call('directory.editOwnProfile', {
      name: '李娜',
      title: '设计师',
      phone: '13800138000',
      timeZone: 'Europe/Berlin',
    });
    const guest = await world.join(owner, 'guest', '客人');
    expect(await guest.refusal('directory.membersOf', { departmentId: null, withSubdepartments: true })).toBe(
      'platform.forbidden',
    );
    expect(await guest.call<unknown[]>('directory.cards', { ids: [member.memberId, nobody] })).toHaveLength(1);
    expect(await guest.call('directory.profile', { id: member.memberId })).toMatchObject({
      name: '李娜',
      title: '设计师',
      phone: null,
      timeZone: 'Asia/Shanghai',
      joinedAt: null,
    });
    expect(await owner.call('directory.profile', { id: member.memberId })).toMatchObject({
      phone: '13800138000',
      timeZone: 'Europe/Berlin',
    });
  });

  test('D7: what a guest’s socket hears is no more than a guest may ask', async () => {
    await using world = await TestHouse.open();
    const owner = await world.company();
    const guest = await world.join(owner, 'guest', '客人');
    const member = await world.join(owner, 'member', '李娜');
    await owner.call('directory.createDepartment', { name: '研发部', parentId: null, managerIds: [] });
    const hears = async (caller: Caller) => {
      const opened = await world.house.openSocket(caller.credentials, 0);
      return new Set(opened.missed.map((event) => event.type));
    };
    expect(await hears(guest)).toEqual(new Set(['directory.companyChanged']));
    expect(await hears(member)).toEqual(
      new Set(['directory.companyChanged', 'directory.membersChanged', 'directory.departmentsChanged']),
    );
  });
});
