import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MORNING, openTestHouse } from '#chat/server/testing.ts';
import { companiesAfter, createAccountWithSession } from '#identity/server/index.ts';
import { openPushService } from '#outbox/server/testing.ts';
import type { Identity } from '#platform/server/connection.ts';
import { Followers } from '#platform/server/follow.ts';
import { newId, noEdge } from '#platform/server/house.ts';
import { makeRules, type Rules } from './index.ts';

const DAY = 86_400_000;
const NAMED = { name: 'receipts', step: 'named', purpose: 'to see that outage notices arrive', keptMonths: 3 };

let house: Awaited<ReturnType<typeof openTestHouse>>;
let service: Awaited<ReturnType<typeof openPushService>>;
let rules: Rules;
let followers: Followers;
const errors: unknown[] = [];

beforeAll(async () => {
  service = await openPushService();
  house = await openTestHouse(({ outbox }) => {
    rules = makeRules(outbox);
    return rules.capability;
  });
  rules.start(house.house, companiesAfter, (error) => errors.push(error));
  followers = new Followers(house.house, companiesAfter, (error) => errors.push(error));
  followers.start();
});
afterAll(async () => {
  await rules.stop();
  await followers.stop();
  await house[Symbol.asyncDispose]();
  await service[Symbol.asyncDispose]();
});
beforeEach(() => house.at(MORNING));

async function settle(): Promise<void> {
  await rules.settle();
  await followers.settle();
  await house.outbox.settle();
}

/** A browser of this member that shows what was said. */
async function deviceOf(as: Identity) {
  const { sessionId } = await house.house.run(noEdge, (ctx) =>
    createAccountWithSession(ctx, { accountName: `${newId()}@example.com`, password: null, name: 'x', language: 'en' }),
  );
  const browser = service.browser();
  const device = { showsContent: true, language: 'en', subscription: browser.subscription };
  await house.call({ ...as, sessionId }, 'outbox.setDevice', device);
  return () => browser.received.map(({ message }) => (message.do === 'show' ? message.body : 'taken back'));
}

async function people() {
  const made = (await house.company('lin', 'lu', 'qin', 'luo')) as Record<'lin' | 'lu' | 'qin' | 'luo', Identity>;
  for (const [who, role] of [
    ['lu', 'admin'],
    ['qin', 'representative'],
  ] as const) {
    await house.call(made.lin, 'directory.setRole', { id: made[who].memberId, role });
  }
  await followers.settle();
  return { ...made, lu: { ...made.lu, role: 'admin' }, qin: { ...made.qin, role: 'representative' } };
}

test('B3 the second key hears that it is asked for, who asked hears the answer, and nobody else hears of it', async () => {
  const { lin, lu, qin, luo } = await people();
  const [asker, holder, owner, member] = await Promise.all([lu, qin, lin, luo].map(deviceOf));
  const { id } = (await house.call(lu, 'directory.askWatching', NAMED)) as { id: string };
  await settle();
  expect(holder?.()).toEqual(['Waits for your second key: names in receipts of talk']);
  expect([asker?.(), owner?.(), member?.()]).toEqual([[], [], []]);
  await house.call(qin, 'directory.answerWatching', { id, agree: true });
  await settle();
  expect(asker?.()).toEqual(['The second key agreed: names in receipts of talk']);
  expect(member?.()).toEqual([]);
  expect(errors).toEqual([]);
});

test('B3 D20 thirty days before the end those who can ask anew or let it end hear of it, once, in working time', async () => {
  const { lin, lu, qin, luo } = await people();
  const { id } = (await house.call(lu, 'directory.askWatching', NAMED)) as { id: string };
  await house.call(qin, 'directory.answerWatching', { id, agree: true });
  await settle();
  // A Wednesday, 27 days before the end.
  house.at(new Date(MORNING.getTime() + 338 * DAY));
  const [owner, member] = await Promise.all([lin, luo].map(deviceOf));
  await settle();
  await settle();
  const warned = 'Ends within 30 days and switches off by itself: names in receipts of talk';
  expect(owner?.()).toEqual([warned]);
  expect(member?.()).toEqual([]);
  house.at(new Date(MORNING.getTime() + 366 * DAY));
  await settle();
  const lines = (await house.call(lin, 'directory.watching', {})) as { state: string }[];
  expect(lines.map(({ state }) => state)).toEqual(['expired']);
  expect(errors).toEqual([]);
});
