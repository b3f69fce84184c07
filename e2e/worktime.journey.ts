import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { direct, expect, makeTeam, type Person, say, test } from './product.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A zone in which it is about noon now: hours of a day can be told from it at any hour of the real one. */
function noonZone(): { readonly timeZone: string; readonly dayIn: (days: number) => string } {
  const hours = 12 - new Date().getUTCHours();
  const timeZone = hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
  const dayIn = (days: number) => new Date(Date.now() + hours * HOUR_MS + days * DAY_MS).toISOString().slice(0, 10);
  return { timeZone, dayIn };
}

const from = (start: number, end: number) => ({ from: start * 60, until: end * 60 });

/** Members who work from 09:00 to 18:00 every day, and it is about noon. */
async function atNoon(owner: Person, members: readonly Person[]) {
  const { timeZone, dayIn } = noonZone();
  const [site, schedule] = [randomUUID(), randomUUID()];
  const days = Array.from({ length: 7 }, () => [from(9, 18)]);
  const pattern = { kind: 'weekly', days, band: null, keepsHolidays: true };
  await owner.call('worktime.saveSite', { id: site, name: '苏州厂', timeZone, country: 'CN' });
  await owner.call('worktime.saveSchedule', {
    id: schedule,
    name: '天天班',
    pattern,
    reason: '只在这个测试里用一下。',
  });
  const memberIds = members.map(({ memberId }) => memberId);
  await owner.call('worktime.assign', { memberIds, siteId: site, scheduleId: schedule });
  return { dayIn };
}

const sentence = (page: Page) => page.locator('.wt-sentence');

test('R19 colleagues see whether one is available, away by choice, or off, and never since when', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  await atNoon(lin, [luo]);
  await say(lin, await direct(lin, luo), '首卷几点送检');
  const page = await visit(lin);
  const seen = (word: string) => page.locator('a.ch-row', { hasText: '罗晴' }).getByRole('img', { name: word });
  // Who comes back to the page asks anew; who stays asks once a minute.
  const look = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(seen('在岗')).toBeVisible();

  const hers = await visit(luo, { path: '/me/hours' });
  await expect(hers.getByText('别人看到：在岗')).toBeVisible();
  await hers.getByRole('button', { name: '暂时离开' }).click();
  await expect(hers.getByText('别人看到：离开')).toBeVisible();
  await expect(sentence(hers)).toHaveText('你工作到 18:00。');
  await look();
  await expect(seen('离开')).toBeVisible();
  await page.goto(`/people/all/${luo.memberId}`);
  await expect(page.locator('.di-profile').getByText('离开', { exact: true })).toBeVisible();
  await page.goto('/chat');

  await hers.getByRole('button', { name: '我回来了' }).click();
  await expect(hers.getByText('别人看到：在岗')).toBeVisible();
  await look();
  await expect(seen('在岗')).toBeVisible();
  await hers.getByRole('button', { name: '现在收工' }).click();
  await expect(hers.getByText('别人看到：休息中')).toBeVisible();
  await look();
  await expect(seen('休息中')).toBeVisible();
});

