import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { chatCalls } from '#chat/model/contract.ts';
import { dingCalls } from '#ding/model/contract.ts';
import { laterCalls } from '#later/model/contract.ts';
import { outboxCalls } from '#outbox/model/contract.ts';
import { overrideCalls } from '#override/model/contract.ts';
import { recordsCalls } from '#records/model/contract.ts';
import type { AnyCall } from '#platform/model/contract.ts';
import { transparencyCalls } from '#transparency/model/contract.ts';
import { worktimeCalls } from '#worktime/model/contract.ts';
import { type Answer, openTestProduct, type Person } from './testing.ts';

type Product = Awaited<ReturnType<typeof openTestProduct>>;
type Ids = Readonly<
  Record<
    | 'member'
    | 'conversation'
    | 'department'
    | 'message'
    | 'notice'
    | 'link'
    | 'saved'
    | 'scheduled'
    | 'fresh'
    | 'section'
    | 'site'
    | 'schedule'
    | 'leave'
    | 'duty'
    | 'ding'
    | 'override'
    | 'entry',
    string
  >
>;

let product: Product;
/** The attacker: an owner, so that no role stands in the way. */
let mine: Person;
let theirs: Person;
/** In the same company and conversation as what is attacked, and no more allowed to touch what another keeps. */
let beside: Person;
interface Night {
  readonly boss: Person;
  /** Whom an override has reached. */
  readonly asleep: Person;
  readonly colleague: Person;
  readonly ids: Ids;
}
let night: Night;
let ids: Ids;
const SECRET = 'the price is 42';
/** What the attacker makes for himself. */
const OWN = '00000000-0000-7000-8000-00000000a11e';
const RANDOM = '00000000-0000-7000-8000-00000000dead';
const random: Ids = {
  ...{ member: RANDOM, conversation: RANDOM, department: RANDOM, message: RANDOM, notice: RANDOM },
  link: 'A'.repeat(22),
  ...{ saved: RANDOM, scheduled: RANDOM, fresh: RANDOM, section: RANDOM },
  ...{ site: RANDOM, schedule: RANDOM, leave: RANDOM, duty: RANDOM, ding: RANDOM, override: RANDOM, entry: RANDOM },
};

beforeAll(async () => {
  product = await openTestProduct();
  mine = await product.company('Mine');
  theirs = await product.company('Theirs');
  const colleague = await product.join(theirs, 'member', 'Colleague');
  beside = colleague;
  const department = await product.must<{ id: string }>(theirs, 'directory.createDepartment', {
    name: 'Pricing',
    parentId: null,
    managerIds: [theirs.memberId],
  });
  const { conversation } = await product.must<{ conversation: { id: string } }>(theirs, 'chat.createGroup', {
    name: 'Offers',
    memberIds: [colleague.memberId],
  });
  const message = crypto.randomUUID();
  await product.must(theirs, 'chat.sendMessage', { id: message, conversationId: conversation.id, text: SECRET });
  const notice = crypto.randomUUID();
  const place = { conversationId: conversation.id };
  await product.must(theirs, 'chat.sendNotice', { ...place, id: notice, text: SECRET, dueDays: 1 });
  await product.must(theirs, 'chat.sendPoll', {
    ...{ ...place, id: crypto.randomUUID(), text: 'The price?', options: [SECRET, '41'] },
    ...{ multiple: false, anonymous: false, endsAt: null },
  });
  const { link } = await product.must<{ link: { token: string } }>(theirs, 'chat.makeGroupLink', {
    conversationId: conversation.id,
    approval: false,
    days: 7,
  });
  const member = String(colleague.memberId);
  const kept = { conversationId: conversation.id, number: 2 };
  const { id: saved } = await product.must<{ id: string }>(theirs, 'later.save', kept);
  const section = crypto.randomUUID();
  await product.must(theirs, 'chat.makeSection', { id: section, name: SECRET });
  await product.must(theirs, 'chat.setSection', { conversationId: conversation.id, sectionId: section });
  const sendAt = new Date(Date.now() + 30 * 24 * 3_600_000).toISOString();
  const waits = { id: crypto.randomUUID(), conversationId: conversation.id, text: SECRET, sendAt };
  const { id: scheduled } = await product.must<{ id: string }>(theirs, 'later.schedule', waits);
  const [site, schedule, leave, duty] = Array.from({ length: 4 }, () => crypto.randomUUID()) as [
    string,
    string,
    string,
    string,
  ];
  await product.must(theirs, 'worktime.saveSite', { id: site, name: SECRET, timeZone: 'Asia/Tokyo', country: 'JP' });
  await product.must(theirs, 'worktime.saveSchedule', { id: schedule, name: SECRET, pattern: WEEK });
  const ahead = { memberId: member, startsAt: sendAt, endsAt: new Date(Date.parse(sendAt) + 3_600_000).toISOString() };
  await product.must(theirs, 'worktime.enterLeave', { ...ahead, id: leave, kind: 'sick', standInId: null });
  await product.must(theirs, 'worktime.offerDuty', { ...ahead, id: duty, name: SECRET });
  const ding = crypto.randomUUID();
  const spot = { conversationId: conversation.id, messageId: crypto.randomUUID(), memberIds: null };
  await product.must(theirs, 'ding.send', { id: ding, text: SECRET, to: [spot], at: sendAt });
  ids = {
    ...{ member, conversation: conversation.id, department: department.id, message, notice, link: link.token },
    ...{ saved, scheduled, fresh: crypto.randomUUID(), section },
    ...{ site, schedule, leave, duty, ding, override: RANDOM, entry: RANDOM },
  };
  night = await interrupted();
}, 30_000);
afterAll(async () => {
  await product[Symbol.asyncDispose]();
});

