import type { Page } from '@playwright/test';
import { act, composer, longPress, message, open, sendButton, write } from './chat.ts';
import { bring, direct, expect, group, makeTeam, type Person, say, test, textsOf } from './product.ts';

const rows = (page: Page) => page.locator('.la-row');
const HOUR = 3_600_000;

/** Opens the choice of another moment for what stands in the composer. */
async function sendLater(page: Page, isPhone: boolean): Promise<void> {
  if (isPhone) await longPress(page, sendButton(page), true);
  else await page.getByRole('button', { name: '其他发送方式' }).click();
  await page.getByRole('menuitem', { name: '定时发送' }).click();
  await expect(page.getByRole('dialog', { name: '定时发送' })).toBeVisible();
}

test('K1 a message is kept from its menu, stands on all devices, leads back to it, and is ticked off', async ({
  product,
  visit,
  isPhone,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const room = await group('三号线', people);
  await say(lin, room, '批次单缺一个批号');
  await say(lin, room, '样品周二寄出', [await bring(product, lin, '样品清单.xlsx', Buffer.from('PK\x03\x04'))]);
  const page = await visit(luo, { path: `/chat/${room}` });
  const far = await visit(luo, { path: '/later' });
  await expect(far.getByText('长按一条消息')).toBeVisible();

  await longPress(page, message(page, '批次单'), isPhone);
  await page.getByRole('menuitem', { name: '稍后处理', exact: true }).click();
  await act(page, message(page, '样品周二'), '稍后处理');
  await expect(rows(far)).toHaveText([/林予安.*三号线.*样品周二寄出/, /林予安.*三号线.*批次单缺一个批号/]);
  // The menu of a message that is kept lets it go.
  await longPress(page, message(page, '批次单'), isPhone);
  await expect(page.getByRole('menuitem', { name: '不再稍后处理' })).toBeVisible();
  await page.keyboard.press('Escape');

  await rows(far).filter({ hasText: '批次单' }).locator('.la-link').click();
  await expect(message(far, '批次单')).toBeVisible();
  await far.getByRole('button', { name: '返回' }).click();
  await rows(far).filter({ hasText: '批次单' }).getByRole('checkbox', { name: '标为完成' }).click();
  await expect(rows(far)).toHaveCount(1);
  await far
    .getByRole('tab', { name: '已完成' })
    .or(far.getByRole('radio', { name: '已完成' }))
    .click();
  await expect(rows(far)).toHaveText([/批次单/]);
  await far.getByRole('button', { name: '清空已完成' }).click();
  await expect(far.getByText('打了勾的放在这里。')).toBeVisible();

  await page.goto('/later');
  await expect(rows(page)).toHaveText([/样品周二/]);
  await lin.call('chat.recallMessage', { conversationId: room, number: 3 });
  await expect(rows(page)).toHaveText([/这条消息已撤回/]);
  await lin.call('chat.removeParticipant', { conversationId: room, memberId: luo.memberId });
  await expect(rows(page)).toHaveCount(0);
});

test('K1 what is ticked and cleared in one go is gone, however long the tick is on its way', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const room = await group('三号线', people);
  await say(lin, room, '批次单缺一个批号');
  await luo.call('later.save', { conversationId: room, number: 2, remindAt: null });
  const page = await visit(luo, { path: '/people' });
  await page.routeWebSocket(/\/live/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((frame) => {
      const isTick = String(frame).includes('later.changeSaved');
      setTimeout(() => server.send(frame), isTick ? 800 : 0);
    });
  });
  await page.goto('/later');
  await rows(page).getByRole('checkbox', { name: '标为完成' }).click();
  await page
    .getByRole('tab', { name: '已完成' })
    .or(page.getByRole('radio', { name: '已完成' }))
    .click();
  await page.getByRole('button', { name: '清空已完成' }).click();
  await expect(page.getByText('打了勾的放在这里。')).toBeVisible({ timeout: 500 });
  const kept = async () => (await luo.call<{ saved: unknown[] }>('later.mine', {})).saved.length;
  await expect.poll(kept).toBe(0);
  await expect(page.getByText('打了勾的放在这里。')).toBeVisible();
});

