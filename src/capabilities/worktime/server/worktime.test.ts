import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { encode } from 'zod';
import { companiesAfter, createAccountWithSession } from '#identity/server/index.ts';
import { Followers } from '#platform/server/follow.ts';
import { newId, noEdge } from '#platform/server/house.ts';
import type { Identity } from '#platform/server/connection.ts';
import type { Tx } from '#platform/server/database.ts';
import { dayOfText } from '#platform/model/zone.ts';
import { worktimeCalls } from '../model/contract.ts';
import { openTimeHouse, week } from './testing.ts';
import { workTime } from './workTime.ts';

let house: Awaited<ReturnType<typeof openTimeHouse>>;
/** Monday 10:24 in Suzhou. */
const MORNING = new Date('2026-11-23T02:24:00Z');
const EVENING = new Date('2026-11-23T12:00:00Z');
const LONG_AGO = '2026-10-01T00:00:00Z';
const OFFICE = [1, 2, 3, 4, 5];

beforeAll(async () => {
  house = await openTimeHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});
afterEach(() => house.at(MORNING));

type People = Record<'owner' | 'lin' | 'luo' | 'wu', Identity>;
const people = async (since = LONG_AGO) => (await house.people(since, 'owner', 'lin', 'luo', 'wu')) as People;

const factsOf = async (of: Identity, now: Date) =>
  (
    await house.house.database.transaction(of.companyId, (tx) => workTime.factsOf(tx, of.companyId, [of.memberId], now))
  ).get(of.memberId);
const day = (text: string) => dayOfText(text) ?? 0;
const refused = (code: string) =>
  expect.objectContaining({ refusal: expect.objectContaining({ code }) as unknown }) as unknown;

async function give(by: Identity, to: Identity, role: string): Promise<void> {
  await house.call(by, 'directory.setRole', { id: to.memberId, role });
  Object.assign(to, { role });
}

/** Gives a member a device that is told. */
async function tellable(member: Identity): Promise<void> {
  const { sessionId } = await house.house.run(noEdge, (ctx) =>
    createAccountWithSession(ctx, { accountName: `${newId()}@example.com`, password: null, name: 'x', language: 'zh' }),
  );
  const keys = { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) };
  await house.call({ ...member, sessionId }, 'outbox.setDevice', {
    ...{
      showsContent: false,
      language: 'zh',
      subscription: { endpoint: `https://push.example/${member.memberId}`, ...keys },
    },
  });
}

/** Lets one lead a department in which the others are. */
async function lead(owner: Identity, manager: Identity, ...members: Identity[]): Promise<void> {
  const { id } = (await house.call(owner, 'directory.createDepartment', {
    name: '研发部',
    parentId: null,
    managerIds: [manager.memberId],
  })) as { id: string };
  for (const [index, member] of members.entries()) {
    await house.call(owner, 'directory.editMember', {
      ...{ id: member.memberId, name: `m${index}`, title: '', email: null, phone: null, employeeNumber: null },
      departmentIds: [id],
    });
  }
}

describe('W1 W2 whose hours, and where', () => {
  test('who was given nothing has the standard hours in his own zone', async () => {
    const { lin } = await people();
    const mine = await house.mine(lin);
    expect(mine).toMatchObject({
      works: true,
      why: 'planned',
      scheduleName: null,
      until: '2026-11-23T10:00:00.000Z',
      today: '2026-11-23',
    });
    expect(mine.days.map(({ hours }) => hours.length)).toEqual([1, 1, 1, 1, 1, 0, 0]);
    house.at(EVENING);
    expect(await house.mine(lin)).toMatchObject({ works: false, why: 'outside', until: '2026-11-24T01:00:00.000Z' });
  });

  test('a site brings its zone and holidays, unless the member has chosen a zone himself', async () => {
    const { owner, lin, luo } = await people(MORNING.toISOString());
    await house.owner.query(
      `insert into worktime.holiday values ($1, 'PT', $2, 'off', '光复节', 'Restoration Day', 1, false)`,
      [owner.companyId, day('2026-12-01')],
    );
    const lisbon = await house.site(owner, '里斯本', 'Europe/Lisbon', 'PT');
    await house.call(luo, 'directory.editOwnProfile', {
      name: 'luo',
      title: '',
      phone: null,
      timeZone: 'America/New_York',
    });
    await house.ask(owner, 'assign', { memberIds: [lin.memberId, luo.memberId], siteId: lisbon, scheduleId: null });
    expect(await house.mine(lin)).toMatchObject({ timeZone: 'Europe/Lisbon', siteName: '里斯本', works: false });
    expect((await house.mine(luo)).timeZone).toBe('America/New_York');
    const { days } = await house.mine(lin, { from: '2026-11-30' });
    expect(days[1]).toMatchObject({ day: '2026-12-01', because: 'holiday', holiday: { zh: '光复节' }, working: [] });
  });
});

