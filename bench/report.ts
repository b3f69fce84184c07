import { type Figures, medians } from './figures.ts';

/** workload → figures of every round, for one server. */
export type Results = Map<string, Figures[]>;

const CLIENT = 'client, cores';
const BUSY = 0.8;

function shown(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '-';
  const size = Math.abs(value);
  if (size >= 1000) return Math.round(value).toLocaleString('en-US');
  if (size >= 100 || value === 0) return value.toFixed(0);
  return value.toFixed(size >= 10 ? 1 : 2);
}

const mediansOf = (results: Results | undefined, workload: string): Figures => medians(results?.get(workload) ?? []);

/** What two servers are called in the table, and what they measured. */
export interface Side {
  readonly name: string;
  readonly results: Results | undefined;
}

/** The medians of all figures, one a line, with the ratio of the first to the second. */
export function table(first: Side, second: Side): string {
  const rows = [['workload', 'figure', first.name, second.name, 'ratio']];
  const names = new Set([...(first.results?.keys() ?? []), ...(second.results?.keys() ?? [])]);
  for (const name of names) {
    const ours = mediansOf(first.results, name);
    const theirs = mediansOf(second.results, name);
    for (const title of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      const a = ours[title];
      const b = theirs[title];
      rows.push([name, title, shown(a), shown(b), a === undefined || b === undefined || b === 0 ? '-' : shown(a / b)]);
    }
  }
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return rows.map(line).join('\n');
}

/** Where the bench itself was the limit, or near it: such a figure of a server is a lower bound. */
export function clientWarnings(server: string, results: Results): string[] {
  const warnings: string[] = [];
  for (const name of results.keys()) {
    for (const [title, value] of Object.entries(mediansOf(results, name))) {
      if (title.endsWith(CLIENT) && value >= BUSY) {
        warnings.push(
          `${name}: the client used ${shown(value)} cores beside ${server}; what it shows is a lower bound`,
        );
      }
    }
  }
  return warnings;
}

const RATIOS: Ratios = [
  ['fanout', 'fanoutMax', 'deliveries/s'],
  ['dm', 'dmMax', 'messages/s'],
  ['history', 'history', 'pages/s'],
  ['p99', 'fanoutRate', '400/s p99 ms'],
  ['small', 'small', 'messages/s'],
  ['reading', 'reading', 'p99 with ÷ without'],
  ['uploading', 'uploading', 'p99 with ÷ without'],
  ['memory', 'idle', 'kB/connection'],
];

/** What is the product's own ratio. */
const OWN = ['reading', 'uploading'];

/** The last line: product ÷ peer of the medians; `reading` and `uploading` are the product's own ratios; `-` where there is no figure. */
export function ratioLine(product: Results | undefined, peer: Results | undefined): string {
  return `ratios ${ratios(RATIOS, product, peer).join(' ')}`;
}

type Ratios = readonly (readonly [name: string, workload: string, title: string])[];

function ratios(wanted: Ratios, first: Results | undefined, second: Results | undefined): string[] {
  return wanted.map(([name, workload, title]) => {
    const ours = mediansOf(first, workload)[title] ?? Number.NaN;
    const ratio = OWN.includes(name) ? ours : ours / (mediansOf(second, workload)[title] ?? Number.NaN);
    return `${name}=${Number.isFinite(ratio) ? ratio.toFixed(2) : '-'}`;
  });
}

const GROWTH: Ratios = [
  ['dm', 'dmMax', 'messages/s'],
  ['dmCpu', 'dmMax', 'server CPU µs/message'],
  ['dmDatabaseCpu', 'dmMax', 'database CPU µs/message'],
  ['history', 'history', 'pages/s'],
  ['historyCpu', 'history', 'server CPU µs/page'],
  ['historyDatabaseCpu', 'history', 'database CPU µs/page'],
];

/** The last line of `growth`: much stored ÷ little stored; 1 is flat. */
export function growthLine(large: Results | undefined, small: Results | undefined): string {
  return `growth ${ratios(GROWTH, large, small).join(' ')}`;
}