test('K26 several messages are kept together, also by who leaves the page at once', async ({
  product,
  visit,
  isPhone,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const room = await group('三号线', people);
  const texts = ['批次单缺一个批号', '样品周二寄出', '班表按新工时排', '夜班从周四起', '备件到了'];
  for (const text of texts) await say(lin, room, text);
  const page = await visit(luo, { path: `/chat/${room}` });
  const far = await visit(luo, { path: '/later' });
  await longPress(page, message(page, '批次单'), isPhone);
  await page.getByRole('menuitem', { name: '多选' }).click();
  for (const text of texts.slice(1)) await page.getByRole('checkbox', { name: new RegExp(text) }).click();
  await page.getByRole('group', { name: '选择消息' }).getByRole('button', { name: '稍后处理' }).click();
  await page.close();
  for (const text of texts) await expect(rows(far).filter({ hasText: text })).toHaveCount(1);
  await expect(rows(far)).toHaveCount(texts.length);
});

test('K6 a reminder is chosen in two taps, shown, changed and taken away', async ({ product, visit, isPhone }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const talk = await direct(lin, luo);
  await say(lin, talk, '周五前回我一下报价');
  const page = await visit(luo, { path: `/chat/${talk}` });
  await longPress(page, message(page, '报价'), isPhone);
  await page.getByRole('menuitem', { name: '提醒我…' }).click();
  const dialog = page.getByRole('dialog', { name: '提醒我' });
  await dialog
    .getByRole('button', { name: /上班时/ })
    .first()
    .click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/09:00 提醒你/)).toBeVisible();

  await page.goto('/later');
  await expect(rows(page)).toHaveText([/报价.*09:00 提醒/]);
  await rows(page).getByRole('button', { name: '操作' }).click();
  await page.getByRole('menuitem', { name: '改提醒时间…' }).click();
  await dialog.getByRole('button', { name: '自己选时间' }).click();
  // Sunday, in the middle of the night: it says when it will come.
  const sunday = new Date(Date.now() + ((7 - new Date().getDay()) % 7 || 7) * 24 * HOUR);
  const day = new Date(sunday.getTime() - sunday.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  await dialog.getByLabel('时间').fill(`${day}T03:30`);
  await expect(dialog.getByText(/那时你不在工作时间，.*09:00 上班时提醒/)).toBeVisible();
  await dialog.getByRole('button', { name: '到时提醒' }).click();
  await expect(rows(page)).toHaveText([/03:30 提醒/]);
  await rows(page).getByRole('button', { name: '操作' }).click();
  await page.getByRole('menuitem', { name: '取消提醒' }).click();
  await expect(rows(page)).not.toHaveText([/提醒/]);
});

test('K12 written now, sent later: it waits in a list, is changed, and arrives once', async ({
  product,
  visit,
  isPhone,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const talk = await direct(lin, luo);
  await say(lin, talk, '早');
  const page = await visit(luo, { path: `/chat/${talk}` });
  const there = await visit(lin, { path: `/chat/${talk}` });
  await composer(page).fill('周报发你了');
  await sendLater(page, isPhone);
  await page.getByRole('dialog').getByRole('button', { name: /09:00/ }).first().click();
  await expect(composer(page)).toHaveValue('');
  await expect(page.locator('.la-line')).toHaveText(/1 条定时消息.*明天|1 条定时消息.*09:00/);
  expect(await textsOf(luo, talk)).toEqual(['早']);

  // A moment of one's own, and files with it.
  await composer(page).fill('附上清单');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([{ name: '清单.txt', mimeType: 'text/plain', buffer: Buffer.from('one') }]);
  await expect(page.getByText('清单.txt')).toBeVisible();
  await sendLater(page, isPhone);
  await page.getByRole('dialog').getByRole('button', { name: /09:00/ }).first().click();
  await expect(page.locator('.la-line')).toHaveText(/2 条定时消息/);
  await expect(page.getByText('清单.txt')).toHaveCount(0);

  await page.locator('.la-line').click();
  await expect(rows(page)).toHaveCount(2);
  await rows(page).filter({ hasText: '周报' }).locator('.la-link').click();
  const dialog = page.getByRole('dialog', { name: '改定时消息' });
  await dialog.getByLabel('消息').fill('周报发你邮箱了');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(rows(page).filter({ hasText: '周报发你邮箱了' })).toBeVisible();
  for (const text of ['周报发你邮箱了', '附上清单']) {
    await rows(page).filter({ hasText: text }).getByRole('button', { name: '操作' }).click();
    await page.getByRole('menuitem', { name: '立即发送' }).click();
    await expect(message(there, text)).toBeVisible();
  }
  await expect(message(there, '附上清单')).toContainText('清单.txt');
  await expect(rows(page)).toHaveCount(0);
  expect(await textsOf(lin, talk)).toEqual(['早', '周报发你邮箱了', '附上清单']);
});

test('K17 what may not be sent at its moment stays, with the reason in plain words', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const room = await group('二号线', people);
  const page = await visit(luo, { path: `/chat/${room}` });
  await expect(composer(page)).toBeVisible();
  const sendAt = new Date(Date.now() + 1_500).toISOString();
  const id = '0198c0de-0000-7000-8000-000000000001';
  await luo.call('later.schedule', { id, conversationId: room, text: '月底对账', sendAt });
  await lin.call('chat.setArchived', { conversationId: room, archived: true });
  await expect(page.locator('.la-line')).toHaveText(/1 条没有发出/);
  await page.locator('.la-line').click();
  await expect(rows(page)).toHaveText([/没有发出.*这个群已归档/]);
  await rows(page).getByRole('button', { name: '操作' }).click();
  await page.getByRole('menuitem', { name: '删除' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  await expect(page.getByText('写消息时长按')).toBeVisible();
});

test('K1 keys do all of it', { tag: '@desktop' }, async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const talk = await direct(lin, luo);
  for (const text of ['first', 'second', 'third']) {
    const number = await say(lin, talk, text);
    await luo.call('later.save', { conversationId: talk, number });
  }
  const page = await visit(luo, { path: '/later' });
  await expect(rows(page)).toHaveCount(3);
  await page.locator('body').press('Tab');
  await page.getByRole('main').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await expect(rows(page)).toHaveText([/third/, /first/]);
  await page.getByRole('main').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(message(page, 'third')).toBeVisible();

  await open(page, talk);
  await write(page, 'now');
  await composer(page).fill('then');
  await composer(page).press('Control+Shift+Enter');
  await page.getByRole('dialog', { name: '定时发送' }).getByRole('button', { name: /09:00/ }).first().press('Enter');
  await expect(page.locator('.la-line')).toBeVisible();
  expect(await textsOf(luo, talk)).toEqual(['first', 'second', 'third', 'now']);
});
