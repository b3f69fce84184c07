import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ConversationId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { newId } from '#platform/server/house.ts';
import { MORNING, openTestHouse } from './testing.ts';

type TestHouse = Awaited<ReturnType<typeof openTestHouse>>;
let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  );

async function stage() {
  const people = (await house.company('lin', 'zhou', 'tang')) as Record<'lin' | 'zhou' | 'tang', Identity>;
  await house.agree(people.lin, 'receipts', 'named');
  const room = await house.group(people.lin, people.zhou, people.tang);
  const { number } = await house.say(people.lin, room, 'who reads this');
  return { ...people, room, number };
}

async function read(as: Identity, conversationId: ConversationId, number: number): Promise<void> {
  const done = house.talk(as, 'markRead', { conversationId, number });
  await house.chat.flush();
  await done;
}

test('R16 named: the author sees who has read and who has not', async () => {
  const { lin, zhou, tang, room, number } = await stage();
  await read(zhou, room, number);
  const receipts = await house.talk(lin, 'receiptsOf', { conversationId: room, number });
  expect(receipts).toMatchObject({ read: [zhou.memberId], unread: [tang.memberId], off: [] });
  expect((await house.page(lin, { conversationId: room })).receipts).toEqual([{ number, read: 1, of: 2 }]);
});

test('R29 names end with the agreement, by the clock alone, and what is older than it keeps is not named', async () => {
  const { lin, room, number } = await stage();
  const days = (count: number, ms = 0) => new Date(MORNING.getTime() + count * 86_400_000 + ms);
  const names = async (of: number) => {
    const { read: seen, unread } = await house.talk(lin, 'receiptsOf', { conversationId: room, number: of });
    return [...seen, ...unread].length;
  };
  try {
    house.at(days(364));
    const { number: later } = await house.say(lin, room, 'and who this');
    expect([await names(number), await names(later)]).toEqual([0, 2]);
    house.at(days(365, -1));
    expect(await names(later)).toBe(2);
    house.at(days(365));
    expect(await names(later)).toBe(0);
    expect((await house.talk(lin, 'receiptsOf', { conversationId: room, number: later })).counts.unread).toBe(2);
  } finally {
    house.at(MORNING);
  }
});

test('R29 what was read while nobody was named stays without names when two keys switch them on', async () => {
  const { lin, zhou } = (await house.company('lin', 'zhou')) as Record<'lin' | 'zhou', Identity>;
  const room = await house.group(lin, zhou);
  const { number } = await house.say(lin, room, 'who reads this');
  await read(zhou, room, number);
  try {
    house.at(new Date(MORNING.getTime() + 60_000));
    await house.agree(lin, 'receipts', 'named');
    expect(await house.talk(lin, 'receiptsOf', { conversationId: room, number })).toMatchObject({
      ...{ read: [], unread: [], off: [], counts: { read: 1, unread: 0 } },
    });
    const later = await house.say(lin, room, 'and this');
    await read(zhou, room, later.number);
    expect(await house.talk(lin, 'receiptsOf', { conversationId: room, number: later.number })).toMatchObject({
      read: [zhou.memberId],
    });
  } finally {
    house.at(MORNING);
  }
});

test('R16 only the author sees the receipts of a message', async () => {
  const { zhou, room, number } = await stage();
  expect(await code(house.talk(zhou, 'receiptsOf', { conversationId: room, number }))).toBe('chat.notYours');
  expect((await house.page(zhou, { conversationId: room })).receipts).toEqual([]);
});

test('R16 counted: numbers, no names; off: neither', async () => {
  const { lin, zhou, room, number } = await stage();
  await read(zhou, room, number);
  await house.call(lin, 'directory.setPolicy', { changes: { receipts: 'counted' } });
  const counted = await house.talk(lin, 'receiptsOf', { conversationId: room, number });
  expect(counted).toEqual({ read: [], unread: [], off: [], counts: { read: 1, unread: 1, off: 0 } });
  await house.call(lin, 'directory.setPolicy', { changes: { receipts: 'off' } });
  expect(await code(house.talk(lin, 'receiptsOf', { conversationId: room, number }))).toBe('chat.receiptsOff');
  expect((await house.page(lin, { conversationId: room })).receipts).toEqual([]);
});

