import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { viewsOf } from '#directory/server/index.ts';
import { companiesAfter, createAccountWithSession } from '#identity/server/index.ts';
import type { ConversationId, MemberId, MessageId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { Followers } from '#platform/server/follow.ts';
import { newId, noEdge } from '#platform/server/house.ts';
import { openPushService } from '#outbox/server/testing.ts';
import { threadIdOf } from '../model/threads.ts';
import { MORNING, openTestHouse } from './testing.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Tuesday 18:00 in Suzhou, when a notice of Monday morning with a day's time is due; and that Tuesday's 09:00. */
const DUE = new Date('2026-11-24T10:00:00Z');
const DUE_DAY = new Date('2026-11-24T01:00:00Z');

type TestHouse = Awaited<ReturnType<typeof openTestHouse>>;
let house: TestHouse;
let followers: Followers;
let service: Awaited<ReturnType<typeof openPushService>>;
let lin: Identity;
let zhou: Identity;
let tang: Identity;

beforeAll(async () => {
  service = await openPushService();
  house = await openTestHouse();
  followers = new Followers(house.house, companiesAfter, (error) => house.errors.push(error));
  followers.start();
  const people = await house.company('lin', 'zhou', 'tang');
  [lin, zhou, tang] = [people['lin'], people['zhou'], people['tang']] as [Identity, Identity, Identity];
});
afterAll(async () => {
  await followers.stop();
  await house[Symbol.asyncDispose]();
  await service[Symbol.asyncDispose]();
});
afterEach(() => house.at(MORNING));

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: Error) => error.message,
  );

type Place = { conversationId: ConversationId; number: number; id: MessageId };

async function notice(
  as: Identity,
  conversationId: ConversationId,
  dueDays: number | null = 1,
  text = '周五停电，请关机',
) {
  const id = newId() as MessageId;
  const { number } = await house.talk(as, 'sendNotice', { id, conversationId, text, dueDays });
  return { conversationId, number, id };
}
const stage = async (dueDays: number | null = 1) => notice(lin, await house.group(lin, zhou, tang), dueDays);
const at = ({ conversationId, number }: Place) => ({ conversationId, number });
const acknowledge = (as: Identity, place: Place) => house.talk(as, 'acknowledge', at(place));
const answers = (as: Identity, place: Place, more: object = {}) =>
  house.talk(as, 'noticeAnswers', { ...at(place), ...more });
const stateOf = async (as: Identity, { conversationId, number }: Place) =>
  (await house.page(as, { conversationId })).cards.find((one) => one.number === number);

/** A browser of this member that is told of things by push, with words. */
async function browserOf(as: Identity) {
  const { sessionId } = await house.house.run(noEdge, (ctx) =>
    createAccountWithSession(ctx, { accountName: `${newId()}@example.com`, password: null, name: 'x', language: 'zh' }),
  );
  const browser = service.browser();
  const me = { ...as, sessionId };
  await house.call(me, 'outbox.setDevice', { showsContent: true, language: 'zh', subscription: browser.subscription });
  return browser;
}

async function settle(moment: Date): Promise<void> {
  house.at(moment);
  await followers.settle();
  await house.chat.settle();
  await house.outbox.settle();
}

const shown = (browser: { received: readonly { message: { do: string; body?: string } }[] }) =>
  browser.received.flatMap(({ message }) => (message.do === 'show' ? [message.body ?? ''] : []));

test('N1 a notice asks everybody else who is there, each until the end of his own working day; a retry is the same', async () => {
  const place = await stage(1);
  const again = await house.talk(lin, 'sendNotice', {
    ...{ id: place.id, conversationId: place.conversationId, text: 'another text', dueDays: 5 },
  });
  expect(again.number).toBe(place.number);
  const page = await house.page(zhou, { conversationId: place.conversationId });
  expect(page.messages.at(-1)).toMatchObject({ text: '周五停电，请关机', card: { kind: 'notice', dueDays: 1 } });
  expect(page.cards).toEqual([
    { kind: 'notice', number: place.number, asked: true, dueAt: DUE, acknowledged: false, counts: null },
  ]);
  expect(await stateOf(lin, place)).toEqual({
    ...{ kind: 'notice', number: place.number, asked: false, dueAt: null, acknowledged: false },
    counts: { acknowledged: 0, of: 2 },
  });
});

