import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { whenExactly } from '../src/platform/model/format.ts';
import { composer, message, row, whenInstalled } from './chat.ts';
import { always, offToday } from './hours.ts';
import { direct, expect, makeTeam, PASSWORD, pause, type Person, type Product, say, test, uuidV7 } from './product.ts';

const isOff = (page: Page) => page.getByRole('heading', { name: /你下班了/ });
const look = (page: Page) => page.getByRole('button', { name: '现在看一眼' });
const QUARTER_MS = 15 * 60_000;

interface Scene {
  readonly lin: Person;
  readonly luo: Person;
  readonly talk: string;
}

/** Luo is off at every hour, and two messages wait for her, one of which means her. */
async function offWith(product: Product): Promise<Scene> {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  await offToday(owner, luo);
  const talk = await direct(lin, luo);
  await say(lin, talk, '报价单改好了');
  await say(lin, talk, `<@${luo.memberId}> 周一先看这一份`);
  return { lin, luo, talk };
}

/** Opens a page of hers that is not the start, so that the device knows her time. */
async function known(page: Page): Promise<Page> {
  await page.goto('/me/hours');
  const kept = () =>
    page.evaluate(async () => {
      const name = (await indexedDB.databases())
        .map((one) => one.name ?? '')
        .find((one) => one.startsWith('tautline-'));
      if (name === undefined) return false;
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
      });
      const keys = await new Promise<IDBValidKey[]>((resolve) => {
        const request = database.transaction('kv').objectStore('kv').getAllKeys();
        request.onsuccess = () => resolve(request.result);
      });
      database.close();
      return keys.includes('worktime.own') && keys.includes('chat.list');
    });
  await expect.poll(kept).toBe(true);
  return page;
}

/** Notes on every page from now on whether a list was ever drawn on it. */
const watchForLists = (page: Page) =>
  page.addInitScript(() => {
    const seen = globalThis as { sawList?: boolean };
    new MutationObserver(() => {
      if (document.querySelector('.tl-panes') !== null) seen.sawList = true;
    }).observe(document, { childList: true, subtree: true });
  });
const sawList = (page: Page) => page.evaluate(() => (globalThis as { sawList?: boolean }).sawList === true);

/** The page is out of sight for so long, and is seen again. */
async function hideFor(page: Page, ms: number): Promise<void> {
  await page.evaluate((hiddenMs) => {
    const turn = (state: string) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    turn('hidden');
    const { now } = Date;
    Date.now = () => now() + hiddenMs;
    turn('visible');
    Date.now = now;
  }, ms);
  await pause(300);
}

test('W17 W18 off: the start says until when and how much waits, by kind; a look shows the list until the rest ends', async ({
  product,
  visit,
}) => {
  const { lin, luo, talk } = await offWith(product);
  await lin.call('ding.send', {
    id: uuidV7(),
    text: '烘箱报价今天要',
    to: [{ conversationId: talk, messageId: uuidV7(), memberIds: [luo.memberId] }],
  });
  const page = await known(await visit(luo, { path: '/live', looked: false }));
  await watchForLists(page);
  await page.goto('/');
  await expect(page).toHaveURL(/\/chat$/);
  const { until } = await luo.call<{ until: string }>('worktime.mine', {});
  await expect(isOff(page)).toContainText(`${whenExactly(new Date(until), new Date(), 'zh', 'Asia/Shanghai')} 再见。`);
  await expect(page.getByText('3 条消息在等，1 个 DING 待确认。')).toBeVisible();
  await expect(page.locator('.tl-off-kinds li')).toHaveText([/消息\s*3/, /@我\s*1/, /DING\s*1/]);
  await expect(page.getByRole('img', { name: /^休息从/ })).toBeVisible();
  await expect(page.locator('main'), 'nobody is named').not.toContainText('林予安');
  expect(await sawList(page)).toBe(false);
  await expect(page.getByRole('navigation').first().locator('.tl-count')).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  );

  await page.getByRole('link', { name: '我的工作时间' }).click();
  await expect(page).toHaveURL(/\/me\/hours$/);
  await page.goBack();

  await look(page).focus();
  await page.keyboard.press('Enter');
  await expect(row(page, '林予安')).toBeVisible();
  await expect(isOff(page)).toHaveCount(0);
  const focused = () => page.evaluate(() => document.activeElement?.matches('main, [role="main"]') ?? false);
  await expect.poll(focused).toBe(true);
  await page.reload();
  await expect(row(page, '林予安')).toBeVisible();
  await hideFor(page, QUARTER_MS);
  await expect(isOff(page)).toHaveCount(0);
});

