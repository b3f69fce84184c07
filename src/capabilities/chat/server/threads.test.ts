import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { companiesAfter } from '#identity/server/index.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { Followers } from '#platform/server/follow.ts';
import { threadIdOf } from '../model/threads.ts';
import { MORNING, openTestHouse } from './testing.ts';

const DAY_MS = 24 * 3_600_000;

let house: Awaited<ReturnType<typeof openTestHouse>>;
let followers: Followers;
beforeAll(async () => {
  house = await openTestHouse();
  followers = new Followers(house.house, companiesAfter, (error) => house.errors.push(error));
  followers.start();
});
afterAll(async () => {
  await followers.stop();
  await house[Symbol.asyncDispose]();
});
afterEach(() => house.at(MORNING));

/** A group of lin, zhou and tang with a message by lin (number 2), and he, who is not in it. */
async function stage() {
  const people = (await house.company('lin', 'zhou', 'tang', 'he')) as Record<'lin' | 'zhou' | 'tang' | 'he', Identity>;
  const room = await house.group(people.lin, people.zhou, people.tang);
  const { number } = await house.say(people.lin, room, 'who has the key?');
  const root = { conversationId: room, number };
  await followers.settle();
  return { ...people, room, root, id: threadIdOf(root) };
}

type Root = { conversationId: ConversationId; number: number };
const answer = (as: Identity, root: Root, text: string) => house.say(as, threadIdOf(root), text, { thread: root });

const isListed = async (as: Identity, id: ConversationId) =>
  (await house.talk(as, 'conversations', {})).conversations.find((one) => one.id === id);

const code = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { refusal?: { code: string } }) => error.refusal?.code,
  );

describe('C28 who follows', () => {
  test('whoever answers, and the author of what is answered; nobody else', async () => {
    const { lin, zhou, tang, root, id } = await stage();
    expect(await answer(zhou, root, 'I have')).toMatchObject({ number: 1 });
    expect(await isListed(zhou, id)).toMatchObject({ kind: 'thread', readNumber: 1, lastNumber: 1, notify: 'all' });
    expect(await isListed(lin, id)).toMatchObject({
      thread: { ...root, following: true },
      readNumber: 0,
      lastNumber: 1,
    });
    expect(await isListed(tang, id)).toBeUndefined();
  });

  test('whoever is meant, and what means him is unread', async () => {
    const { zhou, tang, he, root, id } = await stage();
    await answer(zhou, root, 'not I');
    await answer(zhou, root, `<@${tang.memberId}>? <@${he.memberId}>?`);
    await followers.settle();
    expect(await isListed(tang, id)).toMatchObject({ readNumber: 1, lastNumber: 2, mentions: [2] });
    expect(await isListed(he, id)).toBeUndefined();
    const { participants } = await house.talk(zhou, 'participants', { conversationId: id });
    expect(participants).toHaveLength(3);
  });

  test('who follows no longer, until he answers again', async () => {
    const { lin, zhou, root, id } = await stage();
    await answer(zhou, root, 'I have');
    await house.talk(lin, 'followThread', { conversationId: id, on: false });
    expect(await isListed(lin, id)).toBeUndefined();
    await answer(zhou, root, 'hello?');
    expect(await isListed(lin, id)).toBeUndefined();
    await answer(lin, root, 'thanks');
    expect(await isListed(lin, id)).toMatchObject({ readNumber: 3 });
  });

  test('many who answer at once begin one thread, and each follows it once', async () => {
    const { lin, zhou, tang, root, id } = await stage();
    const sent = await Promise.all([lin, zhou, tang, zhou, tang].map((one, n) => answer(one, root, `answer ${n}`)));
    expect(new Set(sent.map(({ number }) => number))).toEqual(new Set([1, 2, 3, 4, 5]));
    const { participants } = await house.talk(lin, 'participants', { conversationId: id });
    expect(participants.map(({ memberId }) => memberId).sort()).toEqual(
      [lin, zhou, tang].map(({ memberId }) => memberId).sort(),
    );
  });
});

describe('C29 who reads', () => {
  test('everybody who is where the thread hangs, without following; nothing in it is unread then', async () => {
    const { zhou, tang, root, id } = await stage();
    expect((await house.talk(tang, 'openThread', root)).conversation).toBeNull();
    await answer(zhou, root, 'I have');
    const { conversation } = await house.talk(tang, 'openThread', root);
    expect(conversation).toMatchObject({ id, thread: { following: false }, readNumber: 1, last: { text: 'I have' } });
    expect((await house.page(tang, { conversationId: id })).messages).toMatchObject([{ text: 'I have' }]);
    await house.talk(tang, 'setReaction', { conversationId: id, number: 1, emoji: '👍', on: true });
    expect(await isListed(tang, id)).toBeUndefined();
  });

  test('nobody else: not by any call, and not any more once he is out', async () => {
    const { lin, zhou, he, root, id } = await stage();
    await answer(zhou, root, 'I have');
    const tries = (as: Identity) => [
      code(house.talk(as, 'openThread', root)),
      code(house.page(as, { conversationId: id })),
      code(house.talk(as, 'followThread', { conversationId: id, on: true })),
      code(house.talk(as, 'conversation', { conversationId: id })),
      code(answer(as, root, 'let me in')),
      code(answer(as, { conversationId: id, number: 1 }, 'or here')),
      code(house.say(as, id, 'or so')),
    ];
    const unknown = new Array(7).fill('chat.conversationUnknown');
    expect(await Promise.all(tries(he))).toEqual(unknown);
    expect(await house.talk(he, 'threadRoots', { ids: [id] })).toEqual([]);
    expect(await house.talk(zhou, 'threadRoots', { ids: [id] })).toEqual([{ id, ...root }]);
    await house.talk(lin, 'removeParticipant', { conversationId: root.conversationId, memberId: zhou.memberId });
    expect(await Promise.all(tries(zhou))).toEqual(unknown);
    expect(await house.talk(zhou, 'threadRoots', { ids: [id] })).toEqual([]);
  });

  test('who is taken out while he answers is not left inside', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { lin, zhou, root, id } = await stage();
      await answer(lin, root, 'anybody?');
      await Promise.allSettled([
        answer(zhou, root, 'I have'),
        house.talk(lin, 'removeParticipant', { conversationId: root.conversationId, memberId: zhou.memberId }),
      ]);
      expect(await code(house.page(zhou, { conversationId: id }))).toBe('chat.conversationUnknown');
      expect(await isListed(zhou, id)).toBeUndefined();
    }
  });
});