const told = ({ status, body }: Answer) => JSON.stringify({ status, ...body, requestId: '', at: 0 });

/** What every call of chat is asked with; one without a row fails to compile. */
function bodies(of: Ids): Record<keyof typeof chatCalls, object> {
  const conversationId = of.conversation;
  const memberId = of.member;
  return {
    conversations: {},
    waiting: {},
    conversation: { conversationId },
    findGroups: { text: 'Offers' },
    messages: { conversationId },
    messagesByNumber: { conversationId, numbers: [1, 2] },
    sendMessage: { id: of.message, conversationId, text: 'let me in' },
    editMessage: { conversationId, number: 2, text: 'the price is 0' },
    earlierTexts: { conversationId, number: 2 },
    recallMessage: { conversationId, number: 2 },
    setReaction: { conversationId, number: 2, emoji: '👍', on: true },
    removeLinkPreview: { conversationId, number: 2, address: 'https://news.example/' },
    reactors: { conversationId, number: 2, emoji: '👍' },
    markRead: { conversationId, number: 2 },
    markUnread: { conversationId },
    setPinned: { conversationId, pinned: true },
    setMuted: { conversationId, muted: true },
    setNotify: { conversationId, notify: 'all' },
    setDraft: { conversationId, text: 'mine' },
    typing: { conversationId },
    forward: { id: of.message, conversationId, text: '', source: { conversationId, number: 2 } },
    forwardEach: { ids: [of.message], conversationId, text: '', source: { conversationId, numbers: [2] } },
    forwardMerged: { id: of.message, conversationId, text: '', source: { conversationId, numbers: [2, 3] } },
    forwarded: { conversationId, numbers: [1, 2] },
    sendContact: { id: of.message, conversationId, memberId },
    sendPlace: { id: of.message, conversationId, name: 'Gate 2', address: '', point: null },
    openThread: { conversationId, number: 2 },
    threadRoots: { ids: [conversationId] },
    followThread: { conversationId, on: true },
    openDirect: { memberId },
    createGroup: { name: 'x', memberIds: [memberId] },
    openDepartmentGroup: { departmentId: of.department },
    editGroup: { conversationId, name: 'Mine now', description: '' },
    addParticipants: { conversationId, memberIds: [memberId] },
    removeParticipant: { conversationId, memberId },
    leave: { conversationId },
    setGroupRules: {
      conversationId,
      rules: { whoWrites: 'admins', whoAdds: 'admins', whoMentionsAll: 'groupAdmins' },
    },
    setNewcomersSee: { conversationId, newcomersSee: 'afterJoining' },
    makeSection: { id: OWN, name: 'Mine' },
    renameSection: { id: of.section, name: 'Mine' },
    removeSection: { id: of.section },
    orderSections: { ids: [of.section] },
    setSection: { conversationId, sectionId: of.section },
    setAnnouncement: { conversationId, number: 2 },
    setArchived: { conversationId, archived: true },
    deleteConversation: { conversationId, name: 'Offers' },
    restoreConversation: { conversationId },
    deletedConversations: {},
    silence: { conversationId, memberId, span: 'hour' },
    liftSilence: { conversationId, memberId },
    findParticipants: { conversationId, text: 'Coll' },
    groupLink: { conversationId },
    makeGroupLink: { conversationId, approval: false, days: 7 },
    closeGroupLink: { conversationId },
    groupByLink: { token: of.link },
    joinByLink: { token: of.link },
    joinRequests: { conversationId },
    answerJoinRequest: { conversationId, memberId, accept: true },
    setGroupRole: { conversationId, memberId, role: 'owner' },
    participants: { conversationId },
    receiptsOf: { conversationId, number: 2 },
    receiptCounts: { conversationId, numbers: [2] },
    sendNotice: { id: of.message, conversationId, text: 'sign here', dueDays: 1 },
    noticePreview: { conversationId, dueDays: 1 },
    acknowledge: { conversationId, number: 3 },
    openNotices: {},
    noticeById: { id: of.notice },
    noticeAnswers: { conversationId, number: 3 },
    sendPoll: {
      ...{ id: of.message, conversationId, text: 'how much?', options: ['41', '43'] },
      ...{ multiple: false, anonymous: true, endsAt: null },
    },
    vote: { conversationId, number: 4, options: [0] },
    closePoll: { conversationId, number: 4 },
    voters: { conversationId, number: 4, option: 0 },
    receiptSettings: {},
    setReceiptSettings: { direct: true, groups: true },
  };
}

