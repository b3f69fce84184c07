import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { act, composer, message, messages, row, sendButton, write } from './chat.ts';
import { always } from './hours.ts';
import { bring, direct, expect, makeTeam, type Person, photo, type Product, say, test, textsOf } from './product.ts';

/** Pastes files into the composer, as a browser does after a screenshot was copied. */
async function paste(page: Page, ...files: { name: string; type: string; bytes: Buffer }[]): Promise<void> {
  const given = files.map(({ name, type, bytes }) => ({ name, type, base64: bytes.toString('base64') }));
  await composer(page).evaluate((area, list) => {
    const data = new DataTransfer();
    for (const { name, type, base64 } of list) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      data.items.add(new File([bytes], name, { type }));
    }
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, given);
}

/** Chooses files as one does in the system's own window. */
async function pick(page: Page, isPhone: boolean, name: string, bytes: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '图片或文件' }).click();
  if (isPhone) await page.getByRole('menuitem', { name: '文件' }).click();
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
}

const chosen = (page: Page): Locator => page.getByRole('list', { name: '要发送的文件' }).getByRole('listitem');
const pictureIn = (on: Locator): Locator => on.getByRole('button', { name: /^打开图片/ });

async function loaded(picture: Locator): Promise<void> {
  await expect
    .poll(() => picture.locator('img').evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0))
    .toBe(true);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Fingers that go from places to others. */
async function fingers(page: Page, from: readonly Point[], to: readonly Point[]): Promise<void> {
  const touch = await page.context().newCDPSession(page);
  const STEPS = 8;
  for (let step = 0; step <= STEPS; step += 1) {
    const touchPoints = from.map((start, id) => {
      const end = to[id] ?? start;
      return { id, x: start.x + ((end.x - start.x) * step) / STEPS, y: start.y + ((end.y - start.y) * step) / STEPS };
    });
    await touch.send('Input.dispatchTouchEvent', { type: step === 0 ? 'touchStart' : 'touchMove', touchPoints });
  }
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await touch.detach();
}

const slide = (page: Page, from: Point, to: Point) => fingers(page, [from], [to]);
const spread = (page: Page, { x, y }: Point) =>
  fingers(
    page,
    [
      { x: x - 30, y },
      { x: x + 30, y },
    ],
    [
      { x: x - 150, y },
      { x: x + 150, y },
    ],
  );

async function two(product: Product) {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  await always(people[0]!, people);
  const [me, luo] = people as [Person, Person];
  return { me, luo, talk: await direct(me, luo) };
}

