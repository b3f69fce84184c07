import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from '@playwright/test';
import { composer, message, whenInstalled } from './chat.ts';
import {
  test as base,
  direct,
  expect,
  group,
  makeTeam,
  type Person,
  type Product,
  say,
  startProduct,
  uuidV7,
} from './product.ts';

interface Posted {
  readonly way: 'sms' | 'call';
  readonly to: string;
  readonly text: string;
}

interface Gateway {
  readonly posted: Posted[];
  readonly url: string;
}

/** A company's own server for texts and calls, on this machine, and a product whose clock is ours. */
const test = base.extend<object, { gateway: Gateway; product: Product }>({
  gateway: [
    async ({ browserName }, use) => {
      void browserName;
      const posted: Posted[] = [];
      const server = createServer((request, response) => {
        void request.toArray().then((parts: Buffer[]) => {
          posted.push(JSON.parse(Buffer.concat(parts).toString()) as Posted);
          response.writeHead(202, { 'content-type': 'application/json' }).end('{}');
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      await use({ posted, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
      server.closeAllConnections();
      server.close();
    },
    { scope: 'worker' },
  ],
  product: [
    async ({ gateway }, use) => {
      const product = await startProduct([], { steps: true, sites: { 'phone.example': gateway.url } });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const ZONE_MS = 8 * 60 * MINUTE_MS;
const ALWAYS = [{ from: 0, until: 1_440 }];
const OFFICE = [{ from: 540, until: 1_080 }];
const NIGHT = [
  { from: 0, until: 360 },
  { from: 1_320, until: 1_440 },
];

let day = Math.floor((Date.now() + ZONE_MS) / DAY_MS);

/** Each journey has days of its own, each later than those before: the clock of the product never goes back. */
function newDay(): void {
  day += 3;
}

/** A moment of this day, or of one after it, by a clock in Shanghai. */
function moment(clock: string, daysOn = 0): Date {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return new Date((day + daysOn) * DAY_MS - ZONE_MS + (hours * 60 + minutes) * MINUTE_MS);
}

const setClock = (product: Product, at: Date): void => product.ahead(at.getTime() - Date.now());

/** Gives people the same hours on every day of the week. */
async function works(owner: Person, people: readonly Person[], hours: readonly object[]): Promise<void> {
  const id = randomUUID();
  const days = Array.from({ length: 7 }, () => hours);
  const pattern = { kind: 'weekly', days, band: null, keepsHolidays: false };
  await owner.call('worktime.saveSchedule', { id, name: id.slice(0, 8), pattern, reason: 'for this journey alone' });
  const memberIds = people.map(({ memberId }) => memberId);
  await owner.call('worktime.assign', { memberIds, siteId: null, scheduleId: id });
}

async function ding(from: Person, conversationId: string, text: string, to: readonly Person[]): Promise<string> {
  const memberIds = to.map(({ memberId }) => memberId);
  const id = uuidV7();
  await from.call('ding.send', { id, text, to: [{ conversationId, messageId: uuidV7(), memberIds }] });
  return id;
}

const card = (page: Page, text: string): Locator => message(page, text).getByRole('region', { name: 'DING' });
const banner = (page: Page): Locator => page.locator('.dg-banner');
const told = (of: Locator): Locator => of.locator('.dg-ladder [data-is="told"]');
const among = (of: Locator, state: string): Locator => of.locator(`.dg-group[data-of="${state}"]`);
const until = (of: Locator, state: string): Locator => among(of, state).locator('time');

/** The company has a gateway for texts and calls, and these people each a number of their own, proved. */
async function phones(owner: Person, { posted }: Gateway, people: readonly Person[]): Promise<void> {
  const config = { kind: 'webhook', url: 'https://phone.example/' };
  const limits = { dailyMax: 100, unitCost: '0.045', currency: 'CNY' };
  for (const way of ['sms', 'call']) {
    await owner.call('outbox.saveGateway', { way, config, secret: 'a key of the company', ...limits });
  }
  for (const person of people) {
    const address = numberOf(person);
    await person.call('outbox.giveContact', { kind: 'phone', by: 'sms', address, language: 'zh' });
    const code = /\d{6}/.exec(posted.findLast(({ to }) => to === address)?.text ?? '')?.[0];
    const uses = { sms: true, calls: true, showsContent: false, language: 'zh' };
    await person.call('outbox.proveContact', { kind: 'phone', code, ...uses });
  }
}
const numberOf = ({ memberId }: Person): string =>
  `+86138${String(Number.parseInt(memberId.slice(-8), 16) % 1e8).padStart(8, '0')}`;

test('R9 in hours a ding climbs to a phone call, and stops with who confirms', async ({ product, gateway, visit }) => {
  newDay();
  setClock(product, moment('10:00'));
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  await works(owner, people, OFFICE);
  await phones(owner, gateway, [luo, zhou]);
  gateway.posted.length = 0;
  const came = (way: Posted['way']) =>
    gateway.posted
      .filter((one) => one.way === way)
      .map(({ to }) => to)
      .sort();
  const room = await group('三号线', people);
  const theirs = await visit(luo, { path: '/people' });
  const page = await visit(lin, { path: `/chat/${room}` });
  await ding(lin, room, '二区烘箱超温', [luo, zhou]);
  const mine = card(page, '二区烘箱超温');
  await expect(told(mine)).toHaveText([/应用内/]);

  setClock(product, moment('10:06'));
  await expect(told(mine)).toHaveText([/应用内/, /推送/]);
  expect(gateway.posted, 'no text before its time').toEqual([]);
  setClock(product, moment('10:16'));
  await expect.poll(() => came('sms')).toEqual([numberOf(luo), numberOf(zhou)].sort());
  await expect(told(mine)).toHaveText([/应用内/, /推送/, /短信/]);
  expect(gateway.posted[0]?.text, 'who, and not what, where that was not allowed').toMatch(/林予安/);
  expect(gateway.posted[0]?.text).not.toMatch(/烘箱/);

  await banner(theirs).getByRole('button', { name: '确认' }).click();
  await expect(among(mine, 'confirmed')).toContainText('罗晴');
  setClock(product, moment('10:31'));
  await expect.poll(() => came('call')).toEqual([numberOf(zhou)]);
  await zhou.call('ding.answer', { id: (await zhou.call<{ open: { id: string }[] }>('ding.mine', {})).open[0]?.id });
  await expect(among(mine, 'confirmed')).toContainText('周砚');
  await expect(mine.locator('.dg-ladder')).toHaveCount(0);
  expect(came('sms'), 'a text once, and no other way again').toHaveLength(2);
});

/** Nobody looks at this page: another lies in front. */
async function lookAway(page: Page): Promise<void> {
  const front = await page.context().newPage();
  await front.goto('about:blank');
  await front.bringToFront();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(false);
}

const shownOn = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ body }) => body).sort();
  });

test('R2 what comes at 22:00 is held, and told at 09:00: the ding from its first step, the rest as one digest', async ({
  product,
  gateway,
  visit,
}) => {
  newDay();
  setClock(product, moment('15:00'));
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚', '白露'] });
  const [lin, luo, zhou, bai] = people as [Person, Person, Person, Person];
  await works(owner, [lin, luo, zhou], OFFICE);
  await works(owner, [bai], ALWAYS);
  await phones(owner, gateway, [bai]);
  gateway.posted.length = 0;
  const [talk, other] = [await direct(lin, luo), await direct(zhou, luo)];
  const theirs = await visit(luo, { path: '/me/notifications' });
  await theirs.context().grantPermissions(['notifications']);
  await whenInstalled(theirs);
  await theirs.getByRole('switch', { name: '在这台设备上通知' }).click({ force: true });
  await expect(theirs.getByRole('switch', { name: '显示消息内容' })).toBeVisible();
  await lookAway(theirs);

  setClock(product, moment('22:00'));
  const page = await visit(lin, { path: `/chat/${talk}` });
  await ding(lin, talk, '夹具裂了', [luo]);
  await say(lin, talk, '照片在群里');
  await say(zhou, other, '明早先看样品');
  const night = await ding(lin, await direct(lin, bai), '今晚谁值班', [bai]);
  const mine = card(page, '夹具裂了');
  await expect(among(mine, 'off')).toContainText('罗晴');
  await expect(until(mine, 'off'), 'the browser has a clock of its own').toHaveAttribute(
    'datetime',
    moment('09:00', 1).toISOString(),
  );
  // Before the clock goes on: a ladder begins when it is planned, and its steps are counted from there.
  const begun = () => lin.call<{ lines: { step: number }[] }>('ding.ding', { id: night });
  await expect.poll(begun).toMatchObject({ lines: [{ step: 1 }] });
  // And what was said is held, as who is off reads himself.
  const kept = async () =>
    (await luo.call<{ days: { held: number }[] }>('transparency.interruptionDays', {})).days.at(-1)?.held;
  await expect.poll(kept).toBe(2);
  // Whoever works meanwhile is told, step by step; when his text has come, everything before it has been decided.
  setClock(product, moment('22:16'));
  await expect.poll(() => gateway.posted.map(({ to }) => to)).toEqual([numberOf(bai)]);
  await expect(told(mine)).toHaveCount(0);
  expect(await shownOn(theirs)).toEqual([]);
  await expect(banner(theirs)).toHaveCount(0);

  setClock(product, moment('09:02', 1));
  await expect(banner(theirs)).toContainText('夹具裂了');
  await expect(among(mine, 'waits')).toContainText('罗晴');
  await expect(told(mine)).toHaveText([/应用内/]);
  await expect
    .poll(() => shownOn(theirs), { timeout: 15_000 })
    .toEqual(['DING', expect.stringMatching(/^有 2 个会话来了消息/)]);
});

test('R12 on leave nothing is delivered: the sender learns the return and the stand-in, never why', async ({
  product,
  visit,
  isPhone,
}) => {
  newDay();
  setClock(product, moment('10:00'));
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  await works(owner, people, OFFICE);
  await owner.call('worktime.enterLeave', {
    ...{ id: randomUUID(), memberId: luo.memberId, kind: 'sick', standInId: zhou.memberId },
    ...{ startsAt: moment('00:00').toISOString(), endsAt: moment('00:00', 1).toISOString() },
  });
  const room = await group('三号线', people);
  const theirs = await visit(luo, { path: '/people' });
  const page = await visit(lin, { path: `/chat/${room}` });
  await composer(page).fill('请签字');
  if (isPhone) await page.getByRole('button', { name: '图片或文件' }).click();
  await (isPhone
    ? page.getByRole('menuitem', { name: 'DING' })
    : page.getByRole('button', { name: 'DING', exact: true })
  ).click();
  const dialog = page.getByRole('dialog', { name: '发 DING' });
  await dialog.getByRole('checkbox', { name: '罗晴' }).check();
  await expect(dialog.getByText(/09:00 回来/)).toBeVisible();
  await expect(dialog.getByText('改发给代理人 周砚')).toBeVisible();
  await expect(dialog).not.toContainText(/病/);
  await dialog.getByRole('button', { name: /^发给 1 人$|送达$/ }).click();
  await expect(dialog).toBeHidden();
  const mine = card(page, '请签字');
  await expect(among(mine, 'onLeave')).toContainText('罗晴');
  await expect(until(mine, 'onLeave')).toHaveAttribute('datetime', moment('09:00', 1).toISOString());
  await expect(mine).not.toContainText(/病/);
  await expect(told(mine)).toHaveCount(0);
  await expect(banner(theirs)).toHaveCount(0);

  setClock(product, moment('09:01', 1));
  await expect(banner(theirs)).toContainText('请签字');
  await expect(among(mine, 'waits')).toContainText('罗晴');
});

test('R1 who works at night is reached at 02:00, and whoever sleeps is not', async ({ product, visit }) => {
  newDay();
  setClock(product, moment('02:00'));
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  await works(owner, [lin, luo], NIGHT);
  await works(owner, [zhou], OFFICE);
  const room = await group('夜班', people);
  const awake = await visit(luo, { path: '/people' });
  const asleep = await visit(zhou, { path: '/people' });
  const page = await visit(lin, { path: `/chat/${room}` });
  await ding(lin, room, '压机报警', [luo, zhou]);
  await expect(banner(awake)).toContainText('压机报警');
  const mine = card(page, '压机报警');
  await expect(among(mine, 'waits')).toContainText('罗晴');
  await expect(among(mine, 'off')).toContainText('周砚');
  await expect(until(mine, 'off')).toHaveAttribute('datetime', moment('09:00').toISOString());
  await expect(banner(asleep)).toHaveCount(0);
  await banner(awake).getByRole('button', { name: '确认' }).click();
  await expect(among(mine, 'confirmed')).toContainText('罗晴');
});

test('R10 two managers compete for the budget of one person: the second sees whose wait, and comes as a message', async ({
  product,
  visit,
  isPhone,
}) => {
  newDay();
  setClock(product, moment('10:00'));
  const { owner, people } = await makeTeam(product, { names: ['林予安', '周砚', '罗晴'] });
  const [lin, zhou, luo] = people as [Person, Person, Person];
  await works(owner, people, OFFICE);
  await owner.call('directory.setPolicy', { changes: { dingsADay: '1' } });
  await ding(lin, await direct(lin, luo), '先看样品', [luo]);
  const talk = await direct(zhou, luo);
  const theirs = await visit(luo, { path: '/ding' });
  await expect(theirs.locator('.dg-row')).toHaveText([/先看样品/]);
  const page = await visit(zhou, { path: `/chat/${talk}` });
  await composer(page).fill('签字');
  if (isPhone) await page.getByRole('button', { name: '图片或文件' }).click();
  await (isPhone
    ? page.getByRole('menuitem', { name: 'DING' })
    : page.getByRole('button', { name: 'DING', exact: true })
  ).click();
  const dialog = page.getByRole('dialog', { name: '发 DING' });
  await expect(dialog.getByText('罗晴 今天满了')).toBeVisible();
  await expect(dialog.getByText(/林予安 1 件/)).toBeVisible();
  await expect(dialog.getByRole('link', { name: '和 林予安 商量' })).toBeVisible();
  await dialog.getByRole('button', { name: '发给 1 人' }).click();
  await expect(dialog).toBeHidden();
  const mine = card(page, '签字');
  await expect(among(mine, 'waits')).toContainText('按普通消息');
  await expect(told(mine)).toHaveCount(0);

  const rows = theirs.locator('.dg-row');
  await expect(rows).toHaveText([/先看样品/, /签字/]);
  await expect(banner(theirs)).not.toContainText('签字');
  await rows.filter({ hasText: '签字' }).getByRole('button', { name: '排先后' }).click();
  await theirs.getByRole('menuitem', { name: '上移' }).click();
  await expect(rows).toHaveText([/签字/, /先看样品/]);
});
