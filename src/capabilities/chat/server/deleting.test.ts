import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConversationId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { newId } from '#platform/server/house.ts';
import { threadIdOf } from '../model/threads.ts';
import { maySeeFile } from './talking.ts';
import { listen, openTestHouse } from './testing.ts';

let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

type Cast = Record<'lin' | 'zhou' | 'tang' | 'he' | 'lu', Identity>;
const NAME = '三号线复产';
const code = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { refusal?: { code: string } }) => error.refusal?.code,
  );

const sql = (text: string, values?: unknown[]) => house.fresh.sql(text, values);

/** Zhou owns a group with Lin and Tang, a file, a thread and what each made of it for himself; He is not in it, Lu is admin of the company. */
async function stage() {
  const people = (await house.company('lin', 'zhou', 'tang', 'he', 'lu')) as Cast;
  await house.call(people.lin, 'directory.setRole', { id: people.lu.memberId, role: 'admin' });
  const lu = { ...people.lu, role: 'admin' };
  const { lin, zhou, tang } = people;
  const room = await house.group(zhou, lin, tang);
  await house.say(lin, room, 'first'); // 2
  await house.say(zhou, room, `<@${lin.memberId}> second`); // 3
  const file = await house.bring(tang, '图纸.txt', Buffer.from('a plan'));
  await house.say(tang, room, 'with a file', { files: [file.id] }); // 4
  const root = { conversationId: room, number: 2 };
  const thread = threadIdOf(root);
  await house.say(tang, thread, 'apart', { thread: root });
  await house.talk(lin, 'setPinned', { conversationId: room, pinned: true });
  await house.talk(tang, 'setDraft', { conversationId: room, text: 'half a sentence' });
  const section = newId();
  await house.talk(lin, 'makeSection', { id: section, name: '产线' });
  await house.talk(lin, 'setSection', { conversationId: room, sectionId: section });
  await house.read(tang, room, 3);
  const { link } = await house.talk(zhou, 'makeGroupLink', { conversationId: room, approval: false, days: 7 });
  await house.chat.flush();
  return { ...people, lu, room, thread, root, file, link };
}

const erase = (as: Identity, conversationId: ConversationId, name = NAME) =>
  house.talk(as, 'deleteConversation', { conversationId, name });
const restore = (as: Identity, conversationId: ConversationId) =>
  house.talk(as, 'restoreConversation', { conversationId });
const listOf = async (as: Identity) => house.talk(as, 'conversations', {});

test('D1 its owner deletes a group by typing its name; nobody else, and nothing else is deleted', async () => {
  const { lin, zhou, tang, he, room, thread } = await stage();
  await house.talk(zhou, 'setGroupRole', { conversationId: room, memberId: tang.memberId, role: 'admin' });
  expect(await code(erase(tang, room))).toBe('chat.mayNotManage');
  // The owner of the company is not the owner of the group.
  expect(await code(erase(lin, room))).toBe('chat.mayNotManage');
  expect(await code(erase(he, room))).toBe('chat.conversationUnknown');
  expect(await code(erase(zhou, thread, ''))).toBe('chat.mayNotManage');
  const { conversation } = await house.talk(zhou, 'openDirect', { memberId: lin.memberId });
  expect(await code(erase(zhou, conversation.id, ''))).toBe('chat.mayNotManage');
  for (const name of ['', '三号线', `${NAME}!`]) expect(await code(erase(zhou, room, name))).toBe('chat.nameDiffers');
  await house.talk(zhou, 'setArchived', { conversationId: room, archived: true });
  expect(await code(erase(zhou, room)), 'one that is put away, too').toBeNull();
  expect(await code(erase(zhou, room))).toBe('chat.conversationUnknown');
});

