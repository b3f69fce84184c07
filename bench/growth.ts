import type { Adapter, Connection } from './adapter.ts';
import type { Plan, Stage } from './stage.ts';
import { closeAll, connectUsers, Ledger } from './stage.ts';
import { dmMax } from './workloads/direct.ts';
import { history } from './workloads/history.ts';
import { type Company, fanCompany, pairCompany, type User } from './world.ts';

/** How much there is beside what is measured. */
export interface Size {
  readonly messages: number;
  readonly companies: number;
}

/** Little and much: what is measured stays the same. */
export const sizes = (quick: boolean): { small: Size; large: Size } => ({
  small: { messages: 10_000, companies: 10 },
  large: quick ? { messages: 100_000, companies: 1000 } : { messages: 1_000_000, companies: 10_000 },
});

export const growthWorkloads = [dmMax, history];

/** The two companies that are measured, among others of two people each. */
export function growthCompanies({ companies }: Size): Company[] {
  const others = Array.from(
    { length: companies - 2 },
    (_, index): Company => ({
      key: `other${index}`,
      size: 2,
      groups: [],
      pairs: [[0, 1]],
    }),
  );
  return [fanCompany, pairCompany, ...others];
}

const IN_FLIGHT = 16;
/** In each group: one alone would come to more messages a second than a server takes from one connection. */
const SENDERS = 5;

/** Sends messages through the public interface until so many are stored: half into the groups, half into the pairs. */
export async function fill(adapter: Adapter, plan: Plan, { messages }: Size): Promise<void> {
  const stage: Stage = { adapter, plan, start: await adapter.start(), accepted: 0 };
  const groupSenders = fanCompany.groups.flatMap((members) =>
    members.slice(0, SENDERS).map((index): User => ({ company: fanCompany.key, index })),
  );
  const pairSenders = pairCompany.pairs.map(([one]): User => ({ company: pairCompany.key, index: one }));
  const connections = [
    ...(await connectUsers(stage, groupSenders, 'member')),
    ...(await connectUsers(stage, pairSenders, 'direct')),
  ];
  const ledger = new Ledger();
  const sendTo = (connection: Connection, index: number, share: number): Promise<void> =>
    new Promise((resolve) => {
      let sent = 0;
      let accepted = 0;
      const next = (): void => {
        if (sent++ >= share) return;
        const stamp = ledger.open(performance.now(), 0);
        const done = (): void => {
          if (++accepted === share) resolve();
          next();
        };
        if (index < groupSenders.length) connection.sendGroup(Math.floor(index / SENDERS), stamp, done);
        else connection.sendDirect(index - groupSenders.length, stamp, done);
      };
      for (let slot = 0; slot < IN_FLIGHT; slot++) next();
    });
  const half = messages / 2;
  await Promise.all(
    connections.map((connection, index) => {
      const conversations = index < groupSenders.length ? groupSenders.length : pairSenders.length;
      return sendTo(connection, index, Math.ceil(half / conversations));
    }),
  );
  closeAll(connections);
  await adapter.stop();
}
