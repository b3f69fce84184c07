import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Adapter, Connection, Purpose, Start } from './adapter.ts';
import type { Cluster } from './postgres.ts';
import type { Prepared } from './prepare.ts';
import { freePort, treeOf } from './processes.ts';
import { untilAccepted, whenEnded } from './server.ts';
import { LiveConnection, type Seat } from './websocket.ts';
import type { Company, User } from './world.ts';

const ROOT = dirname(import.meta.dirname);
const LOG_SHOWN = 4000;

/** The product, started as anybody would start it beside an external PostgreSQL. */
export class Tautline implements Adapter {
  readonly name: string;
  private readonly cluster: Cluster;
  private readonly database: string;
  private readonly folder = mkdtempSync(join(tmpdir(), 'tautline-bench-data-'));
  private readonly seats = new Map<string, readonly Seat[]>();
  private prepared: Prepared | null = null;
  private port = 0;
  private server: ChildProcess | null = null;

  constructor(cluster: Cluster, name = 'tautline') {
    this.cluster = cluster;
    this.name = name;
    this.database = name.replace(/\W/g, '_');
    mkdirSync(join(this.folder, 'data'));
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: String(this.port),
      TAUTLINE_DATA: join(this.folder, 'data'),
      DATABASE_URL: this.cluster.url(this.database),
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
      // for a profiler; unset otherwise
      ...(process.env['NODE_OPTIONS'] === undefined ? {} : { NODE_OPTIONS: process.env['NODE_OPTIONS'] }),
    };
  }

  async prepare(companies: readonly Company[]): Promise<void> {
    await this.cluster.run('postgres', `create database ${this.database}`);
    this.prepared = await this.seed(companies);
    for (const company of companies) this.seat(company, this.prepared);
    await this.cluster.run(this.database, 'vacuum analyze');
    // the web client may have to be built at the first start, which is not measured
    await this.start();
    await this.stop();
  }

  /** Runs in a process of its own, so that nothing of the product is loaded into the client. */
  private seed(companies: readonly Company[]): Promise<Prepared> {
    return new Promise((resolve, reject) => {
      const script = join(import.meta.dirname, 'prepare.ts');
      const child = spawn(process.execPath, [script], {
        cwd: ROOT,
        env: this.environment(),
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      const chunks: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      child.once('error', reject);
      child.once('close', (code) => {
        if (code === 0) resolve(JSON.parse(Buffer.concat(chunks).toString()) as Prepared);
        else reject(new Error(`preparing ended with ${code}`));
      });
      child.stdin.end(JSON.stringify(companies));
    });
  }

  private seat(company: Company, prepared: Prepared): void {
    const made = prepared.companies[company.key];
    if (made === undefined) throw new Error(`not prepared: ${company.key}`);
    const groups = new Map(made.groups.entries());
    const pairs = new Map(made.pairs.entries());
    this.seats.set(
      company.key,
      made.tokens.map((token) => ({ companyId: made.companyId, token, groups, pairs })),
    );
  }

  async start(preload?: string): Promise<Start> {
    this.port = await freePort();
    const log = openSync(join(this.folder, 'log'), 'a');
    const began = performance.now();
    const before = preload === undefined ? [] : ['--import', join(import.meta.dirname, preload)];
    const server = spawn(process.execPath, [...before, ...startWords()], {
      cwd: ROOT,
      env: this.environment(),
      stdio: ['ignore', log, log],
    });
    this.server = server;
    await untilAccepted(server, () => this.signIn());
    return { ms: performance.now() - began, rssKb: treeOf(server.pid ?? 0).rssKb };
  }

  /** A real sign-in with a password, as a browser does it. */
  private async signIn(): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/api/identity.signIn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(this.prepared?.account),
    });
    const body = await answer.text();
    if (!body.includes('signedIn')) throw new Error(`no sign-in: ${answer.status} ${body.slice(0, 200)}`);
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    await whenEnded(server);
  }

  connect(user: User, _purpose: Purpose): Promise<Connection> {
    const seat = this.seats.get(user.company)?.[user.index];
    if (seat === undefined) throw new Error(`not prepared: ${user.company} ${user.index}`);
    return LiveConnection.open(this.port, seat);
  }

  async stored(): Promise<number> {
    const [row] = await this.cluster.run(this.database, 'select count(*)::int as messages from chat.message');
    return Number(row?.['messages']);
  }

  ask(sql: string): Promise<Record<string, unknown>[]> {
    return this.cluster.run(this.database, sql);
  }

  /** Where it listens, and who sits in a company: for what is asked over HTTP. */
  http(company: string): { port: number; seats: readonly Seat[] } {
    return { port: this.port, seats: this.seats.get(company) ?? [] };
  }

  processes(): { server: number; database: number } {
    return { server: this.server?.pid ?? 0, database: this.cluster.pid };
  }

  /** What the server wrote, for the one who looks why a run failed. */
  log(): string {
    try {
      return readFileSync(join(this.folder, 'log'), 'utf8').slice(-LOG_SHOWN);
    } catch {
      return '';
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What `npm start` gives to node: the product is measured as it is run. */
function startWords(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').slice(1);
}
