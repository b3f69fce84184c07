import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { composer, message, write } from './chat.ts';
import { expect, group, makeTeam, type Person, say, test } from './product.ts';

async function members(page: Page, room: string): Promise<void> {
  await page.goto(`/chat/${room}`);
  await page.getByRole('button', { name: '会话详情' }).click();
  await page.getByRole('button', { name: '全部', exact: true }).click();
}

test('S1–S4 a member is silenced for a time: he sees why and until when, everybody sees who did it, and he writes again when it is lifted', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  const room = await group('羽毛球', people);
  await say(luo, room, '今晚谁来');
  const reader = await visit(luo, { path: `/chat/${room}` });
  await composer(reader).fill('我还有一句');

  const page = await visit(lin, { path: '/live' });
  await members(page, room);
  await page.getByRole('button', { name: '罗晴, 更多' }).click();
  await page.getByRole('menuitem', { name: '禁言…' }).click();
  const dialog = page.getByRole('dialog', { name: '禁言 罗晴' });
  await expect(dialog).toContainText('不能发言和修改');
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  await dialog.getByRole('radio', { name: '8 小时' }).check();
  await dialog.getByRole('button', { name: '禁言', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('.ch-member', { hasText: '罗晴' })).toContainText('禁言到');

  // At once, on the screen that is open; what he had written waits for him.
  await expect(reader.getByText(/林予安 禁言了你，到 /)).toBeVisible();
  await expect(composer(reader)).toHaveCount(0);
  await expect(reader.getByText(/林予安 禁言了 罗晴，到 /).first()).toBeVisible();
  const other = await visit(zhou, { path: `/chat/${room}` });
  await expect(other.getByText(/林予安 禁言了 罗晴，到 /).first()).toBeVisible();
  await members(other, room);
  await expect(other.locator('.ch-member', { hasText: '罗晴' })).toContainText('禁言到');
  await other.getByRole('button', { name: '罗晴, 更多' }).click();
  await expect(other.getByRole('menuitem', { name: /禁言/ })).toHaveCount(0);
  await other.keyboard.press('Escape');

  await page.getByRole('button', { name: '罗晴, 更多' }).click();
  await page.getByRole('menuitem', { name: '解除禁言' }).click();
  for (const one of [page, other]) {
    await expect(one.locator('.ch-member', { hasText: '罗晴' })).not.toContainText('禁言');
  }
  await expect(composer(reader)).toHaveValue('我还有一句');
  await write(reader, '我来');
  await expect(message(reader, '我来')).toBeVisible();
});
