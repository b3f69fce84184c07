import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ConversationId, MessageId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { newId } from '#platform/server/house.ts';
import { MORNING, openTestHouse } from './testing.ts';

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
afterEach(() => house.at(MORNING));

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  );

interface Place {
  readonly conversationId: ConversationId;
  readonly number: number;
}

async function poll(as: Identity, conversationId: ConversationId, more: object = {}): Promise<Place> {
  const plain = { multiple: false, anonymous: false, endsAt: null, options: ['周二', '周三', '周四'] };
  const input = { id: newId() as MessageId, conversationId, text: '哪天盘点', ...plain, ...more };
  return { conversationId, number: (await house.talk(as, 'sendPoll', input)).number };
}
const stage = async (more: object = {}) => poll(lin, await house.group(lin, zhou, tang), more);
const vote = (as: Identity, place: Place, ...options: number[]) => house.talk(as, 'vote', { ...place, options });
const voters = (as: Identity, place: Place, option: number, more: object = {}) =>
  house.talk(as, 'voters', { ...place, option, ...more });
const stateOf = async (as: Identity, { conversationId, number }: Place) => {
  const state = (await house.page(as, { conversationId })).cards.find((one) => one.number === number);
  if (state?.kind !== 'poll') return null;
  const { counts, voters: all, mine, closed } = state;
  return { counts, voters: all, mine, closed };
};

test('V1 a poll asks with two to twenty different options; a retry is the same', async () => {
  const conversationId = await house.group(lin, zhou);
  const id = newId();
  const first = await poll(lin, conversationId, { id });
  const again = await poll(lin, conversationId, { id, options: ['other', 'ones'] });
  expect(again.number).toBe(first.number);
  expect((await house.page(zhou, { conversationId })).messages.at(-1)).toMatchObject({
    text: '哪天盘点',
    card: { kind: 'poll', options: ['周二', '周三', '周四'], multiple: false, anonymous: false, endsAt: null },
  });
  for (const options of [
    ['one'],
    Array.from({ length: 21 }, (_, n) => `${n}`),
    ['same', ' same '],
    ['', 'x'],
    ['x'.repeat(201), 'y'],
    ['a\nb', 'c'],
    ['a\0', 'c'],
    ['\ud800', 'c'],
  ]) {
    await expect(poll(lin, conversationId, { options }), JSON.stringify(options).slice(0, 30)).rejects.toThrow(
      'options',
    );
  }
  expect(await code(poll(lin, conversationId, { endsAt: MORNING.toISOString() }))).toBe('chat.endRefused');
});

test('V2 members vote, think better of it, and take it back; everybody sees the counts, oneself the own vote', async () => {
  const place = await stage({ multiple: true });
  await vote(zhou, place, 2, 0);
  await vote(tang, place, 1);
  await vote(tang, place, 0, 1);
  expect(await stateOf(zhou, place)).toEqual({ counts: [2, 1, 1], voters: 2, mine: [0, 2], closed: false });
  await vote(zhou, place);
  expect(await stateOf(lin, place)).toEqual({ counts: [1, 1, 0], voters: 1, mine: [], closed: false });
  expect(await code(vote(lin, await stage(), 0, 1))).toBe('chat.optionsRefused');
});

test('V2 votes at once: the counts are those of one vote each, the last one told', async () => {
  const people = Object.values(await house.company('a', 'b', 'c', 'd')) as [Identity, ...Identity[]];
  const conversationId = await house.group(...people);
  const choices = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.uniqueArray(fc.nat({ max: 2 }))), { maxLength: 16 });
  await fc.assert(
    fc.asyncProperty(choices, async (votes) => {
      const place = await poll(people[0], conversationId, { multiple: true });
      await Promise.all(votes.map(([who, options]) => vote(people[who] as Identity, place, ...options)));
      const last = new Map(votes.map(([who, options]) => [who, options]));
      const counts = [0, 1, 2].map((option) => [...last.values()].filter((own) => own.includes(option)).length);
      const all = [...last.values()].filter((own) => own.length > 0).length;
      expect(await stateOf(people[0], place)).toMatchObject({ counts, voters: all });
    }),
    { numRuns: 15 },
  );
});

test('V3 of a named poll everybody in the conversation is told who chose what, a page at a time', async () => {
  const place = await stage();
  await vote(zhou, place, 1);
  await vote(tang, place, 1);
  const all = [zhou.memberId, tang.memberId].sort();
  expect(await voters(lin, place, 1)).toEqual({ memberIds: all, more: false });
  const first = await voters(zhou, place, 1, { limit: 1 });
  expect(first).toEqual({ memberIds: all.slice(0, 1), more: true });
  expect(await voters(zhou, place, 1, { limit: 1, after: all[0] })).toEqual({ memberIds: all.slice(1), more: false });
});

test('V3 of an anonymous poll nobody is told, by no call and no event, and it forgets when it ends', async () => {
  const place = await stage({ anonymous: true });
  const since = (await house.talk(lin, 'conversations', {})).at;
  await vote(zhou, place, 1);
  await vote(tang, place, 2);
  house.at(new Date(MORNING.getTime() + 2_000));
  await house.chat.settle();
  for (const as of [lin, zhou]) expect(await code(voters(as, place, 1))).toBe('chat.pollAnonymous');
  await house.talk(lin, 'closePoll', place);
  for (const as of [lin, zhou]) expect(await code(voters(as, place, 1))).toBe('chat.pollAnonymous');
  const log = await house.house.database.transaction(
    lin.companyId,
    (tx) => tx<{ type: string; line: string }>`
      select type, row(payload, own, audience)::text as line from platform.event
       where at > ${since} and topic = ${place.conversationId} order by at`,
  );
  expect(log.map(({ type }) => type)).toEqual(['chat.pollCounted', 'chat.pollCounted']);
  for (const { line } of log) for (const { memberId } of [lin, zhou, tang]) expect(line).not.toContain(memberId);
  const kept = await house.house.database.transaction(
    lin.companyId,
    (tx) => tx`select 1 from chat.poll_vote where conversation_id = ${place.conversationId}`,
  );
  expect(kept).toEqual([]);
  expect(await stateOf(zhou, place)).toEqual({ counts: [0, 1, 1], voters: 2, mine: [], closed: true });
});