test('R1 R11 R13 a member sees what is now and why, says it himself, accepts a duty and keeps time for work undisturbed', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const { dayIn } = await atNoon(lin, [luo]);
  const page = await visit(luo, { path: '/me/hours' });
  await expect(sentence(page)).toHaveText('你工作到 18:00。');
  await expect(page.locator('.wt-weekday')).toHaveCount(7);
  await expect(page.locator('[data-today]')).toContainText('09:00–18:00');

  await page.getByRole('button', { name: '现在收工' }).click();
  await expect(sentence(page)).toHaveText(/你今天已经收工。.*09:00 开始工作。/);
  await page.getByRole('button', { name: '恢复计划' }).click();
  await expect(sentence(page)).toHaveText('你工作到 18:00。');

  // Somebody makes a holiday of today: it is seen at once, and why.
  const holiday = { day: dayIn(0), kind: 'off', zh: '厂庆', en: 'Plant day', like: 1 };
  await lin.call('worktime.saveHoliday', { country: 'CN', holiday });
  await expect(sentence(page)).toHaveText(/休息中：厂庆。.*09:00 开始工作。/);
  await expect(page.locator('[data-today]')).toContainText('厂庆');
  await page.getByRole('button', { name: '现在工作' }).click();
  await page.getByRole('menuitem', { name: /1 小时/ }).click();
  await expect(sentence(page)).toHaveText(/按你自己说的，你工作到 1[234]:\d\d。/);
  await page.getByRole('button', { name: '恢复计划' }).click();
  await expect(sentence(page)).toHaveText(/休息中：厂庆。/);

  const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
  const duty = { id: randomUUID(), memberId: luo.memberId, name: '三号线夜间', startsAt: at(5), endsAt: at(15) };
  await lin.call('worktime.offerDuty', duty);
  await expect(page.getByText('值班时你虽然不上班，紧急消息还是能找到你。')).toBeVisible();
  await page.getByRole('button', { name: '接受 三号线夜间', exact: true }).click();
  await expect(page.getByRole('button', { name: '退回' })).toBeVisible();
  expect(await lin.call('worktime.duties', {})).toMatchObject([{ state: 'accepted' }]);

  await page.getByRole('button', { name: '改', exact: true }).click();
  await page.getByRole('button', { name: '周二：加一段' }).click();
  const until = page.getByLabel('周二，到');
  await until.fill('10:00');
  await expect(page.getByText('每段至少 90 分钟。', { exact: true })).toBeVisible();
  await until.fill('12');
  await until.blur();
  await page.getByRole('button', { name: '保存专注时段' }).click();
  await expect(page.locator('.wt-said')).toHaveText(/周二\s*09:00–12:00/);
  const { focus } = await luo.call<{ focus: unknown }>('worktime.mine', {});
  expect(focus).toEqual([{ weekday: 2, from: 540, until: 720 }]);
});

test('R1 R12 R25 who keeps the list of people makes a site and a rotation, gives hours, enters leave and keeps the holidays', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const page = await visit(lin, { path: '/admin/hours' });
  const part = (name: string) => page.getByRole('radio', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');

  await part('地点');
  await page.getByRole('button', { name: '新建地点' }).click();
  await dialog.getByLabel('名称').fill('苏州厂');
  await expect(dialog.getByRole('combobox', { name: /国家或地区: 中国/ })).toBeVisible();
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('row', { name: /苏州厂/ })).toContainText('中国');

  await part('班制');
  await page.getByRole('button', { name: '新建班制' }).click();
  await dialog.getByLabel('名称').fill('夜班');
  await dialog.getByRole('radio', { name: /轮班/ }).check();
  await dialog.getByRole('button', { name: '4 个夜班，休 3 天' }).click();
  await expect(dialog.getByText('还没有人用，马上生效。')).toBeVisible();
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.locator('.wt-schedule')).toContainText('4 天 22:00–次日 06:00');

  await part('人员');
  await page.getByRole('row', { name: /罗晴/ }).click();
  await page.getByRole('button', { name: '安排时间' }).click();
  await dialog.getByRole('combobox', { name: /班制/ }).click();
  await page.getByRole('option', { name: '夜班' }).click();
  await dialog.getByRole('combobox', { name: /地点/ }).click();
  await page.getByRole('option', { name: '苏州厂' }).click();
  await dialog.getByRole('button', { name: '安排时间' }).click();
  await expect(dialog.getByText(/开始：1 人/)).toBeVisible();
  await dialog.getByRole('button', { name: '好', exact: true }).click();
  await expect(page.getByRole('row', { name: /罗晴/ })).toContainText('夜班');

  // A day straight after the last night leaves too little rest, and asks for a reason; more hours are told 14 days ahead.
  await part('班制');
  await page.getByRole('button', { name: '夜班：更多' }).click();
  await page.getByRole('menuitem', { name: '编辑' }).click();
  await dialog.getByRole('button', { name: /第 5 天.*：加一段/ }).click();
  await expect(dialog.getByText('两次上班之间不到 11 小时。')).toBeVisible();
  await expect(dialog.getByRole('button', { name: '保存' })).toBeDisabled();
  await dialog.getByLabel('为什么必须这样').fill('旺季只有这几个人会开这台设备。');
  await expect(dialog.getByText(/时间变多，要提前 14 天：1 人从/)).toBeVisible();
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.locator('.wt-schedule')).toContainText(/起换成/);
  await expect(page.locator('.wt-schedule')).toContainText('旺季只有这几个人会开这台设备。');

  const there = await visit(luo, { path: '/me/hours' });
  await expect(there.getByText(/苏州厂 · 夜班/)).toBeVisible();
  // He reads what is to come of his schedule; it is everybody's, and nothing that he could have sooner.
  await expect(there.getByText(/起：夜班，苏州厂/)).toBeVisible();
  await expect(there.getByRole('button', { name: '接受，从明天开始' })).toHaveCount(0);
  await part('请假');
  await page.getByRole('button', { name: '录入请假' }).click();
  await dialog.getByRole('option', { name: /罗晴/ }).click();
  await dialog.getByRole('combobox', { name: /假别/ }).click();
  await page.getByRole('option', { name: '病假' }).click();
  await dialog.getByRole('button', { name: '录入请假' }).click();
  await expect(page.getByRole('row', { name: /罗晴/ })).toContainText('病假');
  await expect(sentence(there)).toHaveText(/请假中/);
  await expect(there.getByRole('button', { name: /现在工作|现在收工/ })).toHaveCount(0);

  await part('节假日');
  await page.getByRole('button', { name: '加一天' }).click();
  const year = new Date().getFullYear();
  await dialog.getByLabel('日期').fill(`${year}-12-31`);
  await dialog.getByLabel('中文名称').fill('盘点日');
  await dialog.getByRole('button', { name: '保存' }).click();
  const row = page.locator('.wt-holiday', { hasText: '盘点日' });
  await expect(row).toContainText('放假');
  await row.getByRole('button', { name: /更多/ }).click();
  await page.getByRole('menuitem', { name: '编辑' }).click();
  await dialog.getByLabel('中文名称').fill('年终盘点');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.locator('.wt-holiday', { hasText: '年终盘点' })).toBeVisible();
  await expect(row).toHaveCount(0);
});

