import fc from 'fast-check';
import { encode } from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConversationId, MessageId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { newId } from '#platform/server/house.ts';
import { chatEvent } from '../model/contract.ts';
import { canSend } from '../model/sending.ts';
import { sentBody } from './lanes.ts';
import { MORNING, openTestHouse } from './testing.ts';

type TestHouse = Awaited<ReturnType<typeof openTestHouse>>;
let house: TestHouse;
let people: Record<string, Identity>;
let lin: Identity;
let zhou: Identity;
let tang: Identity;
let room: ConversationId;

beforeAll(async () => {
  house = await openTestHouse();
  people = await house.company('lin', 'zhou', 'tang', 'guest');
  [lin, zhou, tang] = [people['lin'], people['zhou'], people['tang']] as [Identity, Identity, Identity];
  room = await house.group(lin, zhou);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

const id = () => newId() as MessageId;
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  );
const numbersOf = async (as: Identity, conversationId: ConversationId) =>
  (await house.page(as, { conversationId, limit: 100 })).messages.map(({ number }) => number);

test('C1 numbers are gapless in commit order, also when many send at once (P3)', async () => {
  const busy = await house.group(lin, zhou, tang);
  await Promise.all(
    Array.from({ length: 60 }, (_, n) => house.say([lin, zhou, tang][n % 3] as Identity, busy, `line ${n}`)),
  );
  expect(await numbersOf(lin, busy)).toEqual(Array.from({ length: 61 }, (_, n) => n + 1));
});

test('C2 a retry with the same id answers with the first number and stores nothing, even if the text differs (P2)', async () => {
  const messageId = id();
  const send = (text: string) => house.talk(zhou, 'sendMessage', { id: messageId, conversationId: room, text });
  const first = await send('once');
  const again = await Promise.all([send('twice'), send('thrice')]);
  expect(again).toEqual([first, first]);
  const stored = (await house.page(lin, { conversationId: room })).messages.filter(
    (message) => message.id === messageId,
  );
  expect(stored.map(({ text }) => text)).toEqual(['once']);
});

test('C3 an id of somebody else, or of another conversation, is refused and not answered with his number', async () => {
  const messageId = id();
  await house.talk(lin, 'sendMessage', { id: messageId, conversationId: room, text: 'mine' });
  const steal = house.talk(zhou, 'sendMessage', { id: messageId, conversationId: room, text: 'no, mine' });
  expect(await code(steal)).toBe('chat.idTaken');
  const other = await house.group(lin, zhou);
  const elsewhere = house.talk(lin, 'sendMessage', { id: messageId, conversationId: other, text: 'mine' });
  expect(await code(elsewhere)).toBe('chat.idTaken');
});

test('C4 whoever is not in a conversation learns nothing of it: the same answer as for one that is not there', async () => {
  const nowhere = newId() as ConversationId;
  for (const conversationId of [room, nowhere]) {
    expect(await code(house.say(tang, conversationId, 'hello'))).toBe('chat.conversationUnknown');
    expect(await code(house.page(tang, { conversationId }))).toBe('chat.conversationUnknown');
    expect(await code(house.talk(tang, 'markRead', { conversationId, number: 1 }))).toBe('chat.conversationUnknown');
    expect(await code(house.talk(tang, 'participants', { conversationId }))).toBe('chat.conversationUnknown');
    expect(await code(house.talk(tang, 'recallMessage', { conversationId, number: 1 }))).toBe(
      'chat.conversationUnknown',
    );
  }
});

test('C5 the same for a member of another company, whatever he names', async () => {
  const { stranger } = (await house.company('stranger')) as { stranger: Identity };
  expect(await code(house.say(stranger, room, 'hello'))).toBe('chat.conversationUnknown');
  expect(await code(house.page(stranger, { conversationId: room }))).toBe('chat.conversationUnknown');
  expect(await code(house.talk(stranger, 'openDirect', { memberId: lin.memberId }))).toBe('chat.memberUnknown');
  expect(await code(house.talk(stranger, 'createGroup', { name: 'x', memberIds: [lin.memberId] }))).toBe(
    'chat.memberUnknown',
  );
  const listed = await house.talk(stranger, 'conversations', {});
  expect(listed.conversations).toEqual([]);
});

test('C26 a group is found by name, pinyin and initials by who is in it, and by nobody else', async () => {
  const { conversation } = await house.talk(lin, 'createGroup', { name: '春季发布', memberIds: [zhou.memberId] });
  for (const text of ['春季', 'cjfb', 'chunji', 'FaBu']) {
    expect(await house.talk(zhou, 'findGroups', { text }), text).toEqual([conversation.id]);
  }
  expect(await house.talk(zhou, 'findGroups', { text: 'qjfb' })).toEqual([]);
  expect(await house.talk(tang, 'findGroups', { text: 'cjfb' })).toEqual([]);
  const { stranger } = (await house.company('stranger')) as { stranger: Identity };
  expect(await house.talk(stranger, 'findGroups', { text: 'cjfb' })).toEqual([]);
});

test('C6 who was removed may neither read nor write nor change his old messages, at once', async () => {
  const left = await house.group(lin, tang);
  const { number } = await house.say(tang, left, 'mine');
  await house.talk(lin, 'removeParticipant', { conversationId: left, memberId: tang.memberId });
  expect(await code(house.say(tang, left, 'still here'))).toBe('chat.conversationUnknown');
  expect(await code(house.page(tang, { conversationId: left }))).toBe('chat.conversationUnknown');
  const edit = house.talk(tang, 'editMessage', { conversationId: left, number, text: 'changed' });
  expect(await code(edit)).toBe('chat.conversationUnknown');
});

test('C7 an answer must answer something that is there', async () => {
  expect(await code(house.say(lin, room, 'to what', { replyTo: 99_999 }))).toBe('chat.messageUnknown');
});

test('C8 text must be text: not empty, no NUL, no half of a character, not beyond its length', async () => {
  for (const text of ['', ' \n ', 'a\0b', '\ud800', 'x'.repeat(8_001)]) {
    await expect(house.say(lin, room, text), JSON.stringify(text.slice(0, 9))).rejects.toThrow('text');
  }
  await expect(house.say(lin, room, 'x'.repeat(8_000))).resolves.toBeTruthy();
});

test('C9 who mentions all is the company policy', async () => {
  await house.call(lin, 'directory.setPolicy', { changes: { whoMentionsAll: 'groupAdmins' } });
  expect(await code(house.say(zhou, room, '<@all> now'))).toBe('chat.mentionsAllRefused');
  expect(await code(house.say(lin, room, '<@all> now'))).toBe('done');
  await house.call(lin, 'directory.setPolicy', { changes: { whoMentionsAll: 'everybody' } });
  expect(await code(house.say(zhou, room, '<@all> now'))).toBe('done');
});

test('C10 the guard of the message path says yes exactly where the rule does', async () => {
  const own = await house.group(lin, zhou, tang);
  await house.talk(lin, 'removeParticipant', { conversationId: own, memberId: tang.memberId });
  await house.talk(lin, 'openDirect', { memberId: zhou.memberId });
  const text = fc
    .string({ minLength: 1, maxLength: 40 })
    .filter((one) => one.trim() !== '' && one.isWellFormed() && !one.includes('\0') && !one.includes('<@'));
  const senders = [lin, zhou, tang];
  const [quiet, closed] = [await house.group(lin, zhou), await house.group(lin, zhou)];
  const rules = { whoWrites: 'admins', whoAdds: 'everybody', whoMentionsAll: 'everybody' };
  await house.talk(lin, 'setGroupRules', { conversationId: quiet, rules });
  await house.talk(lin, 'setArchived', { conversationId: closed, archived: true });
  const [hushed, heard] = [await house.group(lin, zhou), await house.group(lin, zhou)];
  await house.talk(lin, 'silence', { conversationId: hushed, memberId: zhou.memberId, span: 'hour' });
  // One that ends at this very moment: he writes again, and nothing had to be done for that.
  house.at(new Date(MORNING.getTime() - 3_600_000));
  await house.talk(lin, 'silence', { conversationId: heard, memberId: zhou.memberId, span: 'hour' });
  house.at(MORNING);
  const rooms = [room, own, quiet, closed, hushed, heard, newId() as ConversationId];
  await fc.assert(
    fc.asyncProperty(fc.nat(2), fc.nat(6), text, fc.boolean(), async (s, r, said, alone) => {
      const [sender, conversationId] = [senders[s] as Identity, rooms[r] as ConversationId];
      const inside = (await house.talk(sender, 'conversations', {})).conversations.find(
        (one) => one.id === conversationId,
      );
      const verdict = canSend({
        participant: inside === undefined ? null : { ...inside, canSend: true, role: inside.myRole, now: MORNING },
        kind: 'group',
        text: said,
        whoMentionsAll: 'everybody',
        quoteExists: true,
      });
      // One message alone goes a shorter way than several of a company at once.
      const others = alone ? [] : [house.say(lin, room, 'beside it')];
      const [answer] = await Promise.all([code(house.say(sender, conversationId, said)), ...others]);
      expect(answer).toBe(verdict?.code ?? 'done');
    }),
    { numRuns: 100 },
  );
});

test('C11 the event that the message path writes as text is the event of the contract', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.option(fc.nat()), (text, replyTo) => {
      fc.pre(text.isWellFormed() && !text.includes('\0') && text.trim() !== '');
      const send = { id: id(), conversationId: room, authorId: lin.memberId, text, replyTo, sentAt: MORNING };
      const message = { ...send, number: 7, note: null, editedAt: null, recalled: false, files: [], card: null };
      const encoded = encode(chatEvent, { type: 'chat.messageSent', message });
      expect(JSON.parse(sentBody(send, { number: 7, sentAt: MORNING }))).toEqual(encoded);
    }),
  );
});

