import type { CompanyId } from '#platform/model/ids.ts';
import { Refused, type Refusal } from '#platform/model/refusal.ts';

const BATCH = 250;

type Carry<Item> = (companyId: CompanyId, items: readonly Item[]) => Promise<readonly (Refusal | null)[]>;

interface Waiting<Item> {
  readonly item: Item;
  readonly done: (error: Error | null) => void;
}

/**
 * Carries what many do at once in few transactions: each company has one in flight, what comes meanwhile goes with the next. Nobody waits
 * where nothing else happens. `carry` answers each item in its place: null, or why not.
 */
export class Batches<Item> {
  readonly #carry: Carry<Item>;
  readonly #waiting = new Map<CompanyId, Waiting<Item>[]>();
  readonly #running = new Map<CompanyId, Promise<void>>();

  constructor(carry: Carry<Item>) {
    this.#carry = carry;
  }

  /** Resolves after the commit. */
  submit(companyId: CompanyId, item: Item): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(companyId) ?? [];
      waiting.push({ item, done: (error) => (error === null ? resolve() : reject(error)) });
      this.#waiting.set(companyId, waiting);
      if (this.#running.has(companyId)) return;
      this.#running.set(
        companyId,
        this.#work(companyId).finally(() => this.#running.delete(companyId)),
      );
    });
  }

  /** Resolves when nothing is in flight. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  async #work(companyId: CompanyId): Promise<void> {
    for (let all = this.#waiting.get(companyId); all !== undefined; all = this.#waiting.get(companyId)) {
      const batch = all.splice(0, BATCH);
      if (all.length === 0) this.#waiting.delete(companyId);
      try {
        const answers = await this.#carry(
          companyId,
          batch.map(({ item }) => item),
        );
        batch.forEach(({ done }, place) => {
          const no = answers[place] ?? null;
          done(no === null ? null : new Refused(no));
        });
      } catch (error) {
        for (const { done } of batch) done(error as Error);
      }
    }
  }
}
