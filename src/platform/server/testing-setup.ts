import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './postgres/embedded.ts';

/** A disk of memory, where there is one: each test's database is some hundreds of small files. */
const MEMORY = '/dev/shm';
const ROOM = 2 * 2 ** 30;

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= ROOM;
}

/** One PostgreSQL for the whole test run: the lockfile's own, or the server that TEST_DATABASE_SERVER names. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env['TEST_DATABASE_SERVER'] !== undefined) return async () => {};
  const folder = mkdtempSync(join(hasRoom(MEMORY) ? MEMORY : tmpdir(), 'tautline-test-'));
  chmodSync(folder, 0o755);
  // Tests kill no power: fsync off is faster and changes no answer. The faults run keeps it on.
  const postgres = await startEmbedded(folder, 'test', {
    fsync: 'off',
    max_connections: '200',
    max_wal_size: '256MB',
    // Every test opens connections of its own: their passwords are no secret.
    scram_iterations: '1',
  });
  process.env['TEST_DATABASE_SERVER'] = postgres.ownerUrl.replace(/\/tautline$/, '');
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
