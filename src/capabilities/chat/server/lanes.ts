import type pg from 'pg';
import type { CompanyId } from '#platform/model/ids.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import type { Database } from '#platform/server/database.ts';
import type { Hub } from '#platform/server/hub.ts';
import { messageCount } from '#platform/server/metrics.ts';
import { isOutage } from '#platform/server/serve.ts';
import { mentionsIn } from '../model/mentions.ts';
import {
  type Batch,
  LANE_OPTIONS,
  type MentionRows,
  type ReadStep,
  type Send,
  type Sent,
  type Stored,
  sendMany,
} from './store/lane.ts';

const LANES = 4;
const COMPANIES_PER_TRANSACTION = 64;
const SENDS_PER_COMPANY = 500;
const RECONNECT_MS = 250;

interface Waiting {
  readonly send: Send;
  resolve(sent: Sent): void;
  reject(error: unknown): void;
}

interface Queue {
  readonly companyId: CompanyId;
  waiting: Waiting[];
  /** In the list of those who want a lane. */
  isReady: boolean;
  isInFlight: boolean;
}

/** A read cursor that moved over others' messages by sending. */
export type OnRead = (companyId: CompanyId, step: ReadStep) => void;

/**
 * The message path. A company has one batch in flight; what arrives meanwhile goes with the next: no timer, no wait when idle,
 * order by construction. A lane takes every company that is ready into one transaction.
 */
export class Lanes {
  readonly #database: Database;
  readonly #hub: Hub;
  readonly #onRead: OnRead;
  readonly #queues = new Map<CompanyId, Queue>();
  readonly #free: pg.Client[] = [];
  #ready: Queue[] = [];
  #open = 0;
  #isScheduled = false;
  #isClosed = false;

  constructor(database: Database, hub: Hub, onRead: OnRead) {
    this.#database = database;
    this.#hub = hub;
    this.#onRead = onRead;
  }

  /** Stores one message and resolves after its commit. Rejects with an outage when the database is away: a retry is harmless. */
  submit(companyId: CompanyId, send: Send): Promise<Sent> {
    return new Promise((resolve, reject) => {
      let queue = this.#queues.get(companyId);
      if (queue === undefined) {
        queue = { companyId, waiting: [], isReady: false, isInFlight: false };
        this.#queues.set(companyId, queue);
      }
      queue.waiting.push({ send, resolve, reject });
      this.#enqueue(queue);
      this.#schedule();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#free.splice(0).map((lane) => lane.end()));
  }

  #enqueue(queue: Queue): void {
    if (queue.isReady || queue.isInFlight || queue.waiting.length === 0) return;
    queue.isReady = true;
    this.#ready.push(queue);
  }

  // The turn of the event loop in which messages arrive is also the one that collects them.
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#ready.length > 0) {
      const lane = this.#free.pop();
      if (lane === undefined) {
        if (this.#open < LANES) this.#openLane();
        return;
      }
      const share = Math.ceil(this.#ready.length / (this.#free.length + 1));
      const queues = this.#ready.splice(0, Math.min(COMPANIES_PER_TRANSACTION, share));
      void this.#carry(lane, queues);
    }
  }

  #openLane(): void {
    if (this.#isClosed) return;
    this.#open += 1;
    this.#database.connect(LANE_OPTIONS).then(
      (lane) => {
        lane.on('error', () => this.#drop(lane));
        if (this.#isClosed) void lane.end();
        else this.#free.push(lane);
        this.#pump();
      },
      (error: unknown) => {
        this.#open -= 1;
        if (this.#open === 0) this.#failReady(error);
        setTimeout(() => this.#pump(), RECONNECT_MS).unref();
      },
    );
  }

  #drop(lane: pg.Client): void {
    const place = this.#free.indexOf(lane);
    if (place < 0) return; // in use: the one who uses it notices
    this.#free.splice(place, 1);
    this.#open -= 1;
  }

  /** Nobody waits for a database that is away: the sender's outbox keeps the message and tries again. */
  #failReady(error: unknown): void {
    for (const queue of this.#ready.splice(0)) {
      queue.isReady = false;
      for (const waiting of queue.waiting.splice(0)) waiting.reject(outage(error));
    }
  }

  async #carry(lane: pg.Client, queues: Queue[]): Promise<void> {
    const loads = queues.map((queue) => {
      queue.isReady = false;
      queue.isInFlight = true;
      return { queue, taken: takeDistinct(queue) };
    });
    // One order of companies for all lanes.
    loads.sort((a, b) => (a.queue.companyId < b.queue.companyId ? -1 : 1));
    let isBroken = false;
    try {
      await this.#store(lane, loads);
    } catch (error) {
      isBroken = isOutage(error);
      if (isBroken || loads.length === 1) rejectAll(loads, error);
      else isBroken = await this.#oneByOne(lane, loads);
    }
    for (const { queue } of loads) {
      queue.isInFlight = false;
      this.#enqueue(queue);
      if (queue.waiting.length === 0) this.#queues.delete(queue.companyId);
    }
    if (isBroken || this.#isClosed) {
      this.#open -= 1;
      lane.end().catch(() => {});
    } else this.#free.push(lane);
    this.#pump();
  }

  /** One company's bad luck is not the others'. True when the connection broke on the way. */
  async #oneByOne(lane: pg.Client, loads: Load[]): Promise<boolean> {
    for (const [index, load] of loads.entries()) {
      try {
        await this.#store(lane, [load]);
      } catch (error) {
        if (isOutage(error)) {
          rejectAll(loads.slice(index), error);
          return true;
        }
        rejectAll([load], error);
      }
    }
    return false;
  }

