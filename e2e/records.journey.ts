import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { direct, expect, group, makeTeam, type Person, say, test } from './product.ts';

async function opened(download: Download): Promise<Record<string, string>> {
  const entries = unzipSync(new Uint8Array(await readFile(await download.path())));
  return Object.fromEntries(Object.entries(entries).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

async function fetched(page: Page): Promise<Record<string, string>> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('link', { name: /^下载 / })
      .first()
      .click(),
  ]);
  return opened(download);
}

test('U22 R17 a member takes a copy of his own data, and reads it without Tautline', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const room = await group('三号线', people);
  await say(luo, room, '<img src=x onerror=alert(1)> 第一卷下来了');
  await say(lin, room, '收到');
  const page = await visit(luo, { path: '/me/data' });
  await expect(page.getByText('还没有人导出或保全过会话')).toBeVisible();
  await page.getByRole('button', { name: '要一份副本' }).click();
  // It is told when it is ready: nobody reloads.
  await expect(page.getByText(/做好了，.*可以下载到/)).toBeVisible();
  await expect(page.getByText(/以后可以再要一份/)).toBeVisible();
  await expect(page.getByRole('button', { name: '要一份副本' })).toHaveCount(0);
  const copy = await fetched(page);
  expect(copy['messages.jsonl']).toContain('第一卷');
  expect(copy['messages.jsonl']).not.toContain('收到');
  const talk = Object.entries(copy).find(([name]) => /^conversations\/\d+ 三号线\/0001\.html$/.test(name));
  const reader = await page.context().newPage();
  await reader.setContent(talk?.[1] ?? '');
  await expect(reader.getByText('<img src=x onerror=alert(1)> 第一卷下来了')).toBeVisible();
  await expect(reader.getByText('收到')).toBeVisible();
  expect(await reader.locator('img, script').count()).toBe(0);
});

test('R29 R30 an export of the company takes two keys, and everybody whose words are in it sees it', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['沈若谷', '陆鸣', '秦越', '罗晴'] });
  const [owner, admin, representative, member] = people as [Person, Person, Person, Person];
  await owner.call('directory.setRole', { id: admin.memberId, role: 'admin' });
  await owner.call('directory.setRole', { id: representative.memberId, role: 'representative' });
  const room = await group('客户投诉', [member, admin]);
  await say(member, room, '四十二卷都要重做');
  await say(member, await direct(member, owner), '这是私下说的');

  const seen = await visit(member, { path: '/me/data' });
  const asking = await visit(admin, { path: '/admin/records' });
  await asking.getByRole('button', { name: '申请', exact: true }).click();
  await asking.getByRole('menuitem', { name: '申请导出' }).click();
  const dialog = asking.getByRole('dialog', { name: '申请导出' });
  const submit = dialog.getByRole('button', { name: '提交申请' });
  await dialog.getByRole('textbox', { name: '目的' }).fill('太短');
  await dialog.getByRole('checkbox', { name: '客户投诉' }).check();
  await expect(submit).toBeDisabled();
  const purpose = '法院要求提供三月客户投诉的全部往来记录，用于本案举证';
  await dialog.getByRole('textbox', { name: '目的' }).fill(purpose);
  await submit.click();
  await expect(asking.getByText('等第二把钥匙', { exact: true })).toBeVisible();
  await expect(asking.getByRole('button', { name: '同意导出' })).toHaveCount(0);
  await expect(seen.getByText('还没有人导出或保全过会话')).toBeVisible();

  const holding = await visit(representative, { path: '/admin/records' });
  await expect(holding.getByText(purpose)).toBeVisible();
  await expect(holding.getByText('客户投诉', { exact: true })).toBeVisible();
  await holding.getByRole('button', { name: '同意导出' }).click();
  const answer = holding.getByRole('dialog');
  await expect(answer).toContainText('只有 陆鸣 能下载');
  await answer.getByRole('button', { name: '同意导出' }).click();
  await expect(holding.getByText('做好了', { exact: true })).toBeVisible();
  await expect(holding.getByRole('link', { name: /^下载/ })).toHaveCount(0);

  // Whose words are in it sees it at once, and that it was fetched.
  const line = seen.getByRole('listitem').filter({ hasText: purpose });
  await expect(line).toContainText('里面有你的话');
  await expect(line).toContainText('陆鸣 申请，秦越 同意');
  await expect(line).toContainText('还没有下载');
  const copy = await fetched(asking);
  expect(JSON.stringify(copy)).toContain('四十二卷都要重做');
  expect(JSON.stringify(copy)).not.toContain('这是私下说的');
  await expect(line).toContainText('下载过 1 次');

  const ledger = await visit(representative, { path: '/admin/ledger' });
  for (const text of ['下载导出，第 1 次', `同意导出会话：${purpose}`, `申请导出会话：${purpose}`]) {
    await expect(ledger.getByText(text)).toBeVisible();
  }
});