/** The same for what is kept and sent later. */
function laterBodies(of: Ids): Record<keyof typeof laterCalls, object> {
  const conversationId = of.conversation;
  const sendAt = new Date(Date.now() + 3_600_000).toISOString();
  return {
    mine: {},
    savedMessages: { ids: [of.saved] },
    times: { conversationId, at: sendAt },
    save: { conversationId, number: 2, remindAt: sendAt },
    saveSeveral: { conversationId, numbers: [2, 3] },
    changeSaved: { id: of.saved, done: true, remindAt: null },
    unsave: { id: of.saved },
    clearDone: {},
    schedule: { id: of.fresh, conversationId, text: 'let me in', sendAt },
    changeScheduled: { id: of.scheduled, text: 'never said', sendAt },
    sendScheduledNow: { id: of.scheduled },
    removeScheduled: { id: of.scheduled },
  };
}

/** A company of its own, for its events come in their time: an override there has reached somebody who is off for days. */
async function interrupted(): Promise<Night> {
  const boss = await product.company('Night');
  const [asleep, colleague] = [
    await product.join(boss, 'member', 'Sleeper'),
    await product.join(boss, 'member', 'Waker'),
  ];
  const schedule = crypto.randomUUID();
  const far = (new Date().getUTCDay() + 2) % 7;
  const week = { ...WEEK, days: WEEK.days.map((_, day) => (day === far ? [{ from: 540, until: 1_080 }] : [])) };
  await product.must(boss, 'worktime.saveSchedule', { id: schedule, name: 'Rare', pattern: week });
  await product.must(boss, 'worktime.assign', { memberIds: [asleep.memberId], siteId: null, scheduleId: schedule });
  const { conversation } = await product.must<{ conversation: { id: string } }>(boss, 'chat.createGroup', {
    name: 'Cold store',
    memberIds: [asleep.memberId, colleague.memberId],
  });
  const override = crypto.randomUUID();
  const spot = { conversationId: conversation.id, messageId: crypto.randomUUID(), memberIds: [asleep.memberId] };
  const why = `${SECRET}: the cold store of the northern plant is on fire`;
  await product.must(boss, 'override.send', { id: override, text: SECRET, to: [spot], reason: 'danger', why });
  const { entries } = await product.must<{ entries: { id: string }[] }>(asleep, 'override.mine');
  const of = { ...ids, member: String(asleep.memberId), conversation: conversation.id, override };
  return { boss, asleep, colleague, ids: { ...of, entry: entries[0]?.id ?? '', fresh: crypto.randomUUID() } };
}

/** The same for overrides and ledgers. */
function overrideBodies(of: Ids): Record<keyof typeof overrideCalls, object> {
  const to = [{ conversationId: of.conversation, messageId: OWN, memberIds: [of.member] }];
  const span = { from: '2026-11-23T14:00:00.000Z', until: '2026-11-23T15:00:00.000Z' };
  return {
    preview: { memberIds: [of.member] },
    send: {
      id: of.fresh,
      text: 'let me in',
      to,
      reason: 'outage',
      why: 'the whole of the northern plant stands still',
    },
    mine: {},
    exportLedger: {},
    contest: { id: of.override },
    look: {},
    decide: { id: of.override, memberId: of.member, verdict: 'dismissed' },
    editEntry: { id: of.entry, ...span },
    confirmEntry: { id: of.entry },
    discardEntry: { id: of.entry },
  };
}

/** The same for dings. */
function dingBodies(of: Ids): Record<keyof typeof dingCalls, object> {
  const to = [{ conversationId: of.conversation, messageId: OWN, memberIds: [of.member] }];
  return {
    preview: { to, departmentIds: [of.department] },
    send: { id: of.fresh, text: 'let me in', to, departmentIds: [of.department], files: [of.fresh] },
    cancel: { id: of.ding },
    answer: { id: of.ding },
    ding: { id: of.ding },
    dings: { ids: [of.ding] },
    mine: {},
    reached: {},
    reorder: { ids: [of.ding] },
  };
}

/** Office hours. */
const WEEK = {
  kind: 'weekly',
  days: [1, 2, 3, 4, 5, 6, 7].map((one) => (one <= 5 ? [{ from: 540, until: 1_080 }] : [])),
  ...{ band: null, keepsHolidays: true },
};

