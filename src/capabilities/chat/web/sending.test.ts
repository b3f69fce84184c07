import { expect, test } from 'vitest';
import type { ConversationId, MessageId } from '#platform/model/ids.ts';
import { inMemory } from '#platform/web/local.ts';
import { createSending, type SendingWorld } from './sending.ts';

const [one, two] = ['c1', 'c2'] as ConversationId[] as [ConversationId, ConversationId];
const id = (name: string) => name as MessageId;
const body = (conversationId: ConversationId, text: string) => ({
  conversationId,
  text,
  replyTo: null,
  files: [],
  writtenAt: new Date(0),
});

interface Call {
  readonly id: string;
  readonly text: string;
  answer(): void;
  fail(error: Error): void;
}

/** A server whose answers the test gives, and a device that can be opened again. */
function world(local = inMemory()) {
  const calls: Call[] = [];
  const sent: string[] = [];
  const refused: string[] = [];
  let open = true;
  const facts: SendingWorld = {
    local,
    send: (message) =>
      new Promise((resolve, reject) => {
        calls.push({ id: message.id, text: message.text, answer: () => resolve({}), fail: reject });
      }),
    isFinal: (error) => ((error as Error).message === 'offline' ? null : (error as Error).message),
    pause: async () => {},
    isOpen: () => open,
    onSent: (sentId) => sent.push(sentId),
    onRefused: (refusedId, code) => refused.push(`${refusedId} ${code}`),
  };
  return { local, calls, sent, refused, sending: createSending(facts), close: () => (open = false) };
}

/** Lets everything that waits for nothing run. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

test('P3: in one conversation one at a time, in the order of writing', async () => {
  const { sending, calls, sent } = world();
  await Promise.all([sending.put(id('a1'), body(one, 'x')), sending.put(id('a2'), body(one, 'y'))]);
  await settle();
  expect(calls.map((call) => call.id)).toEqual(['a1']);
  calls[0]?.answer();
  await settle();
  expect(calls.map((call) => call.id)).toEqual(['a1', 'a2']);
  calls[1]?.answer();
  await settle();
  expect(sent).toEqual(['a1', 'a2']);
});

test('one conversation does not wait for another', async () => {
  const { sending, calls } = world();
  await sending.put(id('a1'), body(one, 'x'));
  await sending.put(id('a2'), body(two, 'y'));
  await settle();
  expect(calls.map((call) => call.id)).toEqual(['a1', 'a2']);
});

test('P2: without an answer it is sent again, under the same id', async () => {
  const { sending, calls, local } = world();
  await sending.put(id('a1'), body(one, 'x'));
  await settle();
  calls[0]?.fail(new Error('offline'));
  await settle();
  expect(calls.map((call) => call.id)).toEqual(['a1', 'a1']);
  expect(await local.outbox.all()).toHaveLength(1);
  calls[1]?.answer();
  await settle();
  expect(await local.outbox.all()).toHaveLength(0);
});

test('U12: a refused one waits for its author and holds nobody up; a retry goes under the same id', async () => {
  const { sending, calls, refused, sent } = world();
  await sending.put(id('a1'), body(one, 'x'));
  await sending.put(id('a2'), body(one, 'y'));
  await settle();
  calls[0]?.fail(new Error('chat.mayNotSend'));
  await settle();
  expect(refused).toContain('a1 chat.mayNotSend');
  expect(calls.map((call) => call.id)).toEqual(['a1', 'a2']);
  calls[1]?.answer();
  await settle();
  await sending.retry(id('a1'));
  await settle();
  calls[2]?.answer();
  await settle();
  expect(sent).toEqual(['a2', 'a1']);
});

test('U13: what waited before a reload goes out in order, and a refusal is remembered', async () => {
  const before = world();
  await before.sending.put(id('a1'), body(one, 'x'));
  await before.sending.put(id('a2'), body(one, 'y'));
  await settle();
  before.calls[0]?.fail(new Error('chat.mayNotSend'));
  before.close();
  await settle();
  const after = world(before.local);
  const waiting = await after.sending.resume();
  expect(waiting.map((item) => [item.id, item.body.refusal])).toEqual([
    ['a1', 'chat.mayNotSend'],
    ['a2', null],
  ]);
  await settle();
  expect(after.calls.map((call) => call.id)).toEqual(['a2']);
});

test('a discarded message is not sent', async () => {
  const { sending, calls } = world();
  await sending.put(id('a1'), body(one, 'x'));
  await settle();
  calls[0]?.fail(new Error('chat.mayNotSend'));
  await settle();
  await sending.discard(id('a1'));
  await sending.put(id('a2'), body(one, 'y'));
  await settle();
  expect(calls.map((call) => call.id)).toEqual(['a1', 'a2']);
});

test('U21 one that is given up while its files are on their way is gone, and holds nobody up', async () => {
  const { sending, calls, sent, refused, local } = world();
  await sending.put(id('a1'), body(one, 'a picture'));
  await sending.put(id('a2'), body(one, 'y'));
  await settle();
  await sending.discard(id('a1'));
  calls[0]?.fail(new Error('given up'));
  await settle();
  expect(refused).toEqual([]);
  expect(calls.map((call) => call.id)).toEqual(['a1', 'a2']);
  calls[1]?.answer();
  await settle();
  expect([sent, await local.outbox.all()]).toEqual([['a2'], []]);
});
