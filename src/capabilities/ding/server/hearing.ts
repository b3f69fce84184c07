import type { LetThrough, Outbox } from '#outbox/server/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import type { DingId } from '../model/contract.ts';

export type Answered = 'confirmed' | 'later' | 'replied';

/** A room above that hears what becomes of dings, in the transaction in which it does. */
export interface DingHearer {
  answered(ctx: FollowContext, id: DingId, memberIds: readonly MemberId[], how: Answered): Promise<void>;
  /** An override has let steps through to members who are off. */
  letThrough(ctx: FollowContext, told: readonly LetThrough[]): Promise<void>;
}

/** What is around a ding that is answered. */
export interface Around {
  readonly outbox: Outbox;
  readonly answered: DingHearer['answered'];
  /** Has the clockwork look into the company at this moment. */
  readonly wake: (ctx: Pick<FollowContext, 'companyId' | 'afterCommit'>, at: Date) => void;
}
