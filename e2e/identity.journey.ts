import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { expect, makeTeam, PASSWORD, pause, type Person, type Product, signInAgain, test, tokenIn } from './product.ts';

const STEP_MS = 30_000;

async function signIn(page: Page, accountName: string, password: string): Promise<void> {
  await page.getByLabel('邮箱或手机号').fill(accountName);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

test('a second step: turned on with an app, asked for at sign-in, and recovered from without the phone', async ({
  product,
  visit,
}) => {
  const { owner } = await makeTeam(product, { names: ['林予安'] });
  const page = await visit(owner, { path: '/me/security' });
  await page.getByRole('button', { name: '开启' }).click();
  const secret = await page.getByLabel('扫不了就手动输入', { exact: true }).inputValue();
  const app = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
  await page.getByLabel('2. 输入验证器上的 6 位数字').fill(app.generate());
  await page.getByRole('dialog').getByRole('button', { name: '开启' }).click();
  const codes = page.getByRole('dialog', { name: '收好恢复码' });
  await expect(codes.getByRole('listitem')).not.toHaveCount(0);
  const recovery = (await codes.getByRole('listitem').allTextContents()).map((code) => code.trim());
  expect(recovery.length).toBeGreaterThanOrEqual(8);
  await codes.getByRole('button', { name: '收好了' }).click();
  await expect(page.getByText(`已开启，还剩 ${recovery.length} 个恢复码`)).toBeVisible();

  const other = await visit(null, { path: '/sign-in' });
  await signIn(other, owner.accountName, PASSWORD);
  await expect(other.getByRole('heading', { name: '第二步验证' })).toBeVisible();
  await other.getByLabel('验证码').fill('000000');
  await other.getByRole('button', { name: '登录', exact: true }).click();
  await expect(other.getByRole('alert')).toBeVisible();
  // The code of before is used up: the next one counts.
  await other.getByLabel('验证码').fill(app.generate({ timestamp: Date.now() + STEP_MS }));
  await other.getByRole('button', { name: '登录', exact: true }).click();
  await expect(other).toHaveURL(/\/chat$/);

  const third = await visit(null, { path: '/sign-in' });
  await signIn(third, owner.accountName, PASSWORD);
  await third.getByRole('button', { name: '手机不在身边，用恢复码' }).click();
  await third.getByLabel('恢复码', { exact: true }).fill(recovery[0]!);
  await third.getByRole('button', { name: '登录', exact: true }).click();
  await expect(third).toHaveURL(/\/chat$/);
});

test('a new password signs the other devices out, and one can be signed out by itself', async ({ product, visit }) => {
  const { owner } = await makeTeam(product, { names: ['林予安'] });
  const other = await visit(await signInAgain(product, owner));
  const page = await visit(owner, { path: '/me/devices' });
  await expect(page.getByText('这台设备', { exact: true })).toBeVisible();
  await expect(other.getByRole('link', { name: '通讯录' })).toBeVisible();
  await page
    .getByRole('button', { name: /^退出 / })
    .first()
    .click();
  await expect(other).toHaveURL(/\/sign-in/);

  await signIn(other, owner.accountName, PASSWORD);
  await expect(other.getByRole('link', { name: '通讯录' })).toBeVisible();
  await page.goto('/me/security');
  await page.getByRole('button', { name: '修改密码' }).click();
  const form = page.getByRole('dialog', { name: '修改密码' });
  await form.getByLabel('现在的密码', { exact: true }).fill(PASSWORD);
  await form.getByLabel('新密码', { exact: true }).fill('another-quiet-harbor-77');
  await form.getByRole('button', { name: '修改密码' }).click();
  await expect(page.getByText('密码已修改，其他设备已退出。')).toBeVisible();
  await expect(other).toHaveURL(/\/sign-in/);
  await signIn(other, owner.accountName, PASSWORD);
  await expect(other.getByRole('alert')).toBeVisible();
  await signIn(other, owner.accountName, 'another-quiet-harbor-77');
  await expect(other.getByRole('link', { name: '通讯录' })).toBeVisible();
});

test('sign-out leaves nothing of anybody on the device', async ({ product, visit }) => {
  const { people } = await makeTeam(product, { names: ['林予安', '罗晴'] });
  const [me] = people as [Person];
  const page = await visit(me, { path: '/me' });
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '退出并清除' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  // The sign-in page may come a moment before the last of it is gone: the server says it to the open page, too.
  const left = () =>
    page.evaluate(async () => ({
      databases: (await indexedDB.databases()).map(({ name }) => name),
      kept: Object.keys(localStorage).filter((key) => key !== 'tautline.language' && key !== 'tautline.theme'),
      forThisTab: Object.keys(sessionStorage),
      // What the service worker keeps is the program, the same for everybody.
      answers: (
        await Promise.all(
          (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((one) => one.url)),
        )
      )
        .flat()
        .filter((url) => /^\/(?:api|files|live)\b/.test(new URL(url).pathname)),
      cookies: document.cookie,
    }));
  await expect.poll(left).toEqual({ databases: [], kept: [], forThisTab: [], answers: [], cookies: '' });
});

test('a passkey is made, and signs in without a word typed', async ({ product, visit }) => {
  const { owner } = await makeTeam(product, { names: ['林予安'] });
  const page = await visit(owner, { path: '/me/security' });
  const browser = await page.context().newCDPSession(page);
  await browser.send('WebAuthn.enable');
  const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.getByRole('button', { name: '添加通行密钥' }).click();
  const form = page.getByRole('dialog', { name: '添加通行密钥' });
  await form.getByLabel('给它起个名字').fill('工位电脑');
  await form.getByRole('button', { name: '添加通行密钥' }).click();
  await expect(page.getByText('通行密钥已添加。')).toBeVisible();
  await expect(page.getByText('工位电脑')).toBeVisible();

  // Nobody touches the device while the sign-in page offers the passkey in its field; then the button is pressed.
  const touch = (enabled: boolean) =>
    browser.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
  await touch(false);
  await page.goto('/me');
  const offered = page.waitForResponse((response) => response.url().endsWith('/api/identity.beginPasskeySignIn'));
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '退出并清除' }).click();
  await offered;
  await pause(500);
  await touch(true);
  await page.getByRole('button', { name: '用通行密钥登录' }).click();
  await expect(page).toHaveURL(/\/chat$/);
});

