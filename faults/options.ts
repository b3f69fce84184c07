import { parseArgs } from 'node:util';

/** The faults, in the order in which a run lists them. */
export const KINDS = [
  'server',
  'database',
  'commit',
  'herd',
  'slow',
  'cut',
  'clock',
  'browser',
  'later',
  'ladder',
] as const;
export type FaultKind = (typeof KINDS)[number];

export interface RunOptions {
  readonly seed: number;
  /** How many of each kind. */
  readonly counts: Readonly<Record<FaultKind, number>>;
  /** Clients of the thundering herd. */
  readonly herd: number;
  /** How long the server is without its database. */
  readonly cutMs: number;
  /** Leaves the data and the server's log where they are. */
  readonly keep: boolean;
}

const HERD = 1_000;
const CUT_MS = 10_000;
const LONG_CUT_MS = 60_000;

/** Reads the command line; `--count N` is the number of server kills, from which the others follow. Kinds are named by `--only`, or bare. */
export function readOptions(args: readonly string[]): RunOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      count: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      herd: { type: 'string', default: String(HERD) },
      long: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  });
  const count = whole('count', values.count, 1);
  const named = [...positionals, ...(values.only ?? '').split(',')].filter((name) => name !== '');
  const chosen = named.length === 0 && values.only === undefined ? null : named;
  for (const name of chosen ?? []) {
    if (!KINDS.includes(name as FaultKind)) throw new Error(`no fault "${name}": there are ${KINDS.join(', ')}`);
  }
  const few = Math.max(1, Math.round(count / 10));
  const all: Record<FaultKind, number> = {
    server: count,
    database: Math.max(3, Math.floor((count * 3) / 5)),
    commit: Math.max(20, 4 * count),
    herd: count >= 5 ? Math.max(1, Math.floor(count / 50)) : 0,
    slow: few,
    cut: few,
    clock: few,
    browser: Math.max(3, Math.floor((count * 2) / 5)),
    later: 2 * few,
    ladder: 5 * few,
  };
  const counts = Object.fromEntries(
    KINDS.map((kind) => [kind, chosen === null ? all[kind] : chosen.includes(kind) ? alone(kind, count, all) : 0]),
  ) as Record<FaultKind, number>;
  return {
    seed: whole('seed', values.seed, 0),
    counts,
    herd: whole('herd', values.herd, 1),
    cutMs: values.long ? LONG_CUT_MS : CUT_MS,
    keep: values.keep,
  };
}

/** Who asks for one kind by name means its count. */
function alone(kind: FaultKind, count: number, all: Readonly<Record<FaultKind, number>>): number {
  return kind === 'commit' ? all[kind] : count;
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) throw new Error(`--${name} must be a whole number from ${least}`);
  return value;
}
