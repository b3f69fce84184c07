import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { composer, loseNetwork, messages } from './chat.ts';
import { bring, direct, expect, group, makeTeam, type Person, photo, say, test } from './product.ts';

const field = (page: Page) => page.getByRole('combobox', { name: /^(?:搜索|Search)$/ });
const rows = (page: Page) => page.locator('a.se-row');

/** A group and a direct conversation with talk in both. */
async function talk(people: readonly Person[]): Promise<{ room: string; own: string }> {
  const [me, luo, tang] = people as [Person, Person, Person];
  const room = await group('三号线复产', people);
  await say(luo, room, '请把**报销单**交给财务，明天之前');
  await say(tang, room, `<@${me.memberId}> 报销的发票在哪里`);
  for (let n = 1; n <= 40; n += 1) await say(n % 2 === 0 ? luo : tang, room, `第 ${n} 次日报：一切正常`);
  const own = await direct(luo, me);
  await say(me, own, 'The deployment notes: https://plan.example/deploy');
  await say(luo, own, '收到，报销的事我来办');
  return { room, own };
}

test('U20 a word of two letters is found, narrowed to one member, opened in its place, and the way back leads to the results', async ({
  product,
  visit,
  isPhone,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '唐远'] });
  const [me, luo] = people as [Person, Person, Person];
  const { room } = await talk(people);
  const page = await visit(me);
  if (isPhone) await page.getByRole('button', { name: '搜索消息' }).click();
  else await page.getByRole('link', { name: '搜索', exact: true }).click();
  await expect(page.getByText('写下要找的词')).toBeVisible();
  await expect(async () => {
    await field(page).fill('报销');
    await expect(rows(page)).toHaveCount(3, { timeout: 1_500 });
  }).toPass();
  await expect(page.getByRole('status').filter({ hasText: '找到 3 条' })).toBeVisible();
  await expect(rows(page).first()).toContainText('收到，报销的事我来办');
  await expect(rows(page).locator('mark').first()).toHaveText('报销');

  // By tap: who wrote it.
  await page.getByRole('button', { name: '发送人' }).click();
  await expect(field(page)).toHaveValue('报销 发送人:');
  await page.getByRole('option', { name: /罗晴/ }).click();
  await expect(page.getByRole('button', { name: '去掉筛选 发送人：罗晴' })).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await expect(field(page)).toHaveValue('报销');

  const found = rows(page).filter({ hasText: '报销单' });
  await found.click();
  await expect(page).toHaveURL(new RegExp(`/chat/${room}\\?m=2`));
  await expect(messages(page).and(page.locator('[data-highlighted]'))).toContainText('报销单');
  await page.getByRole('button', { name: '返回' }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(field(page)).toHaveValue('报销');
  await expect(found).toBeFocused();

  // What is taken back leaves the results as they stand there.
  await luo.call('chat.recallMessage', { conversationId: room, number: 2 });
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: '去掉筛选 发送人：罗晴' }).click();
  await expect(rows(page)).toHaveCount(2);
});

test('U20 who writes is offered as soon as his name comes, though the filter was open before', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '唐远'] });
  const [me] = people as [Person, Person, Person];
  await talk(people);
  const page = await visit(me, { path: '/me' });
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/api/directory.cards', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/search');
  await page.getByRole('button', { name: '发送人' }).click();
  await expect(page.getByRole('option')).toHaveCount(1);
  letGo();
  await expect(page.getByRole('option', { name: /罗晴/ })).toBeVisible();
  await field(page).fill('会话:');
  await expect(page.getByRole('option')).toHaveText([/罗晴/, /三号线复产/]);
});

