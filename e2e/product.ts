import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import {
  test as base,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Page,
} from '@playwright/test';

export { expect } from '@playwright/test';

const ROOT = join(import.meta.dirname, '..');
const START_WITHIN_MS = 90_000;
export const PASSWORD = 'quiet-harbor-2041';

/** One running product on a folder of its own. */
export interface Product {
  readonly url: string;
  /** What it printed: the link of the first start stands in it. */
  readonly said: () => string;
  /** One call by HTTP; throws with the code of a refusal. */
  call<Output = unknown>(name: string, input: unknown, as?: Signed): Promise<{ output: Output; cookies: string[] }>;
  /** Sets its clock so far ahead of the real one; only one that was started with a stepped clock has it. */
  ahead(ms: number): void;
  stop(): Promise<void>;
}

interface Signed {
  readonly token: string;
  readonly companyId?: string;
}

/** Somebody with an account, and a seat in one company. */
export interface Person extends Required<Signed> {
  readonly name: string;
  readonly accountName: string;
  readonly memberId: string;
  call<Output = unknown>(name: string, input: unknown): Promise<Output>;
}

export interface Conversation {
  readonly id: string;
  readonly lastNumber: number;
  readonly readNumber: number;
  readonly pinned: boolean;
}

/** A company with its people, the first of them its owner. */
export interface Team {
  readonly companyId: string;
  readonly owner: Person;
  readonly people: readonly Person[];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface Start {
  /** Its clock is stepped by who started it. */
  readonly steps?: boolean;
  /** Names of other sites, and the servers of this machine that they lead to. */
  readonly sites?: Readonly<Record<string, string>>;
}

/** Starts a product on an empty folder and waits until it is ready. */
export async function startProduct(
  args: readonly string[] = [],
  { steps = false, sites }: Start = {},
): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'tautline-journeys-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const clock = steps ? ['--import', join(ROOT, 'faults/steppedClock.ts')] : [];
  const main = sites === undefined ? 'src/app/server/main.ts' : 'e2e/withSites.ts';
  const child = spawn(process.execPath, [...clock, main, ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      TAUTLINE_DATA: join(folder, 'data'),
      LOG_LEVEL: 'warn',
      SITES: JSON.stringify(sites ?? {}),
    },
    stdio: ['ignore', 'pipe', 'pipe', ...(steps ? (['ipc'] as const) : [])],
  });
  let said = '';
  child.stdout?.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  child.stderr?.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  let isStopping = false;
  child.once('exit', (code, signal) => {
    if (!isStopping) console.error(`the product ended by itself (${code ?? signal}):\n${said.slice(-4_000)}`);
  });
  const stop = async (): Promise<void> => {
    isStopping = true;
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until(() => child.exitCode === null || fail(`the product ended at once:\n${said}`), url);
    await untilSaid(() => said.includes(url));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    said: () => said,
    call: (name, input, as) => call(url, name, input, as),
    ahead: (offsetMs) => void child.send({ offsetMs }),
    stop,
  };
}

function fail(text: string): never {
  throw new Error(text);
}

async function until(check: () => void, url: string): Promise<void> {
  const before = Date.now() + START_WITHIN_MS;
  for (;;) {
    check();
    const answer = await fetch(`${url}/ready`).catch(() => null);
    if (answer?.ok === true) return;
    if (Date.now() > before) fail('the product did not become ready');
    await pause(100);
  }
}

async function untilSaid(isSaid: () => boolean): Promise<void> {
  const before = Date.now() + START_WITHIN_MS;
  while (!isSaid()) {
    if (Date.now() > before) fail('the product did not say where it is');
    await pause(100);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGINT');
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await gone;
  clearTimeout(late);
}

async function call<Output>(
  url: string,
  name: string,
  input: unknown,
  as?: Signed,
): Promise<{ output: Output; cookies: string[] }> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (as !== undefined) headers['authorization'] = `Bearer ${as.token}`;
  if (as?.companyId !== undefined) headers['x-company'] = as.companyId;
  const answer = await fetch(`${url}/api/${name}`, { method: 'POST', headers, body: JSON.stringify(input) });
  const output = (await answer.json()) as Output & { code?: string };
  if (!answer.ok) throw new Error(`${name}: ${output.code ?? answer.status} ${JSON.stringify(output)}`);
  return { output, cookies: answer.headers.getSetCookie() };
}

