import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { composer, message, write } from './chat.ts';
import {
  test as base,
  direct,
  expect,
  group,
  makeTeam,
  type Person,
  photo,
  type Product,
  say,
  startProduct,
} from './product.ts';

interface Site {
  /** How often each page was asked for. */
  readonly asked: string[];
  /** Lets pages under /later be answered. */
  answer(): void;
}

const HOSTS = ['news.example', 'docs.example', 'later.example'];

const test = base.extend<object, { site: Site; product: Product }>({
  site: [
    async ({ browserName }, use) => {
      void browserName;
      const cover = await photo(1200, 800);
      const asked: string[] = [];
      const held: (() => void)[] = [];
      const server: Server = createServer((request, response) => {
        const path = request.url ?? '';
        asked.push(path);
        if (path === '/cover.jpg') return void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(cover);
        const page = () => response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
        if (path.startsWith('/later')) held.push(page);
        else page();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      await use({ asked, answer: () => held.splice(0).forEach((page) => page()) });
      server.closeAllConnections();
      server.close();
    },
    { scope: 'worker' },
  ],
  product: [
    async ({ site }, use) => {
      void site;
      const product = await startProduct([], { sites: Object.fromEntries(HOSTS.map((host) => [host, here])) });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

let here = '';
const PAGE = `<title>x</title><meta property="og:title" content="三号线复产：第一卷已经下线 &lt;b&gt;">
  <meta property="og:description" content="从周一停机检修到周四早上第一卷下线，用了七十个小时。下面是每一步的记录和照片。">
  <meta property="og:site_name" content="云杉新闻"><meta property="og:image" content="/cover.jpg">`;

const cards = (on: Locator | Page): Locator => on.getByRole('list', { name: '链接预览' }).getByRole('listitem');

test('C40 a link shows what stands behind it to everybody, and no browser asks the site', async ({
  product,
  site,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const talk = await direct(lin, luo);
  const page = await visit(lin, { path: `/chat/${talk}` });
  const far = await visit(luo, { path: `/chat/${talk}` });
  await expect(composer(far)).toBeVisible();
  await write(page, '看这个 https://news.example/line3');
  for (const each of [page, far]) {
    const card = cards(message(each, '看这个'));
    await expect(card).toContainText('三号线复产：第一卷已经下线 <b>');
    await expect(card).toContainText('云杉新闻');
    await expect(card.getByRole('link')).toHaveAttribute('href', 'https://news.example/line3');
    await expect
      .poll(() => card.locator('img').evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth))
      .toBe(400);
  }
  expect(site.asked).toEqual(['/line3', '/cover.jpg']);
  const { violations } = await new AxeBuilder({ page: far }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

  // The reader closes it for himself, also after a reload.
  await cards(far).getByRole('button', { name: '收起预览' }).click();
  await expect(cards(far).locator('img')).toHaveCount(0);
  await far.waitForTimeout(400);
  await far.reload();
  await expect(cards(far)).toContainText('第一卷');
  await expect(cards(far).locator('img')).toHaveCount(0);
  await cards(far).getByRole('button', { name: '展开预览' }).click();
  await expect(cards(far).locator('img')).toHaveCount(1);
  await expect(cards(page).locator('img')).toHaveCount(1);

  // Only its author takes it away, for everybody.
  await expect(cards(far).getByRole('button', { name: '对所有人去掉预览' })).toHaveCount(0);
  await cards(page).hover();
  await cards(page).getByRole('button', { name: '对所有人去掉预览' }).click();
  for (const each of [page, far]) await expect(cards(each)).toHaveCount(0);
  await expect(message(far, '看这个').getByRole('link')).toHaveText('https://news.example/line3');
});

test('C42 the company switches previews off in plain words', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const talk = await direct(lin, luo);
  const page = await visit(lin, { path: '/admin/company' });
  const choice = page.getByRole('switch', { name: '链接预览' });
  await expect(choice).toBeChecked();
  await choice.focus();
  await choice.press('Space');
  await expect(page.getByText('以后发的链接只显示文字，服务器不去看网页')).toBeVisible();
  await say(lin, talk, 'https://docs.example/off');
  // What counts is what holds when the server looks, a moment after the message is there.
  await page.waitForTimeout(2_000);
  await lin.call('directory.setPolicy', { changes: { linkPreviews: true } });
  await say(lin, talk, 'https://docs.example/on');
  await page.goto(`/chat/${talk}`);
  await expect(cards(message(page, '/on'))).toHaveCount(1);
  await expect(cards(message(page, '/off'))).toHaveCount(0);
});

test('C40 a preview that comes above what is read moves nothing; one that comes at the foot is seen', async ({
  product,
  site,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const room = await group('三号线', people);
  const previewed = async () =>
    (await luo.call<{ links: object[] }>('chat.messages', { conversationId: room, limit: 100 })).links.length;
  await luo.call('chat.markRead', { conversationId: room, number: 1 });
  const page = await visit(luo, { path: `/chat/${room}` });
  await expect(composer(page)).toBeVisible();
  // A site is waited for five seconds: what is said after its link is no more than the test needs.
  const links: Record<number, string> = { 5: ' https://later.example/later5', 22: ' https://docs.example/later22' };
  for (let n = 1; n <= 62; n += 1) await say(lin, room, `第 ${n} 行${links[n] ?? ''}`);
  await expect(message(page, '第 62 行')).toBeVisible();
  // One link stands just above the window, the other far above it; their sites have not answered yet.
  const read = message(page, '第 28 行');
  await page.getByRole('log').evaluate(async (box) => {
    const line = () => [...box.querySelectorAll('article')].find((one) => one.textContent.includes('第 28 行'));
    for (let tries = 0; line() === undefined && tries < 50; tries += 1) {
      box.scrollTop -= 300;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    box.scrollTop += (line()?.getBoundingClientRect().top ?? 0) - box.getBoundingClientRect().top - 20;
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  const top = () => read.evaluate((row) => row.getBoundingClientRect().top);
  const before = await top();
  expect(await previewed()).toBe(0);
  await expect.poll(() => site.asked.filter((path) => path.startsWith('/later')).length).toBe(2);
  site.answer();
  await expect.poll(previewed).toBe(2);
  await page.waitForTimeout(500);
  expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(1);
  await page.getByRole('log').evaluate((box) => {
    box.scrollTop -= 400;
  });
  await expect(cards(message(page, '第 22 行'))).toHaveCount(1);

  await page.goto(`/chat/${room}`);
  await expect(message(page, '第 62 行')).toBeVisible();
  await say(lin, room, '最后 https://news.example/last');
  const foot = cards(message(page, '最后'));
  await expect(foot).toBeInViewport({ ratio: 1 });
});
