import type { Locator, Page } from '@playwright/test';
import { message, messages, open } from './chat.ts';
import { always } from './hours.ts';
import { agree, enter, expect, group, makeTeam, type Person, say, startProduct, test } from './product.ts';

const DAY_MS = 24 * 3_600_000;

/** Opens the form of a notice or a poll: on a phone behind the plus with all else, on a desktop behind one of its own. */
async function ask(page: Page, isPhone: boolean, kind: '通知…' | '投票…'): Promise<void> {
  await page.getByRole('button', { name: isPhone ? '图片或文件' : '通知、投票、名片、位置', exact: true }).click();
  await page.getByRole('menuitem', { name: kind }).click();
}

const bar = (page: Page): Locator => page.getByRole('button', { name: /条通知等你确认/ });

test('N1 N2 N4 a notice: sent by the manager, found and acknowledged by a member, and the count moves live', async ({
  product,
  visit,
  isPhone,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  const room = await group('三号线', people);
  const manager = await visit(lin, { path: `/chat/${room}` });
  const member = await visit(luo, { path: '/chat' });
  await ask(manager, isPhone, '通知…');
  const form = manager.getByRole('dialog', { name: '发通知' });
  await form.getByRole('textbox', { name: '内容' }).fill('周五 18:00 停电，请关机');
  await form.getByRole('combobox', { name: /确认期限/ }).click();
  await manager.getByRole('option', { name: '1 个工作日内' }).click();
  await expect(form).toContainText(/请 2 人在.*18:00前确认/);
  await form.getByRole('button', { name: '发出通知' }).click();
  await expect(form).toBeHidden();
  const mine = message(manager, '周五 18:00 停电');
  await expect(mine).toContainText('0 / 2 已确认');

  // Wherever it has scrolled to, it is two taps away.
  for (let n = 1; n <= 3; n += 1) await say(zhou, room, `闲聊 ${n}`);
  await expect(bar(member)).toHaveText('1 条通知等你确认');
  await bar(member).click();
  await member.getByRole('dialog', { name: '等你确认的通知' }).getByRole('button', { name: /停电/ }).click();
  const notice = message(member, '周五 18:00 停电');
  const button = notice.getByRole('button', { name: '确认收到' });
  await expect(button).toBeVisible();
  if (isPhone) expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  // It was opened and read: that is not acknowledging.
  await expect(mine).toContainText('0 / 2 已确认');
  const before = await notice.boundingBox();
  await button.click();
  await expect(notice).toContainText('已确认');
  await expect(button).toBeHidden();
  expect((await notice.boundingBox())?.height).toBe(before?.height);
  await expect(mine).toContainText('1 / 2 已确认');
  // Before the due time nobody is named.
  await mine.getByRole('button', { name: '确认情况' }).click();
  const answers = manager.getByRole('dialog', { name: '确认情况' });
  await expect(answers).toContainText('还有 1 人没到期');
  await expect(answers).not.toContainText('周砚');
  await manager.keyboard.press('Escape');
  // It says for good what it said.
  await mine.getByText('周五 18:00 停电').click({ button: 'right' });
  await expect(manager.getByRole('menuitem', { name: '撤回' })).toBeVisible();
  await expect(manager.getByRole('menuitem', { name: '编辑' })).toHaveCount(0);
  await manager.keyboard.press('Escape');
  await member.reload();
  await expect(notice).toContainText('已确认');
  await member.goto('/chat');
  await expect(bar(member)).toHaveCount(0);
});

test('N3 R17 who is missing is named to its author once the due time has passed', async ({ browser, isPhone }) => {
  test.setTimeout(120_000);
  const product = await startProduct([], { steps: true });
  try {
    const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
    const [lin, luo] = people as [Person, Person];
    const room = await group('三号线', people);
    await agree(lin, luo, 'noticeNames', 'named');
    const id = crypto.randomUUID();
    const input = { id, conversationId: room, text: '请确认新的排班', dueDays: 1 };
    const { number } = await lin.call<{ number: number }>('chat.sendNotice', input);
    await luo.call('chat.acknowledge', { conversationId: room, number });
    const options = isPhone ? { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } : {};
    const context = await enter(browser, product, lin, { ...options, locale: 'zh-CN' });
    const page = await context.newPage();
    await open(page, room);
    const mine = message(page, '请确认新的排班');
    await mine.getByRole('button', { name: '确认情况' }).click();
    const answers = page.getByRole('dialog', { name: '确认情况' });
    await expect(answers).toContainText('还有 1 人没到期');
    await expect(answers).not.toContainText('周砚');
    await page.keyboard.press('Escape');
    product.ahead(6 * DAY_MS);
    await page.reload();
    await mine.getByRole('button', { name: '确认情况' }).click();
    await expect(answers).toContainText('到期没确认 1');
    await expect(answers).toContainText('周砚');
    await expect(answers).not.toContainText('罗晴');
    await expect(answers).toContainText('什么时候确认的，从不记录');
    await context.close();
  } finally {
    await product.stop();
  }
});

test('V1 V2 V3 V4 a poll: two members vote and see the counts move live, think better of it, and it ends', async ({
  product,
  visit,
  isPhone,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  const room = await group('三号线', people);
  const author = await visit(lin, { path: `/chat/${room}` });
  await ask(author, isPhone, '投票…');
  const form = author.getByRole('dialog', { name: '发起投票' });
  await form.getByRole('textbox', { name: '问题' }).fill('哪天盘点？');
  await form.getByRole('textbox', { name: '选项 1' }).fill('周二');
  await form.getByRole('textbox', { name: '选项 1' }).press('Enter');
  await author.keyboard.type('周三');
  await author.keyboard.press('Enter');
  await author.keyboard.type('周三');
  await expect(form).toContainText('有两个选项一样');
  await author.keyboard.press('Backspace');
  await author.keyboard.type('四');
  await form.getByRole('button', { name: '发起投票' }).click();
  await expect(form).toBeHidden();

  const [one, other] = [await visit(luo, { path: `/chat/${room}` }), await visit(zhou, { path: `/chat/${room}` })];
  const poll = (page: Page) => message(page, '哪天盘点？');
  const option = (page: Page, name: string) => poll(page).getByRole('radio', { name });
  const counts = (page: Page) => poll(page).locator('.ch-poll-count > b').allTextContents();
  await expect(poll(one)).toContainText('单选');
  const row = await poll(one).locator('.ch-poll-option').first().boundingBox();
  expect(row?.height).toBeGreaterThanOrEqual(44);
  await option(one, '周二').check();
  await expect(option(one, '周二')).toBeChecked();
  await expect.poll(() => counts(other)).toEqual(['1', '0', '0']);
  if (isPhone) await option(other, '周四').check();
  else {
    // With the keyboard alone.
    await option(other, '周二').focus();
    await other.keyboard.press('ArrowDown');
    await other.keyboard.press('ArrowDown');
  }
  for (const page of [author, one, other]) await expect.poll(() => counts(page)).toEqual(['1', '0', '1']);
  await option(one, '周四').check();
  for (const page of [author, one, other]) await expect.poll(() => counts(page)).toEqual(['0', '0', '2']);
  await poll(other).getByRole('button', { name: '收回' }).click();
  for (const page of [author, one, other]) await expect.poll(() => counts(page)).toEqual(['0', '0', '1']);
  await one.reload();
  await expect(option(one, '周四')).toBeChecked();
  await poll(author).getByRole('button', { name: '谁投了什么' }).click();
  const who = author.getByRole('dialog', { name: '谁投了什么' });
  await expect(who.getByRole('region', { name: '周四' })).toContainText('罗晴');
  await expect(who).not.toContainText('周砚');
  await author.keyboard.press('Escape');
  await poll(author).getByRole('button', { name: '结束投票' }).click();
  await author.getByRole('dialog', { name: '结束投票' }).getByRole('button', { name: '结束投票' }).click();
  for (const page of [author, one, other]) {
    await expect(poll(page)).toContainText('已结束');
    await expect(option(page, '周二')).toBeDisabled();
  }
});

test('V3 an anonymous poll shows counts and no names, to its author neither', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const room = await group('三号线', people);
  const plain = { multiple: true, anonymous: true, endsAt: null, options: ['好', '不好'] };
  const input = { id: crypto.randomUUID(), conversationId: room, text: '食堂怎么样', ...plain };
  const { number } = await lin.call<{ number: number }>('chat.sendPoll', input);
  const page = await visit(lin, { path: `/chat/${room}` });
  const voter = await visit(luo, { path: `/chat/${room}` });
  const poll = message(page, '食堂怎么样');
  await message(voter, '食堂怎么样').getByRole('checkbox', { name: '不好' }).check();
  await expect(poll).toContainText('1 人已投');
  await expect(poll.getByRole('button', { name: '谁投了什么' })).toHaveCount(0);
  await expect(lin.call('chat.voters', { conversationId: room, number, option: 1 })).rejects.toThrow('pollAnonymous');
});

test('what stands below stays where it is while cards above are measured', async ({ product, visit }) => {
  const { people, owner } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  // No line comes above the composer meanwhile.
  await always(owner, people);
  const room = await group('三号线', people);
  for (let n = 0; n < 6; n += 1) {
    const place = { conversationId: room, text: `停电通知 ${n}` };
    await lin.call('chat.sendNotice', { id: crypto.randomUUID(), ...place, dueDays: 2 });
    for (let line = 0; line < 6; line += 1) await say(lin, room, `第 ${n}-${line} 句`);
  }
  await luo.call('chat.markRead', { conversationId: room, number: 43 });
  const page = await visit(luo, { path: `/chat/${room}` });
  await expect(message(page, '第 5-5 句')).toBeInViewport();
  const last = messages(page).last();
  const stood = await last.boundingBox();
  await page.waitForTimeout(1_500);
  expect((await last.boundingBox())?.y).toBe(stood?.y);
});
