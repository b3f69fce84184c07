import type { MemberId } from '#platform/model/ids.ts';

interface Known<Value> {
  readonly value: Value;
  readonly from: Date;
  readonly until: Date;
}

/** What was found of members lately, each good until a moment. What this process changes itself is to be forgotten by whoever changes it. */
export class Lately<Value> {
  readonly #known = new Map<string, Known<Value>>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** Undefined where nothing good is known. */
  get(companyId: string, memberId: MemberId, now: Date): Value | undefined {
    const known = this.#known.get(companyId + memberId);
    return known !== undefined && known.from <= now && now < known.until ? known.value : undefined;
  }

  set(companyId: string, memberId: MemberId, value: Value, { from, until }: Omit<Known<Value>, 'value'>): void {
    // Forgetting costs a question, never a wrong answer.
    if (this.#known.size >= this.#most) this.#known.clear();
    this.#known.set(companyId + memberId, { value, from, until });
  }

  /** Null: everybody of the company. */
  forget(companyId: string, memberIds: readonly MemberId[] | null): void {
    for (const key of memberIds?.map((id) => companyId + id) ?? this.#known.keys()) {
      if (key.startsWith(companyId)) this.#known.delete(key);
    }
  }
}
