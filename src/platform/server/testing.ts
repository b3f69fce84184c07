import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { Database } from './database.ts';
import { APP_ROLE, migrate, schemaFiles } from './migrate.ts';

const APP_PASSWORD = 'app';
const TEMPLATE_LOCK = 7_201_101;

function server(): string {
  const url = process.env['TEST_DATABASE_SERVER'];
  if (url === undefined) throw new Error('TEST_DATABASE_SERVER is not set: run by vitest, whose setup starts one');
  return url;
}

function withDatabase(base: string, name: string): string {
  const url = new URL(base);
  url.pathname = `/${name}`;
  return url.toString();
}

export interface FreshDatabase extends AsyncDisposable {
  /** Connected as the app's own role: row-level security holds. */
  readonly database: Database;
  /** The owner's address, for a test that must look behind row-level security. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** A statement as the owner, behind row-level security; all of a file over one connection. */
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
}

let knownTemplate: Promise<string> | null = null;

/** The template of the present shape of the schema, built once by whoever needs it first: with its name it is whole. */
async function templateBuilt(admin: pg.Client): Promise<string> {
  const hash = schemaFiles().reduce((sum, file) => sum.update(file.hash), createHash('sha256'));
  const template = `template_${hash.digest('hex').slice(0, 12)}`;
  const unfinished = `${template}_unfinished`;
  await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const known = await admin.query('select 1 from pg_database where datname = $1', [template]);
    if (known.rowCount === 0) {
      await admin.query(`drop database if exists ${unfinished}`);
      await admin.query(`create database ${unfinished}`);
      await migrate(withDatabase(server(), unfinished), APP_PASSWORD);
      await admin.query(`alter database ${unfinished} rename to ${template}`);
    }
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
  return template;
}

/** A connection of this process for making or for dropping databases: it ends with the process. */
async function administrator(): Promise<pg.Client> {
  const admin = new pg.Client({ connectionString: withDatabase(server(), 'postgres') });
  // The server may be stopped before this process ends; a statement that fails says so itself.
  admin.on('error', () => {});
  await admin.connect();
  return admin;
}

let making: Promise<pg.Client> | null = null;
let clearing: Promise<pg.Client> | null = null;
let dropped: Promise<unknown> = Promise.resolve();

/** Nobody waits for the end of a database but whoever has done with the next: the server drops it also when this process has gone. */
async function drop(name: string): Promise<void> {
  clearing ??= administrator();
  await dropped;
  dropped = (await clearing).query(`drop database if exists ${name} with (force)`);
  dropped.catch(() => {});
}

/** A database of one's own: cloned from a template that is built once for each shape of the schema. */
export async function freshDatabase(): Promise<FreshDatabase> {
  making ??= administrator();
  const admin = await making;
  knownTemplate ??= templateBuilt(admin);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  // A copy of the files, not of their pages through the log: a template has hundreds of small ones.
  await admin.query(`create database ${name} template ${await knownTemplate} strategy file_copy`);
  const ownerUrl = withDatabase(server(), name);
  const app = new URL(ownerUrl);
  app.username = APP_ROLE;
  app.password = APP_PASSWORD;
  const database = new Database(app.toString(), 8);
  let owner: Promise<pg.Client> | null = null;
  return {
    database,
    ownerUrl,
    appUrl: app.toString(),
    async sql(text, values = []) {
      owner ??= (async () => {
        const client = new pg.Client({ connectionString: ownerUrl });
        await client.connect();
        return client;
      })();
      return (await (await owner).query<Record<string, unknown>>(text, values)).rows;
    },
    async [Symbol.asyncDispose]() {
      await (await owner)?.end();
      await database.close();
      await drop(name);
    },
  };
}
