import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import iconv from 'iconv-lite';
import { expect, makeTeam, type Person, test } from './product.ts';

const main = (page: Page) => page.getByRole('main');

async function choose(page: Page, label: RegExp, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('a department is made, a member moves into it, and its group follows', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [owner, luo] = people as [Person, Person];
  const admin = await visit(owner, { path: '/admin/departments' });
  const far = await visit(luo);
  await expect(admin.getByText('还没有部门。')).toBeVisible();
  await admin.getByRole('button', { name: '新建部门' }).first().click();
  await admin.getByLabel('部门名称').fill('研发部');
  await admin.getByRole('dialog').getByRole('button', { name: '创建' }).click();
  await expect(admin.getByRole('list', { name: '部门' })).toContainText('研发部');

  const departments = await owner.call<{ id: string; name: string }[]>('directory.departments', {});
  const departmentId = departments.find(({ name }) => name === '研发部')?.id;
  await owner.call('directory.editMember', {
    id: owner.memberId,
    name: owner.name,
    title: '',
    email: null,
    phone: null,
    employeeNumber: null,
    departmentIds: [departmentId],
  });
  await owner.call('chat.openDepartmentGroup', { departmentId });
  await admin.goto('/admin/members');
  await admin.getByText('罗晴', { exact: true }).first().click();
  const form = admin.getByRole('dialog', { name: '编辑成员' });
  await choose(admin, /所在部门/, '研发部');
  await form.getByRole('button', { name: '保存' }).click();
  await expect(form).toBeHidden();
  await expect(far.locator('a.ch-row', { hasText: '研发部' })).toBeVisible();

  await admin.getByText('罗晴', { exact: true }).first().click();
  await form.getByRole('button', { name: /移出\s*研发部/ }).click();
  await form.getByRole('button', { name: '保存' }).click();
  await expect(form).toBeHidden();
  await expect(far.locator('a.ch-row', { hasText: '研发部' })).toHaveCount(0);
});

test('U16 people are found by initials, by pinyin and by name', async ({ product, visit }) => {
  const { owner } = await makeTeam(product, { names: ['林予安', '张三', '郑爽', '王小明'] });
  const page = await visit(owner, { path: '/people' });
  const field = page.getByRole('searchbox', { name: '找人' });
  for (const [text, found] of [
    ['zs', ['张三', '郑爽']],
    ['zhangsan', ['张三']],
    ['小明', ['王小明']],
  ] as const) {
    await field.fill(text);
    const list = page.getByRole('list', { name: '找人' });
    for (const name of found) await expect(list.getByRole('button', { name })).toBeVisible();
    await expect(list.getByRole('listitem')).toHaveCount(found.length);
  }
  await field.fill('zs');
  await page.getByRole('list', { name: '找人' }).getByRole('button', { name: '张三' }).click();
  await page.getByRole('link', { name: '发消息' }).click();
  await expect(page.getByRole('textbox', { name: '发消息给 张三' })).toBeVisible();
});

function sheet(rows: number): string {
  const lines = ['姓名,职务,部门,邮箱,手机,工号'];
  for (let n = 1; n <= rows; n += 1) {
    const email = n === 7 ? '不是邮箱' : `p${n}@import.example`;
    lines.push(
      `${n === 9 ? '' : `导入${n}`},工程师,研发部/第${(n % 9) + 1}组,${email},,E${String(n).padStart(4, '0')}`,
    );
  }
  return lines.join('\r\n');
}

for (const encoding of ['UTF-8', 'GBK', 'UTF-16'] as const) {
  test(`U3 U31 a list of 1,000 in ${encoding}: faults by row, a dry run, progress, and all of them in`, async ({
    product,
    visit,
  }) => {
    const { owner } = await makeTeam(product, { names: ['林予安'] });
    const page = await visit(owner, { path: '/admin/import' });
    // Excel's "Unicode text": tabs, a mark, the lesser byte first.
    const list = encoding === 'UTF-16' ? sheet(1_000).replaceAll(',', '\t') : sheet(1_000);
    const buffer = iconv.encode(list, encoding === 'UTF-16' ? 'utf16-le' : encoding, { addBOM: encoding === 'UTF-16' });
    await main(page).locator('input[type="file"]').setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer });
    await expect(page.getByText(`名单.csv，${encoding}，1000 行`)).toBeVisible();
    await expect(page.getByText('2 处问题，这些行不会导入。')).toBeVisible();
    await expect(page.getByText('不像邮箱')).toBeVisible();
    await expect(page.getByText('没有填')).toBeVisible();
    await expect(page.getByText('第8组').first()).toBeVisible();

    await page.getByRole('button', { name: '先试一遍' }).click();
    await expect(page.getByText('试完了，什么都没有改动')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('status').filter({ hasText: '新增' })).toContainText('998');
    const count = () => owner.call<{ memberCount: number }>('directory.company', {});
    expect((await count()).memberCount).toBe(1);

    const progress = page.getByRole('progressbar');
    const seen = progress.waitFor({ state: 'visible', timeout: 30_000 }).then(
      () => true,
      () => false,
    );
    await page.getByRole('button', { name: '导入 998 行' }).click();
    await expect(page.getByText('导入完成')).toBeVisible({ timeout: 30_000 });
    expect(await seen, 'progress is shown').toBe(true);
    expect((await count()).memberCount).toBe(999);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出成员' }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(text.split('\n').filter((line) => line.includes('导入'))).toHaveLength(998);
  });
}

test('the ledger tells of roles and policy, and that nobody has changed it', async ({ product, visit }) => {
  const { people, owner } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [, luo] = people as [Person, Person];
  await owner.call('directory.setRole', { id: luo.memberId, role: 'hr' });
  const page = await visit(owner, { path: '/admin/ledger' });
  await expect(main(page)).toContainText('罗晴');
  await page.getByRole('button', { name: '验证' }).click();
  await expect(page.getByText(/条都对得上，没有被改过/)).toBeVisible();
});

test('joining waits for approval where the company asks for it', async ({ product, visit }) => {
  const { owner } = await makeTeam(product, { names: ['林予安'], preset: 'top-down' });
  const { link } = await owner.call<{ link: string }>('directory.createInvite', {
    role: 'member',
    departmentId: null,
    days: 1,
    uses: 1,
  });
  const page = await visit(null, { path: new URL(link, product.url).pathname });
  await page.getByLabel('姓名').fill('罗晴');
  await page.getByLabel('邮箱或手机号').fill(`luo${Date.now()}@wait.example`);
  await page.getByLabel('密码', { exact: true }).fill('quiet-harbor-2041');
  await page.getByRole('button', { name: '申请加入' }).click();
  await expect(page.getByRole('heading', { name: '已提交，等管理员批准' })).toBeVisible();
  const admin = await visit(owner, { path: '/admin/invites' });
  await admin.getByRole('button', { name: '同意罗晴加入', exact: true }).click();
  await expect(page.getByRole('link', { name: '通讯录' })).toBeVisible({ timeout: 20_000 });
});
