import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { act, loseNetwork, message, row, whenInstalled } from './chat.ts';
import { expect, group, makeTeam, type Person, say, test } from './product.ts';

/** Where one answers, in the thread that is open. */
const box = (page: Page): Locator => page.getByRole('textbox', { name: /^(?:回复这条消息|Reply to this)/ });

async function answer(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await box(page).press('Enter');
}

const bar = (page: Page, text: string): Locator => message(page, text).locator('.ch-thread');

test('C28, C31 a message is answered apart: its author is told, the others see how much, and who is meant follows', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  const room = await group('三号线复产', people);
  await say(lin, room, '钥匙在谁那里？');
  const page = await visit(luo, { path: `/chat/${room}` });
  await act(page, message(page, '钥匙在谁那里'), '在话题里回复');
  await expect(page.getByText('还没有回复')).toBeVisible();
  await answer(page, '在我这里');
  await expect(message(page, '在我这里')).toBeVisible();
  await box(page).pressSequentially('@周');
  await page.getByRole('option', { name: /周砚/ }).waitFor();
  await box(page).press('Enter');
  await box(page).pressSequentially('你来拿吗');
  await box(page).press('Enter');
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

  // Its author finds it in the list, reads it, and it is read.
  const author = await visit(lin, { path: '/chat' });
  await expect(author).toHaveTitle(/^\(2\) /);
  await row(author, '钥匙在谁那里').click();
  await expect(message(author, '在我这里')).toBeVisible();
  await expect(author).not.toHaveTitle(/^\(/);
  await answer(author, '谢谢');
  await expect(message(page, '谢谢')).toBeVisible();

  // Who was meant follows by that.
  const meant = await visit(zhou, { path: '/chat' });
  await expect(row(meant, '钥匙在谁那里')).toContainText('@我');
  await meant.goto(`/chat/${room}`);
  await expect(bar(meant, '钥匙在谁那里')).toContainText('3 条回复');
  await bar(meant, '钥匙在谁那里').click();
  await expect(message(meant, '你来拿吗')).toBeVisible();
  await meant.getByRole('button', { name: '不再关注话题' }).click();
  await expect(meant.getByText('新回复不再提醒')).toBeVisible();
  await answer(author, '晚点也行');
  // It is open, and heard without being followed.
  await expect(message(meant, '晚点也行')).toBeVisible();
  await expect(meant).not.toHaveTitle(/^\(/);
});

test('P1, U13 the first answer is written without a connection, survives a reload, and begins the thread once there is one', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const room = await group('读书会', people);
  await say(lin, room, '下周读哪一章？');
  const page = await visit(luo, { path: `/chat/${room}` });
  await whenInstalled(page);
  await act(page, message(page, '下周读哪一章'), '在话题里回复');
  await expect(page.getByText('还没有回复')).toBeVisible();
  await loseNetwork(page);
  await answer(page, '第三章');
  await expect(page.getByText('等网络')).toBeVisible();
  await page.reload();
  await expect(page.getByText('等网络')).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText('等网络')).toBeHidden();
  await page.goto(`/chat/${room}`);
  await expect(bar(page, '下周读哪一章')).toContainText('1 条回复');
  const author = await visit(lin, { path: '/chat' });
  await row(author, '下周读哪一章').click();
  await expect(message(author, '第三章')).toHaveCount(1);
});

test('an answer is found by the search, by its link, and where one does not follow its thread', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  const room = await group('三号线复产', people);
  await say(lin, room, '备件到了吗？');
  const page = await visit(luo, { path: `/chat/${room}` });
  await act(page, message(page, '备件到了吗'), '在话题里回复');
  await answer(page, '轴承周四到货');
  await expect(message(page, '轴承周四到货')).toBeVisible();

  const other = await visit(zhou, { path: '/search?q=轴承' });
  const found = other.locator('a.se-row');
  await expect(async () => {
    await other.reload();
    await expect(found).toHaveCount(1, { timeout: 2_000 });
  }).toPass();
  await expect(found).toContainText('三号线复产 的话题');
  await found.click();
  await expect(message(other, '轴承周四到货')).toBeInViewport();
  await expect(other).toHaveURL(new RegExp(`/chat/${room}\\?t=2`));
});
