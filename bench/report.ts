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

/** The medians of all figures, one a line, with the ratio product ÷ peer. */
export function table(product: Results | undefined, peer: Results | undefined): string {
  const rows = [['workload', 'figure', 'tautline', 'ejabberd', 'ratio']];
  const names = new Set([...(product?.keys() ?? []), ...(peer?.keys() ?? [])]);
  for (const name of names) {
    const ours = mediansOf(product, name);
    const theirs = mediansOf(peer, name);
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

const RATIOS: readonly (readonly [string, string, string])[] = [
  ['fanout', 'fanoutMax', 'deliveries/s'],
  ['dm', 'dmMax', 'messages/s'],
  ['history', 'history', 'pages/s'],
  ['p99', 'fanoutRate', '400/s p99 ms'],
  ['small', 'small', 'messages/s'],
  ['reading', 'reading', 'p99 with ÷ without'],
  ['memory', 'idle', 'kB/connection'],
];

/** The last line: product ÷ peer of the medians; `reading` is the product's own ratio; `-` where there is no figure. */
export function ratioLine(product: Results | undefined, peer: Results | undefined): string {
  const parts = RATIOS.map(([name, workload, title]) => {
    const ours = mediansOf(product, workload)[title] ?? Number.NaN;
    const ratio = name === 'reading' ? ours : ours / (mediansOf(peer, workload)[title] ?? Number.NaN);
    return `${name}=${Number.isFinite(ratio) ? ratio.toFixed(2) : '-'}`;
  });
  return `ratios ${parts.join(' ')}`;
}