test('D2 it is gone for everybody at once: nothing gives it, no call takes it', async () => {
  const { lin, zhou, tang, he, room, thread, root, file, link } = await stage();
  await erase(zhou, room);
  for (const who of [lin, zhou, tang]) {
    expect((await listOf(who)).conversations.filter(({ id }) => id === room || id === thread)).toEqual([]);
    for (const conversationId of [room, thread]) {
      const at = { conversationId };
      expect(await code(house.page(who, at))).toBe('chat.conversationUnknown');
      expect(await code(house.talk(who, 'conversation', at))).toBe('chat.conversationUnknown');
      expect(await code(house.talk(who, 'messagesByNumber', { ...at, numbers: [2] }))).toBe('chat.conversationUnknown');
      expect(await code(house.talk(who, 'participants', at))).toBe('chat.conversationUnknown');
      expect(await code(house.talk(who, 'markUnread', at))).toBe('chat.conversationUnknown');
      expect(await code(house.talk(who, 'setDraft', { ...at, text: 'x' }))).toBe('chat.conversationUnknown');
    }
    expect(await code(house.talk(who, 'openThread', root))).toBe('chat.conversationUnknown');
    expect(await house.talk(who, 'threadRoots', { ids: [thread] })).toEqual([]);
    expect(await house.talk(who, 'findGroups', { text: '三号线' })).toEqual([]);
    const seen = await house.house.database.transaction(who.companyId, (tx) =>
      maySeeFile(tx, who.companyId, who.memberId, room, file.id),
    );
    expect(seen, 'the file').toBe(false);
  }
  expect(await code(house.talk(zhou, 'recallMessage', { conversationId: room, number: 3 }))).toBe(
    'chat.conversationUnknown',
  );
  expect(await code(house.talk(zhou, 'addParticipants', { conversationId: room, memberIds: [he.memberId] }))).toBe(
    'chat.conversationUnknown',
  );
  expect(await code(house.talk(he, 'groupByLink', { token: link.token }))).toBe('chat.linkUnknown');
  expect(await code(house.talk(he, 'joinByLink', { token: link.token }))).toBe('chat.linkUnknown');
});

test('D2 who was in it is told why nothing is sent; to everybody else it is unknown', async () => {
  const { lin, zhou, tang, he, room, thread, root } = await stage();
  await erase(zhou, room);
  const send = (as: Identity, conversationId: ConversationId, more: object = {}) =>
    code(house.say(as, conversationId, 'x', more));
  const late = await house.bring(tang, 'late.txt', Buffer.from('late'));
  expect(await send(lin, room)).toBe('chat.deleted');
  expect(await send(tang, room, { files: [late.id] })).toBe('chat.deleted');
  expect(await send(tang, thread, { thread: root })).toBe('chat.deleted');
  const again = { conversationId: room, number: 3 };
  expect(await send(lin, threadIdOf(again), { thread: again })).toBe('chat.deleted');
  const notice = { id: newId(), conversationId: room, text: 'x', dueDays: 1 };
  expect(await code(house.talk(zhou, 'sendNotice', notice))).toBe('chat.deleted');
  const { stranger } = await house.company('stranger');
  for (const who of [he, stranger as Identity]) {
    expect(await send(who, room)).toBe('chat.conversationUnknown');
    expect(await send(who, thread, { thread: root })).toBe('chat.conversationUnknown');
    expect(await code(restore(who, room))).toBe('chat.conversationUnknown');
    expect((await listOf(who)).deleted).toEqual([]);
  }
});

test('D2 an answer that begins a thread while the group is deleted leaves nobody in it', async () => {
  for (let turn = 0; turn < 4; turn += 1) {
    const { zhou, tang, room } = await stage();
    const root = { conversationId: room, number: 3 };
    await Promise.all([erase(zhou, room), code(house.say(tang, threadIdOf(root), 'at once', { thread: root }))]);
    const left = await sql('select 1 from chat.participant where conversation_id in ($1, $2)', [
      room,
      threadIdOf(root),
    ]);
    expect(left).toEqual([]);
  }
});

test('D2 no open socket hears anything of it any more', async () => {
  const { lin, zhou, room, thread } = await stage();
  const heard: { type: string; conversationId?: string }[] = [];
  const topics = new Set([lin.companyId, lin.memberId, room, thread]);
  const socket = listen(lin, topics, (await listOf(lin)).at, (frame) => heard.push(frame as (typeof heard)[number]));
  expect(house.house.hub.attach(socket)).toBe(true);
  await erase(zhou, room);
  await sleep(30); // the hub writes in a later turn of the loop
  expect(heard.map(({ type }) => type)).toContain('chat.conversationRemoved');
  expect([...socket.topics].filter((topic) => topic === room || topic === thread)).toEqual([]);
});

