import type { CompanyId } from '#platform/model/ids.ts';
import type { Tx } from './database.ts';
import type { FollowContext, Follower, LogEvent } from './follower.ts';
import { type House, noEdge } from './house.ts';
import { isOutage } from './serve.ts';

/** The companies behind an id, in order: how a follower finds those in which nobody is connected. */
export type CompaniesAfter = (tx: Tx, after: CompanyId | null, limit: number) => Promise<CompanyId[]>;

/** What a follower does is background: it gathers, and lets calls go first. */
const PACE = { gatherMs: 300, pollMs: 10_000, againMs: 100, awayMs: 2_000 };
const AGAIN_MOST_MS = 300_000;
/** Small enough that none holds up the loop, or rows, for long. */
const BATCH = 250;
const AT_ONCE = 2;
/** So many times as long as it worked it rests, and longer while the process is busy with other things: its database works for both. */
const REST = { least: 1.5, busy: 4 };
const REST_MOST_MS = 1_000;
/** From this share of its time on, the loop counts as busy. */
const BUSY = 0.5;
const SWEEP = 500;
const TRIES = 10;

interface FollowOptions {
  /** For tests. */
  readonly pace?: typeof PACE;
  /** Which of the house's followers are carried here; all of them, where nothing is said. */
  readonly takes?: (follower: Follower) => boolean;
  /** How busy the process is with calls, from 0 to 1; measured on this loop, where nothing is said. */
  readonly busy?: () => number;
}

/** The share of its time that this loop was busy since it was asked last. */
export function loopBusy(): () => number {
  let last = performance.eventLoopUtilization();
  return () => {
    const { utilization } = performance.eventLoopUtilization(last);
    last = performance.eventLoopUtilization();
    return utilization;
  };
}

interface Trouble {
  /** How often a single event has failed. */
  readonly tries: number;
  /** So many events at once; grows again with what succeeds. */
  readonly size: number;
  /** Not before this moment of `performance.now()`. */
  readonly until: number;
}

/** Carries every follower of a house through the log of every company: woken by commits, with a poll as the net. */
export class Followers {
  readonly #house: House;
  readonly #followers: ReadonlyMap<string, Follower>;
  readonly #companiesAfter: CompaniesAfter;
  readonly #onError: (error: unknown) => void;
  readonly #pace: typeof PACE;
  readonly #load: () => number;
  readonly #timers = new Map<CompanyId, NodeJS.Timeout>();
  readonly #ready = new Set<CompanyId>();
  readonly #busy = new Set<CompanyId>();
  readonly #troubles = new Map<string, Trouble>();
  #poll: NodeJS.Timeout | null = null;
  #sweptTo: CompanyId | null = null;
  #sweeping: Promise<void> = Promise.resolve();
  #running: Promise<void>[] = [];
  /** Those that rest, by what ends it. */
  readonly #resting = new Set<() => void>();
  /** Somebody waits for all of it to be done. */
  #hurried = 0;
  #isStopped = false;

  constructor(
    house: House,
    companiesAfter: CompaniesAfter,
    onError: (error: unknown) => void,
    { pace = PACE, takes = () => true, busy = loopBusy() }: FollowOptions = {},
  ) {
    this.#house = house;
    this.#followers = new Map([...house.followers].filter(([, follower]) => takes(follower)));
    this.#load = busy;
    this.#companiesAfter = companiesAfter;
    this.#onError = onError;
    this.#pace = pace;
  }

  /** Catches up with what happened while nobody followed, then goes on as things happen. */
  start(): void {
    if (this.#followers.size === 0) return;
    this.#house.hub.onAnnounced((companyId) => this.#wake(companyId));
    this.#sweeping = this.#sweepAll().catch(this.#onError);
    this.#poll = setInterval(() => {
      this.#sweeping = this.#sweeping.then(() => this.#sweep()).catch(this.#onError);
    }, this.#pace.pollMs);
    this.#poll.unref();
  }

