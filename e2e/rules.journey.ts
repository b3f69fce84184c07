import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { message, open, write } from './chat.ts';
import { enter, expect, group, makeTeam, type Person, startProduct, test } from './product.ts';

const DAY_MS = 86_400_000;
const PURPOSE = '三号线停机时要确认通知有没有送到每一位当班同事';

const columns = (page: Page) => page.getByRole('dialog', { name: '已读回执' });

async function askForNames(page: Page): Promise<void> {
  await page.goto('/admin/company');
  await page.getByRole('combobox', { name: /聊天的已读回执/ }).click();
  await page.getByRole('option', { name: /显示姓名.*要两把钥匙/ }).click();
  const dialog = page.getByRole('dialog', { name: '聊天的已读回执：显示姓名' });
  const submit = dialog.getByRole('button', { name: '转第一把钥匙' });
  await expect(submit).toBeDisabled();
  await dialog.getByRole('textbox', { name: '目的' }).fill(PURPOSE);
  await submit.click();
  await expect(page.getByText(/申请了“显示姓名”，等第二把钥匙/)).toBeVisible();
}

test('R29 D17 D18 D22 names take two keys, everybody reads why and until when, and one key ends it', async ({
  product,
  visit,
}) => {
  test.setTimeout(120_000);
  const { people } = await makeTeam(product, { names: ['林予安', '秦越', '罗晴'] });
  const [owner, representative, member] = people as [Person, Person, Person];
  await owner.call('directory.setRole', { id: representative.memberId, role: 'representative' });
  const room = await group('三号线', people);
  const reader = await visit(member, { path: '/me/rules' });
  await expect(reader.getByText('聊天：发送的人只看到几个人读了，看不到是谁。')).toBeVisible();
  await expect(reader.getByText('没有申请，也没有开着的：没有一项显示到人。')).toBeVisible();
  const page = await visit(owner);
  await askForNames(page);

  // Nothing has changed yet, but everybody reads what was asked for.
  await expect(reader.getByText(PURPOSE)).toBeVisible();
  await expect(reader.getByText('聊天：发送的人只看到几个人读了，看不到是谁。')).toBeVisible();
  await expect(reader.getByRole('button', { name: '同意', exact: true })).toHaveCount(0);

  const holding = await visit(representative, { path: '/me/rules' });
  await holding.getByRole('button', { name: '同意', exact: true }).click();
  const answer = holding.getByRole('dialog', { name: '转第二把钥匙' });
  await answer.getByRole('textbox', { name: /说明/ }).fill('只用来查停机通知');
  await answer.getByRole('button', { name: '同意', exact: true }).click();
  await expect(reader.getByText('聊天：发送的人看到谁读了、谁没读，看不到何时。')).toBeVisible();
  await expect(reader.getByText('只用来查停机通知')).toBeVisible();
  await expect(reader.getByText(/秦越 同意/)).toBeVisible();

  await open(page, room);
  await write(page, '停机了，看到请回');
  await message(page, '停机了，看到请回')
    .getByRole('button', { name: /人未读/ })
    .click();
  await expect(columns(page)).toContainText('罗晴');
  await page.keyboard.press('Escape');

  await holding.getByRole('button', { name: '关掉', exact: true }).click();
  await holding.getByRole('dialog').getByRole('button', { name: '关掉', exact: true }).click();
  await expect(reader.getByText('聊天：发送的人只看到几个人读了，看不到是谁。')).toBeVisible();
  await page.reload();
  await message(page, '停机了，看到请回')
    .getByRole('button', { name: /人未读/ })
    .click();
  await expect(columns(page)).toContainText('只显示人数');
  await expect(columns(page)).not.toContainText('罗晴');

  const ledger = await visit(owner, { path: '/admin/ledger' });
  for (const text of [
    `转第一把钥匙：聊天显示谁读了。目的：${PURPOSE}`,
    '转第二把钥匙：聊天显示谁读了',
    '关掉：聊天显示谁读了',
  ]) {
    await expect(ledger.getByText(text, { exact: true })).toBeVisible();
  }
});

