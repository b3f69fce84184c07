import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConversationId, FileId, MessageId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { newId } from '#platform/server/house.ts';
import { openTestHouse } from './testing.ts';

type TestHouse = Awaited<ReturnType<typeof openTestHouse>>;
let house: TestHouse;
let lin: Identity;
let zhou: Identity;
let tang: Identity;
let room: ConversationId;

beforeAll(async () => {
  house = await openTestHouse();
  const people = await house.company('lin', 'zhou', 'tang');
  [lin, zhou, tang] = [people['lin'], people['zhou'], people['tang']] as [Identity, Identity, Identity];
  room = await house.group(lin, zhou);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  );
const plan = (as: Identity, name = '图纸.txt') => house.bring(as, name, Buffer.from('a plan'));
const last = async (as: Identity, conversationId = room) =>
  (await house.page(as, { conversationId })).messages.at(-1) as Awaited<
    ReturnType<TestHouse['page']>
  >['messages'][number];

test('C17 a message carries up to ten files, in the order in which they were chosen, with or without text', async () => {
  const files = [];
  for (let n = 0; n < 11; n += 1) files.push(await plan(lin, `${n}.txt`));
  const ids = files.map(({ id }) => id).reverse();
  await expect(house.say(lin, room, '', { files: ids })).rejects.toThrow('files');
  await house.say(lin, room, ' \n', { files: ids.slice(0, 10) });
  expect(await last(zhou)).toMatchObject({ text: '', files: files.slice(1).reverse() });
  await house.say(lin, room, 'and the last one', { files: ids.slice(10) });
  expect(await last(zhou)).toMatchObject({ text: 'and the last one', files: [files[0]] });
  await expect(house.say(lin, room, '', { files: [] })).rejects.toThrow('text');
  const { conversations } = await house.talk(zhou, 'conversations', {});
  expect(conversations[0]?.last?.files).toEqual([files[0]]);
});

test('C17 a retry is answered with the first number; the file is not asked for again, and others cannot take it', async () => {
  const file = await plan(lin);
  const id = newId() as MessageId;
  const send = (as: Identity, messageId: MessageId, text: string) =>
    house.talk(as, 'sendMessage', { id: messageId, conversationId: room, text, files: [file.id] });
  const first = await send(lin, id, 'once');
  expect(await Promise.all([send(lin, id, 'twice'), send(lin, id, 'thrice')])).toEqual([first, first]);
  expect(await last(lin)).toMatchObject({ id, text: 'once' });
  expect(await code(send(lin, newId() as MessageId, 'again'))).toBe('files.unknown');
  expect(await code(send(zhou, id, 'mine'))).toBe('chat.idTaken');
});

test('C18 files of others, unknown ones and files from elsewhere hang on nothing, and no message is stored', async () => {
  const before = (await last(lin)).number;
  const { stranger } = (await house.company('stranger')) as { stranger: Identity };
  const theirs = [await plan(zhou), await plan(stranger), { id: newId() as FileId }];
  const mine = await plan(lin);
  for (const { id } of theirs) {
    expect(await code(house.say(lin, room, 'look', { files: [mine.id, id] }))).toBe('files.unknown');
  }
  expect((await last(lin)).number).toBe(before);
  expect(await code(house.say(lin, room, 'look', { files: [mine.id] }))).toBe('done');
});

test('C18 whoever may not write sends no files either, and learns as little', async () => {
  const file = await plan(tang);
  expect(await code(house.say(tang, room, '', { files: [file.id] }))).toBe('chat.conversationUnknown');
  expect(await code(house.say(tang, newId() as ConversationId, '', { files: [file.id] }))).toBe(
    'chat.conversationUnknown',
  );
  await house.call(lin, 'directory.setPolicy', { changes: { whoMentionsAll: 'groupAdmins' } });
  const own = await plan(zhou);
  expect(await code(house.say(zhou, room, '<@all>', { files: [own.id] }))).toBe('chat.mentionsAllRefused');
  expect(await code(house.say(zhou, room, 'to what', { files: [own.id], replyTo: 99_999 }))).toBe(
    'chat.messageUnknown',
  );
});

test('C19 an edit keeps the files; a recall takes them away for everybody', async () => {
  const file = await plan(lin);
  const { number } = await house.say(lin, room, 'see', { files: [file.id] });
  const edited = await house.talk(lin, 'editMessage', { conversationId: room, number, text: 'see here' });
  expect(edited.files).toEqual([file]);
  const recalled = await house.talk(lin, 'recallMessage', { conversationId: room, number });
  expect(recalled).toMatchObject({ recalled: true, text: '', files: [] });
  expect(await last(zhou)).toMatchObject({ recalled: true, files: [] });
  const events = await house.house.eventsSince(lin.companyId, null, 0, 100_000, 10_000);
  expect(JSON.stringify(events)).not.toContain(file.id);
  expect(await code(house.say(lin, room, 'again', { files: [file.id] }))).toBe('files.unknown');
});

test('P3 texts and files keep the order in which one author sent them, whichever way each goes', async () => {
  const own = await house.group(lin, zhou);
  for (let n = 0; n < 6; n += 1) {
    const files = n % 2 === 0 ? [] : [(await plan(lin)).id];
    await house.say(lin, own, `line ${n}`, { files });
  }
  const both = await Promise.all(
    [lin, zhou].flatMap((one) =>
      Array.from({ length: 8 }, async (_, n) =>
        house.say(one, own, `at once ${n}`, { files: n % 3 === 0 ? [(await plan(one)).id] : [] }),
      ),
    ),
  );
  const { messages } = await house.page(zhou, { conversationId: own, limit: 100 });
  expect(messages.map(({ number }) => number)).toEqual(Array.from({ length: 7 + both.length }, (_, n) => n + 1));
  expect(messages.slice(1, 7).map(({ text }) => text)).toEqual([0, 1, 2, 3, 4, 5].map((n) => `line ${n}`));
});

test('C13 a message with files costs the same statements, whatever the size of the group', async () => {
  const many = await house.company('owner', ...Array.from({ length: 60 }, (_, n) => `m${n}`));
  const [owner, ...members] = Object.values(many) as [Identity, ...Identity[]];
  const { count } = house.fresh.database;
  const cost = async (conversationId: ConversationId) => {
    const file = await plan(owner);
    const before = count.statements;
    await house.say(owner, conversationId, 'count me', { files: [file.id] });
    return count.statements - before;
  };
  const small = await cost(await house.group(owner, members[0] as Identity));
  expect(await cost(await house.group(owner, ...members))).toBe(small);
  expect(small).toBeLessThanOrEqual(12);
});
