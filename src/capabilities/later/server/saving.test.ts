import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { threadIdOf } from '#chat/model/contract.ts';
import { MORNING } from '#chat/server/testing.ts';
import type { Identity } from '#platform/server/connection.ts';
import { SAVED_MAX, type Saved } from '../model/contract.ts';
import { openLaterHouse } from './testing.ts';

const MINUTE = 60_000;
/** 18:40 of that Monday; Tuesday 09:00, and when everything held has been released. */
const EVENING = new Date('2026-11-23T10:40:00Z');
const RELEASED = new Date('2026-11-24T01:03:00Z');
const RANDOM = '00000000-0000-7000-8000-00000000dead';

let house: Awaited<ReturnType<typeof openLaterHouse>>;
beforeAll(async () => {
  house = await openLaterHouse();
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});
afterEach(() => house.at(MORNING));

const after = (ms: number) => new Date(house.house.now().getTime() + ms);
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'yes',
    (error: Error) => error.message,
  );
const save = (as: Identity, conversationId: string, number: number, remindAt?: Date) =>
  house.ask(as, 'save', { conversationId, number, remindAt: remindAt?.toISOString() ?? null });

async function stage() {
  const people = await house.people('lin', 'zhou', 'tang');
  const room = await house.group(people.lin, people.zhou);
  const { number } = await house.say(people.lin, room, '批次单缺一个批号');
  return { ...people, room, number };
}

type Stage = Awaited<ReturnType<typeof stage>>;

const read = async (as: Identity, ...saved: readonly Saved[]) =>
  (await house.ask(as, 'savedMessages', { ids: saved.map(({ id }) => id) })).map(({ message }) => message);