  /** Finishes the batches under way; the rest waits in the log. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#poll !== null) clearInterval(this.#poll);
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    for (const wakeUp of this.#resting) wakeUp();
    await this.#sweeping;
    await Promise.all(this.#running);
  }

  /** Resolves when all that was announced so far is done, or has failed: for tests and seeds. */
  async settle(): Promise<void> {
    this.#hurried += 1;
    for (const wakeUp of this.#resting) wakeUp();
    await this.#sweeping;
    await this.#sweepAll();
    while (this.#ready.size > 0 || this.#busy.size > 0) await pause(1);
    this.#hurried -= 1;
  }

  async #rest(ms: number): Promise<void> {
    if (this.#hurried > 0 || this.#isStopped) return;
    await new Promise<void>((resolve) => {
      const wakeUp = () => {
        clearTimeout(timer);
        this.#resting.delete(wakeUp);
        resolve();
      };
      const timer = setTimeout(wakeUp, ms);
      this.#resting.add(wakeUp);
    });
  }

  // Under load a company is visited a few times a second with many events, not for each of them.
  #wake(companyId: CompanyId): void {
    if (this.#isStopped || this.#timers.has(companyId)) return;
    const timer = setTimeout(() => {
      this.#timers.delete(companyId);
      this.#take(companyId);
    }, this.#pace.gatherMs);
    timer.unref();
    this.#timers.set(companyId, timer);
  }

  #take(companyId: CompanyId): void {
    this.#ready.add(companyId);
    while (this.#running.length < AT_ONCE && !this.#isStopped && this.#next() !== null) {
      const worker: Promise<void> = this.#work().finally(() => {
        this.#running = this.#running.filter((one) => one !== worker);
      });
      this.#running.push(worker);
    }
  }

  /** The company that has waited longest; one at a time works in a company. */
  #next(): CompanyId | null {
    for (const companyId of this.#ready) if (!this.#busy.has(companyId)) return companyId;
    return null;
  }

  async #work(): Promise<void> {
    for (let companyId = this.#next(); companyId !== null && !this.#isStopped; companyId = this.#next()) {
      const busy = this.#load();
      this.#ready.delete(companyId);
      this.#busy.add(companyId);
      const began = performance.now();
      let isMore = false;
      for (const [name, follower] of this.#followers) {
        isMore = (await this.#carry(companyId, name, follower)) || isMore;
      }
      this.#busy.delete(companyId);
      // Behind the others: one company with much to do keeps nobody waiting.
      if (isMore) this.#ready.add(companyId);
      const rest = REST.least + (REST.busy - REST.least) * Math.min(1, busy / BUSY);
      await this.#rest(Math.min(REST_MOST_MS, (performance.now() - began) * rest));
    }
  }

  /** One batch of one follower in one company; true when there is more to do at once. */
  async #carry(companyId: CompanyId, name: string, follower: Follower): Promise<boolean> {
    const key = companyId + name;
    const trouble = this.#troubles.get(key);
    if (trouble !== undefined && trouble.until > performance.now()) return false;
    try {
      const isMore = await this.#step(companyId, name, follower, trouble);
      if (trouble !== undefined && trouble.size < BATCH) {
        this.#troubles.set(key, { tries: 0, size: trouble.size * 2, until: 0 });
      } else this.#troubles.delete(key);
      return isMore;
    } catch (error) {
      const failed = this.#blame(error, trouble);
      this.#troubles.set(key, failed);
      setTimeout(() => this.#isStopped || this.#take(companyId), failed.until - performance.now() + 1).unref();
      return false;
    }
  }

