import type { Page } from '@playwright/test';
import { act, row } from './chat.ts';
import { direct, expect, group, makeTeam, type Person, say, test } from './product.ts';

/** The list as it stands: heads of sections in brackets, with what waits in folded ones, and rows by name. */
const lines = (page: Page) =>
  page
    .locator('.ch-list')
    .locator('.ch-own-section, .ch-section, .ch-row')
    .evaluateAll((all) =>
      all.map((one) => {
        if (one.classList.contains('ch-row')) return one.querySelector('.ch-row-title')?.textContent;
        if (one.classList.contains('ch-section')) return `- ${one.textContent}`;
        const count = one.querySelector('.tl-count')?.textContent ?? '';
        return `[${one.querySelector('.ch-fold')?.textContent}${count === '' ? '' : ` ${count}`}]`;
      }),
    );

test('C33 sections of one’s own: made from the menu, the same on all devices, folded with what calls in sight', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  for (const name of ['四号线', '三号线', '周四羽毛球']) await group(name, people);
  await direct(lin, luo);
  const { conversations } = await luo.call<{ conversations: { id: string; name: string; lastNumber: number }[] }>(
    'chat.conversations',
    {},
  );
  for (const { id, lastNumber } of conversations) {
    await luo.call('chat.markRead', { conversationId: id, number: lastNumber });
  }
  const page = await visit(luo);
  const far = await visit(luo);
  const shows = (wanted: string[]) => expect.poll(() => lines(page)).toEqual(wanted);
  await shows(['林予安', '周四羽毛球', '三号线', '四号线']);

  await act(page, row(page, '三号线'), '移到分组…');
  await page.getByRole('dialog').getByLabel('分组名').fill('产线');
  await page.keyboard.press('Enter');
  await act(page, row(page, '四号线'), '移到分组…');
  await page.getByRole('dialog').getByRole('button', { name: '产线' }).click();
  await act(page, row(page, '周四羽毛球'), '移到分组…');
  await page.getByRole('dialog').getByRole('button', { name: '新分组' }).click();
  await page.getByRole('dialog').getByLabel('分组名').fill('生活');
  await page.getByRole('dialog').getByRole('button', { name: '新建并移入' }).click();
  const grouped = ['[产线]', '三号线', '四号线', '[生活]', '周四羽毛球', '- 未分组', '林予安'];
  await shows(grouped);
  await expect.poll(() => lines(far)).toEqual(grouped);

  await page.getByRole('button', { name: '分组“生活”的操作' }).click();
  await page.getByRole('menuitem', { name: '上移' }).click();
  await shows(['[生活]', '周四羽毛球', '[产线]', '三号线', '四号线', '- 未分组', '林予安']);
  await page.getByRole('button', { name: '分组“生活”的操作' }).click();
  await page.getByRole('menuitem', { name: '改名' }).click();
  await page.getByRole('dialog').getByLabel('分组名').fill('下班后');
  await page.keyboard.press('Enter');

  // Folded on this device alone; what calls stays in sight, and is counted.
  await page.getByRole('button', { name: '收起 产线' }).click();
  await shows(['[下班后]', '周四羽毛球', '[产线]', '- 未分组', '林予安']);
  const line4 = conversations.find(({ name }) => name === '四号线')?.id ?? '';
  await say(lin, line4, '换辊完成');
  await say(lin, line4, '可以开机');
  await shows(['[下班后]', '周四羽毛球', '[产线 2]', '四号线', '- 未分组', '林予安']);
  await expect.poll(() => lines(far)).toContain('三号线');
  await page.reload();
  await shows(['[下班后]', '周四羽毛球', '[产线 2]', '四号线', '- 未分组', '林予安']);

  // Pinned ones stand on top all the same; what is dissolved falls back.
  await act(page, row(page, '四号线'), '置顶');
  await page.getByRole('button', { name: '分组“下班后”的操作' }).click();
  await page.getByRole('menuitem', { name: '解散分组' }).click();
  await expect
    .poll(async () => (await lines(page)).filter((line) => line !== '- 置顶'))
    .toEqual(['四号线', '[产线]', '- 未分组', '林予安', '周四羽毛球']);
});

test('C33 a pointer drags them from one section to another', { tag: '@desktop' }, async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const room = await group('三号线', people);
  await direct(lin, luo);
  for (const name of ['产线', '客户']) {
    await luo.call('chat.makeSection', { id: crypto.randomUUID(), name });
  }
  const page = await visit(luo, { path: `/chat/${room}` });
  await row(page, '三号线').dragTo(page.getByRole('button', { name: '收起 客户' }));
  await expect.poll(() => lines(page)).toEqual(['[产线]', '[客户]', '三号线', '- 未分组', '林予安']);
  await row(page, '林予安').dragTo(row(page, '三号线'));
  await expect.poll(() => lines(page)).toEqual(['[产线]', '[客户]', '林予安', '三号线']);
  await row(page, '林予安').dragTo(page.getByRole('button', { name: '收起 产线' }));
  await expect.poll(() => lines(page)).toEqual(['[产线]', '林予安', '[客户]', '三号线']);

  // The same by keys: the arrows reach the heads, Enter folds.
  await page.getByRole('button', { name: '收起 产线' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '展开 客户' })).toBeFocused();
});
