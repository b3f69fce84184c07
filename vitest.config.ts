import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Starts one embedded PostgreSQL for the whole run, or uses the server of TEST_DATABASE_SERVER. */
const databaseSetup = 'src/platform/server/testing-setup.ts';
/** Where to leave the results as JSON besides showing them: CI sums them up. */
const report = process.env['TEST_REPORT'];

/** Tests that want a real database. */
const services = ['src/**/server/**/*.test.ts', 'seed/**/*.test.ts'];
/** Tests that want nothing. */
const rules = ['src', 'tools', 'bench', 'faults'].map((folder) => `${folder}/**/*.test.{ts,tsx}`);

export default defineConfig({
  test: {
    pool: 'forks',
    // A third is faster by a quarter, and makes tests late that are held to a time.
    maxWorkers: 2,
    // What a module keeps is as new to the next file as to the first: nothing, or what holds for the whole process. It is read once, which is
    // a fifth of the time.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // In CI one lost race on two slow cores does not hide the rest: it is tried again, and named.
    retry: report === undefined ? 0 : 1,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    projects: [
      {
        extends: true,
        test: { name: 'rules', include: rules, exclude: services },
      },
      {
        extends: true,
        test: { name: 'services', include: services, globalSetup: existsSync(databaseSetup) ? [databaseSetup] : [] },
      },
    ],
  },
});
