import { timingSafeEqual } from 'node:crypto';
import { accountNamed, hasAccounts, meOf, startSession } from '#identity/server/index.ts';
import type { Chat } from '#chat/server/index.ts';
import type { Dings } from '#ding/server/index.ts';
import type { Outbox } from '#outbox/server/index.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { type Capability, capability, outside } from '#platform/server/capability.ts';
import type { House } from '#platform/server/house.ts';
import { type demoPerson, setupCalls, setupEvent } from '../model/contract.ts';
import type { Secrets } from './secrets.ts';
import { version } from './version.ts';
import type { z } from 'zod';

export type DemoPerson = z.output<typeof demoPerson>;

/** What the demo is made with. */
interface Doors {
  readonly house: House;
  readonly chat: Chat;
  readonly outbox: Outbox;
  readonly dings: Dings;
}

export interface Setup {
  readonly capability: Capability;
  start(doors: Doors): void;
  makeDemo(): Promise<DemoPerson[]>;
}

/** The first minutes of an installation: its state, and the demo company. */
export function makeSetup(facts: { readonly secrets: Secrets; readonly demo: boolean }): Setup {
  let running: Doors | null = null;
  let making: Promise<DemoPerson[]> | null = null;

  function makeDemo(): Promise<DemoPerson[]> {
    if (running === null) throw new Error('the house is not open yet');
    const doors = running;
    // The seed is much text: who does not want the demo does not load it.
    making ??= import('#seed/demo.ts').then(({ seedDemo }) => seedDemo(doors));
    making.catch(() => {
      making = null;
    });
    return making;
  }

  function ensureLink(given: string): void {
    const [known, shown] = [Buffer.from(facts.secrets.setup), Buffer.from(given)];
    const holds = known.length === shown.length && timingSafeEqual(known, shown);
    if (!holds && !facts.demo) throw new Refused(refuse('setup.linkNeeded'));
  }

  const setup = capability({
    name: 'setup',
    calls: setupCalls,
    events: setupEvent,
    handlers: {
      state: async (ctx) => ({
        isNew: !(await hasAccounts(ctx)),
        // Who is the last to join the demo company: once he has an account, it is whole.
        hasDemo: facts.demo || (await accountNamed(ctx, 'fu@qinghe.example')) !== null,
        version: version,
      }),
      makeDemo: async (_ctx, { setup: given }) => {
        ensureLink(given);
        return outside(makeDemo, async (_ctx, people) => ({ people }));
      },
      lookThrough: async (_ctx, { setup: given, accountName }) => {
        ensureLink(given);
        return outside(makeDemo, async (ctx, people) => {
          const account = people.some((person) => person.accountName === accountName)
            ? await accountNamed(ctx, accountName)
            : null;
          if (account === null) throw new Refused(refuse('platform.notFound'));
          await startSession(ctx, account.accountId, 'password');
          return meOf(ctx, account.accountId);
        });
      },
    },
  });

  return {
    capability: setup,
    start(doors) {
      running = doors;
    },
    makeDemo,
  };
}
