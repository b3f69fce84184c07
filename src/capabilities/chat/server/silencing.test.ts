import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Identity } from '#platform/server/connection.ts';
import { newId } from '#platform/server/house.ts';
import { threadIdOf } from '../model/threads.ts';
import { MORNING, openTestHouse } from './testing.ts';

let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

const HOUR_MS = 3_600_000;
const after = (ms: number) => new Date(MORNING.getTime() + ms);
const code = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { refusal?: { code: string } }) => error.refusal?.code,
  );

/** A group of four: lin owns it, zhou is an admin, tang and he are members; tang has said something (number 2). */
async function stage() {
  house.at(MORNING);
  const people = (await house.company('lin', 'zhou', 'tang', 'he')) as Record<'lin' | 'zhou' | 'tang' | 'he', Identity>;
  const { lin, zhou, tang, he } = people;
  const room = await house.group(lin, zhou, tang, he);
  await house.talk(lin, 'setGroupRole', { conversationId: room, memberId: zhou.memberId, role: 'admin' });
  await house.say(tang, room, 'first');
  const silence = (by: Identity, whom: Identity, span = 'hour') =>
    house.talk(by, 'silence', { conversationId: room, memberId: whom.memberId, span });
  const lift = (by: Identity, whom: Identity) =>
    house.talk(by, 'liftSilence', { conversationId: room, memberId: whom.memberId });
  return { ...people, room, silence, lift };
}

describe('S1 who is silenced, by whom', () => {
  test('members by owner and admins, admins by the owner, an owner by nobody', async () => {
    const { lin, zhou, tang, he, silence, lift } = await stage();
    expect(await code(silence(tang, he))).toBe('chat.mayNotManage');
    expect(await code(silence(zhou, tang))).toBeNull();
    expect(await code(silence(zhou, lin))).toBe('chat.mayNotManage');
    expect(await code(silence(lin, lin))).toBe('chat.mayNotManage');
    expect(await code(silence(lin, zhou))).toBeNull();
    // Silenced himself, an admin lifts nothing of his own.
    expect(await code(lift(zhou, zhou))).toBe('chat.mayNotManage');
    expect(await code(lift(tang, tang))).toBe('chat.mayNotManage');
  });

  test('only who is there; outside nobody learns that there is a group', async () => {
    const { lin, zhou, tang, he, room, silence } = await stage();
    await house.talk(lin, 'removeParticipant', { conversationId: room, memberId: he.memberId });
    expect(await code(silence(lin, he))).toBe('chat.memberUnknown');
    expect(await code(silence(he, tang))).toBe('chat.conversationUnknown');
    const { conversation } = await house.talk(lin, 'openDirect', { memberId: zhou.memberId });
    const there = { conversationId: conversation.id, memberId: zhou.memberId, span: 'hour' };
    expect(await code(house.talk(lin, 'silence', there))).toBe('chat.mayNotManage');
  });
});

