import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConversationId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { MORNING, openTestHouse } from './testing.ts';

type TestHouse = Awaited<ReturnType<typeof openTestHouse>>;
type People = Record<'lin' | 'zhou' | 'tang' | 'he', Identity>;
let house: TestHouse;
let people: People;

beforeAll(async () => {
  house = await openTestHouse();
  people = (await house.company('lin', 'zhou', 'tang', 'he')) as People;
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  );
const OPEN = { whoWrites: 'everybody', whoAdds: 'everybody', whoMentionsAll: 'everybody' };
const seenBy = async (as: Identity, id: ConversationId) =>
  (await house.talk(as, 'conversation', { conversationId: id })).conversation;
const lastNoteOf = async (as: Identity, id: ConversationId) =>
  (await house.page(as, { conversationId: id })).messages.at(-1)?.note?.kind;
const linkInto = async (id: ConversationId, approval: boolean, as = people.lin) =>
  (await house.talk(as, 'makeGroupLink', { conversationId: id, approval, days: 7 })).link.token;

test('G1 in a channel members neither write, nor send files, nor change what they wrote; admins do', async () => {
  const { lin, zhou } = people;
  const room = await house.group(lin, zhou);
  const { number } = await house.say(zhou, room, 'before');
  expect(await code(house.talk(zhou, 'setGroupRules', { conversationId: room, rules: OPEN }))).toBe(
    'chat.mayNotManage',
  );
  await house.talk(lin, 'setGroupRules', { conversationId: room, rules: { ...OPEN, whoWrites: 'admins' } });
  expect(await lastNoteOf(zhou, room)).toBe('onlyAdminsWrite');
  expect(await code(house.say(zhou, room, 'and I say'))).toBe('chat.onlyAdminsWrite');
  const file = await house.bring(zhou, 'a.txt', Buffer.from('a'));
  expect(await code(house.say(zhou, room, '', { files: [file.id] }))).toBe('chat.onlyAdminsWrite');
  const edit = house.talk(zhou, 'editMessage', { conversationId: room, number, text: 'changed' });
  expect(await code(edit)).toBe('chat.onlyAdminsWrite');
  expect(await code(house.say(lin, room, 'read this'))).toBe('done');
  await house.talk(lin, 'setGroupRole', { conversationId: room, memberId: zhou.memberId, role: 'admin' });
  expect(await code(house.say(zhou, room, 'now I may'))).toBe('done');
});

test('G2 a group that is put away can be read, and is taken out by its owner alone', async () => {
  const { lin, zhou, tang } = people;
  const room = await house.group(lin, zhou);
  await house.say(zhou, room, 'hello');
  const token = await linkInto(room, false);
  expect(await code(house.talk(zhou, 'setArchived', { conversationId: room, archived: true }))).toBe(
    'chat.mayNotManage',
  );
  await house.talk(lin, 'setArchived', { conversationId: room, archived: true });
  for (const one of [lin, zhou]) expect(await code(house.say(one, room, 'more'))).toBe('chat.archived');
  expect((await house.page(zhou, { conversationId: room })).messages.map(({ text }) => text)).toContain('hello');
  expect(await code(house.talk(tang, 'joinByLink', { token }))).toBe('chat.linkUnknown');
  const add = house.talk(lin, 'addParticipants', { conversationId: room, memberIds: [tang.memberId] });
  expect(await code(add)).toBe('chat.archived');
  expect(await code(house.talk(lin, 'makeGroupLink', { conversationId: room, approval: false, days: 7 }))).toBe(
    'chat.archived',
  );
  await house.talk(lin, 'setArchived', { conversationId: room, archived: false });
  expect(await code(house.say(zhou, room, 'again'))).toBe('done');
});

test('G5 an announcement is a message that is there; it goes when it is recalled', async () => {
  const { lin, zhou } = people;
  const room = await house.group(lin, zhou);
  const { number } = await house.say(zhou, room, 'the plan');
  const put = (as: Identity, wanted: number | null) =>
    code(house.talk(as, 'setAnnouncement', { conversationId: room, number: wanted }));
  expect(await put(zhou, number)).toBe('chat.mayNotManage');
  expect(await put(lin, 999)).toBe('chat.messageUnknown');
  expect(await put(lin, 1)).toBe('chat.messageUnknown'); // a note
  expect(await put(lin, number)).toBe('done');
  expect((await seenBy(zhou, room)).announced).toBe(number);
  await house.talk(zhou, 'recallMessage', { conversationId: room, number });
  expect((await seenBy(lin, room)).announced).toBeNull();
});

test('G6 a link leads in, once its keeper says so, and tells nothing that is said inside', async () => {
  const { lin, zhou, tang, he } = people;
  const room = await house.group(lin, zhou);
  await house.say(lin, room, 'between us');
  expect(await code(linkInto(room, false, zhou))).toBe('chat.mayNotManage');
  const open = await linkInto(room, false);
  const seen = await house.talk(tang, 'groupByLink', { token: open });
  expect(seen).toMatchObject({ conversationId: room, memberCount: 2, approval: false, standing: 'outside' });
  expect(JSON.stringify(seen)).not.toContain('between us');
  expect(await house.talk(tang, 'joinByLink', { token: open })).toMatchObject({ standing: 'inside' });
  expect(await lastNoteOf(tang, room)).toBe('joined');
  expect(await house.talk(tang, 'joinByLink', { token: open })).toMatchObject({ standing: 'inside' });
  // Another link ends the one before.
  const asking = await linkInto(room, true);
  expect(await code(house.talk(he, 'joinByLink', { token: open }))).toBe('chat.linkUnknown');
  for (const _ of [1, 2])
    expect(await house.talk(he, 'joinByLink', { token: asking })).toMatchObject({ standing: 'waits' });
  expect(await code(seenBy(he, room))).toBe('chat.conversationUnknown');
  expect((await seenBy(lin, room)).requests).toBe(1);
  expect((await seenBy(zhou, room)).requests).toBe(0);
  expect(await code(house.talk(zhou, 'joinRequests', { conversationId: room }))).toBe('chat.mayNotManage');
  expect(await house.talk(lin, 'joinRequests', { conversationId: room })).toEqual([he.memberId]);
  const answer = (as: Identity, accept: boolean) =>
    code(house.talk(as, 'answerJoinRequest', { conversationId: room, memberId: he.memberId, accept }));
  expect(await answer(zhou, true)).toBe('chat.mayNotManage');
  expect(await answer(lin, false)).toBe('done');
  expect(await answer(lin, true)).toBe('chat.memberUnknown');
  await house.talk(he, 'joinByLink', { token: asking });
  expect(await answer(lin, true)).toBe('done');
  expect((await seenBy(he, room)).memberCount).toBe(4);
  await house.talk(lin, 'closeGroupLink', { conversationId: room });
  expect(await house.talk(lin, 'groupLink', { conversationId: room })).toEqual({ link: null });
  expect(await code(house.talk(he, 'groupByLink', { token: asking }))).toBe('chat.linkUnknown');
});

test('G6 a link ends with its days, and is nothing to another company', async () => {
  const { lin, zhou, tang } = people;
  const room = await house.group(lin, zhou);
  const token = await linkInto(room, false);
  const { stranger } = (await house.company('stranger')) as { stranger: Identity };
  expect(await code(house.talk(stranger, 'groupByLink', { token }))).toBe('chat.linkUnknown');
  expect(await code(house.talk(stranger, 'joinByLink', { token }))).toBe('chat.linkUnknown');
  const week = 7 * 24 * 3_600_000;
  house.at(new Date(MORNING.getTime() + week - 1));
  expect(await code(house.talk(tang, 'groupByLink', { token }))).toBe('done');
  house.at(new Date(MORNING.getTime() + week));
  expect(await code(house.talk(tang, 'joinByLink', { token }))).toBe('chat.linkUnknown');
  house.at(MORNING);
});

test('G6 who asks and leaves the company, or is brought in otherwise, asks no more', async () => {
  const company = (await house.company('owner', 'ann', 'bo')) as Record<'owner' | 'ann' | 'bo', Identity>;
  const room = await house.group(company.owner);
  const token = await linkInto(room, true, company.owner);
  for (const one of [company.ann, company.bo]) await house.talk(one, 'joinByLink', { token });
  await house.call(company.owner, 'directory.deactivateMember', { id: company.ann.memberId, handOverTo: null });
  expect((await seenBy(company.owner, room)).requests).toBe(1);
  await house.talk(company.owner, 'addParticipants', { conversationId: room, memberIds: [company.bo.memberId] });
  expect((await seenBy(company.owner, room)).requests).toBe(0);
});

test('G7 members are found by a part of the name, pinyin and initials, by who is inside', async () => {
  const company = await house.company('林予安', '周砚', 'Tang Wei', '何书');
  const [owner, zhou, tang, he] = Object.values(company) as [Identity, Identity, Identity, Identity];
  const room = await house.group(owner, zhou, tang);
  const find = async (as: Identity, text: string) =>
    (await house.talk(as, 'findParticipants', { conversationId: room, text })).map(({ memberId }) => memberId);
  expect(await find(owner, 'zy')).toEqual([zhou.memberId]);
  expect(await find(zhou, '予')).toEqual([owner.memberId]);
  expect(await find(zhou, 'tang')).toEqual([tang.memberId]);
  expect(await find(zhou, '何')).toEqual([]);
  expect(await code(find(he, 'zy'))).toBe('chat.conversationUnknown');
});

test('G8 who leaves quietly is gone without a line', async () => {
  const { lin, zhou, tang } = people;
  const room = await house.group(lin, zhou, tang);
  const { lastNumber } = await seenBy(lin, room);
  await house.talk(zhou, 'leave', { conversationId: room, quietly: true });
  expect(await seenBy(lin, room)).toMatchObject({ lastNumber, memberCount: 2 });
  await house.talk(tang, 'leave', { conversationId: room });
  expect(await lastNoteOf(lin, room)).toBe('left');
});

test('G9 a conversation with a guest in it says so to everybody', async () => {
  const company = (await house.company('owner', 'ann', 'guest')) as Record<'owner' | 'ann' | 'guest', Identity>;
  await house.call(company.owner, 'directory.setRole', { id: company.guest.memberId, role: 'guest' });
  const guest = { ...company.guest, role: 'guest' };
  const room = await house.group(company.owner, company.ann);
  expect((await seenBy(company.ann, room)).external).toBe(false);
  const token = await linkInto(room, false, company.owner);
  // A guest always asks, whatever the link says.
  expect(await house.talk(guest, 'joinByLink', { token })).toMatchObject({ standing: 'waits' });
  await house.talk(company.owner, 'answerJoinRequest', {
    conversationId: room,
    memberId: guest.memberId,
    accept: true,
  });
  for (const one of [company.ann, guest]) expect((await seenBy(one, room)).external).toBe(true);
});
