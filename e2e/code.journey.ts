import { message } from './chat.ts';
import { direct, expect, makeTeam, type Person, say, test } from './product.ts';

const CODE = "// 三号线\nconst rolls = 12;\nlog('第一卷');";

test('C44 code in a message is told apart by colours when it is on the screen, moves nothing, and is taken along whole', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const talk = await direct(lin, luo);
  await say(lin, talk, `\`\`\`ts\n${CODE}\n\`\`\``);
  await say(lin, talk, '没有代码的一句');
  const page = await visit(luo, { path: '/me' });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  // What tells code apart comes late.
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/assets/highlighting-*', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/chat/${talk}`);
  const code = message(page, 'rolls').locator('.tl-code');
  await expect(code).toContainText('ts');
  const below = message(page, '没有代码的一句');
  // Whole pixels: a letter in another colour may be a hundredth of one wider.
  const box = async (on: typeof code) => Object.values((await on.boundingBox()) ?? {}).map(Math.round);
  const where = async () => [await box(code), await box(below)];
  const before = await where();
  await expect(code.locator('[data-code]')).toHaveCount(0);
  release();
  await expect(code.locator('[data-code="keyword"]')).toHaveText('const');
  await expect(code.locator('[data-code="comment"]')).toHaveText('// 三号线');
  expect(await where()).toEqual(before);
  await code.getByRole('button', { name: '复制代码' }).click();
  await expect(code.getByRole('button', { name: '已复制' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(CODE);
});
