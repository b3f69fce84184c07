import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { companiesAfter } from '#identity/server/index.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { newId, noEdge } from '#platform/server/house.ts';
import { Followers } from '#platform/server/follow.ts';
import { POINT_KEPT_MS } from '../model/places.ts';
import type { ChatState } from '../model/state.ts';
import { threadIdOf } from '../model/threads.ts';
import { extentsAfter, retain } from './retaining.ts';
import { MORNING, openTestHouseWith } from './testing.ts';

type TestHouse = Awaited<ReturnType<typeof openTestHouseWith>>;
let house: TestHouse;
let followers: Followers;
const site = createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end(`<title>${request.url}</title>`);
});
beforeAll(async () => {
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const here = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  house = await openTestHouseWith({ standIns: { 'a.example': here, 'b.example': here, 'c.example': here } });
  followers = new Followers(house.house, companiesAfter, (error) => house.errors.push(error), { busy: () => 0 });
  followers.start();
});
afterAll(async () => {
  await followers.stop();
  await house[Symbol.asyncDispose]();
  site.close();
});

const HOUR_MS = 3_600_000;

/** What stands behind links is told. */
async function seen(): Promise<void> {
  await followers.settle();
  await house.chat.linksSettled();
}

interface Stage {
  readonly people: Record<'lin' | 'zhou' | 'tang' | 'he', Identity>;
  readonly room: ConversationId;
}

/** Four people, a group of three with some talk in it, and a direct conversation. */
async function stage(): Promise<Stage> {
  const people = (await house.company('lin', 'zhou', 'tang', 'he')) as Stage['people'];
  const { lin, zhou, tang } = people;
  const room = await house.group(lin, zhou, tang);
  await house.say(lin, room, '复产时间定了吗');
  await house.say(zhou, room, `周二 <@${lin.memberId}>`);
  await house.say(lin, room, '好');
  const { conversation } = await house.talk(lin, 'openDirect', { memberId: zhou.memberId });
  await house.say(lin, conversation.id, 'in private');
  await house.chat.flush();
  await seen();
  return { people, room };
}

async function withFile(as: Identity, room: ConversationId, text: string, more: object = {}) {
  const file = await house.bring(as, '图纸.txt', Buffer.from('a plan'));
  return house.say(as, room, text, { files: [file.id], ...more });
}

async function sendNotice(as: Identity, room: ConversationId, dueDays: number | null = 2) {
  const input = { id: newId(), conversationId: room, text: '周五停电', dueDays };
  return { conversationId: room, number: (await house.talk(as, 'sendNotice', input)).number };
}

async function sendPoll(as: Identity, room: ConversationId, more: object = {}) {
  const poll = { multiple: true, anonymous: false, endsAt: null, options: ['周二', '周三', '周四'], ...more };
  const { number } = await house.talk(as, 'sendPoll', { id: newId(), conversationId: room, text: '哪天盘点', ...poll });
  return { conversationId: room, number };
}

async function joinByLink(people: Stage['people'], room: ConversationId, approval: boolean) {
  const { link } = await house.talk(people.lin, 'makeGroupLink', { conversationId: room, approval, days: 7 });
  await house.talk(people.he, 'joinByLink', { token: link.token });
}

/** An answer in the thread under a message of the room. */
function answer(as: Identity, room: ConversationId, number: number, text: string) {
  const root = { conversationId: room, number };
  return house.say(as, threadIdOf(root), text, { thread: root });
}

/** Brings all conversations in line with what is to be kept, step by step. */
async function keep({ people: { lin } }: Stage, keptFrom: Date | null, erasedFrom = new Date(0)): Promise<void> {
  const { companyId } = lin;
  for (let did = true; did; ) {
    did = await house.house.run(noEdge, async (base) => {
      await base.enterCompany(companyId);
      const ctx = Object.assign(base, { companyId });
      for (const extent of await extentsAfter(ctx, null, 100)) {
        if ((await retain(ctx, house.files, extent, { keptFrom, erasedFrom })).did) return true;
      }
      return false;
    });
  }
}