/** The same for working time. */
function worktimeBodies(of: Ids): Record<keyof typeof worktimeCalls, object> {
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  const later = new Date(Date.now() + 7_200_000).toISOString();
  const own = { memberId: of.member, startsAt: soon, endsAt: later };
  return {
    mine: {},
    hold: {},
    look: { on: true },
    workNow: { until: soon },
    stopNow: {},
    asPlanned: {},
    setFocus: { blocks: [] },
    setOwnHours: { days: null },
    acceptChange: { from: '2030-01-01', siteName: null, scheduleName: null, pattern: WEEK },
    acceptDay: { day: '2030-01-01', hours: [], accept: true },
    answerDuty: { id: of.duty, accept: true },
    reach: { memberIds: [of.member] },
    presences: { memberIds: [of.member] },
    setAway: { away: false },
    settings: {},
    saveSite: { id: of.fresh, name: 'x', timeZone: 'Asia/Tokyo', country: 'JP' },
    removeSite: { id: of.site },
    saveSchedule: { id: of.fresh, name: 'x', pattern: WEEK },
    removeSchedule: { id: of.schedule },
    holidays: { country: 'JP', year: 2030 },
    loadHolidays: { country: 'JP', year: 2030 },
    saveHoliday: { country: 'JP', holiday: { day: '2030-01-01', kind: 'off', zh: 'x', en: 'x', like: 1 } },
    removeHoliday: { country: 'JP', day: '2030-01-02' },
    assigned: { memberIds: [of.member] },
    assign: { memberIds: [of.member], siteId: of.site, scheduleId: of.schedule },
    roster: { memberIds: [of.member], from: '2030-01-01', days: 1 },
    planDays: { memberId: of.member, days: [{ day: '2030-01-01', hours: [] }] },
    leaves: {},
    enterLeave: { ...own, id: of.fresh, kind: 'annual', standInId: null },
    endLeave: { id: of.leave },
    duties: {},
    offerDuty: { ...own, id: of.fresh, name: 'x' },
    removeDuty: { id: of.duty },
  };
}

/** The same for the outbox, which takes no ids: whom it tells, and where, is whoever calls. */
const outboxBodies: Record<keyof typeof outboxCalls, object> = {
  settings: {},
  setWish: { wish: 'nothing' },
  setDevice: { showsContent: true, language: 'zh', subscription: null },
  removeDevice: {},
  contacts: {},
  giveContact: { kind: 'mail', address: 'me@home.example', by: 'mail', language: 'en' },
  proveContact: { kind: 'mail', code: '123456', sms: true, calls: true, showsContent: true, language: 'en' },
  setContact: { kind: 'phone', sms: true, calls: true, showsContent: true, language: 'en' },
  removeContact: { kind: 'phone' },
  gateways: {},
  saveGateway: {
    ...{ way: 'sms', config: { kind: 'webhook', url: 'https://sms.example/' }, secret: 'a key' },
    ...{ dailyMax: 1, unitCost: '0', currency: 'EUR' },
  },
  removeGateway: { way: 'sms' },
  testGateway: { way: 'sms' },
  retryLetter: { id: RANDOM },
};
/** What these find nothing for, in any company. */
const outboxNothing: readonly string[] = ['giveContact', 'proveContact', 'testGateway', 'retryLetter'];

/** The same for the records: an id of theirs is one of their requests, groups or members. */
function recordsBodies(of: Ids, request: string): Record<keyof typeof recordsCalls, object> {
  const scope = { allGroups: false, conversationIds: [of.conversation], directs: [], from: null, until: null };
  const held = { allGroups: false, conversationIds: [of.conversation], directs: [] };
  return {
    retention: {},
    setRetention: { level: 'conversation', conversationId: of.conversation, days: 30 },
    ownCopy: {},
    askOwnCopy: { language: 'en' },
    exportsOfMyWords: {},
    companyExports: {},
    askExport: { purpose: 'To read what the others say', scope, language: 'en' },
    askHold: { purpose: 'To keep what the others say', scope: held, days: 30, language: 'en' },
    endHold: { id: request },
    holdsHere: {},
    exports: {},
    answerExport: { id: request, agree: true },
  };
}

/** The same for what a member sees of himself: whose it is, is whoever calls. */
const transparencyBodies: Record<keyof typeof transparencyCalls, object> = {
  interruptionDays: {},
  interruptions: { day: new Date().toISOString().slice(0, 10) },
  views: {},
  outOfHours: {},
};

