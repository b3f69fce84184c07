import type { Page } from '@playwright/test';
import { act, composer, goUp, loseNetwork, message, messages, row, write } from './chat.ts';
import { offToday } from './hours.ts';
import { direct, expect, group, makeTeam, pause, type Person, say, test } from './product.ts';

/** Not at all; a browser's own sums are off by less. */
const ANCHOR_MAY_MOVE_PX = 0.01;

const numbered = (page: Page, number: number) => page.locator(`[data-number="${number}"]`);

async function talkOf(people: readonly Person[], count: number): Promise<string> {
  const [me, luo] = people as [Person, Person];
  const talk = await direct(luo, me);
  for (let n = 1; n <= count; n += 1) await say(luo, talk, `第 ${n} 条：${'内容'.repeat((n * 7) % 40)}`);
  return talk;
}

test('U14 opens at the first unread with a divider; nothing is read while nobody looks', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me, luo] = people as [Person, Person];
  const talk = await talkOf(people, 120);
  await me.call('chat.markRead', { conversationId: talk, number: 70 });

  const page = await visit(me, { path: `/chat/${talk}` });
  const divider = page.getByRole('separator', { name: /以下 50 条未读/ });
  await expect(divider).toBeInViewport();
  await expect(numbered(page, 71)).toBeInViewport();
  const latest = page.locator('.ch-latest');
  await expect(latest).toContainText('条新消息');
  await latest.click();
  await expect(numbered(page, 120)).toBeInViewport();
  await expect(latest).toBeHidden();
  const state = () => me.call<{ conversation: { readNumber: number } }>('chat.conversation', { conversationId: talk });
  await expect.poll(async () => (await state()).conversation.readNumber).toBe(120);

  // Somebody else's window is in front: the message is shown, and stays unread.
  await page.evaluate(() => {
    document.hasFocus = () => false;
  });
  await say(luo, talk, '没人看着的一条');
  await expect(message(page, '没人看着的一条')).toBeInViewport();
  await expect(page).toHaveTitle(/^\(1\) /);
  // The divider of the first visit still stood: what came meanwhile has it now.
  await expect(page.getByRole('separator', { name: /以下 1 条未读/ })).toBeInViewport();
  await pause(1_500);
  expect((await state()).conversation.readNumber).toBe(120);
  await page.evaluate(() => {
    document.hasFocus = () => true;
    dispatchEvent(new Event('focus'));
  });
  await expect.poll(async () => (await state()).conversation.readNumber).toBe(121);

  // It stays for who is there, and moves for the next absence.
  await say(luo, talk, '看着的一条');
  await expect.poll(async () => (await state()).conversation.readNumber).toBe(122);
  await expect(page.getByRole('separator', { name: /以下 1 条未读/ })).toBeInViewport();
  await page.evaluate(() => {
    document.hasFocus = () => false;
  });
  for (const text of ['又没人看着', '还是没人']) await say(luo, talk, text);
  await expect(page.getByRole('separator', { name: /以下 2 条未读/ })).toBeInViewport();
  await expect(page.getByRole('separator', { name: /条未读/ })).toHaveCount(1);
  await expect(numbered(page, 123).locator('xpath=preceding-sibling::*[1]')).toHaveRole('separator');
});

test('older messages come in above without moving what one reads; "N new" leads back down', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me, luo] = people as [Person, Person];
  const talk = await talkOf(people, 160);
  await me.call('chat.markRead', { conversationId: talk, number: 160 });
  const page = await visit(me, { path: `/chat/${talk}` });
  await expect(numbered(page, 160)).toBeInViewport();

  await pause(1_000); // the end is in view, and stays there
  const moved = await page.evaluate(scrollUpAndMeasure);
  console.log(`anchor moved at most ${moved.map((px) => px.toFixed(2)).join(', ')} px over ${moved.length} pages`);
  expect(moved.length).toBeGreaterThanOrEqual(2);
  expect(Math.max(...moved)).toBeLessThanOrEqual(ANCHOR_MAY_MOVE_PX);
  await expect(page.getByText('会话从这里开始')).toBeAttached();

  for (const text of ['新一', '新二', '新三']) await say(luo, talk, text);
  const latest = page.getByRole('button', { name: '3 条新消息' });
  await latest.click();
  await expect(message(page, '新三')).toBeInViewport();
  await expect(latest).toBeHidden();
});

