import type { MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { PlaceSetting } from '../model/gate.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import type { Kinds, Way } from '../model/quiet.ts';
import type { Told } from '../model/words.ts';

export type OutboxContext = Pick<CompanyContext, 'tx' | 'companyId'>;

/** Something that may have to be told to a member: a number in a place of a capability. */
export interface Mark {
  readonly memberId: MemberId;
  readonly place: string;
  readonly number: number;
}

/** How it stands with a mark now. */
export interface Sight {
  /** Read, taken back, or otherwise past. */
  readonly isOver: boolean;
  readonly isOwn: boolean;
  /** An override stands behind it: it reaches a member who is off, and never one on leave (R4). Left out: none does. */
  readonly byOverride?: boolean;
  /** Whose doing it is; null: nobody's but the product's, or his own. */
  readonly byId: MemberId | null;
  /** The message behind it, where there is one. */
  readonly message: { readonly conversationId: string; readonly number: number } | null;
  readonly setting: PlaceSetting;
  readonly told: Told;
  /** Where a tap on it leads. */
  readonly path: string;
}

/** What became of something that went out by a gateway: a text or a call. `confirmed`: he pressed the key that says so. */
export interface Outcome extends Mark {
  readonly by: 'mail' | 'sms' | 'call';
  readonly what: 'delivered' | 'failed' | 'unanswered' | 'confirmed';
}

/** What an override has let through, and by which ways it goes out. */
export interface LetThrough extends Mark {
  readonly ways: readonly Way[];
}

/** A capability that notifies. The outbox keeps marks, and asks here what stands behind them when their turn comes. */
export interface Source {
  readonly name: string;
  readonly kinds: Kinds;
  /** Looks at each mark, in their order; null for what the member may not see any more. A fixed number of statements, however many are asked. */
  look(ctx: OutboxContext & { readonly now: Date }, marks: readonly Mark[]): Promise<(Sight | null)[]>;
  /** Hears what became of what went out by a gateway, in the transaction that notes it: once each. */
  heard?(ctx: FollowContext, outcome: Outcome): Promise<void>;
  /** Hears what an override let through the gate, in the transaction that tells it. */
  letThrough?(ctx: FollowContext, told: readonly LetThrough[]): Promise<void>;
}