describe('W4 R1 more hours have 14 days of notice', () => {
  test('fewer count tomorrow, more on the fifteenth day, and at once for who has just come', async () => {
    const { owner, lin, luo } = await people();
    const short = await house.schedule(owner, '短', week(OFFICE, 10, 16));
    const late = await house.schedule(owner, '晚', week(OFFICE, 13, 22));
    expect(await house.assign(owner, lin, null, short)).toBe('2026-11-24');
    expect(await house.assign(owner, luo, null, late)).toBe('2026-12-08');
    expect((await factsOf(luo, new Date('2026-12-07T12:00:00Z')))?.works).toBe(false);
    expect((await factsOf(luo, new Date('2026-12-08T12:00:00Z')))?.works).toBe(true);
    expect((await house.mine(luo)).change).toMatchObject({ from: '2026-12-08', scheduleName: '晚' });
    const fresh = await people('2026-11-20T00:00:00Z');
    const nights = await house.schedule(fresh.owner, '晚', week(OFFICE, 13, 22));
    expect(await house.assign(fresh.owner, fresh.lin, null, nights)).toBe('2026-11-23');
  });

  test('who has just come begins with what he is given first; more than that is more, fewer is at once', async () => {
    const { owner, lin, luo } = await people('2026-11-20T00:00:00Z');
    await house.owner.query('update directory.member set account_id = null where member_id = $1', [luo.memberId]);
    const office = await house.schedule(owner, '白', week(OFFICE, 9, 18));
    const nights = await house.schedule(owner, '夜', week(OFFICE, 9, 23));
    const short = await house.schedule(owner, '短', week(OFFICE, 10, 16));
    expect(await house.assign(owner, lin, null, office)).toBe('2026-11-23');
    house.at(EVENING);
    expect(await house.assign(owner, lin, null, nights)).toBe('2026-12-08');
    expect((await factsOf(lin, EVENING))?.works).toBe(false);
    expect(await house.assign(owner, lin, null, short)).toBe('2026-11-23');
    // Whose seat is still empty is disturbed by nothing.
    await house.assign(owner, luo, null, office);
    expect(await house.assign(owner, luo, null, nights)).toBe('2026-11-23');
  });

  test('fewer first and more the day after is more all the same', async () => {
    const { owner, lin } = await people();
    const none = await house.schedule(owner, '一小时', week([1], 9, 10));
    await house.assign(owner, lin, null, none);
    house.at(new Date('2026-11-25T02:00:00Z'));
    expect(await house.assign(owner, lin, null, null)).toBe('2026-12-10');
  });

  test('at once is today where he works: west of here it may still be yesterday', async () => {
    house.at(new Date('2026-11-23T17:00:00Z')); // the 24th in Shanghai
    const { owner, lin } = await people('2026-11-23T00:00:00Z');
    const lisbon = await house.site(owner, '里斯本', 'Europe/Lisbon', null);
    const evenings = await house.schedule(owner, '晚', week(OFFICE, 19, 22));
    expect(await house.assign(owner, lin, null, null)).toBe('2026-11-24');
    expect(await house.assign(owner, lin, lisbon, evenings)).toBe('2026-11-23');
    expect((await factsOf(lin, new Date('2026-11-23T17:30:00Z')))?.works).toBe(false);
    expect((await factsOf(lin, new Date('2026-11-23T20:00:00Z')))?.works).toBe(true);
    expect((await factsOf(lin, new Date('2026-11-24T20:00:00Z')))?.works).toBe(true);
  });

  test('another zone is more, whatever the hours', async () => {
    const { owner, lin } = await people();
    const lisbon = await house.site(owner, '里斯本', 'Europe/Lisbon', null);
    const short = await house.schedule(owner, '短', week(OFFICE, 10, 16));
    expect(await house.assign(owner, lin, lisbon, short)).toBe('2026-12-08');
  });

  test('a schedule that grows does so after the notice; one that shrinks tomorrow; one that nobody has at once', async () => {
    const { owner, lin } = await people();
    const id = await house.schedule(owner, '班', week(OFFICE, 10, 16));
    const change = (days: unknown) =>
      house.ask(owner, 'saveSchedule', {
        id,
        name: '班',
        pattern: { kind: 'weekly', days, band: null, keepsHolidays: true },
      });
    expect((await change(week(OFFICE, 10, 17))).next).toBeNull();
    await house.assign(owner, lin, null, id);
    house.at(new Date('2026-11-25T02:00:00Z'));
    expect((await change(week(OFFICE, 9, 18))).next?.from).toBe(day('2026-12-10'));
    expect((await factsOf(lin, new Date('2026-12-09T09:30:00Z')))?.works).toBe(false);
    expect((await factsOf(lin, new Date('2026-12-10T09:30:00Z')))?.works).toBe(true);
    // What was to come is given up by what comes now.
    expect((await change(week(OFFICE, 11, 15))).next?.from).toBe(day('2026-11-26'));
    expect((await factsOf(lin, new Date('2026-12-10T09:30:00Z')))?.works).toBe(false);
    // Going through holidays is more.
    const through = { kind: 'weekly', days: week(OFFICE, 11, 15), band: null, keepsHolidays: false };
    expect((await house.ask(owner, 'saveSchedule', { id, name: '班', pattern: through })).next?.from).toBe(
      day('2026-11-26'),
    );
  });

  test('what somebody has until midnight is not free before, though it is tomorrow already somewhere', async () => {
    const { owner, lin } = await people();
    const [old, other] = [
      await house.site(owner, '旧址', 'Asia/Shanghai', 'CN'),
      await house.site(owner, '新址', 'Asia/Shanghai', 'CN'),
    ];
    const office = await house.schedule(owner, '白', week(OFFICE, 9, 18));
    const short = await house.schedule(owner, '短', week(OFFICE, 10, 16));
    await house.assign(owner, lin, old, office);
    house.at(new Date('2026-11-24T12:00:00Z')); // 20:00; on Kiribati the 25th has begun
    expect(await house.assign(owner, lin, other, short)).toBe('2026-11-25');
    const always = { kind: 'weekly', days: week([1, 2, 3, 4, 5, 6, 7], 0, 24), band: null, keepsHolidays: false };
    const wide = { id: office, name: '白', pattern: always, reason: 'a reason that is long enough' };
    expect((await house.ask(owner, 'saveSchedule', wide)).next?.from).toBe(day('2026-12-10'));
    expect((await factsOf(lin, new Date('2026-11-24T13:00:00Z')))?.works).toBe(false);
    await expect(house.ask(owner, 'removeSchedule', { id: office })).rejects.toEqual(refused('worktime.scheduleUsed'));
    const moved = { id: old, name: '旧址', timeZone: 'America/New_York', country: null };
    await expect(house.ask(owner, 'saveSite', moved)).rejects.toEqual(refused('worktime.siteUsed'));
    await expect(house.ask(owner, 'removeSite', { id: old })).rejects.toEqual(refused('worktime.siteUsed'));
  });

  test('back to the zone of the company is another zone, too', async () => {
    const { owner, lin } = await people(MORNING.toISOString());
    const lisbon = await house.site(owner, '里斯本', 'Europe/Lisbon', 'PT');
    await house.assign(owner, lin, lisbon, null);
    house.at(new Date('2026-12-21T10:00:00Z'));
    expect(await house.assign(owner, lin, null, null)).toBe('2027-01-05');
    expect(await factsOf(lin, new Date('2026-12-22T02:00:00Z'))).toMatchObject({ works: false });
  });

  test('he reads what is to come, also where it is his schedule that grows, or the standard hours', async () => {
    const { owner, lin, luo } = await people();
    const id = await house.schedule(owner, '班', week(OFFICE, 10, 16));
    await house.assign(owner, lin, null, id);
    house.at(new Date('2026-11-24T02:00:00Z'));
    const pattern = { kind: 'weekly', days: week(OFFICE, 9, 20), band: null, keepsHolidays: true };
    await house.ask(owner, 'saveSchedule', { id, name: '班', pattern, reason: null });
    expect((await house.mine(lin)).change).toMatchObject({ from: '2026-12-09', pattern, mayAccept: false });
    const { mayAccept: _, ...read } = (await house.mine(lin)).change ?? {};
    await expect(house.ask(lin, 'acceptChange', read)).rejects.toEqual(refused('worktime.unknown'));
    await house.assign(owner, luo, null, await house.schedule(owner, '一小时', week([1], 9, 10)));
    house.at(new Date('2026-11-25T02:00:00Z'));
    await house.assign(owner, luo, null, null);
    expect((await house.mine(luo)).change).toMatchObject({
      ...{ from: '2026-12-10', scheduleName: null, mayAccept: true },
      pattern: { days: week(OFFICE, 9, 18) },
    });
    house.at(new Date('2026-12-10T02:00:00Z'));
    expect((await house.mine(lin)).change).toBeNull();
    expect((await house.mine(luo)).change).toBeNull();
  });

  test('W14 they are told: more hours, and days that are asked for; not fewer, nor to who gave them to himself', async () => {
    const { owner, lin, luo, wu } = await people();
    const followers = new Followers(house.house, companiesAfter, (error) => {
      throw error;
    });
    for (const who of [owner, lin, luo, wu]) await tellable(who);
    const told = async () => {
      await followers.settle();
      const { rows } = await house.owner.query<{ member_id: string }>(
        `delete from outbox.notification where company_id = $1 and source = 'worktime' and kind = 'moreHours' returning member_id`,
        [owner.companyId],
      );
      return rows.map((row) => row.member_id).sort();
    };
    const ids = (...who: Identity[]) => who.map(({ memberId }) => memberId).sort();
    const short = await house.schedule(owner, '短', week(OFFICE, 10, 16));
    const late = await house.schedule(owner, '晚', week(OFFICE, 13, 22));
    await house.assign(owner, lin, null, short);
    expect(await told()).toEqual([]);
    await house.ask(owner, 'assign', { memberIds: ids(owner, luo), siteId: null, scheduleId: late });
    expect(await told()).toEqual(ids(luo));
    house.at(new Date('2026-11-25T02:00:00Z'));
    const pattern = { kind: 'weekly', days: week(OFFICE, 9, 20), band: null, keepsHolidays: true };
    await house.ask(owner, 'saveSchedule', { id: short, name: '短', pattern, reason: null });
    expect(await told()).toEqual(ids(lin));
    const plan = (day: string, hours: unknown) =>
      house.ask(owner, 'planDays', { memberId: wu.memberId, days: [{ day, hours }] });
    await plan('2026-11-27', []);
    expect(await told()).toEqual([]);
    await plan('2026-11-28', [{ from: 540, until: 720 }]);
    expect(await told()).toEqual(ids(wu));
    await plan('2026-12-19', [{ from: 540, until: 720 }]);
    expect(await told()).toEqual(ids(wu));
    const holiday = (country: string, kind: string) =>
      house.ask(owner, 'saveHoliday', {
        country,
        holiday: { day: '2026-12-26', kind, zh: '厂庆', en: 'Works day', like: 1 },
      });
    await holiday('PT', 'work');
    await holiday('CN', 'off');
    expect(await told()).toEqual([]);
    await holiday('CN', 'work');
    expect(await told()).toEqual(ids(lin, luo, wu));
    await followers.stop();
  });

  test('W5 the member accepts them for tomorrow; nobody else does', async () => {
    const { owner, lin, luo } = await people();
    const late = await house.schedule(owner, '晚', week(OFFICE, 13, 22));
    await house.assign(owner, lin, null, late);
    const { mayAccept: _, ...read } = (await house.mine(lin)).change ?? {};
    await expect(house.ask(luo, 'acceptChange', read)).rejects.toEqual(refused('worktime.unknown'));
    // What is put in the place of what he read is nothing that he has accepted.
    const nights = await house.schedule(owner, '夜', week(OFFICE, 0, 22));
    await house.assign(owner, lin, null, nights);
    await expect(house.ask(lin, 'acceptChange', read)).rejects.toEqual(refused('worktime.unknown'));
    await house.assign(owner, lin, null, late);
    await house.ask(lin, 'acceptChange', read);
    expect((await house.mine(lin)).change?.from).toBe('2026-11-24');
    expect((await factsOf(lin, new Date('2026-11-24T12:00:00Z')))?.works).toBe(true);
    expect((await factsOf(lin, new Date('2026-11-23T09:30:00Z')))?.works).toBe(true);
  });
});

