import { setTimeout as sleep } from 'node:timers/promises';
import { decode, encode } from 'zod';
import { chatCalls, chatEvent } from '#chat/model/contract.ts';
import { applyLocally, applyToChat, type ChatState, emptyChat, type LocalEvent, unreadOf } from '#chat/model/state.ts';
import { conversationOf, type Placed, takeList, takePage } from '#chat/web/replay.ts';
import { createSending, type Sending } from '#chat/web/sending.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import type { ConversationId, MemberId, MessageId } from '#platform/model/ids.ts';
import { newId } from '#platform/web/newId.ts';
import { CallFailed, Offline, refusalCode } from '#platform/web/failures.ts';
import { backOffMs } from '#platform/web/live.ts';
import type { Acknowledged, Screen } from './checks.ts';
import type { Random } from './random.ts';
import { type CutLive, openLive, type Route } from './wire.ts';

type Calls = typeof chatCalls;
type Name = keyof Calls;

const REMEMBER_EVENTS = 4_000;
const PAGE = 100;
/** The event of an acknowledged message comes with the answer; later than this, something was missed. */
const EVENT_WITHIN_MS = 3_000;
const HTTP_WITHIN_MS = 20_000;
/** An outbox tries again at these; every other refusal is final, as in the web client. */
const PASSING = ['platform.unavailable', 'platform.tooOften', 'platform.notSignedIn'];

/** What the devices have to report. */
export interface Ledger {
  acknowledged(told: Acknowledged): void;
  /** A send was refused for good. */
  refused(device: string, code: string, id: string): void;
  /** A call failed in a way that is neither a refusal in clear words nor an outage. */
  fault(device: string, call: string, code: string): void;
}

export interface Seat extends Route {
  readonly name: string;
  readonly memberId: MemberId;
}

/**
 * A member's device: the web client without its screens. Connection, reducer, replay and outbox are the product's own;
 * what stands here is what `chatStore` does with them, for every conversation instead of the open one.
 */
export class Device {
  readonly seat: Seat;
  state: ChatState;
  /** How often the server said "start afresh" after the first time. */
  startedAfresh = 0;
  readonly #ledger: Ledger;
  readonly #random: Random;
  readonly #connection: CutLive;
  readonly #sending: Sending;
  readonly #outbox = new Map<string, unknown>();
  readonly #alone = new Map<string, Promise<void>>();
  readonly #order = new Map<string, number>();
  /** Conversations that are being loaded; true: once more after that. */
  readonly #loading = new Map<ConversationId, boolean>();
  readonly #asked = new Set<string>();
  #told: Placed[] = [];
  #written = 0;
  #isFirst = true;
  #isClosed = false;
  #busy = 0;

