import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTestHouse } from '#chat/server/testing.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { companiesAfter, createAccountWithSession } from '#identity/server/index.ts';
import { Followers } from '#platform/server/follow.ts';
import { newId, noEdge } from '#platform/server/house.ts';
import pg from 'pg';
import type { DingId, dingCalls, Line } from '../model/contract.ts';
import { heard } from './answering.ts';
import { type Dings, forgetDings, makeDings } from './index.ts';

type Calls = typeof dingCalls;

/** Monday 10:24 in Suzhou; the working day ends at 18:00. */
const MORNING = new Date('2026-11-23T02:24:00Z');
const MINUTE = 60_000;

let house: Awaited<ReturnType<typeof openTestHouse>>;
let dings: Dings;
let followers: Followers;
let owner: pg.Client;
const errors: unknown[] = [];

beforeAll(async () => {
  house = await openTestHouse(({ chat, outbox, files }) => {
    dings = makeDings(chat, outbox, files);
    return dings.capability;
  });
  dings.start(house.house, companiesAfter, (error) => errors.push(error));
  followers = new Followers(house.house, companiesAfter, (error) => errors.push(error));
  followers.start();
  owner = new pg.Client({ connectionString: house.fresh.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await dings.stop();
  await followers.stop();
  await owner.end();
  await house[Symbol.asyncDispose]();
});
afterEach(() => {
  house.at(MORNING);
  const [wrong] = errors.splice(0);
  if (wrong !== undefined) throw wrong as Error;
});

const ask = <Name extends keyof Calls>(as: Identity, name: Name, input: object = {}) =>
  house.call(as, `ding.${name}`, input) as Promise<OutputOf<Calls[Name]>>;
const refused = (code: string) =>
  expect.objectContaining({ refusal: expect.objectContaining({ code }) as unknown }) as unknown;

type People = Record<'lin' | 'luo' | 'wu' | 'zhou', Identity>;
async function team(): Promise<People & { group: ConversationId }> {
  const people = (await house.company('lin', 'luo', 'wu', 'zhou')) as People;
  return { ...people, group: await house.group(people.lin, people.luo, people.wu, people.zhou) };
}

async function dinged(
  from: Identity,
  group: ConversationId,
  to: readonly Identity[] | null,
  more: object = {},
): Promise<DingId> {
  const id = newId() as DingId;
  const memberIds = to === null ? null : to.map(({ memberId }) => memberId);
  await ask(from, 'send', {
    id,
    text: '请确认能不能改到二号机',
    to: [{ conversationId: group, messageId: newId(), memberIds }],
    ...more,
  });
  await dings.settle();
  return id;
}

/** A minute and more goes by; what is due is done. */
async function pass(moment: Date): Promise<void> {
  house.at(moment);
  await dings.settle();
}
const after = (minutes: number, of = MORNING) => new Date(of.getTime() + minutes * MINUTE);
const lineOf = async (as: Identity, id: DingId, whose: Identity): Promise<Line | undefined> =>
  (await ask(as, 'ding', { id })).lines.find(({ memberId }) => memberId === whose.memberId);

describe('R9 the ladder of each recipient', () => {
  test('G6 climbs in its time, and ends with its last step', async () => {
    const { lin, luo, group } = await team();
    const id = await dinged(lin, group, [luo]);
    expect(await lineOf(lin, id, luo)).toMatchObject({ state: 'waits', step: 1, nextAt: after(5), isOff: false });
    await pass(after(5));
    expect(await lineOf(lin, id, luo)).toMatchObject({ step: 2, nextAt: after(15) });
    await pass(after(15));
    await pass(after(30));
    expect(await lineOf(lin, id, luo)).toMatchObject({ state: 'ended', step: 4, nextAt: null });
  });

  test('goes no further than its sender said', async () => {
    const { lin, luo, group } = await team();
    const id = await dinged(lin, group, [luo], { steps: 1 });
    expect(await lineOf(lin, id, luo)).toMatchObject({ state: 'ended', step: 1 });
  });

  test('G5 pauses with the end of working time and begins again at the next start', async () => {
    const { lin, luo, group } = await team();
    const evening = new Date('2026-11-23T09:50:00Z');
    house.at(evening);
    const id = await dinged(lin, group, [luo]);
    await pass(after(5, evening));
    expect(await lineOf(lin, id, luo)).toMatchObject({
      state: 'waits',
      step: 0,
      isOff: true,
      nextAt: new Date('2026-11-24T01:00:00Z'),
    });
    await pass(new Date('2026-11-24T01:00:00Z'));
    expect(await lineOf(lin, id, luo)).toMatchObject({
      step: 1,
      isOff: false,
      nextAt: new Date('2026-11-24T01:05:00Z'),
    });
  });

  test('R2 one sent at night waits until the morning; R12 on leave until the return, without saying why', async () => {
    const { lin, luo, wu, group } = await team();
    const night = new Date('2026-11-23T14:00:00Z');
    house.at(night);
    await house.call(lin, 'worktime.enterLeave', {
      ...{ id: newId(), memberId: wu.memberId, startsAt: '2026-11-23T10:00:00Z', endsAt: '2026-11-25T16:00:00Z' },
      ...{ kind: 'sick', standInId: null },
    });
    const id = await dinged(lin, group, [luo, wu]);
    expect(await lineOf(lin, id, luo)).toMatchObject({
      step: 0,
      isOff: true,
      onLeave: false,
      nextAt: new Date('2026-11-24T01:00:00Z'),
    });
    expect(await lineOf(lin, id, wu)).toMatchObject({
      isOff: true,
      onLeave: true,
      nextAt: new Date('2026-11-26T01:00:00Z'),
    });
    expect(JSON.stringify(await ask(lin, 'ding', { id }))).not.toContain('sick');
  });

  test('R13 who has accepted a duty is reached at night', async () => {
    const { lin, luo, group } = await team();
    const duty = newId();
    await house.call(lin, 'worktime.offerDuty', {
      ...{
        id: duty,
        memberId: luo.memberId,
        name: '夜间值班',
        startsAt: '2026-11-23T12:00:00Z',
        endsAt: '2026-11-24T00:00:00Z',
      },
    });
    await house.call(luo, 'worktime.answerDuty', { id: duty, accept: true });
    house.at(new Date('2026-11-23T18:00:00Z'));
    const id = await dinged(lin, group, [luo]);
    expect(await lineOf(lin, id, luo)).toMatchObject({ step: 1, isOff: false });
  });

  test('R11 a focus block lets the first step through alone', async () => {
    const { lin, luo, group } = await team();
    await house.call(luo, 'worktime.setFocus', { blocks: [{ weekday: 1, from: 600, until: 720 }] });
    const id = await dinged(lin, group, [luo]);
    await pass(after(6));
    expect(await lineOf(lin, id, luo)).toMatchObject({ step: 1, nextAt: new Date('2026-11-23T04:00:00Z') });
  });
});

describe('G7 answers', () => {
  test('a tap confirms, once and for all; others climb on', async () => {
    const { lin, luo, wu, group } = await team();
    const id = await dinged(lin, group, [luo, wu]);
    expect((await ask(luo, 'answer', { id })).mine).toMatchObject({ state: 'confirmed', nextAt: null });
    await ask(luo, 'answer', { id, laterAt: after(60).toISOString() });
    await pass(after(16));
    expect(await lineOf(lin, id, luo)).toMatchObject({ state: 'confirmed', step: 1 });
    expect(await lineOf(lin, id, wu)).toMatchObject({ state: 'waits', step: 3 });
    expect((await ask(lin, 'ding', { id })).counts).toEqual({ confirmed: 1, later: 0, waits: 1, off: 0, of: 2 });
  });

  test('“at 15:00” stops the ladder, and reminds him then', async () => {
    const { lin, luo, group } = await team();
    const id = await dinged(lin, group, [luo]);
    await expect(ask(luo, 'answer', { id, laterAt: after(-1).toISOString() })).rejects.toEqual(
      refused('ding.momentPast'),
    );
    await ask(luo, 'answer', { id, laterAt: after(60).toISOString() });
    expect(await lineOf(lin, id, luo)).toMatchObject({ state: 'later', laterAt: after(60), nextAt: null });
    await pass(after(61));
    expect(await lineOf(lin, id, luo)).toMatchObject({ state: 'later', step: 1 });
    expect((await ask(luo, 'mine')).open.map((one) => one.id)).toEqual([id]);
  });

  test('a reply to it is an answer; one beside it is not', async () => {
    const { lin, luo, wu, group } = await team();
    const id = await dinged(lin, group, [luo, wu]);
    const number = (await ask(lin, 'ding', { id })).places[0]?.number;
    await house.say(luo, group, '能改', { replyTo: number });
    await house.say(wu, group, '早');
    await followers.settle();
    expect(await lineOf(lin, id, luo)).toMatchObject({ state: 'replied' });
    expect(await lineOf(lin, id, wu)).toMatchObject({ state: 'waits' });
  });

  test('where the log was forgotten a reply, a way out and a recall count all the same', async () => {
    const { lin, luo, wu, zhou, group } = await team();
    const kept = await dinged(lin, group, [luo, wu]);
    const number = (await ask(lin, 'ding', { id: kept })).places[0]?.number;
    const taken = await dinged(lin, group, [zhou]);
    const recalled = (await ask(lin, 'ding', { id: taken })).places[0]?.number;
    await house.say(luo, group, '能改', { replyTo: number });
    await house.talk(lin, 'removeParticipant', { conversationId: group, memberId: wu.memberId });
    await house.talk(lin, 'recallMessage', { conversationId: group, number: recalled });
    await owner.query('delete from platform.follower where company_id = $1', [lin.companyId]);
    await followers.settle();
    expect(await lineOf(lin, kept, luo)).toMatchObject({ state: 'replied' });
    expect(await lineOf(lin, kept, wu)).toMatchObject({ state: 'gone' });
    expect(await lineOf(lin, taken, zhou)).toMatchObject({ state: 'cancelled' });
  });

  test('nobody answers for another, or what he was not asked', async () => {
    const { lin, luo, wu, group } = await team();
    const id = await dinged(lin, group, [luo]);
    await expect(ask(wu, 'answer', { id })).rejects.toEqual(refused('ding.unknown'));
    await expect(ask(lin, 'answer', { id })).rejects.toEqual(refused('ding.unknown'));
    await expect(ask(luo, 'cancel', { id })).rejects.toEqual(refused('ding.unknown'));
    await expect(ask(luo, 'answer', { id: newId() })).rejects.toEqual(refused('ding.unknown'));
  });
});

describe('R10 the budget of the day, over all senders', () => {
  test('G4 the fourth of a day comes as talk; its sender sees how many wait and whose', async () => {
    const { lin, luo, wu, zhou, group } = await team();
    await dinged(lin, group, [luo]);
    await dinged(wu, group, [luo]);
    const third = await dinged(zhou, group, [luo]);
    expect(await lineOf(zhou, third, luo)).toMatchObject({ state: 'waits', step: 1 });
    house.at(after(61));
    const seen = await ask(lin, 'preview', {
      to: [{ conversationId: group, messageId: newId(), memberIds: [luo.memberId] }],
    });
    expect(seen.people[0]).toMatchObject({ left: 0, repeatAt: null });
    expect(new Set(seen.people[0]?.waiting.map(({ authorId }) => authorId))).toEqual(
      new Set([lin, wu, zhou].map(({ memberId }) => memberId)),
    );
    const fourth = await dinged(lin, group, [luo]);
    expect(await lineOf(lin, fourth, luo)).toMatchObject({ state: 'full', nextAt: null });
    // The next day there is room again.
    house.at(new Date('2026-11-24T02:24:00Z'));
    const next = await dinged(lin, group, [luo]);
    expect(await lineOf(lin, next, luo)).toMatchObject({ state: 'waits', step: 1 });
  });

  test('two managers at once compete for the last one: one of them has it', async () => {
    const { lin, luo, wu, zhou, group } = await team();
    await dinged(lin, group, [luo]);
    await house.call(lin, 'directory.setPolicy', { changes: { dingsADay: '2' } });
    const ids = [newId(), newId()] as [DingId, DingId];
    const to = () => [{ conversationId: group, messageId: newId(), memberIds: [luo.memberId] }];
    await Promise.all([
      ask(wu, 'send', { id: ids[0], text: 'a', to: to() }),
      ask(zhou, 'send', { id: ids[1], text: 'b', to: to() }),
    ]);
    await Promise.all([dings.settle(), dings.settle()]);
    const states = [(await lineOf(wu, ids[0], luo))?.state, (await lineOf(zhou, ids[1], luo))?.state];
    expect(new Set(states)).toEqual(new Set(['full', 'waits']));
  });

  test('the day is the recipient’s own, and what is told at night is spent in the morning', async () => {
    const { lin, luo, group } = await team();
    house.at(new Date('2026-11-23T14:00:00Z'));
    await dinged(lin, group, [luo]);
    const { rows: none } = await owner.query('select 1 from ding.budget where company_id = $1', [lin.companyId]);
    expect(none).toHaveLength(0);
    await pass(new Date('2026-11-24T01:00:00Z'));
    const { rows } = await owner.query<{ day: number; used: number }>(
      'select day, used from ding.budget where company_id = $1',
      [lin.companyId],
    );
    expect(rows).toEqual([{ day: Math.floor(Date.parse('2026-11-24') / 86_400_000), used: 1 }]);
  });
});

describe('who may send, and what', () => {
  test('G3 nobody dings the same member twice within the hour; others may', async () => {
    const { lin, luo, wu, group } = await team();
    await dinged(lin, group, [luo]);
    house.at(after(59));
    await expect(dinged(lin, group, [luo, wu])).rejects.toEqual(refused('ding.again'));
    await dinged(wu, group, [luo]);
    house.at(after(60));
    await dinged(lin, group, [luo]);
  });

  test('G3 nor at one moment: of two sent at once, one is; neither is half there', async () => {
    const { lin, luo, wu, group } = await team();
    const ids = Array.from({ length: 6 }, () => newId() as DingId);
    const memberIds = [luo.memberId, wu.memberId];
    const sent = await Promise.allSettled(
      ids.map((id, index) => {
        // In either order: who waits for each other does not wait for ever.
        const to = [
          { conversationId: group, messageId: newId(), memberIds: index % 2 ? memberIds : memberIds.toReversed() },
        ];
        return ask(lin, 'send', { id, text: 'x', to });
      }),
    );
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const others = sent.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(others).toEqual(Array.from({ length: 5 }, () => refused('ding.again')));
    const { rows } = await owner.query('select 1 from ding.recipient where company_id = $1', [lin.companyId]);
    expect(rows).toHaveLength(2);
  });

  test('G2 where the company says so, members ding their own department, managers everybody', async () => {
    const { lin, luo, wu, zhou, group } = await team();
    await house.call(lin, 'directory.setPolicy', { changes: { whoDings: 'managersAndTeam' } });
    const { id } = (await house.call(lin, 'directory.createDepartment', {
      name: '研发部',
      parentId: null,
      managerIds: [zhou.memberId],
    })) as { id: string };
    for (const member of [luo, wu]) {
      await house.call(lin, 'directory.editMember', {
        ...{
          id: member.memberId,
          name: 'x',
          title: '',
          email: null,
          phone: null,
          employeeNumber: null,
          departmentIds: [id],
        },
      });
    }
    await expect(dinged(luo, group, [wu, lin])).rejects.toEqual(refused('ding.notYours'));
    await dinged(luo, group, [wu]);
    await dinged(luo, group, [zhou]);
    await dinged(zhou, group, [lin]);
  });

  test('G1 only who is there is asked, each once; the sender himself is not', async () => {
    const { lin, luo, group } = await team();
    const [stranger] = Object.values(await house.company('stranger')) as [Identity];
    await expect(dinged(lin, group, [stranger])).rejects.toEqual(refused('ding.notThere'));
    await expect(dinged(lin, group, [lin])).rejects.toEqual(refused('ding.nobody'));
    await expect(dinged(lin, newId() as ConversationId, [luo])).rejects.toEqual(refused('chat.conversationUnknown'));
    await expect(dinged(stranger, group, [luo])).rejects.toEqual(refused('chat.conversationUnknown'));
    const { conversation } = await house.talk(lin, 'openDirect', { memberId: luo.memberId });
    const id = newId() as DingId;
    const to = [group, conversation.id].map((conversationId) => ({
      conversationId,
      messageId: newId(),
      memberIds: [luo.memberId],
    }));
    expect((await ask(lin, 'send', { id, text: 'x', to })).counts.of).toBe(1);
  });

  test('P2 a retry is the same ding; its id is nobody else’s', async () => {
    const { lin, luo, wu, group } = await team();
    const input = {
      id: newId(),
      text: 'x',
      to: [{ conversationId: group, messageId: newId(), memberIds: [luo.memberId] }],
    };
    await ask(lin, 'send', input);
    expect((await ask(lin, 'send', { ...input, text: 'y' })).text).toBe('x');
    await expect(ask(wu, 'send', input)).rejects.toEqual(refused('ding.idTaken'));
    const { messages } = await house.page(lin, { conversationId: group });
    expect(messages.filter(({ card }) => card?.kind === 'room')).toHaveLength(1);
  });
});

describe('G8 stopped', () => {
  test('its author cancels: nothing more is told, and nothing is left to answer', async () => {
    const { lin, luo, group } = await team();
    const id = await dinged(lin, group, [luo]);
    expect(await ask(lin, 'cancel', { id })).toMatchObject({ state: 'cancelled' });
    await pass(after(30));
    expect(await lineOf(lin, id, luo)).toMatchObject({ state: 'cancelled', step: 1, nextAt: null });
    expect((await ask(luo, 'mine')).open).toEqual([]);
  });

  test('taking its message back ends it; so does leaving the conversation, or the company', async () => {
    const { lin, luo, wu, zhou, group } = await team();
    const id = await dinged(lin, group, [luo, wu, zhou]);
    await house.talk(lin, 'removeParticipant', { conversationId: group, memberId: wu.memberId });
    await house.call(lin, 'directory.deactivateMember', { id: zhou.memberId, handOverTo: null });
    await followers.settle();
    expect(await lineOf(lin, id, wu)).toMatchObject({ state: 'gone' });
    expect(await lineOf(lin, id, zhou)).toMatchObject({ state: 'gone' });
    const number = (await ask(lin, 'ding', { id })).places[0]?.number;
    await house.talk(lin, 'recallMessage', { conversationId: group, number });
    await followers.settle();
    expect(await lineOf(lin, id, luo)).toMatchObject({ state: 'cancelled' });
  });

  test('deleting its group cancels it for good, also where the group is restored', async () => {
    const { lin, luo, group } = await team();
    const id = await dinged(lin, group, [luo]);
    const { conversation } = await house.talk(lin, 'conversation', { conversationId: group });
    await house.talk(lin, 'deleteConversation', { conversationId: group, name: conversation.name });
    await followers.settle();
    await pass(after(30));
    expect((await ask(luo, 'mine')).open).toEqual([]);
    await expect(ask(luo, 'ding', { id })).rejects.toEqual(refused('ding.unknown'));
    await house.talk(lin, 'restoreConversation', { conversationId: group });
    expect(await lineOf(lin, id, luo)).toMatchObject({ state: 'cancelled', nextAt: null });
  });
});

test('G9 R17 who is asked sees the others, who is only there sees counts, who is not there nothing; and nobody a time of answering', async () => {
  const { lin, luo, wu, zhou, group } = await team();
  const id = await dinged(lin, group, [luo, wu]);
  await ask(luo, 'answer', { id });
  expect((await ask(wu, 'ding', { id })).lines).toHaveLength(2);
  expect(await ask(zhou, 'ding', { id })).toMatchObject({ lines: [], mine: null, counts: { confirmed: 1, of: 2 } });
  await house.talk(lin, 'removeParticipant', { conversationId: group, memberId: zhou.memberId });
  await expect(ask(zhou, 'ding', { id })).rejects.toEqual(refused('ding.unknown'));
  expect(await ask(zhou, 'dings', { ids: [id] })).toEqual([]);
  const { rows } = await owner.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = 'ding' and table_name = 'recipient' and data_type like 'timestamp%' order by 1`,
  );
  // When the ladder began, when it goes on, and what the member named himself.
  expect(rows.map(({ name }) => name)).toEqual(['began_at', 'due_at', 'later_at']);
});

test('G9 what is hidden or erased of a conversation is so of its dings', async () => {
  const { lin, luo, wu, group } = await team();
  const { conversation } = await house.talk(lin, 'openDirect', { memberId: wu.memberId });
  const id = newId() as DingId;
  const to = [
    { conversationId: group, messageId: newId(), memberIds: [luo.memberId] },
    { conversationId: conversation.id, messageId: newId(), memberIds: [wu.memberId] },
  ];
  const sent = await ask(lin, 'send', { id, text: '只有两个人知道', to });
  const number = sent.places.find((place) => place.conversationId === group)?.number ?? 0;
  await owner.query('update chat.conversation set hidden_number = $2 where conversation_id = $1', [group, number]);
  await expect(ask(luo, 'ding', { id })).rejects.toEqual(refused('ding.unknown'));
  expect((await ask(luo, 'mine')).open).toEqual([]);
  expect((await ask(wu, 'ding', { id })).places).toEqual([
    { conversationId: conversation.id, number: expect.any(Number) as unknown },
  ]);
  const erase = (conversationId: ConversationId, upTo: number) =>
    house.house.database.transaction(lin.companyId, (tx) =>
      forgetDings({ tx, companyId: lin.companyId }, conversationId, upTo),
    );
  const left = async () =>
    (
      await owner.query<{ n: number }>(
        `select (select count(*) from ding.ding where ding_id = $1)::int + (select count(*) from ding.place where ding_id = $1)::int + (select count(*) from ding.recipient where ding_id = $1)::int as n`,
        [id],
      )
    ).rows[0]?.n;
  await erase(group, number);
  expect(await left()).toBe(3);
  await erase(conversation.id, 99);
  expect(await left()).toBe(0);
});

describe('G10 scheduled', () => {
  test('is sent at its minute, by the rights of that moment', async () => {
    const { lin, luo, group } = await team();
    const id = await dinged(lin, group, [luo], { at: after(60).toISOString() });
    expect(await ask(lin, 'ding', { id })).toMatchObject({ state: 'scheduled', sentAt: after(60), counts: { of: 0 } });
    await expect(ask(luo, 'ding', { id })).rejects.toEqual(refused('ding.unknown'));
    await pass(after(60));
    expect(await ask(lin, 'ding', { id })).toMatchObject({ state: 'sent', counts: { of: 1 } });
  });

  test('stays, with the reason, where it may not be sent any more; cancelled it is never sent', async () => {
    const { lin, luo, wu, group } = await team();
    const id = await dinged(wu, group, [luo], { at: after(60).toISOString() });
    const other = await dinged(wu, group, [lin], { at: after(60).toISOString() });
    await ask(wu, 'cancel', { id: other });
    await house.talk(lin, 'removeParticipant', { conversationId: group, memberId: luo.memberId });
    await pass(after(61));
    expect(await ask(wu, 'ding', { id })).toMatchObject({ state: 'failed', failure: 'ding.notThere' });
    expect(await ask(wu, 'ding', { id: other })).toMatchObject({ state: 'cancelled', counts: { of: 0 } });
  });

  test('moments that are past or too far are refused', async () => {
    const { lin, luo, group } = await team();
    await expect(dinged(lin, group, [luo], { at: MORNING.toISOString() })).rejects.toEqual(refused('ding.momentPast'));
    await expect(dinged(lin, group, [luo], { at: '2028-01-01T00:00:00Z' })).rejects.toEqual(refused('ding.momentFar'));
  });
});

test('G11 what waits stands in the order its recipient gives it', async () => {
  const { lin, luo, wu, zhou, group } = await team();
  const ids = [await dinged(lin, group, [luo]), await dinged(wu, group, [luo]), await dinged(zhou, group, [luo])];
  const order = [ids[1], ids[0], ids[2]];
  await ask(luo, 'reorder', { ids: order });
  expect((await ask(luo, 'mine')).open.map(({ id }) => id)).toEqual(order);
  await ask(lin, 'reorder', { ids });
  expect((await ask(luo, 'mine')).open.map(({ id }) => id)).toEqual(order);
});

test('R14 what climbs is told by the outbox, each step under a number of its own, and taken back by an answer', async () => {
  const { lin, luo, group } = await team();
  const { sessionId } = await house.house.run(noEdge, (ctx) =>
    createAccountWithSession(ctx, { accountName: `${newId()}@example.com`, password: null, name: 'x', language: 'zh' }),
  );
  const keys = { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) };
  await house.call({ ...luo, sessionId }, 'outbox.setDevice', {
    ...{ showsContent: false, language: 'zh', subscription: { endpoint: 'https://push.example/x', ...keys } },
  });
  const rows = async () =>
    (
      await owner.query<{ kind: string; number: number }>(
        `select kind, number from outbox.notification where company_id = $1 and source = 'ding'`,
        [luo.companyId],
      )
    ).rows;
  const id = await dinged(lin, group, [luo]);
  await pass(after(5));
  expect(await rows()).toEqual([{ kind: 'push', number: 12 }]);
  await ask(luo, 'answer', { id });
  expect(await rows()).toEqual([]);
});

test('R9 the key pressed in a call confirms; a call that nobody took is followed by a text', async () => {
  const { lin, luo, wu, group } = await team();
  const id = await dinged(lin, group, [luo, wu]);
  for (const minutes of [5, 15, 30]) await pass(after(minutes));
  const texts: string[] = [];
  const outbox: typeof house.outbox = {
    ...house.outbox,
    plan: (_ctx, _source, marks) => {
      texts.push(...marks.map(({ memberId, kind, number }) => `${memberId} ${kind} ${number}`));
      return Promise.resolve();
    },
  };
  const tell = (to: Identity, what: 'confirmed' | 'unanswered') =>
    house.house.inCompany(to.companyId, (ctx) =>
      heard(
        ctx,
        { outbox, wake: () => {}, answered: async () => {} },
        { memberId: to.memberId, place: id, number: 14, by: 'call', what },
      ),
    );
  await tell(luo, 'confirmed');
  expect(await lineOf(lin, id, luo)).toMatchObject({ state: 'confirmed' });
  await tell(luo, 'unanswered');
  await tell(wu, 'unanswered');
  expect(await lineOf(lin, id, luo)).toMatchObject({ state: 'confirmed' });
  expect(await lineOf(lin, id, wu)).toMatchObject({ state: 'ended' });
  expect(texts).toEqual([`${wu.memberId} text 15`]);
});

test('3,000 recipients of one ding are planned in steps, each once', async () => {
  const { lin, group } = await team();
  await owner.query(
    `with made as (
       insert into directory.member (company_id, member_id, account_id, name, sort_key, title, role, status, time_zone, joined_at)
       select $1, gen_random_uuid(), null, 'm' || n, 'm' || n, '', 'member', 'active', 'Asia/Shanghai', now() from generate_series(1, 2997) n
       returning member_id)
     insert into chat.participant (company_id, conversation_id, member_id, role, can_send, joined_at)
     select $1, $2, member_id, 'member', true, now() from made`,
    [lin.companyId, group],
  );
  const began = performance.now();
  const id = newId() as DingId;
  await ask(lin, 'send', { id, text: 'x', to: [{ conversationId: group, messageId: newId(), memberIds: null }] });
  const sent = performance.now();
  await dings.settle();
  const took = performance.now() - began;
  console.log(`3,000 recipients: sent in ${Math.round(sent - began)} ms, all planned after ${Math.round(took)} ms`);
  expect((await ask(lin, 'ding', { id })).counts).toMatchObject({ of: 3_000 });
  const { rows } = await owner.query(
    'select count(*)::int as n from ding.recipient where company_id = $1 and ding_id = $2 and step = 1',
    [lin.companyId, id],
  );
  expect(rows).toEqual([{ n: 3_000 }]);
  expect(took).toBeLessThan(10_000);
}, 60_000);