describe('W5 W11 single days', () => {
  test('fewer hours count at once; more with short notice are an offer, with enough they count', async () => {
    const { owner, lin } = await people();
    const plan = (when: string, hours: unknown) =>
      house.ask(owner, 'planDays', { memberId: lin.memberId, days: [{ day: when, hours }] });
    await plan('2026-11-24', []);
    await plan('2026-11-28', [{ from: 540, until: 720 }]);
    await plan('2026-12-12', [{ from: 540, until: 720 }]);
    expect((await factsOf(lin, new Date('2026-11-24T03:00:00Z')))?.works).toBe(false);
    expect((await factsOf(lin, new Date('2026-11-28T02:00:00Z')))?.works).toBe(false);
    expect((await factsOf(lin, new Date('2026-12-12T02:00:00Z')))?.works).toBe(true);
    expect((await house.mine(lin)).offers).toEqual([{ day: '2026-11-28', hours: [{ from: 540, until: 720 }] }]);
    const read = { day: '2026-11-28', hours: [{ from: 540, until: 720 }], accept: true };
    await plan('2026-11-28', [{ from: 540, until: 1_320 }]);
    await expect(house.ask(lin, 'acceptDay', read)).rejects.toEqual(refused('worktime.unknown'));
    await plan('2026-11-28', [{ from: 540, until: 720 }]);
    await house.ask(lin, 'acceptDay', read);
    expect((await factsOf(lin, new Date('2026-11-28T02:00:00Z')))?.works).toBe(true);
  });

  test('a day off that is taken back at short notice is an offer: it stays off until he accepts', async () => {
    const { owner, lin } = await people();
    const plan = (hours: unknown) =>
      house.ask(owner, 'planDays', { memberId: lin.memberId, days: [{ day: '2026-11-25', hours }] });
    await plan([]);
    await plan(null);
    expect((await factsOf(lin, new Date('2026-11-25T03:00:00Z')))?.works).toBe(false);
    expect((await house.mine(lin)).offers).toHaveLength(1);
    await house.ask(lin, 'acceptDay', { ...(await house.mine(lin)).offers[0], accept: false });
    expect(await house.mine(lin)).toMatchObject({ offers: [] });
    expect((await factsOf(lin, new Date('2026-11-25T03:00:00Z')))?.works).toBe(false);
  });

  test('managers plan for those they lead, and learn nothing of others', async () => {
    const { owner, lin, luo, wu } = await people();
    await lead(owner, lin, luo);
    const days = [{ day: '2026-12-20', hours: [{ from: 540, until: 720 }] }];
    await house.ask(lin, 'planDays', { memberId: luo.memberId, days });
    expect(
      (await house.ask(lin, 'roster', { memberIds: [luo.memberId], from: '2026-12-20', days: 1 }))[0]?.days[0],
    ).toMatchObject({ isPlanned: true });
    for (const other of [wu.memberId, newId()]) {
      await expect(house.ask(lin, 'planDays', { memberId: other, days })).rejects.toEqual(
        refused('worktime.memberUnknown'),
      );
      await expect(
        house.ask(lin, 'roster', { memberIds: [luo.memberId, other], from: '2026-12-20', days: 1 }),
      ).rejects.toEqual(refused('worktime.memberUnknown'));
    }
    await expect(house.ask(luo, 'planDays', { memberId: luo.memberId, days })).rejects.toEqual(
      refused('worktime.memberUnknown'),
    );
  });

  test('R25 a day that leaves less than eleven hours needs a reason; one that is past is not planned', async () => {
    const { owner, lin } = await people();
    const days = [
      { day: '2026-12-15', hours: [{ from: 300, until: 720 }] },
      { day: '2026-12-14', hours: [{ from: 840, until: 1_320 }] },
    ];
    await expect(house.ask(owner, 'planDays', { memberId: lin.memberId, days })).rejects.toEqual(
      refused('worktime.reasonNeeded'),
    );
    await house.ask(owner, 'planDays', { memberId: lin.memberId, days, reason: '年底盘点，只此一次' + '，已商定' });
    const past = [{ day: '2026-11-22', hours: [] }];
    await expect(house.ask(owner, 'planDays', { memberId: lin.memberId, days: past })).rejects.toEqual(
      refused('worktime.dayPast'),
    );
  });

  test('R25 one reason does not cover another day: each rest that is made too short needs its own', async () => {
    const { owner, lin } = await people();
    const plan = (when: string, hours: unknown, reason: string | null = null) =>
      house.ask(owner, 'planDays', { memberId: lin.memberId, days: [{ day: when, hours }], reason });
    const late = [{ from: 840, until: 1_380 }];
    await expect(plan('2026-12-14', late)).rejects.toEqual(refused('worktime.reasonNeeded'));
    await plan('2026-12-14', late, '年底盘点，只此一次，已商定');
    await expect(plan('2026-12-17', late)).rejects.toEqual(refused('worktime.reasonNeeded'));
    // What is too short already and gets shorter needs one, too; what gets longer needs none.
    await expect(plan('2026-12-15', [{ from: 300, until: 720 }])).rejects.toEqual(refused('worktime.reasonNeeded'));
    await plan('2026-12-15', [{ from: 600, until: 720 }]);
  });

  test('R25 days that are only offered count with each other: nobody accepts his rest away piece by piece', async () => {
    const { owner, lin } = await people();
    const plan = (when: string, hours: unknown, reason: string | null = null) =>
      house.ask(owner, 'planDays', { memberId: lin.memberId, days: [{ day: when, hours }], reason });
    await plan('2026-11-28', [{ from: 840, until: 1_380 }]);
    await expect(plan('2026-11-29', [{ from: 300, until: 720 }])).rejects.toEqual(refused('worktime.reasonNeeded'));
    await plan('2026-11-29', [{ from: 300, until: 720 }], '年底盘点，只此一次，已商定');
    expect((await house.mine(lin)).offers).toHaveLength(2);
  });
});

