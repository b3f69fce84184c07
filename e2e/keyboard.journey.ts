import { composer, message, row } from './chat.ts';
import { direct, expect, group, makeTeam, type Person, say, test, textsOf } from './product.ts';

test('U16 U17 U27 by keyboard alone: find somebody, write, go to the next unread, list the keys', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '张三', '罗晴'] });
  const [me, zhang, luo] = people as [Person, Person, Person];
  const page = await visit(me);
  await expect(page.getByRole('link', { name: '通讯录' })).toBeVisible();
  const { keyboard } = page;
  await keyboard.press('Control+K');
  await expect(page.getByRole('combobox', { name: '搜索人、会话、消息、文件、页面' })).toBeFocused();
  await keyboard.type('zs');
  await expect(page.getByRole('option', { name: /张三/ })).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: '发消息给 张三' })).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await keyboard.type('只用键盘');
  await keyboard.press('Enter');
  await expect(message(page, '只用键盘')).toBeVisible();
  const talk = await direct(zhang, me);
  await expect.poll(() => textsOf(zhang, talk)).toEqual(['只用键盘']);

  const other = await direct(luo, me);
  await say(luo, other, '看这里');
  await expect(row(page, '罗晴').getByRole('img', { name: '1 条未读' })).toBeVisible();
  await keyboard.press('Alt+Shift+ArrowDown');
  await expect(page).toHaveURL(new RegExp(`/chat/${other}$`));
  await expect(message(page, '看这里')).toBeVisible();

  const room = await group('春季发布', people);
  await expect(row(page, '春季发布')).toBeVisible();
  await keyboard.press('Control+K');
  await keyboard.type('cjfb');
  await expect(page.getByRole('option', { name: /春季发布/ })).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/chat/${room}$`));

  await keyboard.press('Control+K');
  await keyboard.type('通讯录');
  await expect(page.getByRole('option', { name: '通讯录', exact: true })).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/\/people/);
  // The address comes first, the page after it: a key pressed between them is for the page that is going.
  await expect(page.getByRole('heading', { name: '全公司' })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await keyboard.press('?');
  const list = page.getByRole('dialog', { name: '快捷键' });
  await expect(list).toContainText('搜索和跳转');
  await keyboard.press('Escape');
  await expect(list).toBeHidden();
});

test('U27 every stop of the Tab key shows where it is', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me, luo] = people as [Person, Person];
  const talk = await direct(luo, me);
  await say(luo, talk, '早');
  const page = await visit(me, { path: `/chat/${talk}` });
  await expect(message(page, '早')).toBeVisible();
  const stops = new Set<string>();
  for (let n = 0; n < 30; n += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const at = document.activeElement as HTMLElement;
      const style = getComputedStyle(at);
      const around = getComputedStyle(at.closest('[class*="box"]') ?? at);
      const shown =
        style.outlineStyle !== 'none' ||
        style.boxShadow !== 'none' ||
        around.boxShadow !== 'none' ||
        around.outlineStyle !== 'none' ||
        around.borderColor !== '';
      return { name: `${at.tagName} ${at.getAttribute('aria-label') ?? at.textContent.trim().slice(0, 20)}`, shown };
    });
    expect(stop.shown, stop.name).toBe(true);
    stops.add(stop.name);
  }
  expect([...stops].some((name) => name.startsWith('TEXTAREA'))).toBe(true);
});
