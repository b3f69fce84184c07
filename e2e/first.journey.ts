import type { Page } from '@playwright/test';
import { composer, message, write } from './chat.ts';
import { expect, PASSWORD, test } from './product.ts';

/** Says that whoever sits at this page works now. */
async function worksNow(page: Page): Promise<void> {
  const post = async (name: string, data: object, company = '') => {
    const answer = await page.request.post(`/api/${name}`, {
      data,
      headers: company === '' ? {} : { 'x-company': company },
    });
    expect(answer.ok(), name).toBe(true);
    return answer;
  };
  const { seats } = (await (await post('identity.me', {})).json()) as { seats: { companyId: string }[] };
  const until = new Date(Date.now() + 3_600_000).toISOString();
  await post('worktime.workNow', { until }, seats[0]?.companyId);
}

test('U1 from the welcome link to a conversation of two, in at most six inputs', async ({ product, visit }, info) => {
  const began = Date.now();
  const unique = `${info.project.name}${began}`;
  const link = /\/welcome\?setup=\S+/.exec(product.said())?.[0];
  expect(link, 'the first start prints a link').toBeDefined();

  const one = await visit(null, { path: link! });
  await one.getByRole('link', { name: /创建企业/ }).click();
  await one.getByLabel('姓名').fill('林予安');
  await one.getByLabel('邮箱或手机号').fill(`lin${unique}@first.example`);
  await one.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await one.getByRole('button', { name: '注册' }).click();
  await one.getByLabel('企业名称').fill('清和科技');
  await one.getByRole('button', { name: '创建', exact: true }).click();
  await expect(one).toHaveURL(/\/chat$/);
  await expect(one.getByText('还没有会话。找个人说句话。')).toBeVisible();

  await one.goto('/admin/invites');
  await one.getByRole('button', { name: '新建邀请' }).first().click();
  await one.getByRole('button', { name: '生成链接' }).click();
  const invite = await one.getByLabel('邀请链接', { exact: true }).inputValue();
  expect(invite).toContain(`${product.url}/join/`);

  // The second person: three inputs to join, the fourth is the message.
  const joining = Date.now();
  const other = await visit(null, { path: invite });
  await expect(other.getByRole('heading', { name: '加入清和科技' })).toBeVisible();
  const inputs = other.locator('form input');
  await expect(inputs).toHaveCount(3);
  await other.getByLabel('姓名').fill('罗晴');
  await other.getByLabel('邮箱或手机号').fill(`luo${unique}@first.example`);
  await other.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await other.getByRole('button', { name: '加入' }).click();
  await other.getByRole('button', { name: '找人聊' }).first().click();
  await other.getByRole('option', { name: /林予安/ }).click();
  await write(other, '你好，我是罗晴');
  await expect(message(other, '你好，我是罗晴')).toContainText('未读');
  expect(Date.now() - joining).toBeLessThan(60_000);

  // Reading shows in working time alone: it is that, whatever the hour.
  await worksNow(one);
  await worksNow(other);
  await one.goto('/chat');
  await one.locator('a.ch-row', { hasText: '罗晴' }).click();
  await expect(message(one, '你好，我是罗晴')).toBeVisible();
  await expect(message(other, '你好，我是罗晴')).toContainText('已读');
  await write(one, '欢迎！');
  await expect(message(other, '欢迎！')).toBeVisible();
  await expect(message(one, '欢迎！')).toContainText('已读');
  await expect(composer(one)).toHaveValue('');
});
