import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Message, threadIdOf } from '#chat/model/contract.ts';
import { MORNING, openTestHouse } from '#chat/server/testing.ts';
import { companiesAfter } from '#identity/server/index.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { newId } from '#platform/server/house.ts';
import { Followers } from '#platform/server/follow.ts';
import { pruneEvents } from '#platform/server/prune.ts';
import type { Place, searchCalls } from '../model/contract.ts';
import { asksNothing, isFound } from '../model/finding.ts';
import type { Wanted } from '../model/wanted.ts';
import { search } from './index.ts';

type Found = OutputOf<typeof searchCalls.messages>;
let house: Awaited<ReturnType<typeof openTestHouse>>;
let followers: Followers;
const errors: unknown[] = [];

const follow = () => new Followers(house.house, companiesAfter, (error) => errors.push(error));

beforeAll(async () => {
  house = await openTestHouse(search);
  followers = follow();
  followers.start();
});
afterAll(async () => {
  await followers.stop();
  await house[Symbol.asyncDispose]();
});

const ask = async (as: Identity, input: object): Promise<Found> =>
  (await house.call(as, 'search.messages', input)) as Found;
const texts = async (as: Identity, input: object): Promise<string[]> =>
  (await ask(as, input)).messages.map(({ text }) => text);

/** Every page, from the newest to the last. */
async function all(as: Identity, input: object): Promise<Message[]> {
  const list: Message[] = [];
  for (let below: Place | null = null; ; ) {
    const page: Found = await ask(as, {
      ...input,
      below: below === null ? null : { ...below, sentAt: below.sentAt.toISOString() },
    });
    list.push(...page.messages);
    if (page.next === null) return list;
    below = page.next;
  }
}

/** Every message that this member may read, one by one. */
async function readable(as: Identity): Promise<Message[]> {
  const { conversations } = await house.talk(as, 'conversations', {});
  const pages = await Promise.all(
    conversations.map(({ id }) => house.page(as, { conversationId: id, limit: 100 }).then(({ messages }) => messages)),
  );
  return pages.flat();
}

const byPlace = (a: Message, b: Message): number =>
  b.sentAt.getTime() - a.sentAt.getTime() ||
  (a.conversationId < b.conversationId ? 1 : a.conversationId > b.conversationId ? -1 : b.number - a.number);

test('S9 what a notice says and what a poll asks is found as any message is', async () => {
  const { lin, zhou } = (await house.company('lin', 'zhou')) as Record<'lin' | 'zhou', Identity>;
  const conversationId = await house.group(lin, zhou);
  await house.talk(lin, 'sendNotice', { id: newId(), conversationId, text: '周五全厂停电', dueDays: 2 });
  const how = { multiple: false, anonymous: true, endsAt: null, options: ['周二', '周三'] };
  await house.talk(zhou, 'sendPoll', { id: newId(), conversationId, text: '季度盘点哪天合适', ...how });
  await expect.poll(() => texts(zhou, { text: '停电' })).toEqual(['周五全厂停电']);
  await expect.poll(() => texts(lin, { text: '盘点' })).toEqual(['季度盘点哪天合适']);
});

test('S9 what was said is found a moment later; edited by its new words, recalled not at all', async () => {
  const { lin, zhou } = (await house.company('lin', 'zhou')) as Record<'lin' | 'zhou', Identity>;
  const room = await house.group(lin, zhou);
  await house.say(lin, room, '请把报销单交给李经理');
  await house.say(zhou, room, 'The deployment is finished');
  await expect.poll(() => texts(zhou, { text: '销单' })).toEqual(['请把报销单交给李经理']);
  expect(await texts(lin, { text: 'deploy' })).toEqual(['The deployment is finished']);
  expect(await texts(lin, { text: 'DEPLOYMENT finish' })).toEqual(['The deployment is finished']);
  await house.talk(lin, 'editMessage', { conversationId: room, number: 2, text: '请把发票交给李经理' });
  expect(await texts(lin, { text: '报销' }), 'at once: it is looked at as it is now').toEqual([]);
  await followers.settle();
  expect(await texts(lin, { text: '发票' })).toEqual(['请把发票交给李经理']);
  await house.talk(lin, 'recallMessage', { conversationId: room, number: 2 });
  expect(await texts(lin, { text: '李经理' })).toEqual([]);
  await followers.settle();
  expect(await texts(lin, { text: '李经理' })).toEqual([]);
  const client = new pg.Client({ connectionString: house.fresh.ownerUrl });
  await client.connect();
  const { rows } = await client.query('select number from search.message where conversation_id = $1', [room]);
  await client.end();
  expect(rows, 'a recalled message has no entry').toEqual([{ number: 3 }]);
});

