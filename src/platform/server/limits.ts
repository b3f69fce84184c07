import { Refused, refuse } from '#platform/model/refusal.ts';

/** How often something may be done: a bucket that holds `burst` tokens and is refilled by `perSecond`. */
export class Bucket {
  readonly #perSecond: number;
  readonly #burst: number;
  #tokens: number;
  #at = 0;

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#tokens = burst;
  }

  /** Takes one token; false when there is none. `nowMs` is a monotonic time in milliseconds. */
  take(nowMs: number): boolean {
    this.#tokens = Math.min(this.#burst, this.#tokens + ((nowMs - this.#at) / 1_000) * this.#perSecond);
    this.#at = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}

const KEYS_MAX = 50_000;

/** A bucket per key, in memory: how often somebody may do something on this node. */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();
  readonly #perSecond: number;
  readonly #burst: number;

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
  }

  take(key: string, nowMs: number): boolean {
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      // Forgetting is generous, never unjust: everybody starts again with a full bucket.
      if (this.#buckets.size >= KEYS_MAX) this.#buckets.clear();
      bucket = new Bucket(this.#perSecond, this.#burst);
      this.#buckets.set(key, bucket);
    }
    return bucket.take(nowMs);
  }
}

/** Work that takes a core each: at most `atOnce` run, at most `waitingMax` wait in the order they came, the next is refused. */
export class Turns {
  readonly #atOnce: number;
  readonly #waitingMax: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(atOnce: number, waitingMax: number) {
    this.#atOnce = atOnce;
    this.#waitingMax = waitingMax;
  }

  get atOnce(): number {
    return this.#atOnce;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Does the work when its turn comes; refuses `platform.unavailable` where too many wait. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#atOnce) this.#running += 1;
    else await this.#turn();
    try {
      return await work();
    } finally {
      // The turn is handed on without being given back, so that nobody who comes now goes first.
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }

  #turn(): Promise<void> {
    if (this.#waiting.length >= this.#waitingMax) throw new Refused(refuse('platform.unavailable'));
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