test('R1 W11 a manager plans a day, and asks where it is short notice; leave shows without its kind', async ({
  product,
  visit,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '何嘉树'] });
  const [lin, luo, he] = people as [Person, Person, Person];
  const { dayIn } = await atNoon(lin, [luo, he]);
  const { id } = await lin.call<{ id: string }>('directory.createDepartment', {
    ...{ name: '生产部', parentId: null, managerIds: [luo.memberId] },
  });
  const card = { title: '', email: null, phone: null, employeeNumber: null, departmentIds: [id] };
  await lin.call('directory.editMember', { id: he.memberId, name: he.name, ...card });
  const leave = { id: randomUUID(), memberId: he.memberId, kind: 'sick', standInId: null };
  const midnight = (days: number) => `${dayIn(days)}T23:59:00.000Z`;
  await lin.call('worktime.enterLeave', { ...leave, startsAt: midnight(20), endsAt: midnight(21) });

  const page = await visit(luo, { path: '/me/hours' });
  await page.getByRole('link', { name: '排班表' }).click();
  await page.getByRole('button', { name: '后两周' }).click();
  const cells = page.getByRole('button', { name: /^何嘉树，/ });
  await expect(cells).toHaveCount(14);
  const dialog = page.getByRole('dialog');
  const last = cells.nth(13);
  await last.click();
  await dialog.getByRole('radio', { name: /休息/ }).check();
  await expect(dialog.getByText('马上算数，本人会知道。')).toBeVisible();
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(last).toHaveAccessibleName(/休息，另有安排/);

  // Longer tomorrow: a question, not an order.
  await page.getByRole('button', { name: '今天' }).click();
  const open = page.getByRole('button', { name: /^何嘉树，/, disabled: false });
  await open.nth(1).click();
  await dialog.getByLabel(/，到$/).fill('20:00');
  await expect(dialog.getByText(/先问何嘉树，接受了才算/)).toBeVisible();
  await dialog.getByRole('button', { name: '去问本人' }).click();
  await expect(open.nth(1)).toHaveAccessibleName(/09:00–18:00.*09:00–20:00 等答复/);
  const there = await visit(he, { path: '/me/hours' });
  await there.getByRole('button', { name: /^接受 .*09:00–20:00/ }).click();
  await expect(there.getByText('临时安排，等你答复')).toHaveCount(0);
  await expect(open.nth(1)).toHaveAccessibleName(/：09:00–20:00，另有安排/);
  await expect(page.getByText('病假')).toHaveCount(0);
});
