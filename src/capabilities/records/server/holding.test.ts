import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MORNING, openTestHouse } from '#chat/server/testing.ts';
import { threadIdOf } from '#chat/model/contract.ts';
import { companiesAfter } from '#identity/server/index.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { Followers } from '#platform/server/follow.ts';
import { search } from '#search/server/index.ts';
import type { recordsCalls } from '../model/contract.ts';
import { makeRecords, type Records } from './index.ts';

type Calls = typeof recordsCalls;
type People = Record<'lin' | 'zhou' | 'lu' | 'qin', Identity>;

const DAY_MS = 86_400_000;
const NAME = '三号线复产';
const PURPOSE = 'A dispute about batch 0423 is before the court.';
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
const at = (days: number) => house.at(new Date(MORNING.getTime() + days * DAY_MS));
/** So many days later, all that is due is done. */
async function day(days: number): Promise<void> {
  at(days);
  await records.settle();
  expect(errors).toEqual([]);
}
const ledger = async (as: Identity) =>
  (await house.call(as, 'directory.ledger', { before: null })) as { kind: string; facts: Record<string, unknown> }[];
const kinds = async (as: Identity) => (await ledger(as)).map(({ kind }) => kind);
const texts = async (as: Identity, conversationId: ConversationId) =>
  (await house.page(as, { conversationId, limit: 100 })).messages.map(({ text }) => text).filter((text) => text !== '');
const found = async (as: Identity, text: string) =>
  ((await house.call(as, 'search.messages', { text })) as { messages: unknown[] }).messages.length;

const sql = (text: string, values?: unknown[]) => house.fresh.sql(text, values);

/** In which tables of the house something stands of a conversation, and how many rows. */
async function leftOf(conversationId: ConversationId): Promise<Record<string, number>> {
  const tables = await sql(`
    select table_schema as schema, table_name as name from information_schema.columns
     where table_schema in ('chat', 'search', 'ding') and column_name = 'conversation_id'`);
  const left: Record<string, number> = {};
  for (const { schema, name } of tables) {
    const [row] = await sql(
      `select count(*)::int as rows from ${String(schema)}.${String(name)} where conversation_id = $1`,
      [conversationId],
    );
    if (Number(row?.['rows']) > 0) left[`${String(schema)}.${String(name)}`] = Number(row?.['rows']);
  }
  return left;
}

/** Lin owns the company, Lu is admin, Qin represents, Zhou is a member. */
async function company(): Promise<People> {
  const people = (await house.company('lin', 'zhou', 'lu', 'qin')) as People;
  const setRole = async (who: Identity, role: string) => {
    await house.call(people.lin, 'directory.setRole', { id: who.memberId, role });
    return { ...who, role };
  };
  return { ...people, lu: await setRole(people.lu, 'admin'), qin: await setRole(people.qin, 'representative') };
}

const named = (...conversationIds: ConversationId[]) => ({ allGroups: false, conversationIds, directs: [] });
const everyGroup = { allGroups: true, conversationIds: [], directs: [] };
const askHold = (as: Identity, scope: object, days = 90) =>
  ask(as, 'askHold', { purpose: PURPOSE, scope, days, language: 'en' });
async function hold({ lin, qin }: People, scope: object, days = 90) {
  const { id } = await askHold(lin, scope, days);
  await ask(qin, 'answerExport', { id, agree: true });
  return id;
}

/** A group in which something hangs on every table, and a thread with a file. */
async function talk({ lin, zhou }: People) {
  const room = await house.group(lin, zhou);
  const file = await house.bring(zhou, '报价.txt', Buffer.from('42 rolls'));
  await house.say(zhou, room, '批号 0423', { files: [file.id] }); // 2
  await house.talk(lin, 'setReaction', { conversationId: room, number: 2, emoji: '👍', on: true });
  await house.say(zhou, room, `<@${lin.memberId}> 看一下`); // 3
  await house.talk(zhou, 'editMessage', { conversationId: room, number: 3, text: `<@${lin.memberId}> 请看一下` });
  await house.talk(lin, 'setAnnouncement', { conversationId: room, number: 2 });
  const root = { conversationId: room, number: 2 };
  const thread = threadIdOf(root);
  const plan = await house.bring(lin, '图纸.txt', Buffer.from('a plan'));
  await house.say(lin, thread, '图在这里', { thread: root, files: [plan.id] });
  await followers.settle();
  return { room, thread };
}
const bytes = (who: Identity) =>
  readdirSync(house.folder, { recursive: true, withFileTypes: true }).filter(
    (one) => one.isFile() && one.parentPath.includes(who.companyId),
  ).length;

