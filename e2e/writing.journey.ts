import type { Locator } from '@playwright/test';
import { act, composer, longPress, loseNetwork, message, open, row, sendButton, write } from './chat.ts';
import { always } from './hours.ts';
import { direct, expect, group, makeTeam, type Person, say, test, textsOf } from './product.ts';

test('U17 edit with the up-arrow, recall, reply: both sides see the same', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  await always(people[0]!, people);
  const [me, luo] = people as [Person, Person];
  const talk = await direct(me, luo);
  const page = await visit(me, { path: `/chat/${talk}` });
  const far = await visit(luo, { path: `/chat/${talk}` });
  await write(page, '三点开会');
  await expect(message(far, '三点开会')).toBeVisible();
  await expect(message(page, '三点开会')).toContainText('已读');

  await composer(page).press('ArrowUp');
  await expect(page.getByText('正在编辑')).toBeVisible();
  await expect(composer(page)).toHaveValue('三点开会');
  await write(page, '四点开会');
  await expect(message(far, '四点开会')).toContainText('已编辑');
  await expect(composer(page)).toHaveValue('');
  await expect(message(page, '三点开会')).toHaveCount(0);

  await act(far, message(far, '四点开会'), '回复');
  await write(far, '好的，会到');
  await expect(message(page, '好的，会到')).toContainText('四点开会');

  await act(page, message(page, '四点开会').first(), '撤回');
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await expect(page.getByText('你撤回了一条消息')).toBeVisible();
  await expect(far.getByText('林予安 的消息已撤回')).toBeVisible();
  await expect(far.getByText('四点开会')).toHaveCount(0);
  await expect(message(far, '好的，会到')).toContainText('原消息已撤回');
  await page.getByRole('button', { name: '重新编辑' }).click();
  await expect(composer(page)).toHaveValue('四点开会');
});

test('an edited message tells what it said before, to everybody in the conversation, until it is recalled', async ({
  product,
  visit,
  isPhone,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me, luo] = people as [Person, Person];
  const room = await group('小组', people);
  const number = await say(me, room, '三点开会');
  for (const text of ['四点开会', '四点开会，带上图纸']) {
    await me.call('chat.editMessage', { conversationId: room, number, text });
  }
  const page = await visit(luo, { path: `/chat/${room}` });
  await message(page, '带上图纸').getByRole('button', { name: '已编辑，看以前的文字' }).click();
  const history = page.getByRole('dialog', { name: '编辑记录' });
  await expect(history.getByRole('listitem')).toHaveText([
    /最初三点开会/,
    /第 1 次修改四点开会/,
    /现在四点开会，带上图纸/,
  ]);
  await expect(history).not.toContainText(/\d:\d\d/);
  await me.call('chat.recallMessage', { conversationId: room, number });
  await expect(history).not.toContainText('三点开会');
  await history.getByRole('button', { name: '关闭' }).click();
  await expect(page.getByText('林予安 的消息已撤回')).toBeVisible();
  expect(await luo.call('chat.earlierTexts', { conversationId: room, number })).toEqual({ texts: [] });

  const second = await say(luo, room, '收到');
  await luo.call('chat.editMessage', { conversationId: room, number: second, text: '收到，会到' });
  await longPress(page, message(page, '会到'), isPhone);
  await page.getByRole('menuitem', { name: '编辑记录' }).click();
  await expect(history.getByRole('listitem').first()).toHaveText(/收到/);
});