test('S10 only in conversations one is in now, and of one company only', async () => {
  const { lin, zhou, tang } = (await house.company('lin', 'zhou', 'tang')) as Record<'lin' | 'zhou' | 'tang', Identity>;
  const { wang } = (await house.company('wang')) as Record<'wang', Identity>;
  const room = await house.group(lin, zhou);
  await house.say(lin, room, '季度预算');
  await followers.settle();
  expect(await texts(zhou, { text: '预算' })).toEqual(['季度预算']);
  expect(await texts(tang, { text: '预算' })).toEqual([]);
  expect(await ask(tang, { text: '预算', in: room })).toEqual(await ask(tang, { text: '预算', in: lin.memberId }));
  expect(await texts(wang, { text: '预算' })).toEqual([]);
  expect(await texts(wang, { text: '预算', in: room })).toEqual([]);
  await house.talk(lin, 'removeParticipant', { conversationId: room, memberId: zhou.memberId });
  expect(await texts(zhou, { text: '预算' })).toEqual([]);
  await house.talk(lin, 'addParticipants', { conversationId: room, memberIds: [tang.memberId] });
  expect(await texts(tang, { text: '预算' })).toEqual(['季度预算']);
});

test('S5 filters: by whom, where, when, with a link, meaning me', async () => {
  const { lin, zhou } = (await house.company('lin', 'zhou')) as Record<'lin' | 'zhou', Identity>;
  const [room, other] = [await house.group(lin, zhou), await house.group(zhou, lin)];
  house.at(MORNING);
  await house.say(lin, room, 'plan one https://plan.example');
  house.at(new Date(MORNING.getTime() + 86_400_000));
  await house.say(zhou, room, `plan two <@${lin.memberId}>`);
  await house.say(zhou, other, 'plan three <@all>');
  house.at(MORNING);
  await followers.settle();
  const plan = (input: object) => texts(lin, { text: 'plan', ...input });
  expect(await plan({ from: lin.memberId })).toEqual(['plan one https://plan.example']);
  expect(await plan({ in: other })).toEqual(['plan three <@all>']);
  const noon = new Date(MORNING.getTime() + 3_600_000).toISOString();
  expect((await plan({ after: noon })).length).toBe(2);
  expect(await plan({ before: noon })).toEqual(['plan one https://plan.example']);
  expect(await plan({ has: ['link'] })).toEqual(['plan one https://plan.example']);
  expect((await plan({ mentionsMe: true })).length).toBe(2);
  expect(await texts(zhou, { text: '', mentionsMe: true })).toEqual(['plan three <@all>']);
});

test('S6 signs alone find nothing; no words at all find everything the filters leave', async () => {
  const { lin } = (await house.company('lin')) as Record<'lin', Identity>;
  const room = await house.group(lin);
  await house.say(lin, room, 'what?!');
  await followers.settle();
  expect(await texts(lin, { text: '?!' })).toEqual([]);
  expect(await texts(lin, {})).toEqual(['what?!']);
});

test('S11 pages of 30, newest first, none twice and none left out, also among messages of one moment', async () => {
  const { lin } = (await house.company('lin')) as Record<'lin', Identity>;
  const rooms = [await house.group(lin), await house.group(lin), await house.group(lin)] as const;
  for (let n = 0; n < 130; n += 1) await house.say(lin, rooms[n % 3] as ConversationId, `第 ${n} 条日报`);
  await followers.settle();
  expect((await ask(lin, { text: '日报' })).messages.length).toBe(30);
  const list = await all(lin, { text: '日报' });
  expect(list.length).toBe(130);
  expect(new Set(list.map(({ id }) => id)).size).toBe(130);
  expect(list).toEqual(list.toSorted(byPlace));
}, 60_000);

