import type { Connection } from '../adapter.ts';
import type { Figures } from '../figures.ts';
import { closeAll, connectUsers, costPer, Ledger, measured, type Stage, Tally, type Workload } from '../stage.ts';
import { type Company, fanCompany } from '../world.ts';

const CLIENTS = 8;
const PAGE = 50;
const MORE = 10;
const AUTHORS = 5;

/** Makes sure that there is a page to read, by several authors: a fifth of it is the reader's own. */
async function fill(stage: Stage, company: Company): Promise<void> {
  const authors = company.groups
    .slice(0, CLIENTS)
    .flatMap((members, group) => members.slice(0, AUTHORS).map((index) => ({ company: company.key, index, group })));
  const connections = await connectUsers(stage, authors, 'member');
  const ledger = new Ledger();
  const send = (connection: Connection, group: number): Promise<void> =>
    new Promise((resolve) => {
      connection.sendGroup(group, ledger.open(performance.now(), 0), () => {
        stage.accepted++;
        resolve();
      });
    });
  for (let sent = 0; sent < PAGE + MORE; sent += AUTHORS) {
    await Promise.all(connections.map((connection, index) => send(connection, authors[index]?.group ?? 0)));
  }
  closeAll(connections);
}

async function run(stage: Stage): Promise<Figures> {
  await fill(stage, fanCompany);
  const readers = fanCompany.groups
    .slice(0, CLIENTS)
    .map((members) => ({ company: fanCompany.key, index: members[0] ?? 0 }));
  const connections = await connectUsers(stage, readers, 'member');
  const tally = new Tally();
  let running = true;
  const keepReading = async (connection: Connection, group: number): Promise<void> => {
    while (running) {
      const asked = performance.now();
      const count = await connection.history(group);
      if (count !== PAGE) throw new Error(`a page of ${count} messages instead of ${PAGE}`);
      tally.add(performance.now() - asked);
    }
  };
  const reading = Promise.all(connections.map(keepReading));
  const { cost, count } = await Promise.race([
    measured(stage, tally),
    reading.then(() => Promise.reject(new Error('ended'))),
  ]);
  running = false;
  await reading;
  closeAll(connections);
  return {
    'pages/s': count / cost.seconds,
    'p50 ms': tally.latencies.at(0.5),
    'p99 ms': tally.latencies.at(0.99),
    ...costPer('page', cost, count),
  };
}

/** The newest 50 messages of a conversation, 8 clients in a closed loop. */
export const history: Workload = { name: 'history', companies: () => [fanCompany], run };