test('U18 @ finds by initials, marks whom it means, and asks before it calls more than twenty', async ({
  product,
  visit,
}) => {
  const { people, owner } = await makeTeam(product, { names: ['林予安', '张三', '周砚'] });
  const [me, zhang] = people as [Person, Person];
  const room = await group('春季发布', people);
  const page = await visit(me, { path: `/chat/${room}` });
  const far = await visit(zhang);
  await expect(composer(page)).toBeVisible();
  await composer(page).pressSequentially('请 @zs');
  await expect(page.getByRole('listbox', { name: '提到谁' }).getByRole('option')).toHaveText([/张三/]);
  await composer(page).press('Enter');
  await expect(composer(page)).toHaveValue('请 @张三 ');
  await composer(page).pressSequentially('看一下');
  await composer(page).press('Enter');
  await expect(message(page, '@张三')).toBeVisible();
  await expect(row(far, '春季发布')).toContainText('@我');
  await expect(far).toHaveTitle(/^\(@2\) /);
  expect((await textsOf(me, room)).at(-1)).toBe(`请 <@${zhang.memberId}> 看一下`);

  const ids: string[] = [];
  for (let n = 1; n <= 20; n += 1) {
    const added = await owner.call<{ member: { id: string } }>('directory.addMember', {
      name: `同事${n}`,
      title: '',
      email: null,
      phone: null,
      employeeNumber: null,
      departmentIds: [],
      role: 'member',
    });
    ids.push(added.member.id);
  }
  await owner.call('chat.addParticipants', { conversationId: room, memberIds: ids });
  await expect(page.getByRole('heading', { name: /23 人/ })).toBeVisible();
  await composer(page).pressSequentially('@所有');
  await page.getByRole('option', { name: /所有人/ }).click();
  await composer(page).pressSequentially('下午断电');
  await composer(page).press('Enter');
  const ask = page.getByRole('dialog', { name: '提到所有人' });
  await expect(ask).toContainText('会话里的 23 人');
  expect((await textsOf(me, room)).at(-1)).not.toContain('断电');
  await ask.getByRole('button', { name: '提到 23 人并发送' }).click();
  await expect(message(page, '@所有人')).toBeVisible();
  await expect(far).toHaveTitle(/^\(@/);
});

test('U17 Enter that ends a word of an input method never sends', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me, luo] = people as [Person, Person];
  const talk = await direct(me, luo);
  const page = await visit(me, { path: `/chat/${talk}` });
  await composer(page).click();
  const keyboard = await page.context().newCDPSession(page);
  await keyboard.send('Input.imeSetComposition', { text: 'nihao', selectionStart: 5, selectionEnd: 5 });
  await expect(composer(page)).toHaveValue('nihao');
  await page.keyboard.press('Enter');
  await keyboard.send('Input.insertText', { text: '你好' });
  await expect(composer(page)).toHaveValue(/你好/);
  expect(await textsOf(me, talk)).toEqual([]);
  await composer(page).fill('你好');
  await page.keyboard.press('Enter');
  await expect(message(page, '你好')).toBeVisible();
  await expect.poll(() => textsOf(me, talk)).toEqual(['你好']);
});

test('U13 what was written for a group that one is no longer in is not sent, and its place says so', async ({
  product,
  visit,
}) => {
  const { people, owner } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me, luo] = people as [Person, Person];
  const room = await group('小组', [me, luo]);
  const page = await visit(luo, { path: `/chat/${room}` });
  await write(page, '网络好的时候');
  await expect(message(page, '网络好的时候')).toContainText('1 人未读');
  await loseNetwork(page);
  await write(page, '写的时候已经被移出');
  await expect(message(page, '写的时候已经被移出')).toContainText('等网络');
  await owner.call('chat.removeParticipant', { conversationId: room, memberId: luo.memberId });
  await page.context().setOffline(false);
  await expect(page.getByText('这个会话不在了，或者你不在其中。')).toBeVisible();
  expect(await textsOf(me, room)).toEqual(['网络好的时候']);
});

test('P10 who is removed from a company is out at once', async ({ product, visit }) => {
  const { people, owner } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me, luo] = people as [Person, Person];
  const talk = await direct(me, luo);
  await say(me, talk, '再见');
  const page = await visit(luo);
  await open(page, talk);
  await expect(message(page, '再见')).toBeVisible();
  await owner.call('directory.deactivateMember', { id: luo.memberId, handOverTo: null });
  await expect(composer(page)).toBeHidden({ timeout: 5_000 });
});

