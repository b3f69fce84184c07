import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CannotOpen } from '../migrate.ts';
import { postgresFolder } from './binaries.ts';

const run = promisify(execFile);

/** PostgreSQL will not run as root: root starts it as this user. */
const UNPRIVILEGED = 'nobody';
/** Where the database of a root lives when that user cannot enter the data folder (below /root, for one). */
const SHARED_HOME = '/var/lib/tautline';
const STOP_PATIENCE_MS = 15_000;
const START_PATIENCE_MS = 60_000;

const SERVER_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  // On a machine that does many small commits, checkpoints spread out keep latency even.
  checkpoint_completion_target: '0.9',
  timezone: 'UTC',
  log_min_messages: 'warning',
};

interface User {
  readonly uid: number;
  readonly gid: number;
}

export interface EmbeddedPostgres {
  /** The owner's connection address, of the database `tautline`. */
  readonly ownerUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL of the lockfile on a data folder, making the cluster on first start, and starts it again should it die.
 * `extra` overrides server settings (tests and the bench).
 */
export async function startEmbedded(
  dataFolder: string,
  password: string,
  extra: Readonly<Record<string, string>> = {},
): Promise<EmbeddedPostgres> {
  const user = process.getuid?.() === 0 ? userNamed(UNPRIVILEGED) : null;
  const { cluster, native } = places(dataFolder, user);
  await stopLeftover(cluster);
  if (!existsSync(join(cluster, 'PG_VERSION'))) await makeCluster(native, cluster, password, user);
  const port = await freePort();
  const options = Object.entries({ ...SERVER_SETTINGS, ...extra }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const base = `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}`;

  let stopping = false;
  let child: ChildProcess;
  const launch = (): ChildProcess => {
    const started = spawn(join(native, 'bin/postgres'), ['-D', cluster, '-p', String(port), ...options], {
      ...(user ?? {}),
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      cwd: cluster,
      // Ctrl-C goes to the whole group; the database is stopped by us, after the last transaction.
      detached: true,
    });
    started.stderr?.on('data', () => {});
    started.on('exit', () => {
      if (!stopping) setTimeout(() => (child = launch()), 200);
    });
    return started;
  };
  child = launch();
  await untilItAnswers(`${base}/postgres`);
  return {
    ownerUrl: `${base}/tautline`,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGINT');
      await Promise.race([gone, sleep(STOP_PATIENCE_MS, undefined, { ref: false })]);
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGQUIT');
    },
  };
}

function userNamed(name: string): User {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) {
    throw new CannotOpen(
      `PostgreSQL does not run as root, and there is no user "${name}" to run it as. Start as another user.`,
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/** Where the cluster and the binaries lie, so that whoever runs the database can reach both. */
function places(dataFolder: string, user: User | null): { cluster: string; native: string } {
  const native = postgresFolder();
  mkdirSync(dataFolder, { recursive: true });
  if (user === null) return { cluster: join(dataFolder, 'database'), native };
  const home = join(SHARED_HOME, createHash('sha256').update(dataFolder).digest('hex').slice(0, 12));
  const cluster = canBeEntered(dataFolder) ? join(dataFolder, 'database') : join(home, 'database');
  mkdirSync(dirname(cluster), { recursive: true });
  if (canBeEntered(native)) return { cluster, native };
  const version = createHash('sha256').update(native).digest('hex').slice(0, 12);
  const copy = join(SHARED_HOME, `postgres-${version}`);
  if (!existsSync(join(copy, 'bin/postgres'))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return { cluster, native: copy };
}

/** May a user without rights pass through every folder on the way? */
function canBeEntered(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (dirname(folder) === folder) return true;
  }
}

async function makeCluster(native: string, cluster: string, password: string, user: User | null): Promise<void> {
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  const passwordFile = `${cluster}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user !== null) {
    chownSync(cluster, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  try {
    // The character classes must be Unicode's, or Chinese text is neither searched nor sorted; the builtin provider is the same everywhere.
    await run(
      join(native, 'bin/initdb'),
      ['-D', cluster, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8'].concat([
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C.UTF-8',
      ]),
      { ...(user ?? {}), env: { PATH: process.env['PATH'] }, cwd: dirname(cluster) === '/root' ? '/' : cluster },
    );
  } catch (error) {
    rmSync(cluster, { recursive: true, force: true });
    throw new CannotOpen(
      `The database could not be made in ${cluster}: ${(error as { stderr?: string }).stderr ?? String(error)}`,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  chmodSync(cluster, 0o700);
}

/** A database left running by a server that was killed is stopped, so that this one owns its process. */
async function stopLeftover(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || !isPostgres(pid)) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < STOP_PATIENCE_MS && isPostgres(pid); waited += 50) await sleep(50);
  if (isPostgres(pid)) process.kill(pid, 'SIGQUIT');
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
    probe.on('error', reject);
  });
}

/** Waits for the first answer and makes the database `tautline` if it is not there. */
async function untilItAnswers(url: string): Promise<void> {
  const { default: pg } = await import('pg');
  const until = Date.now() + START_PATIENCE_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      const known = await client.query(`select 1 from pg_database where datname = 'tautline'`);
      if (known.rowCount === 0) await client.query('create database tautline');
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => {});
      if (Date.now() > until) throw new CannotOpen(`The embedded database does not start: ${String(error)}`);
      await sleep(25);
    }
  }
}
