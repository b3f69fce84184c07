import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Conversation } from '#chat/model/contract.ts';
import { doors, makeCapabilities } from '#app/server/capabilities.ts';
import { accountNamed, companiesAfter, meOf } from '#identity/server/index.ts';
import type { CompanyId } from '#platform/model/ids.ts';
import { House, noEdge } from '#platform/server/house.ts';
import { freshDatabase } from '#platform/server/testing.ts';
import { act, type Actor, asMember } from './acting.ts';
import { type DemoPerson, demoPeople, linUnread, norrland, qinghe, roomNames } from './cast.ts';
import { qingheRooms, seedDemo } from './demo.ts';

/** A Monday in Suzhou, 10:40. */
const NOW = new Date('2026-11-23T02:40:00Z');

async function openHouse(now = NOW) {
  const fresh = await freshDatabase();
  const { capabilities, chat, outbox, dings } = makeCapabilities();
  const house = new House(fresh.database, capabilities, doors, () => now);
  chat.start(house, companiesAfter, () => {});
  const close = async () => {
    await chat.stop();
    await fresh[Symbol.asyncDispose]();
  };
  return { house, chat, outbox, dings, ownerUrl: fresh.ownerUrl, close };
}

/** The demo, made once for the tests that only look at it. */
let demo: Awaited<ReturnType<typeof openHouse>> & { readonly people: DemoPerson[]; readonly tookMs: number };
beforeAll(async () => {
  const opened = await openHouse();
  const began = performance.now();
  const people = await seedDemo(opened);
  demo = { ...opened, people, tookMs: performance.now() - began };
}, 60_000);
afterAll(() => demo.close());

async function behindTheLock(url: string, sql: string): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows[0];
}

const COUNTS = `select (select count(*)::int from identity.account) as accounts,
  (select count(*)::int from directory.company) as companies,
  (select count(*)::int from directory.member) as members,
  (select count(*)::int from directory.department) as departments,
  (select count(*)::int from chat.conversation) as conversations,
  (select count(*)::int from chat.message where note is null) as messages,
  (select count(*)::int from chat.message where edited_at is not null) as edited,
  (select count(*)::int from chat.message where recalled_at is not null) as recalled,
  (select count(*)::int from chat.message where reply_to is not null) as answers,
  (select count(*)::int from chat.mention) as mentions,
  (select count(*)::int from chat.reaction) as reactions,
  (select count(*)::int from chat.thread) as threads,
  (select count(*)::int from chat.notice where acknowledged between 1 and asked - 1) as notices,
  (select count(*)::int from chat.poll where voters > 3) as polls,
  (select count(*)::int from chat.forward where cardinality(more) > 0) as forwards,
  (select count(*)::int from chat.message where card->>'kind' in ('contact', 'place')) as handed,
  (select count(*)::int from chat.silence) as silences,
  (select count(*)::int from later.saved) as saved,
  (select count(*)::int from later.scheduled where silent) as scheduled,
  (select count(*)::int from worktime.site) as sites,
  (select count(*)::int from worktime.assignment) as assigned,
  (select count(*)::int from worktime.duty) as duties,
  (select count(*)::int from override.override) as overrides,
  (select count(*)::int from override.entry where state = 'confirmed') as entries,
  (select count(*)::int from outbox.interruption where told_at is not null) as told,
  (select count(*)::int from outbox.interruption where held_until is not null) as held,
  (select count(*)::int from outbox.interruption where because = 'override') as through`;

/** What must not be left behind of the devices that were told. */
const LEFT = `select (select count(*)::int from outbox.device) as devices, (select count(*)::int from outbox.delivery) as deliveries,
  (select count(*)::int from identity.session) as sessions,
  (select count(*)::int from outbox.interruption where told_at > '${NOW.toISOString()}') as late`;

/** Entries that are dated before the one they follow, and those of the future. */
const LEDGER = `select count(*) filter (where at < before)::int as backwards,
    count(*) filter (where at > '${NOW.toISOString()}')::int as late
  from (select at, lag(at) over (partition by company_id order by number) as before from directory.ledger) entry`;

async function seats(house: House, accountName: string) {
  return house.run(noEdge, async (ctx) => {
    const account = await accountNamed(ctx, accountName);
    return account === null ? [] : (await meOf(ctx, account.accountId)).seats;
  });
}

async function listOf(house: House, accountName: string, companyName: string) {
  const seat = (await seats(house, accountName)).find((one) => one.companyName === companyName);
  if (seat === undefined) throw new Error(`${accountName} has no seat`);
  const actor: Actor = { companyId: seat.companyId, memberId: seat.memberId, role: seat.role };
  const list = await house.run(noEdge, async (base) => {
    await base.enterCompany(actor.companyId);
    return act(house, asMember(base, actor, NOW), 'chat.conversations', {});
  });
  return { actor, conversations: list.conversations.filter(({ kind }) => kind !== 'thread') };
}

function unreadOf(conversation: Conversation): number {
  return conversation.lastNumber - conversation.readNumber;
}

