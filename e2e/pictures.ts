/**
 * Takes the pictures of the README from the demo company: `node e2e/pictures.ts`.
 * With a folder, `node e2e/pictures.ts /tmp/screens`, it takes every main screen in both sizes, themes and languages there.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { looksAtList, type Product, startProduct } from './product.ts';

const ACCOUNT = { accountName: 'lin@qinghe.example', password: 'taut-line-2026' };
const ADMIN = { ...ACCOUNT, accountName: 'lu@qinghe.example' };
const README = join(import.meta.dirname, '../docs/pictures');

const sizes = {
  desk: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
} as const satisfies Record<string, BrowserContextOptions>;
type Size = keyof typeof sizes;

interface Look {
  readonly size: Size;
  readonly theme: 'light' | 'dark';
  readonly language: 'zh' | 'en';
}

/** Signed in once each: more often than so, and the server asks one to wait. */
const tokens = new Map<string, string>();

async function tokenOf(product: Product, who: typeof ACCOUNT): Promise<string> {
  const known = tokens.get(who.accountName);
  if (known !== undefined) return known;
  const { cookies } = await product.call('identity.signIn', who);
  const token = /^tautline_session=([^;]+)/.exec(cookies.join('\n'))?.[1] ?? '';
  tokens.set(who.accountName, token);
  return token;
}

async function openAs(browser: Browser, product: Product, who: typeof ACCOUNT, look: Look): Promise<Page> {
  const token = await tokenOf(product, who);
  const context = await browser.newContext({
    ...sizes[look.size],
    baseURL: product.url,
    colorScheme: look.theme,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  await looksAtList(context);
  await context.addCookies([{ name: 'tautline_session', value: token, url: product.url }]);
  const page = await context.newPage();
  await page.goto('/live');
  await page.evaluate((language) => localStorage.setItem('tautline.language', language), look.language);
  return page;
}

async function still(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => {});
  await page.waitForTimeout(800);
}

/** The conversation of the README: the one with most to see. */
async function openTalk(page: Page): Promise<void> {
  await page.goto('/chat');
  await page.locator('a.ch-row', { hasText: '3 号线' }).or(page.locator('a.ch-row')).first().click();
  await still(page);
}

async function takeReadme(browser: Browser, product: Product): Promise<void> {
  mkdirSync(README, { recursive: true });
  for (const size of ['desk', 'phone'] as const) {
    const page = await openAs(browser, product, ACCOUNT, { size, theme: 'light', language: 'zh' });
    await openTalk(page);
    if (size === 'desk') await page.getByRole('button', { name: '会话详情' }).first().click();
    if (size === 'desk')
      await page
        .getByRole('button', { name: /人未读/ })
        .last()
        .click();
    await page.mouse.move(sizes[size].viewport.width / 2, 4);
    await still(page);
    await page.screenshot({ path: join(README, `${size}.png`) });
    await page.context().close();
  }
}

const screens: Readonly<Record<string, string>> = {
  chat: '/chat',
  people: '/people/all',
  tree: '/people',
  me: '/me',
  security: '/me/security',
  notifications: '/me/notifications',
  general: '/me/general',
};
const adminScreens: Readonly<Record<string, string>> = {
  admin: '/admin',
  members: '/admin/members',
  departments: '/admin/departments',
  invites: '/admin/invites',
  import: '/admin/import',
  company: '/admin/company',
  ledger: '/admin/ledger',
};

async function takeAll(browser: Browser, product: Product, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const size of ['desk', 'phone'] as const)
    for (const theme of ['light', 'dark'] as const)
      for (const language of ['zh', 'en'] as const) {
        const look = { size, theme, language };
        const shoot = async (page: Page, name: string) => {
          await still(page);
          await page.screenshot({ path: join(folder, `${name}-${size}-${theme}-${language}.png`) });
        };
        const page = await openAs(browser, product, ACCOUNT, look);
        await openTalk(page);
        await shoot(page, 'talk');
        for (const [name, path] of Object.entries(screens)) {
          await page.goto(path);
          await shoot(page, name);
        }
        await page.context().close();
        const admin = await openAs(browser, product, ADMIN, look);
        for (const [name, path] of Object.entries(adminScreens)) {
          await admin.goto(path);
          await shoot(admin, name);
        }
        await admin.context().clearCookies();
        for (const [name, path] of [
          ['welcome', '/welcome'],
          ['signIn', '/sign-in'],
        ] as const) {
          await admin.evaluate(() => localStorage.removeItem('tautline.session'));
          await admin.goto(path);
          await shoot(admin, name);
        }
        await admin.context().close();
      }
}

const product = await startProduct(['--demo']);
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const folder = process.argv[2];
  if (folder === undefined) await takeReadme(browser, product);
  else await takeAll(browser, product, folder);
} finally {
  await browser.close();
  await product.stop();
}
