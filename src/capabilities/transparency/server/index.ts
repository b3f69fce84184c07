import { type Capability, capability } from '#platform/server/capability.ts';
import { Clockwork } from '#platform/server/clockwork.ts';
import type { CompaniesAfter } from '#platform/server/follow.ts';
import type { House } from '#platform/server/house.ts';
import { transparencyCalls, transparencyEvent } from '../model/contract.ts';
import * as looking from './looking.ts';
import { lookAfter } from './round.ts';
import { nextDue } from './store.ts';

export interface Transparency {
  readonly capability: Capability;
  start(house: House, companiesAfter: CompaniesAfter, onError: (error: unknown) => void): void;
  stop(): Promise<void>;
  /** Does all that is due by the clock of the house: for tests and seeds. */
  settle(): Promise<void>;
}

/** What a member may know of how he is reached and watched, and a representative of how all are (R17, R20, R30). */
export function makeTransparency(): Transparency {
  let clockwork: Clockwork | null = null;
  return {
    capability: capability({
      name: 'transparency',
      calls: transparencyCalls,
      events: transparencyEvent,
      handlers: {
        interruptionDays: looking.interruptionDays,
        interruptions: looking.interruptions,
        views: looking.views,
        outOfHours: looking.outOfHours,
      },
    }),
    start(house, companiesAfter, onError) {
      const work = (companyId: Parameters<House['inCompany']>[0]) => house.inCompany(companyId, lookAfter);
      clockwork = new Clockwork({ house, companiesAfter, onError, nextDue, work });
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