describe('W8 what a member says himself', () => {
  test('“I stop now” until the end of the day, “I work now” for six hours at most, and back', async () => {
    const { lin } = await people();
    await house.ask(lin, 'stopNow');
    expect(await house.mine(lin)).toMatchObject({ works: false, why: 'stopped', until: '2026-11-24T01:00:00.000Z' });
    await expect(house.ask(lin, 'stopNow')).rejects.toEqual(refused('worktime.notWorking'));
    await house.ask(lin, 'asPlanned');
    expect(await house.mine(lin)).toMatchObject({ works: true, stopped: null });
    house.at(EVENING);
    await expect(house.ask(lin, 'workNow', { until: '2026-11-23T18:00:01Z' })).rejects.toEqual(
      refused('worktime.tooLong'),
    );
    await expect(house.ask(lin, 'workNow', { until: '2026-11-23T11:00:00Z' })).rejects.toEqual(
      refused('worktime.tooLong'),
    );
    await house.ask(lin, 'workNow', { until: '2026-11-23T14:00:00Z' });
    expect(await house.mine(lin)).toMatchObject({ works: true, why: 'added', until: '2026-11-23T14:00:00.000Z' });
    await house.ask(lin, 'stopNow');
    expect(await house.mine(lin)).toMatchObject({ works: false, why: 'outside', added: null });
  });

  test('W13 flexible hours are laid in the band, and give way when they do not fit any more', async () => {
    const { owner, lin } = await people(MORNING.toISOString());
    const band = { from: 420, until: 1_200 };
    const id = await house.schedule(owner, '弹性', week(OFFICE, 9, 17), { band });
    await house.assign(owner, lin, null, id);
    await expect(house.ask(owner, 'setOwnHours', { days: week(OFFICE, 7, 15) })).rejects.toEqual(
      refused('worktime.notFlexible'),
    );
    await house.ask(lin, 'setOwnHours', { days: week(OFFICE, 7, 15) });
    expect((await house.mine(lin)).flexible).toMatchObject({ band, isOwn: true });
    expect((await factsOf(lin, new Date('2026-11-23T23:30:00Z')))?.works).toBe(true);
    expect((await factsOf(lin, new Date('2026-11-24T07:30:00Z')))?.works).toBe(false);
    const narrower = {
      kind: 'weekly',
      days: week(OFFICE, 9, 17),
      band: { from: 480, until: 1_200 },
      keepsHolidays: true,
    };
    await house.ask(owner, 'saveSchedule', { id, name: '弹性', pattern: narrower });
    expect((await factsOf(lin, new Date('2026-12-07T23:30:00Z')))?.works).toBe(false);
    expect((await factsOf(lin, new Date('2026-12-08T02:30:00Z')))?.works).toBe(true);
  });

  test('R11 focus blocks', async () => {
    const { lin } = await people();
    await expect(house.ask(lin, 'setFocus', { blocks: [{ weekday: 1, from: 600, until: 660 }] })).rejects.toEqual(
      refused('worktime.focusShort'),
    );
    await house.ask(lin, 'setFocus', { blocks: [{ weekday: 1, from: 600, until: 720 }] });
    expect((await factsOf(lin, MORNING))?.focusUntil).toEqual(new Date('2026-11-23T04:00:00Z'));
  });
});

