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
}

/** A database of one's own: cloned from a template that is built once for each shape of the schema. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const hash = schemaFiles().reduce((sum, file) => sum.update(file.hash), createHash('sha256'));
  const template = `template_${hash.digest('hex').slice(0, 12)}`;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: withDatabase(server(), 'postgres') });
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const known = await admin.query('select 1 from pg_database where datname = $1', [template]);
    if (known.rowCount === 0) {
      await admin.query(`create database ${template}`);
      try {
        await migrate(withDatabase(server(), template), APP_PASSWORD);
      } catch (error) {
        await admin.query(`drop database ${template}`);
        throw error;
      }
    }
    await admin.query(`create database ${name} template ${template}`);
  } finally {
    await admin.end();
  }
  const ownerUrl = withDatabase(server(), name);
  const app = new URL(ownerUrl);
  app.username = APP_ROLE;
  app.password = APP_PASSWORD;
  const database = new Database(app.toString(), 8);
  return {
    database,
    ownerUrl,
    appUrl: app.toString(),
    async [Symbol.asyncDispose]() {
      await database.close();
      const cleaner = new pg.Client({ connectionString: withDatabase(server(), 'postgres') });
      await cleaner.connect();
      await cleaner.query(`drop database if exists ${name} with (force)`);
      await cleaner.end();
    },
  };
}
