import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MORNING, openTestHouse } from '#chat/server/testing.ts';
import { threadIdOf } from '#chat/model/contract.ts';
import { companiesAfter } from '#identity/server/index.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { Followers } from '#platform/server/follow.ts';
import { newId } from '#platform/server/house.ts';
import { search } from '#search/server/index.ts';
import type { recordsCalls } from '../model/contract.ts';
import { makeRecords, type Records } from './index.ts';

type Calls = typeof recordsCalls;
type People = Record<'lin' | 'zhou' | 'lu', Identity>;

const DAY_MS = 86_400_000;
let house: Awaited<ReturnType<typeof openTestHouse>>;
let records: Records;
let followers: Followers;
const errors: unknown[] = [];

beforeAll(async () => {
  house = await openTestHouse(search, ({ files, outbox, folder }) => {
    records = makeRecords({ dataFolder: folder, files, outbox });
    return records.capability;
  });
  records.start(house.house, companiesAfter, (error) => errors.push(error));
  followers = new Followers(house.house, companiesAfter, (error) => errors.push(error), { busy: () => 0 });
  followers.start();
});
afterAll(async () => {
  await followers.stop();
  await records.stop();
  await house[Symbol.asyncDispose]();
});
beforeEach(() => {
  house.at(MORNING);
  errors.length = 0;
});

const ask = <Name extends keyof Calls>(as: Identity, name: Name, input: object = {}) =>
  house.call(as, `records.${name}`, input) as Promise<OutputOf<Calls[Name]>>;
const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: { refusal?: { code: string } }) => error.refusal?.code ?? 'another error',
  );
/** So many days later, all that is due is done. */
async function day(days: number): Promise<void> {
  house.at(new Date(MORNING.getTime() + days * DAY_MS));
  await records.settle();
  expect(errors).toEqual([]);
}
const at = (days: number) => house.at(new Date(MORNING.getTime() + days * DAY_MS));
const texts = async (as: Identity, conversationId: ConversationId) =>
  (await house.page(as, { conversationId, limit: 100 })).messages.map(({ text }) => text).filter((text) => text !== '');
const ledger = async (as: Identity) =>
  (await house.call(as, 'directory.ledger', { before: null })) as { kind: string; facts: Record<string, unknown> }[];
const found = async (as: Identity, text: string) =>
  ((await house.call(as, 'search.messages', { text })) as { messages: { text: string }[] }).messages.map(
    (one) => one.text,
  );

async function company(): Promise<People> {
  const people = (await house.company('lin', 'zhou', 'lu')) as People;
  return people;
}

const sql = (text: string, values?: unknown[]) => house.fresh.sql(text, values);

/** All tables of chat and search in which something of a message stands, with how many rows this conversation has there up to a number. */
async function leftOf(conversationId: ConversationId, until: number): Promise<Record<string, number>> {
  const tables = await sql(`
    select c.table_schema as schema, c.table_name as name from information_schema.columns c
     where c.table_schema in ('chat', 'search') and c.column_name = 'number'
       and exists (select 1 from information_schema.columns d
                    where d.table_schema = c.table_schema and d.table_name = c.table_name and d.column_name = 'conversation_id')`);
  const left: Record<string, number> = {};
  for (const { schema, name } of tables) {
    const [row] = await sql(
      `select count(*)::int as rows from ${String(schema)}.${String(name)} where conversation_id = $1 and number <= $2`,
      [conversationId, until],
    );
    if (Number(row?.['rows']) > 0) left[String(name)] = Number(row?.['rows']);
  }
  return left;
}

