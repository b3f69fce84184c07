import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPushService, type TestBrowser } from '#outbox/server/testing.ts';
import { openTestProduct, type Person } from './testing.ts';

let product: Awaited<ReturnType<typeof openTestProduct>>;
let service: Awaited<ReturnType<typeof openPushService>>;

beforeAll(async () => {
  service = await openPushService();
  product = await openTestProduct();
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await service[Symbol.asyncDispose]();
});

/** The product of these tests has the real clock: hours that never end, so that it is working time now. */
async function worksAlways(me: Person): Promise<void> {
  const id = crypto.randomUUID();
  const days = Array.from({ length: 7 }, () => [{ from: 0, until: 1_440 }]);
  const pattern = { kind: 'weekly', days, band: null, keepsHolidays: false };
  await product.must(me, 'worktime.saveSchedule', { id, name: 'always', pattern, reason: 'for these tests alone' });
  await product.must(me, 'worktime.assign', { memberIds: [me.memberId], siteId: null, scheduleId: id });
}

async function company(): Promise<{ me: Person; other: Person }> {
  const me = await product.company('Acme');
  const other = await product.join(me, 'member');
  await worksAlways(me);
  // The follower comes to a new company within a moment; what was said before is past.
  await product.followers.settle();
  return { me, other };
}

async function told(me: Person): Promise<TestBrowser> {
  const browser = service.browser();
  const input = { showsContent: true, language: 'en', subscription: browser.subscription };
  await product.must(me, 'outbox.setDevice', input);
  return browser;
}

const say = (from: Person, conversationId: string, text: string) =>
  product.must(from, 'chat.sendMessage', { id: crypto.randomUUID(), conversationId, text });
const direct = async (from: Person, to: Person): Promise<string> =>
  (await product.must<{ conversation: { id: string } }>(from, 'chat.openDirect', { memberId: to.memberId }))
    .conversation.id;
const shown = ({ received }: TestBrowser) => received.map(({ message }) => message);

test('O1 O2 a message is pushed within seconds, and taken back within five of being read elsewhere', async () => {
  const { me, other } = await company();
  const browser = await told(me);
  const talk = await direct(other, me);
  await say(other, talk, 'the batch sheet lacks a number');
  const arrived = [{ do: 'show', tag: talk, number: 1, body: 'the batch sheet lacks a number' }];
  await expect.poll(() => shown(browser), { timeout: 4_000 }).toMatchObject(arrived);
  const began = performance.now();
  await product.must(me, 'chat.markRead', { conversationId: talk, number: 1 });
  await expect.poll(() => shown(browser).length, { timeout: 5_000 }).toBe(2);
  console.log(`taken back after ${Math.round(performance.now() - began)} ms`);
  expect(shown(browser).slice(1)).toMatchObject([{ do: 'close', tag: talk, number: 1 }]);
});

test('O7 signing out takes the device along: in the same transaction, with nothing left to be sent', async () => {
  const { me, other } = await company();
  const browser = await told(me);
  const talk = await direct(other, me);
  await product.must(me, 'identity.signOut');
  await say(other, talk, 'are you there');
  await product.followers.settle();
  await product.outbox.settle();
  expect(browser.asked()).toBe(0);
});

test('U22 a device knows by what key it subscribes, and whether it is on', async () => {
  const { me } = await company();
  const before = await product.must<{ publicKey: string; device: unknown }>(me, 'outbox.settings');
  expect(Buffer.from(before.publicKey, 'base64url')).toHaveLength(65);
  expect(before.device).toBeNull();
  await told(me);
  expect(await product.must(me, 'outbox.settings')).toMatchObject({ device: { showsContent: true, pushes: true } });
  await product.must(me, 'outbox.removeDevice');
  expect(await product.must(me, 'outbox.settings')).toMatchObject({ device: null });
});