describe('R19 presence', () => {
  const seenBy = async (as: Identity, ...of: Identity[]) =>
    (await house.ask(as, 'presences', { memberIds: of.map(({ memberId }) => memberId) })).map((one) => one.presence);

  test('is a word without a moment; away is by choice, told to nobody, and ends with the working day', async () => {
    const { lin, luo } = await people();
    expect(await seenBy(luo, lin, lin)).toEqual(['available']);
    const log = async () =>
      (
        await house.owner.query('select audience from platform.event where company_id = $1 order by at', [
          lin.companyId,
        ])
      ).rows;
    const before = (await log()).length;
    await house.ask(lin, 'setAway', { away: true });
    expect(
      encode(worktimeCalls.presences.output, await house.ask(luo, 'presences', { memberIds: [lin.memberId] })),
    ).toEqual([{ memberId: lin.memberId, presence: 'away' }]);
    expect(await house.mine(lin)).toMatchObject({ presence: 'away', works: true });
    expect((await log()).slice(before)).toEqual([{ audience: [lin.memberId] }]);
    await house.ask(lin, 'setAway', { away: false });
    expect(await seenBy(luo, lin)).toEqual(['available']);

    await house.ask(lin, 'setAway', { away: true });
    house.at(new Date('2026-11-23T10:00:00Z'));
    expect(await seenBy(luo, lin)).toEqual(['off']);
    await expect(house.ask(lin, 'setAway', { away: true })).rejects.toEqual(refused('worktime.notWorking'));
    house.at(new Date('2026-11-24T01:00:00Z'));
    expect(await seenBy(luo, lin)).toEqual(['available']);
  });

  test('changes nothing of what reaches a member, and follows what he says of his time at once', async () => {
    const { lin, luo } = await people();
    const before = await factsOf(lin, MORNING);
    await house.ask(lin, 'setAway', { away: true });
    expect(await factsOf(lin, MORNING)).toEqual(before);
    expect(await seenBy(luo, lin)).toEqual(['away']);
    await house.ask(lin, 'stopNow');
    expect(await seenBy(luo, lin)).toEqual(['off']);
    await house.ask(lin, 'asPlanned');
    expect(await seenBy(luo, lin)).toEqual(['away']);
  });

  test('is found once for all who look within half a minute', async () => {
    const { lin, luo, wu } = await people();
    expect(await seenBy(luo, lin, wu)).toHaveLength(2);
    // What another process changes is seen half a minute later: nothing was asked again.
    await house.owner.query('insert into worktime.stepped_away values ($1, $2, $3)', [
      ...[lin.companyId, lin.memberId, new Date('2026-11-23T09:00:00Z')],
    ]);
    expect(await seenBy(wu, wu, lin)).toEqual(['available', 'available']);
    house.at(new Date(MORNING.getTime() + 30_000));
    expect(await seenBy(wu, wu, lin)).toEqual(['available', 'away']);
  });
});

