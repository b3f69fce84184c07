import { AxeBuilder } from '@axe-core/playwright';
import { group, expect, makeTeam, type Person, say, test } from './product.ts';

test('K10, K11 an admin says how long messages are kept, and everybody reads of it where he writes', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const room = await group('三号线复产', [lin, luo]);
  await say(lin, room, '排产表在这里');
  const reader = await visit(luo, { path: `/chat/${room}` });
  await reader.getByRole('button', { name: '会话详情' }).click();
  await expect(reader.getByText('这里的消息一直保留')).toBeVisible();
  await reader.goto(`/chat/${room}`);

  const page = await visit(lin, { path: '/admin/retention' });
  await page.getByRole('combobox', { name: /^整个企业/ }).click();
  await page.getByRole('option', { name: '180 天' }).click();
  await expect(page.getByText(/14 天后生效/)).toBeVisible();
  await page.getByRole('button', { name: '改', exact: true }).click();
  await expect(page.getByText(/起：180 天/)).toBeVisible();
  await expect(reader.getByText(/起，这里的消息保留 180 天，更早的会消失。/)).toBeVisible();

  await page.getByRole('button', { name: '给一个群单独设定' }).click();
  await page.getByRole('combobox', { name: /哪个群/ }).click();
  await page.getByRole('option', { name: '三号线复产' }).click();
  await page.getByRole('combobox', { name: /保留多久/ }).click();
  await page.getByRole('option', { name: '一直保留' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '改', exact: true }).click();
  await expect(page.getByText(/马上生效/)).toBeVisible();
  await page.getByRole('button', { name: '改', exact: true }).click();
  await expect(page.getByRole('combobox', { name: '三号线复产: 一直保留' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  // The line goes from where the rule does not hold any more.
  await expect(reader.getByText(/起，这里的消息保留 180 天/)).toBeHidden();
  await page.goto('/admin/ledger');
  await expect(page.getByText('改消息保留：180 天')).toBeVisible();
});
