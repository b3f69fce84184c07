import type { Outbox, Source } from '#outbox/server/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import type { Follower } from '#platform/server/follower.ts';
import { moreHoursWords, MY_HOURS, worktimeKinds } from '../model/notifying.ts';

/** What there is to tell of working time: each member's own is a place. */
export const source: Source = {
  name: 'worktime',
  kinds: worktimeKinds,

  async look(_ctx, marks) {
    return marks.map(({ memberId, place }) =>
      place !== memberId
        ? null
        : {
            ...{ isOver: false, isOwn: false, byId: null, message: null, setting: 'all' as const },
            told: { title: '', from: '', text: moreHoursWords },
            path: MY_HOURS,
          },
    );
  },
};

/** Tells the outbox, after the commit, who will have more hours. */
export function notifying(outbox: Outbox): Follower {
  return {
    types: ['worktime.hoursWidened'],

    async handle(ctx, events) {
      const latest = new Map<MemberId, number>();
      for (const { at, audience } of events) for (const memberId of audience ?? []) latest.set(memberId, at);
      await outbox.plan(
        ctx,
        source,
        [...latest].map(([memberId, number]) => ({ memberId, place: memberId, number, kind: 'moreHours' })),
      );
    },

    begin: (ctx, step) => outbox.reconsiderAll(ctx, source, step),
  };
}