test('N1 the preview says whom it asks and by when, in the time zone of each', async () => {
  const conversationId = await house.group(lin, zhou, tang);
  expect(await house.talk(lin, 'noticePreview', { conversationId, dueDays: 2 })).toEqual({
    asked: 2,
    firstDueAt: new Date('2026-11-25T10:00:00Z'),
    lastDueAt: new Date('2026-11-25T10:00:00Z'),
  });
  expect(await house.talk(lin, 'noticePreview', { conversationId, dueDays: null })).toMatchObject({ lastDueAt: null });
});

test('N2 R18 reading is not acknowledging; a tap is, once, also outside working time, and cannot be taken back', async () => {
  const place = await stage();
  await house.read(zhou, place.conversationId, place.number);
  await house.chat.flush();
  expect((await answers(lin, place)).counts).toEqual({ acknowledged: 0, of: 2 });
  house.at(new Date('2026-11-23T15:00:00Z'));
  await acknowledge(zhou, place);
  await acknowledge(zhou, place);
  expect((await answers(lin, place)).counts).toEqual({ acknowledged: 1, of: 2 });
  expect(await stateOf(zhou, place)).toMatchObject({ acknowledged: true, counts: null });
});

test('N2 acknowledging at once, often, by many: each counts once', async () => {
  const names = Array.from({ length: 8 }, (_, n) => `m${n}`);
  const people = Object.values(await house.company('owner', ...names)) as [Identity, ...Identity[]];
  const [owner, ...members] = people;
  const room = await house.group(owner, ...members);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 24 }), async (taps) => {
      const place = await notice(owner, room, null);
      await Promise.all(taps.map((tap) => acknowledge(members[tap] as Identity, place)));
      const { counts, waiting } = await answers(owner, place);
      const once = new Set(taps).size;
      expect([counts, waiting]).toEqual([{ acknowledged: once, of: 8 }, 8 - once]);
    }),
    { numRuns: 15 },
  );
});

test('N3 R29 without two keys nobody is named, only how many are missing', async () => {
  const place = await stage(1);
  await acknowledge(zhou, place);
  house.at(DUE);
  expect(await answers(lin, place)).toEqual({
    ...{ counts: { acknowledged: 1, of: 2 }, names: false, late: 1, missing: [], more: false, waiting: 0 },
  });
});

test('N3 who is missing is named only once his time has passed, to its author and those who keep the group; never who acknowledged', async () => {
  const place = await stage(1);
  await house.agree(lin, 'noticeNames', 'named');
  await acknowledge(zhou, place);
  house.at(new Date(DUE.getTime() - 1));
  expect(await answers(lin, place)).toEqual({
    ...{ counts: { acknowledged: 1, of: 2 }, names: true, late: 0, missing: [], more: false, waiting: 1 },
  });
  house.at(DUE);
  expect(await answers(lin, place)).toMatchObject({ missing: [tang.memberId], waiting: 0 });
  // R30: who is named sees it; who has acknowledged was not.
  const looks = (of: Identity) =>
    house.house.database.transaction(of.companyId, (tx) =>
      viewsOf({ tx, companyId: of.companyId }, of.memberId, null, 10),
    );
  expect(await looks(tang)).toMatchObject([{ what: 'noticeMissing', viewerId: lin.memberId, at: DUE }]);
  expect(await looks(zhou)).toEqual([]);
  for (const as of [zhou, tang]) expect(await code(answers(as, place))).toBe('chat.notYours');
  await house.talk(lin, 'setGroupRole', { ...at(place), memberId: tang.memberId, role: 'admin' });
  expect(await code(answers(tang, place))).toBe('done');
});

test('N3 without a due time nobody is ever named', async () => {
  const place = await stage(null);
  await house.agree(lin, 'noticeNames', 'named');
  house.at(new Date(MORNING.getTime() + 300 * 24 * HOUR));
  expect(await answers(lin, place)).toMatchObject({ missing: [], waiting: 2 });
});

test('N3 the missing come a page at a time', async () => {
  const place = await stage(1);
  await house.agree(lin, 'noticeNames', 'named');
  house.at(DUE);
  const first = await answers(lin, place, { limit: 1 });
  const rest = await answers(lin, place, { limit: 1, after: first.missing[0] });
  expect([first.more, rest.more]).toEqual([true, false]);
  expect([...first.missing, ...rest.missing]).toEqual([zhou.memberId, tang.memberId].sort());
});