test('U20 filters are typed or tapped: conversation, day, link, mentions; and "search here" from a conversation', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '唐远'] });
  const [me] = people as [Person, Person, Person];
  const { own } = await talk(people);
  const page = await visit(me, { path: '/search?q=日报' });
  await expect(async () => {
    await page.reload();
    await expect(rows(page)).toHaveCount(30, { timeout: 1_500 });
  }).toPass();
  await expect(async () => {
    await rows(page).last().scrollIntoViewIfNeeded({ timeout: 1_500 });
    await expect(rows(page)).toHaveCount(40, { timeout: 1_500 });
  }).toPass();
  await expect(page.getByRole('status').filter({ hasText: '找到 40 条' })).toBeAttached();

  await field(page).fill('in:三号');
  await page.getByRole('option', { name: '三号线复产' }).click();
  await expect(page.getByRole('button', { name: '去掉筛选 在：三号线复产' })).toBeVisible();
  await page.getByRole('button', { name: '提到我的' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('@林予安 报销的发票');
  await page.getByRole('button', { name: '提到我的' }).click();
  await field(page).fill('before:2020-01-01');
  await field(page).press('Enter');
  await expect(page.getByText('没有这样的消息')).toBeVisible();
  await page.getByRole('button', { name: '清空', exact: true }).click();

  await field(page).fill('has:');
  await page.getByRole('option', { name: '含链接' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/\/search\?has=link$/);
  await field(page).fill('没人这样写');
  await expect(page.getByText('没有消息写着“没人这样写”。')).toBeVisible();
  await page.getByRole('button', { name: '去掉筛选再找' }).click();
  await expect(page.getByText('没有消息写着“没人这样写”。')).toBeVisible();

  await page.goto(`/chat/${own}`);
  await expect(composer(page)).toBeVisible();
  await page.getByRole('button', { name: '会话详情' }).filter({ visible: true }).click();
  await page.getByRole('link', { name: '搜索这个会话' }).click();
  await expect(page.getByRole('button', { name: '去掉筛选 在：罗晴' })).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await field(page).fill('depl');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).locator('mark').first()).toHaveText('depl');
});