test('a device may not send the server inside: no address but https in the open internet is taken', async () => {
  const keys = { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) };
  for (const endpoint of [
    'http://push.example/x',
    'https://10.0.0.1/x',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/x',
    'https://[::ffff:10.0.0.1]/x',
    'https://0x7f000002/x',
    'https://me:secret@push.example/x',
    'file:///etc/passwd',
    'javascript:alert(1)',
  ]) {
    const input = { showsContent: false, language: 'en', subscription: { endpoint, ...keys } };
    const { body } = await product.call(mine, 'outbox.setDevice', input);
    expect(['outbox.endpointRefused', 'platform.badInput'], endpoint).toContain(body.code);
  }
});

describe('an id of another company', () => {
  test.each(Object.keys(chatCalls) as (keyof typeof chatCalls)[])(
    'is answered like a random one by chat.%s, over HTTP and over a socket, and changes nothing',
    async (name) => {
      const before = await product.must(theirs, 'chat.messages', { conversationId: ids.conversation });
      // What is read is collected for a while, and refused with the rest.
      const flushing = setInterval(() => void product.chat.flush(), 5);
      onTestFinished(() => clearInterval(flushing));
      const known = told(await product.call(mine, `chat.${name}`, bodies(ids)[name]));
      expect(known).toBe(told(await product.call(mine, `chat.${name}`, bodies(random)[name])));
      expect(known).not.toContain(SECRET);
      const socket = await product.socket(mine);
      const { n: _, ...overSocket } = (await socket.call(`chat.${name}`, bodies(ids)[name])) as { n?: number };
      const { n: __, ...invented } = (await socket.call(`chat.${name}`, bodies(random)[name])) as { n?: number };
      expect({ ...overSocket, at: 0 }).toEqual({ ...invented, at: 0 });
      socket.ws.close();
      expect(await product.must(theirs, 'chat.messages', { conversationId: ids.conversation })).toEqual(before);
    },
  );

  test.each(Object.keys(laterCalls) as (keyof typeof laterCalls)[])(
    'is answered like a random one by later.%s, also to a colleague, and changes nothing',
    async (name) => {
      const before = told(await product.call(theirs, 'later.mine'));
      for (const who of [mine, beside]) {
        const known = told(await product.call(who, `later.${name}`, laterBodies(ids)[name]));
        // A colleague may keep and schedule things of his own there.
        const own = who !== mine && ['times', 'save', 'saveSeveral', 'schedule'].includes(name);
        const other = own ? known : told(await product.call(who, `later.${name}`, laterBodies(random)[name]));
        expect(known).toBe(other);
        expect(known).not.toContain(SECRET);
      }
      expect(told(await product.call(theirs, 'later.mine'))).toBe(before);
    },
  );

  test.each(Object.keys(outboxCalls) as (keyof typeof outboxCalls)[])(
    'reaches nothing by outbox.%s: not in the header, where one is no member, nor in the body, where nobody asks for it',
    async (name) => {
      const body = outboxBodies[name];
      const foreign = { ...body, companyId: theirs.companyId, memberId: theirs.memberId, sessionId: RANDOM };
      const kept = ['settings', 'contacts', 'gateways'];
      const all = async () => Promise.all(kept.map(async (one) => told(await product.call(theirs, `outbox.${one}`))));
      const before = await all();
      expect((await product.call({ ...mine, companyId: theirs.companyId }, `outbox.${name}`, body)).body.code).toBe(
        'platform.notFound',
      );
      const { status } = await product.call(mine, `outbox.${name}`, foreign);
      expect(status === 200, `${name}: ${status}`).toBe(!outboxNothing.includes(name));
      expect(await all()).toEqual(before);
    },
  );

  test.each(Object.keys(recordsCalls) as (keyof typeof recordsCalls)[])(
    'is answered like a random one by records.%s, and no company is entered by its header',
    async (name) => {
      await product.join(mine, 'representative', `key-${name}`);
      await product.join(theirs, 'representative', `key-${name}`);
      const scope = { allGroups: true, conversationIds: [], directs: [], from: null, until: null };
      const input = { purpose: 'What was said about the price of 42', scope, language: 'en' };
      const { id } = await product.must<{ id: string }>(theirs, 'records.askExport', input);
      const before = told(await product.call(theirs, 'records.exports'));
      const answer = async (of: Ids, request: string) =>
        told(await product.call(mine, `records.${name}`, recordsBodies(of, request)[name]));
      const known = await answer(ids, id);
      expect(known).not.toContain(id);
      // Those that take no id have nothing to compare.
      const takesId = ['askExport', 'answerExport', 'setRetention', 'askHold', 'endHold'].includes(name);
      expect(takesId ? await answer(random, RANDOM) : known).toBe(known);
      const inside = { ...mine, companyId: theirs.companyId };
      const body = recordsBodies(ids, id)[name];
      expect((await product.call(inside, `records.${name}`, body)).body.code).toBe('platform.notFound');
      expect(told(await product.call(theirs, 'records.exports'))).toBe(before);
    },
  );

  test.each(Object.keys(worktimeCalls) as (keyof typeof worktimeCalls)[])(
    'is answered like a random one by worktime.%s, and changes nothing; nor does a colleague get at what others keep',
    async (name) => {
      // The house looks for the holidays of a company by itself: which are missing is not what is compared.
      const state = () =>
        Promise.all(
          ['settings', 'leaves', 'duties', 'mine'].map(async (one) => {
            const { status, body } = await product.call(theirs, `worktime.${one}`);
            return told({ status, body: { ...body, missing: [] } });
          }),
        );
      const before = await state();
      const body = (of: Ids) => worktimeBodies({ ...of, fresh: OWN })[name];
      const known = told(await product.call(mine, `worktime.${name}`, body(ids)));
      // Those that take no id of anybody's have nothing to compare.
      const takesId = JSON.stringify(body(ids)) !== JSON.stringify(body(random));
      expect(takesId ? told(await product.call(mine, `worktime.${name}`, body(random))) : known).toBe(known);
      expect(known).not.toContain(SECRET);
      const inside = { ...mine, companyId: theirs.companyId };
      expect((await product.call(inside, `worktime.${name}`, body(ids))).body.code).toBe('platform.notFound');
      if (takesId && name !== 'endLeave' && name !== 'answerDuty') {
        await product.call(
          beside,
          `worktime.${name}`,
          worktimeBodies({ ...ids, member: String(theirs.memberId) })[name],
        );
      }
      expect(await state()).toEqual(before);
    },
  );

  test.each(Object.keys(dingCalls) as (keyof typeof dingCalls)[])(
    'is answered like a random one by ding.%s, also to a colleague who is not asked, and changes nothing',
    async (name) => {
      const before = told(await product.call(theirs, 'ding.mine'));
      for (const who of [mine, beside]) {
        const known = told(await product.call(who, `ding.${name}`, dingBodies(ids)[name]));
        // A colleague may ding whom he talks with.
        const own = who !== mine && ['preview', 'send'].includes(name);
        expect(own ? known : told(await product.call(who, `ding.${name}`, dingBodies(random)[name]))).toBe(known);
        expect(known).not.toContain(SECRET);
      }
      expect(told(await product.call(theirs, 'ding.mine'))).toBe(before);
    },
  );

  test.each(['memberIds', 'departmentIds', 'passesOn'] as const)(
    'is answered like a random one by a ding that is written nowhere, where it names it in %s',
    async (field) => {
      const peer = await product.join(mine, 'member', 'Peer');
      const bodyOf = (of: Ids) => ({
        ...{ id: crypto.randomUUID(), text: 'let me in', to: [] },
        ...{
          memberIds: { memberIds: [of.member] },
          departmentIds: { departmentIds: [of.department] },
          passesOn: {
            memberIds: [peer.memberId],
            passesOn: { conversationId: of.conversation, number: 1, ids: [of.fresh] },
          },
        }[field],
      });
      const known = await product.call(mine, 'ding.send', bodyOf(ids));
      expect(known.status).toBe(409);
      expect(told(await product.call(mine, 'ding.send', bodyOf(random)))).toBe(told(known));
    },
  );

  test.each(Object.keys(overrideCalls) as (keyof typeof overrideCalls)[])(
    'is answered like a random one by override.%s, also to a colleague whom it did not reach, and changes nothing',
    async (name) => {
      const state = async () => told(await product.call(night.asleep, 'override.mine'));
      const before = await state();
      for (const who of [mine, night.colleague]) {
        const known = told(await product.call(who, `override.${name}`, overrideBodies(night.ids)[name]));
        // A colleague may ask whether he could reach those whom he talks with.
        const own = who !== mine && ['preview', 'send'].includes(name);
        const invented = told(await product.call(who, `override.${name}`, overrideBodies(random)[name]));
        expect(own ? known : invented).toBe(known);
        expect(known).not.toContain(SECRET);
      }
      const inside = { ...mine, companyId: night.boss.companyId };
      const body = overrideBodies(night.ids)[name];
      expect((await product.call(inside, `override.${name}`, body)).body.code).toBe('platform.notFound');
      expect(await state()).toBe(before);
    },
  );

  test('R4 R30 a manager goes round an override nowhere, and reads no ledger but by leaving a trace', async () => {
    const { boss, asleep, colleague } = night;
    const sent = (who: Person, name: string, more: object = {}) =>
      product.call(who, name, {
        ...{
          id: crypto.randomUUID(),
          text: 'now',
          reason: 'outage',
          why: 'the whole of the northern plant stands still',
        },
        to: [{ conversationId: night.ids.conversation, messageId: crypto.randomUUID(), memberIds: [asleep.memberId] }],
        ...more,
      });
    const code = async (answer: Promise<Answer>) => (await answer).body.code;
    expect(await code(sent(boss, 'override.send'))).toBe('override.disturbed');
    expect(await code(sent(colleague, 'override.send'))).toBe('override.disturbed');
    expect(await code(sent(boss, 'override.send', { why: '' }))).toBe('override.whyShort');
    expect(await code(sent(boss, 'override.send', { reason: 'late' }))).toBe('platform.badInput');
    const at = new Date(Date.now() + 3_600_000).toISOString();
    expect(await code(sent(boss, 'override.send', { at }))).toBe('platform.badInput');
    // Fields of a ding are none of an override: it waits for the morning.
    const forged = { byOverride: true, override: true, through: [asleep.memberId] };
    const { status, body } = await sent(colleague, 'ding.send', forged);
    expect([status, body['lines']]).toEqual([200, [expect.objectContaining({ byOverride: false })]]);
    // An owner who sent it decides nothing of it, sees nothing of whom it reached, and is told so by no trace.
    expect((await product.must<object[]>(boss, 'override.look')).length).toBe(0);
    expect((await product.must<{ looks: object[] }>(asleep, 'override.mine')).looks).toEqual([]);
  });

  test.each(Object.keys(transparencyCalls) as (keyof typeof transparencyCalls)[])(
    'reaches nothing by transparency.%s: whose it is, is whoever calls; no body and no header says otherwise',
    async (name) => {
      const body = transparencyBodies[name];
      const foreign = { ...body, companyId: theirs.companyId, memberId: theirs.memberId, viewerId: ids.member };
      const asking = name === 'outOfHours' ? await product.join(mine, 'representative', 'staff') : mine;
      // What they have looked at stands in the log of a colleague of theirs, and in no other.
      await product.must(theirs, 'worktime.leaves');
      expect(told(await product.call(asking, `transparency.${name}`, foreign))).toBe(
        told(await product.call(asking, `transparency.${name}`, body)),
      );
      const log = await product.must<{ views: unknown[] }>(beside, 'transparency.views');
      expect(log.views).toContainEqual(expect.objectContaining({ what: 'leave', viewerId: theirs.memberId }));
      expect(told(await product.call(mine, 'transparency.views'))).not.toContain(theirs.memberId);
      const inside = { ...asking, companyId: theirs.companyId };
      expect((await product.call(inside, `transparency.${name}`, body)).body.code).toBe('platform.notFound');
    },
  );

  test('opens no socket: named in its address it is as unknown as a random one', async () => {
    for (const companyId of [theirs.companyId, RANDOM, 'x', '']) {
      await expect(product.socket({ ...mine, companyId }), String(companyId)).rejects.toThrow('401');
    }
  });

  test('in a body is ignored: the session and the header say which company is meant', async () => {
    const input = { companyId: theirs.companyId, company: theirs.companyId, id: theirs.companyId };
    expect(await product.must(mine, 'directory.company', input)).toMatchObject({ id: mine.companyId, name: 'Mine' });
    expect(await product.must(mine, 'directory.departments', input)).toEqual([]);
    await product.must(mine, 'directory.renameCompany', { ...input, name: 'Mine' });
    expect(await product.must(theirs, 'directory.company')).toMatchObject({ name: 'Theirs' });
  });

  test('is in no list and found by no search', async () => {
    const text = JSON.stringify([
      await product.must(mine, 'directory.search', { text: 'Colleague' }),
      await product.must(mine, 'directory.membersOf', { departmentId: null, withSubdepartments: true }),
      await product.must(mine, 'directory.cards', { ids: [ids.member, theirs.memberId] }),
      await product.must(mine, 'directory.joinRequests'),
      await product.must(mine, 'directory.ledger', { before: null }),
      await product.must(mine, 'directory.exportCsv', { kind: 'members' }),
      await product.must(mine, 'chat.conversations'),
    ]);
    for (const foreign of [...Object.values(ids), theirs.memberId, theirs.companyId, 'Colleague', 'Offers']) {
      expect(text).not.toContain(foreign);
    }
  });
});

