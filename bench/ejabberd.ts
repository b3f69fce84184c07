import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Adapter, Connection, Purpose, Start } from './adapter.ts';
import type { Cluster } from './postgres.ts';
import { freePort, treeOf } from './processes.ts';
import { untilAccepted, whenEnded } from './server.ts';
import { type Company, type User, usersOf } from './world.ts';
import { type Seat, XmppConnection } from './xmpp.ts';

const DATABASE = 'ejabberd';
const PASSWORD = 'only-for-the-bench';
const SCHEMA = '/usr/share/ejabberd/sql/pg.sql';
const LIBRARIES = '/usr/lib/x86_64-linux-gnu';
const PACKAGES = ['ejabberd', 'erlang-p1-pgsql'];

const nameOf = (company: string, index: number): string => `${company}-${index}`;
const roomOf = (company: string, group: number): string => `${company}-room${group}`;

/** Everything that would slow the peer down without making it safer is off; what makes an acknowledgement durable is on. */
const configuration = (port: number, cluster: Cluster): string => `
hosts: [localhost]
loglevel: error
log_rotate_count: 0
listen:
  - port: ${port}
    ip: "127.0.0.1"
    module: ejabberd_c2s
    starttls: false
    max_stanza_size: 262144
    backlog: 1024
    shaper: none
    access: all
shaper_rules: {}
auth_method: [sql]
auth_password_format: plain
default_db: sql
sql_type: pgsql
sql_server: "127.0.0.1"
sql_port: ${cluster.port}
sql_database: ${DATABASE}
sql_username: postgres
sql_password: "${cluster.password}"
sql_pool_size: 10
sql_prepared_statements: true
modules:
  mod_mam:
    db_type: sql
    default: always
    assume_mam_usage: true
  mod_muc:
    db_type: sql
    history_size: 0
    min_message_interval: 0
    min_presence_interval: 0
    max_users: 20000
    max_user_conferences: 1000
    user_message_shaper: none
    room_shaper: none
    default_room_options:
      mam: true
      persistent: true
      max_users: 20000
      presence_broadcast: []
  mod_stream_mgmt: {}
`;

/** Installs the peer from Debian's packages when it is not there. No service of it is started. */
function install(): void {
  const missing = PACKAGES.filter((name) => {
    try {
      return !execFileSync('dpkg-query', ['-W', '-f', '${Status}', name], { encoding: 'utf8', stdio: 'pipe' }).includes(
        'ok installed',
      );
    } catch {
      return true;
    }
  });
  if (missing.length === 0) return;
  console.log(`installing ${missing.join(', ')} with apt-get`);
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', ...missing], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  });
}

function owner(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((user) => user.startsWith('ejabberd:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined ? {} : { uid: Number(uid), gid: Number(gid) };
}

/** ejabberd with its message archive in the shared PostgreSQL, in the foreground. */
export class Ejabberd implements Adapter {
  readonly name = 'ejabberd';
  private readonly cluster: Cluster;
  private readonly folder = mkdtempSync(join(tmpdir(), 'tautline-bench-ejabberd-'));
  private readonly seats = new Map<string, Seat>();
  private first: User | null = null;
  private port = 0;
  private server: ChildProcess | null = null;

  constructor(cluster: Cluster) {
    this.cluster = cluster;
  }

  async prepare(companies: readonly Company[]): Promise<void> {
    install();
    const { uid, gid } = owner();
    mkdirSync(join(this.folder, 'spool'));
    if (uid !== undefined && gid !== undefined) {
      for (const path of [this.folder, join(this.folder, 'spool')]) chownSync(path, uid, gid);
    }
    chmodSync(this.folder, 0o700);
    await this.cluster.run('postgres', `create database ${DATABASE}`);
    await this.cluster.run(DATABASE, readFileSync(SCHEMA, 'utf8'));
    await this.register(companies);
    // its own tables in the folder are made at the first start, which is not measured
    await this.start();
    await this.stop();
  }

  private async register(companies: readonly Company[]): Promise<void> {
    const users = usersOf(companies);
    for (let at = 0; at < users.length; at += 5000) {
      const values = users
        .slice(at, at + 5000)
        .map(({ company, index }) => `('${nameOf(company, index)}','${PASSWORD}')`);
      await this.cluster.run(DATABASE, `insert into users(username, password) values ${values.join(',')}`);
    }
    await this.cluster.run(DATABASE, 'analyze users');
    for (const company of companies) this.seat(company);
    this.first = users[0] ?? null;
  }

  private seat(company: Company): void {
    for (let index = 0; index < company.size; index++) {
      const rooms = company.groups.flatMap((members, group) =>
        members.includes(index) ? [{ group, name: roomOf(company.key, group) }] : [],
      );
      const peers = new Map<number, string>();
      company.pairs.forEach(([one, two], pair) => {
        if (one === index) peers.set(pair, nameOf(company.key, two));
        if (two === index) peers.set(pair, nameOf(company.key, one));
      });
      const user = nameOf(company.key, index);
      this.seats.set(user, { user, password: PASSWORD, rooms, peers });
    }
  }

  async start(): Promise<Start> {
    this.port = await freePort();
    const file = join(this.folder, 'ejabberd.yml');
    writeFileSync(file, configuration(this.port, this.cluster));
    const { uid, gid } = owner();
    if (uid !== undefined && gid !== undefined) chownSync(file, uid, gid);
    const spool = join(this.folder, 'spool');
    const began = performance.now();
    const args = [
      '-noinput',
      '+K',
      'true',
      '+P',
      '250000',
      '+Q',
      '65536',
      '-mnesia',
      'dir',
      `"${spool}"`,
      '-s',
      'ejabberd',
    ];
    const server = spawn('erl', args, {
      ...owner(),
      cwd: spool,
      stdio: 'ignore',
      env: {
        PATH: process.env['PATH'],
        HOME: spool,
        ERL_LIBS: LIBRARIES,
        ERL_MAX_PORTS: '32000',
        ERL_CRASH_DUMP: join(this.folder, 'crash.dump'),
        EJABBERD_CONFIG_PATH: file,
        EJABBERD_LOG_PATH: join(this.folder, 'ejabberd.log'),
      },
    });
    this.server = server;
    await untilAccepted(server, async () => {
      if (this.first === null) throw new Error('nobody to sign in as');
      (await this.connect(this.first, 'idle')).close();
    });
    return { ms: performance.now() - began, rssKb: treeOf(server.pid ?? 0).rssKb };
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    await whenEnded(server);
  }

  connect(user: User, purpose: Purpose): Promise<Connection> {
    const seat = this.seats.get(nameOf(user.company, user.index));
    if (seat === undefined) throw new Error(`not prepared: ${user.company} ${user.index}`);
    return XmppConnection.open(this.port, seat, purpose);
  }

  async stored(): Promise<number> {
    const [row] = await this.cluster.run(DATABASE, 'select count(*)::int as messages from archive');
    return Number(row?.['messages']);
  }

  processes(): { server: number; database: number } {
    return { server: this.server?.pid ?? 0, database: this.cluster.pid };
  }

  /** What it wrote down as wrong, for the one who looks why a run failed. */
  log(): string {
    const path = join(this.folder, 'ejabberd.log');
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
