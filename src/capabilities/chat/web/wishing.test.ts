import { expect, test } from 'vitest';
import type { ConversationId } from '#platform/model/ids.ts';
import { inMemory } from '#platform/web/local.ts';
import type { Wish } from '../model/reacting.ts';
import { createWishing, type WishingWorld } from './wishing.ts';

const conversationId = 'c1' as ConversationId;
let serial = 0;
const wish = (emoji: string, on: boolean, number = 1): Wish => ({
  id: `w${++serial}`,
  conversationId,
  number,
  emoji,
  on,
});

interface Call extends Wish {
  answer(): void;
  fail(error: Error): void;
}

/** A server whose answers the test gives. */
function world(local = inMemory()) {
  const calls: Call[] = [];
  const done: string[] = [];
  const refused: string[] = [];
  const pauses: number[] = [];
  const facts: WishingWorld = {
    local,
    send: (sent) =>
      new Promise((resolve, reject) => {
        calls.push({ ...sent, answer: () => resolve({}), fail: reject });
      }),
    isFinal: (error) => ((error as Error).message === 'offline' ? null : (error as Error).message),
    pause: async (tries) => void pauses.push(tries),
    isOpen: () => true,
    onDone: ({ id }) => done.push(id),
    onRefused: ({ id }, error) => refused.push(`${id} ${(error as Error).message}`),
  };
  return { local, calls, done, refused, pauses, wishing: createWishing(facts) };
}

/** Lets everything that waits for nothing run. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
const said = (calls: readonly Call[]) => calls.map(({ emoji, on }) => `${emoji} ${on}`);

test('U13: a reaction is told, and then no longer waits', async () => {
  const { wishing, calls, done, local } = world();
  const one = wish('👍', true);
  await wishing.put(one);
  await settle();
  expect(calls).toMatchObject([one]);
  calls[0]?.answer();
  await settle();
  expect(done).toEqual([one.id]);
  expect(await local.outbox.all()).toEqual([]);
});

test('U13: without a connection it is tried again; what was taken back meanwhile is told as it is in the end', async () => {
  const { wishing, calls, pauses, done } = world();
  await wishing.put(wish('👍', true));
  await settle();
  const back = wish('👍', false);
  await wishing.put(back);
  calls[0]?.fail(new Error('offline'));
  await settle();
  expect(pauses).toEqual([0]);
  calls[1]?.answer();
  await settle();
  expect(said(calls)).toEqual(['👍 true', '👍 false']);
  expect(done).toEqual([back.id]);
});

test('what is wanted otherwise while it is on its way is told after it', async () => {
  const { wishing, calls, done, local } = world();
  const [on, off] = [wish('👍', true), wish('👍', false)];
  await wishing.put(on);
  await settle();
  await wishing.put(off);
  calls[0]?.answer();
  await settle();
  calls[1]?.answer();
  await settle();
  expect(said(calls)).toEqual(['👍 true', '👍 false']);
  expect(done).toEqual([on.id, off.id]);
  expect(await local.outbox.all()).toEqual([]);
});

test('U12: a refused reaction is given up, and the others go on', async () => {
  const { wishing, calls, refused, done } = world();
  const [one, two] = [wish('👍', true, 1), wish('🎉', true, 2)];
  await wishing.put(one);
  await wishing.put(two);
  await settle();
  calls[0]?.fail(new Error('chat.messageUnknown'));
  await settle();
  calls[1]?.answer();
  await settle();
  expect(refused).toEqual([`${one.id} chat.messageUnknown`]);
  expect(done).toEqual([two.id]);
});

test('what waits since before is told when the device opens again, and messages in the outbox are left alone', async () => {
  const local = inMemory();
  const waiting = wish('👍', true);
  await local.outbox.put({ id: 'a message', body: { capability: 'chat' } });
  await local.outbox.put({ id: 'reaction c1 1 👍', body: { ...waiting, capability: 'chat.reaction' } });
  const { wishing, calls } = world(local);
  expect(await wishing.resume()).toEqual([waiting]);
  await settle();
  calls[0]?.answer();
  await settle();
  expect(said(calls)).toEqual(['👍 true']);
  expect((await local.outbox.all()).map(({ id }) => id)).toEqual(['a message']);
});
