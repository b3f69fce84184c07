import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConversationId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { newId } from '#platform/server/house.ts';
import { openTestHouse } from './testing.ts';

let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

type Cast = Record<'lin' | 'zhou' | 'tang' | 'he', Identity>;
const cast = () => house.company('lin', 'zhou', 'tang', 'he') as Promise<Cast>;
const rule = (as: Identity, conversationId: ConversationId, newcomersSee: 'everything' | 'afterJoining') =>
  house.talk(as, 'setNewcomersSee', { conversationId, newcomersSee });
const add = (as: Identity, conversationId: ConversationId, ...members: Identity[]) =>
  house.talk(as, 'addParticipants', { conversationId, memberIds: members.map(({ memberId }) => memberId) });
const numbers = async (as: Identity, conversationId: ConversationId, more: object = {}) =>
  (await house.page(as, { conversationId, ...more })).messages.map(({ number }) => number);
const own = async (as: Identity, conversationId: ConversationId) =>
  (await house.talk(as, 'conversation', { conversationId })).conversation;
const code = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { refusal?: { code: string } }) => error.refusal?.code,
  );

test('H1 owner and admins say it, others do not; everybody reads that they did', async () => {
  const { lin, zhou, tang, he } = await cast();
  const room = await house.group(lin, zhou, tang);
  await house.talk(lin, 'setGroupRole', { conversationId: room, memberId: zhou.memberId, role: 'admin' });
  expect(await code(rule(tang, room, 'afterJoining'))).toBe('chat.mayNotManage');
  expect(await code(rule(he, room, 'afterJoining'))).toBe('chat.conversationUnknown');
  await rule(zhou, room, 'afterJoining');
  await rule(zhou, room, 'afterJoining');
  await rule(lin, room, 'everything');
  const notes = (await house.page(tang, { conversationId: room })).messages.map(({ note }) => note?.kind);
  expect(notes).toEqual(['created', 'newcomersSeeLater', 'newcomersSeeAll']);
  const { conversation } = await house.talk(lin, 'openDirect', { memberId: tang.memberId });
  expect(await code(rule(lin, conversation.id, 'afterJoining'))).toBe('chat.mayNotManage');
});

test('H1 it holds for who joins from then on, also again, and by a link; for nobody who is in', async () => {
  const { lin, zhou, tang, he } = await cast();
  const room = await house.group(lin, zhou);
  await house.say(lin, room, 'before'); // 2
  await add(lin, room, tang); // 3
  await rule(lin, room, 'afterJoining'); // 4
  const { link } = await house.talk(lin, 'makeGroupLink', { conversationId: room, approval: false, days: 7 });
  await house.talk(he, 'joinByLink', { token: link.token }); // 5
  await house.say(lin, room, 'after'); // 6
  expect(await numbers(zhou, room)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await numbers(tang, room)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await numbers(he, room)).toEqual([5, 6]);
  expect(await own(he, room)).toMatchObject({ hiddenNumber: 4, lastNumber: 6 });
  // Back to everything: who came meanwhile stays where he is.
  await rule(lin, room, 'everything'); // 7
  expect(await numbers(he, room)).toEqual([5, 6, 7]);
  await house.talk(tang, 'leave', { conversationId: room }); // 8
  await rule(lin, room, 'afterJoining'); // 9
  await add(lin, room, tang); // 10
  expect(await numbers(tang, room)).toEqual([10]);
  expect((await house.talk(tang, 'receiptCounts', { conversationId: room, numbers: [2] })).receipts).toEqual([]);
  // Taken out and brought in again under the other rule, all is there.
  await house.talk(lin, 'removeParticipant', { conversationId: room, memberId: he.memberId });
  await rule(lin, room, 'everything');
  await add(lin, room, he);
  expect((await numbers(he, room))[0]).toBe(1);
});

test('H1 in the group of a department, whoever comes into it; nothing there for him at first', async () => {
  const { lin, zhou, tang } = await cast();
  const department = (await house.call(lin, 'directory.createDepartment', {
    ...{ name: 'Line 3', parentId: null },
    managerIds: [lin.memberId],
  })) as { id: string };
  const put = (member: Identity) =>
    house.call(lin, 'directory.editMember', {
      ...{ id: member.memberId, name: 'x', title: '', email: null, phone: null, employeeNumber: null },
      departmentIds: [department.id],
    });
  await put(lin);
  await put(zhou);
  const { conversation } = await house.talk(lin, 'openDepartmentGroup', { departmentId: department.id });
  await house.say(zhou, conversation.id, 'before');
  await rule(lin, conversation.id, 'afterJoining');
  await put(tang);
  const seen = await own(tang, conversation.id);
  expect(seen).toMatchObject({ last: null, hiddenNumber: seen.lastNumber, readNumber: seen.lastNumber });
  const page = await house.page(tang, { conversationId: conversation.id });
  expect(page).toMatchObject({ messages: [], hasBefore: false, hasAfter: false });
  const { number } = await house.say(zhou, conversation.id, 'after');
  expect(await numbers(tang, conversation.id)).toEqual([number]);
});

test('H2 pages end at the bound, wherever one asks', async () => {
  const { lin, zhou, tang } = await cast();
  const room = await house.group(lin, zhou);
  for (let n = 2; n <= 8; n += 1) await house.say(lin, room, `${n}`);
  await rule(lin, room, 'afterJoining'); // 9
  await add(lin, room, tang); // 10
  for (let n = 11; n <= 15; n += 1) await house.say(zhou, room, `${n}`);
  // The page that everybody shares is kept by now.
  expect(await numbers(lin, room, { limit: 10 })).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  expect(await numbers(tang, room, { limit: 10 })).toEqual([10, 11, 12, 13, 14, 15]);
  expect(await numbers(lin, room, { limit: 10 })).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  expect(await numbers(tang, room, { around: 4, limit: 4 })).toEqual([10, 11]);
  expect(await numbers(tang, room, { after: 3, limit: 3 })).toEqual([10, 11, 12]);
  const first = await house.page(tang, { conversationId: room, before: 12 });
  expect(first.messages.map(({ number }) => number)).toEqual([10, 11]);
  expect(first).toMatchObject({ hasBefore: false, hasAfter: true });
  expect(await house.page(tang, { conversationId: room, before: 5 })).toMatchObject({
    ...{ messages: [], hasBefore: false, hasAfter: true },
  });
  expect(await house.page(tang, { conversationId: room, limit: 3 })).toMatchObject({ hasBefore: true });
});

test('H2 of several messages that are forwarded as one card, he sees those from after he came', async () => {
  const { lin, zhou, tang } = await cast();
  const room = await house.group(lin, zhou);
  const before = await house.say(lin, room, 'before');
  await rule(lin, room, 'afterJoining');
  await add(lin, room, tang);
  const after = await house.say(lin, room, 'after');
  const elsewhere = await house.group(lin, zhou, tang);
  const source = { conversationId: room, numbers: [before.number, after.number] };
  const sent = await house.talk(lin, 'forwardMerged', { id: newId(), conversationId: elsewhere, text: '', source });
  const seen = (as: Identity) => house.talk(as, 'forwarded', { conversationId: elsewhere, numbers: [sent.number] });
  expect(await seen(zhou)).toEqual([{ number: sent.number, source }]);
  const rest = { conversationId: room, numbers: [after.number] };
  expect(await seen(tang)).toEqual([{ number: sent.number, source: rest }]);
  const all = { id: newId(), conversationId: elsewhere, text: '', source };
  expect(await code(house.talk(tang, 'forwardMerged', all))).toBe('chat.messageUnknown');
});
