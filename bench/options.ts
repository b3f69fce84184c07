import { parseArgs } from 'node:util';
import type { Plan } from './stage.ts';

/** What the command line asks for. */
export interface Options {
  readonly growth: boolean;
  readonly search: boolean;
  readonly quick: boolean;
  readonly rounds: number;
  /** Beginnings of names of workloads; empty: all. */
  readonly only: readonly string[];
  readonly product: boolean;
  readonly peer: boolean;
  readonly plan: Plan;
}

const FULL = {
  rounds: 3,
  seconds: 7,
  rateSeconds: 10,
  idleSeconds: 40,
  scale: { idle: 5000, crowd: 5000, small: 500, asked: 10_000 },
};
const QUICK = {
  rounds: 1,
  seconds: 3,
  rateSeconds: 3,
  idleSeconds: 8,
  scale: { idle: 2000, crowd: 1000, small: 500, asked: 2_000 },
};

function positive(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`not a positive whole number: ${text}`);
  return value;
}

/** Reads the command line. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      only: { type: 'string' },
      peer: { type: 'string', default: 'ejabberd' },
      product: { type: 'string', default: 'tautline' },
      quick: { type: 'boolean', default: false },
      idle: { type: 'string' },
      crowd: { type: 'string' },
    },
  });
  const size = values.quick ? QUICK : FULL;
  return {
    growth: positionals.includes('growth'),
    search: positionals.includes('search'),
    quick: values.quick,
    rounds: positive(values.rounds, size.rounds),
    only: values.only?.split(',').filter((name) => name !== '') ?? [],
    product: values.product !== 'none',
    peer: values.peer !== 'none',
    plan: {
      seconds: positive(values.seconds, size.seconds),
      rateSeconds: positive(values.seconds, size.rateSeconds),
      warmUpSeconds: 2,
      idleSeconds: size.idleSeconds,
      scale: {
        idle: positive(values.idle, size.scale.idle),
        crowd: positive(values.crowd, size.scale.crowd),
        small: size.scale.small,
        asked: size.scale.asked,
      },
    },
  };
}
