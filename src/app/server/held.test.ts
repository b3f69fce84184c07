import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLOSE } from '#platform/server/connection.ts';
import { openTestProduct, type Person } from './testing.ts';

type Product = Awaited<ReturnType<typeof openTestProduct>>;
let product: Product;
let boss: Person;
/** Works at a strict site, and is off for two days. */
let resting: Person;
let room: string;

const SECRET = 'the price is 42';
const ALWAYS = [{ from: 0, until: 1_440 }];

beforeAll(async () => {
  product = await openTestProduct();
  boss = await product.company('Acme');
  resting = await product.join(boss, 'member', 'Ines');
  await works(boss, null, () => true);
  await works(resting, await strictSite(true), (weekday) => (weekday - today() + 7) % 7 > 1);
  const input = { name: 'Offers', memberIds: [resting.memberId] };
  room = (await product.must<{ conversation: { id: string } }>(boss, 'chat.createGroup', input)).conversation.id;
}, 60_000);
afterAll(async () => {
  await product[Symbol.asyncDispose]();
});

const today = () => (new Date().getUTCDay() + 6) % 7;

async function strictSite(strict: boolean | null, id: string = crypto.randomUUID()): Promise<string> {
  await product.must(boss, 'worktime.saveSite', { id, name: `site ${id}`, timeZone: 'UTC', country: null, strict });
  return id;
}

async function works(person: Person, siteId: string | null, isDay: (weekday: number) => boolean): Promise<void> {
  const id = crypto.randomUUID();
  const days = Array.from({ length: 7 }, (_, weekday) => (isDay(weekday) ? ALWAYS : []));
  const pattern = { kind: 'weekly', days, band: null, keepsHolidays: false };
  await product.must(boss, 'worktime.saveSchedule', { id, name: id, pattern, reason: 'for this test alone' });
  await product.must(boss, 'worktime.assign', { memberIds: [person.memberId], siteId, scheduleId: id });
}

const say = (text: string) =>
  product.must<{ number: number }>(boss, 'chat.sendMessage', { id: crypto.randomUUID(), conversationId: room, text });

/** What stays open to who is held: whole rooms that know nothing of talk, and single calls. */
const OPEN = /^(directory|worktime|outbox|rules)\./;
const OPEN_CALLS = [
  ...['chat.waiting', 'ding.answer', 'ding.reached'],
  ...['override.mine', 'override.exportLedger', 'override.contest'],
  ...['override.editEntry', 'override.confirmEntry', 'override.discardEntry'],
];

test('R3 whoever is off at a strict site is refused every call that could give what others say, whatever it is asked', async () => {
  await say(SECRET);
  const inside = product.house.callNames().filter((name) => {
    const allow = product.house.find(name)?.call.allow;
    return Array.isArray(allow) && allow.includes('member');
  });
  const held: string[] = [];
  for (const name of inside) {
    const { body } = await product.call(resting, name, { conversationId: room, senseless: true });
    if (body.code === 'platform.held') held.push(name);
    expect(JSON.stringify(body)).not.toContain(SECRET);
  }
  const open = inside.filter((name) => !held.includes(name));
  expect(open.filter((name) => !OPEN.test(name)).sort()).toEqual([...OPEN_CALLS].sort());
  expect(held.length).toBeGreaterThan(60);
  const id = crypto.randomUUID();
  for (const path of [`/files/${id}/whole`, `/files/link/${'a'.repeat(43)}`]) {
    const address = `${product.base}${path}?company=${resting.companyId}`;
    const headers = { authorization: `Bearer ${resting.token}`, 'x-company': String(resting.companyId) };
    const seen = await fetch(address, { headers });
    expect([path, await seen.json()]).toMatchObject([path, { code: 'platform.held' }]);
  }
});

test('R3 his socket is told so and closed: no greeting, no event, no topic', async () => {
  const socket = await product.socket(resting, { since: 0 });
  expect(await socket.closed).toBe(CLOSE.held);
  expect(socket.frames).toEqual([]);
});

