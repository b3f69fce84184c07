import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { composer, message, write } from './chat.ts';
import { direct, expect, group, makeTeam, pause, type Person, type Product, say, test } from './product.ts';

/** What the whole check has time for; KILLS=50 and MINUTES=10 are what is promised. */
const KILLS = Number(process.env['KILLS'] ?? 3);
const MINUTES = Number(process.env['MINUTES'] ?? 0.5);

/** A browser with a folder of its own, which outlives it. */
async function browserOn(folder: string, product: Product, me: Person): Promise<BrowserContext> {
  const { launchOptions } = test.info().project.use;
  const context = await chromium.launchPersistentContext(folder, {
    ...launchOptions,
    baseURL: product.url,
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
  });
  await context.addCookies([{ name: 'tautline_session', value: me.token, url: product.url, httpOnly: true }]);
  return context;
}

/** Every process of the browser, at once and without a goodbye. */
function kill(folder: string): void {
  try {
    execFileSync('pkill', ['-KILL', '-f', folder]);
  } catch {
    throw new Error('no browser runs on this folder');
  }
}

test(`P2 a browser killed ${KILLS} times while sending loses nothing and doubles nothing`, { tag: '@desktop' }, async ({
  product,
}) => {
  test.setTimeout(60_000 + KILLS * 15_000);
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me, luo] = people as [Person, Person];
  const talk = await direct(me, luo);
  const folder = mkdtempSync(join(tmpdir(), 'tautline-killed-'));
  /** What stood on the screen: that must not be lost. */
  const shown: string[] = [];
  const written: string[] = [];
  try {
    for (let turn = 1; turn <= KILLS; turn += 1) {
      const context = await browserOn(folder, product, me);
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(`/chat/${talk}`);
      await expect(composer(page)).toBeVisible();
      const closed = new Promise((resolve) => context.once('close', resolve));
      for (const part of ['一', '二', '三']) {
        const text = `第 ${turn} 次${part}`;
        written.push(text);
        await write(page, text);
        await message(page, text).waitFor();
        shown.push(text);
      }
      // Somewhere between the outbox of the device and the acknowledgement of the server.
      await pause((turn * 7) % 40);
      kill(folder);
      await closed;
    }
    const context = await browserOn(folder, product, me);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`/chat/${talk}`);
    await expect(composer(page)).toBeVisible();
    const all = async () => {
      const found: string[] = [];
      for (let before: number | undefined = undefined; ; ) {
        const input: { conversationId: string; limit: number; before?: number } = { conversationId: talk, limit: 100 };
        if (before !== undefined) input.before = before;
        const answer = await luo.call<{ messages: { number: number; text: string }[]; hasBefore: boolean }>(
          'chat.messages',
          input,
        );
        found.unshift(...answer.messages.map(({ text }) => text));
        before = answer.messages[0]?.number;
        if (!answer.hasBefore) return found;
      }
    };
    // A profile is written behind the screen: what a killed browser never kept nobody can send, and it is counted here.
    await expect.poll(async () => (await all()).length, { timeout: 15_000 }).toBeGreaterThanOrEqual(written.length);
    const stored = await all();
    console.log(`killed ${KILLS} times: ${written.length} written, ${stored.length} stored`);
    expect(stored).toEqual(written);
    const last = shown.at(-1) ?? '';
    await expect(message(page, last)).toHaveCount(1);
    await context.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** What the page holds after its garbage is gone, in MB. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.enable').then(() => session.send('Performance.getMetrics'));
  await session.detach();
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1e6;
}

const meanOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

test(`the heap is flat over ${MINUTES} minutes of going about`, { tag: '@desktop' }, async ({ product, visit }) => {
  test.setTimeout(90_000 + MINUTES * 90_000);
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [me, luo, zhou] = people as [Person, Person, Person];
  const talks = await Promise.all([direct(luo, me), direct(zhou, me), group('三号线复产', people)]);
  for (const [place, talk] of talks.entries()) {
    for (let n = 1; n <= 120; n += 1) await say(place === 1 ? zhou : luo, talk, `第 ${n} 条`);
  }
  const page = await visit(me, { path: '/chat' });
  const heaps: number[] = [];
  const until = Date.now() + MINUTES * 60_000;
  for (let round = 1; Date.now() < until || heaps.length < 6; round += 1) {
    for (const talk of talks) {
      await page.locator(`a[href="/chat/${talk}"]`).click();
      await expect(composer(page)).toBeVisible();
      await page.locator('.ch-scroll').evaluate((box) => (box.scrollTop = 0));
      await page.waitForTimeout(150);
      await write(page, `第 ${round} 圈`);
      await expect(message(page, `第 ${round} 圈`).last()).toBeVisible();
    }
    await page.getByRole('link', { name: '通讯录' }).click();
    await page.getByRole('link', { name: /^消息/ }).click();
    await say(zhou, talks[2], `旁人第 ${round} 圈`);
    heaps.push(await heapOf(page));
  }
  // The first rounds fill what is kept on purpose.
  const later = heaps.slice(Math.floor(heaps.length / 3));
  const [early, late] = [later.slice(0, later.length / 2), later.slice(later.length / 2)].map(meanOf) as [
    number,
    number,
  ];
  console.log(
    `heap over ${heaps.length} rounds: ${heaps.at(0)?.toFixed(1)} MB first, ${early.toFixed(1)} then ${late.toFixed(1)} MB`,
  );
  expect(late).toBeLessThan(early * 1.15 + 1);
});
