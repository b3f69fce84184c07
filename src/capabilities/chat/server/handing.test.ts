import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { newId } from '#platform/server/house.ts';
import { POINT_KEPT_MS } from '../model/places.ts';
import { MORNING, openTestHouse } from './testing.ts';

let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

const code = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { refusal?: { code: string } }) => error.refusal?.code,
  );
const last = async (as: Identity, conversationId: ConversationId) =>
  (await house.page(as, { conversationId })).messages.at(-1);

describe('L1 a contact', () => {
  async function stage() {
    const people = (await house.company('lin', 'zhou', 'tang')) as Record<'lin' | 'zhou' | 'tang', Identity>;
    const { lin, zhou } = people;
    const { member } = (await house.call(lin, 'directory.addMember', {
      ...{ name: 'Anna', title: '', email: null, phone: null, employeeNumber: null, departmentIds: [] },
      role: 'guest',
    })) as { member: { id: MemberId } };
    const anna: Identity = { ...lin, memberId: member.id, role: 'guest' };
    return { ...people, anna, room: await house.group(lin, zhou, anna) };
  }
  const contact = (as: Identity, conversationId: ConversationId, memberId: MemberId, id = newId()) =>
    house.talk(as, 'sendContact', { id, conversationId, memberId });

  test('is the id of a member and nothing of him; twice under one id is once', async () => {
    const { lin, zhou, tang, room } = await stage();
    const id = newId();
    const { number } = await contact(lin, room, tang.memberId, id);
    expect((await contact(lin, room, tang.memberId, id)).number).toBe(number);
    expect(await last(zhou, room)).toMatchObject({
      ...{ number, text: '' },
      card: { kind: 'contact', memberId: tang.memberId },
    });
  });

  test('is of somebody who is in the company; a guest hands over only those with whom he shares a conversation', async () => {
    const { lin, zhou, tang, anna, room } = await stage();
    expect(await code(contact(lin, room, newId() as unknown as MemberId))).toBe('chat.memberUnknown');
    expect(await code(contact(anna, room, zhou.memberId))).toBeNull();
    expect(await code(contact(anna, room, tang.memberId))).toBe('chat.memberUnknown');
    await house.call(lin, 'directory.deactivateMember', { id: tang.memberId, handOverTo: null });
    expect(await code(contact(lin, room, tang.memberId))).toBe('chat.memberUnknown');
  });

  test('goes where one may write, and to no thread; nobody changes what it says', async () => {
    const { lin, zhou, tang, room } = await stage();
    expect(await code(contact(tang, room, lin.memberId))).toBe('chat.conversationUnknown');
    const { number } = await contact(zhou, room, tang.memberId);
    const edit = { conversationId: room, number, text: 'somebody else' };
    expect(await code(house.talk(zhou, 'editMessage', edit))).toBe('chat.notEditable');
  });
});

describe('a place', () => {
  const point = { latitude: 31.298_883_4, longitude: 120.585_316_9, accuracyM: 3.2 };
  async function stage() {
    const people = (await house.company('lin', 'zhou', 'tang')) as Record<'lin' | 'zhou' | 'tang', Identity>;
    return { ...people, room: await house.group(people.lin, people.zhou) };
  }
  const place = (as: Identity, conversationId: ConversationId, more: object) =>
    house.talk(as, 'sendPlace', { ...{ id: newId(), conversationId, name: '', address: '', point: null }, ...more });

  test('L2 has a name, a point, or both; what is stored is what the card shows', async () => {
    const { lin, zhou, tang, room } = await stage();
    await place(lin, room, { name: ' 北门 ', address: '星湖街 328 号' });
    expect(await last(zhou, room)).toMatchObject({
      text: '北门',
      card: { kind: 'place', address: '星湖街 328 号', point: null },
    });
    await place(lin, room, { point });
    expect(await last(zhou, room)).toMatchObject({ text: '', card: { kind: 'place', point: { accuracyM: 10 } } });
    await expect(place(lin, room, {})).rejects.toThrow('name');
    await expect(place(lin, room, { point: { ...point, latitude: 90.1 } })).rejects.toThrow('latitude');
    await expect(place(lin, room, { point: { ...point, longitude: Number.NaN } })).rejects.toThrow('longitude');
    expect(await code(place(tang, room, { name: 'x' }))).toBe('chat.conversationUnknown');
  });

  test('L3 its point is rounded before it is stored, erased after sixty days everywhere, and its name stays', async () => {
    const { lin, zhou, room } = await stage();
    const { number } = await place(lin, room, { name: '北门', point });
    const card = { kind: 'place', address: '', point: { latitude: 31.2989, longitude: 120.5853, accuracyM: 10 } };
    expect((await last(zhou, room))?.card).toEqual(card);
    const stored = () =>
      house.house.database.transaction(lin.companyId, async (tx) => {
        const [row] = await tx<{ texts: string }>`
          select string_agg(m::text, '') as texts from chat.message m where m.company_id = ${lin.companyId}`;
        return row?.texts ?? '';
      });
    expect(await stored()).not.toMatch(/31\.29888|120\.58531/);

    house.at(new Date(MORNING.getTime() + POINT_KEPT_MS - 1));
    await house.chat.settle();
    expect((await last(zhou, room))?.card).toEqual(card);
    house.at(new Date(MORNING.getTime() + POINT_KEPT_MS));
    await house.chat.settle();
    expect(await last(zhou, room)).toMatchObject({ number, text: '北门', card: { ...card, point: null } });
    expect(await stored()).not.toContain('31.2989');
    const [resumed] = await house.talk(zhou, 'messagesByNumber', { conversationId: room, numbers: [number] });
    expect(resumed?.card).toEqual({ ...card, point: null });
    house.at(MORNING);
  });

  test('L3 taken back, nothing of it is left to be erased', async () => {
    const { lin, room } = await stage();
    const { number } = await place(lin, room, { name: '北门', point });
    await house.talk(lin, 'recallMessage', { conversationId: room, number });
    house.at(new Date(MORNING.getTime() + POINT_KEPT_MS));
    await house.chat.settle();
    expect(await last(lin, room)).toMatchObject({ recalled: true, text: '', card: null });
    house.at(MORNING);
  });
});
