import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { composer, longPress, message, open } from './chat.ts';
import { always, offToday } from './hours.ts';
import { agree, bring, direct, expect, group, makeTeam, type Person, photo, say, test, uuidV7 } from './product.ts';

/** A ding by the interface, without a browser. */
async function ding(
  from: Person,
  conversationId: string,
  text: string,
  to: readonly Person[],
  at?: Date,
): Promise<string> {
  const id = uuidV7();
  const memberIds = to.map(({ memberId }) => memberId);
  const place = { conversationId, messageId: uuidV7(), memberIds };
  await from.call('ding.send', { id, text, to: [place], ...(at === undefined ? {} : { at: at.toISOString() }) });
  return id;
}

const card = (page: Page, text: string): Locator => message(page, text).getByRole('region', { name: 'DING' });
const banner = (page: Page): Locator => page.locator('.dg-banner');
const dialog = (page: Page): Locator => page.getByRole('dialog', { name: '发 DING' });
const rows = (page: Page): Locator => page.locator('.dg-row');

async function noSerious(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
}

/** Opens the dialog from what stands in the composer. */
async function fromComposer(page: Page, isPhone: boolean): Promise<void> {
  if (isPhone) {
    await page.getByRole('button', { name: '图片或文件' }).click();
    await page.getByRole('menuitem', { name: 'DING' }).click();
  } else {
    await page.getByRole('button', { name: 'DING', exact: true }).click();
  }
  await expect(dialog(page)).toBeVisible();
}

test('U25 R9 sent from the composer, told on top, confirmed in one tap, and seen by its author at once', async ({
  product,
  visit,
  isPhone,
}) => {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚', '白露'] });
  const [lin, luo, zhou] = people as [Person, Person, Person, Person];
  await always(owner, people);
  const room = await group('三号线', people);
  const page = await visit(lin, { path: `/chat/${room}` });
  const theirs = await visit(luo, { path: '/people' });
  await composer(page).fill('二区烘箱超温，10:30 前确认');
  await fromComposer(page, isPhone);
  const send = dialog(page);
  await expect(send.getByRole('textbox', { name: '说什么' })).toHaveValue('二区烘箱超温，10:30 前确认');
  await expect(send.getByRole('button', { name: '选要发给谁' })).toBeDisabled();
  await send.getByRole('checkbox', { name: '罗晴' }).check();
  await send.getByRole('checkbox', { name: '周砚' }).check();
  await expect(send.getByText('现在在岗 2')).toBeVisible();
  await expect(send.getByText('剩 3')).toHaveCount(2);
  await expect(send.getByText(/罗晴、周砚 没有留电话|周砚、罗晴 没有留电话/)).toBeVisible();
  await send.getByRole('button', { name: '现在发给 2 人' }).click();
  await expect(send).toBeHidden();
  await expect(composer(page)).toHaveValue('');
  const mine = card(page, '二区烘箱');
  await expect(mine.getByText('紧急，发给 2 人')).toBeVisible();
  await expect(mine.locator('.dg-ladder [data-is="told"]')).toHaveText(/应用内/);
  await expect(mine.locator('.dg-ladder [data-is="next"]')).toHaveText(/推送.*分钟后/);

  // On top of whatever page is open; gone from it with the answer.
  await expect(banner(theirs)).toContainText('林予安');
  await expect(theirs.locator('.tl-rail').getByRole('img', { name: '1 个紧急 DING' })).toBeVisible();
  await banner(theirs).getByRole('button', { name: '确认' }).click();
  await expect(banner(theirs)).toHaveCount(0);
  await expect(theirs.locator('.tl-rail').getByRole('img', { name: '1 个紧急 DING' })).toHaveCount(0);
  await expect(mine.locator('.dg-group', { hasText: '已确认' })).toContainText('罗晴');
  await expect(mine.locator('.dg-group', { hasText: '未确认' })).toContainText('周砚');
  await expect(mine).not.toContainText(/已读/);

  // A reply is an answer, too.
  const at = Number(await message(page, '二区烘箱').getAttribute('data-number'));
  const reply = { id: uuidV7(), conversationId: room, text: '收到，已降速', replyTo: at, files: [] };
  await zhou.call('chat.sendMessage', reply);
  await expect(mine.locator('.dg-group', { hasText: '已确认' })).toContainText('已回复');
  await expect(mine.getByRole('button', { name: '取消 DING' })).toHaveCount(0);
});