  /** What a failure means for the next try: one event at once, so that only the bad one is to blame, and later each time. */
  #blame(error: unknown, before: Trouble | undefined): Trouble {
    const now = performance.now();
    if (isOutage(error)) return { tries: 0, size: BATCH, ...before, until: now + this.#pace.awayMs };
    this.#onError(error);
    const tries = before?.size === 1 ? before.tries + 1 : 0;
    return { tries, size: 1, until: now + Math.min(AGAIN_MOST_MS, this.#pace.againMs * 2 ** tries) };
  }

  #step(companyId: CompanyId, name: string, follower: Follower, trouble: Trouble | undefined): Promise<boolean> {
    const size = trouble?.size ?? BATCH;
    return this.#house.run(noEdge, async (base) => {
      await base.enterCompany(companyId);
      const ctx: FollowContext = Object.assign(base, { companyId });
      const cursor = await lockCursor(ctx, name);
      if (cursor === null) return false;
      const isLost = cursor.step === null && cursor.at < cursor.keptFrom;
      // The clock was read before the tables are: what happens meanwhile comes by the log.
      const [at, step] = isLost ? [cursor.clock, ''] : [cursor.at, cursor.step];
      if (step !== null) {
        await moveCursor(ctx, name, at, await follower.begin(ctx, step));
        return true;
      }
      const events = await eventsAfter(ctx, follower.types, at, size);
      const last = events.at(-1);
      if (last === undefined) return false;
      const wanted = events.filter(({ type }) => follower.types.includes(type));
      if (wanted[0] !== undefined && trouble !== undefined && trouble.tries >= TRIES) {
        await setAside(ctx, name, wanted[0]);
      } else if (wanted.length > 0) await follower.handle(ctx, wanted);
      await moveCursor(ctx, name, last.at, null);
      return events.length === size;
    });
  }

  async #sweepAll(): Promise<void> {
    this.#sweptTo = null;
    do await this.#sweep();
    while (this.#sweptTo !== null && !this.#isStopped);
  }

  /** Looks for companies that are behind: those connected here, and some of all the others in turn. */
  async #sweep(): Promise<void> {
    if (this.#isStopped) return;
    const behind = await this.#house.database.transaction(null, async (tx) => {
      const some = await this.#companiesAfter(tx, this.#sweptTo, SWEEP);
      this.#sweptTo = some.length < SWEEP ? null : (some.at(-1) ?? null);
      const all = [...new Set([...this.#house.hub.companyIds(), ...some])];
      return tx<{ id: CompanyId }>`
        select * from platform.behind(${all}::uuid[], ${[...this.#followers.keys()]}::text[]) as id`;
    });
    for (const { id } of behind) this.#take(id);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Is a follower still beginning in this company? What it has made is then not whole. */
export async function isBeginning(tx: Tx, companyId: CompanyId, name: string): Promise<boolean> {
  const rows = await tx`
    select 1 from platform.follower where company_id = ${companyId} and name = ${name} and step is null`;
  return rows.length === 0;
}

/** The cursor, locked, beside the clock; made where there is none yet. Null where there is nothing to follow, or somebody else has begun. */
async function lockCursor({ tx, companyId }: FollowContext, name: string) {
  const [row] = await tx<{ clock: number; keptFrom: number; at: number | null; step: string | null }>`
    select k.at as clock, k.kept_from, f.at, f.step
      from platform.clock k
      left join lateral (
        select at, step from platform.follower where company_id = ${companyId} and name = ${name} for update) f on true
     where k.company_id = ${companyId}`;
  if (row === undefined) return null;
  const { at, ...known } = row;
  if (at !== null) return { ...known, at };
  const made = await tx`
    insert into platform.follower (company_id, name, at, step) values (${companyId}, ${name}, ${row.clock}, '')
    on conflict do nothing returning 1 as made`;
  return made.length === 0 ? null : { ...known, at: row.clock, step: '' };
}

async function moveCursor({ tx, companyId }: FollowContext, name: string, at: number, step: string | null) {
  await tx`
    update platform.follower set at = ${at}, step = ${step} where company_id = ${companyId} and name = ${name}`;
}

function eventsAfter({ tx, companyId }: FollowContext, types: readonly string[], at: number, limit: number) {
  return tx<LogEvent>`
    select at, topic, type, ref, case when type = any(${[...types]}::text[]) then payload end as payload,
           case when type = any(${[...types]}::text[]) then audience end as audience
      from platform.event
     where company_id = ${companyId} and at > ${at}
     order by at limit ${limit}`;
}

async function setAside({ tx, companyId, now }: FollowContext, name: string, { at, type }: LogEvent): Promise<void> {
  await tx`
    insert into platform.set_aside (company_id, name, at, type, reason, set_aside_at)
    values (${companyId}, ${name}, ${at}, ${type}, ${`failed ${TRIES} times`}, ${now})
    on conflict do nothing`;
}
