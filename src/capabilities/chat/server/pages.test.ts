import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decode, encode } from 'zod';
import { chatCalls } from '../model/contract.ts';
import { openTestHouse } from './testing.ts';

type TestHouse = Awaited<ReturnType<typeof openTestHouse>>;
let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

test('a page written as text holds to the contract: exactly its fields, every kind of message', async () => {
  const { lin, zhou } = await house.company('lin', 'zhou');
  if (lin === undefined || zhou === undefined) throw new Error('cast');
  const room = await house.group(lin, zhou);
  await house.say(lin, room, 'quotes " and \\ and \n and 中文 and \u2028');
  await house.say(zhou, room, 'an answer', { replyTo: 2 });
  await house.talk(zhou, 'editMessage', { conversationId: room, number: 3, text: 'another answer' });
  await house.say(lin, room, 'gone');
  await house.talk(lin, 'recallMessage', { conversationId: room, number: 4 });
  const file = await house.bring(lin, '"图纸" \\ {}.txt', Buffer.from('a plan'));
  await house.say(lin, room, '', { files: [file.id] });
  await house.talk(lin, 'editMessage', { conversationId: room, number: 5, text: 'with words' });
  await house.talk(zhou, 'setReaction', { conversationId: room, number: 5, emoji: '👍', on: true });
  const text = (await house.call(lin, 'chat.messages', { conversationId: room })) as { text: string };
  const wire = JSON.parse(text.text) as { messages: Record<string, unknown>[]; reactions: unknown };
  const { output } = chatCalls.messages;
  expect(output.strict().safeDecode(wire as never).error).toBeUndefined();
  const strict = output.shape.messages.element.strict();
  for (const message of wire.messages) expect(strict.safeDecode(message as never).error).toBeUndefined();
  expect(encode(output, decode(output, wire as never))).toEqual(wire);
  expect(
    wire.messages.map((message) => [message['number'], message['recalled'], message['editedAt'] !== null]),
  ).toEqual([
    [1, false, false],
    [2, false, false],
    [3, false, true],
    [4, true, false],
    [5, false, true],
  ]);
  expect(wire.messages.map((message) => message['files'])).toEqual([[], [], [], [], [file]]);
  expect(wire.reactions).toEqual([{ number: 5, emoji: '👍', count: 1, mine: false }]);
});

test('pages before, after and around a number are whole, in order and say what is left', async () => {
  const { lin, zhou } = await house.company('lin', 'zhou');
  if (lin === undefined || zhou === undefined) throw new Error('cast');
  const room = await house.group(lin, zhou);
  for (let n = 0; n < 39; n++) await house.say(lin, room, `line ${n}`);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('before', 'after', 'around'),
      fc.nat(45),
      fc.integer({ min: 1, max: 20 }),
      async (way, at, limit) => {
        const page = await house.page(lin, { conversationId: room, [way]: at, limit });
        const numbers = page.messages.map(({ number }) => number);
        const all = Array.from({ length: 40 }, (_, n) => n + 1);
        const half = Math.ceil(limit / 2);
        const wanted = {
          before: all.filter((n) => n < at).slice(-limit),
          after: all.filter((n) => n > at).slice(0, limit),
          around: [...all.filter((n) => n <= at).slice(-half), ...all.filter((n) => n > at).slice(0, limit - half)],
        }[way];
        expect(numbers).toEqual(wanted);
        const edge = way === 'before' ? at : at + 1;
        const [first, last] = [numbers[0] ?? edge, numbers.at(-1) ?? edge - 1];
        const left = [all.some((n) => n < first), all.some((n) => n > last)];
        expect([page.hasBefore, page.hasAfter]).toEqual(left);
      },
    ),
    { numRuns: 40 },
  );
});

test('the newest page is as the database has it, for every member, whatever was done since it was last asked for', async () => {
  const { lin, zhou, tang } = await house.company('lin', 'zhou', 'tang');
  if (lin === undefined || zhou === undefined || tang === undefined) throw new Error('cast');
  const room = await house.group(lin, zhou, tang);
  const people = [lin, zhou, tang] as const;
  const agree = async () => {
    for (const one of people) {
      const newest = await house.page(one, { conversationId: room, limit: 5 });
      const { at: _, ...fresh } = await house.page(one, { conversationId: room, limit: 5, before: 1_000 });
      expect(newest).toMatchObject(fresh);
    }
  };
  await agree();
  // Who came later has a bound of his own in the page that is kept for everybody.
  await house.talk(lin, 'setNewcomersSee', { conversationId: room, newcomersSee: 'afterJoining' });
  await house.talk(lin, 'removeParticipant', { conversationId: room, memberId: zhou.memberId });
  await house.talk(lin, 'addParticipants', { conversationId: room, memberIds: [zhou.memberId] });
  await agree();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('say', 'edit', 'recall', 'read', 'rename', 'react'),
      fc.nat(2),
      async (what, who) => {
        const as = people[who] as typeof lin;
        const { number } = await house.say(as, room, `by ${who}`);
        const own = { conversationId: room, number };
        if (what === 'edit') await agree().then(() => house.talk(as, 'editMessage', { ...own, text: 'otherwise' }));
        if (what === 'recall') await agree().then(() => house.talk(as, 'recallMessage', own));
        if (what === 'react') {
          const [other, third] = [people[(who + 1) % 3], people[(who + 2) % 3]] as [typeof lin, typeof lin];
          for (const [one, emoji, on] of [
            [as, '👍', true],
            [other, '👍', true],
            [third, '🎉', true],
            [as, '👍', false],
          ] as const) {
            await agree().then(() => house.talk(one, 'setReaction', { ...own, emoji, on }));
          }
        }
        if (what === 'rename')
          await house.talk(lin, 'editGroup', { conversationId: room, name: `${number}`, description: '' });
        if (what === 'read') {
          const reading = house.talk(people[(who + 1) % 3] as typeof lin, 'markRead', own);
          await house.chat.flush();
          await reading;
        }
        await agree();
      },
    ),
    { numRuns: 25 },
  );
  await house.talk(lin, 'removeParticipant', { conversationId: room, memberId: zhou.memberId });
  await expect(house.page(zhou, { conversationId: room, limit: 5 })).rejects.toMatchObject({
    refusal: { code: 'chat.conversationUnknown' },
  });
});
