import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConversationId, MessageId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { newId } from '#platform/server/house.ts';
import { threadIdOf } from '../model/threads.ts';
import { openTestHouse } from './testing.ts';

let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

/** A group of lin and zhou with a message (number 2), and one of lin, zhou and tang to which it is forwarded. */
async function stage() {
  const people = (await house.company('lin', 'zhou', 'tang', 'he')) as Record<'lin' | 'zhou' | 'tang' | 'he', Identity>;
  const { lin, zhou, tang } = people;
  const source = { conversationId: await house.group(lin, zhou), number: 2 };
  await house.say(zhou, source.conversationId, 'the price is forty-two');
  return { ...people, source, room: await house.group(lin, zhou, tang) };
}

type Source = { conversationId: ConversationId; number: number };
const forward = (as: Identity, conversationId: ConversationId, source: Source, text = '', id = newId()) =>
  house.talk(as, 'forward', { id: id as MessageId, conversationId, text, source });
const told = ({ conversationId, number }: Source) => ({ conversationId, numbers: [number] });
const seen = (as: Identity, conversationId: ConversationId, number: number) =>
  house.talk(as, 'forwarded', { conversationId, numbers: [number] });
const code = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { refusal?: { code: string } }) => error.refusal?.code,
  );

describe('F1 what a forward points to', () => {
  test('is told to who may see it there, and to nobody else, whatever he asks', async () => {
    const { lin, zhou, tang, he, source, room } = await stage();
    const { number } = await forward(lin, room, source, 'look');
    const { messages } = await house.page(tang, { conversationId: room });
    expect(messages.at(-1)).toMatchObject({ text: 'look', card: { kind: 'forward' } });
    expect(JSON.stringify(messages)).not.toContain('forty-two');
    expect(JSON.stringify(messages)).not.toContain(source.conversationId);
    expect(await seen(zhou, room, number)).toEqual([{ number, source: told(source) }]);
    expect(await seen(tang, room, number)).toEqual([{ number, source: null }]);
    expect(await code(seen(he, room, number))).toBe('chat.conversationUnknown');
    await house.talk(lin, 'removeParticipant', { conversationId: source.conversationId, memberId: zhou.memberId });
    expect(await seen(zhou, room, number)).toEqual([{ number, source: null }]);
  });

  test('may stand in a thread: who is where it hangs sees it', async () => {
    const { lin, zhou, tang, source, room } = await stage();
    const answer = { conversationId: threadIdOf(source), number: 1 };
    await house.say(lin, answer.conversationId, 'an answer', { thread: source });
    const { number } = await forward(lin, room, answer);
    expect(await seen(zhou, room, number)).toEqual([{ number, source: told(answer) }]);
    expect(await seen(tang, room, number)).toEqual([{ number, source: null }]);
  });
});

describe('F2 what can be forwarded', () => {
  test('what people wrote where one is; no note, nothing recalled, no forward, nothing from elsewhere', async () => {
    const { lin, zhou, tang, source, room } = await stage();
    const own = await forward(lin, room, source);
    expect(await code(forward(lin, source.conversationId, { conversationId: room, number: own.number }))).toBe(
      'chat.messageUnknown',
    );
    expect(await code(forward(lin, room, { ...source, number: 1 }))).toBe('chat.messageUnknown');
    expect(await code(forward(lin, room, { ...source, number: 9 }))).toBe('chat.messageUnknown');
    expect(await code(forward(tang, room, source))).toBe('chat.conversationUnknown');
    await house.talk(zhou, 'recallMessage', source);
    expect(await code(forward(lin, room, source))).toBe('chat.messageUnknown');
  });

  test('where one may write; twice under one id is once', async () => {
    const { lin, zhou, source, room } = await stage();
    await house.talk(lin, 'setGroupRules', {
      conversationId: room,
      rules: { whoWrites: 'admins', whoAdds: 'admins', whoMentionsAll: 'groupAdmins' },
    });
    expect(await code(forward(zhou, room, source))).toBe('chat.onlyAdminsWrite');
    const id = newId();
    const [first, second] = [await forward(lin, room, source, '', id), await forward(lin, room, source, '', id)];
    expect(second.number).toBe(first.number);
  });
});

test('F3 a forward that is taken back points nowhere; it is not edited', async () => {
  const { lin, zhou, source, room } = await stage();
  const { number } = await forward(lin, room, source);
  expect(await code(house.talk(lin, 'editMessage', { conversationId: room, number, text: 'x' }))).toBe(
    'chat.notEditable',
  );
  await house.talk(lin, 'recallMessage', { conversationId: room, number });
  expect(await seen(zhou, room, number)).toEqual([]);
});