/** The person's session on a phone that was let in by a QR: it has shown nobody's password. */
async function pairedSession(product: Product, person: Person): Promise<Person> {
  const { pairing } = await person.call<{ pairing: string }>('identity.startPairing', {});
  const { output } = await product.call<{ claim: string }>('identity.claimPairing', { pairing });
  await person.call('identity.approvePairing', { pairing });
  const { cookies } = await product.call('identity.collectPairing', { claim: output.claim });
  return { ...person, token: tokenIn(cookies) };
}

for (const [language, words] of [
  [
    'zh',
    {
      add: '添加通行密钥',
      ask: '确认是你本人',
      password: '密码',
      confirm: '确认',
      wrong: '现在的密码不对。',
      second: '开启',
      secret: '扫不了就手动输入',
    },
  ],
  [
    'en',
    {
      add: 'Add a passkey',
      ask: 'Confirm that it is you',
      password: 'Password',
      confirm: 'Confirm',
      wrong: 'The present password is not right.',
      second: 'Turn on',
      secret: 'Or type this in',
    },
  ],
] as const) {
  test(`on a screen that nobody has signed in at, the ways in stay as they are until one shows who one is (${language})`, async ({
    product,
    visit,
  }) => {
    const { owner } = await makeTeam(product, { names: ['林予安'] });
    const page = await visit(await pairedSession(product, owner), { path: '/live' });
    await page.evaluate((chosen) => localStorage.setItem('tautline.language', chosen), language);
    await page.goto('/me/security');
    await page.getByRole('button', { name: words.second }).click();
    const ask = page.getByRole('dialog', { name: words.ask });
    await expect(ask.getByLabel(words.password, { exact: true })).toBeFocused();
    await ask.getByLabel(words.password, { exact: true }).fill('not my password');
    await ask.getByRole('button', { name: words.confirm }).click();
    await expect(ask.getByText(words.wrong)).toBeVisible();
    await ask.getByLabel(words.password, { exact: true }).fill(PASSWORD);
    await ask.getByLabel(words.password, { exact: true }).press('Enter');
    await expect(page.getByLabel(words.secret, { exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    // Once is enough for the next ten minutes.
    await page.getByRole('button', { name: words.add }).click();
    await expect(page.getByRole('dialog', { name: words.add })).toBeVisible();
  });
}

test('U2 a QR code on the desktop signs the phone in, once the desktop agrees', async ({ product, visit }) => {
  const { owner } = await makeTeam(product, { names: ['林予安'] });
  const desktop = await visit(owner, {
    path: '/me/devices',
    viewport: { width: 1440, height: 900 },
    hasTouch: false,
    isMobile: false,
  });
  const started = desktop.waitForResponse((response) => response.url().endsWith('/api/identity.startPairing'));
  await desktop.getByRole('button', { name: '扫码登录手机' }).click();
  await expect(desktop.getByRole('img', { name: '登录手机的二维码' })).toBeVisible();
  const { link } = (await (await started).json()) as { link: string };

  const phone = await visit(null, {
    path: new URL(link, product.url).pathname,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await phone.getByRole('button', { name: '继续' }).click();
  await expect(phone.getByText('到电脑上点确认')).toBeVisible();
  await desktop.getByRole('button', { name: '让这台手机登录' }).click();
  await expect(phone).toHaveURL(/\/chat$/);
  await expect(desktop.getByText('手机已登录。')).toBeVisible();
  await expect(desktop.getByText(/扫码登录$/)).toBeVisible();
});