/** Something is said an hour later. */
async function laterSaid({ people, room }: Stage): Promise<void> {
  house.at(new Date(MORNING.getTime() + HOUR_MS));
  await house.say(people.tang, room, `later <@${people.zhou.memberId}>`);
  house.at(MORNING);
}

/** He is brought into the room and sees nothing from before. */
async function withNewcomer({ people: { lin, he }, room: conversationId }: Stage): Promise<void> {
  await house.talk(lin, 'setNewcomersSee', { conversationId, newcomersSee: 'afterJoining' });
  await house.talk(lin, 'addParticipants', { conversationId, memberIds: [he.memberId] });
}

/** The thread under lin's message 2, in which zhou and lin have spoken. */
async function thread({ people, room }: Stage): Promise<ConversationId> {
  await answer(people.zhou, room, 2, 'on Tuesday');
  await answer(people.lin, room, 2, 'thanks');
  await followers.settle();
  return threadIdOf({ conversationId: room, number: 2 });
}

/** What a screen is drawn from; the places on the clock differ by construction. */
function picture({ conversations, sections, deleted, timelines }: ChatState) {
  return {
    conversations,
    sections,
    deleted,
    timelines: Object.fromEntries(
      Object.entries(timelines).map(([id, { messages, hasBefore, hasAfter }]) => [
        id,
        { messages, hasBefore, hasAfter },
      ]),
    ),
  };
}

/** Does it, and stores meanwhile what it reads: what waits for that need not wait until it has been collected. */
async function done(act: () => Promise<unknown>): Promise<void> {
  let isDone = false;
  const doing = act().finally(() => (isDone = true));
  const storing = async () => {
    for (; !isDone; await sleep(5)) await house.chat.flush();
  };
  await Promise.all([doing, storing()]);
}

/** Old state + announced events = fresh fetch, for everybody who looks on. */
async function holds(viewers: readonly Identity[], act: () => Promise<unknown>): Promise<void> {
  const devices = await Promise.all(viewers.map((viewer) => house.device(viewer)));
  await done(act);
  await house.chat.flush();
  house.at(new Date(MORNING.getTime() + 2_000));
  await house.chat.settle();
  house.at(MORNING);
  await followers.settle();
  expect(house.errors).toEqual([]);
  await sleep(30); // the hub writes in a later turn of the loop
  for (const [index, viewer] of viewers.entries()) {
    const device = devices[index] as (typeof devices)[number];
    const isStale = Object.values(device.state.timelines).some(({ receiptsStale }) => receiptsStale);
    if (device.state.reloadAfter > 0 || isStale) await device.reload();
    const fresh = picture(await house.fetch(viewer));
    const shown = picture(device.state);
    expect(shown.conversations).toEqual(fresh.conversations);
    expect(shown.sections).toEqual(fresh.sections);
    expect(shown.deleted).toEqual(fresh.deleted);
    // Conversations that came while looking on have no page loaded yet.
    for (const [id, timeline] of Object.entries(shown.timelines)) expect(timeline, id).toEqual(fresh.timelines[id]);
  }
}