describe('C30 what can be answered', () => {
  test('what people wrote, in a conversation one may write in; no answer in a thread has a thread', async () => {
    const { lin, zhou, room, root, id } = await stage();
    expect(await code(answer(zhou, { conversationId: room, number: 1 }, 'to a note'))).toBe('chat.messageUnknown');
    expect(await code(answer(zhou, { conversationId: room, number: 99 }, 'to nothing'))).toBe('chat.messageUnknown');
    await answer(zhou, root, 'I have');
    expect(await code(answer(lin, { conversationId: id, number: 1 }, 'deeper'))).toBe('chat.messageUnknown');
    expect(await code(house.say(lin, room, 'elsewhere', { thread: root }))).toBeNull();
    expect(await code(answer(lin, root, '<@all>'))).toBe('chat.mentionsAllRefused');
    await house.talk(lin, 'setGroupRules', {
      conversationId: room,
      rules: { whoWrites: 'admins', whoAdds: 'admins', whoMentionsAll: 'groupAdmins' },
    });
    expect(await code(answer(zhou, root, 'may I?'))).toBe('chat.onlyAdminsWrite');
    expect(await code(answer(lin, root, 'I may'))).toBeNull();
  });

  test('a message that was taken back gets no thread; one that it has goes on', async () => {
    const { lin, zhou, room, root } = await stage();
    const { number } = await house.say(lin, room, 'second');
    const second = { conversationId: room, number };
    await answer(zhou, second, 'before');
    for (const one of [root, second]) await house.talk(lin, 'recallMessage', one);
    expect(await code(answer(zhou, root, 'too late'))).toBe('chat.messageUnknown');
    expect(await code(answer(lin, second, 'after'))).toBeNull();
  });

  test('with files, and by an id that was used: all as in any conversation', async () => {
    const { zhou, root, id } = await stage();
    const file = await house.bring(zhou, 'key.txt', Buffer.from('a key'));
    await house.say(zhou, id, '', { thread: root, files: [file.id] });
    expect((await house.page(zhou, { conversationId: id })).messages).toMatchObject([{ files: [{ name: 'key.txt' }] }]);
  });
});

describe('C31 what the conversation shows of a thread', () => {
  test('how many answers and who answered last, brought up to date after the commit', async () => {
    const { lin, zhou, tang, room, root, id } = await stage();
    for (const one of [zhou, zhou, tang, lin]) await answer(one, root, 'said');
    await followers.settle();
    const { threads } = await house.page(tang, { conversationId: room });
    expect(threads).toEqual([
      {
        number: root.number,
        id,
        replies: 4,
        authorIds: [lin, tang, zhou].map((one) => one.memberId),
        activeAt: MORNING,
      },
    ]);
  });

  test('a page that was kept is old when a thread goes on', async () => {
    const { zhou, room, root } = await stage();
    const replies = async () => (await house.page(zhou, { conversationId: room })).threads.map((one) => one.replies);
    expect(await replies()).toEqual([]);
    for (const count of [1, 2]) {
      await answer(zhou, root, 'said');
      await followers.settle();
      expect(await replies()).toEqual([count]);
    }
  });
});

test('C32 a thread rests after 30 days without a word, and the next answer wakes it for all who follow it', async () => {
  const { lin, zhou, root, id } = await stage();
  await answer(zhou, root, 'I have');
  await house.read(lin, id, 1);
  await house.chat.flush();
  await followers.settle();
  house.at(new Date(MORNING.getTime() + 31 * DAY_MS));
  expect(await isListed(lin, id)).toBeUndefined();
  const device = await house.device(lin);
  expect(device.state.conversations[id]).toBeUndefined();
  await answer(zhou, root, 'I gave it back');
  await followers.settle();
  await sleep(30);
  expect(device.state.conversations[id]).toMatchObject({ readNumber: 1, lastNumber: 2 });
  await answer(zhou, root, 'heard by now');
  await house.chat.flush();
  await sleep(30);
  expect(device.state.conversations[id]).toMatchObject({ lastNumber: 3 });
});

test('nothing went wrong behind all this', () => expect(house.errors).toEqual([]));
