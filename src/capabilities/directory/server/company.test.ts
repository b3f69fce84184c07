import pg from 'pg';
import { expect, test } from 'vitest';
import type { Company, Policy } from '../model/contract.ts';
import { presets } from '../model/policy.ts';
import { companyIds } from './index.ts';
import { TestHouse } from './testing.ts';

interface Entry {
  number: number;
  kind: string;
  actorId: string | null;
  facts: Record<string, unknown>;
}
interface Verdict {
  entries: number;
  intact: boolean;
  firstBroken: number | null;
}

test('D0: whoever makes a company is its owner, with a seat, a policy and a ledger', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company('top-down', '王伟');
  const company = await owner.call<Company>('directory.company');
  expect(company).toMatchObject({ name: '明远科技', timeZone: 'Asia/Shanghai', memberCount: 1 });
  // Nobody is named before two keys have agreed to it (D17).
  const alone = { receipts: 'counted', receiptOptOut: 'everywhere', noticeNames: 'off' };
  expect(company.policy).toEqual({ preset: 'top-down', ...presets['top-down'], ...alone });
  expect(await owner.call('directory.profile', { id: owner.memberId })).toMatchObject({
    name: '王伟',
    role: 'owner',
    active: true,
  });
  const me = await owner.call<{ seats: unknown[] }>('identity.me');
  expect(me.seats).toEqual([
    {
      companyId: owner.companyId,
      companyName: '明远科技',
      memberId: owner.memberId,
      memberName: '王伟',
      role: 'owner',
      status: 'active',
    },
  ]);
  const [first] = await owner.call<Entry[]>('directory.ledger', { before: null });
  expect(first).toMatchObject({ number: 1, kind: 'companyCreated', actorId: owner.memberId });
  const types = (await world.events(owner.companyId)).map((event) => event.type);
  expect(types).toEqual(['directory.companyChanged', 'directory.membersChanged']);
  expect(
    await owner.refusal('directory.createCompany', { name: 'x', timeZone: 'Mars/Phobos', preset: 'balanced' }),
  ).toBe('directory.timeZoneUnknown');
});

test('D11: a change of policy is written down with what it was, and told', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company('balanced');
  const policy = await owner.call<Policy>('directory.setPolicy', {
    preset: 'self-managed',
    changes: { receipts: 'counted' },
  });
  expect(policy).toEqual({ preset: 'self-managed', ...presets['self-managed'], receipts: 'counted' });
  await owner.call('directory.setPolicy', { changes: { receipts: 'counted' } });
  const entries = await owner.call<Entry[]>('directory.ledger', { before: null });
  expect(entries.map((entry) => entry.kind)).toEqual(['policyChanged', 'companyCreated']);
  expect(entries[0]?.facts['whoMentionsAll']).toEqual({ from: 'groupAdmins', to: 'everybody' });
  const told = (await world.events(owner.companyId)).at(-1);
  expect(told).toMatchObject({ type: 'directory.companyChanged', body: { policyChanged: true, company: { policy } } });
});

test('a new name of the company reaches everybody’s list', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  const member = await world.join(owner, 'member');
  await owner.call('directory.renameCompany', { name: '明远' });
  expect((await member.call<{ seats: { companyName: string }[] }>('identity.me')).seats[0]?.companyName).toBe('明远');
});

test('D12: the ledger is whole until somebody touches it, and then says where', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  for (const dingsADay of ['1', '2', '3', '1']) await owner.call('directory.setPolicy', { changes: { dingsADay } });
  const verify = () => owner.call<Verdict>('directory.verifyLedger');
  expect(await verify()).toEqual({ entries: 5, intact: true, firstBroken: null });

  // As the owner of the tables, behind every lock of ours.
  const client = new pg.Client({ connectionString: world.fresh.ownerUrl });
  await client.connect();
  const spoilt = async (sql: string) => {
    await client.query(sql);
    return verify();
  };
  await client.query('create table public.kept as select * from directory.ledger');
  const restore = () =>
    client.query('delete from directory.ledger; insert into directory.ledger select * from public.kept');
  expect((await spoilt(`update directory.ledger set facts = '{}' where number = 3`)).firstBroken).toBe(3);
  await restore();
  expect((await spoilt(`update directory.ledger set at = at + interval '1 ms' where number = 2`)).firstBroken).toBe(2);
  await restore();
  expect((await spoilt('delete from directory.ledger where number = 4')).firstBroken).toBe(4);
  await restore();
  expect((await spoilt('delete from directory.ledger where number = 5')).firstBroken).toBe(5);
  await restore();
  expect((await spoilt('update directory.ledger set actor_id = null where number = 1')).firstBroken).toBe(1);
  await restore();
  expect((await verify()).intact).toBe(true);
  await client.end();
});

test('D12: the server itself can neither change nor remove what is written', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  const client = new pg.Client({ connectionString: world.fresh.appUrl });
  await client.connect();
  await client.query(`select set_config('app.company', $1, false)`, [owner.companyId]);
  await expect(client.query(`update directory.ledger set facts = '{}'`)).rejects.toThrow(/permission denied/);
  await expect(client.query('delete from directory.ledger')).rejects.toThrow(/permission denied/);
  await expect(client.query('truncate directory.ledger')).rejects.toThrow(/permission denied/);
  await client.end();
});

test('D12: many who write at once make one chain', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company();
  await Promise.all(
    Array.from({ length: 20 }, () =>
      owner.call('directory.createInvite', { role: 'member', departmentId: null, days: 1, uses: 1 }),
    ),
  );
  expect(await owner.call('directory.verifyLedger')).toEqual({ entries: 21, intact: true, firstBroken: null });
});

test('the operator’s commands see every company, the server itself none', async () => {
  await using world = await TestHouse.open();
  const [a, b] = [await world.company(), await world.company()];
  expect(new Set(await companyIds(world.fresh.ownerUrl))).toEqual(new Set([a.companyId, b.companyId]));
});