describe('S3 whoever is silenced', () => {
  test('sends nothing: no message, no files, no card, no answer in a thread there, and changes nothing', async () => {
    const { lin, tang, room, silence } = await stage();
    const root = { conversationId: room, number: 2 };
    await house.say(tang, threadIdOf(root), 'an answer', { thread: root });
    await silence(lin, tang);
    const to = { id: newId(), conversationId: room };
    const file = await house.bring(tang, '图纸.txt', Buffer.from('a plan'));
    const poll = { options: ['a', 'b'], multiple: false, anonymous: false, endsAt: null };
    const tried = [
      house.say(tang, room, 'once more'),
      house.say(tang, room, 'once more', { replyTo: 2 }),
      house.say(tang, room, '', { files: [file.id] }),
      house.talk(tang, 'sendPoll', { ...to, ...poll, text: 'which?' }),
      house.talk(tang, 'sendNotice', { ...to, text: 'hear', dueDays: null }),
      house.talk(tang, 'sendPlace', { ...to, name: 'here', address: '', point: null }),
      house.talk(tang, 'forwardMerged', { ...to, text: '', source: { conversationId: room, numbers: [2] } }),
      house.talk(tang, 'editMessage', { ...root, text: 'changed' }),
      house.say(tang, threadIdOf(root), 'in the thread', { thread: root }),
    ];
    expect(await Promise.all(tried.map(code))).toEqual(tried.map(() => 'chat.silenced'));
    // Elsewhere he is who he was.
    const { conversation } = await house.talk(tang, 'openDirect', { memberId: lin.memberId });
    expect(await code(house.say(tang, conversation.id, 'why?'))).toBeNull();
  });

  test('reads, reacts, acknowledges, votes, takes back, and follows a thread without being heard in it', async () => {
    const { lin, tang, he, room, silence } = await stage();
    const poll = { options: ['a', 'b'], multiple: false, anonymous: false, endsAt: null };
    const at = (number: number) => ({ conversationId: room, number });
    const { number: asked } = await house.talk(lin, 'sendPoll', {
      id: newId(),
      conversationId: room,
      text: '?',
      ...poll,
    });
    const notice = { id: newId(), conversationId: room, text: 'hear', dueDays: null };
    const { number: noticed } = await house.talk(lin, 'sendNotice', notice);
    await house.say(he, threadIdOf(at(2)), 'an answer', { thread: at(2) });
    await house.talk(tang, 'followThread', { conversationId: threadIdOf(at(2)), on: false });
    await silence(lin, tang, 'lifted');
    expect(await code(house.talk(tang, 'setReaction', { ...at(asked), emoji: '👍', on: true }))).toBeNull();
    expect(await code(house.talk(tang, 'acknowledge', at(noticed)))).toBeNull();
    expect(await code(house.talk(tang, 'vote', { ...at(asked), options: [1] }))).toBeNull();
    expect((await house.page(tang, { conversationId: room })).messages.length).toBeGreaterThan(3);
    // Following anew, he takes the silence with him.
    await house.talk(tang, 'followThread', { conversationId: threadIdOf(at(2)), on: true });
    expect(await code(house.say(tang, threadIdOf(at(2)), 'heard?', { thread: at(2) }))).toBe('chat.silenced');
    expect(await code(house.talk(tang, 'recallMessage', at(2)))).toBeNull();
  });

  test('writes again when its time is over, with nothing done for it, or when it is lifted', async () => {
    const { lin, zhou, tang, he, room, silence, lift } = await stage();
    await silence(lin, tang);
    await silence(zhou, he, 'lifted');
    house.at(after(HOUR_MS - 1));
    expect(await code(house.say(tang, room, 'early'))).toBe('chat.silenced');
    house.at(after(HOUR_MS));
    expect(await code(house.say(tang, room, 'now'))).toBeNull();
    house.at(after(1_000 * HOUR_MS));
    expect(await code(house.say(he, room, 'still not'))).toBe('chat.silenced');
    await lift(zhou, he);
    expect(await code(house.say(he, room, 'now'))).toBeNull();
    house.at(MORNING);
  });

  test('does not shed it by leaving and coming back, nor keeps it where he comes to own the group', async () => {
    const { lin, tang, he, room, silence } = await stage();
    await silence(lin, tang, 'week');
    await house.talk(tang, 'leave', { conversationId: room });
    await house.talk(lin, 'addParticipants', { conversationId: room, memberIds: [tang.memberId] });
    expect(await code(house.say(tang, room, 'back'))).toBe('chat.silenced');
    await silence(lin, he, 'lifted');
    await house.talk(lin, 'setGroupRole', { conversationId: room, memberId: he.memberId, role: 'owner' });
    expect(await code(house.say(he, room, 'mine'))).toBeNull();
  });
});

test('S4 he sees who did it and until when; so does everybody, in a line and in the list, as long as it lasts', async () => {
  const { lin, zhou, tang, he, room, silence, lift } = await stage();
  await silence(zhou, tang, 'nextStart');
  // Monday morning in Suzhou; his working time begins again on Tuesday.
  const until = new Date('2026-11-24T01:00:00.000Z');
  const own = async (as: Identity) =>
    (await house.talk(as, 'conversations', {})).conversations.find(({ id }) => id === room)?.silence;
  expect(await own(tang)).toEqual({ until, byId: zhou.memberId });
  expect(await own(he)).toBeNull();
  const { messages } = await house.page(he, { conversationId: room });
  expect(messages.at(-1)).toMatchObject({
    authorId: zhou.memberId,
    note: { kind: 'silenced', memberIds: [tang.memberId], text: until.toISOString() },
  });
  const listed = async () => {
    const { participants } = await house.talk(he, 'participants', { conversationId: room });
    return participants.find(({ memberId }) => memberId === tang.memberId)?.silence;
  };
  expect(await listed()).toEqual({ until, byId: zhou.memberId });
  house.at(until);
  expect(await listed()).toBeNull();
  // What has ended is not lifted: nothing is said of it.
  const before = (await house.page(he, { conversationId: room })).messages.length;
  await lift(lin, tang);
  expect((await house.page(he, { conversationId: room })).messages).toHaveLength(before);
  house.at(MORNING);
});