test('U21 a pasted picture is seen by both in its own shape, gone through by keys, and gone after a recall', async ({
  product,
  visit,
}) => {
  const { me, luo, talk } = await two(product);
  const page = await visit(me, { path: `/chat/${talk}` });
  const far = await visit(luo, { path: `/chat/${talk}` });
  await expect(composer(far)).toBeVisible();
  await paste(page, { name: 'image.png', type: 'image/png', bytes: await photo(1200, 800) });
  await expect(chosen(page)).toHaveCount(1);
  await write(page, '现场');
  await expect(message(page, '现场')).toContainText('已读');
  const picture = pictureIn(message(far, '现场'));
  await loaded(picture);
  const box = await picture.boundingBox();
  expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(1.5, 1);
  expect(Number.isInteger(box?.height)).toBe(true);

  // Only pictures: no text is needed, and the list says what it was.
  await paste(
    page,
    { name: 'a.jpg', type: 'image/jpeg', bytes: await photo(300, 300) },
    { name: 'b.jpg', type: 'image/jpeg', bytes: await photo(400, 200) },
  );
  await expect(chosen(page)).toHaveCount(2);
  await sendButton(page).click();
  await expect(messages(far)).toHaveCount(2);
  await expect(pictureIn(messages(far).last())).toHaveCount(2);
  await far.goto('/chat');
  await expect(row(far, '林予安')).toContainText('[2 张图片]');
  await far.goto(`/chat/${talk}`);

  await pictureIn(messages(far).last()).first().click();
  const viewer = far.getByRole('dialog', { name: '看图' });
  await expect(viewer).toContainText('a.jpg');
  await expect(viewer).toContainText('2 / 3');
  await far.keyboard.press('ArrowRight');
  await expect(viewer).toContainText('b.jpg');
  await far.keyboard.press('ArrowLeft');
  await far.keyboard.press('ArrowLeft');
  await expect(viewer).toContainText('1 / 3');
  await expect(viewer.getByRole('link', { name: '下载' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page: far }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  await far.keyboard.press('Escape');
  await expect(viewer).toBeHidden();

  const address = await picture.locator('img').getAttribute('src');
  expect((await far.request.get(address ?? '')).status()).toBe(200);
  await act(page, message(page, '现场'), '撤回');
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await expect(far.getByText('林予安 的消息已撤回')).toBeVisible();
  await expect(message(far, '现场')).toHaveCount(0);
  expect((await far.request.get(address ?? '')).status()).toBe(404);
});

test('F14 a long screenshot is read: closer by a press, moved about, and no finger turns to the next one meanwhile', async ({
  product,
  visit,
  isPhone,
}) => {
  const { me, luo, talk } = await two(product);
  const long = await bring(product, luo, 'long.jpg', await photo(900, 7_200));
  const next = await bring(product, luo, 'next.jpg', await photo(600, 400));
  await say(luo, talk, '排产表', [long, next]);
  const page = await visit(me, { path: `/chat/${talk}` });
  await pictureIn(message(page, '排产表')).first().click();
  const viewer = page.getByRole('dialog', { name: '看图' });
  const shown = viewer.getByRole('img', { name: 'long.jpg' });
  const width = async () => Math.round((await shown.boundingBox())?.width ?? 0);
  const top = async () => Math.round((await shown.boundingBox())?.y ?? 0);
  await expect.poll(width).toBeGreaterThan(0);
  const whole = await width();
  expect(whole).toBeLessThan(120);

  // The button begins at the beginning; the picture fills the window as far as it has pixels for that, and comes with all it has.
  await viewer.getByRole('button', { name: '放大' }).click();
  await expect.poll(width).toBe(isPhone ? 390 : 900);
  await expect(shown).toHaveJSProperty('naturalWidth', 900);
  const began = await top();
  expect(began).toBeGreaterThan(0);
  if (isPhone) await slide(page, { x: 195, y: 700 }, { x: 195, y: 300 });
  else await page.keyboard.press('ArrowDown');
  await expect.poll(top).toBeLessThan(began - 100);
  if (isPhone) await slide(page, { x: 300, y: 500 }, { x: 60, y: 500 });
  else await page.keyboard.press('ArrowRight');
  await expect(viewer).toContainText('1 / 2');
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

  // Two taps, or a click, lead back; seen whole, it is turned as ever.
  if (isPhone) {
    // A first tap ends the movement that a finger began.
    await expect(async () => {
      await page.touchscreen.tap(195, 400);
      await page.touchscreen.tap(195, 400);
      await expect.poll(width, { timeout: 1_000 }).toBe(whole);
    }).toPass();
    await spread(page, { x: 195, y: 400 });
    await expect.poll(width).toBeGreaterThan(whole * 2);
    expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
    await viewer.getByRole('button', { name: '缩小' }).click();
    await expect.poll(width).toBe(whole);
    await slide(page, { x: 300, y: 400 }, { x: 60, y: 400 });
  } else {
    await page.mouse.click(720, 400);
    await expect.poll(width).toBe(whole);
    await page.mouse.click(720, 200);
    await expect.poll(width).toBe(900);
    await page.keyboard.press('+');
    await expect.poll(width).toBe(1350);
    const before = await top();
    await page.mouse.move(720, 500);
    await page.mouse.down();
    await page.mouse.move(720, 400, { steps: 3 });
    await page.mouse.up();
    expect(await top()).toBe(before - 100);
    await viewer.getByRole('button', { name: '缩小' }).click();
    await page.keyboard.press('ArrowRight');
  }
  await expect(viewer).toContainText('next.jpg');
  await page.keyboard.press('Escape');
  await expect(viewer).toBeHidden();
});

test('F4 a GIF is a picture: it stands still where one reads, and moves when it is opened', async ({
  product,
  visit,
}) => {
  const { me, luo, talk } = await two(product);
  const page = await visit(me, { path: `/chat/${talk}` });
  const far = await visit(luo, { path: `/chat/${talk}` });
  const colours = ['#8cc', '#cc8', '#c8c'];
  const frames = colours.map((background) => sharp({ create: { width: 240, height: 160, channels: 3, background } }));
  const pictures = await Promise.all(frames.map((frame) => frame.png().toBuffer()));
  const gif = await sharp(pictures, { join: { animated: true } })
    .gif({ delay: [90, 90, 90] })
    .toBuffer();
  await paste(page, { name: '好的.gif', type: 'image/gif', bytes: gif });
  await expect(chosen(page)).toHaveCount(1);
  await sendButton(page).click();
  const picture = pictureIn(messages(far).last());
  await loaded(picture);
  await expect(picture).toContainText('GIF');
  const pagesOf = async (image: Locator) => {
    const answer = await far.request.get((await image.getAttribute('src')) ?? '');
    return (await sharp(await answer.body()).metadata()).pages ?? 1;
  };
  expect(await pagesOf(picture.locator('img'))).toBe(1);
  // Also where it was sent from.
  await expect(pictureIn(messages(page).last()).locator('img')).toHaveAttribute('src', /^\/files\//);
  await picture.click();
  const shown = far.getByRole('dialog', { name: '看图' }).getByRole('img', { name: '好的.gif' });
  await expect(shown).toBeVisible();
  expect(await pagesOf(shown)).toBe(3);
});

test('U21 any file goes with a message; the other saves it byte for byte under its name', async ({
  product,
  visit,
  isPhone,
}) => {
  const { me, luo, talk } = await two(product);
  const page = await visit(me, { path: `/chat/${talk}` });
  const far = await visit(luo, { path: `/chat/${talk}` });
  const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, n) => (n * 7919) % 251));
  await pick(page, isPhone, '报价 2026.xlsx', bytes);
  await expect(chosen(page)).toContainText('报价 2026.xlsx');
  await pick(page, isPhone, '不要这个.txt', Buffer.from('no'));
  await page.getByRole('button', { name: '去掉 不要这个.txt' }).click();
  await expect(chosen(page)).toHaveCount(1);
  await sendButton(page).click();
  const card = far.getByRole('link', { name: '下载 报价 2026.xlsx' });
  await expect(card).toContainText('700 kB');
  await expect(card).toContainText('表格');
  const saving = far.waitForEvent('download');
  await card.click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('报价 2026.xlsx');
  expect(readFileSync(await saved.path()).equals(bytes)).toBe(true);
  await act(far, messages(far).last(), '回复');
  await write(far, '收到');
  await expect(message(page, '收到')).toContainText('[文件] 报价 2026.xlsx');
});