describe('what is kept', () => {
  test('K1 any message one can read is kept, once; it is read as it is now', async () => {
    const { lin, zhou, room, number } = await stage();
    const kept = await save(zhou, room, number);
    expect(await save(zhou, room, number)).toEqual(kept);
    expect((await house.ask(zhou, 'mine')).saved).toEqual([kept]);
    expect(await read(zhou, kept)).toMatchObject([{ number, text: '批次单缺一个批号', recalled: false }]);
    await house.talk(lin, 'editMessage', { conversationId: room, number, text: '批次单齐了' });
    expect(await read(zhou, kept)).toMatchObject([{ text: '批次单齐了' }]);
    await house.talk(lin, 'recallMessage', { conversationId: room, number });
    expect(await read(zhou, kept)).toMatchObject([{ text: '', recalled: true }]);
  });

  test('K26 several are kept together, each once; what is done is open again, what cannot be kept is left out', async () => {
    const { lin, zhou, tang, room, number } = await stage();
    const more = [await house.say(lin, room, 'two'), await house.say(lin, room, 'three')].map((said) => said.number);
    const done = await save(zhou, room, number);
    await house.ask(zhou, 'changeSaved', { id: done.id, done: true });
    await house.talk(lin, 'recallMessage', { conversationId: room, number: more[1] });
    const all = { conversationId: room, numbers: [...more, number, number, 1, 99] };
    const kept = await house.ask(zhou, 'saveSeveral', all);
    expect(new Set(kept.map((one) => one.number))).toEqual(new Set([number, more[0]]));
    expect(kept).toContainEqual(done);
    expect(await house.ask(zhou, 'saveSeveral', all)).toEqual([]);
    expect(new Set((await house.ask(zhou, 'mine')).saved)).toEqual(new Set(kept));
    expect(await code(house.ask(tang, 'saveSeveral', all))).toBe('chat.conversationUnknown');
    const { stranger } = await house.people('stranger');
    expect(await code(house.ask(stranger, 'saveSeveral', all))).toBe('chat.conversationUnknown');
  });

  test('K26 who came later keeps none of what was said before', async () => {
    const { lin, tang, room, number } = await stage();
    await house.talk(lin, 'setNewcomersSee', { conversationId: room, newcomersSee: 'afterJoining' });
    await house.talk(lin, 'addParticipants', { conversationId: room, memberIds: [tang.memberId] });
    const { number: since } = await house.say(lin, room, 'since');
    const kept = await house.ask(tang, 'saveSeveral', { conversationId: room, numbers: [number, since] });
    expect(kept.map((one) => one.number)).toEqual([since]);
  });

  test('K2 nothing is told of a message in a conversation one has left; when one is back, it is there again', async () => {
    const { lin, zhou, room, number } = await stage();
    const kept = await save(zhou, room, number);
    await house.talk(lin, 'removeParticipant', { conversationId: room, memberId: zhou.memberId });
    expect(await read(zhou, kept)).toEqual([]);
    expect(await code(save(zhou, room, number))).toBe('chat.conversationUnknown');
    await house.talk(lin, 'addParticipants', { conversationId: room, memberIds: [zhou.memberId] });
    expect(await read(zhou, kept)).toMatchObject([{ number }]);
  });

  test('K3 what one is not in, notes, recalled messages and numbers that are not there are not kept', async () => {
    const { lin, zhou, tang, room, number } = await stage();
    const { stranger } = await house.people('stranger');
    for (const as of [tang, stranger]) {
      const told = await code(save(as, room, number));
      expect([told, told]).toEqual(['chat.conversationUnknown', await code(save(as, RANDOM, number))]);
    }
    expect(await code(save(zhou, room, 1)), 'a note').toBe('chat.messageUnknown');
    expect(await code(save(zhou, room, 99))).toBe('chat.messageUnknown');
    await house.talk(lin, 'recallMessage', { conversationId: room, number });
    expect(await code(save(zhou, room, number))).toBe('chat.messageUnknown');
  });

  test('K4 nobody reads, changes or removes what another keeps: it is as if it did not exist', async () => {
    const { lin, zhou, room, number } = await stage();
    const { stranger } = await house.people('stranger');
    const kept = await save(zhou, room, number, after(60 * MINUTE));
    for (const as of [lin, stranger]) {
      expect(await read(as, kept)).toEqual([]);
      for (const id of [kept.id, RANDOM]) {
        expect(await code(house.ask(as, 'changeSaved', { id, done: true }))).toBe('later.unknown');
        expect(await code(house.ask(as, 'unsave', { id }))).toBe('later.unknown');
      }
      await house.ask(as, 'clearDone');
    }
    expect((await house.ask(zhou, 'mine')).saved).toEqual([kept]);
  });

  test('K5 there is an end to it, and room again when something is cleared', async () => {
    const { zhou, room, number } = await stage();
    await house.owner.query(
      `insert into later.saved (company_id, saved_id, member_id, conversation_id, number, saved_at, done)
       select $1, gen_random_uuid(), $2, $3, 1000 + n, now(), true from generate_series(1, $4::int) n`,
      [zhou.companyId, zhou.memberId, room, SAVED_MAX],
    );
    expect(await code(save(zhou, room, number))).toBe('later.full');
    expect(await code(house.ask(zhou, 'saveSeveral', { conversationId: room, numbers: [number] }))).toBe('later.full');
    await house.ask(zhou, 'clearDone');
    expect(await code(save(zhou, room, number))).toBe('yes');
  });
});

