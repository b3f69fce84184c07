import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestProduct, type Person } from './testing.ts';

type Product = Awaited<ReturnType<typeof openTestProduct>>;
let product: Product;
let owner: Person;
let member: Person;

beforeAll(async () => {
  product = await openTestProduct();
  owner = await product.company('Acme');
  member = await product.join(owner, 'member');
}, 30_000);
afterAll(async () => {
  await product[Symbol.asyncDispose]();
});

const newUuid = () => crypto.randomUUID();

async function group(...memberIds: (string | null)[]): Promise<string> {
  const input = { name: 'Line 3', memberIds };
  return (await product.must<{ conversation: { id: string } }>(owner, 'chat.createGroup', input)).conversation.id;
}

const say = (conversationId: string, text: string) =>
  product.must<{ number: number }>(owner, 'chat.sendMessage', { id: newUuid(), conversationId, text });

test('a socket that has to read anew while it opens is greeted once, and no frame of its client is lost', async () => {
  const conversationId = await group(member.memberId);
  const { number } = await say(conversationId, 'one');
  const other = await product.socket(owner);
  const { house } = product;
  const open = house.openSocket.bind(house);
  let isFirst = true;
  house.openSocket = async (...given) => {
    const opened = await open(...given);
    if (isFirst) {
      isFirst = false;
      // What was read is out of date, and memory has nothing of it.
      await product.must(owner, 'chat.editMessage', { conversationId, number, text: 'one, and better' });
    }
    return opened;
  };
  const late = await product.socket(member);
  house.openSocket = open;
  expect(await late.call('chat.conversation', { conversationId })).toMatchObject({ ok: { conversation: {} } });
  expect(late.frames.filter((frame) => 'hello' in frame)).toMatchObject([{ hello: { fresh: true } }]);
  for (const { ws } of [other, late]) ws.close();
});

test('P10 who joined or left in a transaction that this server was not told of hears what he may within 2 s', async () => {
  const conversationId = await group();
  const theirs = await product.socket(member);
  const { hub } = product.house;
  const texts = () =>
    theirs.frames
      .filter((frame) => frame['type'] === 'chat.messageSent' && frame['topic'] === conversationId)
      .map((frame) => (frame['message'] as { text: string }).text);
  /** Committed, but the answer of the database never came. */
  const untold = async (name: string, input: object): Promise<void> => {
    const publish = hub.publish.bind(hub);
    hub.publish = () => {};
    await product.must(owner, name, { conversationId, ...input });
    hub.publish = publish;
  };
  await untold('chat.addParticipants', { memberIds: [member.memberId] });
  await say(conversationId, 'welcome');
  await theirs.until(() => (texts().includes('welcome') ? true : undefined));
  await untold('chat.removeParticipant', { memberId: member.memberId });
  await say(conversationId, 'not for him');
  await theirs.until(() => theirs.frames.find((frame) => frame['type'] === 'chat.conversationRemoved'));
  await say(conversationId, 'nor this');
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(texts().filter((text) => text !== '')).toEqual(['welcome']);
  theirs.ws.close();
});

test('P5 a reconnect costs the same statements, however many conversations, members and missed events', async () => {
  const { database } = product.house;
  const once = async (as: Person, since: number): Promise<{ statements: number; missed: number }> => {
    const before = database.count.statements;
    const socket = await product.socket(as, { since });
    await socket.until(() => socket.frames.find((frame) => 'hello' in frame));
    const statements = database.count.statements - before;
    await socket.call('chat.receiptSettings'); // what was missed has come before this answer
    const missed = socket.frames.filter((frame) => frame['type'] === 'chat.messageSent').length;
    socket.ws.close();
    await socket.closed;
    return { statements, missed };
  };
  // What followers and the outbox ask meanwhile is counted as well: the cheapest of some is what a reconnect costs.
  const reconnect = async (as: Person, since: number) => {
    const turns: Awaited<ReturnType<typeof once>>[] = [];
    for (let turn = 0; turn < 6; turn += 1) turns.push(await once(as, since));
    return turns.reduce((least, turn) => (turn.statements < least.statements ? turn : least));
  };
  const clock = async (as: Person) => (await product.must<{ at: number }>(as, 'chat.conversations')).at;
  const lonely = await product.company('Small');
  const { conversation } = await product.must<{ conversation: { id: string } }>(lonely, 'chat.createGroup', {
    name: 'one',
    memberIds: [],
  });
  const quiet = await clock(lonely);
  const first = { id: newUuid(), conversationId: conversation.id, text: 'one' };
  await product.must(lonely, 'chat.sendMessage', first);
  const few = await reconnect(lonely, quiet);

  const rooms: string[] = [];
  for (let n = 0; n < 12; n += 1) rooms.push(await group(member.memberId));
  const since = await clock(member);
  for (const room of rooms) for (let n = 0; n < 10; n += 1) await say(room, `line ${n}`);
  const many = await reconnect(member, since);
  expect([few.missed, many.missed]).toEqual([1, 120]);
  expect(many.statements).toBe(few.statements);
  expect(many.statements).toBeLessThanOrEqual(8);
});
