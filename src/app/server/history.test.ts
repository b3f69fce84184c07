import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { threadIdOf } from '#chat/model/contract.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import type { OwnCopy } from '#records/model/contract.ts';
import { openTestProduct, type Person } from './testing.ts';

type Product = Awaited<ReturnType<typeof openTestProduct>>;
type Socket = Awaited<ReturnType<Product['socket']>>;
let product: Product;
let owner: Person;
let stays: Person;
/** Those who come and go, one of them a guest. */
let comers: readonly Person[];
const sockets = new Map<Person, Socket>();

beforeAll(async () => {
  product = await openTestProduct();
  owner = await product.company('Acme');
  stays = await product.join(owner, 'member', 'stays');
  comers = [
    await product.join(owner, 'member', 'comes'),
    await product.join(owner, 'member', 'goes'),
    await product.join(owner, 'guest', 'guest'),
  ];
  for (const one of comers) sockets.set(one, await product.socket(one));
}, 30_000);
afterAll(async () => {
  for (const { ws } of sockets.values()) ws.close();
  await product[Symbol.asyncDispose]();
});

const id = () => crypto.randomUUID();
/** What somebody said there, which nobody can meet by chance. */
const mark = (serial: number) => `said-${serial}-there`;

async function groupOf(...members: Person[]): Promise<ConversationId> {
  const input = { name: 'Line 3', memberIds: members.map(({ memberId }) => memberId) };
  return (await product.must<{ conversation: { id: ConversationId } }>(owner, 'chat.createGroup', input)).conversation
    .id;
}

