import type { Workload } from '../stage.ts';
import { digest, ding } from './asking.ts';
import { crowd } from './crowd.ts';
import { dmMax, dmRate, small } from './direct.ts';
import { fanoutMax, fanoutRate } from './fanout.ts';
import { history } from './history.ts';
import { idle } from './idle.ts';
import { reading } from './reading.ts';
import { start } from './start.ts';
import { uploading } from './uploading.ts';

/** All workloads in the order in which they run. */
export const workloads: readonly Workload[] = [
  fanoutMax,
  dmMax,
  history,
  fanoutRate,
  dmRate,
  small,
  reading,
  uploading,
  idle,
  crowd,
  start,
  ding,
  digest,
];
