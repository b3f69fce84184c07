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
    expect(await seen(zhou, room, number)).toEqual([{ number, source }]);
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
    expect(await seen(zhou, room, number)).toEqual([{ number, source: answer }]);
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