async function broughtFile(as: Person, name: string): Promise<string> {
  const bytes = Buffer.from('a plan');
  const fileId = id();
  await product.must(as, 'files.startUpload', { id: fileId, name, size: bytes.length });
  await fetch(`${product.base}/files/upload/${fileId}`, {
    method: 'PATCH',
    headers: {
      ...{ authorization: `Bearer ${as.token}`, 'x-company': String(as.companyId) },
      ...{ 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
    },
    body: new Uint8Array(bytes),
  });
  await product.must(as, 'files.finishUpload', { id: fileId });
  return fileId;
}

const fileStatus = async (as: Person, fileId: string) =>
  (
    await fetch(`${product.base}/files/${fileId}/whole?company=${as.companyId}`, {
      headers: { authorization: `Bearer ${as.token}` },
    })
  ).status;

/** A group in which things happen; what was said stands with the number of the message that one must see to see it. */
async function stage() {
  const room = await groupOf(stays);
  const elsewhere = await groupOf(stays, ...comers);
  const said: { readonly serial: number; readonly number: number }[] = [];
  const files: { readonly id: string; readonly number: number }[] = [];
  const joinedAt = new Map<Person, { readonly at: number; readonly frames: number }>();
  const saved: string[] = [];
  let last = 1;
  let serial = Math.floor(Math.random() * 1e6) * 1_000;
  const say = async (name: string, more: object, number: number | null = null) => {
    const own = (serial += 1);
    const input = { id: id(), conversationId: room, text: mark(own), ...more };
    const sent = await product.must<{ number: number }>(stays, `chat.${name}`, input);
    if (number === null) last = sent.number;
    said.push({ serial: own, number: number ?? sent.number });
    return sent.number;
  };
  /** Something that is there, by a whim. */
  const some = (whim: number) => 2 + (whim % Math.max(1, last - 1));
  const acts = {
    say: () => say('sendMessage', {}),
    async quote(whim: number) {
      await say('sendMessage', { replyTo: some(whim) });
    },
    async file() {
      const fileId = await broughtFile(stays, `${mark(serial + 1)}.txt`);
      files.push({ id: fileId, number: await say('sendMessage', { files: [fileId] }) });
    },
    notice: () => say('sendNotice', { dueDays: 2 }),
    poll: () => say('sendPoll', { options: ['a', 'b'], multiple: false, anonymous: false, endsAt: null }),
    async answer(whim: number) {
      const root = { conversationId: room, number: some(whim) };
      const { messages } = await product.must<{ messages: { note: unknown; recalled: boolean }[] }>(
        ...[stays, 'chat.messages', { conversationId: room, around: root.number, limit: 1 }],
      );
      if (messages[0]?.note !== null || messages[0].recalled) return;
      await say('sendMessage', { conversationId: threadIdOf(root), thread: root }, root.number);
    },
    async change(whim: number) {
      const own = (serial += 1);
      const place = { conversationId: room, number: some(whim) };
      const { status } = await product.call(stays, 'chat.editMessage', { ...place, text: mark(own) });
      if (status === 200) said.push({ serial: own, number: place.number });
    },
    recall: (whim: number) => product.call(stays, 'chat.recallMessage', { conversationId: room, number: some(whim) }),
    react: (whim: number) =>
      product.call(stays, 'chat.setReaction', { conversationId: room, number: some(whim), emoji: '👍', on: true }),
    announce: (whim: number) =>
      product.call(owner, 'chat.setAnnouncement', { conversationId: room, number: some(whim) }).then(count),
    rule: (whim: number) =>
      product
        .must(owner, 'chat.setNewcomersSee', {
          conversationId: room,
          newcomersSee: whim % 3 === 0 ? 'everything' : 'afterJoining',
        })
        .then(count),
    async comeOrGo(whim: number) {
      const who = comers[whim % comers.length] as Person;
      if (joinedAt.has(who)) {
        await product.must(owner, 'chat.removeParticipant', { conversationId: room, memberId: who.memberId });
        joinedAt.delete(who);
      } else {
        const { at } = await product.must<{ at: number }>(who, 'chat.conversations');
        joinedAt.set(who, { at, frames: sockets.get(who)?.frames.length ?? 0 });
        await product.must(owner, 'chat.addParticipants', { conversationId: room, memberIds: [who.memberId] });
        const kept = await product.call(who, 'later.save', { conversationId: room, number: some(whim) });
        if (kept.status === 200) saved.push(String(kept.body['id']));
      }
      await count();
    },
  };
  async function count() {
    const { conversation } = await product.must<{ conversation: { lastNumber: number } }>(owner, 'chat.conversation', {
      conversationId: room,
    });
    last = conversation.lastNumber;
  }
  return { room, elsewhere, said, files, joinedAt, saved, acts, last: () => last };
}

type Staged = Awaited<ReturnType<typeof stage>>;

/** All that a member is told by any call that tells something, as one text. */
async function toldTo(socket: Socket, { room, elsewhere, saved, last }: Staged): Promise<string> {
  const numbers = Array.from({ length: last() }, (_, n) => n + 1).slice(0, 50);
  const told: Promise<unknown>[] = [];
  const ask = (name: string, input: object) => void told.push(socket.call(name, input));
  ask('chat.conversations', {});
  ask('chat.conversation', { conversationId: room });
  ask('chat.openNotices', {});
  ask('chat.messages', { conversationId: room });
  ask('chat.messages', { conversationId: room, limit: 3 });
  for (const number of [1, ...numbers]) {
    for (const side of ['before', 'after', 'around']) ask('chat.messages', { conversationId: room, [side]: number });
    const root = { conversationId: room, number };
    ask('chat.openThread', root);
    ask('chat.messages', { conversationId: threadIdOf(root) });
    ask('chat.messagesByNumber', { conversationId: threadIdOf(root), numbers: [1, 2, 3] });
    ask('chat.earlierTexts', root);
  }
  ask('chat.messagesByNumber', { conversationId: room, numbers });
  ask('chat.messages', { conversationId: elsewhere });
  ask('chat.forwarded', { conversationId: elsewhere, numbers });
  ask('search.messages', { text: 'said' });
  ask('search.messages', { text: 'said', in: room });
  ask('search.files', { text: 'said' });
  ask('later.savedMessages', { ids: saved });
  return JSON.stringify(await Promise.all(told));
}

/** Of which message an event tells; null where of none. */
function placeOf(event: Record<string, unknown>): { conversationId: string; number: number } | null {
  const { conversationId, number } = (event['message'] ?? event) as { conversationId?: string; number?: number };
  return conversationId === undefined || typeof number !== 'number' ? null : { conversationId, number };
}

/** Whatever names a message that is not there is answered as for one that never was. */
async function ensureUnknown(socket: Socket, conversationId: ConversationId, number: number): Promise<void> {
  const place = { conversationId, number };
  const at = async (name: string, input: object) => {
    const { ok, no } = await socket.call(name, input);
    return no?.code ?? JSON.stringify(ok);
  };
  for (const [name, input] of [
    ['chat.openThread', place],
    ['chat.earlierTexts', place],
    ['chat.reactors', { ...place, emoji: '👍' }],
    ['chat.setReaction', { ...place, emoji: '👍', on: true }],
    ['chat.editMessage', { ...place, text: 'mine' }],
    ['chat.recallMessage', place],
    ['chat.noticeAnswers', place],
    ['chat.voters', { ...place, option: 0 }],
    ['chat.closePoll', place],
    ['chat.vote', { ...place, options: [0] }],
    ['chat.sendMessage', { id: id(), conversationId, text: 'x', replyTo: number }],
    ['chat.forward', { id: id(), conversationId, text: '', source: place }],
    ['later.save', place],
  ] as const) {
    // A guest keeps nothing for later.
    expect(['chat.messageUnknown', 'platform.forbidden'], `${name} ${number}`).toContain(await at(name, input));
  }
  expect(await at('chat.receiptsOf', place)).toBe('chat.notYours');
  expect(JSON.parse(await at('chat.messagesByNumber', { conversationId, numbers: [number] }))).toEqual([]);
  expect(JSON.parse(await at('chat.threadRoots', { ids: [threadIdOf(place)] }))).toEqual([]);
  const thread = { conversationId: threadIdOf(place) };
  expect(await at('chat.messages', thread)).toBe('chat.conversationUnknown');
  expect(await at('chat.followThread', { ...thread, on: true })).toBe('chat.conversationUnknown');
}

test('H2 for who came later nothing said before is there: by no call, no event, no resume, no address', async () => {
  let hidden = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(
          fc.constantFrom<keyof Staged['acts']>(
            ...(['say', 'quote', 'file', 'notice', 'poll', 'answer', 'change', 'recall', 'react', 'announce'] as const),
            ...(['rule', 'comeOrGo', 'comeOrGo', 'comeOrGo'] as const),
          ),
          fc.nat(1_000),
        ),
        { minLength: 12, maxLength: 20 },
      ),
      async (script) => {
        const staged = await stage();
        const { room, elsewhere, said, files, joinedAt, acts } = staged;
        await acts.say();
        await acts.rule(1);
        for (const [act, whim] of script) await acts[act](whim);
        // What was said before goes on being talked of, after they came.
        await acts.comeOrGo(1);
        for (const act of ['react', 'answer', 'change', 'announce'] as const) await acts[act](0);
        await product.call(stays, 'chat.forward', {
          ...{ id: id(), conversationId: elsewhere, text: '' },
          source: { conversationId: room, number: 2 },
        });
        const texts = async () => {
          const all = await product.must<{ messages: { text: string }[] }>(owner, 'search.messages', { in: room });
          return all.messages.length;
        };
        await expect.poll(texts, { timeout: 5_000 }).toBeGreaterThan(0);
        for (const [who, { at, frames }] of joinedAt) {
          const { conversation } = await product.must<{
            conversation: { hiddenNumber: number; announced: number | null };
          }>(...[who, 'chat.conversation', { conversationId: room }]);
          const bound = conversation.hiddenNumber;
          if (bound === 0) continue;
          hidden += 1;
          expect(conversation.announced ?? bound + 1).toBeGreaterThan(bound);
          const forbidden = said.filter(({ number }) => number <= bound).map(({ serial }) => mark(serial));
          const resumed = await product.socket(who, { since: at });
          await resumed.call('chat.conversations');
          const heard = [...(sockets.get(who)?.frames.slice(frames) ?? []), ...resumed.frames];
          const told = `${await toldTo(resumed, staged)}${JSON.stringify(heard)}`;
          for (const words of forbidden) expect(told).not.toContain(words);
          const named = heard.filter(({ type }) => type !== 'chat.readMoved').flatMap((event) => placeOf(event) ?? []);
          const below = named.filter(({ conversationId, number }) => conversationId === room && number <= bound);
          expect(below).toEqual([]);
          await ensureUnknown(resumed, room, Math.min(bound, 2));
          await ensureUnknown(resumed, room, bound);
          resumed.ws.close();
          const old = files.filter((file) => file.number <= bound);
          for (const file of old) expect(await fileStatus(who, file.id)).toBe(404);
        }
      },
    ),
    { numRuns: 6 },
  );
  expect(hidden).toBeGreaterThan(0);
}, 120_000);

