import type { CompanyId } from '#platform/model/ids.ts';
import type { Tx } from './database.ts';
import type { CompaniesAfter } from './follow.ts';
import type { House } from './house.ts';

const TICK_MS = 500;
const SWEEP_EVERY_MS = 10_000;
const SWEEP = 500;
const AGAIN_MS = 5_000;
const AGAIN_MOST_MS = 300_000;
const AT_ONCE = 2;

interface Works {
  readonly house: Pick<House, 'now' | 'database'>;
  readonly companiesAfter: CompaniesAfter;
  readonly onError: (error: unknown) => void;
  /** Does a portion of what is due in a company now. It must leave nothing due that it has done. */
  work(companyId: CompanyId): Promise<void>;
  /** When each of these companies has the next thing due; those that have none are left out. */
  nextDue(tx: Tx, companyIds: readonly CompanyId[]): Promise<{ company: CompanyId; dueAt: Date }[]>;
}

/**
 * Does what is due, company by company. What is due stands in the tables with its time: a server that was killed finds it when it starts
 * again. The times kept here say only where to look, and a sweep finds what they do not know.
 */
export class Clockwork {
  readonly #works: Works;
  readonly #dueAt = new Map<CompanyId, number>();
  readonly #busy = new Set<CompanyId>();
  /** How often in a row a company could not be done. */
  readonly #failures = new Map<CompanyId, number>();
  #running: Promise<void>[] = [];
  #sweeping: Promise<void> = Promise.resolve();
  #sweptTo: CompanyId | null = null;
  #timers: NodeJS.Timeout[] = [];
  #isStopped = false;

  constructor(works: Works) {
    this.#works = works;
  }

  start(): void {
    const sweep = () => {
      this.#sweeping = this.#sweeping.then(() => this.#sweep()).catch(this.#works.onError);
    };
    this.#sweeping = this.#sweepAll().catch(this.#works.onError);
    this.#timers = [setInterval(() => this.#look(), TICK_MS), setInterval(sweep, SWEEP_EVERY_MS)];
    for (const timer of this.#timers) timer.unref();
  }

  /** Something of this company is due at this moment. A hint: it stands in the table. */
  wake(companyId: CompanyId, at: Date): void {
    this.#dueAt.set(companyId, Math.min(at.getTime(), this.#dueAt.get(companyId) ?? Number.POSITIVE_INFINITY));
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#sweeping;
    await Promise.all(this.#running);
  }

  /** Resolves when all that is due by the clock of the house is done: for tests. */
  async settle(): Promise<void> {
    await this.#sweeping;
    await this.#sweepAll();
    for (;;) {
      this.#look();
      const now = this.#works.house.now().getTime();
      if (this.#running.length === 0 && ![...this.#dueAt.values()].some((at) => at <= now)) return;
      await Promise.all(this.#running);
    }
  }

  #look(): void {
    if (this.#isStopped) return;
    const now = this.#works.house.now().getTime();
    for (const [companyId, at] of this.#dueAt) {
      if (this.#running.length >= AT_ONCE) return;
      if (at > now || this.#busy.has(companyId)) continue;
      this.#dueAt.delete(companyId);
      this.#busy.add(companyId);
      const work: Promise<void> = this.#work(companyId).finally(() => {
        this.#busy.delete(companyId);
        this.#running = this.#running.filter((one) => one !== work);
        this.#look();
      });
      this.#running.push(work);
    }
  }

  /** A portion, then the next company has its turn. */
  async #work(companyId: CompanyId): Promise<void> {
    try {
      await this.#works.work(companyId);
      this.#failures.delete(companyId);
      await this.#note([companyId]);
    } catch (error) {
      this.#works.onError(error);
      const failures = this.#failures.get(companyId) ?? 0;
      this.#failures.set(companyId, failures + 1);
      const wait = Math.min(AGAIN_MOST_MS, AGAIN_MS * 2 ** failures);
      this.wake(companyId, new Date(this.#works.house.now().getTime() + wait));
    }
  }

  async #note(companyIds: readonly CompanyId[]): Promise<void> {
    const due = await this.#works.house.database.transaction(null, (tx) => this.#works.nextDue(tx, companyIds));
    // One that fails has its turn set already, and not at once.
    for (const { company, dueAt } of due) if (!this.#failures.has(company)) this.wake(company, dueAt);
  }

  async #sweepAll(): Promise<void> {
    this.#sweptTo = null;
    do await this.#sweep();
    while (this.#sweptTo !== null && !this.#isStopped);
  }

  async #sweep(): Promise<void> {
    if (this.#isStopped) return;
    const some = await this.#works.house.database.transaction(null, (tx) =>
      this.#works.companiesAfter(tx, this.#sweptTo, SWEEP),
    );
    this.#sweptTo = some.length < SWEEP ? null : (some.at(-1) ?? null);
    if (some.length > 0) await this.#note(some);
  }
}
