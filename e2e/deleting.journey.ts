import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, group, makeTeam, type Person, say, test } from './product.ts';

const NAME = '三号线复产';
const PURPOSE = '0423 批的质量争议已经起诉，有关的往来记录要保全';

async function hasNoFaults(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
}

test('D1–D4 the owner deletes a group by its name; it is gone for everybody, and comes back as it was', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '唐一鸣'] });
  const [lin, luo, tang] = people as [Person, Person, Person];
  const room = await group(NAME, [luo, lin, tang]);
  await say(luo, room, '排产表在这里');
  const reader = await visit(tang, { path: `/chat/${room}` });
  await expect(reader.getByText('排产表在这里').last()).toBeVisible();

  const owner = await visit(luo, { path: `/chat/${room}` });
  await owner.getByRole('button', { name: '会话详情' }).click();
  await owner.getByRole('button', { name: '群管理' }).click();
  await owner.getByRole('button', { name: '删除群组' }).click();
  const dialog = owner.getByRole('dialog', { name: `删除“${NAME}”` });
  await expect(dialog).toContainText('30 天内');
  const remove = dialog.getByRole('button', { name: '删除群组' });
  await dialog.getByRole('textbox').fill('三号线');
  await expect(remove).toBeDisabled();
  await dialog.getByRole('textbox').fill(NAME);
  await hasNoFaults(owner);
  await remove.click();
  await expect(owner.getByText(/30 天内可以在“我”里恢复/)).toBeVisible();

  // Who reads it just then sees it go, and by whom.
  await expect(reader.getByText('排产表在这里')).toHaveCount(0);
  await reader.goto('/chat');
  const line = reader.getByRole('status').filter({ hasText: `罗晴 删除了“${NAME}”` });
  await expect(line).toBeVisible();
  await expect(reader.locator('.ch-row').filter({ hasText: NAME })).toHaveCount(0);
  await line.getByRole('link', { name: '查看' }).click();
  const list = reader.getByRole('list', { name: '已删除的会话' });
  await expect(list).toContainText(NAME);
  await expect(list).toContainText('彻底删除');
  await expect(list.getByRole('button')).toHaveCount(0);
  await reader.goto('/chat');
  await expect(reader.getByRole('button', { name: '找人聊' }).first()).toBeVisible();
  // Once.
  await expect(reader.getByText(`罗晴 删除了“${NAME}”`)).toHaveCount(0);

  // An admin of the company restores it, whether he was in it or not.
  const admin = await visit(lin, { path: '/admin/deleted' });
  await admin.getByRole('button', { name: `恢复“${NAME}”` }).click();
  await expect(admin.getByText('没有已删除的会话。')).toBeVisible();
  await reader.locator('.ch-row').filter({ hasText: NAME }).click();
  await expect(reader.getByText('排产表在这里').last()).toBeVisible();
  await expect(reader.getByText('林予安 恢复了已删除的群组').last()).toBeVisible();
});

test('K17–K19 a legal hold takes two keys, everybody whose words are held reads it, and an admin ends it', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '秦越'] });
  const [lin, luo, qin] = people as [Person, Person, Person];
  await lin.call('directory.setRole', { id: qin.memberId, role: 'representative' });
  const room = await group(NAME, [lin, luo]);
  await say(luo, room, '0423 批有划痕');

  const asking = await visit(lin, { path: '/admin/records' });
  await asking.getByRole('button', { name: '申请', exact: true }).click();
  await asking.getByRole('menuitem', { name: '申请法律保全' }).click();
  const dialog = asking.getByRole('dialog', { name: '申请法律保全' });
  await dialog.getByRole('textbox', { name: '目的' }).fill(PURPOSE);
  await dialog.getByRole('checkbox', { name: NAME }).check({ force: true });
  await dialog.getByRole('combobox', { name: /保全多久/ }).click();
  await asking.getByRole('option', { name: '90 天' }).click();
  await hasNoFaults(asking);
  await dialog.getByRole('button', { name: '提交申请' }).click();
  await expect(asking.getByText('等第二把钥匙', { exact: true })).toBeVisible();

  const reader = await visit(luo, { path: `/chat/${room}` });
  await reader.getByRole('button', { name: '会话详情' }).click();
  await expect(reader.getByText('这里的消息一直保留')).toBeVisible();
  await expect(reader.getByText(/^法律保全：/)).toHaveCount(0);

  const holding = await visit(qin, { path: '/admin/records' });
  await holding.getByRole('button', { name: '同意保全' }).click();
  await holding.getByRole('dialog').getByRole('button', { name: '同意保全' }).click();
  await expect(holding.getByText('保全中', { exact: true })).toBeVisible();
  await expect(holding.getByRole('button', { name: '结束保全' })).toHaveCount(0);

  // Nobody reloads.
  await expect(reader.getByText(/^法律保全：这里的消息至少保留到/)).toBeVisible();
  await expect(reader.getByText(`目的：${PURPOSE}`)).toBeVisible();
  const mine = await visit(luo, { path: '/me/data' });
  await expect(mine.getByRole('list', { name: '谁导出、保全过会话' })).toContainText('林予安 申请，秦越 同意');

  await asking.getByRole('button', { name: '结束保全' }).click();
  await asking.getByRole('dialog').getByRole('button', { name: '结束保全' }).click();
  await expect(asking.getByText('已结束', { exact: true })).toBeVisible();
  await expect(reader.getByText(/^法律保全：/)).toHaveCount(0);
  await asking.goto('/admin/ledger');
  await expect(asking.getByText(`法律保全结束：${PURPOSE}`)).toBeVisible();
});
