import type { Page } from '@playwright/test';
import { act, composer, loseNetwork, message, open, row, whenInstalled, write } from './chat.ts';
import { always } from './hours.ts';
import {
  type Conversation,
  direct,
  expect,
  makeTeam,
  pause,
  type Person,
  say,
  signInAgain,
  test,
  textsOf,
} from './product.ts';

/** U15: what one device does, the other shows within two seconds. */
const AGREED = { timeout: 2_000 };

const unreadIn = (page: Page, name: string) => row(page, name).getByRole('img', { name: /未读/ });
const badgeOfChat = (page: Page) => page.getByRole('navigation', { name: '主导航' }).getByRole('img', { name: /未读/ });

test('U15 two devices of a member agree within two seconds, and all counters say the same', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [me, luo, zhou] = people as [Person, Person, Person];
  const talk = await direct(luo, me);
  const other = await direct(zhou, me);
  await say(luo, talk, '早上好');
  const one = await visit(me);
  const two = await visit(await signInAgain(product, me));
  await expect(unreadIn(one, '罗晴')).toHaveText('1');
  await say(luo, talk, '看到回我');
  for (const page of [one, two]) {
    await expect(unreadIn(page, '罗晴')).toHaveText('2', AGREED);
    await expect(badgeOfChat(page)).toHaveText('2');
    await expect(page).toHaveTitle(/^\(2\) /);
    expect(await page.locator('link[rel="icon"]').getAttribute('href')).toBe('/favicon-unread.svg');
  }

  await row(one, '罗晴').click();
  await expect(message(one, '看到回我')).toBeVisible();
  await expect(unreadIn(one, '罗晴')).toHaveCount(0);
  await expect(unreadIn(two, '罗晴')).toHaveCount(0, AGREED);
  await expect(badgeOfChat(two)).toHaveCount(0);
  await expect(two).toHaveTitle(/^[^(]/);
  expect(await two.locator('link[rel="icon"]').getAttribute('href')).toBe('/favicon.svg');

  await composer(one).fill('写到一半');
  await expect(row(two, '罗晴')).toContainText('草稿', AGREED);
  await expect(row(two, '罗晴')).toContainText('写到一半');
  await composer(one).fill('');
  await expect(row(two, '罗晴')).not.toContainText('草稿', AGREED);

  await one.goto('/chat');
  await say(zhou, other, '在吗');
  await expect(one.locator('a.ch-row').first()).toContainText('周砚');
  await act(one, row(one, '罗晴'), '置顶');
  await expect(two.locator('a.ch-row').first()).toContainText('罗晴', AGREED);
  await act(one, row(one, '罗晴'), '免打扰');
  await expect(row(two, '罗晴').getByLabel('已免打扰')).toBeVisible(AGREED);
  await act(one, row(one, '周砚'), '标为已读');
  await expect(unreadIn(two, '周砚')).toHaveCount(0, AGREED);
  await act(one, row(one, '周砚'), '标为未读');
  await expect(unreadIn(two, '周砚')).toHaveText('1', AGREED);
  await expect(two).toHaveTitle(/^\(1\) /);
});

test('U13 offline: three messages outlive a reload and go out once, in order', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me, luo] = people as [Person, Person];
  await always(people[0]!, people);
  const talk = await direct(me, luo);
  await say(luo, talk, '断网前的话');
  const page = await visit(me, { path: `/chat/${talk}` });
  const far = await visit(luo, { path: `/chat/${talk}` });
  await expect(message(page, '断网前的话')).toBeVisible();
  await whenInstalled(page);

  const banner = page.getByText('没有网络，写的内容会在恢复后按顺序发出。');
  await loseNetwork(page);
  const texts = ['第一句', '第二句', '第三句'];
  for (const text of texts) {
    await write(page, text);
    await expect(message(page, text)).toContainText('等网络');
  }
  await page.reload();
  await expect(message(page, '断网前的话')).toBeVisible();
  await expect(banner).toBeVisible({ timeout: 2_000 });
  for (const text of texts) await expect(message(page, text)).toContainText('等网络');
  await expect(page.getByRole('log').getByRole('article')).toHaveText(
    ['断网前的话', ...texts].map((text) => new RegExp(text)),
  );
  expect(await textsOf(luo, talk)).toEqual(['断网前的话']);

  await page.context().setOffline(false);
  await expect(banner).toBeHidden();
  await expect(message(far, '第三句')).toBeVisible();
  await expect(far.getByRole('log').getByRole('article')).toHaveText(
    ['断网前的话', ...texts].map((text) => new RegExp(text)),
  );
  await expect(message(page, '第三句')).toContainText('已读');
  expect(await textsOf(luo, talk)).toEqual(['断网前的话', ...texts]);
});

test('P2 a tab killed right after Enter loses nothing and doubles nothing', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me, luo] = people as [Person, Person];
  const talk = await direct(me, luo);
  const keeper = await visit(me, { path: `/chat/${talk}` });
  const context = keeper.context();
  await expect(composer(keeper)).toBeVisible();
  await keeper.goto('about:blank');
  const written: string[] = [];
  for (const turn of [1, 2, 3]) {
    const page = await context.newPage();
    await open(page, talk);
    const text = `说完就关 ${turn}`;
    written.push(text);
    await composer(page).fill(text);
    await composer(page).press('Enter');
    await page.close({ runBeforeUnload: false });
  }
  const again = await context.newPage();
  await open(again, talk);
  await expect.poll(() => textsOf(luo, talk)).toEqual(written);
  for (const text of written) await expect(message(again, text)).toHaveCount(1);
  await pause(1_000);
  expect(await textsOf(luo, talk)).toEqual(written);
});

test('U8 drafts survive leaving and reloading', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me, luo] = people as [Person, Person];
  const talk = await direct(me, luo);
  const page = await visit(me, { path: `/chat/${talk}` });
  await composer(page).fill('还没想好怎么说');
  await page.goto('/chat');
  await expect(row(page, '罗晴')).toContainText('草稿');
  await row(page, '罗晴').click();
  await expect(composer(page)).toHaveValue('还没想好怎么说');
  await composer(page).fill('还没想好怎么说，再等等');
  await page.reload();
  await expect(composer(page)).toHaveValue('还没想好怎么说，再等等');
  const mine = await me.call<{ conversation: Conversation & { draft: string } }>('chat.conversation', {
    conversationId: talk,
  });
  expect(mine.conversation.draft).toContain('还没想好怎么说');
});