test('N3 R17 no time of an acknowledgement is kept or told', async () => {
  const place = await stage();
  const since = (await house.talk(lin, 'conversations', {})).at;
  await acknowledge(zhou, place);
  await settle(new Date(MORNING.getTime() + 2_000));
  const events = await house.house.eventsSince(lin.companyId, null, since, since + 10, 10);
  const here = events.filter(({ topic }) => topic === place.conversationId);
  expect(here.map(({ body, audience }) => [body, audience])).toEqual([
    [{ type: 'chat.noticeAcknowledged', ...at(place) }, [zhou.memberId]],
    [{ type: 'chat.noticeCounted', ...at(place), acknowledged: 1, of: 2 }, [lin.memberId]],
  ]);
  const columns = await house.house.database.transaction(
    lin.companyId,
    (tx) => tx<{ name: string }>`
      select column_name as name from information_schema.columns
       where table_schema = 'chat' and table_name in ('notice', 'notice_asked', 'poll', 'poll_vote')
         and data_type like 'timestamp%' order by 1`,
  );
  expect(columns.map(({ name }) => name)).toEqual(['due_at', 'remind_at']);
});

test('N4 own open notices are found across conversations, those due first at the top', async () => {
  const people = await house.company('boss', 'ann');
  const [boss, ann] = [people['boss'], people['ann']] as [Identity, Identity];
  const room = await house.group(boss, ann);
  const { conversation } = await house.talk(boss, 'openDirect', { memberId: ann.memberId });
  const whenever = await notice(boss, room, null);
  const late = await notice(boss, room, 5);
  const soon = await notice(boss, conversation.id, 1);
  const open = async () => (await house.talk(ann, 'openNotices', {})).map(({ message }) => message.id);
  expect(await open()).toEqual([soon.id, late.id, whenever.id]);
  await acknowledge(ann, soon);
  expect(await open()).toEqual([late.id, whenever.id]);
  await house.talk(boss, 'recallMessage', at(late));
  expect(await open()).toEqual([whenever.id]);
  await house.talk(boss, 'removeParticipant', { conversationId: room, memberId: ann.memberId });
  expect(await open()).toEqual([]);
  expect(await house.talk(boss, 'openNotices', {})).toEqual([]);
});

test('N5 it says what it said: no edit changes it, a recall takes it away with all that stood beside it', async () => {
  const place = await stage();
  await acknowledge(zhou, place);
  expect(await code(house.talk(lin, 'editMessage', { ...at(place), text: 'changed' }))).toBe('chat.notEditable');
  const plain = await house.say(lin, place.conversationId, 'plain');
  await house.talk(lin, 'editMessage', {
    conversationId: place.conversationId,
    number: plain.number,
    text: 'still plain',
  });
  expect((await house.page(zhou, place)).messages.at(-1)).toMatchObject({ text: 'still plain', card: null });
  await house.talk(lin, 'recallMessage', at(place));
  expect(await stateOf(lin, place)).toBeUndefined();
  expect(await code(acknowledge(tang, place))).toBe('chat.messageUnknown');
  expect(await code(answers(lin, place))).toBe('chat.messageUnknown');
  const left = await house.house.database.transaction(
    lin.companyId,
    (tx) => tx`
      select 1 from chat.notice where message_id = ${place.id}
       union all select 1 from chat.notice_asked where conversation_id = ${place.conversationId}
       union all select 1 from chat.card_due where conversation_id = ${place.conversationId}`,
  );
  expect(left).toEqual([]);
});

test('N6 who leaves is asked no more and counts no more; who comes later was never asked', async () => {
  const { conversationId } = await stage();
  const place = await notice(lin, conversationId);
  await acknowledge(zhou, place);
  await house.talk(zhou, 'leave', { conversationId });
  expect((await answers(lin, place)).counts).toEqual({ acknowledged: 0, of: 1 });
  await house.talk(lin, 'addParticipants', { conversationId, memberIds: [zhou.memberId] });
  expect(await code(acknowledge(zhou, place))).toBe('chat.notAsked');
  expect(await stateOf(zhou, place)).toMatchObject({ asked: false });
  expect((await answers(lin, place)).counts).toEqual({ acknowledged: 0, of: 1 });
  expect(await code(acknowledge(lin, place))).toBe('chat.notAsked');
});

test('N7 where only admins write, only they send one, and everybody acknowledges; alone in a group nobody is asked', async () => {
  const conversationId = await house.group(lin, zhou);
  const rules = { whoWrites: 'admins', whoAdds: 'everybody', whoMentionsAll: 'everybody' };
  await house.talk(lin, 'setGroupRules', { conversationId, rules });
  expect(await code(notice(zhou, conversationId))).toBe('chat.onlyAdminsWrite');
  const place = await notice(lin, conversationId);
  expect(await code(acknowledge(zhou, place))).toBe('done');
  expect(await code(notice(lin, await house.group(lin)))).toBe('chat.nobodyAsked');
  await house.talk(lin, 'setArchived', { conversationId, archived: true });
  expect(await code(notice(lin, conversationId))).toBe('chat.archived');
  const direct = (await house.talk(lin, 'openDirect', { memberId: tang.memberId })).conversation.id;
  const toOne = await notice(lin, direct);
  await acknowledge(tang, toOne);
  expect((await answers(lin, toOne)).counts).toEqual({ acknowledged: 1, of: 1 });
  expect(await code(answers(tang, toOne))).toBe('chat.notYours');
});