test('K10 owner and admins make rules, others read them; each change is in the ledger', async () => {
  const { lin, zhou, lu } = await company();
  const room = await house.group(lin, zhou);
  await ask(lin, 'setRetention', { level: 'company', days: 365 });
  await ask(lin, 'setRetention', { level: 'conversation', conversationId: room, days: 90 });
  const seen = await ask(zhou, 'retention');
  expect(seen).toMatchObject([
    { level: 'company', days: null, next: { days: 365, at: new Date(MORNING.getTime() + 14 * DAY_MS) } },
    { level: 'conversation', conversationId: room, name: '', next: { days: 90 } },
  ]);
  // Of a group one is not in, one learns no more than that there is a company.
  expect(await ask(lu, 'retention')).toHaveLength(1);
  expect((await ask(lin, 'retention'))[1]).toMatchObject({ name: '三号线复产' });
  const { conversation } = await house.talk(lin, 'openDirect', { memberId: zhou.memberId });
  const single = { level: 'conversation', conversationId: conversation.id, days: 90 };
  expect(await refusal(ask(lin, 'setRetention', single))).toBe('records.conversationUnknown');
  expect(await refusal(ask(lin, 'setRetention', { ...single, conversationId: newId() }))).toBe(
    'records.conversationUnknown',
  );
  expect((await ledger(lin)).filter(({ kind }) => kind === 'retentionSet').map(({ facts }) => facts['days'])).toEqual([
    90, 365,
  ]);
  // The company's rule will keep less than now: to be kept by it has its notice, too.
  const again = await ask(lin, 'setRetention', { level: 'conversation', conversationId: room, days: 'asAbove' });
  expect(again[1]).toMatchObject({ days: null, next: { days: 'asAbove' } });
  await ask(lin, 'setRetention', { level: 'company', days: null });
  expect(await ask(lin, 'setRetention', { level: 'conversation', conversationId: room, days: 'asAbove' })).toHaveLength(
    1,
  );
});

test('K12 what is older than it is kept vanishes for everybody, not before 14 days after the rule; the rest stays', async () => {
  const { lin, zhou } = await company();
  const room = await house.group(lin, zhou);
  const { conversation } = await house.talk(lin, 'openDirect', { memberId: zhou.memberId });
  const { number } = await house.say(lin, room, `old <@${zhou.memberId}> findable`);
  await house.talk(lin, 'setAnnouncement', { conversationId: room, number });
  await house.say(lin, conversation.id, 'in private');
  at(60);
  await house.say(lin, room, 'new findable', { replyTo: number });
  await ask(lin, 'setRetention', { level: 'group', days: 30 });
  await day(73.9);
  expect(await texts(zhou, room)).toHaveLength(2);
  await day(74);
  await followers.settle();
  for (const one of [lin, zhou]) expect(await texts(one, room)).toEqual(['new findable']);
  expect(await texts(zhou, conversation.id)).toEqual(['in private']);
  const seen = (await house.talk(zhou, 'conversation', { conversationId: room })).conversation;
  expect(seen).toMatchObject({ mentions: [], announced: null, hiddenNumber: 3, readNumber: 3 });
  expect(await found(zhou, 'findable')).toEqual(['new findable']);
  expect(await house.talk(zhou, 'messagesByNumber', { conversationId: room, numbers: [number] })).toEqual([]);
  const named = { conversationId: room, number };
  for (const [name, more] of [
    ['recallMessage', {}],
    ['setReaction', { emoji: '👍', on: true }],
    ['setAnnouncement', {}],
  ] as const) {
    expect(await refusal(house.talk(lin, name, { ...named, ...more })), name).toBe('chat.messageUnknown');
  }
});

test('K13 what vanished comes back within 30 days when the rule is loosened; after them it does not', async () => {
  const { lin, zhou } = await company();
  const room = await house.group(lin, zhou);
  await house.say(zhou, room, 'first');
  at(5);
  await house.say(zhou, room, 'second');
  at(6);
  await ask(lin, 'setRetention', { level: 'company', days: 30 });
  await day(31); // both notice and days of the first are over
  expect(await texts(zhou, room)).toEqual(['second']);
  await day(36);
  expect(await texts(zhou, room)).toEqual([]);
  await day(60.9);
  await ask(lin, 'setRetention', { level: 'company', days: 90 });
  await records.settle();
  expect(await texts(zhou, room)).toEqual(['first', 'second']);
  await ask(lin, 'setRetention', { level: 'company', days: 30 });
  await day(75);
  expect(await texts(zhou, room)).toEqual([]);
  await day(106);
  await ask(lin, 'setRetention', { level: 'company', days: null });
  await day(107);
  expect(await texts(zhou, room)).toEqual([]);
  expect((await ledger(lin)).map(({ kind }) => kind)).toContain('retentionErased');
});

