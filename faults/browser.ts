import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import type { Fault } from './faults.ts';
import type { Random } from './random.ts';
import { type Scene, seatOf } from './scene.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const CLIENT = join(dirname(import.meta.dirname), 'dist/web/index.html');
const SHOWN_WITHIN_MS = 30_000;
const STORED_WITHIN_MS = 20_000;
/** `Page.crash` has no answer. */
const CRASH_MS = 300;

/** Why no browser can be killed here; null: it can. */
export function noBrowserBecause(): string | null {
  if (!existsSync(CLIENT)) return 'the web client is not built';
  return existsSync(CHROMIUM) ? null : `there is no browser at ${CHROMIUM}`;
}

/** The tab of a writing member is killed, with the server there or away; opened again, it sends what it kept. */
export const killTab: Fault = async (scene, random) => {
  const { stage } = scene;
  if (!stage.servesClient) {
    await stage.killServer();
    await stage.start({ serveClient: true });
  }
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    return await writeAndKill(scene, context, random);
  } finally {
    await browser.close();
  }
};

async function writeAndKill(scene: Scene, context: BrowserContext, random: Random): Promise<string> {
  const { stage, companies, record } = scene;
  const base = `http://127.0.0.1:${stage.port}`;
  const company = random.pick(companies);
  // Two who have no devices talk by themselves: nobody answers, quotes or takes back.
  const [place, other] = random.shuffled(Array.from({ length: 100 }, (_, index) => 100 + index)) as [number, number];
  const seat = seatOf(company, place);
  const conversationId = await openDirect(base, seat, seatOf(company, other).memberId);
  await context.addCookies([{ name: 'tautline_session', value: seat.token, url: base }]);
  const address = `${base}/chat/${conversationId}`;
  const isAway = random.chance(0.5);
  const tag = `tab ${random.whole(100_000, 999_999)}`;
  const texts = Array.from({ length: random.whole(2, 4) }, (_, index) => `${tag}-${index + 1}`);

  const page = await context.newPage();
  await page.goto(address);
  const box = page.locator('textarea').first();
  await box.waitFor({ timeout: SHOWN_WITHIN_MS });
  if (isAway) await stage.killServer();
  for (const text of texts) {
    await box.fill(text);
    await box.press('Enter');
    await rowsOf(page, text).first().waitFor({ timeout: SHOWN_WITHIN_MS });
  }
  const momentMs = random.whole(0, 200);
  await sleep(momentMs);
  await crash(context, page);
  if (isAway) await stage.start({ serveClient: true });

  const again = await context.newPage();
  await again.goto(address);
  await again.locator('textarea').first().waitFor({ timeout: SHOWN_WITHIN_MS });
  const until = performance.now() + STORED_WITHIN_MS;
  let stored = await storedLike(scene, tag);
  while (stored.length < texts.length && performance.now() < until) {
    await sleep(200);
    stored = await storedLike(scene, tag);
  }
  const rows = new Map(stored.map(({ text }) => [text, stored.filter((one) => one.text === text)]));
  let last = 0;
  for (const text of texts) {
    const [first, ...others] = rows.get(text) ?? [];
    if (first === undefined) {
      record.object([
        { kind: 'lost', subject: text, sentence: `"${text}" stood on the screen of a killed tab and is not stored` },
      ]);
      continue;
    }
    if (others.length > 0)
      record.object([{ kind: 'doubled', subject: text, sentence: `"${text}" is stored ${others.length + 1} times` }]);
    if (first.number < last)
      record.object([
        { kind: 'misordered', subject: text, sentence: `"${text}" stands above what was written before it` },
      ]);
    last = first.number;
    record.acknowledged.push({
      id: first.id,
      companyId: seat.companyId,
      conversationId,
      authorId: seat.memberId,
      number: first.number,
      text,
      written: null,
    });
    await rowsOf(again, text).first().waitFor({ timeout: SHOWN_WITHIN_MS });
    // What waits in the outbox and what has come are one row, not two.
    await sleep(500);
    const shown = await rowsOf(again, text).count();
    if (shown !== 1)
      record.object([
        {
          kind: 'doubled',
          subject: text,
          sentence: `"${text}" is shown ${shown} times after the tab was opened again`,
        },
      ]);
  }
  return `killed a tab ${momentMs} ms after ${texts.length} messages${isAway ? ', the server being away' : ''}; opened again, ${stored.length} are stored`;
}

async function openDirect(base: string, seat: { companyId: string; token: string }, memberId: string): Promise<string> {
  const answer = await fetch(`${base}/api/chat.openDirect`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-company': seat.companyId,
      authorization: `Bearer ${seat.token}`,
    },
    body: JSON.stringify({ memberId }),
  });
  return ((await answer.json()) as { conversation: { id: string } }).conversation.id;
}

const rowsOf = (page: Page, text: string) => page.locator('article.ch-msg', { hasText: text });

/** Kills the process that draws the page. */
async function crash(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  session.send('Page.crash').catch(() => {});
  await sleep(CRASH_MS);
}

function storedLike({ stage }: Scene, tag: string): Promise<{ id: string; text: string; number: number }[]> {
  return stage.ask(
    `select message_id as id, text, number::int as number from chat.message where text like $1 || '-%' order by number`,
    [tag],
  );
}