describe('a deleted group', () => {
  test('K16 is erased for good after 30 days, threads, bytes and words of the index too; the ledger says how much', async () => {
    const people = await company();
    const { lin, zhou } = people;
    const { room, thread } = await talk(people);
    expect(await found(zhou, '0423')).toBe(1);
    await ask(lin, 'setRetention', { level: 'conversation', conversationId: room, days: 365 });
    expect(bytes(lin)).toBeGreaterThan(0);
    const device = await house.device(zhou);
    await house.talk(lin, 'deleteConversation', { conversationId: room, name: NAME });
    expect(await found(zhou, '0423'), 'not found meanwhile').toBe(0);
    await day(29);
    expect(Object.keys(await leftOf(room))).toContain('chat.message');
    await day(30.5);
    expect(await leftOf(room)).toEqual({});
    expect(await leftOf(thread)).toEqual({});
    expect(bytes(lin)).toBe(0);
    expect(await ask(lin, 'retention'), 'the rule for it').toEqual([]);
    const entry = (await ledger(lin)).find(({ kind }) => kind === 'conversationErased');
    expect(entry?.facts).toEqual({ conversationId: room, name: NAME, messages: 5 });
    expect(await refusal(house.talk(lin, 'restoreConversation', { conversationId: room }))).toBe(
      'chat.conversationUnknown',
    );
    await sleep(30); // the hub writes in a later turn of the loop
    expect(device.state.deleted, 'its line goes from every list').toEqual([]);
    expect((await house.fetch(zhou)).deleted).toEqual([]);
  });

  test('K16 what is being erased is not restored; a killed server goes on where it was', async () => {
    const people = await company();
    const { lin } = people;
    const { room } = await talk(people);
    await house.talk(lin, 'deleteConversation', { conversationId: room, name: NAME });
    await sql('update chat.deletion set begun = true, due_at = $2 where conversation_id = $1', [
      room,
      new Date(MORNING.getTime() + 31 * DAY_MS),
    ]);
    expect(await refusal(house.talk(lin, 'restoreConversation', { conversationId: room }))).toBe('chat.beingErased');
    await day(31.5);
    expect(await leftOf(room)).toEqual({});
  });

  test('K16 no export and no copy that is made meanwhile holds anything of it', async () => {
    const people = await company();
    const { lin, zhou, qin } = people;
    const { room } = await talk(people);
    const other = await house.group(lin, zhou);
    await house.say(zhou, other, 'another group');
    const { id } = await ask(lin, 'askExport', {
      purpose: PURPOSE,
      scope: { allGroups: true, conversationIds: [], directs: [], from: null, until: null },
      language: 'en',
    });
    await house.talk(lin, 'deleteConversation', { conversationId: room, name: NAME });
    await ask(qin, 'answerExport', { id, agree: true });
    await ask(zhou, 'askOwnCopy', { language: 'en' });
    await records.settle();
    expect((await ask(lin, 'exports'))[0]).toMatchObject({ state: 'ready', messages: 2 });
    expect((await ask(zhou, 'ownCopy')).copy).toMatchObject({ state: 'ready', messages: 2 });
    const again = ask(lin, 'askExport', {
      purpose: PURPOSE,
      scope: { ...named(room), from: null, until: null },
      language: 'en',
    });
    expect(await refusal(again)).toBe('records.conversationUnknown');
  });

  test('K16 retention goes on in it', async () => {
    const people = await company();
    const { lin } = people;
    const { room } = await talk(people);
    await ask(lin, 'setRetention', { level: 'company', days: 30 });
    await day(15);
    at(20);
    await house.talk(lin, 'deleteConversation', { conversationId: room, name: NAME });
    await day(31);
    await house.talk(lin, 'restoreConversation', { conversationId: room });
    expect(await texts(lin, room)).toEqual([]);
  });
});

