import type { Chat } from '#chat/server/index.ts';
import type { Files } from '#files/server/index.ts';
import type { Outbox, WorkTime } from '#outbox/server/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { type Capability, capability } from '#platform/server/capability.ts';
import { Clockwork } from '#platform/server/clockwork.ts';
import type { Context } from '#platform/server/context.ts';
import type { CompaniesAfter } from '#platform/server/follow.ts';
import type { House } from '#platform/server/house.ts';
import { laterCalls, laterEvent } from '../model/contract.ts';
import { forgetting, reminders, remindDue } from './reminding.ts';
import { makeSaving, mine, savedMessages } from './saving.ts';
import { makeScheduling } from './scheduling.ts';
import { sendDue } from './sending.ts';
import { nextDue } from './store/saved.ts';
import * as scheduled from './store/scheduled.ts';
import { tellScheduled, type Wake } from './telling.ts';
import { times } from './timing.ts';

export interface Later {
  readonly capability: Capability;
  start(house: House, companiesAfter: CompaniesAfter, onError: (error: unknown) => void): void;
  stop(): Promise<void>;
  /** Does all that is due by the clock of the house: for tests. */
  settle(): Promise<void>;
}

interface Making {
  readonly files: Files;
  readonly outbox: Outbox;
  readonly chat: Chat;
  readonly workTime: WorkTime;
}

/** Messages kept for later, reminders, and messages that are sent at a moment to come. */
export function makeLater({ files, outbox, chat, workTime }: Making): Later {
  outbox.from(reminders);
  let clockwork: Clockwork | null = null;
  const wake: Wake = (ctx, at) => ctx.afterCommit(() => clockwork?.wake(ctx.companyId, at));
  return {
    capability: capability({
      name: 'later',
      calls: laterCalls,
      events: laterEvent,
      handlers: {
        mine,
        savedMessages,
        times: (ctx, input) => times(workTime, ctx, input),
        ...makeSaving(outbox, wake),
        ...makeScheduling(files, outbox, wake),
      },
      listens: {
        'directory.memberDeactivated': async (ctx: Context, { memberId }: { memberId: MemberId }) => {
          const rows = await scheduled.failAllOf(ctx, memberId, 'later.authorLeft', ctx.now);
          for (const row of rows) await tellScheduled(ctx, memberId, scheduled.scheduledOf(row));
        },
      },
      follows: forgetting(outbox),
    }),
    start(house, companiesAfter, onError) {
      clockwork = new Clockwork({
        ...{ house, companiesAfter, onError, nextDue },
        async work(companyId) {
          await house.inCompany(companyId, (ctx) => remindDue(outbox, ctx));
          await sendDue({ house, chat, outbox }, companyId);
        },
      });
      clockwork.start();
    },
    async stop() {
      await clockwork?.stop();
    },
    async settle() {
      await clockwork?.settle();
    },
  };
}
