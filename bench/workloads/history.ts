import type { Connection } from '../adapter.ts';
import type { Figures } from '../figures.ts';
import { closeAll, connectUsers, costPer, Ledger, measured, type Stage, Tally, type Workload } from '../stage.ts';
import { fanCompany } from '../world.ts';

const CLIENTS = 8;
const PAGE = 50;

/** Makes sure that there is a page to read. */
async function fill(stage: Stage, connection: Connection, group: number): Promise<void> {
  const ledger = new Ledger();
  const one = () =>
    new Promise<void>((resolve) => {
      connection.sendGroup(group, ledger.open(performance.now(), 0), () => {
        stage.accepted++;
        resolve();
      });
    });
  await Promise.all(Array.from({ length: PAGE + 10 }, one));
}

async function run(stage: Stage): Promise<Figures> {
  const readers = fanCompany.groups
    .slice(0, CLIENTS)
    .map((members) => ({ company: fanCompany.key, index: members[0] ?? 0 }));
  const connections = await connectUsers(stage, readers, 'member');
  await Promise.all(connections.map((connection, group) => fill(stage, connection, group)));
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
