import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MORNING, openTestHouse } from '#chat/server/testing.ts';
import { verifyLedgerOf } from '#directory/server/index.ts';
import { companiesAfter } from '#identity/server/index.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import type { Identity } from '#platform/server/connection.ts';
import type { recordsCalls } from '../model/contract.ts';
import { makeRecords, type Records } from './index.ts';

type Calls = typeof recordsCalls;
type People = Record<'lin' | 'zhou' | 'lu' | 'qin' | 'tang', Identity>;

const DAY_MS = 86_400_000;
let house: Awaited<ReturnType<typeof openTestHouse>>;
let records: Records;
const errors: unknown[] = [];

beforeAll(async () => {
  house = await openTestHouse(({ files, outbox, folder }) => {
    records = makeRecords({ dataFolder: folder, files, outbox });
    return records.capability;
  });
  records.start(house.house, companiesAfter, (error) => errors.push(error));
});
afterAll(async () => {
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

/** Lin owns, Lu is admin, Qin represents; Zhou and Tang are members. */
async function company(): Promise<People> {
  const people = (await house.company('lin', 'zhou', 'lu', 'qin', 'tang')) as People;
  const setRole = async (who: Identity, role: string) => {
    await house.call(people.lin, 'directory.setRole', { id: who.memberId, role });
    return { ...who, role };
  };
  return { ...people, lu: await setRole(people.lu, 'admin'), qin: await setRole(people.qin, 'representative') };
}

const pathOf = (who: Identity, id: string) => join(house.folder, 'records', who.companyId, id, 'copy.zip');
function opened(who: Identity, id: string): Record<string, string> {
  const entries = unzipSync(readFileSync(pathOf(who, id)));
  return Object.fromEntries(Object.entries(entries).map(([name, bytes]) => [name, strFromU8(bytes)]));
}
const lines = (text: string | undefined) =>
  (text ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const sql = (text: string, values?: unknown[]) => house.fresh.sql(text, values);

const ledgerKinds = async (as: Identity) =>
  ((await house.call(as, 'directory.ledger', { before: null })) as { kind: string }[]).map(({ kind }) => kind);

const scope = { allGroups: true, conversationIds: [], directs: [], from: null, until: null };
const PURPOSE = 'The court asks for the talk about line 3 of last month.';

test('K1 an own copy holds what one may read now, and nothing else of anybody', async () => {
  const { lin, zhou, tang } = await company();
  const room = await house.group(lin, zhou, tang);
  const left = await house.group(lin, zhou, tang);
  await house.say(zhou, room, 'first <b>draft</b>');
  await house.talk(zhou, 'editMessage', { conversationId: room, number: 2, text: 'second draft' });
  await house.say(tang, room, '=cmd|calc');
  await house.say(tang, room, 'taken back');
  await house.talk(tang, 'recallMessage', { conversationId: room, number: 4 });
  const file = await house.bring(zhou, '../../报价.txt', Buffer.from('42 rolls'));
  const theirs = await house.bring(tang, 'secret.txt', Buffer.from('not of zhou'));
  await house.say(zhou, room, '', { files: [file.id] });
  await house.say(tang, room, '', { files: [theirs.id] });
  await house.say(zhou, left, 'said where I am no more');
  await house.talk(lin, 'removeParticipant', { conversationId: left, memberId: zhou.memberId });
  await house.say(tang, await house.group(lin, tang), 'never seen by zhou');

  const { id } = await ask(zhou, 'askOwnCopy', { language: 'zh' });
  await records.settle();
  expect(errors).toEqual([]);
  expect((await ask(zhou, 'ownCopy')).copy).toMatchObject({ id, state: 'ready', messages: 6 });
  const copy = opened(zhou, id);
  const names = Object.keys(copy);
  expect(names).toEqual(
    expect.arrayContaining([
      'README.txt',
      'index.html',
      'messages.jsonl',
      'profile.json',
      'devices.json',
      'settings.json',
      'ledger.jsonl',
    ]),
  );
  expect(names.filter((name) => name.startsWith('files/'))).toEqual(['files/0001 报价.txt']);
  expect(copy['files/0001 报价.txt']).toBe('42 rolls');
  expect(names.filter((name) => /\.\.|\\|^\//.test(name))).toEqual([]);
  expect(lines(copy['messages.jsonl']).map(({ text, earlierTexts }) => [text, earlierTexts])).toEqual([
    ['second draft', ['first <b>draft</b>']],
    ['', []],
  ]);
  const talk = lines(copy['conversations/0001 三号线复产/messages.jsonl']);
  expect(talk.map(({ number, text }) => [number, text])).toEqual([
    [1, ''],
    [2, 'second draft'],
    [3, '=cmd|calc'],
    [4, ''],
    [5, ''],
    [6, ''],
  ]);
  const all = JSON.stringify(copy);
  for (const foreign of ['said where I am no more', 'never seen by zhou', 'not of zhou', 'taken back'])
    expect(all).not.toContain(foreign);
  // R17: not a word of when anybody has read, or was last here.
  expect(all).not.toMatch(/readNumber|readAt|lastSeen|joinedNumber/);
  expect(copy['conversations/0001 三号线复产/0001.html']).toContain('first &lt;b&gt;draft&lt;/b&gt;');
  expect(JSON.parse(copy['profile.json'] ?? '')).toMatchObject({ id: zhou.memberId, name: 'zhou' });
  expect(readdirSync(join(house.folder, 'records', zhou.companyId, id))).toEqual(['copy.zip']);
});

test('K1 a poll keeps its options in a copy, and tells nothing of who chose what', async () => {
  const { lin, zhou } = await company();
  const room = await house.group(lin, zhou);
  const poll = {
    id: crypto.randomUUID(),
    conversationId: room,
    text: 'Which day?',
    options: ['Monday', '<b>Friday</b>'],
  };
  await house.talk(lin, 'sendPoll', { ...poll, multiple: false, anonymous: false, endsAt: null });
  await house.talk(zhou, 'vote', { conversationId: room, number: 2, options: [1] });
  const { id } = await ask(lin, 'askOwnCopy', { language: 'en' });
  await records.settle();
  const copy = opened(lin, id);
  const [said] = lines(copy['messages.jsonl']);
  expect(said).toMatchObject({ text: 'Which day?', card: { kind: 'poll', options: ['Monday', '<b>Friday</b>'] } });
  expect(copy['conversations/0001 三号线复产/0001.html']).toContain('&lt;b&gt;Friday&lt;/b&gt;');
  expect(JSON.stringify(copy)).not.toMatch(/voters|votes|"mine"/);
});

test('K1 a copy says whose contact was sent, and where a place is as long as that is kept', async () => {
  const { lin, zhou } = await company();
  const to = () => ({ id: crypto.randomUUID(), conversationId: room });
  const room = await house.group(lin, zhou);
  await house.talk(lin, 'sendContact', { ...to(), memberId: zhou.memberId });
  const point = { latitude: 31.2989, longitude: 120.5853, accuracyM: 18 };
  await house.talk(lin, 'sendPlace', { ...to(), name: 'North gate', address: 'Lake Road 3', point });
  const { id } = await ask(lin, 'askOwnCopy', { language: 'en' });
  await records.settle();
  const [contact, place] = lines(opened(lin, id)['messages.jsonl']);
  expect(contact).toMatchObject({ card: { kind: 'contact', options: ['zhou'] } });
  expect(place).toMatchObject({
    text: 'North gate',
    card: { kind: 'place', options: ['Lake Road 3', '31.2989, 120.5853 (±18 m)'] },
  });
});

test('K2 one copy a day and one at a time; after seven days it is gone', async () => {
  const { zhou } = await company();
  const both = await Promise.all([
    refusal(ask(zhou, 'askOwnCopy', { language: 'en' })),
    refusal(ask(zhou, 'askOwnCopy', { language: 'en' })),
  ]);
  expect(both.sort()).toEqual(['done', 'records.oneADay']);
  await records.settle();
  const { copy, mayAskAt } = await ask(zhou, 'ownCopy');
  expect(mayAskAt).toEqual(new Date(MORNING.getTime() + DAY_MS));
  house.at(new Date(MORNING.getTime() + DAY_MS - 1));
  expect(await refusal(ask(zhou, 'askOwnCopy', { language: 'en' }))).toBe('records.oneADay');
  house.at(new Date(MORNING.getTime() + DAY_MS));
  expect(await refusal(ask(zhou, 'askOwnCopy', { language: 'en' }))).toBe('done');
  await records.settle();
  // The new one takes the place of the last.
  await expect.poll(() => existsSync(pathOf(zhou, copy?.id ?? ''))).toBe(false);
  const path = pathOf(zhou, (await ask(zhou, 'ownCopy')).copy?.id ?? '');
  house.at(new Date(MORNING.getTime() + 8 * DAY_MS - 1));
  await records.settle();
  expect(existsSync(path)).toBe(true);
  house.at(new Date(MORNING.getTime() + 8 * DAY_MS));
  await records.settle();
  await expect.poll(() => existsSync(path)).toBe(false);
  expect((await ask(zhou, 'ownCopy')).copy?.state).toBe('gone');
});

test('K8 a making that was cut off goes on where it was, and a lost workshop begins again: nothing twice, nothing missing', async () => {
  const { lin, zhou } = await company();
  const room = await house.group(lin, zhou);
  await house.chat.importMessages(
    lin.companyId,
    Array.from({ length: 1_234 }, (_, index) => ({
      id: crypto.randomUUID() as never,
      conversationId: room,
      authorId: index % 2 === 0 ? lin.memberId : zhou.memberId,
      text: `message ${index}`,
      replyTo: null,
      sentAt: MORNING,
    })),
  );
  const { id } = await ask(zhou, 'askOwnCopy', { language: 'en' });
  const step = async () =>
    (await sql('select step, state from records.export where export_id = $1', [id]))[0] as {
      step: { page: number } | null;
      state: string;
    };
  await expect.poll(async () => (await step()).step?.page ?? 0, { interval: 2 }).toBeGreaterThan(1);
  await records.stop();
  const stopped = await step();
  expect(stopped.state).toBe('making');
  // Killed after a page was written and before that was noted: the page is written again.
  await sql(`update records.export set step = '{"place":0,"page":1,"after":0}', messages = 0 where export_id = $1`, [
    id,
  ]);
  records.start(house.house, companiesAfter, (error) => errors.push(error));
  await records.settle();
  const numbers = () =>
    lines(opened(zhou, id)['conversations/0001 三号线复产/messages.jsonl']).map(({ number }) => number);
  expect(numbers()).toEqual(Array.from({ length: 1_235 }, (_, index) => index + 1));
  expect(lines(opened(zhou, id)['messages.jsonl'])).toHaveLength(617);
  // Killed after the file was finished and before that was noted, and the disk lost its parts.
  rmSync(join(house.folder, 'records', zhou.companyId, id), { recursive: true });
  await sql(
    `update records.export set state = 'making', due_at = asked_at, step = '{"place":1,"page":1,"after":0}' where export_id = $1`,
    [id],
  );
  await records.settle();
  expect(numbers()).toHaveLength(1_235);
  expect((await ask(zhou, 'ownCopy')).copy).toMatchObject({ state: 'ready', messages: 1_235 });
  expect(errors).toEqual([]);
});

test('K2 who has left has no copy any more, and a making under way ends', async () => {
  const { lin, zhou, tang } = await company();
  const { id } = await ask(zhou, 'askOwnCopy', { language: 'en' });
  await records.settle();
  await ask(tang, 'askOwnCopy', { language: 'en' });
  for (const { memberId } of [zhou, tang])
    await house.call(lin, 'directory.deactivateMember', { id: memberId, handOverTo: null });
  await records.settle();
  await expect.poll(() => existsSync(pathOf(zhou, id))).toBe(false);
  const states = await sql('select distinct state from records.export where company_id = $1', [lin.companyId]);
  expect(states).toEqual([{ state: 'gone' }]);
  expect(errors).toEqual([]);
});

test('K3 K4 K5 an export of the company: asked, agreed by somebody else, made, in the ledger, and seen by whose words are in it', async () => {
  const { lin, zhou, lu, qin, tang } = await company();
  const room = await house.group(zhou, lin);
  await house.say(zhou, room, 'in the group');
  const { conversation } = await house.talk(zhou, 'openDirect', { memberId: tang.memberId });
  await house.say(tang, conversation.id, 'between us two');

  const asked = await ask(lu, 'askExport', { purpose: PURPOSE, scope, language: 'en' });
  expect(asked).toMatchObject({ state: 'asked', key: 'representative', mayAnswer: false, mayFetch: false });
  await records.settle();
  expect(await ask(zhou, 'exportsOfMyWords')).toEqual([]);
  expect(await ask(zhou, 'companyExports')).toEqual([]);
  expect((await ask(qin, 'exports'))[0]).toMatchObject({ id: asked.id, mayAnswer: true });

  const answer = (as: Identity, agree: boolean) => refusal(ask(as, 'answerExport', { id: asked.id, agree }));
  expect(await answer(lin, true)).toBe('records.notTheKey');
  expect(await answer(lu, true)).toBe('platform.forbidden');
  // An admin who was made a representative does not hold both keys.
  await house.call(lin, 'directory.setRole', { id: lu.memberId, role: 'representative' });
  expect(await answer({ ...lu, role: 'representative' }, true)).toBe('records.ownRequest');
  await house.call(lin, 'directory.setRole', { id: lu.memberId, role: 'admin' });
  // Whose role has ended, however his socket still calls him.
  expect(await answer({ ...zhou, role: 'representative' }, true)).toBe('platform.forbidden');
  // Two keys at once, and a key turned twice: the first counts.
  const both = await Promise.all([answer(qin, true), answer(qin, false)]);
  expect(both.sort()).toEqual(['done', 'records.answered']);
  expect(await answer(qin, true)).toBe('records.answered');
});

test('K4 nobody is made a representative, or an owner, to turn the second key', async () => {
  const { lin, zhou, lu, qin, tang } = await company();
  const agree = (as: Identity, role: string, id: string) =>
    refusal(ask({ ...as, role }, 'answerExport', { id, agree: true }));
  const give = (who: Identity, role: string) => house.call(lin, 'directory.setRole', { id: who.memberId, role });
  const { id } = await ask(lu, 'askExport', { purpose: PURPOSE, scope, language: 'en' });
  house.at(new Date(MORNING.getTime() + 1_000));
  await give(tang, 'representative');
  expect(await agree(tang, 'representative', id)).toBe('records.notTheKey');
  expect(await agree(qin, 'representative', id)).toBe('done');
  // Once the company is no more new, not before the question either: a new representative holds no key, nor leaves it to owners.
  house.at(new Date(MORNING.getTime() + 20 * DAY_MS));
  for (const one of [qin, tang]) await give(one, 'member');
  await give(zhou, 'representative');
  expect(await refusal(ask(lu, 'askExport', { purpose: PURPOSE, scope, language: 'en' }))).toBe('records.noSecondKey');
  await give(zhou, 'member');
  await give(tang, 'owner');
  expect(await refusal(ask(lin, 'askExport', { purpose: PURPOSE, scope, language: 'en' }))).toBe('records.noSecondKey');
  const second = await ask(lu, 'askExport', { purpose: PURPOSE, scope, language: 'en' });
  expect(await agree(tang, 'owner', second.id)).toBe('records.notTheKey');
  expect(await agree(lin, 'owner', second.id)).toBe('done');
});

test('K5 an agreed export is made of what was named, and everybody concerned learns of it', async () => {
  const { lin, zhou, lu, qin, tang } = await company();
  const room = await house.group(zhou, lin);
  await house.say(zhou, room, 'in the group');
  const file = await house.bring(zhou, 'a.txt', Buffer.from('bytes'));
  await house.say(zhou, room, '', { files: [file.id] });
  const { conversation } = await house.talk(zhou, 'openDirect', { memberId: tang.memberId });
  await house.say(tang, conversation.id, 'between us two');
  const { id } = await ask(lu, 'askExport', { purpose: PURPOSE, scope, language: 'en' });
  await ask(qin, 'answerExport', { id, agree: true });
  await records.settle();
  expect(errors).toEqual([]);
  const copy = opened(lin, id);
  expect(JSON.stringify(copy)).not.toContain('between us two');
  expect(lines(copy['conversations/0001 三号线复产/messages.jsonl']).map(({ text }) => text)).toContain('in the group');
  expect(copy['files/0001 a.txt']).toBe('bytes');
  expect(copy['README.txt']).toContain(PURPOSE);
  expect(Object.keys(copy)).not.toContain('messages.jsonl');
  const line = {
    id,
    askedBy: lu.memberId,
    answeredBy: qin.memberId,
    purpose: PURPOSE,
    allGroups: true,
    directs: 0,
    state: 'ready',
  };
  expect(await ask(zhou, 'exportsOfMyWords')).toMatchObject([line]);
  expect(await ask(tang, 'exportsOfMyWords')).toEqual([]);
  expect(await ask(tang, 'companyExports')).toMatchObject([line]);
  expect((await ask(lu, 'exports'))[0]).toMatchObject({ mayFetch: true });
  expect((await ask(qin, 'exports'))[0]).toMatchObject({ mayFetch: false });
  expect((await ledgerKinds(lin)).slice(0, 3)).toEqual(['exportMade', 'exportAgreed', 'exportAsked']);
  expect(
    await house.fresh.database.transaction(lin.companyId, (tx) => verifyLedgerOf(tx, lin.companyId)),
  ).toMatchObject({ intact: true });

  // A direct conversation only by the names of both.
  const named = { ...scope, allGroups: false, directs: [{ memberId: zhou.memberId, peerId: tang.memberId }] };
  const by = (more: object) =>
    refusal(ask(lu, 'askExport', { purpose: PURPOSE, language: 'en', scope: { ...named, ...more } }));
  expect(await by({ directs: [], conversationIds: [conversation.id] })).toBe('records.conversationUnknown');
  expect(await by({ directs: [{ memberId: zhou.memberId, peerId: lin.memberId }] })).toBe(
    'records.conversationUnknown',
  );
  expect(await by({ directs: [], conversationIds: [] })).toBe('records.nothingNamed');
  const second = await ask(lu, 'askExport', { purpose: PURPOSE, language: 'en', scope: named });
  expect(second.named).toEqual([{ name: '', memberIds: [zhou.memberId, tang.memberId].sort() }]);
  await ask(qin, 'answerExport', { id: second.id, agree: true });
  await records.settle();
  expect(JSON.stringify(opened(lin, second.id))).toContain('between us two');
  expect(await ask(tang, 'exportsOfMyWords')).toMatchObject([{ id: second.id, directs: 1 }]);
});

test('K3 nobody to turn the second key: it cannot even be asked for; K4 a request lapses after seven days', async () => {
  const { lin, lu, qin } = await company();
  await house.call(lin, 'directory.setRole', { id: qin.memberId, role: 'member' });
  expect(await refusal(ask(lin, 'askExport', { purpose: PURPOSE, scope, language: 'en' }))).toBe('records.noSecondKey');
  const { id, key } = await ask(lu, 'askExport', { purpose: PURPOSE, scope, language: 'en' });
  expect(key).toBe('owner');
  expect(await refusal(ask(lu, 'askExport', { purpose: 'too short', scope, language: 'en' }))).not.toBe('done');
  house.at(new Date(MORNING.getTime() + 7 * DAY_MS));
  expect(await refusal(ask(lin, 'answerExport', { id, agree: true }))).toBe('records.answered');
  await records.settle();
  expect((await ask(lin, 'exports'))[0]).toMatchObject({ id, state: 'lapsed' });
  expect(await ledgerKinds(lin)).toContain('exportLapsed');
});

test('the database itself makes nothing of the company without a second key, turned by somebody else', async () => {
  const { lin, lu } = await company();
  const { id } = await ask(lu, 'askExport', { purpose: PURPOSE, scope, language: 'en' });
  const set = (more: string) =>
    sql(`update records.export set state = 'making'${more} where export_id = $1`, [id]).then(
      () => 'done',
      () => 'no',
    );
  expect(await set('')).toBe('no');
  expect(await set(', answered_by = asked_by')).toBe('no');
  expect((await ask(lin, 'exports'))[0]?.state).toBe('asked');
});

test('what is announced is what a fresh fetch says, to each who may know', async () => {
  const { zhou, lu, qin } = await company();
  const room = await house.group(zhou);
  await house.say(zhou, room, 'words');
  const { at } = await house.talk(zhou, 'conversations', {});
  const { id } = await ask(lu, 'askExport', { purpose: PURPOSE, scope, language: 'en' });
  await ask(qin, 'answerExport', { id, agree: true });
  await ask(zhou, 'askOwnCopy', { language: 'en' });
  await records.settle();
  const events = (await house.house.eventsSince(zhou.companyId, null, at, 1_000, 1_000)).filter(({ type }) =>
    type.startsWith('records.'),
  );
  const last = (type: string) => events.filter((event) => event.type === type).at(-1);
  const [line] = await ask(zhou, 'companyExports');
  expect(last('records.exportChanged')?.body['line']).toEqual(JSON.parse(JSON.stringify(line)));
  expect(last('records.copyChanged')).toMatchObject({ topic: zhou.memberId, body: { copy: { state: 'ready' } } });
  const copy = (await ask(zhou, 'ownCopy')).copy;
  expect(last('records.copyChanged')?.body['copy']).toEqual(JSON.parse(JSON.stringify(copy)));
  // Before anybody agreed, it is between those who hold keys.
  const requests = events.filter(({ type }) => type === 'records.requestChanged');
  expect(requests[0]?.body).toMatchObject({ id, state: 'asked' });
  for (const { audience } of requests) expect(audience).not.toContain(zhou.memberId);
});

test('a stranger of another company reaches nothing', async () => {
  const { lu } = await company();
  const { id } = await ask(lu, 'askExport', { purpose: PURPOSE, scope, language: 'en' });
  const theirs = await company();
  expect(await refusal(ask(theirs.qin, 'answerExport', { id, agree: true }))).toBe('records.exportUnknown');
  expect(await ask(theirs.qin, 'exports')).toEqual([]);
  const foreign = { ...scope, allGroups: false, conversationIds: [await house.group(lu)] };
  expect(await refusal(ask(theirs.lu, 'askExport', { purpose: PURPOSE, scope: foreign, language: 'en' }))).toBe(
    'records.conversationUnknown',
  );
});
