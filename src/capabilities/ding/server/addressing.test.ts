import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTestHouse } from '#chat/server/testing.ts';
import { companiesAfter } from '#identity/server/index.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import type { ConversationId, DepartmentId, FileId, MemberId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { newId } from '#platform/server/house.ts';
import pg from 'pg';
import type { DingId, dingCalls } from '../model/contract.ts';
import { type Dings, makeDings } from './index.ts';

type Calls = typeof dingCalls;

/** Monday 10:24 in Suzhou; the working day ends at 18:00. */
const MORNING = new Date('2026-11-23T02:24:00Z');
const MINUTE = 60_000;

let house: Awaited<ReturnType<typeof openTestHouse>>;
let dings: Dings;
let owner: pg.Client;
const errors: unknown[] = [];

beforeAll(async () => {
  house = await openTestHouse(({ chat, outbox, files }) => {
    dings = makeDings(chat, outbox, files);
    return dings.capability;
  });
  dings.start(house.house, companiesAfter, (error) => errors.push(error));
  owner = new pg.Client({ connectionString: house.fresh.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await dings.stop();
  await owner.end();
  await house[Symbol.asyncDispose]();
});
afterEach(() => {
  house.at(MORNING);
  const [wrong] = errors.splice(0);
  if (wrong !== undefined) throw wrong as Error;
});

const ask = <Name extends keyof Calls>(as: Identity, name: Name, input: object = {}) =>
  house.call(as, `ding.${name}`, input) as Promise<OutputOf<Calls[Name]>>;
const refused = (code: string, facts?: object) =>
  expect.objectContaining({
    refusal: expect.objectContaining({ code, ...(facts === undefined ? {} : { facts }) }) as unknown,
  }) as unknown;
const after = (minutes: number) => new Date(MORNING.getTime() + minutes * MINUTE);

/** lin owns the company and is in the group with luo; wu and zhou are not. */
async function team() {
  const people = (await house.company('lin', 'luo', 'wu', 'zhou')) as Record<'lin' | 'luo' | 'wu' | 'zhou', Identity>;
  return { ...people, group: await house.group(people.lin, people.luo) };
}

async function department(as: Identity, name: string, parentId: string | null, ...members: Identity[]) {
  const input = { name, parentId, managerIds: [] };
  const { id } = (await house.call(as, 'directory.createDepartment', input)) as { id: DepartmentId };
  for (const member of members) await move(as, member, [id]);
  return id;
}

const move = (as: Identity, member: Identity, departmentIds: readonly DepartmentId[]) =>
  house.call(as, 'directory.editMember', {
    ...{ id: member.memberId, name: 'x', title: '', email: null, phone: null, employeeNumber: null, departmentIds },
  });

const placeIn = (conversationId: ConversationId, memberIds: readonly MemberId[] | null = []) => ({
  conversationId,
  messageId: newId(),
  memberIds,
});

const input = (group: ConversationId, more: object = {}) => ({
  ...{ id: newId() as DingId, text: '二号机停机', to: [placeIn(group)] },
  ...more,
});

const lastIn = async (as: Identity, conversationId: ConversationId) =>
  (await house.page(as, { conversationId })).messages.at(-1);

const directWith = async (as: Identity, { memberId }: Identity) =>
  (await house.talk(as, 'openDirect', { memberId })).conversation.id;

describe('G14 whole departments', () => {
  test('asks those of it and below: here who is here, directly who is not, each once and nobody else', async () => {
    const { lin, luo, wu, zhou, group } = await team();
    const plant = await department(lin, '生产部', null, lin, luo);
    await department(lin, '一车间', plant, wu, zhou);
    const ask1 = { to: [placeIn(group, [luo.memberId])], departmentIds: [plant] };
    expect(await ask(lin, 'preview', ask1)).toMatchObject({ refusal: null, total: 3, elsewhere: 2 });
    expect((await house.talk(lin, 'conversations', {})).conversations, 'looking opens nothing').toHaveLength(1);
    const sent = await ask(lin, 'send', input(group, ask1));
    await dings.settle();
    expect(sent).toMatchObject({ counts: { of: 3 } });
    expect(sent.places).toHaveLength(3);
    expect(await lastIn(luo, group)).toMatchObject({ text: '二号机停机', card: { kind: 'room', id: sent.id } });
    expect(await lastIn(wu, await directWith(wu, lin))).toMatchObject({ card: { kind: 'room', id: sent.id } });
    expect((await ask(zhou, 'mine')).open.map(({ id }) => id)).toEqual([sent.id]);
  });

  test('G9 who is asked sees those asked in the same conversation, and of all others how many', async () => {
    const { lin, luo, wu, zhou, group } = await team();
    await house.talk(lin, 'addParticipants', { conversationId: group, memberIds: [wu.memberId] });
    const plant = await department(lin, '生产部', null, luo, wu, zhou);
    const { id } = await ask(lin, 'send', input(group, { departmentIds: [plant] }));
    const named = async (as: Identity) => (await ask(as, 'ding', { id })).lines.map(({ memberId }) => memberId).sort();
    expect(await named(lin)).toEqual([luo, wu, zhou].map(({ memberId }) => memberId).sort());
    expect(await named(luo)).toEqual([luo, wu].map(({ memberId }) => memberId).sort());
    expect(await named(zhou)).toEqual([zhou.memberId]);
    expect(await ask(zhou, 'ding', { id })).toMatchObject({ counts: { of: 3 } });
    expect((await ask(zhou, 'ding', { id })).places).toHaveLength(1);
  });

  test('stands in the department’s own group for who is not here, where the sender may write in it', async () => {
    const { lin, luo, wu, zhou, group } = await team();
    const plant = await department(lin, '生产部', null, lin, luo, wu, zhou);
    const managed = { id: plant, name: '生产部', parentId: null, managerIds: [lin.memberId] };
    await house.call(lin, 'directory.editDepartment', managed);
    const { conversation } = await house.talk(lin, 'openDepartmentGroup', { departmentId: plant });
    const sent = await ask(lin, 'send', input(group, { departmentIds: [plant] }));
    expect(sent.places.map(({ conversationId }) => conversationId).sort()).toEqual([group, conversation.id].sort());
    // Where nobody is asked, nothing is said.
    const elsewhere = await house.group(lin);
    house.at(after(90));
    const other = await ask(lin, 'send', input(elsewhere, { departmentIds: [plant] }));
    expect(other.places.map(({ conversationId }) => conversationId)).toEqual([conversation.id]);
    const rules = { ...conversation.rules, whoWrites: 'admins' };
    await house.talk(lin, 'setGroupRules', { conversationId: conversation.id, rules });
    const apart = await ask(luo, 'send', input(await house.group(luo), { departmentIds: [plant] }));
    expect(apart.places.map(({ conversationId }) => conversationId)).not.toContain(conversation.id);
    expect(apart.counts.of).toBe(3);
  });

  test('a scheduled one asks whom it has at its minute: who has come, not who has left, nor a department that is gone', async () => {
    const { lin, luo, wu, zhou, group } = await team();
    const plant = await department(lin, '生产部', null, luo, wu);
    const gone = await department(lin, '旧车间', null);
    const waits = input(group, { departmentIds: [plant, gone], at: after(60).toISOString() });
    await move(lin, zhou, [gone]);
    const { id } = await ask(lin, 'send', waits);
    await move(lin, zhou, [plant]);
    await house.call(lin, 'directory.removeDepartment', { id: gone });
    await house.call(lin, 'directory.deactivateMember', { id: wu.memberId, handOverTo: null });
    house.at(after(60));
    await dings.settle();
    const sent = await ask(lin, 'ding', { id });
    expect(sent).toMatchObject({ state: 'sent', counts: { of: 2 } });
    expect(sent.lines.map(({ memberId }) => memberId).sort()).toEqual(
      [luo, zhou].map(({ memberId }) => memberId).sort(),
    );
  });

  test('one that was emptied meanwhile is not sent, and says why; everybody of a group is who is there at its minute', async () => {
    const { lin, luo, wu, group } = await team();
    const plant = await department(lin, '生产部', null, luo);
    const at = after(60).toISOString();
    const { id } = await ask(lin, 'send', input(group, { departmentIds: [plant], at }));
    const all = await ask(lin, 'send', input(group, { to: [placeIn(group, null)], at }));
    await move(lin, luo, []);
    await house.talk(lin, 'removeParticipant', { conversationId: group, memberId: luo.memberId });
    await house.talk(lin, 'addParticipants', { conversationId: group, memberIds: [wu.memberId] });
    house.at(after(60));
    await dings.settle();
    expect(await ask(lin, 'ding', { id })).toMatchObject({ state: 'failed', failure: 'ding.departmentsEmpty' });
    const sent = await ask(lin, 'ding', { id: all.id });
    expect(sent.lines.map(({ memberId }) => memberId)).toEqual([wu.memberId]);
  });

  test('an unknown one, an empty one, one of another company and one that a guest names ask nobody', async () => {
    const { lin, luo, group } = await team();
    const other = await team();
    const theirs = await department(other.lin, '别家', null, other.luo);
    const empty = await department(lin, '空', null);
    const try1 = (departmentIds: readonly string[], as = lin) => ask(as, 'send', input(group, { departmentIds }));
    await expect(try1([theirs])).rejects.toEqual(refused('ding.departmentUnknown'));
    await expect(try1([newId()])).rejects.toEqual(refused('ding.departmentUnknown'));
    await expect(try1([empty])).rejects.toEqual(refused('ding.departmentsEmpty'));
    await expect(try1([])).rejects.toEqual(refused('ding.nobody'));
    const preview = { to: [placeIn(group)], departmentIds: [theirs] };
    await expect(ask(lin, 'preview', preview)).rejects.toEqual(refused('ding.departmentUnknown'));
    const mine = await department(lin, '本家', null, lin);
    await expect(try1([mine], { ...luo, role: 'guest' })).rejects.toEqual(refused('ding.departmentUnknown'));
  });

  test('guests in it are not asked; G2 the policy counts everybody in it; a retry is the same ding', async () => {
    const { lin, luo, wu, zhou, group } = await team();
    const plant = await department(lin, '生产部', null, luo, wu, zhou);
    await house.call(lin, 'directory.setRole', { id: zhou.memberId, role: 'guest' });
    const once = input(group, { departmentIds: [plant] });
    expect((await ask(lin, 'send', once)).counts.of).toBe(2);
    const again = await ask(lin, 'send', once);
    expect(again.counts.of).toBe(2);
    expect(again.places).toHaveLength(2);
    await house.call(lin, 'directory.setPolicy', { changes: { whoDings: 'managersAndTeam' } });
    const foreign = await department(lin, '销售', null, lin);
    await expect(ask(luo, 'send', input(group, { departmentIds: [foreign] }))).rejects.toEqual(
      refused('ding.notYours', { members: 1 }),
    );
  });

  test('more than can be written to directly are refused before anything is opened, by preview and sending alike', async () => {
    const { lin, group } = await team();
    const plant = await department(lin, '生产部', null);
    await crowd(lin, plant, null, 50);
    const to = { to: [placeIn(group)], departmentIds: [plant] };
    expect(await ask(lin, 'preview', to)).toMatchObject({
      ...{ refusal: { code: 'ding.tooFar', facts: { members: 50, most: 49 } }, total: 50, elsewhere: 50 },
    });
    await expect(ask(lin, 'send', input(group, to))).rejects.toEqual(refused('ding.tooFar'));
    expect((await house.talk(lin, 'conversations', {})).conversations).toHaveLength(1);
  });

  test('3,000 of a department that are in the conversation: previewed without their names, and sent', async () => {
    const { lin, group } = await team();
    const plant = await department(lin, '生产部', null);
    await crowd(lin, plant, group, 3_000);
    const to = { to: [placeIn(group)], departmentIds: [plant] };
    const began = performance.now();
    const before = await ask(lin, 'preview', to);
    const previewed = performance.now();
    expect(before).toMatchObject({ total: 3_000, counts: { now: 3_000, off: 0, onLeave: 0 }, elsewhere: 0 });
    expect(before.people).toHaveLength(200);
    const { id } = await ask(lin, 'send', input(group, to));
    const sent = performance.now();
    await dings.settle();
    const times = [previewed - began, sent - previewed, performance.now() - previewed].map(Math.round);
    console.log(
      `3,000 of a department: previewed in ${times[0]} ms, sent in ${times[1]} ms, planned after ${times[2]} ms`,
    );
    const { counts, lines } = await ask(lin, 'ding', { id });
    expect(counts.of).toBe(3_000);
    expect(lines).toHaveLength(200);
  }, 60_000);
});

/** So many members of a department, and of a conversation where one is named. */
async function crowd(as: Identity, departmentId: DepartmentId, group: ConversationId | null, many: number) {
  await owner.query(
    `with made as (
       insert into directory.member (company_id, member_id, account_id, name, sort_key, title, role, status, time_zone, joined_at)
       select $1, gen_random_uuid(), null, 'm' || n, 'm' || n, '', 'member', 'active', 'Asia/Shanghai', now() from generate_series(1, $4::int) n
       returning member_id), placed as (
       insert into directory.membership (company_id, member_id, department_id, position) select $1, member_id, $2, 0 from made)
     insert into chat.participant (company_id, conversation_id, member_id, role, can_send, joined_at)
     select $1, $3::uuid, member_id, 'member', true, now() from made where $3::uuid is not null`,
    [as.companyId, departmentId, group, many],
  );
}

describe('G16 members by name, wherever they are', () => {
  test('written nowhere it goes to each directly, and to a department as ever; each once', async () => {
    const { lin, luo, wu, zhou } = await team();
    const plant = await department(lin, '生产部', null, wu, zhou);
    const to = { to: [], memberIds: [luo.memberId, wu.memberId, lin.memberId], departmentIds: [plant] };
    expect(await ask(lin, 'preview', to)).toMatchObject({ refusal: null, total: 3, elsewhere: 3 });
    const once = input(newId() as ConversationId, to);
    const sent = await ask(lin, 'send', once);
    expect(sent).toMatchObject({ state: 'sent', counts: { of: 3 }, memberIds: [] });
    const directs = await Promise.all([luo, wu, zhou].map((one) => directWith(one, lin)));
    expect(sent.places.map(({ conversationId }) => conversationId).sort()).toEqual([...directs].sort());
    expect(await lastIn(luo, directs[0] as ConversationId)).toMatchObject({ card: { kind: 'room', id: sent.id } });
    await dings.settle();
    expect((await ask(luo, 'mine')).open.map(({ id }) => id)).toEqual([sent.id]);
    expect((await ask(lin, 'send', once)).places).toEqual(sent.places);
    await ask(luo, 'answer', { id: sent.id });
    expect((await ask(lin, 'ding', { id: sent.id })).counts.confirmed).toBe(1);
  });

  test('beside a conversation who is in it is asked there, who is not directly', async () => {
    const { lin, luo, wu } = await team();
    const direct = await directWith(lin, luo);
    const to = { to: [placeIn(direct, [luo.memberId])], memberIds: [luo.memberId, wu.memberId] };
    expect(await ask(lin, 'preview', to)).toMatchObject({ total: 2, elsewhere: 1 });
    const sent = await ask(lin, 'send', input(direct, to));
    expect(sent.places).toHaveLength(2);
    expect(await lastIn(luo, direct)).toMatchObject({ card: { id: sent.id } });
    expect(await lastIn(wu, await directWith(wu, lin))).toMatchObject({ card: { id: sent.id } });
    expect((await ask(luo, 'ding', { id: sent.id })).lines.map(({ memberId }) => memberId)).toEqual([luo.memberId]);
  });

  test('a scheduled one says to its author alone whom it is for, is cancelled, and asks who of them is still there', async () => {
    const { lin, luo, wu, zhou } = await team();
    const plant = await department(lin, '生产部', null, zhou);
    const at = after(60).toISOString();
    const to = { to: [], memberIds: [luo.memberId, wu.memberId], departmentIds: [plant], at };
    const waits = await ask(lin, 'send', input(newId() as ConversationId, to));
    const gone = await ask(lin, 'send', input(newId() as ConversationId, to));
    expect(waits).toMatchObject({ state: 'scheduled', places: [], memberIds: to.memberIds, departmentIds: [plant] });
    expect((await ask(lin, 'mine')).sent.map(({ id }) => id).sort()).toEqual([waits.id, gone.id].sort());
    await expect(ask(luo, 'ding', { id: waits.id })).rejects.toEqual(refused('ding.unknown'));
    expect(await ask(lin, 'cancel', { id: gone.id })).toMatchObject({ state: 'cancelled', memberIds: [] });
    const leavers = [luo, wu].map(({ memberId }) => memberId);
    const alone = await ask(lin, 'send', input(newId() as ConversationId, { to: [], memberIds: leavers, at }));
    await house.call(lin, 'directory.deactivateMember', { id: wu.memberId, handOverTo: null });
    house.at(after(60));
    await dings.settle();
    const sent = await ask(lin, 'ding', { id: waits.id });
    expect(sent.lines.map(({ memberId }) => memberId).sort()).toEqual([luo, zhou].map((one) => one.memberId).sort());
    // Dinged a moment ago, he is not again: it stays, and says why.
    expect(await ask(lin, 'ding', { id: alone.id })).toMatchObject({ state: 'failed', failure: 'ding.again' });
    expect((await ask(lin, 'mine')).sent.map(({ id }) => id)).toContain(alone.id);
  });

  test('nobody, a stranger, and more than can be written to directly are refused; G2 the policy counts those named', async () => {
    const { lin, luo, wu, group } = await team();
    const other = await team();
    const by = (memberIds: readonly string[], as = lin) => ask(as, 'send', input(group, { to: [], memberIds }));
    for (const ids of [[other.luo.memberId], [luo.memberId, newId()]]) {
      await expect(by(ids)).rejects.toEqual(refused('chat.memberUnknown'));
      await expect(ask(lin, 'preview', { to: [], memberIds: ids })).rejects.toEqual(refused('chat.memberUnknown'));
    }
    for (const ids of [[], [lin.memberId]]) await expect(by(ids)).rejects.toEqual(refused('ding.nobody'));
    await house.call(lin, 'directory.setPolicy', { changes: { whoDings: 'managersAndTeam' } });
    await expect(by([wu.memberId], luo)).rejects.toEqual(refused('ding.notYours', { members: 1 }));
    const plant = await department(lin, '生产部', null);
    await crowd(lin, plant, null, 51);
    const { rows } = await owner.query('select member_id from directory.membership where department_id = $1', [plant]);
    const many = (rows as { member_id: string }[]).map((row) => row.member_id);
    await expect(by(many)).rejects.toEqual(refused('ding.tooFar', { members: 51, most: 50 }));
    expect((await house.talk(lin, 'conversations', {})).conversations).toHaveLength(1);
  });

  test('mirror: old state and what was told is what would be asked for anew, for each', async () => {
    const { lin, luo, wu, zhou, group } = await team();
    const direct = await directWith(luo, lin);
    const devices = await Promise.all([lin, luo, wu, zhou].map(async (as) => ({ as, device: await house.device(as) })));
    await ask(lin, 'send', input(group, { to: [], memberIds: [luo.memberId, wu.memberId] }));
    await house.chat.flush();
    for (const { as, device } of devices) {
      const fresh = await house.fetch(as);
      expect(device.state.conversations).toEqual(fresh.conversations);
      expect(device.state.timelines[direct]?.messages).toEqual(fresh.timelines[direct]?.messages);
    }
  });
});

describe('G15 files and what was said', () => {
  const maySee = async (as: Identity, id: FileId) =>
    (
      await owner.query(
        `select 1 from chat.message_file f
          where f.file_id = $1 and f.number > chat.hidden_for(f.company_id, f.conversation_id, $2)`,
        [id, as.memberId],
      )
    ).rowCount !== 0;
  const hangsOn = async (id: FileId) =>
    (await owner.query('select 1 from chat.message_file where file_id = $1', [id])).rowCount;
  const isKept = async (id: FileId) =>
    (await owner.query('select 1 from files.file where file_id = $1', [id])).rowCount === 1;

  test('hang on each of its messages, the same; it may do without words then, not without both', async () => {
    const { lin, luo, wu, group } = await team();
    const plant = await department(lin, '生产部', null, luo, wu);
    const file = await house.bring(lin, '超温.txt', Buffer.from('281'));
    const sent = await ask(lin, 'send', input(group, { text: '', departmentIds: [plant], files: [file.id] }));
    expect(sent).toMatchObject({ text: '', files: [file], counts: { of: 2 } });
    const direct = await directWith(lin, wu);
    expect(await lastIn(luo, group)).toMatchObject({ files: [file] });
    expect(await lastIn(wu, direct)).toMatchObject({ files: [file] });
    expect(await hangsOn(file.id)).toBe(2);
    // Taken back in one place it stays in the other; with the last it is gone.
    const numberIn = (id: ConversationId) => sent.places.find((one) => one.conversationId === id)?.number;
    await house.talk(lin, 'recallMessage', { conversationId: group, number: numberIn(group) });
    expect([await hangsOn(file.id), await isKept(file.id)]).toEqual([1, true]);
    await house.talk(lin, 'recallMessage', { conversationId: direct, number: numberIn(direct) });
    expect([await hangsOn(file.id), await isKept(file.id)]).toEqual([0, false]);
    await expect(ask(lin, 'send', input(group, { text: ' ', to: [placeIn(group, null)] }))).rejects.toEqual(
      refused('ding.empty'),
    );
  });

  test('nobody attaches what is another’s, what hangs already or what is not there', async () => {
    const { lin, luo, group } = await team();
    const theirs = await house.bring(luo, 'x.txt', Buffer.from('x'));
    const hung = await house.bring(lin, 'y.txt', Buffer.from('y'));
    await house.talk(lin, 'sendMessage', { id: newId(), conversationId: group, text: '', files: [hung.id] });
    const to = [placeIn(group, null)];
    for (const id of [theirs.id, hung.id, newId()]) {
      await expect(ask(lin, 'send', input(group, { to, files: [id] }))).rejects.toEqual(refused('files.unknown'));
      const later = { to, files: [id], at: after(60).toISOString() };
      await expect(ask(lin, 'send', input(group, later))).rejects.toEqual(refused('files.unknown'));
    }
    expect((await ask(lin, 'mine')).sent).toEqual([]);
  });

  test('a scheduled one keeps them until it goes; cancelled, or not sent, it gives them up', async () => {
    const { lin, luo, wu, group } = await team();
    await house.talk(lin, 'addParticipants', { conversationId: group, memberIds: [wu.memberId] });
    const [kept, dropped, failed] = await Promise.all(
      ['a', 'b', 'c'].map((name) => house.bring(wu, `${name}.txt`, Buffer.from(name))),
    );
    if (kept === undefined || dropped === undefined || failed === undefined) throw new Error('three files');
    const days = (many: number) => after(many * 24 * 60).toISOString();
    const of = (file: { id: FileId }, whom: Identity, many: number) =>
      ask(wu, 'send', input(group, { to: [placeIn(group, [whom.memberId])], files: [file.id], at: days(many) }));
    const sent = await of(kept, lin, 20);
    const cancelled = await of(dropped, lin, 20);
    const stuck = await of(failed, luo, 20);
    expect(sent).toMatchObject({ state: 'scheduled', files: [kept] });
    await ask(wu, 'cancel', { id: cancelled.id });
    await house.talk(lin, 'removeParticipant', { conversationId: group, memberId: luo.memberId });
    house.at(after(20 * 24 * 60 - 1));
    await house.files.sweep(house.house, false);
    house.at(after(20 * 24 * 60));
    await dings.settle();
    expect(await ask(wu, 'ding', { id: stuck.id })).toMatchObject({ state: 'failed', failure: 'ding.notThere' });
    expect(await lastIn(lin, group)).toMatchObject({ files: [kept], card: { id: sent.id } });
    expect([await isKept(kept.id), await isKept(dropped.id), await isKept(failed.id)]).toEqual([true, false, false]);
  });

  test('G17 files of a message that the sender sees go along, to who does not see that message; others’ and what it does not carry do not', async () => {
    const { lin, luo, wu, zhou, group } = await team();
    const [file, own] = [
      await house.bring(luo, '超温.txt', Buffer.from('281')),
      await house.bring(lin, 'x', Buffer.from('x')),
    ];
    const hung = { id: newId(), conversationId: group, text: '', files: [file.id] };
    const { number } = await house.talk(luo, 'sendMessage', hung);
    const about = { conversationId: group, number, ids: [file.id] };
    const to = { to: [], memberIds: [wu.memberId], passesOn: about };
    // Who is not in the group has nothing from it, however he asks; nor goes what hangs elsewhere, or nowhere.
    for (const passesOn of [about, { ...about, number: number + 1 }, { ...about, conversationId: newId() }]) {
      await expect(ask(zhou, 'send', input(group, { ...to, passesOn }))).rejects.toEqual(refused('files.unknown'));
    }
    for (const ids of [[own.id], [file.id, own.id], [newId()]]) {
      const passesOn = { ...about, ids };
      await expect(ask(lin, 'send', input(group, { ...to, passesOn }))).rejects.toEqual(refused('files.unknown'));
    }
    expect(await hangsOn(file.id)).toBe(1);
    expect(await maySee(wu, file.id), 'before').toBe(false);
    const sent = await ask(lin, 'send', input(group, { ...to, text: '', files: [own.id] }));
    expect(sent.files).toEqual([file, own]);
    expect(await lastIn(wu, await directWith(wu, lin))).toMatchObject({ files: [file, own] });
    expect([await maySee(wu, file.id), await maySee(zhou, file.id)]).toEqual([true, false]);
    // Taken back where it was said first, it stays with the ding, as its words do.
    await house.talk(luo, 'recallMessage', { conversationId: group, number });
    expect([await maySee(wu, file.id), await maySee(luo, file.id)]).toEqual([true, false]);
    house.at(after(90));
    await expect(ask(lin, 'send', input(group, to))).rejects.toEqual(refused('files.unknown'));
    const many = await Promise.all(Array.from({ length: 10 }, (_, n) => house.bring(lin, `${n}`, Buffer.from('x'))));
    const files = many.map(({ id }) => id);
    await expect(ask(lin, 'send', input(group, { ...to, files }))).rejects.toEqual(refused('ding.tooManyFiles'));
  });

  test('G17 a scheduled one takes them along if its author sees them at its minute; else it is not sent', async () => {
    const { lin, luo, wu, zhou, group } = await team();
    const file = await house.bring(luo, '超温.txt', Buffer.from('281'));
    const hung = { id: newId(), conversationId: group, text: '', files: [file.id] };
    const { number } = await house.talk(luo, 'sendMessage', hung);
    const passesOn = { conversationId: group, number, ids: [file.id] };
    const at = after(60).toISOString();
    const own = await house.bring(lin, 'x', Buffer.from('x'));
    const waits = input(group, { to: [], memberIds: [wu.memberId], passesOn, files: [own.id], at });
    const { id } = await ask(lin, 'send', waits);
    const later = input(group, { to: [], memberIds: [zhou.memberId], passesOn, at: after(120).toISOString() });
    const late = await ask(lin, 'send', later);
    const gone = await ask(lin, 'send', { ...later, id: newId(), at });
    await ask(lin, 'cancel', { id: gone.id });
    expect(await isKept(file.id), 'what is another’s is not given up with it').toBe(true);
    house.at(after(60));
    await dings.settle();
    expect(await ask(lin, 'ding', { id })).toMatchObject({ state: 'sent', files: [file, own] });
    expect(await lastIn(wu, await directWith(wu, lin))).toMatchObject({ files: [file, own] });
    await house.talk(luo, 'recallMessage', { conversationId: group, number });
    house.at(after(120));
    await dings.settle();
    expect(await ask(lin, 'ding', { id: late.id })).toMatchObject({ state: 'failed', failure: 'files.unknown' });
  });

  test('mirror: old state and what was told of its messages is what would be asked for anew, for each', async () => {
    const { lin, luo, wu, group } = await team();
    const plant = await department(lin, '生产部', null, luo, wu);
    const devices = await Promise.all([lin, luo, wu].map(async (as) => ({ as, device: await house.device(as) })));
    const file = await house.bring(lin, '现场.txt', Buffer.from('x'));
    await ask(lin, 'send', input(group, { departmentIds: [plant], files: [file.id] }));
    await house.chat.flush();
    for (const { as, device } of devices) {
      const fresh = await house.fetch(as);
      expect(device.state.conversations).toEqual(fresh.conversations);
      // Who is not in the group has it neither told nor fetched.
      expect(device.state.timelines[group]?.messages).toEqual(fresh.timelines[group]?.messages);
    }
  });
});