test('C12 one bad company does not take the others down with it: a lane retries them one by one', async () => {
  const others = await Promise.all(Array.from({ length: 4 }, () => house.company('a', 'b')));
  const rooms = await Promise.all(
    others.map((company) => house.group(company['a'] as Identity, company['b'] as Identity)),
  );
  // Two ids that meet in one transaction only: the second of them loses, nobody else does.
  const shared = id();
  const answers = await Promise.all([
    ...others.map((company, index) =>
      code(house.say(company['a'] as Identity, rooms[index] as ConversationId, 'hello')),
    ),
    code(house.talk(lin, 'sendMessage', { id: shared, conversationId: room, text: 'one' })),
    code(house.talk(zhou, 'sendMessage', { id: shared, conversationId: room, text: 'two' })),
  ]);
  expect(answers.slice(0, 4)).toEqual(['done', 'done', 'done', 'done']);
  expect(answers.slice(4).sort()).toEqual(['chat.idTaken', 'done']);
});

test('C13 a send costs one statement, whatever the size of the group', async () => {
  const small = await house.group(lin, zhou);
  const many = await house.company('owner', ...Array.from({ length: 120 }, (_, n) => `m${n}`));
  const [owner, ...members] = Object.values(many) as [Identity, ...Identity[]];
  const large = await house.group(owner, ...members);
  const { count } = house.fresh.database;
  const cost = async (as: Identity, conversationId: ConversationId) => {
    const before = count.statements;
    await house.say(as, conversationId, 'count me');
    return count.statements - before;
  };
  // The lane's own statement is on its own connection; nothing else is asked for.
  expect([await cost(lin, small), await cost(owner, large)]).toEqual([0, 0]);
});