test('D11 D22 a style says what it changes and what it leaves to two keys, before it is chosen', async ({
  product,
  visit,
}) => {
  const { owner } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const page = await visit(owner, { path: '/admin/company' });
  const table = page.getByRole('table', { name: '每种方式的各项设定' });
  const row = table.getByRole('row').filter({ hasText: '聊天的已读回执' });
  await expect(row).toContainText('现在：只显示人数');
  await page.getByRole('radio', { name: /自上而下/ }).click({ force: true });
  const dialog = page.getByRole('dialog', { name: '换成“自上而下”' });
  await expect(dialog).toContainText('主管能 DING 所有人');
  await expect(dialog).toContainText('这些要第二把钥匙，暂时不变');
  await dialog.getByRole('button', { name: '换成“自上而下”' }).click();
  await expect(page.getByRole('combobox', { name: '谁能 DING 谁: 主管对所有人，成员对同部门' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: /聊天的已读回执: 只显示人数/ })).toBeVisible();
  const floors = page.getByRole('region', { name: '底线，没有开关' });
  await expect(floors).toContainText('不记录阅读时间、在线时间');
  await expect(floors.getByRole('button').or(floors.getByRole('switch'))).toHaveCount(0);
});

test('D19 D20 without a representative the members vote in secret, and what they agreed to ends by itself', async ({
  browser,
  isPhone,
}) => {
  test.setTimeout(120_000);
  const product = await startProduct([], { steps: true });
  try {
    const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
    const [owner, luo, zhou] = people as [Person, Person, Person];
    const options = isPhone ? { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } : {};
    const pageOf = async (person: Person) =>
      (await enter(browser, product, person, { ...options, locale: 'zh-CN' })).newPage();
    const page = await pageOf(owner);
    await askForNames(page);
    const voter = await pageOf(luo);
    await voter.goto('/me/rules');
    await voter.getByRole('button', { name: '投同意', exact: true }).click();
    const dialog = voter.getByRole('dialog', { name: '投同意' });
    await expect(dialog).toContainText('谁怎么投的不保存');
    await dialog.getByRole('button', { name: '投同意', exact: true }).click();
    await expect(voter.getByText('你投过票了')).toBeVisible();
    await expect(voter.getByRole('button', { name: '投不同意' })).toHaveCount(0);
    await page.goto('/me/rules');
    await expect(page.getByText('正在投票')).toBeVisible();
    await expect(page.getByText(/票同意/)).toHaveCount(0);
    await zhou.call('directory.voteWatching', {
      id: (await zhou.call<{ id: string }[]>('directory.watching', {}))[0]?.id,
      agree: true,
    });
    product.ahead(8 * DAY_MS);
    await page.reload();
    await expect(page.getByText('2 人可以投票：2 票同意，0 票不同意')).toBeVisible();
    await expect(page.getByText('聊天：发送的人看到谁读了、谁没读，看不到何时。')).toBeVisible();
  } finally {
    await product.stop();
  }
});

test('B1 B2 the policies on paper: made from the settings, in both languages, printed without the shell, kept as files', async ({
  product,
  visit,
}) => {
  const { owner } = await makeTeam(product, { names: ['林予安', '罗晴'], company: '云杉钢卷' });
  await owner.call('directory.setPolicy', { changes: { dingsADay: '1' } });
  const page = await visit(owner, { path: '/me/rules' });
  await page.getByRole('link', { name: '下班不打扰规则' }).click();
  const paper = page.getByRole('article');
  await expect(paper).toContainText('云杉钢卷');
  await expect(paper).toContainText('每个成员每天最多收到 1 个 DING');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: '打印' })).toBeHidden();
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await expect(paper.getByRole('heading', { name: '下班不打扰规则' })).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('radio', { name: 'English' }).check({ force: true });
  await expect(paper).toContainText('A member gets at most 1 ding a day');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载文本' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Right-to-disconnect policy.txt');
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain('Outside working time Tautline notifies no member');
  await page.goto('/rules/monitoring');
  await expect(page.getByRole('article')).toContainText('现在没有：没有一项显示到人。');
});
