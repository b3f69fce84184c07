import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { enter, expect, makeTeam, type Person, startProduct, test, uuidV7 } from './product.ts';

const DAY_MS = 86_400_000;

/** Working time all day long, every day: whatever the real clock shows, who has it is at work. */
async function alwaysAtWork(owner: Person, members: readonly Person[]): Promise<void> {
  const schedule = randomUUID();
  const days = Array.from({ length: 7 }, () => [{ from: 0, until: 1_439 }]);
  const pattern = { kind: 'weekly', days, band: null, keepsHolidays: false };
  await owner.call('worktime.saveSchedule', { id: schedule, name: '全天', pattern, reason: '只在这个测试里用一下。' });
  const memberIds = members.map(({ memberId }) => memberId);
  await owner.call('worktime.assign', { memberIds, siteId: null, scheduleId: schedule });
}

const openDirect = async (from: Person, to: Person): Promise<string> =>
  (await from.call<{ conversation: { id: string } }>('chat.openDirect', { memberId: to.memberId })).conversation.id;
const say = (from: Person, conversationId: string, text: string) =>
  from.call('chat.sendMessage', { id: uuidV7(), conversationId, text, replyTo: null, files: [] });

interface Counts {
  readonly days: readonly { readonly told: number; readonly held: number }[];
}

/** Waits until so much reached him and so much was held, on all days together. */
async function counted(who: Person, told: number, held: number): Promise<void> {
  await expect
    .poll(async () => {
      const { days } = await who.call<Counts>('transparency.interruptionDays', {});
      return [days.reduce((sum, day) => sum + day.told, 0), days.reduce((sum, day) => sum + day.held, 0)];
    })
    .toEqual([told, held]);
}

/** His open page is what tells him. */
const toldOnPage = (who: Person) =>
  who.call('outbox.setDevice', { showsContent: false, language: 'zh', subscription: null });
const lines = (page: Page) => page.locator('.tr-line');

test('R2 R17 a member sees what reached him and what was kept from him: who, of which kind, how and why', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  await alwaysAtWork(lin, [luo]);
  await toldOnPage(luo);
  const page = await visit(luo, { path: '/me/interruptions' });
  await expect(page.getByText('这一天没有什么打扰你。')).toBeVisible();
  await expect(page.getByText('只有你自己能看到')).toBeVisible();

  const talk = await openDirect(lin, luo);
  await say(lin, talk, '批次单缺一个批号');
  await counted(luo, 1, 0);
  await page.reload();
  await expect(lines(page)).toHaveCount(1);
  await expect(lines(page)).toContainText(/林予安\s*单聊消息/);
  await expect(lines(page)).toContainText('经打开的页面，在工作时间内');
  await expect(lines(page)).not.toContainText('批号');

  await luo.call('worktime.stopNow', {});
  const { conversation } = await lin.call<{ conversation: { id: string } }>('chat.createGroup', {
    name: '三号线复产',
    memberIds: [luo.memberId],
  });
  await say(lin, conversation.id, `<@${luo.memberId}> 明天带上样品`);
  await counted(luo, 1, 1);
  await page.reload();
  await expect(lines(page)).toHaveCount(2);
  const kept = lines(page).filter({ hasText: '提到你' });
  await expect(kept).toContainText(/延后送达\s*你在休息，延后到/);
  await expect(page.getByRole('button', { name: /今天.*打扰 1 次，延后 1 次/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await kept.getByRole('link', { name: '三号线复产' }).click();
  await expect(page.getByText('明天带上样品').last()).toBeVisible();

  // Another week is a tap away, and this one again.
  await page.goto('/me/interruptions');
  await page.getByRole('button', { name: '前一周' }).click();
  await expect(page.getByText('这一天没有什么打扰你。')).toBeVisible();
  await page.getByRole('button', { name: '看今天' }).click();
  await expect(lines(page)).toHaveCount(2);
});

test('R30 U26 who looked at a member’s hours and leave stands in his log, two taps from himself', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const page = await visit(luo, { path: '/me' });
  await page.getByRole('link', { name: '谁看过我的数据' }).click();
  await expect(page.getByText('还没有人看过只和你有关的资料。')).toBeVisible();

  const admin = await visit(lin, { path: '/admin/hours?part=people' });
  await expect(admin.getByText('罗晴').first()).toBeVisible();
  await expect
    .poll(async () => (await luo.call<{ views: unknown[] }>('transparency.views', {})).views.length)
    .toBeGreaterThan(0);
  await page.reload();
  const line = lines(page).filter({ hasText: '看了你的工作地点和班制' });
  await expect(line).toContainText(/林予安\s*身份：所有者/);
  // Whoever looked finds nothing of it in his own.
  await admin.goto('/me/views');
  await expect(admin.getByText('还没有人看过只和你有关的资料。')).toBeVisible();
});

test('R20 R30 a representative sees contact out of hours of ten or more, without names; nobody else does', async ({
  browser,
  isPhone,
}) => {
  test.setTimeout(180_000);
  const product = await startProduct([], { steps: true });
  try {
    const names = ['林予安', '罗晴', '周砚', ...Array.from({ length: 8 }, (_, n) => `同事${n}`)];
    const { people } = await makeTeam(product, { names });
    const [lin, luo, zhou] = people as [Person, Person, Person];
    await lin.call('directory.setRole', { id: zhou.memberId, role: 'representative' });
    const options = isPhone ? { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } : {};
    const pageOf = async (who: Person, path: string) => {
      const page = await (await enter(browser, product, who, { ...options, locale: 'zh-CN' })).newPage();
      await page.goto(path);
      return page;
    };
    const staff = await pageOf(zhou, '/representative');
    await expect(staff.getByText('还没有哪一周结束')).toBeVisible();

    await alwaysAtWork(lin, [luo]);
    await toldOnPage(luo);
    const his = await pageOf(luo, '/me/interruptions');
    await expect(his.getByText('这一天没有什么打扰你。')).toBeVisible();
    await luo.call('worktime.stopNow', {});
    await say(lin, await openDirect(lin, luo), '睡了吗');
    await counted(luo, 0, 1);

    product.ahead(7 * DAY_MS);
    await expect
      .poll(async () => (await zhou.call<{ weeks: unknown[] }>('transparency.outOfHours', {})).weeks.length, {
        timeout: 60_000,
      })
      .toBeGreaterThan(0);
    await staff.reload();
    const row = staff.getByRole('row').filter({ hasText: '整个企业' });
    await expect(row).toContainText(/11.*0.*0.*1/s);
    await expect(staff.getByRole('table')).not.toContainText('罗晴');
    await his.goto('/representative');
    await expect(his.getByRole('table')).toHaveCount(0);
    await expect(lin.call('transparency.outOfHours', {})).rejects.toThrow('platform.forbidden');
  } finally {
    await product.stop();
  }
});
