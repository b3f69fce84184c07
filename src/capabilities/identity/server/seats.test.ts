import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccountId, CompanyId, MemberId } from '#platform/model/ids.ts';
import { startClock } from '#platform/server/announce.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import { newId, noEdge } from '#platform/server/house.ts';
import { migrate, schemaFiles } from '#platform/server/migrate.ts';
import { accountOfMember, addSeat, removeSeat, renameCompanySeats, setSeatStatus, updateSeat } from './index.ts';
import { type Browser, World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world[Symbol.asyncDispose]());

const memberName = '王小明';

async function newCompany(): Promise<CompanyId> {
  const companyId = newId() as CompanyId;
  await inCompany(companyId, (ctx) => startClock(ctx, companyId));
  return companyId;
}

function inCompany<T>(companyId: CompanyId, work: (ctx: CompanyContext) => Promise<T>): Promise<T> {
  return world.house.runAs({ companyId, memberId: newId() as MemberId, role: 'owner' }, work);
}

async function seated(companyId: CompanyId, companyName: string, browser: Browser): Promise<MemberId> {
  const { accountId } = await browser.call<{ accountId: AccountId }>('me');
  const memberId = newId() as MemberId;
  const seat = { accountId, companyId, companyName, memberId, memberName, role: 'member', status: 'waiting' } as const;
  await world.house.run(noEdge, (ctx) => addSeat(ctx, seat));
  return memberId;
}

describe('I18 seats list the companies of an account', () => {
  test('I18 one account sits in several companies and sees its own seats only', async () => {
    const [tea, silk] = [await newCompany(), await newCompany()];
    const browser = world.browser();
    const other = world.browser();
    await browser.signUp();
    await other.signUp();
    const memberId = await seated(tea, '茶行', browser);
    await seated(silk, '丝绸行', browser);
    await seated(tea, '茶行', other);
    const { seats } = await browser.call<{ seats: { companyId: string; memberId: string }[] }>('me');
    expect(new Set(seats.map((seat) => seat.companyId))).toEqual(new Set([tea, silk]));
    expect(seats.find((seat) => seat.companyId === tea)).toEqual({
      companyId: tea,
      companyName: '茶行',
      memberId,
      memberName,
      role: 'member',
      status: 'waiting',
    });
    const owner = await world.house.run(noEdge, (ctx) => accountOfMember(ctx, tea, memberId));
    expect(owner).toBe((await browser.call<{ accountId: string }>('me')).accountId);
  });

  test('I18 the company that was joined first comes first, whatever it is called and however often it is renewed', async () => {
    const [silk, tea] = [await newCompany(), await newCompany()];
    const browser = world.browser();
    await browser.signUp();
    await seated(tea, 'Zhen Tea', browser);
    world.wait(60);
    await seated(silk, 'An Silk', browser);
    world.wait(60);
    await seated(tea, 'Zhen Tea', browser);
    const { seats } = await browser.call<{ seats: { companyName: string }[] }>('me');
    expect(seats.map(({ companyName }) => companyName)).toEqual(['Zhen Tea', 'An Silk']);
  });

  test('I18 seats of before the order of joining was kept get it from the ids of their members', async () => {
    const name = `seats_${newId().replaceAll('-', '')}`;
    const admin = new pg.Client({ connectionString: world.fresh.ownerUrl });
    await admin.connect();
    await admin.query(`create database ${name}`);
    const url = new URL(world.fresh.ownerUrl);
    url.pathname = `/${name}`;
    const files = schemaFiles();
    await migrate(
      url.toString(),
      'app',
      files.slice(
        0,
        files.findIndex(({ name: one }) => one === '0007_seat_joined'),
      ),
    );
    const old = new pg.Client({ connectionString: url.toString() });
    await old.connect();
    const [account, joined] = [newId(), new Date('2026-02-01T08:30:00.123Z')];
    await old.query(
      `insert into identity.account (account_id, account_name, name, language, created_at) values ($1, 'a@b.cn', 'a', 'en', now())`,
      [account],
    );
    await old.query(`insert into identity.seat values ($1, $2, $3, 'Tea', 'a', 'member', 'active')`, [
      account,
      newId(),
      newId(joined.getTime()),
    ]);
    await migrate(url.toString(), 'app');
    expect((await old.query('select joined_at from identity.seat')).rows).toEqual([{ joined_at: joined }]);
    await old.end();
    await admin.query(`drop database ${name}`);
    await admin.end();
  });

  test('I18 the directory keeps the copies current, and the member’s devices are told', async () => {
    const company = await newCompany();
    const browser = world.browser();
    await browser.signUp();
    const memberId = await seated(company, '茶行', browser);
    await inCompany(company, (ctx) => setSeatStatus(ctx, memberId, 'active'));
    await inCompany(company, (ctx) => updateSeat(ctx, memberId, { role: 'hr', memberName: '王明' }));
    await inCompany(company, (ctx) => renameCompanySeats(ctx, company, '老茶行'));
    const { seats } = await browser.call<{ seats: unknown[] }>('me');
    expect(seats).toMatchObject([{ status: 'active', role: 'hr', memberName: '王明', companyName: '老茶行' }]);
    const events = await world.house.eventsSince(company, null, 0, 100, 100);
    expect(events.map(({ topic, type }) => [topic, type])).toEqual([
      [memberId, 'identity.accountChanged'],
      [memberId, 'identity.accountChanged'],
    ]);
  });

  test('I18 a member without an account has no seat, and nobody is told', async () => {
    const company = await newCompany();
    await inCompany(company, (ctx) => updateSeat(ctx, newId() as MemberId, { role: 'admin' }));
    expect(await world.house.eventsSince(company, null, 0, 100, 100)).toEqual([]);
  });

  test('I18 a seat that is taken away is gone, and may be given again', async () => {
    const company = await newCompany();
    const browser = world.browser();
    await browser.signUp();
    const memberId = await seated(company, '茶行', browser);
    await inCompany(company, (ctx) => removeSeat(ctx, company, memberId));
    expect(await browser.call('me')).toMatchObject({ seats: [] });
    await seated(company, '茶行', browser);
    await seated(company, '茶行', browser);
    expect((await browser.call<{ seats: unknown[] }>('me')).seats).toHaveLength(1);
  });
});
