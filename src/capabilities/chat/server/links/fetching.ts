import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CompanyId } from '#platform/model/ids.ts';
import { EgressFailed } from '#platform/server/egress.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import { type House, noEdge } from '#platform/server/house.ts';
import * as store from '../store/links.ts';
import { tellLinks } from './following.ts';
import { type LookingWorld, lookAt, type Seen } from './looking.ts';

const DAY_MS = 24 * 3_600_000;
/** So long what was seen is as good as new; so long nobody looks again where there was nothing, or where nobody answered. */
const GOOD_MS = { found: 30 * DAY_MS, nothing: DAY_MS, away: 3_600_000 };
const AT_ONCE = 6;
/** One company that writes links of slow sites leaves room for the others. */
const OF_A_COMPANY = 2;
/** A site is asked by one at a time, and then has a rest. */
const HOST_REST_MS = 1_000;
/** Longer than a look can take: whoever took an address and died is replaced. */
const TAKEN_MS = 120_000;
const TRIES_MAX = 3;
const POLL_MS = 30_000;
/** The latest messages that are told; older ones show it when they are loaded. */
const TOLD_MAX = 200;
/** So many sites in a row that do not answer are no bad luck. */
const AWAY_AFTER = 5;

/** Looks behind addresses that messages bear: few at a time, one of a site, and in a transaction only when it knows. */
export class Fetching {
  readonly #house: House;
  readonly #world: LookingWorld;
  readonly #onError: (error: unknown) => void;
  readonly #hostRestMs: number;
  /** Companies that may have something to be looked at. */
  readonly #waiting = new Set<CompanyId>();
  readonly #ofCompany = new Map<CompanyId, number>();
  readonly #hosts = new Set<string>();
  readonly #running = new Set<Promise<void>>();
  readonly #poll: NodeJS.Timeout;
  #isTaking = false;
  #isStopped = false;
  #failures = 0;

  constructor(house: House, world: LookingWorld, onError: (error: unknown) => void, hostRestMs = HOST_REST_MS) {
    this.#house = house;
    this.#world = world;
    this.#onError = onError;
    this.#hostRestMs = hostRestMs;
    // What another process has left, and what a cut has left: found again without being told of.
    this.#poll = setInterval(() => this.#house.hub.companyIds().forEach((id) => this.wake(id)), POLL_MS);
    this.#poll.unref();
  }

  /** Something of this company may be to be looked at. */
  wake(companyId: CompanyId): void {
    if (this.#isStopped) return;
    this.#waiting.add(companyId);
    void this.#take();
  }

  /** Resolves when nothing is being looked at: for tests. */
  async settle(): Promise<void> {
    while (this.#running.size > 0 || this.#isTaking) {
      await Promise.all(this.#running);
      await sleep(5);
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#poll);
    await this.settle();
  }

  async #take(): Promise<void> {
    if (this.#isTaking) return;
    this.#isTaking = true;
    try {
      for (let companyId = this.#next(); companyId !== null; companyId = this.#next()) {
        // Before: who is woken meanwhile waits again.
        this.#waiting.delete(companyId);
        const taken = await this.#takeOf(companyId).catch((error: unknown) => {
          this.#onError(error);
          return null;
        });
        if (taken !== null) this.#start(companyId, taken);
      }
    } finally {
      this.#isTaking = false;
    }
  }

  /** Whose turn it is; null where nobody waits, or enough is being done. */
  #next(): CompanyId | null {
    if (this.#isStopped || this.#running.size >= AT_ONCE) return null;
    for (const companyId of this.#waiting) {
      if ((this.#ofCompany.get(companyId) ?? 0) < OF_A_COMPANY) return companyId;
    }
    return null;
  }

  #takeOf(companyId: CompanyId) {
    const now = this.#house.now();
    const again = new Date(now.getTime() + TAKEN_MS);
    return this.#inside(companyId, (ctx) =>
      store.takeAddress(ctx, now, { again, triesMax: TRIES_MAX, notOf: [...this.#hosts] }),
    );
  }

  #start(companyId: CompanyId, { address, host }: { address: string; host: string }): void {
    this.#hosts.add(host);
    this.#ofCompany.set(companyId, (this.#ofCompany.get(companyId) ?? 0) + 1);
    // Behind the others.
    this.#waiting.add(companyId);
    const work: Promise<void> = this.#look(companyId, address)
      .catch(this.#onError)
      .finally(() => {
        this.#running.delete(work);
        this.#ofCompany.set(companyId, (this.#ofCompany.get(companyId) ?? 1) - 1);
        if (this.#ofCompany.get(companyId) === 0) this.#ofCompany.delete(companyId);
        void sleep(this.#hostRestMs, undefined, { ref: false }).then(() => {
          this.#hosts.delete(host);
          this.wake(companyId);
        });
        void this.#take();
      });
    this.#running.add(work);
  }

  async #look(companyId: CompanyId, address: string): Promise<void> {
    let seen: Seen | null;
    try {
      seen = await lookAt(this.#world, address);
      this.#failures = 0;
    } catch (error) {
      if (!(error instanceof EgressFailed)) throw error;
      this.#failures += 1;
      if (this.#failures === AWAY_AFTER) {
        this.#onError(new Error('no site answers: links are shown without previews until one does', { cause: error }));
      }
      await this.#inside(companyId, (ctx) => store.putOff(ctx, address, this.#in(GOOD_MS.away)));
      return;
    }
    await this.#inside(companyId, (ctx) => this.#tell(ctx, address, seen));
  }

  async #tell(ctx: FollowContext, address: string, seen: Seen | null): Promise<void> {
    const { picture = null, ...said } = seen ?? { title: '', description: '', site: '' };
    const known = picture === null ? null : { ...picture, id: randomBytes(15).toString('base64url') };
    const goodUntil = this.#in(seen === null ? GOOD_MS.nothing : GOOD_MS.found);
    await store.saveSeen(
      ctx,
      address,
      seen === null ? null : { ...said, picture: known },
      known?.bytes ?? null,
      goodUntil,
    );
    if (seen === null) return;
    const places = await store.messagesBearing(ctx, address, TOLD_MAX);
    if (places.length === 0) return;
    await store.lockConversations(ctx, places);
    await tellLinks(ctx, places);
  }

  #in(ms: number): Date {
    return new Date(this.#house.now().getTime() + ms);
  }

  #inside<T>(companyId: CompanyId, work: (ctx: FollowContext) => Promise<T>): Promise<T> {
    return this.#house.run(noEdge, async (base) => {
      await base.enterCompany(companyId);
      return work(Object.assign(base, { companyId }));
    });
  }
}