describe('mirror: the old state plus the announced events is the fresh state', () => {
  const cases: [string, (at: Stage, kept: Saved) => Promise<unknown>][] = [
    ['another is kept', async ({ lin, zhou, room }) => save(zhou, room, (await house.say(lin, room, 'two')).number)],
    [
      'several are kept',
      async ({ lin, zhou, room, number }, { id }) => {
        await house.ask(zhou, 'changeSaved', { id, done: true });
        const numbers = [number, (await house.say(lin, room, 'two')).number];
        await house.ask(zhou, 'saveSeveral', { conversationId: room, numbers });
      },
    ],
    ['kept once more', ({ zhou, room, number }) => save(zhou, room, number, after(30 * MINUTE))],
    [
      'a reminder is set',
      ({ zhou }, { id }) => house.ask(zhou, 'changeSaved', { id, remindAt: after(MINUTE).toISOString() }),
    ],
    ['ticked off', ({ zhou }, { id }) => house.ask(zhou, 'changeSaved', { id, done: true })],
    ['removed', ({ zhou }, { id }) => house.ask(zhou, 'unsave', { id })],
    [
      'cleared',
      async ({ zhou }, { id }) => {
        await house.ask(zhou, 'changeSaved', { id, done: true });
        await house.ask(zhou, 'clearDone');
      },
    ],
    [
      'a reminder of what was taken back',
      async ({ lin, zhou, room, number }) => {
        await save(zhou, room, number, after(60 * MINUTE));
        await house.talk(lin, 'recallMessage', { conversationId: room, number });
        await house.settle();
      },
    ],
    [
      'a reminder in a conversation that is left',
      async ({ zhou, room, number }) => {
        await save(zhou, room, number, after(60 * MINUTE));
        await house.talk(zhou, 'leave', { conversationId: room });
        await house.settle();
      },
    ],
    ['scheduled', ({ zhou, room }) => house.schedule(zhou, room, '早上好', after(60 * MINUTE))],
    [
      'scheduled and changed',
      async ({ zhou, room }) => {
        const { id } = await house.schedule(zhou, room, '早上好', after(60 * MINUTE));
        await house.ask(zhou, 'changeScheduled', { id, text: '早', sendAt: after(90 * MINUTE).toISOString() });
      },
    ],
    [
      'scheduled and given up',
      async ({ zhou, room }) => {
        const { id } = await house.schedule(zhou, room, '早上好', after(60 * MINUTE));
        await house.ask(zhou, 'removeScheduled', { id });
      },
    ],
    [
      'scheduled and sent at once',
      async ({ zhou, room }) => {
        const { id } = await house.schedule(zhou, room, '早上好', after(60 * MINUTE));
        await house.ask(zhou, 'sendScheduledNow', { id });
        await house.settle();
      },
    ],
    [
      'scheduled and kept in a group that was deleted',
      async ({ lin, zhou, room, number }) => {
        await house.schedule(zhou, room, '早上好', after(MINUTE));
        await save(zhou, room, number, after(60 * MINUTE));
        await house.talk(lin, 'deleteConversation', { conversationId: room, name: '三号线复产' });
        house.at(after(2 * MINUTE));
        await house.settle();
        const { scheduled } = await house.ask(zhou, 'mine');
        expect(scheduled.map(({ failure }) => failure)).toEqual(['chat.deleted']);
      },
    ],
    [
      'scheduled where nothing may be said any more',
      async ({ lin, zhou, room }) => {
        await house.schedule(zhou, room, '早上好', after(MINUTE));
        await house.talk(lin, 'setArchived', { conversationId: room, archived: true });
        house.at(after(2 * MINUTE));
        await house.settle();
      },
    ],
  ];
  test.each(cases)('%s', async (_name, act) => {
    const at = await stage();
    const kept = await save(at.zhou, at.room, at.number);
    const [own, other] = [await house.laterDevice(at.zhou), await house.laterDevice(at.lin)];
    const before = other.state();
    await act(at, kept);
    await sleep(30); // the hub writes in a later turn of the loop
    const { saved, scheduled } = await house.ask(at.zhou, 'mine');
    const byId = (all: readonly { readonly id: string }[]) => [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId(Object.values(own.state().saved))).toEqual(byId(saved));
    expect(byId(Object.values(own.state().scheduled))).toEqual(byId(scheduled));
    expect(other.state(), 'nobody else hears of it').toEqual(before);
  });
});