  async #store(lane: pg.Client, loads: Load[]): Promise<void> {
    const batches: Batch[] = loads.map(({ queue, taken }) => ({
      companyId: queue.companyId,
      sends: taken.map(({ send }) => send),
    }));
    const answers = await sendMany(lane, batches, mentionRows(batches));
    loads.forEach(({ taken }, index) => {
      taken.forEach((waiting, place) => waiting.resolve((answers[index] as Stored).sent[place] as Sent));
    });
    // After this turn: authors' acknowledgements are written before the fan-out, and a busy author gets both in one write.
    setImmediate(() => {
      loads.forEach(({ queue, taken }, index) => this.#tell(queue.companyId, taken, answers[index] as Stored));
    });
  }

  #tell(companyId: CompanyId, taken: readonly Waiting[], { sent, reads }: Stored): void {
    const events: { topic: string; body: string }[] = [];
    let base = Number.POSITIVE_INFINITY;
    taken.forEach(({ send }, index) => {
      const one = sent[index] as Sent;
      if (one.verdict !== 'stored') return;
      base = Math.min(base, one.at - 1);
      events.push({ topic: send.conversationId, body: sentBody(send, one) });
    });
    if (events.length === 0) return;
    messageCount.inc(events.length);
    this.#hub.publishTexts(companyId, base, events);
    if (reads.length === 0) return;
    // Own messages concern nobody: only steps over somebody else's are told.
    const own = countOwn(taken, sent);
    for (const step of reads) {
      if (step.to - step.from > (own.get(step.conversationId + step.memberId) ?? 0)) this.#onRead(companyId, step);
    }
  }
}

/** How many messages each author has stored in each conversation. */
function countOwn(taken: readonly Waiting[], sent: readonly Sent[]): Map<string, number> {
  const counts = new Map<string, number>();
  taken.forEach(({ send }, index) => {
    if (sent[index]?.verdict !== 'stored') return;
    const key = send.conversationId + send.authorId;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  return counts;
}

interface Load {
  readonly queue: Queue;
  readonly taken: Waiting[];
}

/** What goes with this batch: a retry of an id that is in it already waits for the next, which finds it stored. */
function takeDistinct(queue: Queue): Waiting[] {
  const ids = new Set<string>();
  const taken: Waiting[] = [];
  const left: Waiting[] = [];
  for (const waiting of queue.waiting) {
    if (taken.length < SENDS_PER_COMPANY && !ids.has(waiting.send.id)) {
      ids.add(waiting.send.id);
      taken.push(waiting);
    } else left.push(waiting);
  }
  queue.waiting = left;
  return taken;
}

function mentionRows(batches: readonly Batch[]): MentionRows[] {
  return batches.flatMap(({ sends }, batch) =>
    sends.flatMap(({ text }, send) => {
      const { memberIds, all } = mentionsIn(text);
      return memberIds.length > 0 || all ? [{ batch, send, memberIds, all }] : [];
    }),
  );
}

function rejectAll(loads: readonly Load[], error: unknown): void {
  const reason = isOutage(error) ? outage(error) : error;
  for (const { taken } of loads) for (const waiting of taken) waiting.reject(reason);
}

function outage(_cause: unknown): Refused {
  return new Refused(refuse('platform.unavailable'));
}

/** The event as text, byte for byte what the contract's schema would encode; a test holds the two together. */
export function sentBody(send: Send, sent: Pick<Sent, 'number' | 'sentAt'>): string {
  return (
    `{"type":"chat.messageSent","message":{"id":"${send.id}","conversationId":"${send.conversationId}","number":${sent.number}` +
    `,"authorId":"${send.authorId}","text":${JSON.stringify(send.text)},"note":null,"replyTo":${send.replyTo ?? 'null'}` +
    `,"sentAt":"${sent.sentAt.toISOString()}","editedAt":null,"recalled":false,"files":[],"card":null}}`
  );
}