test('U13 U21 without a network a file waits with its message, in order, over a reload, and goes on where it stopped', async ({
  product,
  visit,
  isPhone,
}) => {
  const { me, talk } = await two(product);
  const page = await visit(me, { path: `/chat/${talk}` });
  await expect(composer(page)).toBeVisible();
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const offsets: string[] = [];
  let isCut = false;
  // Whoever writes faster than the file is looked at does not lose it.
  await page.route('**/api/files.limits', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  await page.route('**/files/upload/*', async (route) => {
    if (isCut) return route.abort();
    offsets.push(route.request().headers()['upload-offset'] ?? '');
    await route.continue();
    // After the first slice the line is gone.
    isCut = offsets.length === 1;
  });
  await pick(page, isPhone, '图纸.bin', Buffer.alloc(900_000, 'tautline'));
  await write(page, '先看图纸');
  await write(page, '再说话');
  await expect.poll(() => offsets.length).toBe(1);
  await page.context().setOffline(true);
  await expect(message(page, '先看图纸')).toContainText('等网络');
  await page.reload();
  await expect(message(page, '先看图纸')).toContainText('图纸.bin');
  await expect(message(page, '再说话')).toBeVisible();
  expect(await textsOf(me, talk)).toEqual([]);
  isCut = false;
  await page.context().setOffline(false);
  await expect(page.getByRole('link', { name: '下载 图纸.bin' })).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => textsOf(me, talk)).toEqual(['先看图纸', '再说话']);
  expect(offsets[0]).toBe('0');
  expect(Number(offsets[1])).toBeGreaterThan(0);
});

test('U21 what is being brought is given up by its author, and what cannot be brought says why', async ({
  product,
  visit,
  isPhone,
}) => {
  const { me, talk } = await two(product);
  const page = await visit(me, { path: `/chat/${talk}` });
  await page.route('**/files/upload/*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.continue().catch(() => {});
  });
  await pick(page, isPhone, '太慢了.bin', Buffer.alloc(2_000_000));
  await sendButton(page).click();
  const waiting = messages(page).filter({ hasText: '太慢了.bin' });
  await expect(waiting.getByRole('progressbar', { name: '上传进度' })).toBeVisible();
  await waiting.getByRole('button', { name: '取消发送' }).click();
  await expect(waiting).toHaveCount(0);
  await page.unroute('**/files/upload/*');
  await write(page, '算了');
  await expect.poll(() => textsOf(me, talk)).toEqual(['算了']);

  const broken = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('not a picture')]);
  await pick(page, isPhone, '坏的.jpg', broken);
  await write(page, '看这张');
  const failed = message(page, '看这张').getByRole('alert');
  await expect(failed).toContainText('这张图片是坏的');
  await failed.getByRole('button', { name: '编辑' }).click();
  await expect(composer(page)).toHaveValue('看这张');
  await expect(chosen(page)).toContainText('坏的.jpg');
  await page.getByRole('button', { name: '去掉 坏的.jpg' }).click();
  await write(page, '没有图');
  await expect.poll(() => textsOf(me, talk)).toEqual(['算了', '没有图']);
});

test('P10 who is taken out of a group sees its pictures no more', async ({ product, visit }) => {
  const { me, luo, talk } = await two(product);
  const id = await bring(product, me, 'a.jpg', await photo(200, 100));
  await say(me, talk, '只给你看', [id]);
  const far = await visit(luo, { path: `/chat/${talk}` });
  const picture = pictureIn(message(far, '只给你看'));
  await loaded(picture);
  const address = (await picture.locator('img').getAttribute('src')) ?? '';
  expect((await far.request.get(address)).status()).toBe(200);
  const { people } = await makeTeam(product, { names: ['外人'] });
  const stranger = await visit(people[0] as Person);
  expect((await stranger.request.get(address)).status()).toBe(404);
  await me.call('directory.deactivateMember', { id: luo.memberId, handOverTo: null });
  expect((await far.request.get(address)).status()).toBe(404);
});
