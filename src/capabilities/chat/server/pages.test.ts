import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chatCalls } from '../model/contract.ts';
import { isoOf } from './pages.ts';
import { openTestHouse } from './testing.ts';

type TestHouse = Awaited<ReturnType<typeof openTestHouse>>;
let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

test('a moment as PostgreSQL writes it becomes the ISO text of the wire', () => {
  expect(isoOf('2026-11-23 02:24:00+00')).toBe('2026-11-23T02:24:00.000Z');
  expect(isoOf('2026-11-23 02:24:00.5+00')).toBe('2026-11-23T02:24:00.500Z');
  expect(isoOf('2026-11-23 02:24:00.123+00')).toBe('2026-11-23T02:24:00.123Z');
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
  const text = (await house.call(lin, 'chat.messages', { conversationId: room })) as { text: string };
  const wire = JSON.parse(text.text) as { messages: Record<string, unknown>[] };
  const strict = chatCalls.messages.output.shape.messages.element.strict();
  for (const message of wire.messages) expect(strict.safeDecode(message as never).error).toBeUndefined();
  expect(
    wire.messages.map((message) => [message['number'], message['recalled'], message['editedAt'] !== null]),
  ).toEqual([
    [1, false, false],
    [2, false, false],
    [3, false, true],
    [4, true, false],
  ]);
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