test('the demo is made once, whole, and as its main member ought to find it', { timeout: 60_000 }, async () => {
  const { house, ownerUrl, people, tookMs } = demo;
  expect(people).toEqual(demoPeople);
  const counts = await behindTheLock(ownerUrl, COUNTS);
  console.log(`the demo took ${Math.round(tookMs)} ms`, counts);

  expect(counts['companies']).toBe(2);
  expect(counts['members']).toBe(qinghe.people.length + norrland.people.length);
  expect(counts['departments']).toBe(qinghe.departments.length + norrland.departments.length);
  expect(counts['messages']).toBeGreaterThan(3_000);
  expect(counts['messages']).toBeLessThan(5_500);
  for (const [what, least] of Object.entries({
    edited: 3,
    recalled: 2,
    answers: 40,
    mentions: 8,
    reactions: 40,
    threads: 3,
    notices: 2,
    polls: 2,
    forwards: 2,
    handed: 4,
    silences: 2,
    saved: 5,
    scheduled: 2,
    sites: 4,
    assigned: 8,
    duties: 3,
    overrides: 2,
    entries: 1,
    told: 60,
    held: 20,
    through: 2,
  })) {
    expect(counts[what], what).toBeGreaterThanOrEqual(least);
  }

  expect(await behindTheLock(ownerUrl, LEFT)).toEqual({ devices: 0, deliveries: 0, sessions: 0, late: 0 });

  const lin = await listOf(house, 'lin@qinghe.example', qinghe.name);
  const ownRooms = qingheRooms.filter((room) => room.members.includes('lin') || room.key === 'production');
  expect(lin.conversations).toHaveLength(ownRooms.length);
  const unread = lin.conversations.filter((one) => unreadOf(one) > 0);
  const upwards = (a: number, b: number) => a - b;
  // The ding of the last morning is one more.
  const wanted = { ...linUnread, production: (linUnread['production'] ?? 0) + 1 };
  expect(unread.map(unreadOf).sort(upwards)).toEqual(Object.values(wanted).sort(upwards));
  expect(unread.flatMap((one) => one.mentions)).toHaveLength(1);
  expect(unread.find((one) => one.mentions.length > 0)?.name).toBe(roomNames.production);
  expect(lin.conversations.filter((one) => one.pinned)).toHaveLength(2);
  expect(lin.conversations.filter((one) => one.muted).map((one) => one.name)).toEqual([roomNames.badminton]);
  expect(lin.conversations.filter((one) => one.draft !== '')).toHaveLength(1);

  const line3 = lin.conversations.find((one) => one.name === roomNames.line3) as Conversation;
  expect(line3.last?.authorId).toBe(lin.actor.memberId);
  const receipts = await house.run(noEdge, async (base) => {
    await base.enterCompany(lin.actor.companyId);
    const input = { conversationId: line3.id, number: line3.lastNumber };
    return act(house, asMember(base, lin.actor, NOW), 'chat.receiptsOf', input);
  });
  expect(receipts.counts).toEqual({ read: 5, unread: 6, off: 0 });
  for (const conversation of lin.conversations) {
    expect(conversation.activeAt.getTime(), conversation.name).toBeLessThanOrEqual(NOW.getTime());
  }

  expect(await behindTheLock(ownerUrl, LEDGER)).toEqual({ backwards: 0, late: 0 });
  const jonas = await seats(house, 'jonas@qinghe.example');
  expect(jonas.map(({ companyName }) => companyName)).toEqual([qinghe.name, norrland.name]);

  expect(await seedDemo(demo)).toEqual(demoPeople);
  expect(await behindTheLock(ownerUrl, COUNTS)).toEqual(counts);
});

test('nothing of one company is seen from the other, though people are in both', { timeout: 60_000 }, async () => {
  const { house } = demo;
  const ours = await listOf(house, 'jonas@qinghe.example', qinghe.name);
  const theirs = await listOf(house, 'jonas@qinghe.example', norrland.name);
  expect(ours.actor.companyId).not.toBe(theirs.actor.companyId);
  const ids = new Set(ours.conversations.map(({ id }) => id));
  expect(theirs.conversations.some(({ id }) => ids.has(id))).toBe(false);
  const countIn = (companyId: CompanyId) =>
    house.database.transaction(companyId, async (tx) => {
      const [row] = await tx<{ companies: number; foreign: number }>`
        select count(distinct company_id) as companies, count(*) filter (where company_id <> ${companyId}) as foreign
          from chat.message`;
      return row;
    });
  expect(await countIn(ours.actor.companyId)).toEqual({ companies: 1, foreign: 0 });
  expect(await countIn(theirs.actor.companyId)).toEqual({ companies: 1, foreign: 0 });
  const guest = await listOf(house, 'daniel@norrland.example', qinghe.name);
  expect(guest.actor.role).toBe('guest');
  expect(guest.conversations.map(({ name }) => name).sort()).toEqual(['', roomNames.norrland]);
});

test('a seed that was cut off is made anew', { timeout: 60_000 }, async () => {
  const opened = await openHouse(new Date('2026-10-05T20:00:00Z'));
  const { house, chat } = opened;
  onTestFinished(opened.close);
  const cut = { ...chat, importMessages: () => Promise.reject(new Error('cut off')) };
  await expect(seedDemo({ ...opened, chat: cut })).rejects.toThrow('cut off');
  expect(await seats(house, 'fu@qinghe.example')).toEqual([]);
  await seedDemo(opened);
  expect(await seats(house, 'fu@qinghe.example')).toHaveLength(1);
  expect(await seats(house, 'lin@qinghe.example')).toHaveLength(1);
  expect(await seats(house, 'zhou@qinghe.example')).toHaveLength(1);
  expect(await seats(house, 'jonas@qinghe.example')).toHaveLength(2);
});
