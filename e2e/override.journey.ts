import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { verifyLedgerFile } from '../src/capabilities/override/model/ledgerFile.ts';
import { composer, message } from './chat.ts';
import { offToday, restsNow } from './hours.ts';
import { direct, expect, group, makeTeam, type Person, test, uuidV7 } from './product.ts';

const WHY = '二区烘箱超温报警，冷却水泵停转，现场有两个人';

/** An override by the interface, without a browser. */
async function override(from: Person, conversationId: string, to: readonly Person[]): Promise<string> {
  const id = uuidV7();
  const place = { conversationId, messageId: uuidV7(), memberIds: to.map(({ memberId }) => memberId) };
  await from.call('override.send', { id, text: '烘箱超温', to: [place], reason: 'danger', why: WHY });
  return id;
}

/** The dialog of a ding with this text, from the composer. */
async function dinging(page: Page, isPhone: boolean, text: string): Promise<Locator> {
  await composer(page).fill(text);
  if (isPhone) {
    await page.getByRole('button', { name: '图片或文件' }).click();
    await page.getByRole('menuitem', { name: 'DING' }).click();
  } else {
    await page.getByRole('button', { name: 'DING', exact: true }).click();
  }
  const dialog = page.getByRole('dialog', { name: '发 DING' });
  await expect(dialog).toBeVisible();
  return dialog;
}

const overriding = (page: Page): Locator => page.getByRole('dialog', { name: '紧急放行' });