test('U27 by keyboard alone: the key, the arrows, Enter, Escape', { tag: '@desktop' }, async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '唐远'] });
  const [me] = people as [Person, Person, Person];
  const { own } = await talk(people);
  const page = await visit(me, { path: `/chat/${own}` });
  await expect(composer(page)).toBeFocused();
  const { keyboard } = page;
  await keyboard.press('Control+Shift+F');
  await expect(field(page)).toBeFocused();
  await keyboard.type('报销');
  await expect(rows(page).first()).toBeVisible();
  await keyboard.type(' from:luo');
  await expect(page.getByRole('option', { name: /罗晴/ })).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(2);
  await keyboard.press('ArrowDown');
  await expect(rows(page).first()).toBeFocused();
  await keyboard.press('ArrowUp');
  await expect(field(page)).toBeFocused();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/chat/${own}\\?m=`));
  await page.goBack();
  await expect(rows(page).first()).toBeFocused();
  await keyboard.press('Escape');
  await expect(page).toHaveURL(new RegExp(`/chat/${own}$`));

  await keyboard.press('Control+K');
  await expect(page.getByRole('combobox', { name: '搜索人、会话、消息、文件、页面' })).toBeFocused();
  await keyboard.type('发票');
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=/);
  await expect(rows(page)).toHaveCount(1);
});

for (const language of ['zh', 'en'] as const) {
  test(`U27 suggestions and dates of the search page have no fault, ${language}`, async ({ product, visit }) => {
    const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '唐远'] });
    const [me] = people as [Person, Person, Person];
    await talk(people);
    const page = await visit(me, { path: '/search' });
    await page.evaluate((chosen) => localStorage.setItem('tautline.language', chosen), language);
    await page.goto('/search');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await field(page).fill('from:');
      await expect(page.getByRole('option').first()).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
      await field(page).fill('');
      await page.getByRole('button', { name: language === 'zh' ? '日期' : 'Date' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
  });
}

test('U29 without a connection the page says so, and searches again when asked to', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '唐远'] });
  const [me] = people as [Person, Person, Person];
  await talk(people);
  const page = await visit(me, { path: '/search' });
  await expect(field(page)).toBeVisible();
  await loseNetwork(page);
  await field(page).fill('发票');
  await expect(page.getByRole('alert')).toContainText('没能搜索');
  await page.context().setOffline(false);
  await expect(async () => {
    // It may have come back by itself already.
    await page
      .getByRole('button', { name: '再试一次' })
      .click({ timeout: 1_000 })
      .catch(() => {});
    await expect(rows(page)).toHaveCount(1, { timeout: 1_500 });
  }).toPass();
});

test('S17, S18 files by their names, people and conversations by pinyin, in one field', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me, luo] = people as [Person, Person];
  const room = await group('三号线复产', people);
  await say(luo, room, '清单在这里', [
    await bring(product, luo, '备件清单.pdf', Buffer.from('%PDF-1.7 a list')),
    await bring(product, luo, '现场.jpg', await photo(400, 300)),
  ]);
  await direct(luo, me);
  const page = await visit(me, { path: '/search' });
  const tab = (name: string) => page.getByRole('radio', { name }).or(page.getByRole('tab', { name }));
  await tab('文件').click();
  await expect(async () => {
    await page.reload();
    await expect(page.locator('a.se-row')).toHaveCount(2, { timeout: 2_000 });
  }).toPass();
  await field(page).fill('备件');
  await expect(page.locator('a.se-row')).toHaveCount(1);
  await expect(page.locator('a.se-row')).toContainText('备件清单.pdf');
  await expect(page.locator('a.se-row')).toContainText('三号线复产');
  await field(page).fill('');
  await page.getByRole('button', { name: '图片', exact: true }).click();
  await expect(page.locator('a.se-row')).toHaveCount(1);
  await expect(page.locator('a.se-row')).toContainText('现场.jpg');
  await page.locator('a.se-row').click();
  await expect(page).toHaveURL(new RegExp(`/chat/${room}\\?m=2`));
  await page.goBack();
  await expect(page.locator('a.se-row')).toContainText('现场.jpg');

  await tab('人').click();
  await field(page).fill('luoq');
  await expect(page.locator('a.se-row')).toContainText('罗晴');
  await tab('会话').click();
  await field(page).fill('sanhao');
  await expect(page.locator('a.se-row')).toContainText('三号线复产');
  await page.locator('a.se-row').click();
  await expect(page).toHaveURL(new RegExp(`/chat/${room}`));
});

test('S19 Ctrl/Cmd+K finds everything: pages by initials and pinyin, what was said lately, files; each opens where it is', async ({
  product,
  visit,
  isPhone,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '唐远'] });
  const [me, luo] = people as [Person, Person, Person];
  const { room, own } = await talk(people);
  await say(luo, own, '清单', [await bring(product, luo, '备件清单.pdf', Buffer.from('%PDF-1.7 a list'))]);
  const page = await visit(me);
  const palette = page.getByRole('dialog', { name: '搜索人、会话、消息、文件、页面' });
  const find = async (text: string) => {
    await expect(page.getByRole('link', { name: '消息' })).toBeVisible();
    if (isPhone) await page.getByRole('button', { name: '搜索人、会话', exact: true }).click();
    else await page.keyboard.press('Control+K');
    await page.getByRole('combobox').fill(text);
  };
  const hit = (group: string, name: RegExp) =>
    palette.getByRole('group', { name: group }).getByRole('option', { name });

  await find('发票');
  if (isPhone) expect((await palette.boundingBox())?.width).toBe(390);
  await expect(hit('最近说到的', /报销的发票在哪里/)).toContainText('唐远 三号线复产');
  await expect(hit('最近说到的', /报销的发票在哪里/).locator('mark')).toHaveText('发票');
  // What is there at once is chosen, and stays where it is when more comes.
  await expect(palette.getByRole('option').first()).toHaveAccessibleName('搜索消息：发票');
  await expect(palette.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  await hit('最近说到的', /报销的发票在哪里/).click();
  await expect(page).toHaveURL(new RegExp(`/chat/${room}\\?m=\\d+$`));
  await expect(messages(page).filter({ hasText: '报销的发票在哪里' })).toBeVisible();

  await page.goto('/chat');
  await find('备件');
  await hit('文件', /备件清单\.pdf/).click();
  await expect(page).toHaveURL(new RegExp(`/chat/${own}\\?m=\\d+$`));

  await page.goto('/chat');
  await find('wdsj');
  await hit('页面', /我的数据/).click();
  await expect(page).toHaveURL(/\/me\/data$/);
  await page.goto('/chat');
  await find('chengyuan');
  await hit('页面', /成员/).click();
  await expect(page).toHaveURL(/\/admin\/members$/);
});