test('R9 who asks for later names a time, and an author who cancels has it taken back everywhere', async ({
  product,
  visit,
  isPhone,
}) => {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  await always(owner, people);
  const room = await group('三号线', people);
  const page = await visit(luo, { path: `/chat/${room}` });
  const theirs = await visit(lin, { path: `/chat/${room}` });
  const other = await visit(zhou, { path: '/people' });
  await ding(lin, room, '夹具裂了，能不能改二号机', [luo, zhou]);
  const mine = card(page, '夹具裂了');
  await mine.getByRole('button', { name: '稍后…' }).click();
  const choice = page.getByRole('dialog', { name: '什么时候处理' });
  await choice.getByRole('button', { name: /30 分钟后/ }).click();
  await expect(choice).toBeHidden();
  await expect(mine.getByText(/你说 .* 处理/)).toBeVisible();
  await expect(mine.getByRole('button', { name: '确认' }), 'one may still confirm').toBeVisible();
  const sent = card(theirs, '夹具裂了');
  await expect(sent.locator('.dg-group', { hasText: '稍后处理' })).toContainText(/罗晴.*\d\d:\d\d/);

  await expect(banner(other)).toBeVisible();
  await sent.getByRole('button', { name: '取消 DING' }).click();
  const sure = theirs.getByRole('dialog', { name: '取消这个 DING' });
  await expect(sure).toContainText('还没确认的 1 人');
  await sure.getByRole('button', { name: '取消 DING' }).click();
  await expect(sent.getByText('已取消')).toBeVisible();
  await expect(banner(other)).toHaveCount(0);
  await expect(mine.getByRole('button', { name: '确认' })).toHaveCount(0);
  if (!isPhone) await expect(mine.locator('.dg-ladder')).toHaveCount(0);
});

test('R2 R10 before sending: who is off and starts when, who is full and whose wait, who was dinged within the hour', async ({
  product,
  visit,
  isPhone,
}) => {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚', '白露'] });
  const [lin, luo, zhou, bai] = people as [Person, Person, Person, Person];
  await always(owner, [lin, luo, zhou]);
  await offToday(owner, bai);
  const room = await group('三号线', people);
  const talk = await direct(zhou, luo);
  await say(lin, room, '批次单缺一个批号');
  await ding(zhou, talk, '一', [luo]);
  const others = await direct(bai, luo);
  await ding(bai, others, '二', [luo]);
  await ding(lin, await direct(lin, luo), '三', [luo]);
  const page = await visit(lin, { path: `/chat/${room}` });
  await longPress(page, message(page, '批次单'), isPhone);
  await page.getByRole('menuitem', { name: 'DING…' }).click();
  const send = dialog(page);
  await expect(send.getByRole('textbox', { name: '说什么' })).toHaveValue('批次单缺一个批号');
  await send.getByRole('checkbox', { name: '白露' }).check();
  await expect(send.getByText('休息中 1')).toBeVisible();
  await expect(send.getByText(/00:00 上班，从第一步开始/)).toBeVisible();
  await expect(send.getByRole('button', { name: /送达$/ })).toBeEnabled();
  await send.getByRole('checkbox', { name: '罗晴' }).check();
  await expect(send.getByText('罗晴 今天满了')).toBeVisible();
  await expect(send.locator('.tl-banner')).toContainText(/周砚 1 件/);
  await expect(send.getByText(/罗晴：.* 后才能再发/)).toBeVisible();
  await expect(send.getByRole('alert')).toContainText('60 分钟内已经 DING 过其中 1 人');
  await send.getByRole('button', { name: '不发给 罗晴' }).click();
  await expect(send.getByText('罗晴 今天满了')).toHaveCount(0);
  await send.getByRole('button', { name: /送达$/ }).click();
  await expect(send).toBeHidden();
  const sent = card(page, 'DING').filter({ hasText: '批次单' });
  await expect(sent.locator('.dg-group', { hasText: '休息中' })).toContainText(/白露.*00:00/);
});