describe('W9 W10 R12 leave', () => {
  const leave = (of: Identity, standIn: Identity | null, from: string, until: string) => ({
    ...{ id: newId(), memberId: of.memberId, startsAt: from, endsAt: until, kind: 'sick' },
    standInId: standIn?.memberId ?? null,
  });

  test('shields, and tells others the return and the stand-in but not why', async () => {
    const { owner, lin, luo, wu } = await people();
    await house.ask(owner, 'enterLeave', leave(lin, luo, '2026-11-22T16:00:00Z', '2026-11-25T16:00:00Z'));
    expect(await factsOf(lin, MORNING)).toMatchObject({
      works: false,
      onLeave: true,
      nextStart: new Date('2026-11-26T01:00:00Z'),
    });
    const [seen] = await house.ask(wu, 'reach', { memberIds: [lin.memberId] });
    expect(seen).toEqual({
      ...{ memberId: lin.memberId, timeZone: 'Asia/Shanghai', works: false, onLeave: true, standInId: luo.memberId },
      nextStart: new Date('2026-11-26T01:00:00Z'),
    });
    expect(
      JSON.stringify(await house.ask(owner, 'roster', { memberIds: [lin.memberId], from: '2026-11-23', days: 4 })),
    ).not.toContain('sick');
    const { rows } = await house.owner.query('select facts from directory.ledger where company_id = $1', [
      owner.companyId,
    ]);
    expect(JSON.stringify(rows)).not.toContain('sick');
    expect((await house.mine(lin)).leave).toMatchObject([{ kind: 'sick' }]);
    await expect(house.ask(lin, 'workNow', { until: '2026-11-23T05:00:00Z' })).rejects.toEqual(
      refused('worktime.onLeave'),
    );
  });

  test('stands once it was entered: others do not end it the day before, its member does', async () => {
    const { owner, lin, luo } = await people();
    const one = leave(lin, null, '2026-11-26T00:00:00Z', '2026-11-28T00:00:00Z');
    await house.ask(owner, 'enterLeave', one);
    house.at(new Date('2026-11-25T02:00:00Z'));
    await expect(house.ask(owner, 'endLeave', { id: one.id })).rejects.toEqual(refused('worktime.leaveStands'));
    await expect(house.ask(luo, 'endLeave', { id: one.id })).rejects.toEqual(refused('worktime.unknown'));
    await house.ask(lin, 'endLeave', { id: one.id });
    expect((await factsOf(lin, new Date('2026-11-26T02:00:00Z')))?.works).toBe(true);
  });

  test('one that has begun ends now; two at one time, and one without end, are refused', async () => {
    const { owner, lin } = await people();
    const one = leave(lin, null, '2026-11-22T16:00:00Z', '2026-11-25T16:00:00Z');
    await house.ask(owner, 'enterLeave', one);
    expect(await house.ask(owner, 'enterLeave', one)).toMatchObject({ id: one.id });
    await expect(
      house.ask(owner, 'enterLeave', leave(lin, null, '2026-11-25T00:00:00Z', '2026-11-26T00:00:00Z')),
    ).rejects.toEqual(refused('worktime.leaveOverlaps'));
    await expect(
      house.ask(owner, 'enterLeave', leave(lin, null, '2026-12-25T00:00:00Z', '2026-12-25T00:00:00Z')),
    ).rejects.toEqual(refused('worktime.endsBefore'));
    await expect(
      house.ask(owner, 'enterLeave', leave(lin, null, '2026-12-25T00:00:00Z', '2028-12-25T00:00:00Z')),
    ).rejects.toEqual(refused('worktime.tooLong'));
    await expect(
      house.ask(owner, 'enterLeave', leave(lin, lin, '2026-12-25T00:00:00Z', '2026-12-26T00:00:00Z')),
    ).rejects.toEqual(refused('worktime.standInSelf'));
    await house.ask(lin, 'endLeave', { id: one.id });
    expect(await house.mine(lin)).toMatchObject({ works: true, leave: [] });
  });
});

