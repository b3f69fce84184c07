// Runs the service tests on PostgreSQL 15, the oldest that is supported, in a cluster made for the occasion.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const BINARIES = '/usr/lib/postgresql/15/bin';
/** The tests change far more than this; fewer transactions mean that they ran on some other server. */
const FEWEST_TRANSACTIONS = 20;

/** What is ended with us when somebody ends us. */
const running = new Set<ChildProcess>();

interface Person {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: then it runs as `postgres`, or else as `nobody`. */
function personForServer(): Person | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const people = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = people.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('This runs as root, and there is no user postgres or nobody for the database server.');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('No free port was given.');
  return address.port;
}

/** The one value that a statement answers. */
async function ask(url: string, sql: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ value: string }>(sql);
    return rows[0]?.value ?? '';
  } finally {
    await client.end();
  }
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    if (server.exitCode !== null) throw new Error('PostgreSQL 15 ended while starting.');
    const version = await ask(url, "select current_setting('server_version_num') as value").catch(() => '');
    if (version.startsWith('15')) return;
    if (version !== '') throw new Error(`This is PostgreSQL ${version}, not 15.`);
    await pause(200);
  }
  throw new Error('PostgreSQL 15 was not ready within 30 seconds.');
}

/** Runs a program to its end and gives its exit code. */
async function run(program: string, args: readonly string[], options: object): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit', ...options });
  running.add(child);
  const [code] = (await once(child, 'exit')) as [number | null];
  running.delete(child);
  return code ?? 1;
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGINT'); // a fast shutdown: it does not wait for clients
  await Promise.race([ended, pause(15_000, undefined, { ref: false })]);
  if (server.exitCode === null && server.signalCode === null) server.kill('SIGQUIT');
  await ended;
}

/** Starts the cluster, runs the service tests on it, takes it away; gives the exit code. */
async function main(): Promise<number> {
  if (!existsSync(`${BINARIES}/initdb`)) throw new Error(`PostgreSQL 15 is missing: no initdb in ${BINARIES}.`);
  const person = personForServer();
  const folder = mkdtempSync(join(tmpdir(), 'postgres-15-'));
  const clear = () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      for (const child of running) child.kill('SIGKILL');
      clear();
      process.exit(1);
    });
  }
  let server: ChildProcess | undefined;
  try {
    if (person !== undefined) chownSync(folder, person.uid, person.gid);
    const as = { ...person, cwd: folder };
    const data = join(folder, 'data');
    const made = await run(
      `${BINARIES}/initdb`,
      ['-D', data, '-E', 'UTF8', '--locale=C.UTF-8', '-U', 'postgres', '-A', 'trust', '--no-sync'],
      { ...as, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    if (made !== 0) throw new Error('initdb failed.');
    const port = await freePort();
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '200',
      fsync: 'off',
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    server = spawn(`${BINARIES}/postgres`, ['-D', data, '-p', String(port), '-c', 'log_min_messages=fatal', ...flags], {
      ...as,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    running.add(server);
    const url = `postgres://postgres@127.0.0.1:${port}`;
    await untilReady(`${url}/postgres`, server);
    const transactions = async () =>
      Number(await ask(`${url}/postgres`, 'select pg_snapshot_xmax(pg_current_snapshot())::text as value'));
    const before = await transactions();
    const code = await run('npx', ['vitest', 'run', '--project', 'services'], {
      env: { ...process.env, TEST_DATABASE_SERVER: url },
    });
    const used = (await transactions()) - before;
    console.log(`service tests on PostgreSQL 15: ${used} transactions`);
    if (used < FEWEST_TRANSACTIONS) throw new Error('The tests left no trace on PostgreSQL 15: they ran elsewhere.');
    return code;
  } finally {
    if (server !== undefined) await stop(server);
    clear();
  }
}

process.exitCode = await main();
