import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { test as base, expect, makeTeam, type Product, startProduct } from './product.ts';

interface Posted {
  readonly to: string;
  readonly text: string;
}
interface Gateway {
  readonly posted: Posted[];
  readonly url: string;
}

/** A company's own server for texts, on this machine. */
const test = base.extend<object, { gateway: Gateway; product: Product }>({
  gateway: [
    async ({ browserName }, use) => {
      void browserName;
      const posted: Posted[] = [];
      const server: Server = createServer((request, response) => {
        void request.toArray().then((parts: Buffer[]) => {
          posted.push(JSON.parse(Buffer.concat(parts).toString()) as Posted);
          response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ref: 'text-1' }));
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      await use({ posted, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
      server.closeAllConnections();
      server.close();
    },
    { scope: 'worker' },
  ],
  product: [
    async ({ gateway }, use) => {
      const product = await startProduct([], { sites: { 'sms.example': gateway.url } });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const clean = async (page: Page) =>
  expect((await new AxeBuilder({ page }).analyze()).violations.filter(({ impact }) => impact === 'serious')).toEqual(
    [],
  );

test('an admin connects a gateway, proves his number by a code, tests the gateway, and takes the number back', async ({
  product,
  gateway,
  visit,
}) => {
  const { owner } = await makeTeam(product, { names: ['Ann'] });
  const page = await visit(owner, { path: '/admin/channels' });
  const texts = page.locator('.tl-card', { hasText: /还没有短信网关|sends no texts/ });
  await texts.getByRole('button').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').click();
  await page.getByRole('option', { name: /Webhook|webhook/ }).click();
  await dialog.getByLabel(/^(?:地址|Address)$/).fill('https://sms.example/send');
  await dialog.getByLabel(/^(?:签名密钥|Signing key)$/).fill('a key of the company');
  await dialog.getByLabel(/^(?:单价|Cost of one)$/).fill('0.045');
  await clean(page);
  await dialog.getByRole('button', { name: /^(?:保存|Save)$/ }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/还没用过|Not used yet/)).toBeVisible();

  await page.goto('/me/notifications');
  const own = page.locator('.tl-card', { hasText: /找不到我时|When I am not reached/ });
  await own.getByRole('button', { name: /^(?:留一个|Give one)$/ }).click();
  await dialog.getByLabel(/^(?:手机号|Phone number)$/).fill('138 1234 5678');
  await dialog.getByRole('button', { name: /^(?:发验证码|Send the code)$/ }).click();
  const code = dialog.getByLabel(/^(?:六位验证码|Code of six digits)$/);
  await expect(code).toBeVisible();
  const sent = gateway.posted.at(-1);
  expect(sent?.to).toBe('+8613812345678');
  await code.fill(/\d{6}/.exec(sent?.text ?? '')?.[0] ?? '');
  await clean(page);
  await dialog.getByRole('button', { name: /^(?:确认|Confirm)$/ }).click();
  await expect(own.getByText('+8613812345678')).toBeVisible();
  await expect(own.getByRole('switch', { name: /发短信|Text me/ })).toBeChecked();
  await clean(page);

  await page.goto('/admin/channels');
  await page.getByRole('button', { name: /^(?:发一条测试|Send a test)$/ }).click();
  await expect(page.getByText(/网关收下了测试|The gateway took the test/)).toBeVisible();
  expect(gateway.posted.at(-1)?.text).toMatch(/通道测试|test of the channel/);
  await expect(page.getByText(/^(?:正常|Works)$/)).toBeVisible();
  expect(await page.content(), 'a secret never comes back').not.toContain('a key of the company');

  await page.goto('/me/notifications');
  await own.getByRole('button', { name: /^(?:撤回|Withdraw)$/ }).click();
  await expect(own.getByText('+8613812345678')).toBeHidden();
});
