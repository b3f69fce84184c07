import { randomUUID } from 'node:crypto';
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { message, messages, open, row, whenInstalled } from './chat.ts';
import { direct, expect, group, makeTeam, type Person, say, signInAgain, test } from './product.ts';

/** R2 floors everything here: hours that never end, so that it is working time now. */
async function worksAlways(owner: Person, person: Person): Promise<void> {
  const id = randomUUID();
  const days = Array.from({ length: 7 }, () => [{ from: 0, until: 1_440 }]);
  const pattern = { kind: 'weekly', days, band: null, keepsHolidays: false };
  await owner.call('worktime.saveSchedule', { id, name: 'always', pattern, reason: 'for this journey alone' });
  await owner.call('worktime.assign', { memberIds: [person.memberId], siteId: null, scheduleId: id });
}

const shownOn = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
  });

/** What a push service would bring. */
async function push(context: BrowserContext, page: Page, payload: object): Promise<void> {
  const session: CDPSession = await context.newCDPSession(page);
  const found = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first !== undefined) resolve(first.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await found;
  const { origin } = new URL(page.url());
  await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(payload) });
  await session.detach();
}

interface Worker {
  readonly registration: { getNotifications(filter: { tag: string }): Promise<Notification[]> };
  readonly NotificationEvent: new (type: string, facts: { notification: Notification }) => Event;
  dispatchEvent(event: Event): void;
}

/** A tap on a notification, as the browser tells the service worker of it. */
async function tap(context: BrowserContext, tag: string): Promise<void> {
  const [worker] = context.serviceWorkers();
  await worker?.evaluate(async (wanted) => {
    const scope = globalThis as unknown as Worker;
    const [notification] = await scope.registration.getNotifications({ tag: wanted });
    if (notification !== undefined)
      scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }));
  }, tag);
}

/** Nobody looks at this page: another lies in front. Tests hold every page for looked at unless told. */
async function lookAway(page: Page): Promise<void> {
  const front = await page.context().newPage();
  await front.goto('about:blank');
  await front.bringToFront();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  await expect.poll(() => page.evaluate(() => document.hasFocus())).toBe(false);
}

test('U22 U23 notifications: a plain sentence, asked for after a tap, and two taps in a conversation', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me, luo] = people as [Person, Person];
  const room = await group('三号线复产', [luo, me]);
  await say(luo, room, '排产表在这里');
  const page = await visit(me, { path: '/me/notifications' });
  await whenInstalled(page);
  let asked = false;
  await page.exposeFunction('noteAsked', () => (asked = true));
  await page.evaluate(() => {
    const ask = Notification.requestPermission.bind(Notification);
    Notification.requestPermission = () => {
      (globalThis as unknown as { noteAsked(): void }).noteAsked();
      return ask();
    };
  });
  await expect(page.getByText('这台设备不会收到通知。')).toBeVisible();
  expect(asked, 'no page asks by itself').toBe(false);

  await page.context().grantPermissions(['notifications']);
  const here = page.getByRole('switch', { name: '在这台设备上通知' });
  await here.click({ force: true });
  await expect(here).toBeChecked();
  expect(asked).toBe(true);
  await expect(
    page.getByText(/工作时间里（今天.*），单聊、通知、提到你的消息，和选了“全部”的群会通知这台设备/),
  ).toBeVisible();
  await expect(page.getByText('下班后什么都不响；休息时来的，下次上班时合成一条。')).toBeVisible();
  const content = page.getByRole('switch', { name: '显示消息内容' });
  await expect(content, 'words stay on the server unless one lets them out').not.toBeChecked();
  await content.click({ force: true });
  await expect(page.getByText('谁发的、说了什么，锁屏上也看得到。')).toBeVisible();

  await page.getByRole('radio', { name: /都不通知/ }).click({ force: true });
  await expect(page.getByText('什么都不通知，所有设备都一样。')).toBeVisible();
  await page.getByRole('radio', { name: /只通知找我的/ }).click({ force: true });
  await expect.poll(() => me.call('outbox.settings', {})).toMatchObject({ wish: 'meant' });
  await page.reload();
  await expect(page.getByRole('radio', { name: /只通知找我的/ })).toBeChecked();
  await expect(content).toBeChecked();
  await here.click({ force: true });
  await expect(page.getByText('这台设备不会收到通知。')).toBeVisible();

  await page.evaluate(() => {
    const offer = Object.assign(new Event('beforeinstallprompt'), {
      prompt: async () => (document.title = 'installing'),
    });
    dispatchEvent(offer);
  });
  await page.getByRole('button', { name: '安装' }).click();
  await expect(page.getByRole('button', { name: '安装' })).toHaveCount(0);

  await open(page, room);
  await page.getByRole('button', { name: '会话详情' }).click();
  const notifies = page.getByRole('radiogroup', { name: '通知' });
  await notifies.getByRole('radio', { name: '全部' }).click();
  await expect(page.getByText('工作时间里，群里每条消息都会通知你。')).toBeVisible();
  await notifies.getByRole('radio', { name: '不通知' }).click();
  await expect(page.getByText('这里什么都不通知你；未读里只计提到你的。')).toBeVisible();
  const other = await visit(await signInAgain(product, me), { path: '/chat' });
  await expect(row(other, '三号线复产').getByLabel('已免打扰', { exact: true })).toBeVisible();
});