describe('reminders', () => {
  test('K6 when it is due it is told once, says what it is, and leads to the message', async () => {
    const { zhou, room, number } = await stage();
    const browser = await house.browserOf(zhou);
    const { id } = await save(zhou, room, number, after(30 * MINUTE));
    house.at(after(29 * MINUTE));
    await house.settle();
    expect(browser.received).toEqual([]);
    house.at(after(2 * MINUTE));
    for (let turn = 0; turn < 3; turn += 1) await house.settle();
    expect(browser.received.map(({ message }) => message)).toMatchObject([
      {
        do: 'show',
        tag: id,
        title: '提醒 · 三号线复产',
        body: 'lin：批次单缺一个批号',
        path: `/chat/${room}?m=${number}`,
      },
    ]);
  });

  test('K6 also of an answer in a thread that one does not follow', async () => {
    const { lin, zhou, tang, room, number } = await stage();
    const thread = { conversationId: room, number };
    const id = threadIdOf(thread);
    const answer = await house.say(lin, id, '补了', { thread });
    await house.settle();
    const browser = await house.browserOf(zhou);
    const kept = await save(zhou, id, answer.number, after(MINUTE));
    expect(await read(zhou, kept)).toMatchObject([{ text: '补了' }]);
    expect(await code(save(tang, id, answer.number))).toBe('chat.conversationUnknown');
    house.at(after(2 * MINUTE));
    await house.settle();
    expect(browser.received.map(({ message }) => message)).toMatchObject([
      { do: 'show', title: '提醒 · 三号线复产', body: 'lin：补了' },
    ]);
  });

  test('K7 R2 outside working time it waits for the next start of work', async () => {
    const { zhou, room, number } = await stage();
    const browser = await house.browserOf(zhou);
    house.at(EVENING);
    await save(zhou, room, number, after(30 * MINUTE));
    expect((await house.ask(zhou, 'times', { at: after(30 * MINUTE).toISOString() })).toldAt).toEqual(
      new Date('2026-11-24T01:00:00Z'),
    );
    house.at(after(31 * MINUTE));
    await house.settle();
    expect(browser.asked()).toBe(0);
    house.at(RELEASED);
    await house.settle();
    expect(browser.received).toHaveLength(1);
  });

  test.each([
    ['done', (as: Identity, id: string) => house.ask(as, 'changeSaved', { id, done: true })],
    ['removed', (as: Identity, id: string) => house.ask(as, 'unsave', { id })],
    ['cleared', (as: Identity, id: string) => house.ask(as, 'changeSaved', { id, remindAt: null })],
  ])('K8 %s before it is due, nothing is told; after it was told, it is taken back', async (_name, end) => {
    const { lin, zhou, room, number } = await stage();
    const browser = await house.browserOf(zhou);
    const first = await save(zhou, room, number, after(10 * MINUTE));
    await end(zhou, first.id);
    house.at(after(11 * MINUTE));
    await house.settle();
    expect(browser.asked()).toBe(0);
    const second = await save(zhou, room, (await house.say(lin, room, 'two')).number, after(MINUTE));
    house.at(after(2 * MINUTE));
    await house.settle();
    await end(zhou, second.id);
    await house.settle();
    expect(browser.received.map(({ message }) => [message.do, message.tag])).toEqual([
      ['show', second.id],
      ['close', second.id],
    ]);
  });

  test('K9 what was taken back, or stands where one is no longer, reminds of nothing, and goes where it is shown', async () => {
    const { lin, zhou, room, number } = await stage();
    const browser = await house.browserOf(zhou);
    const kept = await save(zhou, room, number, after(MINUTE));
    house.at(after(2 * MINUTE));
    await house.settle();
    await house.talk(lin, 'recallMessage', { conversationId: room, number });
    await house.settle();
    expect(browser.received.map(({ message }) => message.do)).toEqual(['show', 'close']);
    expect((await house.ask(zhou, 'mine')).saved).toEqual([{ ...kept, remindAt: null }]);

    const more = await save(zhou, room, (await house.say(lin, room, 'two')).number, after(MINUTE));
    await house.talk(lin, 'removeParticipant', { conversationId: room, memberId: zhou.memberId });
    // Due before the follower has heard of it.
    house.at(after(2 * MINUTE));
    await house.later.settle();
    await house.settle();
    expect(browser.received.filter(({ message }) => message.tag === more.id)).toEqual([]);
  });

  test('K10 P12 killed while it is planned, it is told afterwards, once', async () => {
    const { zhou, room, number } = await stage();
    const browser = await house.browserOf(zhou);
    await save(zhou, room, number, after(MINUTE));
    await house.owner.query(`
      create or replace function public.die() returns trigger language plpgsql as
        $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
      create trigger die after insert on outbox.notification for each row execute function public.die();`);
    house.at(after(2 * MINUTE));
    await house.later.settle();
    expect([browser.asked(), house.failures.splice(0).length > 0]).toEqual([0, true]);
    await house.owner.query('drop trigger die on outbox.notification');
    house.at(after(6_000));
    await house.settle();
    await house.settle();
    expect(browser.received).toHaveLength(1);
  });

  test('K11 a moment lies ahead, and not more than a year', async () => {
    const { zhou, room, number } = await stage();
    expect(await code(save(zhou, room, number, after(0)))).toBe('later.momentPast');
    expect(await code(save(zhou, room, number, after(367 * 24 * 60 * MINUTE)))).toBe('later.momentFar');
  });
});

test('none of it went wrong behind everybody’s back', () => {
  expect([house.failures, house.errors, house.service.wrong]).toEqual([[], [], []]);
});