test('what waits stands in one’s own order, what was sent and is to be sent beside it', async ({
  product,
  visit,
  isPhone,
}) => {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  await always(owner, people);
  const page = await visit(luo, { path: '/ding' });
  await expect(page.getByText('没有急事在等你。')).toBeVisible();
  await ding(lin, await direct(lin, luo), '先看样品', [luo]);
  await expect(rows(page)).toHaveText([/先看样品/]);
  await ding(zhou, await direct(zhou, luo), '签字', [luo]);
  await expect(rows(page)).toHaveText([/先看样品/, /签字/]);
  await rows(page).nth(1).getByRole('button', { name: '排先后' }).click();
  await page.getByRole('menuitem', { name: '上移' }).click();
  await expect(rows(page)).toHaveText([/签字/, /先看样品/]);
  await page.reload();
  await expect(rows(page)).toHaveText([/签字/, /先看样品/]);
  if (!isPhone) {
    await rows(page).nth(1).dragTo(rows(page).nth(0));
    await expect(rows(page)).toHaveText([/先看样品/, /签字/]);
    await page.reload();
    await expect(rows(page)).toHaveText([/先看样品/, /签字/]);
  }
  await rows(page).filter({ hasText: '签字' }).getByRole('button', { name: '确认' }).click();
  await expect(rows(page)).toHaveText([/先看样品/]);
  await rows(page).getByRole('link', { name: '先看样品' }).click();
  await expect(card(page, '先看样品')).toBeVisible();

  const theirs = await visit(lin, { path: '/ding?tab=sent' });
  await expect(rows(theirs)).toContainText(['先看样品']);
  await ding(lin, await direct(lin, luo), '明天一早开会', [luo], new Date(Date.now() + 20 * 3_600_000));
  await theirs.goto('/ding?tab=scheduled');
  await expect(rows(theirs)).toHaveText([/发出.*明天一早开会/]);
  await rows(theirs).getByRole('button', { name: '取消 DING' }).click();
  await theirs.getByRole('dialog').getByRole('button', { name: '取消 DING' }).click();
  await expect(theirs.getByText('没有定时的 DING。')).toBeVisible();
});

test('DING from a profile and from who has not read', async ({ product, visit, isPhone }) => {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo] = people as [Person, Person, Person];
  await always(owner, people);
  await agree(owner, luo, 'receipts', 'named');
  const room = await group('三号线', people);
  await say(lin, room, '门禁周三起改用二维码');
  const page = await visit(lin, { path: `/chat/${room}` });
  await page.getByRole('button', { name: '2 人未读' }).click();
  await page.getByRole('button', { name: 'DING 没读的人' }).click();
  await expect(dialog(page).getByText('现在在岗 2')).toBeVisible();
  await expect(dialog(page).getByRole('textbox', { name: '说什么' })).toHaveValue('门禁周三起改用二维码');
  await page.keyboard.press('Escape');
  await page.goto(`/people/all/${luo.memberId}`);
  await page.getByRole('button', { name: 'DING', exact: true }).click();
  await expect(dialog(page).getByText('现在在岗 1')).toBeVisible();
  await dialog(page).getByRole('textbox', { name: '说什么' }).fill('签一下字');
  await dialog(page).getByRole('radio', { name: /推送/ }).check();
  if (isPhone) await dialog(page).getByRole('button', { name: '现在发给 1 人' }).click();
  else await page.keyboard.press('Control+Enter');
  await expect(card(page, '签一下字').locator('.dg-ladder [data-is="out"]')).toHaveText([/短信/, /电话/]);
});