test('who goes up once as soon as a conversation stands, stays there, also when a line comes above the composer', async ({
  product,
  visit,
}) => {
  const { people, owner } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me, luo] = people as [Person, Person];
  await offToday(owner, luo);
  const talk = await talkOf(people, 90);
  await me.call('chat.markRead', { conversationId: talk, number: 90 });
  const page = await visit(me, { path: '/chat' });
  const list = page.locator('.ch-scroll');
  await page.addInitScript(goUpOnce);
  for (const pictures of [1, 2, 3, 5, 8, 20]) {
    await page.evaluate((count) => sessionStorage.setItem('pictures', String(count)), pictures);
    await page.goto(`/chat/${talk}`);
    await expect(page.locator('html')).toHaveAttribute('data-went-up');
    await expect(page.locator('.ch-off')).toBeVisible();
    await pause(400);
    const below = await list.evaluate((box) => box.scrollHeight - box.clientHeight - box.scrollTop);
    expect(below, `after ${pictures} pictures`).toBeGreaterThan(100);
  }
});

/** Scrolls up a little, once, so many pictures after the messages stand. */
function goUpOnce(): void {
  let left = Number(sessionStorage.getItem('pictures'));
  const look = () => {
    const box = document.querySelector('.ch-scroll');
    if (box !== null && box.querySelector('[data-number="90"]') !== null) left -= 1;
    if (box === null || left > 0) return requestAnimationFrame(look);
    // As with a wheel: what it does is heard before anything is measured in the same picture.
    box.dispatchEvent(new WheelEvent('wheel', { deltaY: -500, bubbles: true }));
    box.scrollTop -= 500;
    box.dispatchEvent(new Event('scroll'));
    document.documentElement.dataset['wentUp'] = '';
    return 0;
  };
  requestAnimationFrame(look);
}

/** Goes up to the start of the conversation; answers how far a message stood from its place after each page that came in. */
async function scrollUpAndMeasure(): Promise<number[]> {
  const box = document.querySelector<HTMLElement>('.ch-scroll')!;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const moved: number[] = [];
  for (let step = 0; step < 200 && !document.querySelector('.ch-start'); step += 1) {
    const above = box.scrollTop;
    box.scrollTop = Math.max(0, above - 500);
    await frame();
    await frame();
    // Whatever stands in the middle now is what somebody reads.
    const middle = box.getBoundingClientRect().top + box.clientHeight / 2;
    const anchor = [...box.querySelectorAll<HTMLElement>('[data-number]')].find(
      (one) => one.getBoundingClientRect().bottom > middle,
    )!;
    const number = anchor.dataset['number'];
    const before = anchor.getBoundingClientRect().top;
    const size = box.scrollHeight;
    for (let wait = 0; wait < 40 && box.scrollHeight === size; wait += 1) await frame();
    if (box.scrollHeight === size) continue;
    for (let wait = 0; wait < 10; wait += 1) await frame();
    const after = box.querySelector(`[data-number="${number}"]`)?.getBoundingClientRect().top ?? Number.NaN;
    moved.push(Math.abs(after - before));
  }
  return moved;
}

