import type { Adapter } from './adapter.ts';
import { Ejabberd } from './ejabberd.ts';
import { fill, growthCompanies, growthWorkloads, sizes } from './growth.ts';
import { type Options, readOptions } from './options.ts';
import { type Cluster, startPostgres } from './postgres.ts';
import { clientWarnings, growthLine, type Results, ratioLine, table } from './report.ts';
import type { Workload } from './stage.ts';
import { fillForSearch, measureSearch, searchCompany, whenIndexed } from './search.ts';
import { Tautline } from './tautline.ts';
import { catchStrays, takeTurn } from './turn.ts';
import { workloads } from './workloads/all.ts';
import type { Company } from './world.ts';

/** A server under measurement, which is taken away at the end. */
type Candidate = Adapter & { log(): string; remove(): void };

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(0)} s`;

const chosen = ({ only }: Options): Workload[] =>
  workloads.filter(({ name, isOurs }) =>
    only.length === 0 ? isOurs !== true : only.some((start) => name.startsWith(start)),
  );

function companiesFor(list: readonly Workload[], { plan }: Options): Company[] {
  const byKey = new Map<string, Company>();
  for (const workload of list) for (const company of workload.companies(plan.scale)) byKey.set(company.key, company);
  return [...byKey.values()];
}

async function prepare(candidate: Candidate, companies: readonly Company[]): Promise<void> {
  const began = performance.now();
  await candidate.prepare(companies);
  console.log(`${candidate.name} prepared, ${companies.length} companies (${seconds(began)})`);
}

/** One turn; a failure is told and leaves the other figures alone. */
async function turn(candidate: Candidate, workload: Workload, options: Options, results: Results): Promise<boolean> {
  const began = performance.now();
  try {
    const figures = await takeTurn(candidate, workload, options.plan);
    results.set(workload.name, [...(results.get(workload.name) ?? []), figures]);
    console.log(`${candidate.name} ${workload.name} (${seconds(began)})`);
    return true;
  } catch (error) {
    console.error(`${candidate.name} ${workload.name} FAILED:`, error, `\n${candidate.log()}`);
    return false;
  }
}

/** All rounds of all workloads, interleaved. False when a turn failed. */
async function rounds(
  candidates: readonly Candidate[],
  list: readonly Workload[],
  options: Options,
  cluster: Cluster,
): Promise<{ results: Map<string, Results>; whole: boolean }> {
  const results = new Map<string, Results>(candidates.map(({ name }) => [name, new Map()]));
  let whole = true;
  for (let round = 0; round < options.rounds; round++) {
    console.log(`round ${round + 1} of ${options.rounds}`);
    for (const workload of list) {
      // whoever went first goes last in the next round
      for (const candidate of round % 2 === 0 ? candidates : candidates.toReversed()) {
        await cluster.run('postgres', 'checkpoint');
        whole = (await turn(candidate, workload, options, results.get(candidate.name) ?? new Map())) && whole;
      }
    }
  }
  const { seconds: loop, rateSeconds } = options.plan;
  console.log(
    `\nmedians of ${options.rounds} rounds, ${loop} s each (${rateSeconds} s at a fixed rate), ${cluster.version}\n`,
  );
  return { results, whole };
}

function warn(results: ReadonlyMap<string, Results>): void {
  for (const [name, of] of results) for (const warning of clientWarnings(name, of)) console.log(warning);
}

async function besidePeer(cluster: Cluster, options: Options, candidates: Candidate[]): Promise<boolean> {
  if (options.product) candidates.push(new Tautline(cluster));
  const list = chosen(options);
  if (options.peer && list.some(({ isOurs }) => isOurs !== true)) candidates.push(new Ejabberd(cluster));
  for (const candidate of candidates) await prepare(candidate, companiesFor(list, options));
  const { results, whole } = await rounds(candidates, list, options, cluster);
  const [ours, theirs] = [results.get('tautline'), results.get('ejabberd')];
  console.log(table({ name: 'tautline', results: ours }, { name: 'ejabberd', results: theirs }));
  warn(results);
  console.log(ratioLine(ours, theirs));
  return whole;
}

async function littleAndMuch(cluster: Cluster, options: Options, candidates: Candidate[]): Promise<boolean> {
  for (const [name, size] of Object.entries(sizes(options.quick))) {
    const candidate = new Tautline(cluster, `tautline_${name}`);
    candidates.push(candidate);
    await prepare(candidate, growthCompanies(size));
    const began = performance.now();
    await fill(candidate, options.plan, size);
    await cluster.run(candidate.name, 'vacuum analyze');
    console.log(`${candidate.name} holds ${await candidate.stored()} messages (${seconds(began)})`);
  }
  const { results, whole } = await rounds(candidates, growthWorkloads, options, cluster);
  const [small, large] = [results.get('tautline_small'), results.get('tautline_large')];
  console.log(table({ name: 'much', results: large }, { name: 'little', results: small }));
  warn(results);
  console.log(growthLine(large, small));
  return whole;
}

/** Finding among a million messages: how long it takes, by what is looked for. */
async function amongMany(cluster: Cluster, { quick }: Options, candidates: Candidate[]): Promise<boolean> {
  const product = new Tautline(cluster);
  candidates.push(product);
  await prepare(product, [searchCompany]);
  const messages = quick ? 100_000 : 1_000_000;
  const began = performance.now();
  const [seat] = product.http(searchCompany.key).seats;
  if (seat === undefined) throw new Error('nobody to search as');
  await fillForSearch(cluster, product.name, seat, messages);
  console.log(`${messages} messages lie there (${seconds(began)})`);
  await product.start();
  console.log(await whenIndexed(cluster, product.name, messages));
  const { port, seats } = product.http(searchCompany.key);
  const [author] = await cluster.run(product.name, 'select author_id as id from chat.message where number = 2 limit 1');
  for (const line of await measureSearch(port, seats, String(author?.['id']), quick ? 20 : 60)) console.log(line);
  await product.stop();
  return true;
}

const options = readOptions(process.argv.slice(2));
catchStrays();
const cluster = await startPostgres();
const candidates: Candidate[] = [];
let whole = false;
const interrupted = new Promise<never>((_, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => reject(new Error(`ended by ${signal}`)));
});
try {
  whole = await Promise.race([
    (options.growth ? littleAndMuch : options.search ? amongMany : besidePeer)(cluster, options, candidates),
    interrupted,
  ]);
} catch (error) {
  console.error(error);
} finally {
  for (const candidate of candidates) {
    await candidate.stop();
    candidate.remove();
  }
  await cluster.stop();
}
process.exit(whole ? 0 : 1);
