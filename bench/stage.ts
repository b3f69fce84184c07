import type { Adapter, Connection, Purpose, Start } from './adapter.ts';
import { type Figures, Latencies } from './figures.ts';
import { inParallel, sleep, treeOf } from './processes.ts';
import { STAMPS } from './texts.ts';
import { type Company, type Scale, type User, usersOf } from './world.ts';

/** How long things take and how large they are in this run. */
export interface Plan {
  /** Of the closed loops, and of those at a fixed rate. */
  readonly seconds: number;
  readonly rateSeconds: number;
  readonly warmUpSeconds: number;
  readonly idleSeconds: number;
  readonly scale: Scale;
}

/** What a workload is given: a started server, and the plan. */
export interface Stage {
  readonly adapter: Adapter;
  readonly plan: Plan;
  readonly start: Start;
  /** Everything acknowledged, counted over the whole turn; compared with what the database holds afterwards. */
  accepted: number;
}

/** A workload, written once for all servers. */
export interface Workload {
  readonly name: string;
  companies(scale: Scale): Company[];
  /** Only Tautline has it; run when named. */
  readonly isOurs?: boolean;
  /** A module of the bench that is loaded before the server. */
  readonly preload?: string;
  run(stage: Stage): Promise<Figures>;
}

const SIGN_INS_AT_A_TIME = 32;
/** So long late copies are waited for; what has not come by then counts as that late. */
export const DRAIN_MS = 5000;

/** Signs everybody in. */
export function connectUsers(stage: Stage, users: readonly User[], purpose: Purpose): Promise<Connection[]> {
  return inParallel(users, SIGN_INS_AT_A_TIME, (user) => stage.adapter.connect(user, purpose));
}

export const connectCompany = (stage: Stage, company: Company, purpose: Purpose): Promise<Connection[]> =>
  connectUsers(stage, usersOf([company]), purpose);

export function closeAll(connections: readonly Connection[]): void {
  for (const connection of connections) connection.close();
}

/** Remembers of each message when it was due and who sent it, under the number that its text carries. */
export class Ledger {
  private readonly dueAt = new Float64Array(STAMPS);
  private readonly senders = new Int32Array(STAMPS);
  private next = 0;

  /** A number for a message due at `dueAt`. */
  open(dueAt: number, sender: number): number {
    const stamp = this.next++ % STAMPS;
    this.dueAt[stamp] = dueAt;
    this.senders[stamp] = sender;
    return stamp;
  }

  due(stamp: number): number {
    return this.dueAt[stamp] ?? 0;
  }

  sentBy(stamp: number, person: number): boolean {
    return this.senders[stamp] === person;
  }
}

/** What the machine spent between two moments. */
export interface Cost {
  readonly seconds: number;
  readonly serverUs: number;
  readonly databaseUs: number;
  readonly clientShare: number;
}

/** Begins to measure the processes; the function it returns ends it. */
export function meter(stage: Stage): () => Cost {
  const { server, database } = stage.adapter.processes();
  const read = () => ({
    at: performance.now(),
    server: treeOf(server).cpuMs,
    database: treeOf(database).cpuMs,
    client: process.cpuUsage(),
  });
  const before = read();
  return () => {
    const after = read();
    const seconds = (after.at - before.at) / 1000;
    const client = after.client.user - before.client.user + after.client.system - before.client.system;
    return {
      seconds,
      serverUs: (after.server - before.server) * 1000,
      databaseUs: (after.database - before.database) * 1000,
      clientShare: client / 1e6 / seconds,
    };
  };
}

/** The figures of CPU for `count` units of work, and the client's share of one core. */
export function costPer(unit: string, cost: Cost, count: number): Figures {
  return {
    [`server CPU µs/${unit}`]: cost.serverUs / count,
    [`database CPU µs/${unit}`]: cost.databaseUs / count,
    'client, cores': cost.clientShare,
  };
}

/** Latencies and a counter that begin anew when the warm-up is over. */
export class Tally {
  readonly latencies = new Latencies();
  count = 0;
  counting = false;

  add(latencyMs: number): void {
    if (!this.counting) return;
    this.count++;
    this.latencies.add(latencyMs);
  }
}

/** Lets traffic that keeps itself going run through the warm-up, then measures it. */
export async function measured(stage: Stage, tally: Tally): Promise<{ cost: Cost; count: number }> {
  await sleep(stage.plan.warmUpSeconds * 1000);
  const end = meter(stage);
  tally.counting = true;
  await sleep(stage.plan.seconds * 1000);
  tally.counting = false;
  return { cost: end(), count: tally.count };
}

/** Calls `send(dueAt, counted)` at a fixed rate, late or not; `counted` is false in the warm-up. */
export async function openLoop(
  stage: Stage,
  perSecond: number,
  send: (dueAt: number, counted: boolean) => void,
): Promise<Cost> {
  const began = performance.now();
  const warm = stage.plan.warmUpSeconds * perSecond;
  const total = warm + stage.plan.rateSeconds * perSecond;
  let end: (() => Cost) | null = null;
  for (let sent = 0; sent < total; ) {
    const dueAt = began + (sent * 1000) / perSecond;
    if (performance.now() < dueAt) {
      await sleep(1);
      continue;
    }
    if (sent >= warm) end ??= meter(stage);
    send(dueAt, sent >= warm);
    sent++;
  }
  return (end ?? meter(stage))();
}

/** Waits until `done`, at most `DRAIN_MS`. */
export async function drained(done: () => boolean): Promise<void> {
  const deadline = performance.now() + DRAIN_MS;
  while (!done() && performance.now() < deadline) await sleep(10);
}
