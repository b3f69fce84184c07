import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConversationId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { newId } from '#platform/server/house.ts';
import { EDITS_MAX } from '../model/contract.ts';
import { openTestHouse } from './testing.ts';

type TestHouse = Awaited<ReturnType<typeof openTestHouse>>;
let house: TestHouse;
let lin: Identity;
let zhou: Identity;
let tang: Identity;

beforeAll(async () => {
  house = await openTestHouse();
  const people = await house.company('lin', 'zhou', 'tang');
  [lin, zhou, tang] = [people['lin'], people['zhou'], people['tang']] as [Identity, Identity, Identity];
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  );

async function stage(...texts: string[]) {
  const conversationId = await house.group(lin, zhou);
  const { number } = await house.say(lin, conversationId, texts[0] ?? '三点开会');
  for (const text of texts.slice(1)) await house.talk(lin, 'editMessage', { conversationId, number, text });
  return { conversationId, number };
}
type Place = Awaited<ReturnType<typeof stage>>;

const before = async (as: Identity, place: Place) => (await house.talk(as, 'earlierTexts', place)).texts;

test('C25 what a message said before is read by everybody in the conversation, oldest first', async () => {
  const place = await stage('三点开会', '四点开会', '四点开会，带上图纸');
  expect(await before(lin, place)).toEqual(['三点开会', '四点开会']);
  expect(await before(zhou, place)).toEqual(['三点开会', '四点开会']);
  expect(await before(zhou, await stage('never changed'))).toEqual([]);
});

test('C25 an edit that changes nothing leaves no text, and is told to nobody', async () => {
  const place = await stage('三点开会');
  const { at } = await house.talk(lin, 'conversations', {});
  const same = await house.talk(lin, 'editMessage', { ...place, text: '三点开会' });
  expect(same.editedAt).toBe(null);
  expect((await house.talk(lin, 'conversations', {})).at).toBe(at);
  expect(await before(zhou, place)).toEqual([]);
});

test('C25 a message is changed twenty times at most; every text of it is kept', async () => {
  const place = await stage(...Array.from({ length: EDITS_MAX + 1 }, (_, n) => `text ${n}`));
  expect(await code(house.talk(lin, 'editMessage', { ...place, text: 'once more' }))).toBe('chat.editedTooOften');
  expect(await before(zhou, place)).toEqual(Array.from({ length: EDITS_MAX }, (_, n) => `text ${n}`));
});

test('C25 a recall takes earlier texts away for everybody, and for good', async () => {
  const place = await stage('the price is 42', 'the price is a secret');
  await house.talk(lin, 'recallMessage', place);
  expect(await before(lin, place)).toEqual([]);
  const rows = await house.house.database.transaction(
    lin.companyId,
    (tx) => tx`select 1 from chat.earlier_text where conversation_id = ${place.conversationId}`,
  );
  expect(rows).toEqual([]);
  const events = await house.house.eventsSince(lin.companyId, null, 0, 100_000, 10_000);
  expect(JSON.stringify(events)).not.toContain('the price is');
});

test('C25 R17 no time stands beside an earlier text', async () => {
  const columns = await house.house.database.transaction(
    lin.companyId,
    (tx) =>
      tx<{ type: string }>`
      select distinct data_type as type from information_schema.columns
       where table_schema = 'chat' and table_name = 'earlier_text' order by 1`,
  );
  expect(columns.map(({ type }) => type)).toEqual(['bigint', 'integer', 'text', 'uuid']);
});

test('C4 C5 C6 who is not in the conversation, any more or from elsewhere, reads none', async () => {
  const place = await stage('三点开会', '四点开会');
  const { stranger } = (await house.company('stranger')) as { stranger: Identity };
  for (const as of [tang, stranger]) {
    expect(await code(before(as, place))).toBe('chat.conversationUnknown');
    expect(await code(before(as, { ...place, conversationId: newId() as ConversationId }))).toBe(
      'chat.conversationUnknown',
    );
  }
  const rows = await house.house.database.transaction(stranger.companyId, (tx) => tx`select 1 from chat.earlier_text`);
  expect(rows).toEqual([]);
  await house.talk(lin, 'removeParticipant', { conversationId: place.conversationId, memberId: zhou.memberId });
  expect(await code(before(zhou, place))).toBe('chat.conversationUnknown');
});