/** The session in the cookies of an answer. */
export const tokenIn = (cookies: readonly string[]): string =>
  cookies.map((cookie) => /^tautline_session=([^;]+)/.exec(cookie)?.[1]).find((token) => token !== undefined) ??
  fail('no session cookie');

/** Makes an account; it is in no company yet. */
export async function signUp(product: Product, name: string): Promise<{ token: string; accountName: string }> {
  const accountName = `${randomUUID().slice(0, 13)}@journeys.example`;
  const { cookies } = await product.call('identity.signUp', { accountName, password: PASSWORD, name, language: 'zh' });
  return { token: tokenIn(cookies), accountName };
}

/** Another sign-in of the same person: a second device. */
export async function signInAgain(product: Product, person: Person): Promise<Person> {
  const { accountName } = person;
  const { cookies } = await product.call('identity.signIn', { accountName, password: PASSWORD });
  return seated(product, { ...person, token: tokenIn(cookies) });
}

function seated(product: Product, who: Omit<Person, 'call'>): Person {
  return { ...who, call: async (name, input) => (await product.call<never>(name, input, who)).output };
}

interface TeamWish {
  /** The owner first. */
  readonly names: readonly string[];
  readonly company?: string;
  readonly preset?: 'top-down' | 'balanced' | 'self-managed';
}

/** A company with people who have joined it by invite. */
export async function makeTeam(product: Product, { names, company, preset = 'balanced' }: TeamWish): Promise<Team> {
  const [first = '王安', ...others] = names;
  const account = await signUp(product, first);
  const { output: made } = await product.call<{ companyId: string; memberId: string }>(
    'directory.createCompany',
    { name: company ?? `云杉${randomUUID().slice(0, 4)}`, timeZone: 'Asia/Shanghai', preset },
    account,
  );
  const owner = seated(product, { ...account, ...made, name: first });
  if (others.length === 0) return { companyId: made.companyId, owner, people: [owner] };
  const { link } = await owner.call<{ link: string }>('directory.createInvite', {
    role: 'member',
    departmentId: null,
    days: 1,
    uses: null,
  });
  const people = [owner];
  for (const name of others) people.push(await join1(product, link, name));
  return { companyId: made.companyId, owner, people };
}

async function join1(product: Product, link: string, name: string): Promise<Person> {
  const account = await signUp(product, name);
  const invite = link.split('/').at(-1) ?? '';
  const { output } = await product.call<{ companyId: string; memberId: string }>(
    'directory.acceptInvite',
    { invite, name },
    account,
  );
  return seated(product, { ...account, companyId: output.companyId, memberId: output.memberId, name });
}

/** Switches on with both keys what shows people: this owner asks, and this one agrees, who is made a representative for it. */
export async function agree(owner: Person, holder: Person, name: string, step: string): Promise<void> {
  await owner.call('directory.setRole', { id: holder.memberId, role: 'representative' });
  const purpose = 'To see that what is said here has reached everybody';
  const { id } = await owner.call<{ id: string }>('directory.askWatching', { name, step, purpose, keptMonths: 12 });
  await holder.call('directory.answerWatching', { id, agree: true });
}

/** The direct conversation of two people. */
export async function direct(from: Person, to: Person): Promise<string> {
  const answer = await from.call<{ conversation: Conversation }>('chat.openDirect', { memberId: to.memberId });
  return answer.conversation.id;
}

/** A group that the first of them owns. */
export async function group(name: string, [owner, ...others]: readonly Person[]): Promise<string> {
  const memberIds = others.map(({ memberId }) => memberId);
  const answer = await owner?.call<{ conversation: Conversation }>('chat.createGroup', { name, memberIds });
  return answer?.conversation.id ?? fail('a group needs an owner');
}

/** Says something without a browser. */
export async function say(
  person: Person,
  conversationId: string,
  text: string,
  files: readonly string[] = [],
): Promise<number> {
  const input = { id: uuidV7(), conversationId, text, files };
  return (await person.call<{ number: number }>('chat.sendMessage', input)).number;
}

