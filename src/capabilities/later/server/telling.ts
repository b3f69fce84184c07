import type { MemberId } from '#platform/model/ids.ts';
import { announce } from '#platform/server/announce.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import { laterEvent, type Saved, type Scheduled } from '../model/contract.ts';

/** Something is due at this moment: looked for after the commit. */
export type Wake = (ctx: Pick<FollowContext, 'companyId' | 'afterCommit'>, at: Date) => void;

/** To the own devices. */
export async function tellSaved(ctx: FollowContext, memberId: MemberId, saved: Saved): Promise<void> {
  await announce(ctx, laterEvent, { type: 'later.savedChanged', saved }, { topic: memberId });
}

/** To the own devices. */
export async function tellScheduled(ctx: FollowContext, memberId: MemberId, scheduled: Scheduled): Promise<void> {
  await announce(ctx, laterEvent, { type: 'later.scheduledChanged', scheduled }, { topic: memberId });
}