test('R8 R15 above the composer: who is off and when it arrives; to who is off, that nothing is expected', async ({
  product,
  visit,
  isPhone,
}) => {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  await always(owner, [lin, luo]);
  await offToday(owner, zhou);
  const room = await group('三号线', people);
  const talk = await direct(lin, zhou);
  const page = await visit(lin, { path: `/chat/${room}` });
  const times = page.getByRole('list', { name: '各地当地时间' });
  const button = (says: string) => page.getByRole('button', { name: new RegExp(`^${says}$`) });
  await composer(page).fill('样品到了');
  await expect(button('发送，1 人上班后提醒')).toBeVisible();
  await page.getByRole('button', { name: /1 人休息中，上班后送达/ }).click();
  await expect(times).toContainText(/罗晴.*在岗.*周砚.*上班/);
  await page.keyboard.press('Escape');
  await expect(times).toHaveCount(0);
  await composer(page).fill('');

  await open(page, talk);
  await expect(page.getByText(/^休息中，.* 00:00 送达$/)).toBeVisible();
  await composer(page).fill('托盘还能再低吗');
  const later = button('发送，.* 00:00 送达提醒');
  await expect(later).toBeVisible();
  // One tap from the button, too, and what stands behind both is the same.
  if (isPhone) await longPress(page, later, true);
  else await page.getByRole('button', { name: '其他发送方式' }).click();
  await expect(times).toContainText(/周砚.* 00:00 上班\d\d:\d\d/);
  await page.keyboard.press('Escape');
  await expect(times).toHaveCount(0);
  await later.click();
  await expect(message(page, '托盘还能再低吗')).toBeVisible();

  // He says so himself: nobody else makes his rest shorter.
  await zhou.call('worktime.workNow', { until: new Date(Date.now() + 5 * 3_600_000).toISOString() });
  await page.reload();
  await expect(page.getByText(/^休息中，/)).toHaveCount(0);
  await composer(page).fill('早');
  await expect(button('发送')).toBeVisible();

  // The own hours change: it is said without a reload.
  await offToday(owner, lin);
  await expect(page.getByText(/你在休息，.*前无需回复。/)).toBeVisible();
});

/** Puts people into a department of its own. */
async function department(owner: Person, name: string, people: readonly Person[]): Promise<void> {
  const { id } = await owner.call<{ id: string }>('directory.createDepartment', {
    ...{ name, parentId: null, managerIds: [] },
  });
  for (const { memberId, name: who } of people) {
    const details = { title: '', email: null, phone: null, employeeNumber: null };
    await owner.call('directory.editMember', { ...details, id: memberId, name: who, departmentIds: [id] });
  }
}

test('G14 a whole department, found by its initials: here who is here, directly who is not', async ({
  product,
  visit,
  isPhone,
}) => {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚', '白露'] });
  const [lin, luo, zhou, bai] = people as [Person, Person, Person, Person];
  await always(owner, people);
  await department(owner, '生产部', [luo, bai]);
  const room = await group('三号线', [lin, luo, zhou]);
  const page = await visit(lin, { path: `/chat/${room}` });
  await composer(page).fill('停机换辊，十点前到场');
  await fromComposer(page, isPhone);
  const send = dialog(page);
  await send.getByRole('searchbox', { name: '找成员或部门' }).fill('scb');
  await send.getByRole('checkbox', { name: /生产部.*2 人/ }).check();
  const units = send.getByRole('list', { name: '选中的部门' });
  await expect(units.getByRole('listitem')).toHaveText([/生产部.*2 人/]);
  await expect(send.getByText('现在在岗 2')).toBeVisible();
  await expect(send.getByText('其中 1 人不在这个会话，会在部门群或单聊里收到。')).toBeVisible();
  await noSerious(page);
  // Who comes with the department is left out with it alone; who was named goes by himself.
  await expect(send.getByRole('button', { name: '不发给 罗晴' })).toHaveCount(0);
  await send.getByRole('searchbox').fill('zhouyan');
  await send.getByRole('checkbox', { name: '周砚' }).check();
  await expect(send.getByText('现在在岗 3')).toBeVisible();
  await send.getByRole('button', { name: '不发给 周砚' }).click();
  await expect(send.getByText('现在在岗 2')).toBeVisible();
  await send.getByRole('button', { name: '现在发给 2 人' }).click();
  await expect(send).toBeHidden();
  await expect(card(page, '停机换辊').getByText('紧急，发给 2 人')).toBeVisible();

  const theirs = await visit(bai, { path: '/ding' });
  await expect(rows(theirs)).toHaveText([/停机换辊/]);
  await expect(banner(theirs)).toBeVisible();
  await rows(theirs).getByRole('link', { name: '停机换辊' }).click();
  const direct1 = card(theirs, '停机换辊');
  await direct1.getByRole('button', { name: '确认' }).click();
  await expect(direct1.getByText('你已确认')).toBeVisible();
  await expect(direct1, 'no names of those elsewhere').not.toContainText('罗晴');
  await expect(card(page, '停机换辊').locator('.dg-group', { hasText: '已确认' })).toContainText('白露');
});