describe('D4 restored', () => {
  test.each(['zhou', 'lin', 'lu'] as const)('by %s, it is as it was for each', async (by) => {
    const staged = await stage();
    const { lin, zhou, tang, room, thread, root, file, link } = staged;
    const viewers = [lin, zhou, tang];
    const look = async (as: Identity) => {
      const { conversations, sections } = await listOf(as);
      const mine = conversations.filter(({ id }) => id === room || id === thread);
      const byId = mine.sort((a, b) => (a.id < b.id ? -1 : 1));
      const plain = byId.map((one) => ({
        one: { ...one, last: null, lastNumber: 0, activeAt: null, readNumber: 0 },
        unread: one.lastNumber - one.readNumber,
      }));
      return { plain, sections };
    };
    const before = await Promise.all(viewers.map(look));
    const rows = () =>
      sql('select * from chat.participant where conversation_id in ($1, $2) order by 2, 3', [room, thread]);
    const stored = await rows();
    await erase(zhou, room);
    expect(await code(restore(tang, room))).toBe('chat.mayNotRestore');
    await restore(staged[by], room);
    expect(await rows()).toEqual(stored);
    for (const [index, viewer] of viewers.entries()) {
      const [was, now] = [before[index] as (typeof before)[number], await look(viewer)];
      expect(now.sections).toEqual(was.sections);
      // The line that tells of it is the only difference.
      const told = was.plain.map(({ one, unread }) => ({ one, unread: unread + (one.id === room ? 1 : 0) }));
      expect(now.plain).toEqual(told);
      expect((await listOf(viewer)).deleted).toEqual([]);
    }
    const page = (await house.page(tang, { conversationId: room })).messages;
    expect(page.map(({ text }) => text).slice(1, 4)).toEqual(['first', `<@${lin.memberId}> second`, 'with a file']);
    expect(page.at(-1)?.note?.kind).toBe('restored');
    expect(page[3]?.files.map(({ id }) => id)).toEqual([file.id]);
    expect((await house.talk(lin, 'openThread', root)).conversation?.lastNumber).toBe(1);
    await house.say(tang, room, 'on we go');
    expect((await house.talk(staged.he, 'groupByLink', { token: link.token })).name).toBe(NAME);
  });

  test('who has left the company meanwhile is not in it; the group passes on', async () => {
    const { lin, zhou, tang, lu, room } = await stage();
    await erase(zhou, room);
    await house.call(lin, 'directory.deactivateMember', { id: zhou.memberId, handOverTo: null });
    await restore(lu, room);
    const { participants } = await house.talk(tang, 'participants', { conversationId: room });
    expect(participants.map(({ memberId }) => memberId).sort()).toEqual([lin.memberId, tang.memberId].sort());
    expect(participants.filter(({ role }) => role === 'owner')).toHaveLength(1);
    const [row] = await sql('select member_count, sharers from chat.conversation where conversation_id = $1', [room]);
    expect(row).toEqual({ member_count: 2, sharers: 2 });
  });

  test('who has stopped sharing receipts meanwhile shares none in it', async () => {
    const { zhou, tang, room } = await stage();
    await erase(zhou, room);
    await house.talk(tang, 'setReceiptSettings', { direct: false, groups: false });
    await restore(zhou, room);
    expect((await house.talk(tang, 'conversation', { conversationId: room })).conversation.shares).toBe(false);
    const [row] = await sql(
      'select sharers, (select count(*)::int from chat.cursor r where r.conversation_id = c.conversation_id and r.shares) as counted from chat.conversation c where conversation_id = $1',
      [room],
    );
    expect(row?.['sharers']).toBe(row?.['counted']);
  });
});

test('D3 who was in it sees it among the deleted ones, with who deleted it and the day it is erased; admins see all', async () => {
  const { lin, zhou, tang, lu, room } = await stage();
  const deleted = await erase(zhou, room);
  expect(deleted.eraseAt.getTime() - deleted.deletedAt.getTime()).toBe(30 * 86_400_000);
  for (const who of [lin, zhou, tang]) expect((await listOf(who)).deleted).toEqual([deleted]);
  expect((await listOf(lu)).deleted, 'not in it').toEqual([]);
  expect(await house.talk(lu, 'deletedConversations', {})).toEqual([deleted]);
  const ledger = (await house.call(lin, 'directory.ledger', { before: null })) as { kind: string; facts: object }[];
  expect(ledger.find(({ kind }) => kind === 'conversationDeleted')?.facts).toMatchObject({
    name: NAME,
    members: 3,
    messages: 4,
  });
});

test('D4 what is parked has the columns of what it was, in their order', async () => {
  const columns = async (table: string) =>
    (
      await sql(
        "select column_name from information_schema.columns where table_schema = 'chat' and table_name = $1 order by ordinal_position",
        [table],
      )
    ).map((row) => row['column_name']);
  expect(await columns('parked_participant')).toEqual(await columns('participant'));
  expect(await columns('parked_cursor')).toEqual(await columns('cursor'));
});