test('N7 in a thread neither a notice nor a poll is sent', async () => {
  const root = await house.group(lin, zhou).then(async (room) => ({
    ...{ conversationId: room, number: (await house.say(lin, room, '复产了')).number },
  }));
  const thread = threadIdOf(root);
  await house.say(zhou, thread, '太好了', { thread: root });
  expect(await code(notice(lin, thread))).toBe('chat.notInThreads');
  const poll = { text: '哪天', options: ['一', '二'], multiple: false, anonymous: false, endsAt: null };
  expect(await code(house.talk(lin, 'sendPoll', { id: newId(), conversationId: thread, ...poll }))).toBe(
    'chat.notInThreads',
  );
});

test('N8 it notifies all who are asked and have not muted, whatever they chose to hear of', async () => {
  const people = await house.company('boss', 'ann', 'ben');
  const [boss, ann, ben] = [people['boss'], people['ann'], people['ben']] as [Identity, Identity, Identity];
  const conversationId = await house.group(boss, ann, ben);
  await house.talk(ben, 'setMuted', { conversationId, muted: true });
  const [ofAnn, ofBen] = [await browserOf(ann), await browserOf(ben)];
  await followers.settle();
  await notice(boss, conversationId);
  await house.say(boss, conversationId, '另外，午饭吃什么');
  await settle(new Date(MORNING.getTime() + 5_000));
  expect(shown(ofAnn)).toEqual(['boss：周五停电，请关机']);
  expect(shown(ofBen)).toEqual([]);
});

test('N9 one reminder as the due day begins, to those who have not acknowledged, once whatever is killed; one summary to its author', async () => {
  const people = await house.company('boss', 'ann', 'ben');
  const [boss, ann, ben] = [people['boss'], people['ann'], people['ben']] as [Identity, Identity, Identity];
  const room = await house.group(boss, ann, ben);
  const place = await notice(boss, room);
  await followers.settle();
  const [ofBoss, ofAnn, ofBen] = await Promise.all([boss, ann, ben].map((one) => browserOf(one)));
  if (ofBoss === undefined || ofAnn === undefined || ofBen === undefined) throw new Error('three browsers');
  await settle(new Date(DUE_DAY.getTime() - MINUTE));
  await acknowledge(ann, place);
  const before = ofBen.received.length;
  await settle(new Date(DUE_DAY.getTime() + MINUTE));
  // What is due is looked at again and again, as after a kill: it was done.
  await settle(new Date(DUE_DAY.getTime() + 2 * MINUTE));
  expect(shown(ofBen).slice(before)).toEqual(['今天到期，还没确认：周五停电，请关机']);
  expect(shown(ofAnn)).not.toContain('今天到期，还没确认：周五停电，请关机');
  // Acknowledged, the reminder goes from where it is shown.
  await acknowledge(ben, { ...place });
  await settle(new Date(DUE_DAY.getTime() + 3 * MINUTE));
  expect(ofBen.received.at(-1)?.message.do).toBe('close');
  const late = await notice(boss, room);
  await acknowledge(ann, late);
  // Due on Wednesday at 18:00, when nobody works any more: its author hears of it as Thursday begins.
  await settle(new Date('2026-11-25T10:00:01Z'));
  expect(shown(ofBoss)).toEqual([]);
  await settle(new Date('2026-11-26T01:05:00Z'));
  expect(shown(ofBoss)).toHaveLength(1);
});

test('N6 O2 who is taken out is reminded no more, and what he was shown goes', async () => {
  const people = await house.company('boss', 'ann');
  const [boss, ann] = [people['boss'], people['ann']] as [Identity, Identity];
  const ofAnn = await browserOf(ann);
  const place = await notice(boss, await house.group(boss, ann), 2);
  await settle(new Date('2026-11-25T01:00:30Z'));
  expect(shown(ofAnn).at(-1)).toBe('今天到期，还没确认：周五停电，请关机');
  await house.talk(boss, 'removeParticipant', { ...at(place), memberId: ann.memberId });
  await settle(new Date('2026-11-25T01:01:00Z'));
  expect(ofAnn.received.at(-1)?.message.do).toBe('close');
});