test('G15 files, a picture and what is said go with a ding, and are opened where it stands', async ({
  product,
  visit,
  isPhone,
}) => {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo] = people as [Person, Person, Person];
  await always(owner, people);
  const room = await group('三号线', people);
  const page = await visit(lin, { path: `/chat/${room}` });
  const far = await visit(luo, { path: `/chat/${room}` });
  await expect(composer(far)).toBeVisible();
  const pick = async (within: Page | Locator, name: string, mimeType: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser');
    await within.getByRole('button', { name: '图片或文件' }).click();
    if (isPhone) await page.getByRole('menuitem', { name: '文件' }).click();
    await (await chooser).setFiles({ name, mimeType, buffer });
  };
  const chosen = (within: Page | Locator) => within.getByRole('list', { name: '要发送的文件' }).getByRole('listitem');
  // What stands in the composer goes along.
  await pick(page, '烘箱曲线.txt', 'text/plain', Buffer.from('281 283 291'));
  await expect(chosen(page)).toHaveText([/烘箱曲线/]);
  await fromComposer(page, isPhone);
  const send = dialog(page);
  await expect(chosen(send)).toHaveText([/烘箱曲线/]);
  await pick(send, '现场.jpg', 'image/jpeg', await photo(600, 400));
  await pick(send, '不要这个.txt', 'text/plain', Buffer.from('no'));
  await expect(chosen(send)).toHaveCount(3);
  await send.getByRole('button', { name: '去掉 不要这个.txt' }).click();
  await expect(chosen(send)).toHaveCount(2);
  await send.getByRole('button', { name: '语音消息' }).focus();
  await page.keyboard.press('Enter');
  const bar = send.getByRole('group', { name: '正在录音' });
  await expect(bar.getByRole('timer')).toHaveText('0:02');
  await bar.getByRole('button', { name: '用这段' }).click();
  await expect(bar).toBeHidden();
  await expect(chosen(send)).toHaveCount(3);
  await noSerious(page);
  await send.getByRole('checkbox', { name: '罗晴' }).check();
  await expect(send.getByRole('textbox', { name: '说什么' })).toHaveValue('');
  await send.getByRole('button', { name: '现在发给 1 人' }).click();
  await expect(send).toBeHidden();
  await expect(chosen(page), 'they went with it').toHaveCount(0);

  await expect(banner(far)).toContainText('[3 个文件]');
  const theirs = far.getByRole('region', { name: 'DING' }).filter({ hasText: '烘箱曲线' });
  await expect(theirs.getByRole('link', { name: '下载 烘箱曲线.txt' })).toBeVisible();
  await expect(theirs.getByRole('slider', { name: '语音位置' })).toBeVisible();
  await theirs.getByRole('button', { name: /^播放语音/ }).click();
  await expect(theirs.getByRole('slider', { name: '语音位置' })).not.toHaveAttribute('aria-valuetext', /^0:00/);
  await theirs.getByRole('button', { name: /^打开图片/ }).click();
  await expect(far.getByRole('dialog', { name: '看图' })).toContainText('现场.jpg');
  await far.keyboard.press('Escape');
  await far.goto('/ding');
  await expect(rows(far)).toHaveText([/\[3 个文件\]/]);
});

