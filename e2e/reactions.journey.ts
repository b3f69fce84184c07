import type { Locator, Page } from '@playwright/test';
import { composer, goUp, longPress, loseNetwork, message, open, reactionsOn, whenInstalled } from './chat.ts';
import { direct, expect, group, makeTeam, type Person, say, test } from './product.ts';

const chips = (on: Locator) => expect.poll(() => reactionsOn(on));
const chip = (on: Locator, emoji: string) => on.locator('.ch-reaction', { hasText: emoji });
const picker = (page: Page) => page.getByRole('dialog', { name: /^(?:回应表情|表情)$/ });
const search = (page: Page) => picker(page).getByRole('combobox');
const choices = (page: Page) => picker(page).getByRole('option');

test('U19 react in two taps; a tap joins in or steps back; everybody sees it, and who it was', async ({
  product,
  visit,
  isPhone,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  const room = await group('三号线', people);
  await say(lin, room, '第一卷下来了');
  const page = await visit(luo, { path: `/chat/${room}` });
  const far = await visit(lin, { path: `/chat/${room}` });
  const here = message(page, '第一卷');
  const there = message(far, '第一卷');
  await expect(there).toBeVisible();

  await longPress(page, here, isPhone);
  const menu = page.getByRole('menu', { name: '消息操作' });
  await menu.getByRole('menuitemcheckbox', { name: '回应 👏' }).click();
  await expect(menu).toBeHidden();
  await chips(here).toEqual(['👏1*']);
  await chips(there).toEqual(['👏1']);
  await chip(there, '👏').click();
  await chips(here).toEqual(['👏2*']);
  await chip(here, '👏').click();
  await chips(there).toEqual(['👏1*']);

  // The emoji used last stands first; the rest is behind the plus.
  await longPress(page, here, isPhone);
  await expect(menu.getByRole('menuitemcheckbox').first()).toHaveAccessibleName('回应 👏');
  await menu.getByRole('menuitem', { name: '更多表情' }).click();
  await expect(choices(page).first()).toHaveAccessibleName('鼓掌');
  await search(page).fill('rocket');
  await choices(page).first().click();
  await chips(there).toEqual(['👏1*', '🚀1']);

  await zhou.call('chat.setReaction', { conversationId: room, number: 2, emoji: '👏', on: true });
  await chips(here).toEqual(['👏2', '🚀1*']);
  await longPress(page, chip(here, '👏'), isPhone);
  const who = page.getByRole('dialog', { name: '谁回应了' });
  await expect(who.getByRole('listitem')).toHaveText([/林予安/, /周砚/]);
  await expect(who).toContainText('不记录时间');
  await who.getByRole('button', { name: '🚀 1 人' }).click();
  await expect(who.getByRole('listitem')).toHaveText([/罗晴/]);
  await who.getByRole('button', { name: '关闭' }).click();
  // The long press told who; it did not join in.
  await chips(here).toEqual(['👏2', '🚀1*']);

  await lin.call('chat.recallMessage', { conversationId: room, number: 2 });
  await expect(page.getByText('林予安 的消息已撤回')).toBeVisible();
  await expect(page.locator('.ch-reaction')).toHaveCount(0);
});

test('U19 a pointer finds the same over the message, and names on hover', { tag: '@desktop' }, async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const talk = await direct(lin, luo);
  await say(lin, talk, '样品寄出了');
  await lin.call('chat.setReaction', { conversationId: talk, number: 1, emoji: '📦', on: true });
  const page = await visit(luo, { path: `/chat/${talk}` });
  const here = message(page, '样品');
  await here.hover();
  await here.getByRole('button', { name: '回应表情' }).click();
  await expect(search(page)).toBeFocused();
  await choices(page).filter({ hasText: '🎉' }).first().click();
  await chips(here).toEqual(['📦1', '🎉1*']);
  await chip(here, '📦').hover();
  await expect(page.getByRole('tooltip')).toContainText('林予安');
  await page.mouse.move(10, 400);
  await expect(page.getByRole('tooltip')).toHaveCount(0);

  // What the bar over the message offers, the menu offers too.
  await here.getByRole('button', { name: '更多' }).click();
  const menu = page.getByRole('menu', { name: '消息操作' });
  for (const name of ['更多表情', '回复', '复制'])
    await expect(menu.getByRole('menuitem', { name, exact: true })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  expect((await reactionsOn(here)).length).toBe(3);
});

test('U13 a reaction shows at once without a connection, survives a reload, and is told when it is back', async ({
  product,
  visit,
  isPhone,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const room = await group('三号线', people);
  await say(lin, room, '周二换辊');
  await say(lin, room, '周三试车');
  const page = await visit(luo, { path: `/chat/${room}` });
  await expect(message(page, '周二')).toBeVisible();
  await whenInstalled(page);
  await page.reload();
  await expect(message(page, '周二')).toBeVisible();
  await loseNetwork(page);
  const react = async (text: string) => {
    await longPress(page, message(page, text), isPhone);
    await page.getByRole('menuitemcheckbox', { name: '回应 👍' }).click();
    await chips(message(page, text)).toEqual(['👍1*']);
  };
  await react('周二');
  await react('周三');
  await chip(message(page, '周三'), '👍').click();
  await chips(message(page, '周三')).toEqual([]);
  await page.reload();
  await chips(message(page, '周二')).toEqual(['👍1*']);
  await page.context().setOffline(false);
  const told = async () =>
    (await lin.call<{ reactions: { number: number }[] }>('chat.messages', { conversationId: room })).reactions.map(
      ({ number }) => number,
    );
  await expect.poll(told).toEqual([2]);
  await chips(message(page, '周二')).toEqual(['👍1*']);
});

test('U12 a refused reaction is undone, with a sentence', async ({ product, visit, isPhone }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const room = await group('三号线', people);
  await say(lin, room, '会被撤回');
  const page = await visit(luo, { path: `/chat/${room}` });
  await expect(message(page, '会被撤回')).toBeVisible();
  await loseNetwork(page);
  await longPress(page, message(page, '会被撤回'), isPhone);
  await page.getByRole('menuitemcheckbox', { name: '回应 👍' }).click();
  await chips(message(page, '会被撤回')).toEqual(['👍1*']);
  await lin.call('chat.recallMessage', { conversationId: room, number: 2 });
  await page.context().setOffline(false);
  await expect(page.getByText('这条消息不在了。')).toBeVisible();
  await expect(page.locator('.ch-reaction')).toHaveCount(0);
});

test('emoji are found in Chinese and English, by keys alone; Enter of an input method chooses none', {
  tag: '@desktop',
}, async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const page = await visit(lin, { path: `/chat/${await direct(lin, luo)}` });
  await composer(page).fill('辛苦大家，明天见');
  for (let n = 0; n < 4; n += 1) await page.keyboard.press('ArrowLeft');
  await page.getByRole('button', { name: '表情', exact: true }).click();
  await expect(search(page)).toBeFocused();
  await search(page).fill('谢谢');
  await expect(choices(page).filter({ hasText: '🙏' })).toBeVisible();
  await search(page).fill('');
  const keyboard = await page.context().newCDPSession(page);
  await keyboard.send('Input.imeSetComposition', { text: 'guzhang', selectionStart: 7, selectionEnd: 7 });
  await page.keyboard.press('Enter');
  await expect(picker(page)).toBeVisible();
  await keyboard.send('Input.insertText', { text: '鼓掌' });
  await expect(choices(page).first()).toHaveAccessibleName('鼓掌');
  await page.keyboard.press('Enter');
  await expect(composer(page)).toHaveValue('辛苦大家👏，明天见');
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type('！');
  await expect(composer(page)).toHaveValue('辛苦大家👏！，明天见');

  // The one used last stands first; arrows walk on from there.
  await page.getByRole('button', { name: '表情', exact: true }).click();
  await expect(choices(page).and(page.locator('[aria-selected="true"]'))).toHaveAccessibleName('鼓掌');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(choices(page).and(page.locator('[aria-selected="true"]'))).toHaveCount(1);
  await picker(page).getByRole('button', { name: '旗帜' }).click();
  await expect(choices(page).filter({ hasText: '🏁' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(picker(page)).toBeHidden();
  await expect(composer(page)).toBeFocused();
});

test('emoji go into the text on a phone too', { tag: '@phone' }, async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const page = await visit(lin, { path: `/chat/${await direct(lin, luo)}` });
  await composer(page).fill('好的');
  await page.getByRole('button', { name: '图片或文件' }).click();
  await page.getByRole('menuitem', { name: '表情' }).click();
  await expect(search(page)).not.toBeFocused();
  await choices(page).filter({ hasText: '👍' }).first().tap();
  await expect(composer(page)).toHaveValue('好的👍');
});

test('a reaction moves nothing that one reads; at the end the end stays in view', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const talk = await direct(luo, lin);
  for (let n = 1; n <= 60; n += 1) await say(luo, talk, `第 ${n} 条：${'内容'.repeat((n * 7) % 40)}`);
  await lin.call('chat.markRead', { conversationId: talk, number: 60 });
  const page = await visit(lin);
  await open(page, talk);
  const at = (number: number) => page.locator(`[data-number="${number}"]`);
  await expect(at(60)).toBeInViewport();
  const react = (number: number, emoji: string) =>
    luo.call('chat.setReaction', { conversationId: talk, number, emoji, on: true });
  const topOf = async (number: number) => (await at(number).boundingBox())?.y;

  // The last message grows upwards: there is no moment in which its foot is cut off.
  await page.evaluate(() => {
    const box = document.querySelector('.ch-scroll')!;
    const seen: number[] = [];
    Object.assign(globalThis, { seen });
    const look = () => {
      const row = document.querySelector('[data-number="60"]');
      if (row !== null) seen.push(row.getBoundingClientRect().bottom - box.getBoundingClientRect().bottom);
    };
    // Right after each picture: what stands before it is put right on its way there.
    const after = new MessageChannel();
    const turn = () => requestAnimationFrame(() => after.port2.postMessage(null));
    after.port1.onmessage = () => {
      look();
      turn();
    };
    turn();
  });
  await react(60, '👍');
  await expect(chip(at(60), '👍')).toBeInViewport({ ratio: 1 });
  await page.waitForTimeout(300);
  const cutOff = await page.evaluate(() => Math.max(...(globalThis as unknown as { seen: number[] }).seen));
  console.log(`the end was out of view by at most ${cutOff.toFixed(2)} px`);
  expect(cutOff).toBeLessThanOrEqual(0.01);

  // In the middle of the history: one above, one in view and one below.
  await goUp(page, 1_500);
  await page.waitForTimeout(300);
  const middle = await page.evaluate(() => {
    const box = document.querySelector('.ch-scroll')!.getBoundingClientRect();
    const rows = [...document.querySelectorAll<HTMLElement>('[data-number]')];
    return Number(rows.find((one) => one.getBoundingClientRect().top > box.top + box.height / 3)!.dataset['number']);
  });
  const before = await topOf(middle);
  await react(middle - 12, '👍');
  await react(middle + 1, '👍');
  await expect(chip(at(middle + 1), '👍')).toBeVisible();
  await page.waitForTimeout(200);
  expect(Math.abs(((await topOf(middle)) ?? 0) - (before ?? 0))).toBeLessThanOrEqual(0.01);
});