test('S12 a text with one word hundreds of times over is found by what stands behind', async () => {
  const { lin } = (await house.company('lin')) as Record<'lin', Identity>;
  const room = await house.group(lin);
  const long = `${'报销 '.repeat(300)}报销单 ${'字'.repeat(400)}尾`;
  await house.say(lin, room, long);
  await house.say(lin, room, `${'报销 '.repeat(300)}销单`);
  await followers.settle();
  expect(await texts(lin, { text: '报销单' })).toEqual([long]);
  expect(await texts(lin, { text: '字字尾' })).toEqual([long]);
});

test('S13 where the log does not reach back, the index is made of the messages as they are', async () => {
  const { lin } = (await house.company('lin')) as Record<'lin', Identity>;
  const room = await house.group(lin);
  await house.say(lin, room, '一号方案');
  await house.say(lin, room, '二号方案');
  await followers.settle();
  await followers.stop();
  expect((await ask(lin, { text: '方案' })).incomplete).toBe(false);
  await house.talk(lin, 'recallMessage', { conversationId: room, number: 2 });
  await house.say(lin, room, '三号方案');
  await pruneEvents(house.fresh.database, lin.companyId, new Date(Date.now() + 86_400_000)); // the log knows days
  followers = follow();
  followers.start();
  await followers.settle();
  expect((await texts(lin, { text: '方案' })).toSorted()).toEqual(['三号方案', '二号方案']);
});

describe('S14 for every member, search is a filter of the list', () => {
  const letters = ['报', '销', '单', '𠮷', 'a', 'b', 'B', ' ', '，'];
  const written = (maxLength: number) => fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength });
  const said = written(24).filter((one) => one.trim() !== '');

  test('whatever was said, changed, taken back, and whoever came and went', async () => {
    const people = Object.values(await house.company('lin', 'zhou', 'tang'));
    const strangers = Object.values(await house.company('wang', 'zhao'));
    const rooms: [Identity, ConversationId][] = [];
    for (const [owner, ...others] of [people, people.slice(0, 2), people.slice(1), people.slice(2), strangers]) {
      rooms.push([owner as Identity, await house.group(owner as Identity, ...others)]);
    }
    const everybody = [...people, ...strangers];
    const act = fc.record({
      who: fc.nat(4),
      where: fc.nat(4),
      what: fc.nat(9),
      text: said,
      number: fc.integer({ min: 1, max: 40 }),
    });
    const rarely = <T>(one: fc.Arbitrary<T>, otherwise: T) =>
      fc.oneof({ weight: 3, arbitrary: fc.constant(otherwise) }, one);
    const look = fc.record({
      text: fc.oneof(written(2), written(4)),
      from: rarely<number | null>(fc.nat(4), null),
      in: rarely<number | null>(fc.nat(4), null),
      mentionsMe: rarely(fc.constant(true), false),
    });
    let looked = 0;
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 10, maxLength: 30 }),
        fc.array(look, { minLength: 4, maxLength: 8 }),
        async (acts, looks) => {
          for (const one of acts) {
            const [owner, conversationId] = rooms[one.where] as [Identity, ConversationId];
            const who = everybody[one.who] as Identity;
            const rest = { conversationId, memberId: who.memberId };
            // What may not be done is refused, and that is all right.
            const step =
              one.what === 0
                ? house.talk(who, 'editMessage', { conversationId, number: one.number, text: one.text })
                : one.what === 1
                  ? house.talk(who, 'recallMessage', { conversationId, number: one.number })
                  : one.what === 2
                    ? house.talk(owner, 'removeParticipant', rest)
                    : one.what === 3
                      ? house.talk(owner, 'addParticipants', { conversationId, memberIds: [who.memberId] })
                      : house.say(
                          who,
                          conversationId,
                          one.what === 4 ? `${one.text}<@${people[0]?.memberId}>` : one.text,
                        );
            await step.catch(() => {});
          }
          await followers.settle();
          for (const one of looks) {
            for (const who of everybody) {
              const [from, room] = [
                one.from === null ? null : everybody[one.from],
                one.in === null ? null : rooms[one.in],
              ];
              const input = {
                text: one.text,
                from: from?.memberId ?? null,
                in: room?.[1] ?? null,
                mentionsMe: one.mentionsMe,
              };
              const wanted: Wanted = {
                ...input,
                from: input.from,
                after: null,
                before: null,
                has: [],
                mentions: one.mentionsMe ? who.memberId : null,
              };
              const list = asksNothing(wanted)
                ? []
                : (await readable(who)).filter((message) => isFound(message, wanted));
              expect(await all(who, input)).toEqual(list.toSorted(byPlace));
              looked += 1;
              hits += list.length;
            }
          }
        },
      ),
      { numRuns: 15 },
    );
    console.log(`${looked} searches, ${hits} messages found, each as the list has it`);
    expect(hits).toBeGreaterThan(100);
  }, 120_000);
});

