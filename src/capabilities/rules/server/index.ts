import { nextWatchingDue, settleWatching } from '#directory/server/index.ts';
import type { Outbox } from '#outbox/server/index.ts';
import { type Capability, capability } from '#platform/server/capability.ts';
import { Clockwork } from '#platform/server/clockwork.ts';
import type { CompaniesAfter } from '#platform/server/follow.ts';
import type { House } from '#platform/server/house.ts';
import { rulesCalls, rulesEvent } from '../model/contract.ts';
import { notifying, source } from './notifying.ts';

export interface Rules {
  readonly capability: Capability;
  start(house: House, companiesAfter: CompaniesAfter, onError: (error: unknown) => void): void;
  stop(): Promise<void>;
  /** Writes down all that the clock of the house has said: for tests. */
  settle(): Promise<void>;
}

/** Tells of the two keys, and writes down what the clock says of them. What holds is asked of the clock by the directory itself. */
export function makeRules(outbox: Outbox): Rules {
  outbox.from(source);
  let clockwork: Clockwork | null = null;
  return {
    capability: capability({
      name: 'rules',
      whileHeld: true,
      calls: rulesCalls,
      events: rulesEvent,
      handlers: {},
      listens: {
        'directory.watchingChanged': async (ctx) => {
          ctx.afterCommit(() => clockwork?.wake(ctx.companyId, ctx.now));
        },
      },
      follows: notifying(outbox),
    }),
    start(house, companiesAfter, onError) {
      clockwork = new Clockwork({
        ...{ house, companiesAfter, onError, nextDue: nextWatchingDue },
        work: (companyId) => house.inCompany(companyId, settleWatching),
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
