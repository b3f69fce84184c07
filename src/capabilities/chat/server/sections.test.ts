import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Identity } from '#platform/server/connection.ts';
import { newId } from '#platform/server/house.ts';
import { SECTIONS_MAX } from '../model/contract.ts';
import { openTestHouse } from './testing.ts';

let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'yes',
    (error: Error) => error.message,
  );
const sections = async (as: Identity) => (await house.talk(as, 'conversations', {})).sections;
const make = async (as: Identity, name: string) => {
  const id = newId();
  await house.talk(as, 'makeSection', { id, name });
  return id;
};

async function stage() {
  const people = (await house.company('lin', 'zhou')) as Record<'lin' | 'zhou', Identity>;
  const room = await house.group(people.lin, people.zhou);
  return { ...people, room };
}

test('C33 sections are one’s own: nobody else has them, sees them, or puts anything into them', async () => {
  const { lin, zhou, room } = await stage();
  const { stranger } = (await house.company('stranger')) as Record<'stranger', Identity>;
  const id = await make(lin, '产线');
  await house.talk(lin, 'setSection', { conversationId: room, sectionId: id });
  for (const as of [zhou, stranger]) {
    expect(await sections(as)).toEqual([]);
    expect(await code(house.talk(as, 'renameSection', { id, name: 'x' }))).toBe('chat.sectionUnknown');
    expect(await code(house.talk(as, 'removeSection', { id }))).toBe('chat.sectionUnknown');
    await house.talk(as, 'orderSections', { ids: [id] });
  }
  expect(await code(house.talk(zhou, 'setSection', { conversationId: room, sectionId: id }))).toBe(
    'chat.sectionUnknown',
  );
  expect(await code(house.talk(stranger, 'setSection', { conversationId: room, sectionId: id }))).toBe(
    'chat.conversationUnknown',
  );
  expect(await sections(lin)).toEqual([{ id, name: '产线', conversationIds: [room] }]);
});

test('C33 a conversation stands in one at most, and falls back into the list when it is dissolved', async () => {
  const { lin, zhou, room } = await stage();
  const { conversation } = await house.talk(lin, 'openDirect', { memberId: zhou.memberId });
  const [one, two] = [await make(lin, 'one'), await make(lin, 'two')];
  await house.talk(lin, 'setSection', { conversationId: room, sectionId: one });
  await house.talk(lin, 'setSection', { conversationId: conversation.id, sectionId: two });
  await house.talk(lin, 'setSection', { conversationId: room, sectionId: two });
  const both = [room, conversation.id].sort();
  expect(await sections(lin)).toEqual([
    { id: one, name: 'one', conversationIds: [] },
    { id: two, name: 'two', conversationIds: both },
  ]);
  await house.talk(lin, 'orderSections', { ids: [two] });
  expect((await sections(lin)).map(({ id }) => id)).toEqual([two, one]);
  await house.talk(lin, 'removeSection', { id: two });
  expect(await sections(lin)).toEqual([{ id: one, name: 'one', conversationIds: [] }]);
});

test('C33 a retry makes nothing twice, also among many at once, and there are thirty at most', async () => {
  const { lin } = await stage();
  const id = await make(lin, 'once');
  await house.talk(lin, 'makeSection', { id, name: 'twice' });
  expect(await sections(lin)).toEqual([{ id, name: 'once', conversationIds: [] }]);
  const said = await Promise.all(Array.from({ length: SECTIONS_MAX + 5 }, (_, n) => code(make(lin, `s${n}`))));
  expect(said.filter((answer) => answer === 'chat.tooManySections')).toHaveLength(6);
  expect(await sections(lin)).toHaveLength(SECTIONS_MAX);
});
