import type { Adapter } from './adapter.ts';
import { Ejabberd } from './ejabberd.ts';
import { type Options, readOptions } from './options.ts';
import { type Cluster, startPostgres } from './postgres.ts';
import { clientWarnings, type Results, ratioLine, table } from './report.ts';
import type { Workload } from './stage.ts';
import { catchStrays, takeTurn } from './turn.ts';
import { workloads } from './workloads/all.ts';
import type { Company } from './world.ts';

const chosen = ({ only }: Options): Workload[] =>
  workloads.filter(({ name }) => only.length === 0 || only.some((start) => name.startsWith(start)));

function companiesFor(list: readonly Workload[], { plan }: Options): Company[] {
  const byKey = new Map<string, Company>();
  for (const workload of list) for (const company of workload.companies(plan.scale)) byKey.set(company.key, company);
  return [...byKey.values()];
}

/** One turn; a failure is told and leaves the other figures alone. */
async function turn(adapter: Adapter, workload: Workload, options: Options, results: Results): Promise<boolean> {
  const began = performance.now();
  try {
    const figures = await takeTurn(adapter, workload, options.plan);
    results.set(workload.name, [...(results.get(workload.name) ?? []), figures]);
    console.log(`${adapter.name} ${workload.name} (${((performance.now() - began) / 1000).toFixed(0)} s)`);
    return true;
  } catch (error) {
    console.error(`${adapter.name} ${workload.name} FAILED:`, error);
    return false;
  }
}

async function rounds(adapters: readonly Adapter[], options: Options, cluster: Cluster): Promise<boolean> {
  const list = chosen(options);
  for (const adapter of adapters) {
    await adapter.prepare(companiesFor(list, options));
    console.log(`${adapter.name} prepared`);
  }
  const results = new Map<string, Results>(adapters.map(({ name }) => [name, new Map()]));
  let whole = true;
  for (let round = 0; round < options.rounds; round++) {
    console.log(`round ${round + 1} of ${options.rounds}`);
    for (const workload of list) {
      // whoever went first goes last in the next round
      for (const adapter of round % 2 === 0 ? adapters : adapters.toReversed()) {
        await cluster.run('postgres', 'checkpoint');
        whole = (await turn(adapter, workload, options, results.get(adapter.name) ?? new Map())) && whole;
      }
    }
  }
  const [ours, theirs] = [results.get('tautline'), results.get('ejabberd')];
  console.log(`\nmedians of ${options.rounds} rounds, ${options.plan.seconds} s each, ${cluster.version}\n`);
  console.log(table(ours, theirs));
  for (const [name, of] of results) for (const warning of clientWarnings(name, of)) console.log(warning);
  console.log(ratioLine(ours, theirs));
  return whole;
}

const options = readOptions(process.argv.slice(2));
catchStrays();
const cluster = await startPostgres();
const peer = options.peer ? new Ejabberd(cluster) : null;
let whole = false;
try {
  whole = await rounds(peer ? [peer] : [], options, cluster);
} finally {
  await peer?.stop();
  peer?.remove();
  await cluster.stop();
}
process.exit(whole ? 0 : 1);
