import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type EmbeddedPostgres, freePort, startEmbedded } from '#platform/server/postgres/embedded.ts';
import type { PreparedCompany } from './prepare.ts';
import { Proxy } from './proxy.ts';
import type { CompanyPlan } from './world.ts';

const ROOT = dirname(import.meta.dirname);
const READY_WITHIN_MS = 60_000;
const POLL_MS = 25;

export interface Starting {
  /** Where the database is, when it is not the embedded one. */
  readonly databaseUrl?: string;
  /** Loaded before the server; it then listens to what `tell` says. */
  readonly preload?: string;
  /** What a stepped clock shows from the beginning, less the real time. */
  readonly clockOffsetMs?: number;
  /** With the web client. */
  readonly serveClient?: boolean;
  /** The time zone of the machine. */
  readonly timeZone?: string;
  /** What else it is told by its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The product as an operator runs it: a server process and its PostgreSQL on a data folder of their own. */
export class Stage {
  readonly folder: string;
  readonly port: number;
  /** Why the server ended, when nobody killed it. */
  readonly failures: string[] = [];
  /** Did the present server start with the web client. */
  servesClient = false;
  #server: ChildProcess | null = null;
  #owner: pg.Client | null = null;
  #outside: EmbeddedPostgres | null = null;

  private constructor(folder: string, port: number) {
    this.folder = folder;
    this.port = port;
  }