/** Brings a file without a browser; returns its id. */
export async function bring(
  product: Product,
  person: Person,
  name: string,
  bytes: Buffer,
  voice?: { readonly durationMs: number; readonly peaks: readonly number[] },
): Promise<string> {
  const id = uuidV7();
  await person.call('files.startUpload', { id, name, size: bytes.length, voice });
  const answer = await fetch(`${product.url}/files/upload/${id}`, {
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${person.token}`,
      'x-company': person.companyId,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': '0',
    },
    body: new Uint8Array(bytes),
  });
  if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
  await person.call('files.finishUpload', { id });
  return id;
}

/** A picture of some size, with something to see on it. */
export function photo(width: number, height: number): Promise<Buffer> {
  const hill = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100" preserveAspectRatio="none"><rect width="100" height="100" fill="#9cc4d8"/><circle cx="76" cy="24" r="9" fill="#f6e3a8"/><path d="M0 70 28 38 52 66 74 48 100 74V100H0z" fill="#3f7a62"/></svg>`;
  return sharp(Buffer.from(hill)).jpeg({ quality: 82 }).toBuffer();
}

/** Every text of a conversation, as the server has it. */
export async function textsOf(person: Person, conversationId: string): Promise<string[]> {
  const page = await person.call<{ messages: { text: string; note: unknown }[] }>('chat.messages', {
    conversationId,
    limit: 100,
  });
  return page.messages.filter(({ note }) => note === null).map(({ text }) => text);
}

let last = 0;

/** An id as a client makes it. */
export function uuidV7(): string {
  last = Math.max(last + 1, Date.now());
  const time = last.toString(16).padStart(12, '0');
  const random = randomUUID();
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`;
}

/** What no page may do: leave its origin, break the content policy, throw. */
const mayNot = (page: Page, url: string, wrong: string[]): void => {
  page.on('request', (request) => {
    const to = request.url();
    if (!to.startsWith(url) && !/^(?:data|blob|about):/.test(to)) wrong.push(`left the origin: ${to}`);
  });
  page.on('websocket', (socket) => {
    if (!socket.url().startsWith(url.replace('http', 'ws'))) wrong.push(`left the origin: ${socket.url()}`);
  });
  page.on('console', (message) => {
    if (/content security policy|trusted ?type/i.test(message.text())) wrong.push(message.text());
  });
  page.on('pageerror', (error) => wrong.push(`threw: ${error.stack ?? error.message}`));
};

interface Visit extends Entering {
  readonly path?: string;
}

interface Fixtures {
  /** Opens the product in a browser of its own, signed in as a person; null: as nobody. */
  visit(person: Signed | null, wish?: Visit): Promise<Page>;
  /** What pages did that none may do; must be empty at the end. */
  wrong: string[];
  isPhone: boolean;
}

interface Entering extends BrowserContextOptions {
  /** Has he looked at his list already, if he is off? So that journeys are the same at every hour, he has. */
  readonly looked?: boolean;
}

/** Lets every page of a browser open with its list, also for who is off (W18). */
export const looksAtList = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    // A page that is of no site yet has nothing to keep it in.
    if (location.protocol.startsWith('http')) localStorage.setItem('tautline.looksUntil', '2100-01-01T00:00:00.000Z');
  });

/** A new browser context, signed in. */
export async function enter(
  browser: Browser,
  product: Product,
  person: Signed | null,
  { looked = true, ...options }: Entering = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: product.url, ...options });
  if (looked) await looksAtList(context);
  if (person !== null) {
    await context.addCookies([{ name: 'tautline_session', value: person.token, url: product.url, httpOnly: true }]);
  }
  return context;
}

export const test = base.extend<Fixtures, { product: Product }>({
  product: [
    async ({ browserName }, use) => {
      void browserName;
      const product = await startProduct();
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: START_WITHIN_MS + 30_000 },
  ],
  isPhone: async ({ hasTouch }, use) => use(hasTouch),
  wrong: async ({ browserName }, use) => {
    void browserName;
    const wrong: string[] = [];
    await use(wrong);
    expect(wrong, 'what no page may do').toEqual([]);
  },
  visit: async ({ browser, product, wrong }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (person, { path = '/chat', ...options } = {}) => {
      const context = await enter(browser, product, person, options);
      contexts.push(context);
      context.on('page', (page) => mayNot(page, product.url, wrong));
      const page = await context.newPage();
      await page.goto(path);
      return page;
    });
    for (const context of contexts) await context.close();
  },
});