test('U22 U15 a notification is shown once, opens the exact message, and goes when it was read elsewhere', async ({
  product,
  visit,
}) => {
  const { companyId, people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me, luo] = people as [Person, Person];
  const talk = await direct(luo, me);
  for (let n = 1; n <= 40; n += 1) await say(luo, talk, `第 ${n} 条`);
  const page = await visit(me, { path: '/chat' });
  await page.context().grantPermissions(['notifications']);
  await whenInstalled(page);
  await lookAway(page);

  const shown = {
    do: 'show',
    tag: talk,
    number: 12,
    title: '张弛',
    body: '有人提到了你',
    path: `/chat/${talk}?m=12`,
    companyId,
  };
  await push(page.context(), page, shown);
  await expect.poll(() => shownOn(page)).toEqual([{ title: '张弛', body: '有人提到了你', tag: talk }]);
  await tap(page.context(), talk);
  await expect(page).toHaveURL(new RegExp(`/chat/${talk}`));
  await expect(message(page, '第 12 条')).toBeInViewport();
  await expect.poll(() => shownOn(page)).toEqual([]);

  // The tap brought the window to the front, as it ought to.
  await lookAway(page);
  await push(page.context(), page, shown);
  await push(page.context(), page, { ...shown, number: 39, title: '第二次' });
  await expect.poll(() => shownOn(page)).toMatchObject([{ title: '第二次' }]);
  await push(page.context(), page, { do: 'close', tag: talk, number: 39 });
  await expect.poll(() => shownOn(page)).toEqual([]);
});

test('R2 U15 a page that nobody looks at notifies in working time alone, and another device takes it back', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me, luo] = people as [Person, Person];
  await worksAlways(me, me);
  const talk = await direct(luo, me);
  const page = await visit(me, { path: '/me/notifications' });
  await page.context().grantPermissions(['notifications']);
  await whenInstalled(page);
  await page.getByRole('switch', { name: '在这台设备上通知' }).click({ force: true });
  await expect(page.getByRole('switch', { name: '显示消息内容' })).toBeVisible();
  await page.getByRole('switch', { name: '显示消息内容' }).click({ force: true });
  await expect(page.getByText('谁发的、说了什么，锁屏上也看得到。')).toBeVisible();
  await lookAway(page);

  await say(luo, talk, '批次单缺一个批号');
  const seen = [{ title: '罗晴', body: '批次单缺一个批号', tag: talk }];
  await expect.poll(() => shownOn(page), { timeout: 12_000 }).toEqual(seen);

  const other = await visit(await signInAgain(product, me), { path: `/chat/${talk}` });
  await expect(messages(other).first()).toBeVisible();
  await expect.poll(() => shownOn(page), { timeout: 5_000 }).toEqual([]);
});