test('R3 R18 W16 he sees how many wait and may look; what he missed comes then, and nobody hears of it', async () => {
  const before = await product.must<{ at: number }>(boss, 'chat.conversations');
  const waiting = await product.must<{ unread: number; mentions: number }>(resting, 'chat.waiting');
  await say(`<@${resting.memberId}> one more`);
  const more = await product.must<{ unread: number; mentions: number }>(resting, 'chat.waiting');
  expect(more).toEqual({ unread: waiting.unread + 1, mentions: waiting.mentions + 1 });

  const bosses = await product.socket(boss);
  await bosses.until(() => bosses.frames.find((frame) => 'hello' in frame));
  const heard = bosses.frames.length;
  const looked = await product.must<{ isHeld: boolean; looksUntil: string }>(resting, 'worktime.look', { on: true });
  expect(looked.isHeld).toBe(false);
  expect(Date.parse(looked.looksUntil) - Date.now()).toBeGreaterThan(11.9 * 3_600_000);
  expect(Date.parse(looked.looksUntil) - Date.now()).toBeLessThanOrEqual(12 * 3_600_000);
  const socket = await product.socket(resting, { since: before.at });
  await socket.until(() => socket.frames.find((frame) => frame['type'] === 'chat.messageSent'));
  expect((await product.call(resting, 'chat.messages', { conversationId: room })).status).toBe(200);

  await product.must(resting, 'worktime.look', { on: false });
  expect(await socket.closed).toBe(CLOSE.changed);
  expect((await product.call(resting, 'chat.messages', { conversationId: room })).body.code).toBe('platform.held');
  expect(bosses.frames.slice(heard)).toEqual([]);
  bosses.ws.close();
});

test('R3 what comes ends with his working time, on a socket that stays open and over it', async () => {
  const until = new Date(Date.now() + 1_500).toISOString();
  await product.must(resting, 'worktime.workNow', { until });
  const socket = await product.socket(resting);
  expect((await socket.call('chat.messages', { conversationId: room })).ok).toBeDefined();
  expect(await socket.closed).toBe(CLOSE.changed);
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(until));
  expect(await (await product.socket(resting)).closed).toBe(CLOSE.held);
});

test('R3 R4 an override reaches him and can be answered; a ding waits, and its words with it', async () => {
  const to = (messageId: string) => [{ conversationId: room, messageId, memberIds: [resting.memberId] }];
  const ding = crypto.randomUUID();
  await product.must(boss, 'ding.send', { id: ding, text: SECRET, to: to(crypto.randomUUID()) });
  const why = 'the cold store of the northern plant is on fire';
  const id = crypto.randomUUID();
  const sent = { id, text: 'leave the hall', to: to(crypto.randomUUID()), reason: 'danger', why };
  await product.must(boss, 'override.send', sent);
  const reached = () => product.must<{ id: string; text: string }[]>(resting, 'ding.reached');
  await expect
    .poll(async () => (await reached()).map((one) => one.text), { timeout: 8_000 })
    .toEqual(['leave the hall']);
  await product.must(resting, 'ding.answer', { id });
  expect(await reached()).toEqual([]);
});

test('W15 strict begins and ends with the word of who keeps the sites, for open sockets at once', async () => {
  const other = await product.join(boss, 'member', 'Rui');
  const site = await strictSite(false);
  await works(other, site, (weekday) => (weekday - today() + 7) % 7 > 1);
  const socket = await product.socket(other);
  expect((await socket.call('chat.conversations')).ok).toBeDefined();
  await strictSite(true, site);
  expect(await socket.closed).toBe(CLOSE.changed);
  expect(await (await product.socket(other)).closed).toBe(CLOSE.held);
  await strictSite(false, site);
  const again = await product.socket(other);
  expect((await again.call('chat.conversations')).ok).toBeDefined();
  again.ws.close();
});

test('W15 who moves to Lisbon, and has no site, is held from then on', async () => {
  const owner = await product.company('Elsewhere');
  const moving = await product.join(owner, 'member', 'Tang');
  const profile = { name: 'Tang', title: '', phone: null };
  // Hours begin by the date of who is given them: in Lisbon it is never an earlier one than in UTC.
  await product.must(moving, 'directory.editOwnProfile', { ...profile, timeZone: 'UTC' });
  const schedule = {
    id: crypto.randomUUID(),
    name: 'Rare',
    pattern: { kind: 'weekly', band: null, keepsHolidays: false },
  };
  const days = Array.from({ length: 7 }, (_, weekday) => ((weekday - today() + 7) % 7 > 1 ? ALWAYS : []));
  const pattern = { ...schedule.pattern, days };
  await product.must(owner, 'worktime.saveSchedule', { ...schedule, pattern, reason: 'for this test alone' });
  const input = { memberIds: [moving.memberId], siteId: null, scheduleId: schedule.id };
  await product.must(owner, 'worktime.assign', input);
  const socket = await product.socket(moving);
  expect((await socket.call('chat.conversations')).ok).toBeDefined();
  await product.must(moving, 'directory.editOwnProfile', { ...profile, timeZone: 'Europe/Lisbon' });
  expect(await socket.closed).toBe(CLOSE.changed);
  expect(await (await product.socket(moving)).closed).toBe(CLOSE.held);
});