test('N9 notices that are due together are reminded of all', async () => {
  const people = await house.company('boss', 'ann');
  const [boss, ann] = [people['boss'], people['ann']] as [Identity, Identity];
  const ofAnn = await browserOf(ann);
  const room = await house.group(boss, ann);
  await followers.settle();
  for (let n = 1; n <= 8; n += 1) await notice(boss, room, 2, `notice ${n}`);
  await settle(new Date(MORNING.getTime() + 5_000));
  const before = ofAnn.received.length;
  await settle(new Date('2026-11-25T01:00:30Z'));
  expect(shown(ofAnn).slice(before).sort()).toEqual(
    Array.from({ length: 8 }, (_, n) => `今天到期，还没确认：notice ${n + 1}`),
  );
});

test('N9 a kill between the turns of the clock loses no reminder and doubles none', async () => {
  const people = await house.company('boss', 'ann');
  const [boss, ann] = [people['boss'], people['ann']] as [Identity, Identity];
  const ofAnn = await browserOf(ann);
  const place = await notice(boss, await house.group(boss, ann), 2);
  await settle(new Date(MORNING.getTime() + 5_000));
  const before = ofAnn.received.length;
  const dueDay = new Date('2026-11-25T01:00:30Z');
  house.at(dueDay);
  // The transaction that would remind fails at its end: nothing of it is there.
  await house.house
    .run(noEdge, async (ctx) => {
      await ctx.enterCompany(boss.companyId);
      await ctx.tx`update chat.notice_asked set remind_at = null where conversation_id = ${place.conversationId}`;
      await ctx.tx`delete from chat.card_due where conversation_id = ${place.conversationId}`;
      throw new Error('killed');
    })
    .catch(() => {});
  await Promise.all([settle(dueDay), house.chat.settle(), house.chat.settle()]);
  await settle(new Date(dueDay.getTime() + 5_000));
  expect(shown(ofAnn).slice(before)).toEqual(['今天到期，还没确认：周五停电，请关机']);
});

test('C5 a stranger, and who is not in the conversation, learns and changes nothing', async () => {
  const place = await stage();
  const people = await house.company('stranger');
  const { conversationId } = place;
  await house.talk(lin, 'removeParticipant', { conversationId, memberId: tang.memberId });
  for (const as of [people['stranger'] as Identity, tang]) {
    for (const where of [place, { ...place, conversationId: newId() as ConversationId }]) {
      expect(await code(acknowledge(as, where))).toBe('chat.conversationUnknown');
      expect(await code(answers(as, where))).toBe('chat.conversationUnknown');
      expect(await code(notice(as, where.conversationId))).toBe('chat.conversationUnknown');
    }
    expect(await code(house.talk(as, 'noticeById', { id: place.id }))).toBe('chat.messageUnknown');
  }
  expect((await answers(lin, place)).counts).toEqual({ acknowledged: 0, of: 1 });
  expect(await code(acknowledge(zhou, { ...place, number: 1 }))).toBe('chat.messageUnknown');
});

test('N10 thousands who acknowledge at once make about an event a second for its author, and no page old', async () => {
  const { owner } = (await house.company('owner')) as { owner: Identity };
  const members = await crowd(owner, 400);
  const room = await house.group(owner, ...members);
  const place = await notice(owner, room, 3);
  const since = (await house.talk(owner, 'conversations', {})).at;
  await Promise.all(members.map((one) => acknowledge(one, place)));
  await settle(new Date(MORNING.getTime() + 2_000));
  const events = await house.house.eventsSince(owner.companyId, null, since, since + 1_000, 1_000);
  const heard = events.map(({ type }) => type);
  expect(heard.filter((type) => type === 'chat.noticeCounted')).toHaveLength(1);
  expect(heard.filter((type) => type === 'chat.noticeAcknowledged').length).toBeLessThanOrEqual(4);
  expect((await answers(owner, place)).counts).toEqual({ acknowledged: 400, of: 400 });
});

test('nothing went wrong behind everybody’s back', () => {
  expect(house.errors).toEqual([]);
});

/** So many members more of the company of this owner. */
async function crowd(owner: Identity, count: number): Promise<Identity[]> {
  const made: Identity[] = [];
  for (let n = 0; n < count; n += 1) {
    const { member } = (await house.call(owner, 'directory.addMember', {
      ...{
        name: `c${n}`,
        title: '',
        email: null,
        phone: null,
        employeeNumber: null,
        departmentIds: [],
        role: 'member',
      },
    })) as { member: { id: MemberId } };
    made.push({ ...owner, memberId: member.id, role: 'member' });
  }
  return made;
}
