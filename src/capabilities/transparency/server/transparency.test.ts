import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { MORNING, openTestHouseWith } from '#chat/server/testing.ts';
import { makeDings } from '#ding/server/index.ts';
import { companiesAfter, createAccountWithSession } from '#identity/server/index.ts';
import type { TimeFacts } from '#outbox/model/contract.ts';
import type { Source } from '#outbox/server/index.ts';
import { openPushService } from '#outbox/server/testing.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { dayOfText, textOfDay } from '#platform/model/zone.ts';
import type { Identity } from '#platform/server/connection.ts';
import { Followers } from '#platform/server/follow.ts';
import { newId, noEdge } from '#platform/server/house.ts';
import { workTime } from '#worktime/server/index.ts';
import type { transparencyCalls } from '../model/contract.ts';
import { makeTransparency } from './index.ts';

type Calls = typeof transparencyCalls;
const MINUTE = 60_000;
const DAY = 86_400_000;
const MONDAY = dayOfText('2026-11-23') ?? 0;
const EVENING = new Date('2026-11-23T10:40:00Z');
const NEXT_START = new Date('2026-11-24T01:00:00Z');
const RELEASED = new Date(NEXT_START.getTime() + 3 * MINUTE);
/** Tuesday of the week after, and long after everything. */
const NEXT_WEEK = new Date('2026-12-01T02:00:00Z');
const LONG_AFTER = new Date(MORNING.getTime() + 92 * DAY);

/** Something that is told to who is on call, as the alarm of a machine would be. */
const alarm: Source = {
  name: 'alarm',
  kinds: {
    rings: { meant: true, quiet: { offHours: 'hold', onLeave: 'hold', inFocus: 'now', onCall: 'now' } },
  },
  look: (_, marks) =>
    Promise.resolve(
      marks.map(() => ({
        ...{ isOver: false, isOwn: false, byId: null, message: null },
        ...{ setting: 'all' as const, told: { title: 'x', from: '', text: 'x' }, path: '/' },
      })),
    ),
};

const transparency = makeTransparency();
let house: Awaited<ReturnType<typeof openTestHouseWith>>;
let followers: Followers;
let service: Awaited<ReturnType<typeof openPushService>>;
let owner: pg.Client;
/** What the calendar of a test says beyond office hours, of all or of some. */
let time: Partial<TimeFacts> = {};
let onCall = new Set<MemberId>();