test('G15 bringing the files of a ding is given up, and begun again', async ({ product, visit, isPhone }) => {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin] = people as [Person, Person, Person];
  await always(owner, people);
  const room = await group('三号线', people);
  const page = await visit(lin, { path: `/chat/${room}` });
  await composer(page).fill('看一下附件');
  await fromComposer(page, isPhone);
  const send = dialog(page);
  await send.getByRole('checkbox', { name: '罗晴' }).check();
  const chooser = page.waitForEvent('filechooser');
  await send.getByRole('button', { name: '图片或文件' }).click();
  if (isPhone) await page.getByRole('menuitem', { name: '文件' }).click();
  await (await chooser).setFiles({ name: '曲线.txt', mimeType: 'text/plain', buffer: Buffer.from('281') });
  let isHeld = true;
  const waiting: (() => void)[] = [];
  await page.route('**/files/upload/*', async (route) => {
    if (isHeld) await new Promise<void>((resolve) => waiting.push(resolve));
    await route.continue().catch(() => {});
  });
  await send.getByRole('button', { name: '现在发给 1 人' }).click();
  await expect(send.getByRole('progressbar')).toBeVisible();
  await send.getByRole('button', { name: '取消发送' }).click();
  await expect(send.getByRole('progressbar')).toHaveCount(0);
  await expect(send.getByRole('alert')).toHaveCount(0);
  await expect(send.getByRole('list', { name: '要发送的文件' })).toContainText('曲线.txt');
  isHeld = false;
  for (const go of waiting) go();
  await send.getByRole('button', { name: '现在发给 1 人' }).click();
  await expect(send).toBeHidden();
  await expect(card(page, '看一下附件').getByRole('link', { name: '下载 曲线.txt' })).toBeVisible();
});

test('G16 from its own page: to persons and a department, now and for later, with a file', async ({
  product,
  visit,
  isPhone,
}) => {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚', '白露'] });
  const [lin, luo, zhou, bai] = people as [Person, Person, Person, Person];
  await always(owner, people);
  await department(owner, '生产部', [bai]);
  await direct(lin, zhou);
  const page = await visit(lin, { path: '/ding' });
  const far = await visit(luo, { path: '/people' });
  await page.getByRole('button', { name: '发 DING' }).click();
  const send = dialog(page);
  await expect(send.getByRole('button', { name: '选要发给谁' })).toBeDisabled();
  // Whom one talks with is at hand; anybody is found by name, and oneself is not.
  await expect(send.getByRole('checkbox', { name: '周砚' })).toBeVisible();
  const find = send.getByRole('searchbox', { name: '找成员或部门' });
  await find.fill('林予安');
  await expect(send.getByText('没有这个名字的成员或部门')).toBeVisible();
  await find.fill('luoqing');
  await send.getByRole('checkbox', { name: '罗晴' }).check();
  await find.fill('scb');
  await send.getByRole('checkbox', { name: /生产部.*1 人/ }).check();
  await expect(send.getByText('现在在岗 2')).toBeVisible();
  await expect(send.getByText(/在单聊里收到/)).toBeVisible();
  await send.getByRole('textbox', { name: '说什么' }).fill('停机换辊，十点前到场');
  const chooser = page.waitForEvent('filechooser');
  await send.getByRole('button', { name: '图片或文件' }).click();
  if (isPhone) await page.getByRole('menuitem', { name: '文件' }).click();
  await (await chooser).setFiles({ name: '换辊步骤.txt', mimeType: 'text/plain', buffer: Buffer.from('1 2 3') });
  await noSerious(page);
  await send.getByRole('button', { name: '现在发给 2 人' }).click();
  await expect(send).toBeHidden();
  await expect(rows(page)).toHaveText([/等 2 个会话.*停机换辊/s]);
  await expect(banner(far)).toContainText('停机换辊');
  const theirs = await visit(bai, { path: '/ding' });
  await rows(theirs)
    .getByRole('link', { name: /停机换辊/ })
    .click();
  await expect(card(theirs, '停机换辊').getByRole('link', { name: '下载 换辊步骤.txt' })).toBeVisible();
  await rows(page)
    .getByRole('link', { name: /停机换辊/ })
    .click();
  await expect(card(page, '停机换辊').getByText('紧急，发给 2 人')).toBeVisible();

  await page.goto('/ding');
  await page.getByRole('button', { name: '发 DING' }).click();
  await send.getByRole('checkbox', { name: '周砚' }).check();
  await send.getByRole('textbox', { name: '说什么' }).fill('明早先看样品');
  await send.getByRole('button', { name: '定时' }).click();
  const tomorrow = new Date(Date.now() + 24 * 3_600_000);
  await send.getByLabel('什么时候发').fill(tomorrow.toISOString().slice(0, 16));
  await send.getByRole('button', { name: /发出$/ }).click();
  await expect(send).toBeHidden();
  await expect(rows(page), 'whom it is for').toHaveText([/周砚.*发出.*明早先看样品/s]);
});