test('H2 a copy of his own data holds nothing from before', async () => {
  const [comer] = comers as [Person];
  const room = await groupOf(stays);
  const say = (text: string) => product.must(stays, 'chat.sendMessage', { id: id(), conversationId: room, text });
  await say('before he came');
  await product.must(owner, 'chat.setNewcomersSee', { conversationId: room, newcomersSee: 'afterJoining' });
  await product.must(owner, 'chat.addParticipants', { conversationId: room, memberIds: [comer.memberId] });
  await say('after he came');
  const copy = await product.must<OwnCopy>(comer, 'records.askOwnCopy', { language: 'en' });
  const state = async () => (await product.must<{ copy: OwnCopy }>(comer, 'records.ownCopy')).copy.state;
  await expect.poll(state, { timeout: 10_000 }).toBe('ready');
  const answer = await fetch(`${product.base}/records/${copy.id}/copy.zip?company=${comer.companyId}`, {
    headers: { authorization: `Bearer ${comer.token}` },
  });
  const all = Object.values(unzipSync(new Uint8Array(await answer.arrayBuffer()))).map((part) => strFromU8(part));
  expect(all.join()).toContain('after he came');
  expect(all.join()).not.toContain('before he came');
});

test.each([false, true])(
  'H2 who was away while he was brought in hears nothing from before; from the log: %s',
  async (log) => {
    const [comer] = comers as [Person];
    const { at } = await product.must<{ at: number }>(comer, 'chat.conversations');
    const room = await groupOf(stays);
    const say = (text: string) =>
      product.must<{ number: number }>(stays, 'chat.sendMessage', { id: id(), conversationId: room, text });
    const { number } = await say('before he came');
    await product.must(stays, 'chat.setReaction', { conversationId: room, number, emoji: '👍', on: true });
    await product.must(owner, 'chat.setNewcomersSee', { conversationId: room, newcomersSee: 'afterJoining' });
    await product.must(owner, 'chat.addParticipants', { conversationId: room, memberIds: [comer.memberId] });
    const after = await say('after he came');
    // What was told otherwise is not served from memory any more.
    if (log)
      await product.must(stays, 'chat.editMessage', { conversationId: room, number: after.number, text: 'after all' });
    const socket = await product.socket(comer, { since: at });
    await socket.until(() => socket.frames.find((frame) => JSON.stringify(frame).includes('"after ')));
    expect(socket.frames[0]).toMatchObject({ hello: { fresh: false } });
    const heard = socket.frames.filter((frame) => frame['topic'] === room);
    expect(JSON.stringify(heard)).not.toContain('before he came');
    expect(heard.map(({ type }) => type)).not.toContain('chat.reactionChanged');
    socket.ws.close();
  },
);