  constructor(seat: Seat, random: Random, ledger: Ledger) {
    this.seat = seat;
    this.state = emptyChat(seat.memberId);
    this.#ledger = ledger;
    this.#random = random;
    this.#sending = createSending({
      local: { outbox: this.#localOutbox(), alone: (name, work) => this.#oneByOne(name, work) },
      send: (message) => this.#send({ ...message, files: [] }),
      isFinal(error) {
        if (error instanceof Offline) return null;
        const code = refusalCode(error) ?? 'platform.fault';
        return PASSING.includes(code) ? null : code;
      },
      pause: (tries) => sleep(backOffMs(tries, random.fraction())),
      isOpen: () => !this.#isClosed,
      onSent: (id, conversationId) => this.#onSent(id, conversationId),
      onRefused: (id, code) => {
        this.#locally({ type: 'local.refused', id, code });
        ledger.refused(seat.name, code, id);
        void this.#discard(id);
      },
    });
    this.#connection = openLive(seat, random, {
      since: null,
      onEvent: (event) => this.#hear(event),
      onFresh: () => {
        if (!this.#isFirst) this.startedAfresh += 1;
        this.#isFirst = false;
        this.state = { ...this.state, timelines: {} };
        void this.#loadAll();
      },
      onState() {},
    });
  }

  get isOnline(): boolean {
    return this.#connection.live.state === 'online';
  }

  /** Connected, everything sent, everything asked for answered. */
  get isQuiet(): boolean {
    return this.isOnline && this.#busy === 0 && this.#outbox.size === 0;
  }

  /** What keeps it from being quiet, for the reader of a run. */
  get restlessness(): string {
    const { live } = this.#connection;
    return `${this.seat.name}: ${live.state}, ${this.#outbox.size} to send, asked ${[...this.#asked].join(', ') || 'nothing'}`;
  }

  cut(): void {
    this.#connection.cut();
  }

  close(): void {
    this.#isClosed = true;
    this.#connection.live.close();
  }

  /** Writes a message: into the outbox, onto the screen, and out as soon as it goes. */
  say(conversationId: ConversationId, text: string, replyTo: number | null = null): void {
    const id = newId() as MessageId;
    this.#order.set(id, ++this.#written);
    const writtenAt = new Date();
    this.#locally({
      type: 'local.queued',
      pending: {
        id,
        conversationId,
        text,
        replyTo,
        thread: null,
        files: [],
        writtenAt,
        state: 'waiting',
        refusal: null,
      },
    });
    void this.#sending.put(id, { conversationId, text, replyTo, thread: null, files: [], writtenAt });
  }

  /** Any call of the chat, once. Null: done; else why not: the code of the refusal, or `offline`, where nobody knows. */
  async try<N extends Name>(name: N, input: InputOf<Calls[N]>): Promise<string | null> {
    this.#busy += 1;
    try {
      await this.#call(name, input);
      return null;
    } catch (error) {
      if (error instanceof Offline) return 'offline';
      const code = refusalCode(error) ?? String(error);
      if (code.startsWith('platform.') && !PASSING.includes(code)) this.#ledger.fault(this.seat.name, name, code);
      return code;
    } finally {
      this.#busy -= 1;
    }
  }

  /** What the member sees, for the checkers. */
  screen(): Screen {
    return {
      name: this.seat.name,
      companyId: this.seat.companyId,
      memberId: this.seat.memberId,
      conversations: Object.values(this.state.conversations).map((one) => ({
        id: one.id,
        lastNumber: one.lastNumber,
        lastId: one.last?.id ?? null,
        readNumber: one.readNumber,
        unread: unreadOf(one),
        markedUnread: one.markedUnread,
        draft: one.draft,
      })),
      timelines: Object.entries(this.state.timelines).map(([conversationId, timeline]) => ({
        conversationId,
        messages: timeline.messages,
        isWhole: !timeline.hasBefore && !timeline.hasAfter,
      })),
      pending: this.state.pending.map(({ id }) => id),
    };
  }

  #hear(frame: { readonly at: number; readonly type: string }): void {
    if (!frame.type.startsWith('chat.')) return;
    const read = chatEvent.safeDecode(frame as never);
    if (!read.success) return; // somebody is writing
    const { at } = frame;
    const event = read.data;
    this.#told.push({ event, at });
    if (this.#told.length > REMEMBER_EVENTS) this.#told = this.#told.slice(-REMEMBER_EVENTS / 2);
    const id = conversationOf(event);
    const before = id === null ? undefined : this.state.timelines[id];
    this.state = applyToChat(this.state, event, at);
    if (id === null) {
      void this.#loadList();
      return;
    }
    const after = this.state.timelines[id];
    // A hole: what lies between was missed, so ask for it (P4).
    if (before !== undefined && after !== undefined && !before.hasAfter && after.hasAfter) void this.#catchUp(id);
    if (event.type === 'chat.messageSent' && this.state.conversations[id] === undefined) void this.#loadList();
    if (event.type === 'chat.conversationAdded') void this.#loadWhole(id);
  }

  #onSent(id: MessageId, conversationId: ConversationId): void {
    if (!this.state.pending.some((waiting) => waiting.id === id)) return;
    setTimeout(() => {
      if (!this.#isClosed && this.state.pending.some((waiting) => waiting.id === id))
        void this.#catchUp(conversationId);
    }, EVENT_WITHIN_MS);
  }

  async #send(message: InputOf<Calls['sendMessage']>): Promise<void> {
    const { id, conversationId } = message;
    const { number } = await this.#call('sendMessage', message);
    this.#ledger.acknowledged({
      id,
      companyId: this.seat.companyId,
      conversationId,
      authorId: this.seat.memberId,
      number,
      text: message.text,
      written: { device: this.seat.name, order: this.#order.get(id) ?? 0 },
    });
  }

  async #discard(id: MessageId): Promise<void> {
    await this.#sending.discard(id);
    this.#locally({ type: 'local.discarded', id });
  }

  async #loadAll(): Promise<void> {
    await this.#loadList();
    await Promise.all(Object.keys(this.state.conversations).map((id) => this.#loadWhole(id as ConversationId)));
  }

  #loadList(): Promise<void> {
    return this.#untilDone(async () => {
      do {
        const list = await this.#call('conversations', {});
        this.state = takeList(this.state, list, this.#told);
        for (const { last } of list.conversations) if (last !== null) this.#settled(last.id);
        for (const { id } of list.conversations) if (this.state.timelines[id] === undefined) void this.#loadWhole(id);
      } while (this.state.reloadAfter > 0);
    });
  }

  /** The newest page, all before it, and what has come meanwhile. */
  async #loadWhole(id: ConversationId): Promise<void> {
    if (this.#loading.has(id)) {
      this.#loading.set(id, true);
      return;
    }
    do {
      this.#loading.set(id, false);
      await this.#untilDone(async () => {
        await this.#page(id, {}, true);
        for (;;) {
          const timeline = this.state.timelines[id];
          const first = timeline?.messages[0];
          if (timeline === undefined || first === undefined || !timeline.hasBefore) break;
          await this.#page(id, { before: first.number });
        }
      });
    } while (this.#loading.get(id) === true);
    this.#loading.delete(id);
    if (this.state.timelines[id]?.hasAfter === true) await this.#catchUp(id);
  }

  #catchUp(id: ConversationId): Promise<void> {
    return this.#untilDone(async () => {
      do {
        const last = this.state.timelines[id]?.messages.at(-1);
        await this.#page(id, last === undefined ? {} : { after: last.number });
      } while (this.state.timelines[id]?.hasAfter === true);
    });
  }

  async #page(
    conversationId: ConversationId,
    input: { before?: number; after?: number },
    isAnew = false,
  ): Promise<void> {
    const page = await this.#call('messages', { ...input, conversationId, limit: PAGE });
    const { [conversationId]: dropped, ...others } = this.state.timelines;
    const base = isAnew && dropped !== undefined ? { ...this.state, timelines: others } : this.state;
    // Left while the page was on its way.
    if (base.conversations[conversationId] === undefined) return;
    this.state = takePage(base, { conversationId, ...page }, this.#told);
    for (const { id } of page.messages) this.#settled(id);
  }

  #settled(id: MessageId): void {
    if (this.state.pending.some((waiting) => waiting.id === id)) this.#locally({ type: 'local.discarded', id });
  }

  #locally(event: LocalEvent): void {
    this.state = applyLocally(this.state, event);
  }

  /** Repeats a load until the server has answered; a refusal ends it, for then there is nothing to load. */
  async #untilDone(work: () => Promise<void>): Promise<void> {
    this.#busy += 1;
    try {
      for (let tries = 0; !this.#isClosed; tries++) {
        try {
          await work();
          return;
        } catch (error) {
          const code = error instanceof Offline ? null : (refusalCode(error) ?? String(error));
          if (code === 'chat.conversationUnknown') return;
          if (code !== null && !PASSING.includes(code)) this.#ledger.fault(this.seat.name, 'load', code);
          await sleep(backOffMs(Math.min(tries, 3), this.#random.fraction()));
        }
      }
    } finally {
      this.#busy -= 1;
    }
  }

  async #call<N extends Name>(name: N, input: InputOf<Calls[N]>): Promise<OutputOf<Calls[N]>> {
    const call = chatCalls[name];
    const body = encode(call.input as never, input as never);
    const way = this.isOnline ? 'socket' : 'http';
    const asked = `${name} by ${way} since ${new Date().toISOString()}`;
    this.#asked.add(asked);
    const answer = await (way === 'socket'
      ? this.#connection.live.call(`chat.${name}`, body)
      : this.#overHttp(`chat.${name}`, body)
    ).finally(() => this.#asked.delete(asked));
    return decode(call.output as never, answer as never) as OutputOf<Calls[N]>;
  }

  async #overHttp(name: string, body: unknown): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${this.seat.port()}/api/${name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-company': this.seat.companyId,
        authorization: `Bearer ${this.seat.token}`,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(HTTP_WITHIN_MS),
    }).catch(() => null);
    const answer: unknown = await response?.json().catch(() => null);
    if (response === null || answer === null || answer === undefined) throw new Offline();
    if (response.ok) return answer;
    throw new CallFailed(answer as { code: string }, response.status, '');
  }

  #localOutbox() {
    const outbox = this.#outbox;
    return {
      all: <Body>() => {
        const items = [...outbox].map(([id, body]) => ({ id, body: body as Body }));
        return Promise.resolve(items.sort((one, other) => (one.id < other.id ? -1 : 1)));
      },
      put: ({ id, body }: { readonly id: string; readonly body: unknown }) => {
        outbox.set(id, body);
        return Promise.resolve();
      },
      remove: (id: string) => {
        outbox.delete(id);
        return Promise.resolve();
      },
    };
  }

  async #oneByOne(name: string, work: () => Promise<void>): Promise<void> {
    const before = this.#alone.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#alone.set(
      name,
      mine.catch(() => {}),
    );
    return mine;
  }
}