test('P10 who has been let go reads, finds, exports and fetches nothing any more', async () => {
  const keeper = await product.join(mine, 'hr', 'keeper');
  const { conversation } = await product.must<{ conversation: { id: string } }>(mine, 'chat.createGroup', {
    name: 'Line 3',
    memberIds: [keeper.memberId],
  });
  await product.must(keeper, 'chat.sendMessage', {
    id: crypto.randomUUID(),
    conversationId: conversation.id,
    text: 'hello',
  });
  const pixel = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#284' } })
    .png()
    .toBuffer();
  const { avatar } = await product.must<{ avatar: string }>(mine, 'files.setAvatar', {
    content: pixel.toString('base64'),
  });
  const picture = () =>
    fetch(`${product.base}/files/avatar/${avatar}?company=${keeper.companyId}`, {
      headers: { authorization: `Bearer ${keeper.token}` },
    });
  const tries: [string, object][] = [
    ['chat.messages', { conversationId: conversation.id }],
    ['chat.editMessage', { conversationId: conversation.id, number: 2, text: 'never said' }],
    ['chat.recallMessage', { conversationId: conversation.id, number: 2 }],
    ['chat.earlierTexts', { conversationId: conversation.id, number: 2 }],
    ['chat.setReaction', { conversationId: conversation.id, number: 1, emoji: '👍', on: true }],
    ['chat.reactors', { conversationId: conversation.id, number: 1, emoji: '👍' }],
    ['chat.acknowledge', { conversationId: conversation.id, number: 3 }],
    ['chat.vote', { conversationId: conversation.id, number: 3, options: [0] }],
    ['chat.openNotices', {}],
    ['later.mine', {}],
    ['later.save', { conversationId: conversation.id, number: 2 }],
    ['chat.removeLinkPreview', { conversationId: conversation.id, number: 1, address: 'https://news.example/' }],
    ['directory.search', { text: 'Mine' }],
    ['directory.exportCsv', { kind: 'members' }],
  ];
  for (const [name, input] of tries.slice(0, 2)) expect((await product.call(keeper, name, input)).status).toBe(200);
  const seen = await picture();
  expect(seen.status).toBe(200);
  expect(seen.headers.get('x-content-type-options')).toBe('nosniff');
  expect(seen.headers.get('content-type')).toBe('image/webp');
  await product.must(mine, 'directory.deactivateMember', { id: keeper.memberId, handOverTo: null });
  for (const [name, input] of tries) {
    expect((await product.call(keeper, name, input)).body.code, name).toBe('platform.notFound');
  }
  expect((await picture()).status).toBe(404);
  await expect(product.socket(keeper)).rejects.toThrow('401');
});

