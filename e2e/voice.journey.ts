import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { composer, loseNetwork, messages, row } from './chat.ts';
import { direct, expect, makeTeam, type Person, type Product, test, textsOf } from './product.ts';

async function two(product: Product) {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  return { lin, luo, talk: await direct(lin, luo) };
}

const microphone = (page: Page): Locator => page.getByRole('button', { name: '语音消息' });
const bar = (page: Page): Locator => page.getByRole('group', { name: '正在录音' });
const voices = (page: Page): Locator => messages(page).filter({ has: page.getByRole('slider', { name: '语音位置' }) });
const twoDigits = (seconds: number): string => String(seconds).padStart(2, '0');
const play = (on: Locator): Locator => on.getByRole('button', { name: /^播放语音/ });
const place = async (on: Locator): Promise<number> =>
  Number(
    await on
      .getByRole('slider')
      .getAttribute('style')
      .then((style) => /([\d.]+)%/.exec(style ?? '')?.[1]),
  );

/** Records by keys, as everybody can. */
async function talkFor(page: Page, ms: number): Promise<void> {
  await microphone(page).focus();
  await page.keyboard.press('Enter');
  await expect(bar(page)).toBeVisible();
  await page.waitForTimeout(ms);
  await bar(page).getByRole('button', { name: '发送语音' }).click();
  await expect(bar(page)).toBeHidden();
}

async function noSerious(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
}

