import { AxeBuilder } from '@axe-core/playwright';
import { act, composer, message, write } from './chat.ts';
import { expect, group, makeTeam, type Person, say, test } from './product.ts';

test('G1, G5 a channel: admins write, the others read, and what matters stands on top', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const room = await group('公司通知', [lin, luo]);
  await say(lin, room, '国庆放假安排：10 月 1 日至 8 日');
  const page = await visit(lin, { path: `/chat/${room}` });
  const reader = await visit(luo, { path: `/chat/${room}` });
  await expect(composer(reader)).toBeVisible();

  await page.getByRole('button', { name: '会话详情' }).click();
  await page.getByRole('button', { name: '群管理' }).click();
  await page.getByRole('switch', { name: '只有群主和管理员发言' }).check();
  await page.getByRole('button', { name: '完成' }).click();
  await page.keyboard.press('Escape');
  await expect(reader.getByText('这个群里只有群主和管理员发言。')).toBeVisible();
  await expect(composer(reader)).toBeHidden();

  await page.goto(`/chat/${room}`);
  await act(page, message(page, '国庆放假安排'), '设为群公告');
  const bar = reader.getByRole('button', { name: /看群公告/ });
  await expect(bar).toContainText('国庆放假安排');
  await write(page, '有问题找人事');
  await expect(message(reader, '有问题找人事')).toBeVisible();
  await bar.click();
  await expect(message(reader, '国庆放假安排')).toBeInViewport();
  await page.getByRole('button', { name: '撤下群公告' }).click();
  await expect(bar).toBeHidden();
});

test('G6 a link leads into a group once its keeper lets one in', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  const room = await group('读书会', [lin, luo]);
  const page = await visit(lin, { path: `/chat/${room}` });
  await page.getByRole('button', { name: '会话详情' }).click();
  await page.getByRole('button', { name: '群管理' }).click();
  await page.getByRole('switch', { name: '入群要管理员同意' }).check();
  await page.getByRole('button', { name: '生成链接' }).click();
  await expect(page.getByRole('img', { name: '入群二维码' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  const address = await page.getByRole('textbox', { name: '链接地址' }).inputValue();

  const guest = await visit(zhou, { path: new URL(address).pathname });
  await expect(guest.getByRole('heading', { name: '读书会' })).toBeVisible();
  await guest.getByRole('button', { name: '申请加入' }).click();
  await expect(guest.getByText('已申请')).toBeVisible();

  await page.getByRole('button', { name: '同意 周砚 入群' }).click();
  await expect(page.getByRole('heading', { name: '入群申请' })).toBeHidden();
  await guest.goto(new URL(address).pathname);
  await guest.getByRole('button', { name: '打开会话' }).click();
  await expect(composer(guest)).toBeVisible();
  await write(guest, '大家好');
  await page.goto(`/chat/${room}`);
  await expect(message(page, '大家好')).toBeVisible();

  await page.getByRole('button', { name: '会话详情' }).click();
  await page.getByRole('button', { name: '群管理' }).click();
  await page.getByRole('button', { name: '停用链接' }).click();
  await expect(page.getByRole('button', { name: '生成链接' })).toBeVisible();
  await guest.goto(new URL(address).pathname);
  await expect(guest.getByText('链接已失效，或者不属于这家企业。')).toBeVisible();
});

test('G2 a group that is done is put away, and taken out again', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const room = await group('春季发布', [lin, luo]);
  await group('别的群', [lin, luo]);
  await say(lin, room, '谢谢各位');
  const page = await visit(lin, { path: `/chat/${room}` });
  await page.getByRole('button', { name: '会话详情' }).click();
  await page.getByRole('button', { name: '群管理' }).click();
  await page.getByRole('button', { name: '归档群组' }).click();
  await page.getByRole('dialog').last().getByRole('button', { name: '归档群组' }).click();
  await expect(page.getByRole('button', { name: '恢复群组' })).toBeVisible();
  await page.getByRole('button', { name: '完成' }).click();
  await page.goto('/chat');
  const rows = page.locator('a.ch-row');
  await expect(rows).toHaveCount(1);
  await page.getByRole('radio', { name: '已归档' }).click();
  await expect(rows).toHaveCount(1);
  await rows.filter({ hasText: '春季发布' }).click();
  await expect(page.getByText('这个群已归档，只能查看。')).toBeVisible();
  await expect(message(page, '谢谢各位')).toBeVisible();
});

test('H1 newcomers see only what comes after they joined, where the group has it so', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  const room = await group('采购谈判', [lin, luo]);
  await say(luo, room, '底价四十二');
  const page = await visit(lin, { path: `/chat/${room}` });
  await page.getByRole('button', { name: '会话详情' }).click();
  await page.getByRole('button', { name: '群管理' }).click();
  const hides = page.getByRole('switch', { name: '新成员只看入群后的消息' });
  await hides.check();
  await expect(page.getByText('对今后入群的人生效，已在群里的人看到的不变。')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  await page.getByRole('button', { name: '完成' }).click();

  const newcomer = await visit(zhou, { path: '/chat' });
  await lin.call('chat.addParticipants', { conversationId: room, memberIds: [zhou.memberId] });
  await newcomer.locator('a.ch-row').filter({ hasText: '采购谈判' }).click();
  await expect(newcomer.getByText('你入群前的消息不显示')).toBeVisible();
  await expect(newcomer.getByText('底价四十二')).toBeHidden();
  await say(luo, room, '周砚，欢迎');
  await expect(message(newcomer, '周砚，欢迎')).toBeVisible();
  await newcomer.reload();
  await expect(message(newcomer, '周砚，欢迎')).toBeVisible();
  await expect(newcomer.getByText('底价四十二')).toBeHidden();
  // Who was there reads on as before, and that it was said so.
  await page.goto(`/chat/${room}`);
  await expect(message(page, '底价四十二')).toBeVisible();
  await expect(page.getByText('我 设定新成员只看到入群后的消息')).toBeVisible();
});
