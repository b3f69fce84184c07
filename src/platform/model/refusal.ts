/** A refusal is an expected "no" that a person can understand. It carries a code and facts, never prose. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** Thrown by services so that the transaction rolls back; the edge turns it into a typed body. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** Makes a refusal; `facts` are what the sentence in the reader's language is filled with. */
export function refuse<Code extends string>(code: Code, facts?: Record<string, string | number>): Refusal<Code> {
  return facts === undefined ? { code } : { code, facts };
}

/** Stops at a refusal: `ensure(canSend(facts))`. */
export function ensure(verdict: Refusal | null): void {
  if (verdict !== null) throw new Refused(verdict);
}