describe('mirror: the old state plus the announced events is the fresh state', () => {
  const cases: [string, (stage: Stage) => Promise<unknown>][] = [
    ['a message', ({ people, room }) => house.say(people.tang, room, 'hello')],
    ['a mention of one', ({ people, room }) => house.say(people.tang, room, `<@${people.zhou.memberId}> see above`)],
    ['a mention of all', ({ people, room }) => house.say(people.lin, room, '<@all> meeting at three')],
    [
      'an answer that reads what stands above',
      ({ people, room }) => house.say(people.zhou, room, 'yes', { replyTo: 2 }),
    ],
    [
      'several messages forwarded, one by one and as one',
      async ({ people: { lin, zhou, tang }, room }) => {
        const to = { conversationId: room, text: '', source: { conversationId: room, numbers: [2, 3] } };
        const other = await house.group(lin, zhou, tang);
        await house.talk(zhou, 'forwardEach', { ...to, ids: [newId(), newId()] });
        await house.talk(lin, 'forwardMerged', { ...to, conversationId: other, id: newId() });
      },
    ],
    [
      'a group deleted, with the thread in it',
      async (staged) => {
        await thread(staged);
        await house.talk(staged.people.lin, 'deleteConversation', { conversationId: staged.room, name: '三号线复产' });
      },
    ],
    [
      'deleted and restored',
      async (staged) => {
        const { people, room: conversationId } = staged;
        await thread(staged);
        await house.talk(people.lin, 'deleteConversation', { conversationId, name: '三号线复产' });
        await house.talk(people.lin, 'restoreConversation', { conversationId });
        await house.say(people.tang, conversationId, 'on we go');
      },
    ],
    [
      'several messages at once',
      ({ people, room }) =>
        Promise.all([1, 2, 3, 4].map((n) => house.say(n % 2 === 0 ? people.lin : people.tang, room, `line ${n}`))),
    ],
    [
      'sections made, filled, named anew, ordered and dissolved',
      async ({ people: { zhou }, room }) => {
        const ids = [newId(), newId(), newId()];
        for (const id of ids) await house.talk(zhou, 'makeSection', { id, name: '产线' });
        await house.talk(zhou, 'setSection', { conversationId: room, sectionId: ids[0] });
        await house.talk(zhou, 'renameSection', { id: ids[1], name: '客户' });
        await house.talk(zhou, 'orderSections', { ids: [ids[1]] });
        await house.talk(zhou, 'setSection', { conversationId: room, sectionId: ids[1] });
        await house.talk(zhou, 'removeSection', { id: ids[2] });
      },
    ],
    [
      'a section dissolved with what stands in it, and one left for none',
      async ({ people: { zhou, lin }, room }) => {
        const id = newId();
        await house.talk(zhou, 'makeSection', { id, name: '产线' });
        await house.talk(zhou, 'setSection', { conversationId: room, sectionId: id });
        await house.talk(zhou, 'removeSection', { id });
        await house.talk(lin, 'makeSection', { id, name: '产线' });
        await house.talk(lin, 'setSection', { conversationId: room, sectionId: id });
        await house.talk(lin, 'setSection', { conversationId: room, sectionId: null });
      },
    ],
    [
      'a silent message that mentions one and answers another',
      ({ people, room }) =>
        house.say(people.zhou, room, `<@${people.lin.memberId}> no hurry`, { replyTo: 2, silent: true }),
    ],
    ['a message with files and no text', ({ people, room }) => withFile(people.tang, room, '')],
    [
      'a message with files that mentions one and answers another',
      ({ people, room }) => withFile(people.zhou, room, `<@${people.lin.memberId}> 图纸`, { replyTo: 2 }),
    ],
    [
      'a text changed beside files',
      async ({ people, room }) => {
        const { number } = await withFile(people.lin, room, 'see the plan');
        await house.talk(people.lin, 'editMessage', { conversationId: room, number, text: 'see the new plan' });
      },
    ],
    [
      'a recall of a message with files',
      async ({ people, room }) => {
        const { number } = await withFile(people.lin, room, 'not for everybody');
        await house.talk(people.lin, 'recallMessage', { conversationId: room, number });
      },
    ],
    [
      'an edit',
      ({ people, room }) => house.talk(people.lin, 'editMessage', { conversationId: room, number: 2, text: 'changed' }),
    ],
    [
      'an edit that adds a mention',
      ({ people, room }) =>
        house.talk(people.lin, 'editMessage', { conversationId: room, number: 4, text: `<@${people.tang.memberId}>` }),
    ],
    ['a recall', ({ people, room }) => house.talk(people.zhou, 'recallMessage', { conversationId: room, number: 3 })],
    [
      'a recall of the last message',
      ({ people, room }) => house.talk(people.lin, 'recallMessage', { conversationId: room, number: 4 }),
    ],
    [
      'reactions given, joined and taken back',
      async ({ people, room }) => {
        const react = (as: Identity, number: number, emoji: string, on = true) =>
          house.talk(as, 'setReaction', { conversationId: room, number, emoji, on });
        await react(people.zhou, 2, '👍');
        await react(people.tang, 2, '🎉');
        await react(people.lin, 2, '👍');
        await react(people.tang, 4, '👏');
        await react(people.zhou, 2, '👍', false);
        await react(people.tang, 2, '🎉', false);
        await react(people.lin, 2, '🎉');
      },
    ],
    [
      'a reaction to a message that is edited, and to one that is recalled',
      async ({ people, room }) => {
        for (const number of [2, 4])
          await house.talk(people.tang, 'setReaction', { conversationId: room, number, emoji: '👍', on: true });
        await house.talk(people.lin, 'editMessage', { conversationId: room, number: 2, text: 'changed' });
        await house.talk(people.lin, 'recallMessage', { conversationId: room, number: 4 });
      },
    ],
    [
      'a reaction by somebody who leaves and is brought back',
      async ({ people, room }) => {
        await house.talk(people.tang, 'setReaction', { conversationId: room, number: 2, emoji: '👍', on: true });
        await house.talk(people.tang, 'leave', { conversationId: room });
        await house.talk(people.zhou, 'setReaction', { conversationId: room, number: 2, emoji: '👍', on: true });
        await house.talk(people.lin, 'addParticipants', { conversationId: room, memberIds: [people.tang.memberId] });
      },
    ],
    ['a notice', ({ people, room }) => sendNotice(people.lin, room)],
    [
      'a notice by a member, for whenever, that a guest and others acknowledge',
      async ({ people, room }) => {
        const { lin, zhou, tang, he } = people;
        await house.call(lin, 'directory.setRole', { id: he.memberId, role: 'guest' });
        await house.talk(lin, 'addParticipants', { conversationId: room, memberIds: [he.memberId] });
        const place = await sendNotice(zhou, room, null);
        await Promise.all([lin, tang, { ...he, role: 'guest' }].map((one) => house.talk(one, 'acknowledge', place)));
      },
    ],
    [
      'a notice to members in two time zones',
      async ({ people, room }) => {
        const there = { name: 'tang', title: '', phone: null, timeZone: 'Europe/Lisbon' };
        await house.call(people.tang, 'directory.editOwnProfile', there);
        await sendNotice(people.lin, room, 1);
      },
    ],
    [
      'a notice acknowledged by one who then leaves, and one who has not',
      async ({ people, room }) => {
        const place = await sendNotice(people.lin, room);
        await house.talk(people.zhou, 'acknowledge', place);
        await house.talk(people.zhou, 'leave', { conversationId: room });
      },
    ],
    [
      'a notice acknowledged, then recalled',
      async ({ people, room }) => {
        const place = await sendNotice(people.lin, room);
        await house.talk(people.zhou, 'acknowledge', place);
        await house.talk(people.lin, 'recallMessage', place);
      },
    ],
    [
      'a notice in a direct conversation',
      async ({ people }) => {
        const { conversation } = await house.talk(people.zhou, 'openDirect', { memberId: people.lin.memberId });
        await house.talk(people.lin, 'acknowledge', await sendNotice(people.zhou, conversation.id));
      },
    ],
    [
      'a named poll: votes, another mind, a vote taken back',
      async ({ people, room }) => {
        const place = await sendPoll(people.lin, room);
        await house.talk(people.lin, 'vote', { ...place, options: [2, 0] });
        await house.talk(people.zhou, 'vote', { ...place, options: [1] });
        await house.talk(people.tang, 'vote', { ...place, options: [0] });
        await house.talk(people.zhou, 'vote', { ...place, options: [0, 1] });
        await house.talk(people.tang, 'vote', { ...place, options: [] });
      },
    ],
    [
      'a poll that its author ends',
      async ({ people, room }) => {
        const place = await sendPoll(people.zhou, room);
        await house.talk(people.tang, 'vote', { ...place, options: [1] });
        await house.talk(people.zhou, 'closePoll', place);
      },
    ],
    [
      'an anonymous poll that ends and forgets',
      async ({ people, room }) => {
        const place = await sendPoll(people.zhou, room, { anonymous: true, multiple: false });
        await house.talk(people.tang, 'vote', { ...place, options: [1] });
        await house.talk(people.lin, 'vote', { ...place, options: [2] });
        await house.talk(people.zhou, 'closePoll', place);
      },
    ],
    [
      'a poll that ends by its time, and one that is recalled',
      async ({ people, room }) => {
        const endsAt = new Date(MORNING.getTime() + 1_500).toISOString();
        const place = await sendPoll(people.zhou, room, { anonymous: true, multiple: false, endsAt });
        await house.talk(people.tang, 'vote', { ...place, options: [1] });
        const other = await sendPoll(people.zhou, room);
        await house.talk(people.lin, 'vote', { ...other, options: [2] });
        await house.talk(people.zhou, 'recallMessage', other);
      },
    ],
    [
      'a contact, and a place whose point is erased',
      async ({ people: { lin, tang, he }, room }) => {
        const at = { conversationId: room };
        await house.talk(tang, 'sendContact', { ...at, id: newId(), memberId: he.memberId });
        const place = { name: '北门', address: '', point: { latitude: 31.2, longitude: 120.5, accuracyM: 12 } };
        house.at(new Date(MORNING.getTime() - POINT_KEPT_MS));
        await house.talk(lin, 'sendPlace', { ...at, ...place, id: newId() });
      },
    ],
    [
      'a member silenced for an hour, and then until it is lifted, who follows a thread there',
      async (on) => {
        await thread(on);
        const whom = { conversationId: on.room, memberId: on.people.zhou.memberId };
        await house.talk(on.people.lin, 'silence', { ...whom, span: 'hour' });
        await house.talk(on.people.lin, 'silence', { ...whom, span: 'lifted' });
      },
    ],
    [
      'a silence that is lifted, and one that ends as its member comes to own the group',
      async ({ people: { lin, zhou, tang }, room }) => {
        const of = ({ memberId }: Identity) => ({ conversationId: room, memberId });
        await house.talk(lin, 'silence', { ...of(zhou), span: 'week' });
        await house.talk(lin, 'silence', { ...of(tang), span: 'eightHours' });
        await house.talk(lin, 'liftSilence', of(zhou));
        await house.talk(lin, 'setGroupRole', { ...of(tang), role: 'owner' });
      },
    ],
    [
      'links that are seen, changed with the text, and removed by the author',
      async ({ people, room }) => {
        const { number } = await house.say(
          people.lin,
          room,
          'https://a.example/x https://b.example/y https://c.example/z',
        );
        await seen();
        await house.talk(people.lin, 'editMessage', {
          conversationId: room,
          number,
          text: 'https://b.example/y https://a.example/x',
        });
        await seen();
        await house.talk(people.lin, 'removeLinkPreview', {
          conversationId: room,
          number,
          address: 'https://b.example/y',
        });
      },
    ],
    [
      'links of a message that is recalled, and the same link said again',
      async ({ people, room }) => {
        const { number } = await house.say(people.zhou, room, 'https://a.example/x');
        await seen();
        await house.talk(people.zhou, 'recallMessage', { conversationId: room, number });
        await house.say(people.tang, room, 'https://a.example/x');
        await seen();
      },
    ],
    ['reading all', ({ people, room }) => house.talk(people.tang, 'markRead', { conversationId: room, number: 4 })],
    ['reading a part', ({ people, room }) => house.talk(people.tang, 'markRead', { conversationId: room, number: 2 })],
    [
      'two who read',
      ({ people, room }) =>
        Promise.all(
          [people.tang, people.zhou].map((one) => house.talk(one, 'markRead', { conversationId: room, number: 4 })),
        ),
    ],
    ['marking unread', ({ people, room }) => house.talk(people.tang, 'markUnread', { conversationId: room })],
    [
      'marking unread, then reading',
      async ({ people, room }) => {
        await house.talk(people.lin, 'markUnread', { conversationId: room });
        await house.talk(people.lin, 'markRead', { conversationId: room, number: 4 });
      },
    ],
    [
      'pinning and muting',
      async ({ people, room }) => {
        await house.talk(people.zhou, 'setPinned', { conversationId: room, pinned: true });
        await house.talk(people.zhou, 'setMuted', { conversationId: room, muted: true });
      },
    ],
    [
      'hearing of everything, then of nothing',
      async ({ people, room }) => {
        await house.talk(people.zhou, 'setNotify', { conversationId: room, notify: 'all' });
        await house.talk(people.tang, 'setNotify', { conversationId: room, notify: 'nothing' });
      },
    ],
    ['a draft', ({ people, room }) => house.talk(people.zhou, 'setDraft', { conversationId: room, text: '写到一半' })],
    [
      'a group renamed and described',
      ({ people, room }) =>
        house.talk(people.lin, 'editGroup', { conversationId: room, name: '三号线', description: '只谈进度' }),
    ],
    [
      'a member added',
      ({ people, room }) =>
        house.talk(people.tang, 'addParticipants', { conversationId: room, memberIds: [people.he.memberId] }),
    ],
    [
      'a member removed',
      ({ people, room }) =>
        house.talk(people.lin, 'removeParticipant', { conversationId: room, memberId: people.zhou.memberId }),
    ],
    [
      'a member removed who had read',
      async ({ people, room }) => {
        await house.talk(people.tang, 'markRead', { conversationId: room, number: 4 });
        await house.talk(people.lin, 'removeParticipant', { conversationId: room, memberId: people.tang.memberId });
      },
    ],
    ['a member who leaves', ({ people, room }) => house.talk(people.tang, 'leave', { conversationId: room })],
    ['an owner who leaves', ({ people, room }) => house.talk(people.lin, 'leave', { conversationId: room })],
    [
      'somebody who leaves and is brought back',
      async ({ people, room }) => {
        await house.talk(people.tang, 'leave', { conversationId: room });
        await house.say(people.lin, room, 'meanwhile');
        await house.talk(people.lin, 'addParticipants', { conversationId: room, memberIds: [people.tang.memberId] });
        await house.say(people.zhou, room, 'welcome back');
      },
    ],
    [
      'a group whose newcomers see only what comes after they joined',
      ({ people, room }) =>
        house.talk(people.lin, 'setNewcomersSee', { conversationId: room, newcomersSee: 'afterJoining' }),
    ],
    [
      'somebody brought in who sees nothing from before, while it is talked of',
      async ({ people, room }) => {
        await withNewcomer({ people, room });
        const place = { conversationId: room, number: 2 };
        await house.talk(people.lin, 'editMessage', { ...place, text: 'otherwise https://a.example/x' });
        await house.talk(people.zhou, 'setReaction', { ...place, emoji: '👍', on: true });
        await answer(people.zhou, room, 2, `on Tuesday <@${people.he.memberId}>`);
        await seen();
        await house.talk(people.lin, 'setAnnouncement', place);
        await house.talk(people.lin, 'recallMessage', place);
      },
    ],
    [
      'what stands on top from before, and after, for somebody who came between',
      async ({ people, room }) => {
        await house.talk(people.lin, 'setAnnouncement', { conversationId: room, number: 3 });
        await withNewcomer({ people, room });
        const { number } = await house.say(people.zhou, room, 'after');
        await house.talk(people.lin, 'editGroup', { conversationId: room, name: '三号线', description: '' });
        await house.talk(people.lin, 'setAnnouncement', { conversationId: room, number });
        await house.talk(people.lin, 'setAnnouncement', { conversationId: room, number: 2 });
      },
    ],
    [
      'what was kept for its time and vanishes, but for what was said later',
      async (staged) => {
        await house.talk(staged.people.lin, 'setAnnouncement', { conversationId: staged.room, number: 3 });
        await laterSaid(staged);
        await keep(staged, new Date(MORNING.getTime() + HOUR_MS / 2));
      },
    ],
    [
      'all of it vanishes, and something is said again',
      async (staged) => {
        await keep(staged, new Date(MORNING.getTime() + HOUR_MS / 2));
        await house.say(staged.people.zhou, staged.room, 'is anybody there');
      },
    ],
    [
      'what vanished comes back',
      async (staged) => {
        await keep(staged, new Date(MORNING.getTime() + HOUR_MS / 2));
        await keep(staged, null);
      },
    ],
    [
      'what vanished is erased',
      async (staged) => {
        await laterSaid(staged);
        const soon = new Date(MORNING.getTime() + HOUR_MS / 2);
        await keep(staged, soon);
        await keep(staged, soon, soon);
      },
    ],
    [
      'a role',
      ({ people, room }) =>
        house.talk(people.lin, 'setGroupRole', { conversationId: room, memberId: people.zhou.memberId, role: 'admin' }),
    ],
    [
      'a group handed over',
      ({ people, room }) =>
        house.talk(people.lin, 'setGroupRole', { conversationId: room, memberId: people.tang.memberId, role: 'owner' }),
    ],
    [
      'a group in which only admins write',
      ({ people, room }) =>
        house.talk(people.lin, 'setGroupRules', {
          conversationId: room,
          rules: { whoWrites: 'admins', whoAdds: 'admins', whoMentionsAll: 'groupAdmins' },
        }),
    ],
    [
      'an announcement',
      ({ people, room }) => house.talk(people.lin, 'setAnnouncement', { conversationId: room, number: 3 }),
    ],
    [
      'an announcement that is recalled',
      async ({ people, room }) => {
        await house.talk(people.lin, 'setAnnouncement', { conversationId: room, number: 3 });
        await house.talk(people.zhou, 'recallMessage', { conversationId: room, number: 3 });
      },
    ],
    [
      'a group put away and taken out again',
      async ({ people, room }) => {
        await house.talk(people.lin, 'setArchived', { conversationId: room, archived: true });
        await house.talk(people.lin, 'setArchived', { conversationId: room, archived: false });
      },
    ],
    [
      'a group put away',
      ({ people, room }) => house.talk(people.lin, 'setArchived', { conversationId: room, archived: true }),
    ],
    [
      'somebody who leaves quietly',
      ({ people, room }) => house.talk(people.tang, 'leave', { conversationId: room, quietly: true }),
    ],
    ['somebody who joins by a link', async ({ people, room }) => joinByLink(people, room, false)],
    ['somebody who asks to join', async ({ people, room }) => joinByLink(people, room, true)],
    [
      'somebody who asks to join, an admin who is made meanwhile, and an answer',
      async ({ people, room }) => {
        await joinByLink(people, room, true);
        const zhou = people.zhou.memberId;
        await house.talk(people.lin, 'setGroupRole', { conversationId: room, memberId: zhou, role: 'admin' });
        await house.talk(people.zhou, 'answerJoinRequest', {
          conversationId: room,
          memberId: people.he.memberId,
          accept: true,
        });
      },
    ],
    [
      'a guest brought in',
      async ({ people, room }) => {
        const { he } = people;
        await house.call(people.lin, 'directory.setRole', { id: he.memberId, role: 'guest' });
        await house.talk(people.lin, 'addParticipants', { conversationId: room, memberIds: [he.memberId] });
      },
    ],
    ['an answer that begins a thread', ({ people, room }) => answer(people.zhou, room, 2, 'on Tuesday')],
    ['an answer to an own message', ({ people, room }) => answer(people.lin, room, 2, 'or on Wednesday')],
    [
      'answers by all, one of whom is meant before he has answered',
      async ({ people, room }) => {
        await answer(people.zhou, room, 2, `<@${people.tang.memberId}> is it so?`);
        await followers.settle();
        await answer(people.tang, room, 2, 'it is');
        await answer(people.lin, room, 2, 'good');
      },
    ],
    [
      'a thread that is read',
      async (staged) => {
        const id = await thread(staged);
        await house.talk(staged.people.zhou, 'markRead', { conversationId: id, number: 2 });
      },
    ],
    [
      'a thread followed, and one that is followed no longer',
      async (staged) => {
        const id = await thread(staged);
        await house.talk(staged.people.tang, 'followThread', { conversationId: id, on: true });
        await house.talk(staged.people.zhou, 'followThread', { conversationId: id, on: false });
        await answer(staged.people.lin, staged.room, 2, 'are you still there?');
      },
    ],
    [
      'a member removed from a group in which he follows a thread',
      async (staged) => {
        await thread(staged);
        const { lin, zhou } = staged.people;
        await house.talk(lin, 'removeParticipant', { conversationId: staged.room, memberId: zhou.memberId });
      },
    ],
    [
      'a group with a thread handed over, ruled and put away',
      async (staged) => {
        const { people, room } = staged;
        await thread(staged);
        await house.talk(people.lin, 'setGroupRole', {
          conversationId: room,
          memberId: people.zhou.memberId,
          role: 'owner',
        });
        await house.talk(people.zhou, 'setGroupRules', {
          conversationId: room,
          rules: { whoWrites: 'admins', whoAdds: 'admins', whoMentionsAll: 'groupAdmins' },
        });
        await house.talk(people.zhou, 'setArchived', { conversationId: room, archived: true });
      },
    ],
    [
      'a guest brought into a group with a thread',
      async (staged) => {
        const { lin, he } = staged.people;
        await thread(staged);
        await house.call(lin, 'directory.setRole', { id: he.memberId, role: 'guest' });
        await house.talk(lin, 'addParticipants', { conversationId: staged.room, memberIds: [he.memberId] });
      },
    ],
    [
      'a recall of the message under which a thread hangs, and of an answer',
      async (staged) => {
        const id = await thread(staged);
        await house.talk(staged.people.lin, 'recallMessage', { conversationId: staged.room, number: 2 });
        await house.talk(staged.people.zhou, 'recallMessage', { conversationId: id, number: 1 });
      },
    ],
    ['a new group', ({ people }) => house.group(people.zhou, people.lin, people.he)],
    [
      'a new direct conversation',
      ({ people }) => house.talk(people.he, 'openDirect', { memberId: people.lin.memberId }),
    ],
    [
      'a member who shares no receipts any more',
      ({ people }) => house.talk(people.zhou, 'setReceiptSettings', { direct: false, groups: false }),
    ],
    [
      'a company that goes without receipts',
      ({ people }) => house.call(people.lin, 'directory.setPolicy', { changes: { receipts: 'off' } }),
    ],
    [
      'receipts that two keys switch on again',
      async ({ people }) => {
        await house.call(people.lin, 'directory.setPolicy', { changes: { receipts: 'off' } });
        await house.agree(people.lin, 'receipts', 'counted');
      },
    ],
  ];

  test.each(cases)('%s', async (_title, act) => {
    const staged = await stage();
    await holds(Object.values(staged.people), () => act(staged));
    expect.hasAssertions();
  });
});