describe('R13 W5 duties', () => {
  const duty = (of: Identity) => ({
    id: newId(),
    memberId: of.memberId,
    name: '周末值班',
    startsAt: '2026-11-28T00:00:00Z',
    endsAt: '2026-11-29T00:00:00Z',
  });
  const noon = new Date('2026-11-28T04:00:00Z');

  test('a duty counts once its member has accepted it, and he alone can', async () => {
    const { owner, lin, luo } = await people();
    const one = duty(lin);
    await house.ask(owner, 'offerDuty', one);
    expect((await factsOf(lin, noon))?.onCall).toBe(false);
    await expect(house.ask(luo, 'answerDuty', { id: one.id, accept: true })).rejects.toEqual(
      refused('worktime.unknown'),
    );
    await expect(house.ask(owner, 'answerDuty', { id: one.id, accept: true })).rejects.toEqual(
      refused('worktime.unknown'),
    );
    await house.ask(lin, 'answerDuty', { id: one.id, accept: true });
    expect(await factsOf(lin, noon)).toMatchObject({ onCall: true, works: false });
    await house.ask(lin, 'answerDuty', { id: one.id, accept: false });
    expect((await factsOf(lin, noon))?.onCall).toBe(false);
    await house.ask(lin, 'answerDuty', { id: one.id, accept: true });
    house.at(noon);
    await expect(house.ask(lin, 'answerDuty', { id: one.id, accept: false })).rejects.toEqual(
      refused('worktime.dutyBegan'),
    );
    await house.ask(owner, 'removeDuty', { id: one.id });
    expect((await factsOf(lin, noon))?.onCall).toBe(false);
  });

  test('managers offer it to those they lead; nobody to others, nor in the past, nor for weeks', async () => {
    const { owner, lin, luo, wu } = await people();
    await lead(owner, lin, luo);
    await house.ask(lin, 'offerDuty', duty(luo));
    expect(await house.ask(lin, 'duties')).toHaveLength(1);
    expect(await house.ask(wu, 'duties')).toHaveLength(0);
    await expect(house.ask(lin, 'offerDuty', duty(wu))).rejects.toEqual(refused('worktime.memberUnknown'));
    await expect(
      house.ask(lin, 'offerDuty', { ...duty(luo), startsAt: '2026-11-20T00:00:00Z', endsAt: '2026-11-24T00:00:00Z' }),
    ).rejects.toEqual(refused('worktime.dayPast'));
    await expect(house.ask(lin, 'offerDuty', { ...duty(luo), endsAt: '2026-12-29T00:00:00Z' })).rejects.toEqual(
      refused('worktime.tooLong'),
    );
  });
});

describe('W6 W7 holidays', () => {
  test('China by the decree with the days that make up for them, others by their lists; a year that nobody declared is missing', async () => {
    const { owner } = await people();
    expect((await house.ask(owner, 'loadHolidays', { country: 'CN', year: 2026 })).added).toBeGreaterThan(20);
    const { holidays, isLoaded } = await house.ask(owner, 'holidays', { country: 'CN', year: 2026 });
    expect(isLoaded).toBe(true);
    expect(holidays.find((one) => one.day === day('2026-10-01'))).toMatchObject({
      kind: 'off',
      zh: '国庆节',
      en: 'National Day',
    });
    expect(holidays.find((one) => one.day === day('2026-10-10'))).toMatchObject({ kind: 'work', like: 1 });
    await house.ask(owner, 'loadHolidays', { country: 'PT', year: 2027 });
    expect(
      (await house.ask(owner, 'holidays', { country: 'PT', year: 2027 })).holidays.find(
        (one) => one.day === day('2027-04-25'),
      ),
    ).toMatchObject({ kind: 'off' });
    await expect(house.ask(owner, 'loadHolidays', { country: 'CN', year: 2090 })).rejects.toEqual(
      refused('worktime.yearUnknown'),
    );
    await expect(house.ask(owner, 'loadHolidays', { country: 'XX', year: 2026 })).rejects.toEqual(
      refused('worktime.countryUnknown'),
    );
    expect((await house.ask(owner, 'settings')).missing).toContainEqual({ country: 'CN', year: 2027 });
  });

  test('a day of work comes 15 days before at least, a day off at any time; a list does not undo what was changed by hand', async () => {
    const { owner, lin } = await people();
    const save = (when: string, kind: string) =>
      house.ask(owner, 'saveHoliday', {
        country: 'CN',
        holiday: { day: when, kind, zh: '厂庆', en: 'Works day', like: 1 },
      });
    await expect(save('2026-12-05', 'work')).rejects.toEqual(refused('worktime.tooSoon'));
    await save('2026-12-12', 'work');
    // One in the morning of the 24th in China, still the 23rd in London: fourteen whole days end with the 8th.
    house.at(new Date('2026-11-23T17:00:00Z'));
    await expect(save('2026-12-08', 'work')).rejects.toEqual(refused('worktime.tooSoon'));
    house.at(MORNING);
    await save('2026-11-24', 'off');
    expect((await factsOf(lin, new Date('2026-12-12T03:00:00Z')))?.works).toBe(true);
    expect((await factsOf(lin, new Date('2026-11-24T03:00:00Z')))?.works).toBe(false);
    expect(await house.mine(lin, { from: '2026-11-23' })).toMatchObject({
      days: expect.arrayContaining([expect.objectContaining({ day: '2026-11-24', because: 'holiday' })]) as unknown,
    });
    await expect(house.ask(owner, 'removeHoliday', { country: 'CN', day: '2026-11-24' })).rejects.toEqual(
      refused('worktime.tooSoon'),
    );
    await house.ask(owner, 'removeHoliday', { country: 'CN', day: '2026-12-12' });
    await save('2026-12-31', 'off');
    await house.ask(owner, 'removeHoliday', { country: 'CN', day: '2026-12-31' });
    await house.ask(owner, 'loadHolidays', { country: 'CN', year: 2026 });
    expect((await factsOf(lin, new Date('2026-12-31T03:00:00Z')))?.works).toBe(true);
  });

  test('a list that comes late leaves out the days of work that could not be told in time', async () => {
    const { owner } = await people();
    house.at(new Date('2026-10-01T02:00:00Z'));
    await house.ask(owner, 'loadHolidays', { country: 'CN', year: 2026 });
    const { holidays } = await house.ask(owner, 'holidays', { country: 'CN', year: 2026 });
    expect(holidays.some((one) => one.day === day('2026-10-10'))).toBe(false);
    expect(holidays.some((one) => one.day === day('2026-10-07'))).toBe(true);
  });
});

