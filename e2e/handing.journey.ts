import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { messages, open } from './chat.ts';
import { expect, group, makeTeam, type Person, say, test } from './product.ts';

const noFaults = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
};

async function start(page: Page, isPhone: boolean, what: string): Promise<void> {
  await page.getByRole('button', { name: isPhone ? '图片或文件' : '通知、投票、名片、位置', exact: true }).click();
  await page.getByRole('menuitem', { name: what }).click();
}

test('L1 a contact is chosen and sent; whoever reads it sees the directory, and writes to him by a tap', async ({
  product,
  visit,
  isPhone,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴', '周砚'] });
  const [lin, luo, zhou] = people as [Person, Person, Person];
  const room = await group('三号线复产', [lin, luo]);
  const page = await visit(lin, { path: '/live' });
  await open(page, room);
  await start(page, isPhone, '名片…');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill('zhouyan');
  await dialog.getByRole('option', { name: /周砚/ }).click();
  await noFaults(page);
  await dialog.getByRole('button', { name: '发送' }).click();
  await expect(dialog).toHaveCount(0);
  const card = messages(page).getByRole('region', { name: '名片' });
  await expect(card).toContainText('周砚');

  const reader = await visit(luo, { path: '/chat' });
  await expect(reader.locator('.ch-row', { hasText: '三号线复产' })).toContainText('[名片] 周砚');
  await open(reader, room);
  await noFaults(reader);
  await messages(reader).getByRole('region', { name: '名片' }).getByRole('link', { name: '发消息' }).click();
  await expect(reader.getByRole('textbox', { name: '发消息给 周砚' })).toBeVisible();
  expect(zhou.memberId).toBeTruthy();
});

test('L2 L3 a place is taken by a tap, shown before it is sent, rounded; where the browser tells nothing, its name goes', async ({
  product,
  visit,
  isPhone,
}) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [lin, luo] = people as [Person, Person];
  const room = await group('到货', people);
  await say(luo, room, '车到哪里？');
  const page = await visit(lin, { path: '/live' });
  const outside: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).hostname !== new URL(page.url()).hostname) outside.push(request.url());
  });
  await page.context().grantPermissions(['geolocation']);
  await page.context().setGeolocation({ latitude: 31.298_883_4, longitude: 120.585_316_9, accuracy: 18 });
  await open(page, room);
  await start(page, isPhone, '位置…');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: '发送' })).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('button', { name: '用我现在的位置' }).click();
  const preview = dialog.getByRole('region', { name: '对方会看到' });
  await expect(preview).toContainText('31.2989, 120.5853');
  await expect(preview).toContainText('误差约 18 米');
  await dialog.getByRole('textbox', { name: '地名', exact: true }).fill('北门');
  await expect(preview).toContainText('北门');
  await noFaults(page);
  await dialog.getByRole('button', { name: '发送' }).click();
  await expect(dialog).toHaveCount(0);

  const reader = await visit(luo, { path: `/chat/${room}` });
  const card = messages(reader).getByRole('region', { name: '位置' });
  await expect(card).toContainText('北门');
  await expect(card).toContainText('删除，地名保留');
  await expect(card.getByRole('link', { name: '在地图中打开' })).toHaveAttribute(
    'href',
    'geo:31.2989,120.5853?q=31.2989,120.5853',
  );
  await noFaults(reader);

  // Refused, it says so, and a name alone goes.
  await page.context().clearPermissions();
  await page.reload();
  await start(page, isPhone, '位置…');
  await page.evaluate(() => {
    navigator.geolocation.getCurrentPosition = (_, refuse) => refuse?.({ message: 'denied' } as never);
  });
  await dialog.getByRole('button', { name: '用我现在的位置' }).click();
  await expect(dialog.getByRole('status')).toContainText('写下地名');
  await dialog.getByRole('textbox', { name: '地名', exact: true }).fill('二号仓');
  await dialog.getByRole('textbox', { name: /^地址/ }).fill('星湖街 328 号');
  await dialog.getByRole('button', { name: '发送' }).click();
  await expect(card.last()).toContainText('星湖街 328 号');
  await expect(card.last().getByRole('link')).toHaveCount(0);
  expect(outside).toEqual([]);
});