test('R16 opting out is symmetric: who does not share is not counted and sees none', async () => {
  const { lin, zhou, tang, room, number } = await stage();
  await house.talk(zhou, 'setReceiptSettings', { direct: false, groups: false });
  await read(zhou, room, number);
  const receipts = await house.talk(lin, 'receiptsOf', { conversationId: room, number });
  expect(receipts).toMatchObject({ read: [], unread: [tang.memberId], off: [zhou.memberId] });
  const own = await house.say(zhou, room, 'and mine');
  expect(await code(house.talk(zhou, 'receiptsOf', { conversationId: room, number: own.number }))).toBe(
    'chat.receiptsOff',
  );
  expect((await house.page(zhou, { conversationId: room })).receipts).toEqual([]);
});

test('R16 opting out is symmetric in what is told, too: no reading is told to who does not share, and none of his to others', async () => {
  const { lin, zhou, tang, room, number } = await stage();
  await house.talk(zhou, 'setReceiptSettings', { direct: false, groups: false });
  const own = await house.say(zhou, room, 'and mine');
  await house.chat.flush();
  const { at } = await house.talk(lin, 'conversations', {});
  const told = async () =>
    (await house.house.eventsSince(lin.companyId, null, at, 10_000, 200))
      .filter(({ type }) => type === 'chat.receiptsAdvanced')
      .map(({ audience }) => audience);
  // Tang reads what both have written: only who shares hears of it.
  await read(tang, room, own.number);
  expect(await told()).toEqual([[lin.memberId]]);
  // Zhou answers what Lin has said: that he has read it is told to nobody.
  for (const text of ['one more', 'and another']) await house.say(lin, room, text);
  await house.say(zhou, room, 'yes');
  await house.chat.flush();
  expect(await told()).toEqual([[lin.memberId]]);
  expect((await house.page(lin, { conversationId: room })).receipts).toContainEqual({ number, read: 1, of: 1 });
});

test('R16 off: no reading is told to anybody, whether it is said or follows from an answer', async () => {
  const { lin, zhou, tang, room, number } = await stage();
  await house.call(lin, 'directory.setPolicy', { changes: { receipts: 'off' } });
  const { at } = await house.talk(lin, 'conversations', {});
  await read(zhou, room, number);
  await house.say(tang, room, 'yes');
  await house.chat.flush();
  const events = await house.house.eventsSince(lin.companyId, null, at, 10_000, 200);
  expect(events.filter(({ type }) => type === 'chat.receiptsAdvanced')).toEqual([]);
});

test('R16 where the company decides for groups, a member may opt out in direct conversations only', async () => {
  const { lin, zhou } = await stage();
  await house.agree(lin, 'receiptOptOut', 'directOnly');
  expect(await code(house.talk(zhou, 'setReceiptSettings', { direct: false, groups: false }))).toBe(
    'chat.companyDecides',
  );
  expect(await code(house.talk(zhou, 'setReceiptSettings', { direct: false, groups: true }))).toBe('done');
  expect(await house.talk(zhou, 'receiptSettings', {})).toMatchObject({
    direct: false,
    groups: true,
    mayChooseGroups: false,
  });
});

test('R17 no time of reading is stored, sent or answered, and nothing bears such a name', async () => {
  const { lin, zhou, room, number } = await stage();
  await read(zhou, room, number);
  const said = JSON.stringify([
    await house.talk(lin, 'receiptsOf', { conversationId: room, number }),
    await house.page(lin, { conversationId: room }),
    await house.house.eventsSince(lin.companyId, null, 0, 10_000, 1_000),
  ]);
  expect(said).not.toMatch(/readAt|read_at|seenAt|lastSeen/);
  const columns = await house.fresh.database.transaction(
    null,
    (tx) => tx<{ name: string }>`
      select table_name || '.' || column_name as name from information_schema.columns
       where table_schema = 'chat' and table_name in ('cursor', 'participant') and data_type like 'timestamp%'
       order by name`,
  );
  // When somebody came, and until when he may not write: neither tells when he looked.
  expect(columns).toEqual([{ name: 'participant.joined_at' }, { name: 'participant.silenced_until' }]);
});

