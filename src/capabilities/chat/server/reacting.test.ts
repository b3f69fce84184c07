import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { newId } from '#platform/server/house.ts';
import { REACTION_KINDS_MAX } from '../model/contract.ts';
import { openTestHouse } from './testing.ts';

type TestHouse = Awaited<ReturnType<typeof openTestHouse>>;
let house: TestHouse;
let lin: Identity;
let zhou: Identity;
let tang: Identity;

beforeAll(async () => {
  house = await openTestHouse();
  const people = await house.company('lin', 'zhou', 'tang');
  [lin, zhou, tang] = [people['lin'], people['zhou'], people['tang']] as [Identity, Identity, Identity];
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  );

/** A group with one message in it. */
async function stage(...members: Identity[]) {
  const conversationId = await house.group(lin, ...members);
  const { number } = await house.say(lin, conversationId, '复产了');
  return { conversationId, number };
}

type Place = Awaited<ReturnType<typeof stage>>;
const react = (as: Identity, place: Place, emoji: string, on = true) =>
  house.talk(as, 'setReaction', { ...place, emoji, on });
const seen = async (as: Identity, { conversationId }: Place) =>
  (await house.page(as, { conversationId })).reactions.map(({ emoji, count, mine }) => [emoji, count, mine]);
const who = (as: Identity, place: Place, emoji: string, more: object = {}) =>
  house.talk(as, 'reactors', { ...place, emoji, ...more });

test('C20 several members give several emoji, each once; a page says how many and which are mine', async () => {
  const place = await stage(zhou, tang);
  await react(zhou, place, '👏');
  await react(tang, place, '🎉');
  await react(lin, place, '👏');
  await react(lin, place, '❤️');
  expect(await seen(lin, place)).toEqual([
    ['👏', 2, true],
    ['🎉', 1, false],
    ['❤️', 1, true],
  ]);
  expect(await seen(tang, place)).toEqual([
    ['👏', 2, false],
    ['🎉', 1, true],
    ['❤️', 1, false],
  ]);
  expect((await who(tang, place, '👏')).memberIds).toEqual([lin.memberId, zhou.memberId].sort());
  await react(zhou, place, '👏', false);
  await react(tang, place, '🎉', false);
  expect(await seen(zhou, place)).toEqual([
    ['👏', 1, false],
    ['❤️', 1, false],
  ]);
});

test('C20 giving again what is given, or taking back what is not, changes nothing and tells nobody', async () => {
  const place = await stage(zhou);
  await react(zhou, place, '👍');
  const before = (await house.talk(lin, 'conversations', {})).at;
  await react(zhou, place, '👍');
  await react(lin, place, '👍', false);
  await react(lin, place, '🎉', false);
  expect((await house.talk(lin, 'conversations', {})).at).toBe(before);
  expect(await seen(zhou, place)).toEqual([['👍', 1, true]]);
});

test('C20 many who react at once are all counted, in kinds that came at once too', async () => {
  const people = Object.values(await house.company('a', 'b', 'c', 'd', 'e', 'f')) as [Identity, ...Identity[]];
  const conversationId = await house.group(...people);
  const { number } = await house.say(people[0], conversationId, '复产了');
  const place = { conversationId, number };
  await Promise.all(people.flatMap((one) => ['👍', '🎉', '👏'].map((emoji) => react(one, place, emoji))));
  const counted = new Map((await seen(people[0], place)).map(([emoji, count]) => [emoji, count]));
  expect(counted).toEqual(
    new Map([
      ['👍', 6],
      ['🎉', 6],
      ['👏', 6],
    ]),
  );
  await Promise.all(people.flatMap((one) => ['👍', '🎉'].map((emoji) => react(one, place, emoji, false))));
  expect(await seen(people[0], place)).toEqual([['👏', 6, true]]);
});

test('C20 twenty kinds a message, and only emoji', async () => {
  const place = await stage(zhou);
  const faces = Array.from({ length: REACTION_KINDS_MAX + 1 }, (_, n) => String.fromCodePoint(0x1f600 + n));
  for (const emoji of faces.slice(0, -1)) await react(zhou, place, emoji);
  expect(await code(react(lin, place, faces.at(-1) ?? ''))).toBe('chat.tooManyReactions');
  expect(await code(react(lin, place, faces[0] ?? ''))).toBe('done');
  expect(await code(react(lin, place, 'ok'))).toBe('chat.notAnEmoji');
  await expect(react(lin, place, '😀'.repeat(40))).rejects.toThrow('emoji');
});

test('C21 notes, recalled and unknown messages take no reaction', async () => {
  const { conversationId, number } = await stage(zhou);
  expect(await code(react(zhou, { conversationId, number: 1 }, '👍'))).toBe('chat.messageUnknown');
  expect(await code(react(zhou, { conversationId, number: 99 }, '👍'))).toBe('chat.messageUnknown');
  await house.talk(lin, 'recallMessage', { conversationId, number });
  expect(await code(react(zhou, { conversationId, number }, '👍'))).toBe('chat.messageUnknown');
});

test('C21 P10 who was taken out neither gives nor takes back, at once; what he gave stays', async () => {
  const place = await stage(zhou, tang);
  await react(tang, place, '👍');
  await house.talk(lin, 'removeParticipant', { conversationId: place.conversationId, memberId: tang.memberId });
  expect(await code(react(tang, place, '🎉'))).toBe('chat.conversationUnknown');
  expect(await code(react(tang, place, '👍', false))).toBe('chat.conversationUnknown');
  expect(await code(who(tang, place, '👍'))).toBe('chat.conversationUnknown');
  expect(await seen(zhou, place)).toEqual([['👍', 1, false]]);
  expect((await who(zhou, place, '👍')).memberIds).toEqual([tang.memberId]);
  await house.talk(lin, 'addParticipants', { conversationId: place.conversationId, memberIds: [tang.memberId] });
  expect(await seen(tang, place)).toEqual([['👍', 1, true]]);
});

test('C21 where one may not write any more, one does not react', async () => {
  const { owner, leaver } = (await house.company('owner', 'leaver')) as { owner: Identity; leaver: Identity };
  const { conversation } = await house.talk(owner, 'openDirect', { memberId: leaver.memberId });
  const { number } = await house.say(owner, conversation.id, '再见');
  await house.call(owner, 'directory.deactivateMember', { id: leaver.memberId, handOverTo: null });
  expect(await code(react(leaver, { conversationId: conversation.id, number }, '👍'))).toBe('chat.mayNotSend');
});

test('C21 G1 G2 who only reads in a channel reacts; in a group that is put away nobody does, and what was given is seen', async () => {
  const place = await stage(zhou);
  const { conversationId } = place;
  const rules = { whoWrites: 'admins', whoAdds: 'everybody', whoMentionsAll: 'everybody' };
  await house.talk(lin, 'setGroupRules', { conversationId, rules });
  expect(await code(react(zhou, place, '👍'))).toBe('done');
  await house.talk(lin, 'setArchived', { conversationId, archived: true });
  for (const as of [lin, zhou]) {
    expect(await code(react(as, place, '🎉'))).toBe('chat.archived');
    expect(await code(react(as, place, '👍', false))).toBe('chat.archived');
  }
  expect(await seen(zhou, place)).toEqual([['👍', 1, true]]);
  await house.talk(lin, 'setArchived', { conversationId, archived: false });
  expect(await code(react(zhou, place, '👍', false))).toBe('done');
});

test('C22 a recall takes all reactions away for good', async () => {
  const place = await stage(zhou);
  await react(zhou, place, '👍');
  await react(lin, place, '🎉');
  await house.talk(lin, 'recallMessage', place);
  expect(await seen(zhou, place)).toEqual([]);
  expect((await who(lin, place, '👍')).memberIds).toEqual([]);
  const left = await house.house.database.transaction(
    lin.companyId,
    (tx) =>
      tx`select 1 from chat.reaction where conversation_id = ${place.conversationId}
       union all select 1 from chat.reaction_kind where conversation_id = ${place.conversationId}`,
  );
  expect(left).toEqual([]);
});

test('C23 R18 a reaction reads nothing and acknowledges nothing', async () => {
  const place = await stage(zhou);
  const before = (await house.talk(zhou, 'conversation', place)).conversation;
  await react(zhou, place, '👍');
  await house.chat.flush();
  const after = (await house.talk(zhou, 'conversation', place)).conversation;
  expect(after).toEqual(before);
  expect((await house.talk(lin, 'receiptsOf', place)).read).toEqual([]);
});

test('C23 R17 no time of a reaction is kept or told', async () => {
  const place = await stage(zhou);
  const since = (await house.talk(lin, 'conversations', {})).at;
  await react(zhou, place, '👍');
  const columns = await house.house.database.transaction(
    lin.companyId,
    (tx) =>
      tx<{ type: string }>`
      select distinct data_type as type from information_schema.columns
       where table_schema = 'chat' and table_name in ('reaction', 'reaction_kind') order by 1`,
  );
  expect(columns.map(({ type }) => type)).toEqual(['bigint', 'integer', 'text', 'uuid']);
  const [event] = await house.house.eventsSince(lin.companyId, null, since, since + 1, 10);
  expect(event?.body).toEqual({
    type: 'chat.reactionChanged',
    ...place,
    emoji: '👍',
    memberId: zhou.memberId,
    on: true,
    count: 1,
  });
});

test('C24 a reaction costs the same, in statements and in bytes, whatever the size of the group and the number of others', async () => {
  const many = await house.company('owner', ...Array.from({ length: 60 }, (_, n) => `m${n}`));
  const [owner, ...members] = Object.values(many) as [Identity, ...Identity[]];
  const { count } = house.fresh.database;
  const cost = async (as: Identity, place: Place) => {
    const since = (await house.talk(owner, 'conversations', {})).at;
    const before = count.statements;
    await react(as, place, '👍');
    const statements = count.statements - before;
    const events = await house.house.eventsSince(owner.companyId, null, since, since + 10, 10);
    return {
      statements,
      events: events.length,
      audience: events[0]?.audience,
      size: JSON.stringify(events[0]?.body).length,
    };
  };
  const placeIn = async (conversationId: ConversationId) => ({
    conversationId,
    number: (await house.say(owner, conversationId, '复产了')).number,
  });
  const small = await cost(members[0] as Identity, await placeIn(await house.group(owner, members[0] as Identity)));
  const place = await placeIn(await house.group(owner, ...members));
  await Promise.all(members.slice(0, -1).map((one) => react(one, place, '👍')));
  const large = await cost(members.at(-1) as Identity, place);
  expect(large).toMatchObject({ statements: small.statements, events: 1, audience: undefined });
  expect(large.size - small.size).toBeLessThanOrEqual(1); // one digit more
  expect(small.statements).toBeLessThanOrEqual(8);
  // Who it was is asked for in pages.
  const first = await who(owner, place, '👍', { limit: 40 });
  const rest = await who(owner, place, '👍', { limit: 40, after: first.memberIds.at(-1) });
  expect([first.more, rest.more]).toEqual([true, false]);
  const all: MemberId[] = [...first.memberIds, ...rest.memberIds];
  expect(all).toEqual(members.map(({ memberId }) => memberId).sort());
});

test('C5 a member of another company, or one who is not in the conversation, learns and changes nothing', async () => {
  const place = await stage(zhou);
  await react(zhou, place, '👍');
  const { stranger } = (await house.company('stranger')) as { stranger: Identity };
  for (const as of [stranger, tang]) {
    for (const where of [place, { ...place, conversationId: newId() as ConversationId }]) {
      expect(await code(react(as, where, '👍'))).toBe('chat.conversationUnknown');
      expect(await code(who(as, where, '👍'))).toBe('chat.conversationUnknown');
    }
  }
  expect(await seen(lin, place)).toEqual([['👍', 1, false]]);
  const rows = await house.house.database.transaction(
    stranger.companyId,
    (tx) => tx`select 1 from chat.reaction union all select 1 from chat.reaction_kind`,
  );
  expect(rows).toEqual([]);
});

test('P5 who resumes hears what was given and taken back since', async () => {
  const place = await stage(zhou);
  const since = (await house.talk(lin, 'conversations', {})).at;
  await react(zhou, place, '👍');
  await react(zhou, place, '👍', false);
  await react(zhou, place, '🎉');
  const heard = await house.house.eventsSince(
    lin.companyId,
    { topics: [place.conversationId], memberId: lin.memberId },
    since,
    since + 100,
    100,
  );
  expect(heard.map(({ body }) => [body['emoji'], body['on'], body['count']])).toEqual([
    ['👍', true, 1],
    ['👍', false, 0],
    ['🎉', true, 1],
  ]);
});