beforeAll(async () => {
  service = await openPushService();
  house = await openTestHouseWith(
    {
      workTime: {
        ...workTime,
        factsOf: async (...asked) =>
          new Map(
            [...(await workTime.factsOf(...asked))].map(([id, facts]) => [
              id,
              { ...facts, ...time, ...(onCall.has(id) ? { onCall: true } : {}) },
            ]),
          ),
      },
    },
    ({ chat, outbox, files }) => makeDings(chat, outbox, files).capability,
    transparency.capability,
  );
  house.outbox.from(alarm);
  followers = new Followers(house.house, companiesAfter, (error) => house.errors.push(error));
  followers.start();
  transparency.start(house.house, companiesAfter, (error) => house.errors.push(error));
  owner = new pg.Client({ connectionString: house.fresh.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await transparency.stop();
  await followers.stop();
  await owner.end();
  await house[Symbol.asyncDispose]();
  await service[Symbol.asyncDispose]();
});
afterEach(() => {
  if (house.errors.length > 0) throw new Error('behind our back', { cause: house.errors });
  time = {};
  onCall = new Set();
  house.at(MORNING);
});

const ask = <Name extends keyof Calls>(as: Identity, name: Name, input: object = {}) =>
  house.call(as, `transparency.${name}`, input) as Promise<OutputOf<Calls[Name]>>;
const on = async (as: Identity, day = MONDAY) =>
  (await ask(as, 'interruptions', { day: textOfDay(day) })).interruptions;
const direct = async (from: Identity, to: Identity): Promise<ConversationId> =>
  (await house.talk(from, 'openDirect', { memberId: to.memberId })).conversation.id;

/** A phone of this member that is told of things. */
async function phone(as: Identity): Promise<Identity> {
  const { sessionId } = await house.house.run(noEdge, (ctx) =>
    createAccountWithSession(ctx, { accountName: `${newId()}@example.com`, password: null, name: 'x', language: 'zh' }),
  );
  const me = { ...as, sessionId };
  const input = { showsContent: false, language: 'zh', subscription: service.browser().subscription };
  await house.call(me, 'outbox.setDevice', input);
  return me;
}

async function settle(): Promise<void> {
  await house.chat.flush();
  await followers.settle();
  await house.outbox.settle();
}

async function people<Name extends string>(...names: Name[]): Promise<Record<Name, Identity>> {
  const made = (await house.company(...names)) as Record<Name, Identity>;
  await followers.settle();
  return made;
}

const ring = (to: Identity, number: number) =>
  house.house.inCompany(to.companyId, (ctx) =>
    house.outbox.plan(ctx, alarm, [{ memberId: to.memberId, place: to.companyId, number, kind: 'rings' }]),
  );

describe('T1 what interrupted a member', () => {
  test('says who, of which kind, where, how and why, to him alone', async () => {
    const { lin, zhou } = await people('lin', 'zhou');
    await phone(zhou);
    const talk = await direct(lin, zhou);
    const group = await house.group(lin, zhou);
    await house.say(lin, talk, '批次单缺一个批号');
    await house.say(lin, group, `<@${zhou.memberId}> 看一下`);
    await settle();
    const told = {
      byId: lin.memberId,
      toldAt: MORNING,
      heldFor: null,
      ways: ['push'],
      because: 'hours',
      inDigest: false,
    };
    const found = await on(zhou);
    expect(found).toHaveLength(2);
    expect(found).toContainEqual(
      expect.objectContaining({ ...told, kind: 'direct', message: { conversationId: talk, number: 1, name: '' } }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({
        ...{ ...told, kind: 'mention', source: 'chat' },
        message: { conversationId: group, number: 2, name: '三号线复产' },
      }),
    );
    expect(await on(lin)).toEqual([]);
    expect((await ask(zhou, 'interruptionDays')).days).toEqual([{ day: MONDAY, told: 2, held: 0 }]);
  });

  test('leads nowhere any more once he is out of the conversation', async () => {
    const { lin, zhou } = await people('lin', 'zhou');
    await phone(zhou);
    const group = await house.group(lin, zhou);
    await house.say(lin, group, `<@${zhou.memberId}> 看一下`);
    await settle();
    await house.talk(lin, 'removeParticipant', { conversationId: group, memberId: zhou.memberId });
    expect(await on(zhou)).toMatchObject([{ byId: lin.memberId, kind: 'mention', message: null }]);
  });

  test('tells his own word and duty apart from planned hours', async () => {
    const { lin, zhou } = await people('lin', 'zhou');
    await phone(zhou);
    house.at(EVENING);
    await house.call(zhou, 'worktime.workNow', { until: new Date(EVENING.getTime() + 60 * MINUTE).toISOString() });
    await house.say(lin, await direct(lin, zhou), '还在吗');
    await settle();
    expect(await on(zhou)).toMatchObject([{ because: 'ownWord', toldAt: EVENING }]);
    await house.call(zhou, 'worktime.asPlanned', {});
    onCall = new Set([zhou.memberId]);
    await ring(zhou, 1);
    await settle();
    expect((await on(zhou)).filter(({ source }) => source === 'alarm')).toMatchObject([
      { because: 'onCall', byId: null, message: null },
    ]);
  });

  test('R17 holds no word of what was said and nothing of whether he read it', async () => {
    const { lin, zhou } = await people('lin', 'zhou');
    const me = await phone(zhou);
    const talk = await direct(lin, zhou);
    await house.say(lin, talk, '批次单缺一个批号');
    await settle();
    const before = await owner.query('select * from outbox.interruption where member_id = $1', [zhou.memberId]);
    await house.read(me, talk, 1);
    house.at(new Date(MORNING.getTime() + MINUTE));
    await settle();
    const after = await owner.query('select * from outbox.interruption where member_id = $1', [zhou.memberId]);
    expect(after.rows).toEqual(before.rows);
    expect(JSON.stringify(after.rows)).not.toContain('批号');
  });
});

describe('T2 what was kept from a member', () => {
  test('says until when and why; what comes of it at the next start is one interruption', async () => {
    const { lin, zhou } = await people('lin', 'zhou');
    await phone(zhou);
    const [talk, group] = [await direct(lin, zhou), await house.group(lin, zhou)];
    house.at(EVENING);
    await house.say(lin, talk, '一');
    await house.say(lin, group, `<@${zhou.memberId}> 二`);
    await settle();
    const kept = await on(zhou);
    expect(kept).toHaveLength(2);
    for (const one of kept) {
      expect(one).toMatchObject({ heldFor: 'off', toldAt: null, because: null, ways: [] });
      expect((one.heldUntil?.getTime() ?? 0) - NEXT_START.getTime()).toBeLessThan(2 * MINUTE);
    }
    expect((await ask(zhou, 'interruptionDays')).days).toEqual([{ day: MONDAY, told: 0, held: 2 }]);
    // More in the same rest is no more rows.
    house.at(new Date(EVENING.getTime() + MINUTE));
    await house.say(lin, talk, '三');
    await settle();
    expect(await on(zhou)).toHaveLength(2);

    house.at(RELEASED);
    await settle();
    expect(await on(zhou)).toMatchObject([1, 2].map(() => ({ toldAt: RELEASED, inDigest: true, heldFor: 'off' })));
    expect((await ask(zhou, 'interruptionDays')).days).toEqual([
      { day: MONDAY, told: 0, held: 2 },
      { day: MONDAY + 1, told: 1, held: 0 },
    ]);
  });

  test('leave and focus are said apart; what was read before its time stays told to nobody', async () => {
    const { lin, zhou, luo } = await people('lin', 'zhou', 'luo');
    for (const one of [zhou, luo]) await phone(one);
    time = { onLeave: true, nextStart: NEXT_START };
    await house.say(lin, await direct(lin, zhou), '一');
    await settle();
    expect(await on(zhou)).toMatchObject([{ heldFor: 'leave' }]);
    time = { focusUntil: new Date(MORNING.getTime() + 60 * MINUTE) };
    const talk = await direct(lin, luo);
    await house.say(lin, talk, '二');
    await settle();
    expect(await on(luo)).toMatchObject([{ heldFor: 'focus' }]);
    await house.read(luo, talk, 1);
    await settle();
    time = {};
    house.at(RELEASED);
    await settle();
    expect(await on(luo)).toMatchObject([{ heldFor: 'focus', toldAt: null }]);
    // What comes later is another interruption, not the end of that one.
    await house.say(lin, talk, '三');
    await settle();
    expect(await on(luo)).toMatchObject([{ heldFor: 'focus', toldAt: null }]);
    expect(await on(luo, MONDAY + 1)).toMatchObject([{ heldFor: null, toldAt: RELEASED, inDigest: false }]);
  });

  test('a change of hours moves the end of it and makes no second row', async () => {
    const { lin, zhou } = await people('lin', 'zhou');
    await phone(zhou);
    house.at(EVENING);
    await house.say(lin, await direct(lin, zhou), '一');
    await settle();
    time = { nextStart: new Date(NEXT_START.getTime() + DAY) };
    await house.house.inCompany(zhou.companyId, (ctx) => house.outbox.timeChanged(ctx, [zhou.memberId]));
    await settle();
    const kept = await on(zhou);
    expect(kept).toHaveLength(1);
    expect(kept[0]?.heldUntil?.getTime()).toBeGreaterThanOrEqual(NEXT_START.getTime() + DAY);
  });
});

describe('T5 T6 T7 what a representative sees', () => {
  /** Twelve members, ten of them in a department; three of these can be told. */
  async function plant() {
    const keys = Array.from({ length: 11 }, (_, n) => `m${n}`);
    const made = await house.company('owner', 'staff', ...keys);
    await followers.settle();
    const boss = made['owner'] as Identity;
    const staff = made['staff'] as Identity;
    await owner.query(
      'update directory.member set account_id = coalesce(account_id, gen_random_uuid()), joined_at = $2 where company_id = $1',
      [boss.companyId, MORNING],
    );
    await house.call(boss, 'directory.setRole', { id: staff.memberId, role: 'representative' });
    Object.assign(staff, { role: 'representative' });
    const { id } = (await house.call(boss, 'directory.createDepartment', {
      ...{ name: '三号线', parentId: null, managerIds: [] },
    })) as { id: string };
    const put = (key: string, departmentIds: string[]) =>
      house.call(boss, 'directory.editMember', {
        ...{
          id: (made[key] as Identity).memberId,
          name: key,
          title: '',
          email: null,
          phone: null,
          employeeNumber: null,
        },
        departmentIds,
      });
    for (const key of keys.slice(0, 10)) await put(key, [id]);
    for (const key of keys.slice(0, 3)) await phone(made[key] as Identity);
    return { boss, staff, put, one: made['m0'] as Identity, two: made['m1'] as Identity };
  }

  test('counts by week and department, of weeks that are over, once: what changes later changes nothing in them', async () => {
    const { boss, staff, put, one, two } = await plant();
    await transparency.settle();
    house.at(EVENING);
    for (const to of [one, two]) await house.say(boss, await direct(boss, to), '晚上好');
    onCall = new Set([two.memberId]);
    await ring(two, 1);
    await settle();
    expect((await ask(staff, 'outOfHours')).weeks, 'the week is not over').toEqual([]);

    house.at(NEXT_WEEK);
    await transparency.settle();
    const { weeks } = await ask(staff, 'outOfHours');
    // The owner, the representative and one more are fewer than ten: they are told of with the department.
    expect(weeks).toEqual([
      {
        monday: MONDAY,
        units: [{ monday: MONDAY, departmentId: null, name: '', members: 13, onCall: 1, override: 0, held: 2 }],
      },
    ]);
    expect(JSON.stringify(weeks)).not.toContain(one.memberId);
    await put('m0', []);
    house.at(new Date(NEXT_WEEK.getTime() + DAY));
    await transparency.settle();
    expect((await ask(staff, 'outOfHours')).weeks).toEqual(weeks);
  });

  test('R30 counts nobody who was not there: seats that nobody took hide no single member among them', async () => {
    const { boss, staff, put, one } = await plant();
    await transparency.settle();
    const { id } = (await house.call(boss, 'directory.createDepartment', {
      ...{ name: '一个人的部门', parentId: null, managerIds: [] },
    })) as { id: string };
    await put('m0', [id]);
    for (let n = 0; n < 9; n += 1) {
      const details = { title: '', email: null, phone: null, employeeNumber: null, departmentIds: [id] };
      await house.call(boss, 'directory.addMember', { ...details, name: `空位${n}`, role: 'member' });
    }
    house.at(EVENING);
    await house.say(boss, await direct(boss, one), '晚上好');
    await settle();
    // Nor who comes when the week is over.
    house.at(NEXT_WEEK);
    await owner.query(
      `update directory.member set account_id = gen_random_uuid(), joined_at = $2
        where company_id = $1 and account_id is null and name <> '空位0'`,
      [boss.companyId, NEXT_WEEK],
    );
    await transparency.settle();
    const [week] = (await ask(staff, 'outOfHours')).weeks;
    expect(week?.units.map(({ name, members, held }) => ({ name, members, held }))).toEqual([
      { name: '', members: 13, held: 1 },
    ]);
  });

  test('says nothing of a company of fewer than ten', async () => {
    const { owner: boss, staff } = await people('owner', 'staff');
    await phone(staff);
    await house.call(boss, 'directory.setRole', { id: staff.memberId, role: 'representative' });
    house.at(EVENING);
    await house.say(boss, await direct(boss, staff), '晚上好');
    await settle();
    house.at(NEXT_WEEK);
    await transparency.settle();
    const { weeks } = await ask({ ...staff, role: 'representative' }, 'outOfHours');
    expect(weeks).toEqual([{ monday: MONDAY, units: [] }]);
  });

  test('the database itself takes no unit of fewer than ten', async () => {
    await expect(
      owner.query(`insert into transparency.unit_week values (gen_random_uuid(), 1, 1, null, '', 9, 0, 0, 0)`),
    ).rejects.toThrow('unit_week_members_check');
  });
});

test('T3 what is older than 90 days is forgotten: interruptions, dings, and what went out by gateways', async () => {
  const { lin, zhou } = await people('lin', 'zhou');
  await phone(zhou);
  const group = await house.group(lin, zhou);
  await house.say(lin, group, `<@${zhou.memberId}> 一`);
  const ding = newId();
  const to = [{ conversationId: group, messageId: newId(), memberIds: [zhou.memberId] }];
  await house.call(lin, 'ding.send', { id: ding, text: '马上', to, at: null });
  await house.call(zhou, 'ding.answer', { id: ding });
  await house.call(lin, 'directory.ledger', { before: null });
  await owner.query(
    `insert into outbox.wire select $1, gen_random_uuid(), $2, 'sms', 'ding', gen_random_uuid(), 1, 'text', true, s, false,
            $3::timestamptz, null, 0, null, null, $3::timestamptz, $3::timestamptz
       from unnest(array['delivered', 'waiting']) as s`,
    [zhou.companyId, zhou.memberId, MORNING],
  );
  await settle();
  const left = async () => {
    const of = (table: string) =>
      owner.query<{ n: number }>(`select count(*)::int as n from ${table} where company_id = $1`, [zhou.companyId]);
    const tables = [
      'outbox.interruption',
      'outbox.wire',
      'ding.ding',
      'ding.recipient',
      'ding.place',
      'directory.view',
    ];
    const counts: Record<string, number> = {};
    for (const table of tables) counts[table] = (await of(table)).rows[0]?.n ?? 0;
    return counts;
  };
  house.at(new Date(MORNING.getTime() + 89 * DAY));
  await transparency.settle();
  const before = await left();
  for (const [table, count] of Object.entries(before)) expect(count, table).toBeGreaterThan(0);
  house.at(LONG_AFTER);
  await transparency.settle();
  expect(await left()).toEqual({
    ...{ 'outbox.interruption': 0, 'outbox.wire': 1, 'ding.ding': 0, 'ding.recipient': 0, 'ding.place': 0 },
    'directory.view': before['directory.view'],
  });
  // The message stays, and its id is known.
  expect((await house.page(zhou, { conversationId: group })).messages.at(-1)).toMatchObject({ text: '马上' });
  house.at(new Date(MORNING.getTime() + 367 * DAY));
  await transparency.settle();
  expect((await left())['directory.view']).toBe(0);
});
