import type { Connection } from '../adapter.ts';
import type { Figures } from '../figures.ts';
import {
  type Cost,
  closeAll,
  connectCompany,
  costPer,
  DRAIN_MS,
  drained,
  Ledger,
  measured,
  openLoop,
  type Stage,
  Tally,
  type Workload,
} from '../stage.ts';
import { fanCompany } from '../world.ts';

const SENDERS = 4;
const IN_FLIGHT = 4;

/** Every copy for somebody else than the sender is a delivery. */
function countDeliveries(connections: readonly Connection[], ledger: Ledger, tally: Tally): void {
  connections.forEach((connection, person) => {
    connection.onReceive = (stamp, at) => {
      if (!ledger.sentBy(stamp, person)) tally.add(at - ledger.due(stamp));
    };
  });
}

async function closedLoop(stage: Stage): Promise<Figures> {
  const connections = await connectCompany(stage, fanCompany, 'member');
  const ledger = new Ledger();
  const deliveries = new Tally();
  const acknowledged = new Tally();
  countDeliveries(connections, ledger, deliveries);
  let running = true;
  const keepSending = (connection: Connection, person: number, group: number): void => {
    const stamp = ledger.open(performance.now(), person);
    connection.sendGroup(group, stamp, (at) => {
      stage.accepted++;
      acknowledged.counting = deliveries.counting;
      acknowledged.add(at - ledger.due(stamp));
      if (running) keepSending(connection, person, group);
    });
  };
  fanCompany.groups.forEach((members, group) => {
    for (const person of members.slice(0, SENDERS)) {
      const connection = connections[person];
      for (let slot = 0; connection && slot < IN_FLIGHT; slot++) keepSending(connection, person, group);
    }
  });
  const { cost, count } = await measured(stage, deliveries);
  running = false;
  closeAll(connections);
  return {
    'deliveries/s': count / cost.seconds,
    'messages/s': acknowledged.count / cost.seconds,
    'p50 ms': deliveries.latencies.at(0.5),
    'p99 ms': deliveries.latencies.at(0.99),
    ...costPer('delivery', cost, count),
  };
}

/** How a rate of messages to the ten groups went. */
export interface RateRun {
  readonly deliveries: Tally;
  readonly missing: number;
  readonly cost: Cost;
}

/** Sends to the ten groups in turn at a fixed rate; the latency counts from the due time. */
export async function rateRun(
  stage: Stage,
  connections: readonly Connection[],
  perSecond: number,
  alsoOnReceive?: (person: number, number: number) => void,
): Promise<RateRun> {
  const ledger = new Ledger();
  const deliveries = new Tally();
  const counted = new Set<number>();
  deliveries.counting = true;
  connections.forEach((connection, person) => {
    connection.numbered = alsoOnReceive !== undefined;
    connection.onReceive = (stamp, at, number) => {
      if (ledger.sentBy(stamp, person)) return;
      if (counted.has(stamp)) deliveries.add(at - ledger.due(stamp));
      alsoOnReceive?.(person, number);
    };
  });
  let sent = 0;
  let expected = 0;
  const cost = await openLoop(stage, perSecond, (dueAt, counts) => {
    const group = sent % fanCompany.groups.length;
    const members = fanCompany.groups[group] ?? [];
    const person = members[Math.floor(sent / fanCompany.groups.length) % members.length] ?? 0;
    const stamp = ledger.open(dueAt, person);
    if (counts) {
      counted.add(stamp);
      expected += members.length - 1;
    }
    sent++;
    connections[person]?.sendGroup(group, stamp, () => {
      stage.accepted++;
    });
  });
  await drained(() => deliveries.count >= expected);
  const missing = expected - deliveries.count;
  for (let lost = 0; lost < missing; lost++) deliveries.latencies.add(DRAIN_MS);
  return { deliveries, missing, cost };
}

/** The figures of a run at a fixed rate, under titles that begin with the rate. */
export function rateFigures(label: string, { deliveries, missing, cost }: RateRun): Figures {
  return {
    [`${label} p50 ms`]: deliveries.latencies.at(0.5),
    [`${label} p99 ms`]: deliveries.latencies.at(0.99),
    [`${label} not delivered`]: missing,
    [`${label} client, cores`]: cost.clientShare,
  };
}

async function atRates(stage: Stage): Promise<Figures> {
  const connections = await connectCompany(stage, fanCompany, 'member');
  const figures: Figures = {};
  for (const rate of [50, 400])
    Object.assign(figures, rateFigures(`${rate}/s`, await rateRun(stage, connections, rate)));
  closeAll(connections);
  return figures;
}

export const fanoutMax: Workload = { name: 'fanoutMax', companies: () => [fanCompany], run: closedLoop };
export const fanoutRate: Workload = { name: 'fanoutRate', companies: () => [fanCompany], run: atRates };