test('K14 erased is all that hung on it: rows, files, words; numbers go on, and so does talk', async () => {
  const { lin, zhou } = await company();
  const room = await house.group(lin, zhou);
  const file = await house.bring(zhou, 'plan.txt', Buffer.from('a plan'));
  await house.say(zhou, room, 'erasable https://a.example/x', { files: [file.id] }); // 2
  await house.talk(zhou, 'editMessage', { conversationId: room, number: 2, text: `erasable <@${lin.memberId}>` });
  await house.talk(lin, 'setReaction', { conversationId: room, number: 2, emoji: '👍', on: true });
  await house.talk(zhou, 'sendNotice', { id: newId(), conversationId: room, text: 'erasable notice', dueDays: 2 }); // 3
  const poll = { text: 'erasable?', options: ['a', 'b'], multiple: false, anonymous: false, endsAt: null };
  await house.talk(zhou, 'sendPoll', { id: newId(), conversationId: room, ...poll }); // 4
  await house.talk(lin, 'vote', { conversationId: room, number: 4, options: [0] });
  const source = { conversationId: room, number: 2 };
  await house.talk(zhou, 'forward', { id: newId(), conversationId: room, text: '', source }); // 5
  const thread = threadIdOf(source);
  await house.say(lin, thread, 'erasable answer', { thread: source });
  await followers.settle();
  expect(Object.keys(await leftOf(room, 5))).toEqual(
    expect.arrayContaining(['message', 'poll_vote', 'reaction', 'notice_asked']),
  );
  await ask(lin, 'setRetention', { level: 'conversation', conversationId: room, days: 30 });
  await day(30.5);
  await followers.settle();
  expect(await texts(lin, room)).toEqual([]);
  const bytesOf = () => readdirSync(house.folder, { recursive: true }).filter((name) => String(name).includes(file.id));
  expect(bytesOf()).not.toEqual([]);
  await day(61);
  await followers.settle();
  // Of the thread the place stays under which it hangs: no word of anybody.
  const { thread: _, ...left } = await leftOf(room, 5);
  expect(left).toEqual({});
  expect(await leftOf(thread, 1)).toEqual({});
  await expect.poll(bytesOf).toEqual([]);
  expect(await found(lin, 'erasable')).toEqual([]);
  expect((await house.say(zhou, room, 'again')).number).toBe(6);
  expect(await texts(lin, room)).toEqual(['again']);
  expect(await house.page(lin, { conversationId: room })).toMatchObject({ hasBefore: false, hasAfter: false });
});

describe('K15 it goes in steps', () => {
  test('of bounded size, and goes on where it was cut off', async () => {
    const { lin, zhou } = await company();
    const room = await house.group(lin, zhou);
    const sends = Array.from({ length: 1_400 }, (_, n) => ({
      ...{ id: newId() as never, conversationId: room, authorId: zhou.memberId, text: `${n}`, replyTo: null },
      sentAt: MORNING,
    }));
    await house.chat.importMessages(lin.companyId, sends);
    await ask(lin, 'setRetention', { level: 'company', days: 30 });
    await records.settle();
    at(31);
    // The connections are cut in the middle: a step is there whole, or not at all.
    await sql(`create function chat.cut() returns trigger language plpgsql as $$ begin
                 if new.erased_number between 600 and 800 and not exists (select 1 from chat.cut) then
                   raise exception 'cut'; end if; return new; end $$`);
    await sql('create table chat.cut (done int)');
    await sql('grant select on chat.cut to public');
    await sql('create trigger cut before update on chat.conversation for each row execute function chat.cut()');
    await records.settle();
    expect(await texts(zhou, room)).toEqual([]);
    at(62);
    await records.settle();
    expect(errors.map(String)).toEqual(['error: cut']);
    const [cut] = await sql('select erased_number::int as number from chat.conversation where conversation_id = $1', [
      room,
    ]);
    expect(cut?.['number']).toBe(500);
    errors.length = 0;
    await sql('insert into chat.cut values (1)');
    await day(62.1);
    const [whole] = await sql('select erased_number::int as number from chat.conversation where conversation_id = $1', [
      room,
    ]);
    expect(whole?.['number']).toBe(1_401);
    expect(await leftOf(room, 1_401)).toEqual({});
    await sql('drop trigger cut on chat.conversation');
  });
});
