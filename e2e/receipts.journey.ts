import type { Page } from '@playwright/test';
import { message, open, write } from './chat.ts';
import { always, offToday } from './hours.ts';
import { agree, direct, expect, group, makeTeam, type Person, test } from './product.ts';

const columns = (page: Page) => page.getByRole('dialog', { name: '已读回执' });

async function setReceipts(admin: Page, option: string): Promise<void> {
  await admin.goto('/admin/company');
  await admin.getByRole('combobox', { name: /聊天的已读回执/ }).click();
  await admin.getByRole('option', { name: option }).click();
  await expect(admin.getByRole('combobox', { name: new RegExp(`聊天的已读回执: ${option}`) })).toBeVisible();
}

test('R16 R17 receipts by name, then counted, then off, as the company decides', async ({
  product,
  visit,
  isPhone,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  await always(people[0]!, people);
  const [me, luo] = people as [Person, Person];
  const room = await group('春季发布', people);
  await agree(me, luo, 'receipts', 'named');
  const page = await visit(me, { path: `/chat/${room}` });
  const reader = await visit(luo, { path: `/chat/${room}` });
  await write(page, '看到请回');
  await expect(message(reader, '看到请回')).toBeVisible();
  const receipt = message(page, '看到请回').getByRole('button', { name: /人未读/ });
  await expect(receipt).toHaveText('1 人未读');
  await receipt.click();
  await expect(columns(page)).toContainText('罗晴');
  await expect(columns(page)).toContainText('周砚');
  await expect(columns(page)).toContainText('按姓名排列，不记录阅读时间');
  if (!isPhone) {
    // A sheet lies over a phone; on a desktop one sees whose receipts these are.
    const apart = async () => {
      const [box, said] = [await columns(page).boundingBox(), await message(page, '看到请回').boundingBox()];
      return box!.y + box!.height <= said!.y || said!.y + said!.height <= box!.y;
    };
    await expect.poll(apart).toBe(true);
  }
  await page.keyboard.press('Escape');

  const admin = await visit(me);
  await setReceipts(admin, '只显示人数');
  await page.reload();
  // Where people are off, a line above the composer comes a moment later, and closes what hangs on a message that it moves.
  await expect(async () => {
    if (!(await columns(page).isVisible())) await receipt.click();
    await expect(columns(page)).toContainText('只显示人数，不记录阅读时间', { timeout: 2_000 });
  }).toPass();
  await expect(columns(page)).not.toContainText('罗晴');
  await expect(columns(page)).not.toContainText('周砚');
  await page.keyboard.press('Escape');

  await setReceipts(admin, '不显示');
  await expect(message(page, '看到请回')).not.toContainText('人未读');
  await page.reload();
  await expect(message(page, '看到请回')).toBeVisible();
  await expect(message(page, '看到请回')).not.toContainText('人未读');
});

test('R16 who shares no receipts sees none', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  await always(people[0]!, people);
  const [me, luo] = people as [Person, Person];
  const talk = await direct(me, luo);
  const page = await visit(me, { path: '/me/receipts' });
  const share = page.getByRole('switch', { name: '单聊里分享我的已读' });
  await expect(share).toBeChecked();
  await share.focus();
  await page.keyboard.press('Space');
  await expect(share).not.toBeChecked();
  const far = await visit(luo, { path: `/chat/${talk}` });
  await open(page, talk);
  await write(far, '你看得到吗');
  await expect(message(page, '你看得到吗')).toBeVisible();
  await write(page, '当然可以');
  await expect(message(far, '当然可以')).toBeVisible();
  for (const [seen, text] of [
    [far, '你看得到吗'],
    [page, '当然可以'],
  ] as const) {
    await expect(message(seen, text)).toContainText('已发出');
    await expect(message(seen, text)).not.toContainText('读');
  }
});

test('R18 what is read off hours shows to nobody until its reader works again', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me, luo] = people as [Person, Person];
  await always(me, [me]);
  await offToday(me, luo);
  const talk = await direct(me, luo);
  const page = await visit(me, { path: `/chat/${talk}` });
  await write(page, '明天的排产有空看一眼');
  const hers = await visit(luo, { path: `/chat/${talk}` });
  await expect(message(hers, '明天的排产有空看一眼')).toBeVisible();
  const readNumber = async () =>
    (await luo.call<{ conversation: { readNumber: number } }>('chat.conversation', { conversationId: talk }))
      .conversation.readNumber;
  await expect.poll(readNumber).toBe(1);
  await page.reload();
  await expect(message(page, '明天的排产有空看一眼')).toContainText('未读');

  await luo.call('worktime.workNow', { until: new Date(Date.now() + 3_600_000).toISOString() });
  await write(page, '不急');
  await expect(message(hers, '不急')).toBeVisible();
  await expect(message(page, '不急')).toContainText('已读');
});
