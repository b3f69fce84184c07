import type { Connection } from '../adapter.ts';
import type { Figures } from '../figures.ts';
import {
  closeAll,
  connectUsers,
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
import { type Company, pairCompany, smallCompanies, usersOf } from '../world.ts';

const IN_FLIGHT = 4;

interface Talk {
  readonly sender: Connection;
  readonly receiver: Connection;
  readonly pair: number;
}

/** Signs in both of every pair. */
async function talksOf(stage: Stage, companies: readonly Company[]): Promise<Talk[]> {
  const connections = await connectUsers(stage, usersOf(companies), 'direct');
  let first = 0;
  return companies.flatMap((company) => {
    const offset = first;
    first += company.size;
    return company.pairs.flatMap(([one, two], pair) => {
      const sender = connections[offset + one];
      const receiver = connections[offset + two];
      return sender && receiver ? [{ sender, receiver, pair }] : [];
    });
  });
}

const closeTalks = (talks: readonly Talk[]): void =>
  closeAll(talks.flatMap(({ sender, receiver }) => [sender, receiver]));

/** A message is done when its sender has the acknowledgement **and** its receiver the copy. */
class Exchange {
  private readonly halves = new Map<number, (at: number) => void>();
  private readonly stage: Stage;

  constructor(stage: Stage, talks: readonly Talk[]) {
    this.stage = stage;
    for (const { receiver } of talks) receiver.onReceive = (stamp, at) => this.half(stamp, at);
  }

  send({ sender, pair }: Talk, stamp: number, done: (at: number) => void): void {
    let missing = 2;
    this.halves.set(stamp, (at) => {
      if (--missing > 0) return;
      this.halves.delete(stamp);
      done(at);
    });
    sender.sendDirect(pair, stamp, (at) => {
      this.stage.accepted++;
      this.half(stamp, at);
    });
  }

  private half(stamp: number, at: number): void {
    this.halves.get(stamp)?.(at);
  }
}

async function closedLoop(stage: Stage, companies: readonly Company[], inFlight: number): Promise<Figures> {
  const talks = await talksOf(stage, companies);
  const ledger = new Ledger();
  const tally = new Tally();
  const exchange = new Exchange(stage, talks);
  let running = true;
  const keepSending = (talk: Talk): void => {
    const stamp = ledger.open(performance.now(), 0);
    exchange.send(talk, stamp, (at) => {
      tally.add(at - ledger.due(stamp));
      if (running) keepSending(talk);
    });
  };
  for (const talk of talks) for (let slot = 0; slot < inFlight; slot++) keepSending(talk);
  const { cost, count } = await measured(stage, tally);
  running = false;
  closeTalks(talks);
  return {
    'messages/s': count / cost.seconds,
    'p50 ms': tally.latencies.at(0.5),
    'p99 ms': tally.latencies.at(0.99),
    ...costPer('message', cost, count),
  };
}

async function rate(stage: Stage, talks: readonly Talk[], perSecond: number): Promise<Figures> {
  const tally = new Tally();
  const exchange = new Exchange(stage, talks);
  const ledger = new Ledger();
  tally.counting = true;
  let sent = 0;
  let expected = 0;
  const cost = await openLoop(stage, perSecond, (dueAt, counts) => {
    const talk = talks[sent++ % talks.length];
    if (talk === undefined) return;
    if (counts) expected++;
    exchange.send(talk, ledger.open(dueAt, 0), (at) => {
      if (counts) tally.add(at - dueAt);
    });
  });
  await drained(() => tally.count >= expected);
  const missing = expected - tally.count;
  for (let lost = 0; lost < missing; lost++) tally.latencies.add(DRAIN_MS);
  return {
    [`${perSecond}/s p50 ms`]: tally.latencies.at(0.5),
    [`${perSecond}/s p99 ms`]: tally.latencies.at(0.99),
    [`${perSecond}/s not delivered`]: missing,
    [`${perSecond}/s client, cores`]: cost.clientShare,
  };
}

async function atRates(stage: Stage): Promise<Figures> {
  const talks = await talksOf(stage, [pairCompany]);
  const figures: Figures = {};
  for (const perSecond of [300, 1200]) Object.assign(figures, await rate(stage, talks, perSecond));
  closeTalks(talks);
  return figures;
}

export const dmMax: Workload = {
  name: 'dmMax',
  companies: () => [pairCompany],
  run: (stage) => closedLoop(stage, [pairCompany], IN_FLIGHT),
};

export const dmRate: Workload = { name: 'dmRate', companies: () => [pairCompany], run: atRates };

/** One message in flight in each of many companies of two. */
export const small: Workload = {
  name: 'small',
  companies: smallCompanies,
  run: (stage) => closedLoop(stage, smallCompanies(stage.plan.scale), 1),
};