  static async open(): Promise<Stage> {
    const folder = mkdtempSync(join(tmpdir(), 'tautline-faults-'));
    // PostgreSQL runs as a user without rights when this is root.
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, 'data'), { mode: 0o755 });
    return new Stage(folder, await freePort());
  }

  get serverPid(): number {
    return this.#server?.pid ?? 0;
  }

  #environment({ databaseUrl, serveClient, timeZone, clockOffsetMs, env }: Starting = {}): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: String(this.port),
      TAUTLINE_DATA: join(this.folder, 'data'),
      TAUTLINE_CLIENT: serveClient === true ? 'on' : 'off',
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      ...(timeZone === undefined ? {} : { TZ: timeZone }),
      ...(clockOffsetMs === undefined ? {} : { FAULTS_CLOCK_OFFSET_MS: String(clockOffsetMs) }),
      ...env,
    };
  }

  /** Makes the companies, in a process of its own, before the server starts. */
  prepare(plans: readonly CompanyPlan[]): Promise<PreparedCompany[]> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'prepare.ts')], {
        cwd: ROOT,
        env: this.#environment(),
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      const chunks: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      child.once('error', reject);
      child.once('close', (code) => {
        if (code === 0) resolve(JSON.parse(Buffer.concat(chunks).toString()) as PreparedCompany[]);
        else reject(new Error(`preparing ended with ${code}`));
      });
      child.stdin.end(JSON.stringify(plans));
    });
  }

  /** Starts the server and returns after so many milliseconds, when it says it is ready. */
  async start(starting: Starting = {}): Promise<number> {
    const began = performance.now();
    this.launch(starting);
    await this.untilReady();
    return performance.now() - began;
  }

  /** Starts the server without waiting for it. */
  launch(starting: Starting = {}): void {
    const { preload } = starting;
    this.servesClient = starting.serveClient === true;
    const log = openSync(join(this.folder, 'log'), 'a');
    const server = spawn(
      process.execPath,
      [...(preload === undefined ? [] : ['--import', join(import.meta.dirname, preload)]), 'src/app/server/main.ts'],
      {
        cwd: ROOT,
        env: this.#environment(starting),
        stdio: ['ignore', log, log, ...(preload === undefined ? [] : (['ipc'] as const))],
      },
    );
    this.#server = server;
    server.once('exit', (code, signal) => {
      if (this.#server !== server) return;
      this.#server = null;
      this.failures.push(`the server ended by itself (code ${code}, signal ${signal}):\n${this.log(1_500)}`);
    });
  }

  /** Waits until the server answers that it and its database are ready. */
  async untilReady(): Promise<void> {
    const until = performance.now() + READY_WITHIN_MS;
    while (performance.now() < until) {
      if (this.#server === null) throw new Error(this.failures.at(-1) ?? 'the server is not running');
      const ready = await fetch(`http://127.0.0.1:${this.port}/ready`, { signal: AbortSignal.timeout(2_000) }).catch(
        () => null,
      );
      if (ready?.ok === true) return;
      await sleep(POLL_MS);
    }
    throw new Error(`the server is not ready after ${READY_WITHIN_MS / 1_000} s:\n${this.log(3_000)}`);
  }

  /** kill -9, without a word before. */
  async killServer(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    server.kill('SIGKILL');
    await gone;
  }

  /** Ends the server as an operator does; true when it ended well. */
  async stopServer(): Promise<boolean> {
    const server = this.#server;
    if (server === null) return true;
    this.#server = null;
    const gone = new Promise<number | null>((resolve) => server.once('exit', (code) => resolve(code)));
    server.kill('SIGTERM');
    const insist = setTimeout(() => server.kill('SIGKILL'), 20_000);
    const code = await gone;
    clearTimeout(insist);
    return code === 0;
  }

  /** Says something to what was loaded before the server. */
  tell(message: object): void {
    this.#server?.send(message);
  }

  /** kill -9 of PostgreSQL and of everything it has started; returns how many processes that were. */
  killDatabase(): number {
    const postmaster = this.postmasterPid();
    if (postmaster === null) throw new Error('there is no PostgreSQL to kill');
    const children = childrenOf(postmaster);
    let killed = 0;
    for (const pid of [postmaster, ...children, ...childrenOf(postmaster)]) {
      try {
        process.kill(pid, 'SIGKILL');
        killed += 1;
      } catch {
        // it went with its parent
      }
    }
    return killed;
  }

  postmasterPid(): number | null {
    const pid = Number(this.#pidFile()[0]);
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres') ? pid : null;
    } catch {
      return null;
    }
  }

  #pidFile(): string[] {
    try {
      return readFileSync(join(this.folder, 'data/database/postmaster.pid'), 'utf8').split('\n');
    } catch {
      return [];
    }
  }

  #secret(): string {
    const secrets = readFileSync(join(this.folder, 'data/secrets.json'), 'utf8');
    return (JSON.parse(secrets) as { databaseOwner: string }).databaseOwner;
  }

  /** Asks the database as its owner, behind row-level security. */
  async ask<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    if (this.#owner === null) {
      const [, , , port] = this.#pidFile();
      const owner = new pg.Client({
        host: '127.0.0.1',
        port: Number(port),
        user: 'postgres',
        password: this.#secret(),
        database: 'tautline',
      });
      owner.on('error', () => {
        if (this.#owner === owner) this.#owner = null;
      });
      await owner.connect();
      this.#owner = owner;
    }
    const owner = this.#owner;
    try {
      return (await owner.query<Row>(text, values)).rows;
    } catch (error) {
      if (this.#owner === owner) this.#owner = null;
      owner.end().catch(() => {});
      throw error;
    }
  }

  /** Restarts the server beside a PostgreSQL that is not its own, with a wire in between that can be cut. */
  async startBesideProxy(): Promise<Proxy> {
    await this.killServer();
    this.#outside = await startEmbedded(join(this.folder, 'data'), this.#secret());
    const url = new URL(this.#outside.ownerUrl);
    const proxy = await Proxy.open(Number(url.port));
    url.port = String(proxy.port);
    await this.start({ databaseUrl: url.toString() });
    return proxy;
  }

  /** The way back from `startBesideProxy`. */
  async startAlone(proxy: Proxy): Promise<void> {
    await this.killServer();
    await proxy.close();
    await this.#outside?.stop();
    this.#outside = null;
    await this.start();
  }

  /** Resident memory of the server in MiB. */
  serverMemory(): number {
    const status = readFileSync(`/proc/${this.serverPid}/status`, 'utf8');
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
  }

  /** The end of what the server wrote. */
  log(characters: number): string {
    try {
      return readFileSync(join(this.folder, 'log'), 'utf8').slice(-characters);
    } catch {
      return '';
    }
  }

  /** Ends at once, by their ids, the processes that were started here, and removes the folder: for a run that is interrupted. */
  abandon(): void {
    const server = this.#server;
    this.#server = null;
    // A PostgreSQL that is only just starting stands in no file yet.
    const children = server?.pid === undefined ? [] : childrenOf(server.pid);
    server?.kill('SIGKILL');
    if (this.postmasterPid() !== null) this.killDatabase();
    for (const pid of children) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it was the database, or has ended
      }
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Ends everything that was started here; keeps the folder when told to. */
  async close(keep: boolean): Promise<void> {
    await this.#owner?.end().catch(() => {});
    await this.#outside?.stop();
    const isClean = await this.stopServer();
    const left = this.postmasterPid();
    if (left !== null) {
      process.kill(left, 'SIGINT');
      for (let waited = 0; waited < 100 && this.postmasterPid() !== null; waited++) await sleep(100);
    }
    if (!isClean) this.failures.push(`the server did not stop well:\n${this.log(1_500)}`);
    if (!keep) rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The processes that a process has started, from /proc. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
      } catch {
        return false;
      }
    });
}
