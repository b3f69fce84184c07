import { decode } from 'zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chatCalls, chatEvent, type Conversation } from '#chat/model/contract.ts';
import { applyLocally, applyToChat, attentionOf, type ChatState, emptyChat } from '#chat/model/state.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { openTestProduct, type Person } from './testing.ts';

/** How far to walk: `WALK=50x1000 npx vitest run src/app/server/walk.test.ts` goes 50 ways of 1,000 steps each. */
const [WALKS = 2, STEPS = 240] = (process.env['WALK'] ?? '')
  .split('x')
  .map(Number)
  .filter((length) => length > 0);
const LOOK_EVERY = 40;
/** P6: after so long every device of a member shows the same. */
const AGREE_WITHIN_MS = 10_000;

type Product = Awaited<ReturnType<typeof openTestProduct>>;
let product: Product;
beforeAll(async () => {
  product = await openTestProduct();
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
});

/** The same chances for the same seed (mulberry32). */
function chances(seed: number) {
  let sum = seed;
  const next = (): number => {
    sum = (sum + 0x6d2b79f5) | 0;
    let mix = Math.imul(sum ^ (sum >>> 15), sum | 1);
    mix ^= mix + Math.imul(mix ^ (mix >>> 7), mix | 61);
    return ((mix ^ (mix >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(next() * n);
  return { below, pick: <T>(list: readonly T[]): T => list[below(list.length)] as T };
}

async function loadList(as: Person): Promise<{ at: number; conversations: Conversation[] }> {
  return decode(chatCalls.conversations.output, await product.must<never>(as, 'chat.conversations'));
}

/** A device as the browser has one: the reducer, a socket that comes and goes, and what is kept when it is closed. */
class Device {
  state: ChatState;
  readonly #as: Person;
  #socket: Awaited<ReturnType<Product['socket']>> | null = null;
  #at: number | null = null;
  /** Frames heard by now of the open socket. */
  #heard = 0;

  constructor(as: Person) {
    this.#as = as;
    this.state = emptyChat(as.memberId as MemberId);
  }

  get isOnline(): boolean {
    return this.#socket !== null;
  }

  async goOnline(): Promise<void> {
    if (this.#at === null) await this.#load();
    const socket = await product.socket(this.#as, { since: this.#at });
    const hello = await socket.until(() => socket.frames.find((frame) => 'hello' in frame));
    if ((hello['hello'] as { fresh: boolean }).fresh) {
      socket.ws.close();
      this.#at = null;
      return this.goOnline();
    }
    this.#socket = socket;
    this.#heard = 0;
  }

  goOffline(): void {
    this.listen();
    this.#socket?.ws.close();
    this.#socket = null;
  }

  /** Closed and opened again: what was kept is read as it was written, and the rest is resumed. */
  async restart(): Promise<void> {
    this.goOffline();
    this.state = structuredClone(this.state);
    await this.goOnline();
  }

  /** Takes in what has come. */
  listen(): void {
    const frames = this.#socket?.frames ?? [];
    for (; this.#heard < frames.length; this.#heard += 1) {
      const frame = frames[this.#heard] as { at?: number; type?: string };
      if (typeof frame.at !== 'number') continue;
      if (frame.type?.startsWith('chat.') === true && frame.type !== 'chat.typing') {
        this.state = applyToChat(this.state, decode(chatEvent, frame as never), frame.at);
      }
      this.#at = Math.max(this.#at ?? 0, frame.at);
    }
  }

  async #load(): Promise<void> {
    const list = await loadList(this.#as);
    this.state = applyLocally(this.state, { type: 'local.listed', ...list });
    this.#at = list.at;
  }
}

interface World {
  readonly me: Person;
  readonly others: readonly [Person, Person];
  readonly devices: readonly [Device, Device];
  readonly rooms: readonly string[];
  readonly talks: readonly string[];
}

async function settle(): Promise<World> {
  const owner = await product.company('Walkers');
  const me = await product.join(owner, 'member', 'Me');
  const other = await product.join(owner, 'member', 'Other');
  const memberIds = [me.memberId, other.memberId];
  const group = async (name: string) =>
    (await product.must<{ conversation: { id: string } }>(owner, 'chat.createGroup', { name, memberIds })).conversation
      .id;
  const direct = async (from: Person) =>
    (await product.must<{ conversation: { id: string } }>(from, 'chat.openDirect', { memberId: me.memberId }))
      .conversation.id;
  const rooms = [await group('One'), await group('Two')];
  const talks = [await direct(owner), await direct(other)];
  const devices = [new Device(me), new Device(me)] as const;
  for (const device of devices) await device.goOnline();
  return { me, others: [owner, other], devices, rooms, talks };
}

/** One step of the walk. What is refused (gone, not there, too late) is a step as well. */
async function step({ me, others, devices, rooms, talks }: World, chance: ReturnType<typeof chances>): Promise<void> {
  const { below, pick } = chance;
  const [owner, other] = others;
  const conversationId = pick([...rooms, ...talks]);
  const say = (as: Person, text: string) =>
    product.call(as, 'chat.sendMessage', { id: crypto.randomUUID(), conversationId, text });
  // Reading is collected for up to a second; a walk does not wait so long.
  const read = async (upTo: number) => {
    const done = product.call(me, 'chat.markRead', { conversationId, number: upTo });
    const flush = setInterval(() => void product.chat.flush(), 5);
    await done.finally(() => clearInterval(flush));
  };
  const known = devices[0].state.conversations[conversationId as ConversationId];
  const last = known?.lastNumber ?? 0;
  const number = Math.max(0, last - below(12));
  const text = pick(['hello', 'and then', `<@${me.memberId}> see`, '<@all> now', `no <@${other.memberId}>`]);
  const steps: readonly (() => unknown)[] = [
    ...Array.from({ length: 8 }, () => () => say(pick(others), text)),
    () => Promise.all([say(owner, text), say(other, text), say(me, 'at once')]),
    () => say(me, text),
    ...Array.from({ length: 3 }, () => () => read(number)),
    () => read(last),
    () => product.call(me, 'chat.markUnread', { conversationId }),
    () => product.call(me, 'chat.setMuted', { conversationId, muted: below(2) === 0 }),
    () => product.call(me, 'chat.setPinned', { conversationId, pinned: below(2) === 0 }),
    () => product.call(pick([owner, other]), 'chat.recallMessage', { conversationId, number }),
    () => product.call(pick([owner, other]), 'chat.editMessage', { conversationId, number, text }),
    () => product.call(owner, 'chat.setReaction', { conversationId, number, emoji: '👍', on: below(2) === 0 }),
    () => product.call(me, 'chat.leave', { conversationId, quietly: below(2) === 0 }),
    () => product.call(owner, 'chat.addParticipants', { conversationId, memberIds: [me.memberId] }),
    () => product.call(owner, 'chat.addParticipants', { conversationId, memberIds: [me.memberId] }),
    () => pick(devices).goOffline(),
    () => pick(devices.filter((one) => !one.isOnline))?.goOnline(),
    () => pick(devices.filter((one) => one.isOnline))?.restart(),
  ];
  await pick(steps)();
  for (const device of devices) device.listen();
}

/** What title, favicon, list and badge are drawn from. */
const shown = ({ conversations }: Pick<ChatState, 'conversations'>) =>
  Object.values(conversations)
    .map(({ id, lastNumber, readNumber, markedUnread, mentions, muted, pinned, memberCount, last }) => ({
      ...{ id, lastNumber, readNumber, markedUnread, mentions, muted, pinned, memberCount },
      last: last === null ? null : { number: last.number, text: last.text, recalled: last.recalled },
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

describe('U15 P6 unread truth: however one walks, both devices come to what the server says', () => {
  test.each(Array.from({ length: WALKS }, (_, index) => index + 1))(
    'way %i',
    { timeout: 30_000 + STEPS * 100 },
    async (seed) => {
      const world = await settle();
      const chance = chances(seed);
      for (let count = 1; count <= STEPS; count += 1) {
        await step(world, chance);
        if (count % LOOK_EVERY !== 0 && count !== STEPS) continue;
        for (const device of world.devices) if (!device.isOnline) await device.goOnline();
        await product.chat.flush();
        const list = await loadList(world.me);
        const truth = applyLocally(emptyChat(world.me.memberId as MemberId), { type: 'local.listed', ...list });
        for (const device of world.devices) {
          await expect
            .poll(
              () => {
                device.listen();
                return { list: shown(device.state), attention: attentionOf(device.state) };
              },
              { timeout: AGREE_WITHIN_MS, interval: 10, message: `seed ${seed}, step ${count}` },
            )
            .toEqual({ list: shown(truth), attention: attentionOf(truth) });
        }
      }
      for (const device of world.devices) device.goOffline();
    },
  );
});
