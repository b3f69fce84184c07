import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chmodSync } from 'node:fs';
import { startEmbedded } from './postgres/embedded.ts';

/** One PostgreSQL for the whole test run: the lockfile's own, or the server that TEST_DATABASE_SERVER names. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env['TEST_DATABASE_SERVER'] !== undefined) return async () => {};
  const folder = mkdtempSync(join(tmpdir(), 'tautline-test-'));
  chmodSync(folder, 0o755);
  // Tests kill no power: fsync off is faster and changes no answer. The faults run keeps it on.
  const postgres = await startEmbedded(folder, 'test', { fsync: 'off', max_connections: '200' });
  process.env['TEST_DATABASE_SERVER'] = postgres.ownerUrl.replace(/\/tautline$/, '');
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