test('R17 R20 who has read stands in an order that says nothing of when: not as one read after the other', async () => {
  const names = ['lin', ...Array.from({ length: 12 }, (_, n) => `m${n}`)];
  const people = await house.company(...names);
  const lin = people['lin'] as Identity;
  await house.agree(lin, 'receipts', 'named');
  const others = Object.values(people).filter(({ memberId }) => memberId !== lin.memberId);
  const room = await house.group(lin, ...others);
  const { number } = await house.say(lin, room, 'who reads this');
  const sorted = others.map(({ memberId }) => memberId).sort();
  for (const memberId of sorted.toReversed()) {
    await read(others.find((one) => one.memberId === memberId) as Identity, room, number);
  }
  // Once the database knows how small the table is, it reads the rows as they lie: the one that was changed last stands last.
  const owner = new pg.Client({ connectionString: house.fresh.ownerUrl });
  await owner.connect();
  await owner.query('analyze chat.cursor');
  await owner.end();
  expect((await house.talk(lin, 'receiptsOf', { conversationId: room, number })).read).toEqual(sorted);
});

test('R18 reading tells others nothing but counts: no name leaves with the event', async () => {
  const { lin, zhou, room, number } = await stage();
  const before = (await house.talk(lin, 'conversations', {})).at;
  await read(zhou, room, number);
  const events = await house.house.eventsSince(lin.companyId, null, before, 10_000, 100);
  const told = events.filter(({ type }) => type === 'chat.receiptsAdvanced');
  expect(told).toHaveLength(1);
  expect(told[0]?.audience).toEqual([lin.memberId]);
  expect(JSON.stringify(told[0]?.body)).not.toContain(zhou.memberId);
});

describe('R18 what is read off hours', () => {
  const EVENING = new Date('2026-11-23T12:00:00Z');
  const NEXT_START = new Date('2026-11-24T01:00:00Z');
  const RELEASED = new Date(NEXT_START.getTime() + 60_000);
  afterEach(() => house.at(MORNING));

  const advances = async (as: Identity, since: number) =>
    (await house.house.eventsSince(as.companyId, null, since, 10_000, 200)).filter(
      ({ type }) => type === 'chat.receiptsAdvanced',
    );
  const receipts = async (as: Identity, conversationId: ConversationId) =>
    (await house.page(as, { conversationId })).receipts;
  const clockOf = async (as: Identity) => (await house.talk(as, 'conversations', {})).at;

  test('changes nothing that others see until work begins; for the reader it is read at once', async () => {
    const { lin, zhou, tang, room, number } = await stage();
    house.at(EVENING);
    const before = await clockOf(lin);
    await read(zhou, room, number);
    const { conversations } = await house.talk(zhou, 'conversations', {});
    expect(conversations.find(({ id }) => id === room)).toMatchObject({ readNumber: number });
    const names = () => house.talk(lin, 'receiptsOf', { conversationId: room, number });
    expect(await advances(lin, before)).toEqual([]);
    expect(await receipts(lin, room)).toEqual([{ number, read: 0, of: 2 }]);
    expect(await names()).toMatchObject({ read: [], unread: expect.arrayContaining([zhou.memberId, tang.memberId]) });
    house.at(new Date(NEXT_START.getTime() - 1));
    await house.chat.settle();
    expect(await names()).toMatchObject({ read: [] });
    house.at(RELEASED);
    await house.chat.settle();
    await house.chat.settle();
    expect(await names()).toMatchObject({ read: [zhou.memberId], unread: [tang.memberId] });
    expect(await receipts(lin, room)).toEqual([{ number, read: 1, of: 2 }]);
    const told = await advances(lin, before);
    expect(told.map(({ audience, body }) => ({ audience, body }))).toMatchObject([
      { audience: [lin.memberId], body: { conversationId: room, advanced: [[expect.any(Number), number]] } },
    ]);
  });

  test('is shown with what one reads at work, and by what one answers', async () => {
    const { lin, zhou, tang, room, number } = await stage();
    house.at(EVENING);
    for (const one of [zhou, tang]) await read(one, room, number);
    const before = await clockOf(lin);
    await house.say(tang, room, 'on my way');
    await house.chat.flush();
    expect(await receipts(lin, room)).toEqual([{ number, read: 1, of: 2 }]);
    expect(await advances(lin, before)).toHaveLength(1);
    house.at(NEXT_START);
    await read(zhou, room, number + 1);
    expect(await receipts(lin, room)).toEqual([{ number, read: 2, of: 2 }]);
    house.at(RELEASED);
    await house.chat.settle();
    expect(await advances(lin, before)).toHaveLength(2);
  });

  test('is shown when one says that one works, and not when one has stopped', async () => {
    const { lin, zhou, room, number } = await stage();
    await house.call(zhou, 'worktime.stopNow', {});
    await read(zhou, room, number);
    expect(await receipts(lin, room)).toEqual([{ number, read: 0, of: 2 }]);
    await house.call(zhou, 'worktime.asPlanned', {});
    await house.chat.settle();
    expect(await receipts(lin, room)).toEqual([{ number, read: 1, of: 2 }]);
    house.at(EVENING);
    const second = (await house.say(lin, room, 'and this')).number;
    await read(zhou, room, second);
    await house.chat.settle();
    expect(await receipts(lin, room)).toContainEqual({ number: second, read: 0, of: 2 });
    await house.call(zhou, 'worktime.workNow', { until: new Date(EVENING.getTime() + 3_600_000).toISOString() });
    await house.chat.settle();
    expect(await receipts(lin, room)).toContainEqual({ number: second, read: 1, of: 2 });
  });

  test('stays unseen on leave, and of who is taken out of the conversation', async () => {
    const { lin, zhou, tang, room, number } = await stage();
    house.at(EVENING);
    for (const one of [zhou, tang]) await read(one, room, number);
    await house.call(lin, 'worktime.enterLeave', {
      ...{ id: newId(), memberId: zhou.memberId, kind: 'annual', standInId: null },
      ...{ startsAt: '2026-11-23T16:00:00Z', endsAt: '2026-11-25T16:00:00Z' },
    });
    const before = await clockOf(lin);
    await house.talk(lin, 'removeParticipant', { conversationId: room, memberId: tang.memberId });
    house.at(RELEASED);
    await house.chat.settle();
    expect(await receipts(lin, room)).toEqual([{ number, read: 0, of: 1 }]);
    expect((await advances(lin, before)).every(({ body }) => JSON.stringify(body).includes('"advanced":[]'))).toBe(
      true,
    );
    house.at(new Date('2026-11-26T01:01:00Z'));
    await house.chat.settle();
    expect(await receipts(lin, room)).toEqual([{ number, read: 1, of: 1 }]);
  });
});