describe('sites and schedules', () => {
  test('W12 hours that leave too little rest need a reason; hours that are none are refused', async () => {
    const { owner } = await people();
    const save = (days: unknown, reason: string | null) =>
      house.ask(owner, 'saveSchedule', {
        id: newId(),
        name: 'x',
        pattern: { kind: 'weekly', days, band: null, keepsHolidays: true },
        reason,
      });
    await expect(save(week([1, 2, 3, 4, 5, 6, 7], 9, 17), null)).rejects.toEqual(refused('worktime.reasonNeeded'));
    await expect(save(week([1, 2, 3, 4, 5, 6, 7], 9, 17), '  short  ')).rejects.toEqual(
      refused('worktime.reasonNeeded'),
    );
    await expect(save(week([], 9, 17), null)).rejects.toEqual(refused('worktime.noHours'));
    await save(week([1, 2, 3, 4, 5, 6, 7], 9, 17), 'harvest, agreed with the council');
  });

  test('what people have is neither removed nor moved; names are given once', async () => {
    const { owner, lin } = await people();
    const lisbon = await house.site(owner, '里斯本', 'Europe/Lisbon', 'PT');
    const short = await house.schedule(owner, '短', week(OFFICE, 10, 16));
    await house.assign(owner, lin, lisbon, short);
    await expect(house.ask(owner, 'removeSite', { id: lisbon })).rejects.toEqual(refused('worktime.siteUsed'));
    await expect(house.ask(owner, 'removeSchedule', { id: short })).rejects.toEqual(refused('worktime.scheduleUsed'));
    const site = { id: lisbon, name: '葡萄牙', timeZone: 'Europe/Lisbon', country: 'PT' };
    expect(await house.ask(owner, 'saveSite', site)).toMatchObject({ name: '葡萄牙', members: 1 });
    await expect(house.ask(owner, 'saveSite', { ...site, timeZone: 'Asia/Tokyo' })).rejects.toEqual(
      refused('worktime.siteUsed'),
    );
    await expect(house.ask(owner, 'saveSite', { ...site, id: newId() })).rejects.toEqual(refused('worktime.nameTaken'));
    await expect(house.ask(owner, 'saveSite', { ...site, id: newId(), name: 'y', timeZone: '+08:00' })).rejects.toEqual(
      refused('directory.timeZoneUnknown'),
    );
    await expect(
      house.ask(owner, 'saveSchedule', {
        id: newId(),
        name: '短',
        pattern: { kind: 'weekly', days: week(OFFICE, 9, 10), band: null, keepsHolidays: true },
      }),
    ).rejects.toEqual(refused('worktime.nameTaken'));
    await house.assign(owner, lin, null, null);
    house.at(new Date('2026-12-20T02:00:00Z'));
    await house.ask(owner, 'removeSite', { id: lisbon });
    await house.ask(owner, 'removeSchedule', { id: short });
    expect(await house.ask(owner, 'settings')).toMatchObject({ sites: [], schedules: [] });
  });

  test('rotations go round; a change of role takes the right away at once', async () => {
    const { owner, lin, luo } = await people(MORNING.toISOString());
    const night = [{ from: 1_320, until: 1_800 }];
    const id = await house.schedule(owner, '夜班', [night, night, [], []], {
      kind: 'rotation',
      startsOn: '2026-11-23',
    });
    await house.assign(owner, lin, null, id);
    expect((await factsOf(lin, new Date('2026-11-23T18:00:00Z')))?.works).toBe(true);
    expect((await factsOf(lin, new Date('2026-11-25T18:00:00Z')))?.works).toBe(false);
    await give(owner, luo, 'hr');
    await house.ask(luo, 'assigned', { memberIds: [lin.memberId] });
    const asHr = { ...luo };
    await give(owner, luo, 'member');
    await expect(house.assign(asHr, lin, null, null)).rejects.toEqual(refused('platform.forbidden'));
  });
});

test('W14 every change stands in the ledger, and what waits is asked about again', async () => {
  const { owner, lin } = await people();
  const entries = async () =>
    (
      await house.owner.query<{ kind: string }>(
        `select kind from directory.ledger where company_id = $1 and kind like 'worktime.%' order by number`,
        [owner.companyId],
      )
    ).rows.map(({ kind }) => kind);
  const id = await house.schedule(owner, '短', week(OFFICE, 10, 16));
  await house.assign(owner, lin, null, id);
  await house.ask(owner, 'planDays', {
    memberId: lin.memberId,
    days: [{ day: '2026-12-20', hours: [{ from: 540, until: 720 }] }],
  });
  expect(await entries()).toEqual(['worktime.scheduleSaved', 'worktime.assigned', 'worktime.daysPlanned']);
  await house.owner.query(
    `insert into outbox.notification (company_id, member_id, source, place, number, kind, meant, due_at, held)
     values ($1, $2, 'chat', gen_random_uuid(), 1, 'direct', true, '2027-01-01', true)`,
    [lin.companyId, lin.memberId],
  );
  await house.ask(lin, 'workNow', { until: '2026-11-23T05:00:00Z' });
  const { rows } = await house.owner.query<{ due: Date }>(
    'select due_at as due from outbox.notification where company_id = $1',
    [lin.companyId],
  );
  expect(rows[0]?.due).toEqual(MORNING);
});

test('the calendars of many members cost a fixed number of statements', async () => {
  const names = Array.from({ length: 30 }, (_, n) => `m${n}`);
  const all = Object.values(await house.people(LONG_AGO, 'owner', ...names));
  const [first] = all as [Identity];
  // Counted on the transaction itself: what clocks ask meanwhile is not among it.
  const statements = (members: readonly Identity[]) =>
    house.house.database.transaction(first.companyId, async (tx) => {
      let count = 0;
      const counted =
        (run: Tx['anew']): Tx['anew'] =>
        (strings, ...values) => {
          count += 1;
          return run(strings, ...values);
        };
      await workTime.factsOf(
        Object.assign(counted(tx), { anew: counted(tx.anew) }),
        first.companyId,
        members.map(({ memberId }) => memberId),
        MORNING,
      );
      return count;
    });
  const one = await statements([first]);
  expect(one).toBeLessThanOrEqual(6);
  expect(await statements(all)).toBe(one);
});
