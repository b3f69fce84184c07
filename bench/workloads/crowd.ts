import type { Figures } from '../figures.ts';
import {
  closeAll,
  connectCompany,
  costPer,
  DRAIN_MS,
  drained,
  Ledger,
  openLoop,
  type Stage,
  Tally,
  type Workload,
} from '../stage.ts';
import { treeOf } from '../processes.ts';
import { crowdCompany } from '../world.ts';

const RATE = 5;
const AUTHORS = 50;

async function run(stage: Stage): Promise<Figures> {
  const company = crowdCompany(stage.plan.scale);
  const connections = await connectCompany(stage, company, 'member');
  const ledger = new Ledger();
  const deliveries = new Tally();
  const acknowledged = new Tally();
  const counted = new Set<number>();
  deliveries.counting = acknowledged.counting = true;
  connections.forEach((connection, person) => {
    connection.onReceive = (stamp, at) => {
      if (counted.has(stamp) && !ledger.sentBy(stamp, person)) deliveries.add(at - ledger.due(stamp));
    };
  });
  let sent = 0;
  const cost = await openLoop(stage, RATE, (dueAt, counts) => {
    const author = (sent++ * 97) % Math.min(AUTHORS, company.size);
    const stamp = ledger.open(dueAt, author);
    if (counts) counted.add(stamp);
    connections[author]?.sendGroup(0, stamp, (at) => {
      stage.accepted++;
      if (counts) acknowledged.add(at - dueAt);
    });
  });
  const expected = counted.size * (company.size - 1);
  await drained(() => deliveries.count >= expected);
  const rssKb = treeOf(stage.adapter.processes().server).rssKb;
  const missing = expected - deliveries.count;
  for (let lost = 0; lost < missing; lost++) deliveries.latencies.add(DRAIN_MS);
  closeAll(connections);
  return {
    members: company.size,
    'deliveries/s': deliveries.count / stage.plan.rateSeconds,
    'p50 ms': deliveries.latencies.at(0.5),
    'p99 ms': deliveries.latencies.at(0.99),
    'own acknowledgement p99 ms': acknowledged.latencies.at(0.99),
    'not delivered': missing,
    'server RSS MB': rssKb / 1024,
    ...costPer('delivery', cost, deliveries.count),
  };
}

/** One group with thousands online. */
export const crowd: Workload = { name: 'crowd', companies: (scale) => [crowdCompany(scale)], run };
