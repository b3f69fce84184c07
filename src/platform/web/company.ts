import type { z } from 'zod';
import type { Contract } from '#platform/model/contract.ts';
import { type Client, client, overHttp } from './call.ts';
import { connectionStore, heldStore } from './connection.ts';
import { Offline } from './failures.ts';
import { createLive, type Live, type WireEvent } from './live.ts';
import { type Local, openLocal } from './local.ts';
import { loadSession, sessionStore } from './session.ts';
import { createStore, useStore } from './store.ts';

/** The company that is open on the screen: who I am there, what is kept of it here, and its stream of events. */
export interface OpenCompany {
  readonly companyId: string;
  readonly accountId: string;
  readonly memberId: string;
  readonly local: Local;
  /** Hears the events of one capability, decoded by its schema. */
  listen<Schema extends z.ZodType>(
    capability: string,
    events: Schema,
    hear: (event: z.output<Schema>, at: number) => void,
  ): () => void;
  /** Too much was missed: load again. Also said on the very first load. */
  onFresh(reload: () => void): () => void;
  /** A contract as functions over the socket; by POST where the socket is not up. */
  client<C extends Contract>(capability: string, calls: C): Client<C>;
  readonly live: Live;
}

type Opening = (company: OpenCompany) => void | (() => void) | Promise<void | (() => void)>;

const openings: Opening[] = [];
const openStore = createStore<OpenCompany | null>(null);
const AT_KEY = 'live.at';

/**
 * A capability says what to do when a company opens: read its snapshots, listen, and return what to do at closing.
 * The socket starts after all of them are ready, so that no event finds nobody at home.
 */
export function whenCompanyOpens(opening: Opening): void {
  openings.push(opening);
}

/** The open company, or null while it is opening and outside any company. */
export function useOpenCompany(): OpenCompany | null {
  return useStore(openStore);
}

/** The open company, outside React. */
export function openCompanyNow(): OpenCompany | null {
  return openStore.get();
}

/** Opens the company of the session; the shell calls it. Returns what closes it again. */
export async function openCompany(companyId: string): Promise<() => Promise<void>> {
  const session = sessionStore.get();
  const mine = session.companies.find((company) => company.id === companyId);
  if (session.account === null || mine === undefined) throw new Error('no such company in the session');
  const local = await openLocal(session.account.id, companyId);
  const hearers = new Set<(event: WireEvent) => void>();
  const reloaders = new Set<() => void>();
  let live: Live | null = null;
  const company: OpenCompany = {
    companyId,
    accountId: session.account.id,
    memberId: mine.memberId,
    local,
    get live() {
      return live ?? closedLive;
    },
    listen(capability, events, hear) {
      const prefix = `${capability}.`;
      const hearer = (event: WireEvent) => {
        if (!event.type.startsWith(prefix)) return;
        const read = events.safeDecode(event as never);
        if (read.success) hear(read.data, event.at);
        else console.warn('an event of a kind this version does not know', event.type);
      };
      hearers.add(hearer);
      return () => hearers.delete(hearer);
    },
    onFresh(reload) {
      reloaders.add(reload);
      return () => reloaders.delete(reload);
    },
    client(capability, calls) {
      return client(capability, calls, async (name, input, options) => {
        if (live?.state !== 'online' || options.leaving === true)
          return overHttp(name, input, { ...options, companyId });
        return live.call(name, input);
      });
    },
  };
  // One capability that cannot read its snapshot must not keep the others from opening.
  const closings = await Promise.all(
    openings.map((opening) => Promise.resolve(opening(company)).catch((error: unknown) => console.error(error))),
  );
  live = createLive({
    company: companyId,
    since: (await local.get<number>(AT_KEY)) ?? null,
    onEvent: (event) => {
      for (const hearer of [...hearers]) hearer(event);
    },
    onFresh: () => {
      for (const reload of [...reloaders]) reload();
    },
    onState: (state) => {
      connectionStore.set(state);
      if (state === 'held' || state === 'online') heldStore.set(state === 'held');
    },
    onAt: (at) => local.put(AT_KEY, at),
    onRefused: () => void loadSession().catch(() => {}), // offline: the kept session stays
  });
  openStore.set(company);
  return async () => {
    openStore.set(null);
    heldStore.set(false);
    live?.close();
    for (const closing of closings) if (typeof closing === 'function') closing();
    await local.close();
  };
}

const closedLive: Live = {
  state: 'connecting',
  at: null,
  call: () => Promise.reject(new Offline()),
  nudge: () => {},
  close: () => {},
};
