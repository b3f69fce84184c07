import { message, row } from './chat.ts';
import { always, restsStrictly } from './hours.ts';
import { expect, group, makeTeam, type Person, say, test, uuidV7 } from './product.ts';

test('R3 off at a strict site: numbers only, a look by choice, and back again', async ({ product, visit }) => {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  await always(owner, people);
  const room = await group('里斯本办公室', people);
  await say(lin, room, '上午的会改到十点');
  const page = await visit(luo, { path: `/chat/${room}`, looked: false });
  await expect(message(page, '上午的会改到十点')).toBeVisible();

  // The working day ends while the page is open.
  await restsStrictly(owner, luo);
  await expect(page.getByRole('heading', { name: /你下班了/ })).toBeVisible();
  await expect(page.getByRole('log')).toHaveCount(0);
  await say(lin, room, `<@${luo.memberId}> 报价今晚能发吗`);
  await page.reload();
  const { unread } = await luo.call<{ unread: number }>('chat.waiting', {});
  await expect(page.getByText(`${unread} 条消息在等，都不紧急。`)).toBeVisible();
  await expect(page.locator('.tl-off-kinds li').nth(1)).toHaveText(/@我\s*1/);
  await expect(page.getByText('报价今晚能发吗')).toHaveCount(0);

  await page.getByRole('button', { name: '现在看一眼' }).click();
  await expect(message(page, '报价今晚能发吗')).toBeVisible();
  // Who has looked is not asked a second time, by the calendar alone.
  await page.goto('/chat');
  await expect(row(page, '里斯本办公室')).toBeVisible();

  await page.goto('/me/hours');
  await page.getByRole('button', { name: '让它们等着' }).click();
  await expect(page.getByRole('button', { name: '让它们等着' })).toHaveCount(0);
  await page.goto('/chat');
  await expect(page.getByRole('heading', { name: /你下班了/ })).toBeVisible();
  await expect(row(page, '里斯本办公室')).toHaveCount(0);
});

test('R3 R4 an override stands on it, with its answer at a tap', async ({ product, visit }) => {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  await restsStrictly(owner, luo);
  const room = await group('冷库', people);
  await say(lin, room, '明天的排班表');
  const place = { conversationId: room, messageId: uuidV7(), memberIds: [luo.memberId] };
  const why = '二区烘箱超温报警，冷却水泵停转，现场有两个人';
  await lin.call('override.send', { id: uuidV7(), text: '烘箱超温，请立刻断电', to: [place], reason: 'danger', why });
  const page = await visit(luo, { path: '/chat' });
  const card = page.getByRole('region', { name: 'DING' });
  await expect(card).toContainText('烘箱超温，请立刻断电');
  await expect(page.getByText('明天的排班表')).toHaveCount(0);
  await card.getByRole('button', { name: '确认' }).click();
  await expect(card).toHaveCount(0);
  await expect(page.getByText(/都不紧急/)).toBeVisible();
});

test('R3 W15 who keeps the sites sets it, and reads what the law asks', async ({ product, visit }) => {
  const { owner } = await makeTeam(product, { names: ['林予安'] });
  const page = await visit(owner, { path: '/admin/hours' });
  await page.getByRole('radio', { name: '地点', exact: true }).click();
  await page.getByRole('button', { name: '新建地点' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称').fill('波尔图');
  await dialog.getByRole('combobox', { name: /国家或地区/ }).click();
  await page.getByRole('combobox', { name: '国家或地区', exact: true }).fill('葡萄牙');
  await page.getByRole('option', { name: '葡萄牙' }).click();
  await expect(dialog.getByRole('combobox', { name: /严格模式: 按当地法律（开）/ })).toBeVisible();
  await dialog.getByRole('button', { name: '保存' }).click();
  const site = page.getByRole('row', { name: /波尔图/ });
  await expect(site).toContainText('严格模式');
  const { sites } = await owner.call<{ sites: { strict: boolean | null }[] }>('worktime.settings', {});
  expect(sites).toMatchObject([{ strict: null }]);
});
