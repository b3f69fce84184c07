import type { Page } from '@playwright/test';
import { message, messages } from './chat.ts';
import { direct, expect, makeTeam, pause, type Person, say, test } from './product.ts';

const ANCHOR_MAY_MOVE_PX = 1;

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
  await pause(1_500);
  expect((await state()).conversation.readNumber).toBe(120);
  await page.evaluate(() => {
    document.hasFocus = () => true;
    dispatchEvent(new Event('focus'));
  });
  await expect.poll(async () => (await state()).conversation.readNumber).toBe(121);
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
