import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Starts one embedded PostgreSQL for the whole run, or uses the server of TEST_DATABASE_SERVER. */
const databaseSetup = 'src/platform/server/testing-setup.ts';
/** Where to leave the results as JSON besides showing them: CI sums them up. */
const report = process.env['TEST_REPORT'];

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'tools/**/*.test.ts',
      'bench/**/*.test.ts',
      'faults/**/*.test.ts',
      'seed/**/*.test.ts',
    ],
    globalSetup: existsSync(databaseSetup) ? [databaseSetup] : [],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});