describe('F4 several messages of one conversation', () => {
  /** Three messages in the source, numbered 2 to 4; and what is sent with them. */
  async function several() {
    const on = await stage();
    await house.say(on.lin, on.source.conversationId, 'forty-three');
    await house.say(on.zhou, on.source.conversationId, 'forty-four');
    const to = (numbers: number[], more: object = {}) => ({
      ...{ conversationId: on.room, text: 'look', source: { conversationId: on.source.conversationId, numbers } },
      ...more,
    });
    return { ...on, to };
  }
  const ids = (count: number) => Array.from({ length: count }, () => newId());

  test('go each as one of its own, in the order in which they were said, whatever order is asked', async () => {
    const { lin, zhou, tang, source, room, to } = await several();
    const { numbers } = await house.talk(lin, 'forwardEach', to([4, 2, 3], { ids: ids(3) }));
    const [first = 0, second = 0, third = 0] = numbers;
    expect([second - first, third - second]).toEqual([1, 1]);
    const { messages } = await house.page(tang, { conversationId: room });
    expect(messages.slice(-3).map(({ text, card }) => [text, card])).toEqual([
      ['look', { kind: 'forward' }],
      ['', { kind: 'forward' }],
      ['', { kind: 'forward' }],
    ]);
    const asked = await house.talk(zhou, 'forwarded', { conversationId: room, numbers });
    expect(asked.map((one) => one.source?.numbers)).toEqual([[2], [3], [4]]);
    expect((await house.talk(tang, 'forwarded', { conversationId: room, numbers })).map((one) => one.source)).toEqual([
      null,
      null,
      null,
    ]);
    expect(asked[0]?.source?.conversationId).toBe(source.conversationId);
  });

  test('all or none: where one cannot be forwarded, nothing is sent, by either way', async () => {
    const { lin, zhou, source, room, to } = await several();
    await house.talk(zhou, 'recallMessage', { conversationId: source.conversationId, number: 4 });
    const before = await house.page(lin, { conversationId: room });
    for (const numbers of [
      [2, 3, 4],
      [1, 2],
      [2, 9],
    ]) {
      expect(await code(house.talk(lin, 'forwardEach', to(numbers, { ids: ids(numbers.length) })))).toBe(
        'chat.messageUnknown',
      );
      expect(await code(house.talk(lin, 'forwardMerged', to(numbers, { id: newId() })))).toBe('chat.messageUnknown');
    }
    const kept = await house.page(lin, { conversationId: room });
    expect(kept.messages).toEqual(before.messages);
  });

  test('twice under the same ids is once; ids and numbers are as many, each once, thirty at most', async () => {
    const { lin, room, to } = await several();
    const each = to([2, 3], { ids: ids(2) });
    expect(await house.talk(lin, 'forwardEach', each)).toEqual(await house.talk(lin, 'forwardEach', each));
    const merged = to([2, 3], { id: newId() });
    const { number } = await house.talk(lin, 'forwardMerged', merged);
    expect((await house.talk(lin, 'forwardMerged', merged)).number).toBe(number);
    expect((await house.page(lin, { conversationId: room })).messages.at(-1)?.number).toBe(number);
    const one = newId();
    for (const wrong of [
      to([2, 3], { ids: ids(1) }),
      to([2, 2], { ids: ids(2) }),
      to([2, 3], { ids: [one, one] }),
      to([], { ids: [] }),
      to(
        Array.from({ length: 31 }, (_, place) => place + 1),
        { ids: ids(31) },
      ),
    ]) {
      await expect(house.talk(lin, 'forwardEach', wrong)).rejects.toThrow(/"(?:ids|source)"/);
    }
  });

  test('go as one that tells how many, and whose words only to who may see them there (F1)', async () => {
    const { lin, zhou, tang, source, room, to } = await several();
    const { number } = await house.talk(lin, 'forwardMerged', to([3, 2], { id: newId() }));
    const { messages } = await house.page(tang, { conversationId: room });
    expect(messages.at(-1)).toMatchObject({ text: 'look', card: { kind: 'forwards', count: 2 } });
    expect(JSON.stringify(messages)).not.toMatch(/forty/);
    expect(JSON.stringify(messages)).not.toContain(source.conversationId);
    const whole = { conversationId: source.conversationId, numbers: [2, 3] };
    expect(await seen(zhou, room, number)).toEqual([{ number, source: whole }]);
    expect(await seen(tang, room, number)).toEqual([{ number, source: null }]);
    await house.talk(lin, 'removeParticipant', { conversationId: source.conversationId, memberId: zhou.memberId });
    expect(await seen(zhou, room, number)).toEqual([{ number, source: null }]);
    // What points elsewhere is not pointed to (F2), is not edited, and points nowhere when it is taken back (F3).
    const again = { id: newId(), conversationId: room, text: '', source: { conversationId: room, number } };
    expect(await code(house.talk(lin, 'forward', again))).toBe('chat.messageUnknown');
    expect(await code(house.talk(lin, 'editMessage', { conversationId: room, number, text: 'x' }))).toBe(
      'chat.notEditable',
    );
    await house.talk(lin, 'recallMessage', { conversationId: room, number });
    expect(await seen(lin, room, number)).toEqual([]);
  });
});