describe('what is asked without measure', () => {
  const calls = () =>
    product.house.callNames().map((name) => [name, product.house.find(name)?.call as AnyCall] as const);

  test('a page of 10^9 is refused by every call that has pages', async () => {
    const paged = calls().filter(([, { input }]) => input instanceof z.ZodObject && 'limit' in input.shape);
    expect(paged.length).toBeGreaterThanOrEqual(4);
    for (const [name] of paged) {
      for (const limit of [1e9, 0, -1, 1.5, '50']) {
        const more =
          name === 'directory.ledger'
            ? { before: null }
            : { conversationId: RANDOM, text: 'x', number: 1, emoji: '👍', option: 0 };
        const input = { ...more, departmentId: null, withSubdepartments: true, limit };
        expect((await product.call(mine, name, input)).body, `${name} ${limit}`).toMatchObject({
          code: 'platform.badInput',
          facts: { field: 'limit' },
        });
      }
    }
  });

  test('every text and list of every input has an end', () => {
    const endless: string[] = [];
    const walk = (schema: unknown, path: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const { type, maxLength, maxItems, format, pattern } = schema as Record<string, unknown>;
      const isEnded = maxLength !== undefined || format !== undefined || pattern !== undefined;
      if (type === 'string' && !isEnded && !('enum' in schema) && !('const' in schema)) endless.push(path);
      if (type === 'array' && maxItems === undefined) endless.push(path);
      for (const [key, inner] of Object.entries(schema)) walk(inner, `${path}.${key}`);
    };
    for (const [name, { input }] of calls()) walk(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }), name);
    // What an authenticator answers is WebAuthn's to say; the body's 64 KiB are its end.
    expect(endless.filter((path) => !path.endsWith('.response.propertyNames'))).toEqual([]);
  });
});

test('what people write comes back as data: JSON that no browser takes for a page, under a policy without scripts', async () => {
  const markup = '<script>alert(1)</script><img src=x onerror=alert(1)>';
  await product.must(mine, 'directory.renameCompany', { name: markup });
  const { conversation } = await product.must<{ conversation: { id: string } }>(mine, 'chat.createGroup', {
    name: markup,
    memberIds: [],
  });
  for (const [name, input] of [
    ['directory.company', {}],
    ['chat.conversation', { conversationId: conversation.id }],
    ['chat.messages', { conversationId: markup }],
    [encodeURIComponent(markup), {}],
  ] as const) {
    const response = await fetch(`${product.base}/api/${name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${mine.token}`,
        'x-company': String(mine.companyId),
      },
      body: JSON.stringify(input),
    });
    expect(response.headers.get('content-type'), name).toMatch(/^application\/json/);
    expect(response.headers.get('x-content-type-options'), name).toBe('nosniff');
    const policy = response.headers.get('content-security-policy') ?? '';
    for (const part of [
      "script-src 'self';",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ]) {
      expect(policy, name).toContain(part);
    }
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  }
  expect(await product.must(mine, 'directory.company')).toMatchObject({ name: markup });
});