test('P5 R18 a resume tells of reading what the live event told: to each his own, to authors the others', async () => {
  const { lin, zhou, tang, room, number } = await stage();
  const second = (await house.say(tang, room, 'and this')).number;
  const before = (await house.talk(lin, 'conversations', {})).at;
  const reading = [
    house.talk(zhou, 'markRead', { conversationId: room, number: second }),
    house.talk(lin, 'markRead', { conversationId: room, number: second }),
  ];
  await house.chat.flush();
  await Promise.all(reading);
  const told = async (to: Identity) =>
    (await house.house.eventsSince(to.companyId, { topics: [room], memberId: to.memberId }, before, 10_000, 100)).map(
      ({ type, body }) => (type === 'chat.readMoved' ? body['number'] : [body['advanced'], body['mine']]),
    );
  const [all, byLin, byWriting] = [
    [0, second],
    [number, second],
    [0, second],
  ];
  const steps = expect.toSatisfy(
    (seen: number[][]) => seen.map(String).toSorted().join(' ') === [all, byWriting, byLin].join(' '),
  ) as unknown;
  expect(await told(zhou)).toEqual([second]);
  // Both wrote one of the two: Lin has read the other one since, Tang by answering.
  expect(await told(lin)).toEqual([second, [steps, [byLin]]]);
  expect(await told(tang)).toEqual([[steps, [byWriting]]]);
});

test('P6 a read cursor never moves back, nor past the end', async () => {
  const { zhou, room, number } = await stage();
  await read(zhou, room, number);
  await read(zhou, room, 1);
  const now = async () => (await house.talk(zhou, 'conversation', { conversationId: room })).conversation.readNumber;
  expect(await now()).toBe(number);
  await read(zhou, room, 1_000_000);
  expect(await now()).toBe(number);
});

test('a newcomer does not count as a reader of what was there before him', async () => {
  const { lin, room, number } = await stage();
  const { member } = (await house.call(lin, 'directory.addMember', {
    name: 'new',
    title: '',
    email: null,
    phone: null,
    employeeNumber: null,
    departmentIds: [],
    role: 'member',
  })) as { member: { id: Identity['memberId'] } };
  await house.talk(lin, 'addParticipants', { conversationId: room, memberIds: [member.id] });
  expect((await house.talk(lin, 'receiptsOf', { conversationId: room, number })).counts).toEqual({
    read: 0,
    unread: 2,
    off: 0,
  });
});