describe('S17 files are found by their own names, whatever their message says', () => {
  const names = async (as: Identity, input: object) =>
    ((await house.call(as, 'search.files', input)) as OutputOf<typeof searchCalls.files>).files.map(
      ({ file }) => file.name,
    );

  test('of all kinds, by kind, by words, newest first; in the conversations one is in', async () => {
    const { lin, zhou, he } = (await house.company('lin', 'zhou', 'he')) as Record<'lin' | 'zhou' | 'he', Identity>;
    const room = await house.group(lin, zhou);
    const send = async (text: string, ...files: string[]) => {
      const brought = await Promise.all(files.map((name) => house.bring(lin, name, Buffer.from(`%PDF-1.7 ${name}`))));
      await house.say(lin, room, text, { files: brought.map(({ id }) => id) });
    };
    await send('三号线的合同', '采购合同 v2.pdf');
    await send('', '合同附件.pdf', '图纸.pdf');
    await house.say(zhou, room, '合同收到了');
    await followers.settle();
    expect(await names(zhou, {})).toEqual(['合同附件.pdf', '图纸.pdf', '采购合同 v2.pdf']);
    expect(await names(zhou, { text: '合同' })).toEqual(['合同附件.pdf', '采购合同 v2.pdf']);
    expect(await names(zhou, { text: '三号线' }), 'the message says it, the file does not').toEqual([]);
    expect(await names(zhou, { kind: 'document' })).toHaveLength(3);
    expect(await names(zhou, { kind: 'picture' })).toEqual([]);
    expect(await names(zhou, { from: zhou.memberId })).toEqual([]);
    expect(await names(he, {})).toEqual([]);
    expect(await texts(zhou, { has: ['file'], text: '合同' })).toEqual(['', '三号线的合同']);
    await house.talk(lin, 'recallMessage', { conversationId: room, number: 2 });
    expect(await names(zhou, { text: '采购' })).toEqual([]);
  });

  test('page by page, none twice, none left out, also where few names hold the words', async () => {
    const { lin } = (await house.company('lin')) as Record<'lin', Identity>;
    const room = await house.group(lin);
    for (let n = 1; n <= 70; n += 1) {
      const { id } = await house.bring(lin, n % 9 === 0 ? `报表 ${n}.txt` : `${n}.txt`, Buffer.from(`${n}`));
      await house.say(lin, room, '报表', { files: [id] });
    }
    await followers.settle();
    const found: string[] = [];
    for (let below: Place | null = null; ; ) {
      const input = { text: '报表', below: below === null ? null : { ...below, sentAt: below.sentAt.toISOString() } };
      const page = (await house.call(lin, 'search.files', input)) as OutputOf<typeof searchCalls.files>;
      found.push(...page.files.map(({ file }) => file.name));
      below = page.next;
      if (below === null) break;
    }
    expect(found).toEqual([63, 54, 45, 36, 27, 18, 9].map((n) => `报表 ${n}.txt`));
  });
});

test('S14 an answer in a thread is found by everybody who is where it hangs', async () => {
  const { lin, zhou, he } = (await house.company('lin', 'zhou', 'he')) as Record<'lin' | 'zhou' | 'he', Identity>;
  const room = await house.group(lin, zhou);
  const { number } = await house.say(lin, room, '备件');
  const root = { conversationId: room, number };
  await house.say(lin, threadIdOf(root), '轴承到货', { thread: root });
  await followers.settle();
  expect(await texts(zhou, { text: '轴承' })).toEqual(['轴承到货']);
  expect(await texts(he, { text: '轴承' })).toEqual([]);
});

test('nothing failed while the log was followed', () => {
  expect(errors).toEqual([]);
});
