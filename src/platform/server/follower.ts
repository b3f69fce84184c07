import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import type { AnyoneContext } from './context.ts';

/** An event as the log keeps it; `ref` stands where the content is to be read anew from its capability. */
export interface LogEvent {
  readonly at: number;
  readonly topic: string;
  readonly type: string;
  readonly ref: number | null;
  readonly payload: Record<string, unknown> | null;
  /** The members it was told to, where it was not all on the topic. */
  readonly audience: readonly MemberId[] | null;
}

/** The inside of one company, for work that no member asked for. It may announce. */
export type FollowContext = AnyoneContext & { readonly companyId: CompanyId };

/**
 * Reads the event log of every company, each with a cursor of its own. What it may rely on; the tests cite the number:
 * - L1 Each event has its effect once: what is written and the cursor commit together, whatever is killed between.
 * - L2 Events come in the order of the company clock, none left out.
 * - L3 It needs nobody connected, and goes on after a restart where it stood.
 * - L4 Where the log does not tell it all, it begins from the tables, and goes on from the clock as it was before. A company that is made
 *   while there is the follower is followed from its first event.
 * - L5 An event that fails delays no other company; after ten tries it is set aside, and its own company goes on.
 * - L6 Companies have nothing to do with each other: one with much to do keeps the others waiting for a batch, not for all of it.
 * - L7 A wake-up that was lost is made good by the poll.
 */
export interface Follower {
  /** Tells it from the others of its capability, where that has several: its cursor is kept under this name. */
  readonly name?: string;
  /** Is its work heavy on the processor? It is then done in a thread of its own, where no call waits for it. It must not announce. */
  readonly isHeavy?: true;
  /** The events it wants; others are passed over. */
  readonly types: readonly string[];
  /** Takes some, in order. */
  handle(ctx: FollowContext, events: readonly LogEvent[]): Promise<void>;
  /**
   * Begins from the tables as they are: in a company that is older than it, and in one whose events were forgotten before it
   * came to them. A step a transaction: gets '' first, then what it returned, until null.
   */
  begin(ctx: FollowContext, step: string): Promise<string | null>;
}

/** Those of these capabilities that follow the log, by the name that keeps the cursor. */
export function followersOf(capabilities: readonly { name: string; follows?: Follower | Follower[] }[]) {
  const named = capabilities.flatMap(({ name, follows = [] }) =>
    [follows].flat().map((one): [string, Follower] => [one.name === undefined ? name : `${name}.${one.name}`, one]),
  );
  return new Map(named);
}