describe('a legal hold', () => {
  test('K17 takes the two keys of an export: nobody holds both, none holds before, and it lapses unanswered', async () => {
    const people = await company();
    const { lin, zhou, lu, qin } = people;
    const { room } = await talk(people);
    const asked = await askHold(lin, named(room));
    expect(asked).toMatchObject({
      kind: 'hold',
      state: 'asked',
      key: 'representative',
      holdDays: 90,
      mayAnswer: false,
    });
    expect(await ask(zhou, 'holdsHere')).toEqual([]);
    const answer = (as: Identity) => refusal(ask(as, 'answerExport', { id: asked.id, agree: true }));
    expect([await answer(lin), await answer(lu)]).toEqual(['records.ownRequest', 'platform.forbidden']);
    expect(await answer(qin)).toBe('done');
    expect(await answer(qin)).toBe('records.answered');
    const second = await askHold(lu, everyGroup);
    await day(8);
    expect((await ask(lin, 'exports')).find(({ id }) => id === second.id)?.state).toBe('lapsed');
    expect(await kinds(lin)).toEqual(expect.arrayContaining(['holdAsked', 'holdAgreed', 'holdLapsed']));
    const stranger = { allGroups: false, conversationIds: [(await talk(await company())).room], directs: [] };
    expect(await refusal(askHold(lin, stranger))).toBe('records.conversationUnknown');
    expect(await refusal(askHold(lin, named()))).toBe('records.nothingNamed');
    await expect(askHold(lin, everyGroup, 366), 'longer than 12 months').rejects.toThrow('365');
  });

  test('K18 who is in what is held reads why, and until when, guests too; everybody inside sees that there is one', async () => {
    const people = await company();
    const { lin, zhou, lu, qin } = people;
    const { room } = await talk(people);
    await house.group(lin, lu);
    const id = await hold(people, named(room), 60);
    const until = new Date(MORNING.getTime() + 60 * DAY_MS);
    const seen = {
      id,
      purpose: PURPOSE,
      until,
      askedBy: lin.memberId,
      answeredBy: qin.memberId,
      conversationIds: [room],
    };
    expect(await ask(zhou, 'holdsHere')).toEqual([seen]);
    expect(await ask(lu, 'holdsHere'), 'not in it').toEqual([]);
    expect(await ask(lu, 'companyExports')).toMatchObject([{ id, kind: 'hold', state: 'holding', holdsUntil: until }]);
    const { conversation } = await house.talk(lin, 'openDirect', { memberId: zhou.memberId });
    const all = await hold(people, everyGroup);
    const ids = (await ask(zhou, 'holdsHere')).find((one) => one.id === all)?.conversationIds;
    expect(ids, 'all groups never means direct ones').toEqual([room]);
    expect(ids).not.toContain(conversation.id);
    await hold(people, { ...named(), directs: [{ memberId: lin.memberId, peerId: zhou.memberId }] });
    expect((await ask(zhou, 'holdsHere')).map((one) => one.conversationIds)).toContainEqual([conversation.id]);
  });

  test('K19 while it holds what is old vanishes and is not erased; after its end not before a day', async () => {
    const people = await company();
    const { lin, zhou } = people;
    const { room } = await talk(people);
    await ask(lin, 'setRetention', { level: 'company', days: 30 });
    await hold(people, named(room), 100);
    await day(46);
    expect(await texts(zhou, room), 'vanished').toEqual([]);
    // Vanished for longer than 30 days, and held.
    await day(90);
    expect((await leftOf(room))['chat.message']).toBe(4);
    expect(await kinds(lin)).not.toContain('retentionErased');
    await day(100.5);
    expect(await kinds(lin)).toContain('holdEnded');
    expect(await ask(zhou, 'holdsHere')).toEqual([]);
    expect((await leftOf(room))['chat.message'], 'within a day').toBe(4);
    await day(103);
    expect((await leftOf(room))['chat.message']).toBeUndefined();
  });

  test('K19 a deleted group waits for its end, too; an admin ends it early, and nobody else', async () => {
    const people = await company();
    const { lin, zhou, lu, qin } = people;
    const { room, thread } = await talk(people);
    const id = await hold(people, everyGroup, 300);
    await house.talk(lin, 'deleteConversation', { conversationId: room, name: NAME });
    expect((await ask(lin, 'exports'))[0]).toMatchObject({ mayEnd: true });
    await day(40);
    expect((await leftOf(thread))['chat.message']).toBe(1);
    for (const who of [zhou, qin]) expect(await refusal(ask(who, 'endHold', { id }))).not.toBe('done');
    expect(await ask(lu, 'endHold', { id })).toMatchObject({ state: 'ended', mayEnd: false });
    expect(await refusal(ask(lu, 'endHold', { id }))).toBe('records.answered');
    await day(40.9);
    expect((await leftOf(room))['chat.message']).toBe(4);
    await day(42.5);
    expect(await leftOf(room)).toEqual({});
  });

  test('K19 one that ends keeps nothing that another still holds', async () => {
    const people = await company();
    const { lin } = people;
    const { room } = await talk(people);
    const first = await hold(people, named(room));
    await hold(people, everyGroup);
    await house.talk(lin, 'deleteConversation', { conversationId: room, name: NAME });
    await ask(lin, 'endHold', { id: first });
    await day(35);
    expect((await leftOf(room))['chat.message']).toBe(4);
  });

  test('K17 the database holds nothing without a second key', async () => {
    const people = await company();
    const { id } = await askHold(people.lin, everyGroup);
    const held = "update records.export set state = 'holding' where export_id = $1";
    await expect(sql(held, [id])).rejects.toThrow('check constraint');
    const alone = "update records.export set state = 'holding', answered_by = asked_by where export_id = $1";
    await expect(sql(alone, [id])).rejects.toThrow('check constraint');
  });
});