test('R4 R5 R6 R7 an override with its reason arrives at once, and stands in the ledger, which anybody can verify', async ({
  product,
  browser,
  visit,
  isPhone,
}) => {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴', '秦越'] });
  const [lin, luo, qin] = people as [Person, Person, Person];
  await owner.call('directory.setRole', { id: qin.memberId, role: 'representative' });
  await restsNow(owner, luo);
  const page = await visit(lin, { path: `/chat/${await direct(lin, luo)}` });
  const theirs = await visit(luo, { path: '/people' });
  const send = await dinging(page, isPhone, '烘箱超温，马上看一下');
  await expect(send.getByText('休息中 1')).toBeVisible();
  await send.getByRole('button', { name: '紧急放行…' }).click();
  const dialog = overriding(page);
  const act = dialog.getByRole('button', { name: '放行并写入台账' });
  await expect(dialog.getByText('用后剩 1 次')).toBeVisible();
  await expect(act).toBeDisabled();
  await expect(dialog.getByText('这会打断 1 人每天 11 小时的连续休息。')).toBeVisible();
  await dialog.getByRole('radio', { name: '停机故障' }).check({ force: true });
  await dialog.getByRole('textbox', { name: /^发生了什么/ }).fill('急急急急急急急急急急急急急急急急急急急急急急急急');
  await expect(dialog.getByText('0 字，至少 20')).toBeVisible();
  await expect(act).toBeDisabled();
  await dialog.getByRole('textbox', { name: /^发生了什么/ }).fill(WHY);
  await act.click();
  await expect(dialog).toBeHidden();
  await expect(send).toBeHidden();

  // He is off, and reads it at once, on whatever page.
  await expect(theirs.locator('.dg-banner')).toContainText('烘箱超温');
  await theirs.locator('.dg-banner').getByRole('button', { name: '确认' }).click();
  await expect(message(page, '烘箱超温').locator('.dg-group', { hasText: '已确认' })).toContainText('罗晴');

  await theirs.goto('/me/ledger');
  const mine = theirs.getByRole('list', { name: '打断过我的紧急放行' }).getByRole('listitem');
  await expect(mine).toContainText(/林予安.*停机故障.*日休不足 11 小时/);
  await expect(mine).toContainText(WHY);
  await expect(mine).toContainText(/\d\d:\d\d 确认/);

  // What it took is his own to say.
  const time = theirs.getByRole('list', { name: '时间台账' }).getByRole('listitem');
  await expect(time).toContainText(/15 分钟.*草稿/);
  await time.getByRole('button', { name: '确认' }).click();
  await expect(time).toContainText('已确认');

  // The file is verified without the server, here and by a page that needs no network.
  const [download] = await Promise.all([
    theirs.waitForEvent('download'),
    theirs.getByRole('button', { name: '下载台账' }).click(),
  ]);
  const text = readFileSync(await download.path(), 'utf8');
  const sha256 = (of: string) => createHash('sha256').update(of).digest('hex');
  expect(await verifyLedgerFile(text, sha256)).toMatchObject({ firstBroken: null });
  const verifier = await browser.newPage();
  await verifier.goto(`file://${join(import.meta.dirname, '../public/verify-ledger.html')}`);
  const file = (of: string) => ({ name: 'ledger.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(of) });
  await verifier.locator('input').setInputFiles(file(text));
  await expect(verifier.getByRole('status')).toContainText('完好');
  await verifier.locator('input').setInputFiles(file(text.replace('冷却水泵', '冷却风机')));
  await expect(verifier.getByRole('status')).toContainText('第 1 条被改过');
  await verifier.close();

  // No emergency: he says so, the representative decides, and that he has looked stands there.
  await mine.getByRole('button', { name: '并非紧急' }).click();
  await theirs.getByRole('dialog').getByRole('button', { name: '并非紧急' }).click();
  await expect(mine).toContainText('等待认定');
  const watching = await visit(qin, { path: '/admin/overrides' });
  await expect(watching.getByText(/林予安 打断 罗晴/)).toBeVisible();
  await expect(watching.getByText(WHY)).toBeVisible();
  await watching.getByRole('button', { name: '并非紧急' }).click();
  await expect(watching.getByText('认定并非紧急')).toBeVisible();
  await expect(mine).toContainText('认定并非紧急');
  await expect(theirs.getByRole('list', { name: '谁看过' })).toContainText('秦越');
});

test('R4 R12 the third is refused, nobody is interrupted twice, and on leave the stand-in is named', async ({
  product,
  visit,
  isPhone,
}) => {
  const { owner, people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚', '白露', '何嘉树'] });
  const [lin, luo, zhou, bai, he] = people as [Person, Person, Person, Person, Person];
  for (const one of [luo, zhou, bai, he]) await offToday(owner, one);
  const room = await group('三号线', people);
  await override(zhou, room, [luo]);
  const page = await visit(lin, { path: `/chat/${room}` });
  const send = await dinging(page, isPhone, '夹具裂了');
  const open = async (...chosen: readonly string[]) => {
    for (const name of chosen) await send.getByRole('checkbox', { name }).check({ force: true });
    await send.getByRole('button', { name: '紧急放行…' }).click();
  };
  const refusal = overriding(page).getByRole('alert');
  await open('罗晴');
  await expect(refusal).toContainText('罗晴 这次休息已经被打断过一次');
  await overriding(page).getByRole('button', { name: /^等到/ }).click();
  await send.getByRole('button', { name: '不发给 罗晴' }).click();

  const leave = { startsAt: new Date(Date.now() - 60_000), endsAt: new Date(Date.now() + 5 * 86_400_000) };
  await owner.call('worktime.enterLeave', {
    ...{ id: uuidV7(), memberId: he.memberId, kind: 'annual', standInId: zhou.memberId, ...leave },
  });
  await open('白露', '何嘉树');
  await expect(refusal).toContainText('何嘉树 在休假，不能打断。代理人是 周砚');
  await overriding(page).getByRole('button', { name: /^等到/ }).click();
  await send.getByRole('button', { name: '不发给 何嘉树' }).click();

  await override(lin, room, [bai]);
  await override(lin, room, [zhou]);
  await page.reload();
  await dinging(page, isPhone, '夹具裂了');
  await open('周砚');
  await expect(refusal).toContainText('30 天内最多 2 次，你已经用完');
  await expect(overriding(page).getByRole('button', { name: '放行并写入台账' })).toBeDisabled();
});