test('every kind of row is whole pixels high, in both languages: halves would add up to a jump', async ({
  product,
  visit,
}) => {
  const { people, owner } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me, luo] = people as [Person, Person];
  const room = await group('小组', people);
  const kinds = [
    'One line of Latin, 一行中文',
    `折成几行：${'长短不一的内容。'.repeat(12)}`,
    '**粗** *斜* ~~删~~ `code 代码` https://plan.example/a',
    '- 一\n- 二\n\n1. 甲\n2. 乙',
    '> 引用\n\n之后的一段\n\n```\nconst a = 1;\n一行\n```',
    `<@${me.memberId}> 看这里 \`x\``,
  ];
  for (const text of kinds) {
    await say(luo, room, text);
    await say(me, room, text);
  }
  await say(luo, room, '会被改掉');
  await say(luo, room, '会被撤回');
  const at = 1 + kinds.length * 2;
  await luo.call('chat.editMessage', { conversationId: room, number: at + 1, text: '改过了' });
  await luo.call('chat.recallMessage', { conversationId: room, number: at + 2 });
  await owner.call('directory.setPolicy', { changes: { whoMentionsAll: 'everybody' } });
  const react = (person: Person, number: number, ...all: string[]) =>
    Promise.all(all.map((emoji) => person.call('chat.setReaction', { conversationId: room, number, emoji, on: true })));
  await react(me, at - 1, '👍', '❤️', '🎉');
  await react(luo, at - 1, '👍');
  await react(luo, at, '👩🏽‍🚒');
  await react(me, 4, ...['👍', '👏', '🎉', '😄', '🙏', '✅', '💪', '👀', '❤️', '🇩🇪', '1️⃣', '☕']);
  const page = await visit(luo, { path: `/chat/${room}` });
  await act(page, numbered(page, at), '回复');
  await write(page, '回复一条');
  await expect(message(page, '回复一条').getByRole('button', { name: /1 人未读|已读/ })).toBeVisible();

  await composer(page).pressSequentially('@所有');
  await page.getByRole('option', { name: /所有人/ }).click();
  await loseNetwork(page);
  await composer(page).press('Enter');
  await expect(message(page, '@所有人')).toContainText('等网络');
  expect(await uneven(page)).toEqual([]);
  await owner.call('directory.setPolicy', { changes: { whoMentionsAll: 'groupAdmins' } });
  await page.context().setOffline(false);
  await expect(message(page, '@所有人').getByRole('alert')).toBeVisible();
  for (const language of ['zh', 'en']) {
    await page.evaluate((chosen) => localStorage.setItem('tautline.language', chosen), language);
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en');
    await expect(message(page, '回复一条').locator('.ch-quote')).toContainText('看这里');
    await expect(page.locator('.ch-msg code').first()).toBeAttached();
    await expect(page.locator('.ch-failed')).toBeVisible();
    expect(await uneven(page)).toEqual([]);
  }
});

/** Rows on the page whose height is no whole number of pixels, from the end of the conversation to its start; then back at the end. */
async function uneven(page: Page): Promise<string[]> {
  const found = await page.evaluate(async () => {
    const box = document.querySelector<HTMLElement>('.ch-scroll')!;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const rows = new Map<string, number>();
    for (let step = 0; step < 40; step += 1) {
      for (const row of box.querySelector('.ch-msg')?.parentElement?.parentElement?.children ?? [])
        rows.set(row.textContent, row.getBoundingClientRect().height);
      if (box.scrollTop === 0) break;
      box.scrollTop -= 300;
      await frame();
      await frame();
    }
    box.scrollTop = box.scrollHeight;
    return [...rows];
  });
  expect(found.length).toBeGreaterThan(15);
  return found
    .filter(([, height]) => Math.abs(height - Math.round(height)) > ANCHOR_MAY_MOVE_PX)
    .map(([text, height]) => `${height}: ${text}`);
}

test('a conversation that is marked unread while it is open stays so until it is written in or opened again', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me] = people as [Person, Person];
  const talk = await talkOf(people, 60);
  await me.call('chat.markRead', { conversationId: talk, number: 60 });
  const page = await visit(me, { path: `/chat/${talk}` });
  await expect(numbered(page, 60)).toBeInViewport();
  const lookAround = async () => {
    await goUp(page, 1_500);
    await expect(numbered(page, 60)).not.toBeInViewport();
    await page.locator('.ch-scroll').evaluate((box) => (box.scrollTop = box.scrollHeight));
    await expect(numbered(page, 60)).toBeInViewport();
  };

  // By another device, as the list of this one would do it.
  await me.call('chat.markUnread', { conversationId: talk });
  await expect(page).toHaveTitle(/^\(1\) /);
  await lookAround();
  await expect(page).toHaveTitle(/^\(1\) /);
  await write(page, '看过了');
  await expect(page).not.toHaveTitle(/^\(/);

  await me.call('chat.markUnread', { conversationId: talk });
  await expect(page).toHaveTitle(/^\(1\) /);
  await lookAround();
  await page.goto('/chat');
  await expect(page).toHaveTitle(/^\(1\) /);
  await page.goto(`/chat/${talk}`);
  await expect(page).not.toHaveTitle(/^\(/);
});