test('C14 a receipt costs the same statements, whatever the size of the group and the number of readers', async () => {
  const many = await house.company('owner', ...Array.from({ length: 60 }, (_, n) => `m${n}`));
  const [owner, ...members] = Object.values(many) as [Identity, ...Identity[]];
  const large = await house.group(owner, ...members);
  const { count } = house.fresh.database;
  const statements = async () => {
    const { number } = await house.say(owner, large, 'read me');
    await house.chat.flush();
    const before = count.statements;
    const reading = members.map((member) => house.talk(member, 'markRead', { conversationId: large, number }));
    await house.chat.flush();
    await Promise.all(reading);
    return count.statements - before;
  };
  // Who works is asked once a minute, of all readers together.
  expect(await statements()).toBeLessThanOrEqual(11);
  expect(await statements()).toBeLessThanOrEqual(5);
});

test('C15 only members of the conversation are counted as meant', async () => {
  const own = await house.group(lin, zhou);
  await house.say(lin, own, `<@${tang.memberId}> <@${zhou.memberId}> look`);
  const ofZhou = (await house.talk(zhou, 'conversation', { conversationId: own })).conversation;
  expect(ofZhou.mentions).toEqual([2]);
  await house.talk(lin, 'addParticipants', { conversationId: own, memberIds: [tang.memberId] });
  expect((await house.talk(tang, 'conversation', { conversationId: own })).conversation.mentions).toEqual([]);
});

test('C16 two who open a direct conversation at once open one', async () => {
  const { a, b } = (await house.company('a', 'b')) as { a: Identity; b: Identity };
  const opened = await Promise.all([
    house.talk(a, 'openDirect', { memberId: b.memberId }),
    house.talk(b, 'openDirect', { memberId: a.memberId }),
    house.talk(a, 'openDirect', { memberId: b.memberId }),
  ]);
  expect(new Set(opened.map(({ conversation }) => conversation.id)).size).toBe(1);
  expect(opened[0]?.conversation.peerId).toBe(b.memberId);
  expect(opened[1]?.conversation.peerId).toBe(a.memberId);
});