test('G17 DING on a message takes its files along, to who is not in its conversation', async ({
  product,
  visit,
  isPhone,
}) => {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚', '白露'] });
  const [lin, luo, zhou, bai] = people as [Person, Person, Person, Person];
  await always(owner, people);
  await department(owner, '生产部', [bai]);
  const room = await group('三号线', [lin, luo, zhou]);
  await say(luo, room, '烘箱又超温了', [
    await bring(product, luo, '现场.jpg', await photo(600, 400)),
    await bring(product, luo, '烘箱曲线.txt', Buffer.from('281 283 291')),
    await bring(product, luo, '不要这个.txt', Buffer.from('no')),
  ]);
  const page = await visit(lin, { path: `/chat/${room}` });
  await longPress(page, message(page, '烘箱又超温了').getByText('烘箱又超温了'), isPhone);
  await page.getByRole('menuitem', { name: 'DING…' }).click();
  const send = dialog(page);
  await expect(send.getByRole('textbox', { name: '说什么' })).toHaveValue('罗晴: 烘箱又超温了');
  const chosen = send.getByRole('list', { name: '要发送的文件' }).getByRole('listitem');
  await expect(chosen).toHaveCount(3);
  await expect(chosen.getByRole('img', { name: '现场.jpg' })).toBeVisible();
  await send.getByRole('button', { name: '去掉 不要这个.txt' }).click();
  await expect(chosen).toHaveCount(2);
  await send.getByRole('searchbox', { name: '找成员或部门' }).fill('scb');
  await send.getByRole('checkbox', { name: /生产部.*1 人/ }).check();
  await expect(send.getByText('其中 1 人不在这个会话，会在部门群或单聊里收到。')).toBeVisible();
  await send.getByRole('button', { name: '现在发给 1 人' }).click();
  await expect(send).toBeHidden();

  const theirs = await visit(bai, { path: '/ding' });
  await rows(theirs)
    .getByRole('link', { name: /烘箱又超温了/ })
    .click();
  const there = card(theirs, '烘箱又超温了');
  await expect(there.getByRole('link', { name: '下载 烘箱曲线.txt' })).toBeVisible();
  await expect(there.getByText('不要这个.txt')).toHaveCount(0);
  await there.getByRole('button', { name: /^打开图片/ }).click();
  await expect(theirs.getByRole('dialog', { name: '看图' })).toContainText('现场.jpg');
});

test('G16 in a direct conversation the other one is chosen, and others are asked, too', async ({
  product,
  visit,
  isPhone,
}) => {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  await always(owner, people);
  const page = await visit(lin, { path: `/chat/${await direct(lin, luo)}` });
  const theirs = await visit(zhou, { path: '/people' });
  await composer(page).fill('签一下放行单');
  await fromComposer(page, isPhone);
  const send = dialog(page);
  await expect(send.getByRole('checkbox', { name: '罗晴' })).toBeChecked();
  await expect(send.getByText('现在在岗 1')).toBeVisible();
  await send.getByRole('searchbox', { name: '找成员或部门' }).fill('zhouyan');
  await send.getByRole('checkbox', { name: '周砚' }).check();
  await expect(send.getByText('现在在岗 2')).toBeVisible();
  await expect(send.getByText('其中 1 人不在这个会话，会在部门群或单聊里收到。')).toBeVisible();
  await send.getByRole('button', { name: '不发给 罗晴' }).click();
  await expect(send.getByText('现在在岗 1')).toBeVisible();
  await send.getByRole('searchbox').fill('');
  await send.getByRole('checkbox', { name: '罗晴' }).check();
  await noSerious(page);
  await send.getByRole('button', { name: '现在发给 2 人' }).click();
  await expect(send).toBeHidden();
  const mine = card(page, '签一下放行单');
  await expect(mine.getByText('紧急，发给 2 人')).toBeVisible();
  await banner(theirs).getByRole('button', { name: '确认' }).click();
  await expect(mine.locator('.dg-group', { hasText: '已确认' })).toContainText('周砚');
});