test('a link to a message opens it among its neighbours', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me] = people as [Person, Person];
  const talk = await talkOf(people, 130);
  await me.call('chat.markRead', { conversationId: talk, number: 130 });
  const page = await visit(me, { path: `/chat/${talk}?m=25` });
  await expect(numbered(page, 25)).toBeInViewport();
  await expect(numbered(page, 24)).toBeInViewport();
  await expect(messages(page).and(page.locator('[data-highlighted]'))).toHaveAttribute('data-number', '25');
  await page.getByRole('button', { name: '回到最新' }).click();
  await expect(numbered(page, 130)).toBeInViewport();
});

test('everything is marked read in one step, and taken back in one', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [me, luo, zhou] = people as [Person, Person, Person];
  const talks = [await direct(luo, me), await direct(zhou, me)] as const;
  for (const [index, from] of [luo, zhou].entries()) await say(from, talks[index] as string, '在吗');
  const page = await visit(me, { path: '/chat' });
  await expect(page).toHaveTitle(/^\(2\) /);
  await page.getByRole('radio', { name: /^未读/ }).click();
  await page.getByRole('button', { name: '全部标为已读' }).click();
  await expect(page).not.toHaveTitle(/^\(/);
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(page).toHaveTitle(/^\(2\) /);
  await page.getByRole('button', { name: '全部标为已读' }).click();
  await expect(page.getByText('2 个会话已标为已读')).toBeVisible();
  // Who leaves before it is told has told it by leaving.
  await page.reload();
  for (const conversationId of talks) {
    const readNumber = async () =>
      (await me.call<{ conversation: { readNumber: number } }>('chat.conversation', { conversationId })).conversation
        .readNumber;
    await expect.poll(readNumber, { timeout: 12_000 }).toBe(1);
  }
});

test('U14 C34 on a phone the next unread conversation is under the thumb, in the order of the key', {
  tag: '@phone',
}, async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  const first = await group('三号线', people);
  const second = await group('四号线', people);
  const third = await direct(zhou, luo);
  await say(lin, second, '四号线也要看');
  await say(lin, first, `<@${luo.memberId}> 看一下`);
  await say(zhou, third, '在吗');
  const page = await visit(luo, { path: `/chat/${third}` });
  const next = page.locator('.ch-next button');
  for (const name of ['三号线', '四号线']) {
    await expect(next).toHaveText(new RegExp(`下一个未读${name}`));
    const box = await next.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(box?.y, 'in the lower third').toBeGreaterThan(560);
    await next.click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  }
  await expect(next, 'all of it is read').toHaveCount(0);
  await say(zhou, third, '那明天说');
  await expect(next).toHaveText(/周砚/);
  await page.getByRole('textbox').focus();
  await expect(next, 'who writes wants room').toBeHidden();
  await page.getByRole('textbox').blur();
  await page.goBack();
  await expect(page, 'back leads out, not through all that was read').not.toHaveURL(/\/chat\/./);
});

test('U11 R15 the end stays in view when the line above the composer comes, also on the way back', async ({
  product,
  visit,
  isPhone,
}) => {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  await offToday(owner, luo);
  const talk = await direct(lin, luo);
  for (let n = 1; n <= 40; n += 1) await say(luo, talk, `第 ${n} 条`);
  await lin.call('chat.markRead', { conversationId: talk, number: 40 });
  const page = await visit(lin, { path: '/chat' });
  for (let time = 1; time <= 3; time += 1) {
    const late = page.evaluate(picturesWithoutLine);
    await row(page, '罗晴').click();
    await expect(page.getByText('休息中')).toBeVisible();
    if (time > 1) expect(await late, 'it stands in the first picture, and moves nothing').toBe(0);
    await expect(message(page, '第 40 条')).toBeInViewport();
    await expect(page.getByRole('button', { name: '回到最新' })).toHaveCount(0);
    if (isPhone) await page.goBack();
    else {
      await page.getByRole('link', { name: '通讯录' }).click();
      await page.getByRole('link', { name: /消息/ }).first().click();
    }
  }
});

/** In how many pictures one could write, and nothing was said above it; looks at half a second of them. */
async function picturesWithoutLine(): Promise<number> {
  let without = 0;
  for (let written = 0; written < 30; ) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (document.querySelector('.ch-composer') === null) continue;
    written += 1;
    if (document.querySelector('.ch-off') === null) without += 1;
  }
  return without;
}