test('V4 it ends by its author, by who keeps the group, or by its time; then nobody votes', async () => {
  const byAuthor = await poll(zhou, (await stage()).conversationId);
  expect(await code(house.talk(tang, 'closePoll', byAuthor))).toBe('chat.notYours');
  await vote(tang, byAuthor, 0);
  await house.talk(zhou, 'closePoll', byAuthor);
  await house.talk(zhou, 'closePoll', byAuthor);
  expect(await code(vote(tang, byAuthor, 1))).toBe('chat.pollEnded');
  expect(await code(vote(tang, byAuthor))).toBe('chat.pollEnded');
  const byKeeper = await poll(zhou, byAuthor.conversationId);
  expect(await code(house.talk(lin, 'closePoll', byKeeper))).toBe('done');
  const endsAt = new Date(MORNING.getTime() + 60_000);
  const byTime = await poll(zhou, byAuthor.conversationId, { endsAt: endsAt.toISOString() });
  house.at(new Date(endsAt.getTime() - 1));
  expect(await code(vote(tang, byTime, 1))).toBe('done');
  house.at(endsAt);
  // Before any clock has struck: it is computed.
  expect(await code(vote(tang, byTime, 0))).toBe('chat.pollEnded');
  await house.chat.settle();
  expect(await stateOf(tang, byTime)).toEqual({ counts: [0, 1, 0], voters: 1, mine: [1], closed: true });
});

test('V5 what it asks is not changed, and a recall takes it away with every vote', async () => {
  const place = await stage();
  await vote(zhou, place, 1);
  expect(await code(house.talk(lin, 'editMessage', { ...place, text: 'another question' }))).toBe('chat.notEditable');
  await house.talk(lin, 'recallMessage', place);
  expect(await code(vote(zhou, place, 1))).toBe('chat.messageUnknown');
  expect(await code(voters(zhou, place, 1))).toBe('chat.messageUnknown');
  const left = await house.house.database.transaction(
    lin.companyId,
    (tx) => tx`
      select 1 from chat.poll where conversation_id = ${place.conversationId}
       union all select 1 from chat.poll_vote where conversation_id = ${place.conversationId}`,
  );
  expect(left).toEqual([]);
});

test('V6 who only reads in a channel votes; in a group that is put away nobody does', async () => {
  const place = await stage();
  const { conversationId } = place;
  const rules = { whoWrites: 'admins', whoAdds: 'everybody', whoMentionsAll: 'everybody' };
  await house.talk(lin, 'setGroupRules', { conversationId, rules });
  expect(await code(vote(zhou, place, 1))).toBe('done');
  expect(await code(poll(zhou, conversationId))).toBe('chat.onlyAdminsWrite');
  await house.talk(lin, 'setArchived', { conversationId, archived: true });
  expect(await code(vote(zhou, place, 0))).toBe('chat.archived');
});

test('C5 C6 a stranger, who is not in the conversation, and who was taken out, learns and changes nothing', async () => {
  const place = await stage();
  await vote(tang, place, 1);
  const { conversationId } = place;
  await house.talk(lin, 'removeParticipant', { conversationId, memberId: tang.memberId });
  const { stranger } = (await house.company('stranger')) as { stranger: Identity };
  for (const as of [stranger, tang]) {
    for (const where of [place, { ...place, conversationId: newId() as ConversationId }]) {
      expect(await code(vote(as, where, 0))).toBe('chat.conversationUnknown');
      expect(await code(voters(as, where, 1))).toBe('chat.conversationUnknown');
      expect(await code(house.talk(as, 'closePoll', where))).toBe('chat.conversationUnknown');
      expect(await code(poll(as, where.conversationId))).toBe('chat.conversationUnknown');
    }
  }
  // Votes for what is no poll, or none here.
  const elsewhere = await stage();
  expect(await code(vote(zhou, { ...place, number: 1 }, 0))).toBe('chat.messageUnknown');
  expect(await code(vote(zhou, { ...elsewhere, number: 99 }, 0))).toBe('chat.messageUnknown');
  // What was said stays when somebody leaves.
  expect(await stateOf(zhou, place)).toEqual({ counts: [0, 1, 0], voters: 1, mine: [], closed: false });
});

test('V7 many votes make an event a second, and it is as small in a large group', async () => {
  const place = await stage();
  const since = (await house.talk(lin, 'conversations', {})).at;
  for (let turn = 0; turn < 5; turn += 1) {
    await Promise.all([lin, zhou, tang].map((one, n) => vote(one, place, (n + turn) % 3)));
  }
  house.at(new Date(MORNING.getTime() + 1_000));
  await house.chat.settle();
  const events = await house.house.eventsSince(lin.companyId, null, since, since + 100, 100);
  const counted = events.filter(({ type, topic }) => type === 'chat.pollCounted' && topic === place.conversationId);
  expect(counted.map(({ body }) => body)).toEqual([
    { type: 'chat.pollCounted', ...place, counts: [1, 1, 1], voters: 3, closed: false },
  ]);
});

test('nothing went wrong behind everybody’s back', () => {
  expect(house.errors).toEqual([]);
});
