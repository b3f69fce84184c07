import { AxeBuilder } from '@axe-core/playwright';
import { act, composer, longPress, message, open } from './chat.ts';
import { direct, expect, group, makeTeam, type Person, say, test } from './product.ts';

test('F1, F3 a message is forwarded: who may see the original reads it and follows it there, others see that they may not', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  const prices = await group('报价', [lin, luo]);
  const room = await group('三号线复产', people);
  await direct(lin, zhou);
  await say(luo, prices, '备件一共 38,640 元');
  const page = await visit(lin, { path: `/chat/${prices}` });
  await act(page, message(page, '备件一共'), '转发');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('只有也在原会话里的人能看到内容')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  await dialog.getByRole('searchbox').fill('三号');
  await dialog.getByRole('button', { name: '三号线复产' }).click();
  await dialog.getByRole('textbox', { name: '附一句话' }).fill('按这个数走');
  await dialog.getByRole('button', { name: '转发', exact: true }).click();
  await expect(page.getByText('已转发')).toBeVisible();

  const inside = await visit(luo, { path: `/chat/${room}` });
  await expect(message(inside, '按这个数走')).toContainText('38,640');
  const outside = await visit(zhou, { path: `/chat/${room}` });
  await expect(message(outside, '按这个数走')).toContainText('你不在的会话');
  await expect(outside.getByText('38,640')).toHaveCount(0);

  // What is changed at its place is changed here.
  await luo.call('chat.editMessage', { conversationId: prices, number: 2, text: '备件一共 37,000 元' });
  await inside.reload();
  await expect(message(inside, '按这个数走')).toContainText('37,000');
  await inside.getByRole('link', { name: '查看原消息' }).click();
  await expect(inside).toHaveURL(new RegExp(`/chat/${prices}\\?m=2`));
  await expect(message(inside, '37,000')).toBeInViewport();
});

test('F4 several messages are selected and forwarded, as one card or one by one; what is taken back says so', async ({
  product,
  visit,
  isPhone,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  const prices = await group('报价', [lin, luo]);
  const room = await group('三号线复产', people);
  await say(luo, prices, '轴承 12,400 元');
  await say(lin, prices, '几天到');
  await say(luo, prices, '周四到，运费另算');
  const page = await visit(lin, { path: `/chat/${prices}` });
  const start = async () => {
    await longPress(page, message(page, '轴承'), isPhone);
    await page.getByRole('menuitem', { name: '多选' }).click();
  };
  const mark = (text: string) => page.getByRole('checkbox', { name: new RegExp(text) });
  const bar = page.getByRole('group', { name: '选择消息' });

  // The mode is left by Escape, or by the way back, and nothing else is: the draft stands as it stood.
  await composer(page).fill('稍等');
  await start();
  await expect(mark('轴承')).toBeChecked();
  await expect(bar.getByRole('status')).toHaveText('已选 1 条');
  if (isPhone) await page.goBack();
  else {
    await expect(mark('轴承')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect(bar.getByRole('status')).toHaveText('已选 2 条');
    await page.keyboard.press('Escape');
  }
  await expect(bar).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`/chat/${prices}$`));
  await expect(composer(page)).toHaveValue('稍等');

  await start();
  await mark('周四到').click();
  await expect(bar.getByRole('status')).toHaveText('已选 2 条');
  await bar.getByRole('button', { name: '转发' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('radio', { name: '合并成一条' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(bar.getByRole('status')).toHaveText('已选 2 条');
  await bar.getByRole('button', { name: '转发' }).click();
  await dialog.getByRole('button', { name: '三号线复产' }).click();
  await dialog.getByRole('textbox', { name: '附一句话' }).fill('供应商答复');
  await dialog.getByRole('button', { name: '转发', exact: true }).click();
  await expect(page.getByText('已转发')).toBeVisible();
  await expect(bar).toHaveCount(0);

  await start();
  await mark('几天到').click();
  await bar.getByRole('button', { name: '转发' }).click();
  await dialog.getByRole('radio', { name: '逐条转发' }).click();
  await dialog.getByRole('button', { name: '三号线复产' }).click();
  await dialog.getByRole('button', { name: '转发', exact: true }).click();
  await expect(bar).toHaveCount(0);

  const inside = await visit(luo, { path: `/chat/${room}` });
  const card = message(inside, '供应商答复');
  await expect(card).toContainText('报价的聊天记录');
  await expect(card).toContainText('2 条消息');
  await expect(message(inside, '几天到')).toHaveCount(1);
  await luo.call('chat.recallMessage', { conversationId: prices, number: 4 });
  await inside.reload();
  await card.getByRole('button', { name: /报价的聊天记录/ }).click();
  const record = inside.getByRole('dialog');
  await expect(record.getByRole('listitem').first()).toContainText('12,400');
  await expect(record.getByRole('listitem').last()).toContainText('原消息已撤回');
  const { violations } = await new AxeBuilder({ page: inside }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

  const outside = await visit(zhou, { path: `/chat/${room}` });
  await expect(message(outside, '供应商答复')).toContainText('你不在的会话');
  await expect(outside.getByText('12,400')).toHaveCount(0);

  // What is selected can be kept for later as well.
  await open(page, prices);
  await start();
  await mark('几天到').click();
  await bar.getByRole('button', { name: '稍后处理' }).click();
  await expect(bar).toHaveCount(0);
  // Said when the last of them is kept.
  await expect(page.getByText('已放进稍后处理')).toBeVisible();
  await page.goto('/later');
  await expect(page.getByRole('main')).toContainText('几天到');
  await expect(page.getByRole('main')).toContainText('轴承');
});
