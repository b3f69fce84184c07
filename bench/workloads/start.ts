import type { Workload } from '../stage.ts';
import { fanCompany } from '../world.ts';

/** From spawn to the first accepted sign-in, on a data folder that has been used before. */
export const start: Workload = {
  name: 'start',
  companies: () => [fanCompany],
  run: (stage) => Promise.resolve({ 'ready ms': stage.start.ms, 'server RSS MB': stage.start.rssKb / 1024 }),
};