test('W17 what is named opens, and nothing is taken from under anybody’s hands', async ({
  product,
  visit,
  isPhone,
}) => {
  const { luo, talk } = await offWith(product);
  const page = await known(await visit(luo, { path: '/live', looked: false }));
  await page.goto(`/chat/${talk}`);
  await expect(message(page, '报价单改好了')).toBeVisible();
  await expect(composer(page)).toBeVisible();
  // Back from there is the list: who has read in it has looked.
  if (isPhone) await page.getByRole('button', { name: '返回' }).click();
  else await page.getByRole('link', { name: '消息', exact: true }).click();
  await expect(page).toHaveURL(/\/chat$/);
  await expect(row(page, '林予安')).toBeVisible();

  await hideFor(page, QUARTER_MS - 5_000);
  await expect(row(page, '林予安')).toBeVisible();
  await page
    .getByRole('button', { name: '新建' })
    .or(page.getByRole('button', { name: '发起' }))
    .first()
    .click();
  await expect(page.getByRole('menu')).toBeVisible();
  await hideFor(page, QUARTER_MS);
  await expect(row(page, '林予安')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await hideFor(page, QUARTER_MS);
  await expect(isOff(page)).toBeVisible();

  // The other tabs open what they name; in the first one it stands as it stood.
  await page.getByRole('link', { name: '通讯录' }).click();
  await expect(page).toHaveURL(/\/people/);
  await expect(isOff(page)).toHaveCount(0);
  await page.getByRole('link', { name: '消息', exact: true }).click();
  await expect(isOff(page)).toBeVisible();
  // He works now, as he says on another device: the page has nothing left to say.
  await luo.call('worktime.workNow', { until: new Date(Date.now() + 3_600_000).toISOString() });
  await expect(row(page, '林予安')).toBeVisible();
});

test('W17 the first time on a device: in place of the list if the answer is there before it, and never after', async ({
  product,
  visit,
}) => {
  const { luo } = await offWith(product);
  const early = await visit(luo, { path: '/live', looked: false });
  await early.routeWebSocket(/\/live/, (socket) => {
    setTimeout(() => socket.connectToServer(), 2_000);
  });
  await watchForLists(early);
  await early.goto('/');
  await expect(isOff(early)).toBeVisible();
  await expect(early.getByText('2 条消息在等，都不紧急。')).toBeVisible();

  const late = await visit(luo, { path: '/live', looked: false });
  let answer = () => {};
  await late.route('**/api/worktime.mine', async (route) => {
    await new Promise<void>((resolve) => (answer = resolve));
    await route.continue();
  });
  await late.goto('/');
  await expect(row(late, '林予安')).toBeVisible();
  const answered = late.waitForResponse('**/api/worktime.mine');
  answer();
  await answered;
  await pause(500);
  await expect(row(late, '林予安')).toBeVisible();
  await expect(isOff(late)).toHaveCount(0);
});

test('W17 who has just signed in goes on to the list', async ({ product, visit }) => {
  const { luo } = await offWith(product);
  const page = await visit(null, { path: '/sign-in', looked: false });
  await page.getByLabel('邮箱或手机号').fill(luo.accountName);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(row(page, '林予安')).toBeVisible();
  await expect(isOff(page)).toHaveCount(0);
});

test('W17 U13 it stands without a connection, from what is kept', async ({ product, visit }) => {
  const { luo } = await offWith(product);
  const page = await known(await visit(luo, { path: '/live', looked: false }));
  await whenInstalled(page);
  await page.reload();
  await page.context().setOffline(true);
  await page.goto('/chat');
  await expect(isOff(page)).toBeVisible();
  await expect(page.getByText(/^2 条消息在等/)).toBeVisible();
  await look(page).click();
  await expect(page.locator('a.ch-row')).toContainText('周一先看这一份');
});

test('W17 who works finds his list, at once and later', async ({ product, visit }) => {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  await always(owner, people);
  await say(lin, await direct(lin, luo), '早');
  const page = await visit(luo, { path: '/live', looked: false });
  await page.goto('/');
  await expect(row(page, '林予安')).toBeVisible();
  await (await known(page)).goto('/chat');
  await expect(row(page, '林予安')).toBeVisible();
  await hideFor(page, 4 * QUARTER_MS);
  await expect(isOff(page)).toHaveCount(0);
});