test('C43 what was said is heard by the other: from any place, at his speed, one at a time, and the next after it', async ({
  product,
  visit,
}) => {
  const { lin, luo, talk } = await two(product);
  const page = await visit(lin, { path: `/chat/${talk}` });
  const far = await visit(luo, { path: `/chat/${talk}` });
  await expect(composer(far)).toBeVisible();
  await microphone(page).focus();
  await page.keyboard.press('Enter');
  await expect(bar(page).getByRole('timer')).toHaveText('0:02', { timeout: 5_000 });
  await noSerious(page);
  const clock = async () => Number(/^0:(\d\d)$/.exec((await bar(page).getByRole('timer').textContent()) ?? '')?.[1]);
  const said = await clock();
  await bar(page).getByRole('button', { name: '发送语音' }).click();
  await expect(voices(far)).toHaveCount(1);
  await talkFor(page, 1_300);
  await expect(voices(far)).toHaveCount(2);
  const [first, second] = [voices(far).first(), voices(far).last()];
  // The microphone of the tests hums: there is something to see.
  expect(await first.locator('.fi-voice-wave > svg').first().locator('rect').count()).toBe(64);
  // As long as its own clock said, or the second in which it was sent.
  await expect(first.locator('.fi-voice-time')).toHaveText(
    new RegExp(`^0:(?:${twoDigits(said)}|${twoDigits(said + 1)})$`),
  );
  await noSerious(far);

  await play(first).click();
  await expect(first.getByRole('button', { name: '暂停' })).toBeVisible();
  await expect.poll(() => place(first)).toBeGreaterThan(10);
  await first.getByRole('button', { name: '暂停' }).click();
  await expect(play(first)).toBeVisible();
  await first.getByRole('button', { name: '语速 1 倍' }).click();
  await expect(first.getByRole('button', { name: '语速 1.5 倍' })).toBeVisible();
  await first.getByRole('slider').focus();
  await far.keyboard.press('Home');
  await expect(first.getByRole('button', { name: '暂停' })).toBeVisible();
  // One after the other, and then silence.
  await expect(second.getByRole('button', { name: '暂停' })).toBeVisible({ timeout: 8_000 });
  await expect(play(first)).toBeVisible();
  await expect(play(second)).toBeVisible({ timeout: 8_000 });

  // A press in the middle begins there, and what is heard elsewhere falls silent.
  await play(second).click();
  await expect(second.getByRole('button', { name: '暂停' })).toBeVisible();
  const wave = (await first.getByRole('slider').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await far.mouse.click(wave.x + wave.width / 2, wave.y + wave.height / 2);
  await expect(first.getByRole('button', { name: '暂停' })).toBeVisible();
  await expect(play(second)).toBeVisible();
  await expect.poll(() => place(first)).toBeGreaterThan(45);

  await far.goto('/chat');
  await expect(row(far, '林予安')).toContainText(/\[语音\] 0:0[1-9]/);
});

test('C43 held and released it is sent; slid to the left it is not; slid up it goes on', { tag: '@phone' }, async ({
  product,
  visit,
}) => {
  const { lin, talk } = await two(product);
  const page = await visit(lin, { path: `/chat/${talk}` });
  await expect(microphone(page)).toBeVisible();
  const finger = await page.context().newCDPSession(page);
  const touch = async (type: 'touchStart' | 'touchMove' | 'touchEnd', dx = 0, dy = 0) => {
    if (type === 'touchEnd') return void (await finger.send('Input.dispatchTouchEvent', { type, touchPoints: [] }));
    const box = (await microphone(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const touchPoints = [{ x: box.x + box.width / 2 + dx, y: box.y + box.height / 2 + dy }];
    await finger.send('Input.dispatchTouchEvent', { type, touchPoints });
  };

  await touch('touchStart');
  await expect(bar(page)).toContainText('左滑取消，上滑锁定');
  await page.waitForTimeout(1_200);
  await touch('touchEnd');
  await expect(bar(page)).toBeHidden();
  await expect(voices(page)).toHaveCount(1);

  await touch('touchStart');
  await expect(bar(page)).toBeVisible();
  await page.waitForTimeout(700);
  await touch('touchMove', -120);
  await expect(bar(page)).toContainText('松开取消');
  await touch('touchEnd');
  await expect(bar(page)).toBeHidden();

  await touch('touchStart');
  await expect(bar(page)).toBeVisible();
  await page.waitForTimeout(500);
  await touch('touchMove', 0, -90);
  await touch('touchEnd');
  await page.waitForTimeout(600);
  await expect(bar(page)).toBeVisible();
  await bar(page).getByRole('button', { name: '不发了' }).click();
  await expect(bar(page)).toBeHidden();

  // A short press goes on by itself, too.
  await touch('touchStart');
  await touch('touchEnd');
  await expect(bar(page).getByRole('button', { name: '发送语音' })).toBeVisible();
  await page.waitForTimeout(800);
  await bar(page).getByRole('button', { name: '发送语音' }).click();
  await expect(voices(page)).toHaveCount(2);
  await expect.poll(() => textsOf(lin, talk)).toEqual(['', '']);
});

test('C43 U13 without a network it waits, over a reload, and is sent when there is one', async ({ product, visit }) => {
  const { lin, talk } = await two(product);
  const page = await visit(lin, { path: `/chat/${talk}` });
  await expect(composer(page)).toBeVisible();
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await loseNetwork(page);
  await talkFor(page, 1_000);
  await expect(voices(page)).toContainText('等网络');
  await expect(play(voices(page))).toBeDisabled();
  await page.reload();
  await expect(voices(page)).toHaveCount(1);
  await page.context().setOffline(false);
  await expect(play(voices(page))).toBeEnabled({ timeout: 30_000 });
  await expect.poll(() => textsOf(lin, talk)).toEqual(['']);
});

test('C43 a microphone that is not allowed, or not there, is said in plain words', async ({ product, visit }) => {
  const { lin, talk } = await two(product);
  const page = await visit(lin, { path: '/me' });
  const policy = (await page.request.get('/')).headers()['permissions-policy'] ?? '';
  expect(policy).toContain('microphone=(self)');
  expect(policy).toContain('camera=()');
  for (const [name, said] of [
    ['NotAllowedError', '没有麦克风权限'],
    ['NotFoundError', '没有找到能用的麦克风'],
  ] as const) {
    await page.goto(`/chat/${talk}`);
    await page.evaluate((error) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', error));
    }, name);
    await microphone(page).click();
    await expect(page.getByText(said)).toBeVisible();
    await expect(bar(page)).toBeHidden();
  }
});