test('U12 a refused message says so and why, and is changed or dropped by its author', async ({ product, visit }) => {
  const { people, owner } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [me, luo] = people as [Person, Person];
  const room = await group('小组', people);
  const page = await visit(luo, { path: `/chat/${room}` });
  await owner.call('directory.setPolicy', { changes: { whoMentionsAll: 'everybody' } });
  await page.reload();
  await expect(composer(page)).toBeVisible();
  await composer(page).pressSequentially('@所有');
  await page.getByRole('option', { name: /所有人/ }).click();
  await composer(page).pressSequentially('都来');
  await loseNetwork(page);
  await composer(page).press('Enter');
  await expect(message(page, '都来')).toContainText('等网络');
  await owner.call('directory.setPolicy', { changes: { whoMentionsAll: 'groupAdmins' } });
  await page.context().setOffline(false);

  const failed = message(page, '都来').getByRole('alert');
  await expect(failed).toContainText('没发出去');
  await expect(failed.getByRole('button', { name: '丢弃' })).toBeVisible();
  await failed.getByRole('button', { name: '重试' }).click();
  await expect(failed).toContainText('没发出去');
  await failed.getByRole('button', { name: '编辑' }).click();
  await expect(composer(page)).toHaveValue(/@所有人 都来/);
  await expect(message(page, '都来')).toHaveCount(0);
  await write(page, '大家都来');
  await expect.poll(() => textsOf(me, room)).toEqual(['大家都来']);
});

const PHONE_PX = 844;
const KEYBOARD_PX = 364;

/** One stands wholly above the other, and both above this line: nothing covers them, nothing cuts them off. */
async function areSeen(upper: Locator, lower: Locator, until: number): Promise<boolean> {
  const [above, below] = [await upper.boundingBox(), await lower.boundingBox()];
  if (above === null || below === null) return false;
  return above.y >= 0 && above.y + above.height <= below.y && below.y + below.height <= until;
}

for (const how of ['the window shrinks', 'it lies over the window'] as const) {
  test(`U7 the keyboard of a phone is open and ${how}: composer and last message stay visible`, {
    tag: '@phone',
  }, async ({ product, visit }) => {
    const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
    const [me, luo] = people as [Person, Person];
    const talk = await direct(luo, me);
    for (let n = 1; n <= 30; n += 1) await say(luo, talk, `第 ${n} 条：${'内容'.repeat((n * 7) % 40)}`);
    await me.call('chat.markRead', { conversationId: talk, number: 30 });
    const page = await visit(me, { path: `/chat/${talk}` });
    const keyboard = async (open: boolean) => {
      const height = open ? PHONE_PX - KEYBOARD_PX : PHONE_PX;
      if (how === 'the window shrinks') await page.setViewportSize({ width: 390, height });
      else {
        // As on iOS: the window stays as high as it was, and says that less of it is seen.
        await page.evaluate((seen) => {
          Object.defineProperty(visualViewport, 'height', { configurable: true, value: seen });
          visualViewport!.dispatchEvent(new Event('resize'));
        }, height);
      }
    };
    const both = (last: string, until: number) =>
      expect.poll(() => areSeen(message(page, last), composer(page), until)).toBe(true);
    await expect(message(page, '第 30 条')).toBeInViewport();
    await composer(page).tap();
    await keyboard(true);
    await both('第 30 条', PHONE_PX - KEYBOARD_PX);

    await say(luo, talk, '键盘开着时来的');
    await both('键盘开着时来的', PHONE_PX - KEYBOARD_PX);
    await write(page, '键盘开着时写的');
    await both('键盘开着时写的', PHONE_PX - KEYBOARD_PX);
    await composer(page).fill('一\n二\n三\n四\n五\n六');
    await both('键盘开着时写的', PHONE_PX - KEYBOARD_PX);
    await sendButton(page).click();
    await expect(composer(page)).toBeFocused();
    await both('六', PHONE_PX - KEYBOARD_PX);
    await keyboard(false);
    await both('六', PHONE_PX);
  });
}
