import { join } from 'node:path';
import type { Files } from '#files/server/index.ts';
import type { Outbox } from '#outbox/server/index.ts';
import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import { type Capability, capability } from '#platform/server/capability.ts';
import type { Context } from '#platform/server/context.ts';
import type { Clockwork } from '#platform/server/clockwork.ts';
import type { CompaniesAfter } from '#platform/server/follow.ts';
import type { House } from '#platform/server/house.ts';
import type { Server } from '#platform/server/serve.ts';
import type { Settings } from '#platform/server/settings.ts';
import { recordsCalls, recordsEvent } from '../model/contract.ts';
import * as asking from './asking.ts';
import { makeErasing } from './erasing.ts';
import * as holding from './holding.ts';
import { Maker } from './maker.ts';
import * as retaining from './retaining.ts';
import { notifying, source } from './notifying.ts';
import { copyRoute } from './routes.ts';
import { Shelf } from './shelf.ts';
import * as store from './store/exports.ts';
import { tell } from './telling.ts';

export interface Records {
  readonly capability: Capability;
  /** The address of copies. */
  routes(server: Server, house: House, settings: Settings): void;
  start(house: House, companiesAfter: CompaniesAfter, onError: (error: unknown) => void): void;
  stop(): Promise<void>;
  /** Makes, hides and erases all that is due by the clock of the house: for tests and seeds. */
  settle(): Promise<void>;
}

interface Making {
  readonly dataFolder: string;
  readonly files: Files;
  readonly outbox: Outbox;
}

/** Copies of one's own data, and exports of the company behind two keys. They lie in the data folder until they are fetched. */
export function makeRecords({ dataFolder, files, outbox }: Making): Records {
  const shelf = new Shelf(join(dataFolder, 'records'));
  let maker: Maker | null = null;
  let clockwork: Clockwork | null = null;
  let erasing: Clockwork | null = null;
  outbox.from(source);

  /** A call after which there is something to make. */
  function waking<In, Out>(act: (ctx: Context, input: In) => Promise<Out>) {
    return (ctx: Context, input: In): Promise<Out> => {
      ctx.afterCommit(() => maker?.wake(ctx.companyId));
      return act(ctx, input);
    };
  }

  return {
    capability: capability({
      name: 'records',
      calls: recordsCalls,
      events: recordsEvent,
      handlers: {
        retention: retaining.retention,
        setRetention(ctx, input) {
          ctx.afterCommit(() => clockwork?.wake(ctx.companyId, ctx.now));
          return retaining.setRetention(ctx, input);
        },
        ownCopy: asking.ownCopy,
        askOwnCopy: waking(asking.askOwnCopy),
        exportsOfMyWords: asking.exportsOfMyWords,
        companyExports: asking.companyExports,
        askExport: waking(asking.askExport),
        askHold: waking(holding.askHold),
        endHold: holding.endHold,
        holdsHere: holding.holdsHere,
        exports: asking.exports,
        answerExport: waking(asking.answerExport),
      },
      listens: {
        'directory.memberDeactivated': (ctx, { memberId }: { memberId: MemberId }) =>
          forgetCopies(ctx, shelf, memberId),
      },
      follows: notifying(outbox),
    }),
    routes: (server, house, settings) => copyRoute(server, house, settings, shelf),
    start(house, companiesAfter, onError) {
      maker = new Maker({ house, shelf, files }, companiesAfter, onError);
      maker.start();
      clockwork = retaining.makeRetaining(house, files, companiesAfter, onError);
      clockwork.start();
      erasing = makeErasing(house, files, companiesAfter, onError);
      erasing.start();
    },
    async stop() {
      await erasing?.stop();
      await clockwork?.stop();
      await maker?.stop();
    },
    async settle() {
      await maker?.settle();
      await clockwork?.settle();
      await erasing?.settle();
    },
  };
}

/** Who has left fetches nothing any more: his copies go with him. */
async function forgetCopies(
  ctx: Pick<Context, 'tx' | 'afterCommit'> & Parameters<typeof tell>[0],
  shelf: Shelf,
  memberId: MemberId,
): Promise<void> {
  const companyId: CompanyId = ctx.companyId;
  for (const { id } of await store.ownExports(ctx, memberId)) {
    const row = await store.lockExport(ctx, id);
    if (row === null || (row.state !== 'making' && row.state !== 'ready')) continue;
    await store.saveExport(ctx, { ...row, state: 'gone', waitsUntil: null, dueAt: null });
    ctx.afterCommit(() => void shelf.remove({ companyId, id }).catch(() => {}));
  }
}
