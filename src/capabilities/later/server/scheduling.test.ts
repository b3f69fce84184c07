import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { threadIdOf } from '#chat/model/contract.ts';
import { MORNING } from '#chat/server/testing.ts';
import { companiesAfter } from '#identity/server/index.ts';
import type { ConversationId, MessageId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { newId } from '#platform/server/house.ts';
import { SCHEDULED_MAX } from '../model/contract.ts';
import { makeLater } from './index.ts';
import { LEASE_MS, sendDue } from './sending.ts';
import { openLaterHouse } from './testing.ts';

const MINUTE = 60_000;
const EVENING = new Date('2026-11-23T10:40:00Z');
const RELEASED = new Date('2026-11-24T01:03:00Z');
/** Of whom each has scheduled all he may, for the same minute. */
const AUTHORS = 15;
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
const waiting = async (as: Identity) => (await house.ask(as, 'mine')).scheduled;

async function stage() {
  const people = await house.people('lin', 'zhou', 'tang');
  const room = await house.group(people.lin, people.zhou);
  return { ...people, room };
}

/** The clock goes on, and everything that follows is done. */
async function pass(ms: number): Promise<void> {
  house.at(after(ms));
  await house.settle();
}

describe('at its moment', () => {
  test('K12 it is sent as its author, with mentions, answer and files, and leaves the list', async () => {
    const { lin, zhou, room } = await stage();
    const { number } = await house.say(lin, room, '几点开会');
    const file = await house.bring(zhou, '议程.txt', Buffer.from('agenda'));
    const text = `<@${lin.memberId}> 十点`;
    const made = await house.schedule(zhou, room, text, after(30 * MINUTE), { replyTo: number, files: [file.id] });
    expect(made).toMatchObject({ state: 'waiting', failure: null, files: [file] });
    await pass(29 * MINUTE);
    expect(await house.textsIn(lin, room)).toEqual(['几点开会']);
    await pass(MINUTE);
    const { messages } = await house.page(lin, { conversationId: room });
    expect(messages.at(-1)).toMatchObject({
      id: made.id,
      authorId: zhou.memberId,
      text,
      replyTo: number,
      files: [file],
    });
    expect(messages.at(-1)?.sentAt).toEqual(after(0));
    expect(await waiting(zhou)).toEqual([]);
    const { conversation } = await house.talk(lin, 'conversation', { conversationId: room });
    expect(conversation.mentions).toHaveLength(1);
  });

  test('K13 what waits is changed, sent at once or given up by its author', async () => {
    const { lin, zhou, room } = await stage();
    const one = await house.schedule(zhou, room, 'one', after(30 * MINUTE));
    const two = await house.schedule(zhou, room, 'two', after(30 * MINUTE));
    const three = await house.schedule(zhou, room, 'three', after(30 * MINUTE));
    await house.ask(zhou, 'changeScheduled', { id: one.id, text: 'uno', sendAt: after(60 * MINUTE).toISOString() });
    await house.ask(zhou, 'removeScheduled', { id: two.id });
    await house.ask(zhou, 'sendScheduledNow', { id: three.id });
    await house.settle();
    expect(await house.textsIn(lin, room)).toEqual(['three']);
    await pass(61 * MINUTE);
    expect(await house.textsIn(lin, room)).toEqual(['three', 'uno']);
  });

  test('K12 in a thread as well, which need not have begun', async () => {
    const { lin, zhou, tang, room } = await stage();
    const { number } = await house.say(lin, room, '方案呢');
    const thread = { conversationId: room, number };
    const id = threadIdOf(thread);
    expect(await code(house.schedule(zhou, room, 'x', after(MINUTE), { thread }))).toBe('chat.conversationUnknown');
    expect(await code(house.schedule(tang, id, 'x', after(MINUTE), { thread }))).toBe('chat.conversationUnknown');
    await house.schedule(zhou, id, '在这里答', after(MINUTE), { thread });
    await pass(2 * MINUTE);
    expect([await house.textsIn(lin, id), await house.textsIn(lin, room)]).toEqual([['在这里答'], ['方案呢']]);
    expect(await waiting(zhou)).toEqual([]);
  });

  test('K14 what is due together goes in the order of its moments', async () => {
    const { lin, zhou, room } = await stage();
    for (const n of [3, 1, 2]) await house.schedule(zhou, room, `line ${n}`, after(n * MINUTE));
    await pass(10 * MINUTE);
    expect(await house.textsIn(lin, room)).toEqual(['line 1', 'line 2', 'line 3']);
  });

  test('K25 sent silently it notifies nobody, then or later', async () => {
    const { lin, zhou } = await stage();
    const { conversation } = await house.talk(lin, 'openDirect', { memberId: zhou.memberId });
    const browser = await house.browserOf(zhou);
    const made = await house.schedule(lin, conversation.id, '不急', after(MINUTE), { silent: true });
    expect([made.silent, (await waiting(lin))[0]?.silent]).toEqual([true, true]);
    await pass(2 * MINUTE);
    house.at(RELEASED);
    await house.settle();
    expect([await house.textsIn(zhou, conversation.id), browser.asked()]).toEqual([['不急'], 0]);
  });

  test('K15 R2 the gate takes it for a message of that moment: out of hours it waits for the morning', async () => {
    const { lin, zhou } = await stage();
    const { conversation } = await house.talk(lin, 'openDirect', { memberId: zhou.memberId });
    const browser = await house.browserOf(zhou);
    await house.schedule(lin, conversation.id, '明早说', new Date(EVENING.getTime() + MINUTE));
    house.at(EVENING);
    await pass(2 * MINUTE);
    expect([await house.textsIn(zhou, conversation.id), browser.asked()]).toEqual([['明早说'], 0]);
    house.at(RELEASED);
    await house.settle();
    expect(browser.received).toHaveLength(1);
  });
});

describe('K16 P1 P2 once, whatever is killed', () => {
  const die = (when: string) =>
    house.owner.query(`
      create or replace function public.die() returns trigger language plpgsql as
        $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
      create trigger die ${when} for each row execute function public.die();`);

  test.each([
    ['while it is taken', 'update', [], 'yes'],
    ['after it was sent, before that was written down', 'delete', ['once'], 'later.beingSent'],
  ])('%s', async (_name, step, seen, answer) => {
    const { lin, zhou, room } = await stage();
    const { id } = await house.schedule(zhou, room, 'once', after(MINUTE));
    await die(`after ${step} on later.scheduled`);
    await pass(2 * MINUTE);
    expect(house.failures.splice(0).length).toBeGreaterThan(0);
    expect(await house.textsIn(lin, room)).toEqual(seen);
    await house.owner.query('drop trigger die on later.scheduled');
    // Nobody changes what may have been sent: its author is told so, and loses no word.
    const input = { id, text: 'once', sendAt: after(MINUTE).toISOString() };
    expect(await code(house.ask(zhou, 'changeScheduled', input))).toBe(answer);
    await pass(LEASE_MS + 6_000);
    await house.settle();
    expect(await house.textsIn(lin, room)).toEqual(['once']);
    expect(await waiting(zhou)).toEqual([]);
  });

  test('sent, written down by nobody, and its author taken out since: it was sent', async () => {
    const { lin, zhou, room } = await stage();
    await house.schedule(zhou, room, 'once', after(MINUTE));
    await die('after delete on later.scheduled');
    await pass(2 * MINUTE);
    await house.owner.query('drop trigger die on later.scheduled');
    expect(house.failures.splice(0).length).toBeGreaterThan(0);
    await house.talk(lin, 'removeParticipant', { conversationId: room, memberId: zhou.memberId });
    await pass(LEASE_MS + 6_000);
    expect([await house.textsIn(lin, room), await waiting(zhou)]).toEqual([['once'], []]);
  });

  test('on two nodes at once', async () => {
    const { lin, zhou, room } = await stage();
    const other = makeLater({ ...house.rooms, outbox: { ...house.outbox, from: () => {} } });
    other.start(house.house, companiesAfter, (error) => house.failures.push(error));
    for (let n = 0; n < 60; n += 1) await house.schedule(zhou, room, `line ${n}`, after(MINUTE));
    house.at(after(2 * MINUTE));
    await Promise.all([house.settle(), other.settle(), house.settle(), other.settle()]);
    await other.stop();
    const texts = await house.textsIn(lin, room);
    expect([texts.length, new Set(texts).size, await waiting(zhou)]).toEqual([60, 60, []]);
  });

  test('a change and the clock at once: either changed or sent, never both, and no word is lost', async () => {
    const { lin, zhou, room } = await stage();
    const ids: MessageId[] = [];
    for (let n = 0; n < 80; n += 1) ids.push((await house.schedule(zhou, room, `old ${n}`, after(MINUTE))).id);
    house.at(after(2 * MINUTE));
    const until = after(30 * MINUTE);
    const change = (id: MessageId, n: number) =>
      code(house.ask(zhou, 'changeScheduled', { id, text: `new ${n}`, sendAt: until.toISOString() }));
    // Some before the clock begins, some beside it, some when it is done.
    const before = await Promise.all(ids.slice(0, 10).map((id, n) => change(id, n)));
    const beside = ids.slice(10, 70).map(async (id, n) => {
      await new Promise((resolve) => setTimeout(resolve, n));
      return change(id, n + 10);
    });
    const [, ...meanwhile] = await Promise.all([house.settle(), ...beside]);
    const afterwards = await Promise.all(ids.slice(70).map((id, n) => change(id, n + 70)));
    const said = [...before, ...meanwhile, ...afterwards];
    await house.settle();
    const sent = new Set(await house.textsIn(lin, room));
    const left = new Set((await waiting(zhou)).map(({ text }) => text));
    said.forEach((answer, n) => {
      expect(['yes', 'later.beingSent', 'later.unknown']).toContain(answer);
      expect([sent.has(`old ${n}`), left.has(`new ${n}`)], `${n} ${answer}`).toEqual(
        answer === 'yes' ? [false, true] : [true, false],
      );
    });
    expect(said.filter((answer) => answer === 'yes').length, 'both happened').toBeGreaterThan(0);
    expect(said.filter((answer) => answer !== 'yes').length, 'both happened').toBeGreaterThan(0);
    house.at(until);
    await house.settle();
    expect(await house.textsIn(lin, room)).toHaveLength(80);
  });
});

describe('K17 by the rights of that moment', () => {
  type Stage = Awaited<ReturnType<typeof stage>>;
  const cases: [string, string, (at: Stage) => Promise<unknown>, ((at: Stage) => Promise<unknown>) | null][] = [
    [
      'taken out',
      'chat.conversationUnknown',
      ({ lin, zhou, room }) => house.talk(lin, 'removeParticipant', { conversationId: room, memberId: zhou.memberId }),
      ({ lin, zhou, room }) => house.talk(lin, 'addParticipants', { conversationId: room, memberIds: [zhou.memberId] }),
    ],
    [
      'put away',
      'chat.archived',
      ({ lin, room }) => house.talk(lin, 'setArchived', { conversationId: room, archived: true }),
      ({ lin, room }) => house.talk(lin, 'setArchived', { conversationId: room, archived: false }),
    ],
    [
      'only admins write',
      'chat.onlyAdminsWrite',
      ({ lin, room }) =>
        house.talk(lin, 'setGroupRules', {
          conversationId: room,
          rules: { whoWrites: 'admins', whoAdds: 'everybody', whoMentionsAll: 'everybody' },
        }),
      ({ lin, zhou, room }) =>
        house.talk(lin, 'setGroupRole', { conversationId: room, memberId: zhou.memberId, role: 'admin' }),
    ],
    [
      'silenced',
      'chat.silenced',
      ({ lin, zhou, room }) =>
        house.talk(lin, 'silence', { conversationId: room, memberId: zhou.memberId, span: 'lifted' }),
      ({ lin, zhou, room }) => house.talk(lin, 'liftSilence', { conversationId: room, memberId: zhou.memberId }),
    ],
  ];
  test.each(cases)(
    '%s: it stays in the list with the reason, its author is told, and it can go later',
    async (_name, why, end, again) => {
      const at = await stage();
      const { lin, zhou, room } = at;
      const browser = await house.browserOf(zhou);
      const file = await house.bring(zhou, '表.txt', Buffer.from('x'));
      const { id } = await house.schedule(zhou, room, '月底对账', after(MINUTE), { files: [file.id] });
      await end(at);
      await pass(2 * MINUTE);
      expect(await waiting(zhou)).toMatchObject([
        { id, state: 'failed', failure: why, text: '月底对账', files: [file] },
      ]);
      const told = () => browser.received.map(({ message }) => message).filter(({ tag }) => tag === id);
      expect(told()).toMatchObject([{ title: '定时消息没有发出', body: '月底对账', path: '/later?tab=scheduled' }]);
      await again?.(at);
      await house.ask(zhou, 'sendScheduledNow', { id });
      await house.settle();
      expect(await house.textsIn(lin, room)).toEqual(['月底对账']);
      expect(
        told().map((message) => message.do),
        'who has decided is told no more',
      ).toEqual(['show', 'close']);
    },
  );

  test('K18 what somebody who was let go has scheduled is never sent, not even when he is back', async () => {
    const { lin, zhou, tang, room } = await stage();
    await house.talk(lin, 'addParticipants', { conversationId: room, memberIds: [tang.memberId] });
    const { id } = await house.schedule(tang, room, 'farewell', after(MINUTE));
    await house.call(lin, 'directory.deactivateMember', { id: tang.memberId, handOverTo: null });
    await pass(2 * MINUTE);
    await house.call(lin, 'directory.reactivateMember', { id: tang.memberId });
    await pass(2 * MINUTE);
    expect(await house.textsIn(zhou, room)).toEqual([]);
    expect(await waiting(tang)).toMatchObject([{ id, state: 'failed', failure: 'later.authorLeft' }]);
  });

  test('K18 nor what a server was about to send when he was let go', async () => {
    const { lin, zhou, tang } = await stage();
    const { conversation } = await house.talk(tang, 'openDirect', { memberId: zhou.memberId });
    await house.schedule(tang, conversation.id, 'farewell', after(MINUTE));
    await house.owner.query(
      "update directory.member set status = 'inactive' where company_id = $1 and member_id = $2",
      [tang.companyId, tang.memberId],
    );
    await pass(2 * MINUTE);
    expect(await house.textsIn(zhou, conversation.id)).toEqual([]);
    expect(lin.companyId).toBe(tang.companyId);
  });
});

describe('strangers and limits', () => {
  test('K19 nobody sees, changes, sends or removes what another has scheduled: it is as if it did not exist', async () => {
    const { lin, zhou, room } = await stage();
    const { stranger } = await house.people('stranger');
    const made = await house.schedule(zhou, room, 'mine', after(MINUTE));
    for (const as of [lin, stranger]) {
      expect(await waiting(as)).toEqual([]);
      for (const id of [made.id, RANDOM]) {
        const change = { id, text: 'theirs', sendAt: after(MINUTE).toISOString() };
        expect(await code(house.ask(as, 'changeScheduled', change))).toBe('later.unknown');
        expect(await code(house.ask(as, 'sendScheduledNow', { id }))).toBe('later.unknown');
        expect(await code(house.ask(as, 'removeScheduled', { id }))).toBe('later.unknown');
      }
    }
    expect(await waiting(zhou)).toEqual([made]);
  });

  test('K20 nobody schedules into what he is not in, under an id that is taken, or with a file of another', async () => {
    const { lin, zhou, tang, room } = await stage();
    const { stranger } = await house.people('stranger');
    for (const as of [tang, stranger]) {
      for (const place of [room, RANDOM as ConversationId]) {
        expect(await code(house.schedule(as, place, 'hello', after(MINUTE)))).toBe('chat.conversationUnknown');
      }
    }
    const made = await house.schedule(zhou, room, 'mine', after(MINUTE));
    expect(await code(house.schedule(lin, room, 'other', after(MINUTE), { id: made.id }))).toBe('chat.idTaken');
    expect(await house.schedule(zhou, room, 'a retry', after(2 * MINUTE), { id: made.id }), 'changes nothing').toEqual(
      made,
    );
    const id = newId() as MessageId;
    await house.say(zhou, room, 'said', { id });
    expect(await code(house.schedule(zhou, room, 'again', after(MINUTE), { id }))).toBe('chat.idTaken');
    const file = await house.bring(lin, '图.txt', Buffer.from('x'));
    expect(await code(house.schedule(zhou, room, 'x', after(MINUTE), { files: [file.id] }))).toBe('files.unknown');
  });

  test('K21 a moment lies ahead and within a year, a text is not empty, and a hundred wait at most', async () => {
    const { zhou, room } = await stage();
    expect(await code(house.schedule(zhou, room, 'x', after(0)))).toBe('later.momentPast');
    expect(await code(house.schedule(zhou, room, 'x', after(367 * 24 * 60 * MINUTE)))).toBe('later.momentFar');
    const { id } = await house.schedule(zhou, room, 'x', after(MINUTE));
    const empty = { id, text: '  ', sendAt: after(MINUTE).toISOString() };
    expect(await code(house.ask(zhou, 'changeScheduled', empty))).toBe('later.empty');
    for (let n = 1; n < SCHEDULED_MAX; n += 1) await house.schedule(zhou, room, 'x', after(MINUTE));
    expect(await code(house.schedule(zhou, room, 'x', after(MINUTE)))).toBe('later.tooMany');
  });

  test('K22 a text is sent as it was written, whatever it holds', async () => {
    const { lin, zhou, room } = await stage();
    const texts = [
      '<script>alert(1)</script><img src=x onerror=alert(1)>',
      "'; drop table later.scheduled; --",
      '${7*7} {{7*7}} %s %n $1 \\u0000 \\',
      '\u202Egnp.exe\u202C \u200B\uFEFF 👩‍👩‍👧‍👦 Z̸̢͝ą̶͂l̷̹̈g̵̱͐o̸͙͝',
      '[x](javascript:alert(1)) `code` **b**',
    ];
    for (const [n, text] of texts.entries()) await house.schedule(zhou, room, text, after(MINUTE + n));
    expect((await waiting(zhou)).map(({ text }) => text).sort()).toEqual([...texts].sort());
    await pass(2 * MINUTE);
    expect(await house.textsIn(lin, room)).toEqual(texts);
    expect(await code(house.schedule(zhou, room, 'a\0b', after(MINUTE)))).not.toBe('yes');
    expect(await code(house.schedule(zhou, room, '\uD800', after(MINUTE)))).not.toBe('yes');
  });

  test('K23 files of what waits are kept until it goes, and given up with it', async () => {
    const { zhou, room } = await stage();
    const [kept, dropped] = [
      await house.bring(zhou, 'a.txt', Buffer.from('a')),
      await house.bring(zhou, 'b.txt', Buffer.from('b')),
    ];
    await house.schedule(zhou, room, '', after(20 * 24 * 60 * MINUTE), { files: [kept.id] });
    const other = await house.schedule(zhou, room, '', after(20 * 24 * 60 * MINUTE), { files: [dropped.id] });
    await house.ask(zhou, 'removeScheduled', { id: other.id });
    house.at(after(10 * 24 * 60 * MINUTE));
    await house.rooms.files.sweep(house.house, false);
    await pass(11 * 24 * 60 * MINUTE);
    const { messages } = await house.page(zhou, { conversationId: room });
    expect(messages.at(-1)?.files).toEqual([kept]);
    const { rows } = await house.owner.query('select 1 from files.file where file_id = $1', [dropped.id]);
    expect(rows).toEqual([]);
  });
});

test('K24 thousands at the same minute go in portions, and others send between them', {
  timeout: 120_000,
}, async () => {
  const names = Array.from({ length: AUTHORS }, (_, n) => `m${n}`);
  const all = Object.values(await house.people('owner', ...names)) as [Identity, ...Identity[]];
  const [owner, ...others] = all;
  const room = await house.group(owner, ...others);
  const quiet = await house.group(owner, all[1] as Identity);
  await house.owner.query(
    `insert into later.scheduled (company_id, message_id, member_id, conversation_id, text, files, send_at, due_at)
     select $1, gen_random_uuid(), m, $2, 'line ' || n, '[]', $3, $3 from unnest($4::uuid[]) m, generate_series(1, 100) n`,
    [owner.companyId, room, after(-1_000), others.map(({ memberId }) => memberId)],
  );
  const sending = { house: house.house, chat: house.chat, outbox: house.outbox };
  const delays = async (count: number): Promise<number[]> => {
    const took: number[] = [];
    for (let n = 0; n < count; n += 1) {
      const began = performance.now();
      await house.say(owner, quiet, `between ${n}`);
      took.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return took.sort((a, b) => a - b);
  };
  const at = (sorted: readonly number[], share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  const idle = await delays(100);
  let isOver = false;
  const began = performance.now();
  const carry = (async () => {
    while (await sendDue(sending, owner.companyId));
    isOver = true;
  })();
  const meanwhile: number[] = [];
  while (!isOver) meanwhile.push(...(await delays(20)));
  await carry;
  const total = performance.now() - began;
  meanwhile.sort((a, b) => a - b);
  const { rows } = await house.owner.query<{ sent: number; left: number }>(
    `select (select count(*)::int from chat.message where company_id = $1 and conversation_id = $2 and note is null) as sent,
            (select count(*)::int from later.scheduled where company_id = $1) as left`,
    [owner.companyId, room],
  );
  expect(rows[0]).toEqual({ sent: AUTHORS * SCHEDULED_MAX, left: 0 });
  console.info(
    `${AUTHORS * SCHEDULED_MAX} at once: ${Math.round(total)} ms; a send takes ${at(idle, 0.5).toFixed(1)}/${at(idle, 0.95).toFixed(1)} ms before, ` +
      `${at(meanwhile, 0.5).toFixed(1)}/${at(meanwhile, 0.95).toFixed(1)} ms meanwhile (p50/p95)`,
  );
  expect(at(meanwhile, 0.5), 'a send does not wait for a portion to end').toBeLessThan(at(idle, 0.5) + 50);
});

test('none of it went wrong behind everybody’s back', () => {
  expect([house.failures, house.errors, house.service.wrong]).toEqual([[], [], []]);
});
