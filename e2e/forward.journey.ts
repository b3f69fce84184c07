import { AxeBuilder } from '@axe-core/playwright';
import { act, message } from './chat.ts';
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
