import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import pg from 'pg';

export interface SchemaFile {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

const SOURCE = join(import.meta.dirname, '../..');
const MIGRATION_LOCK = 7_201_100;
const SERVER_LOCK = 7_201_102;
export const APP_ROLE = 'tautline_app';

/** All capabilities' schema files, in the one order that their numbers give. */
export function schemaFiles(root = SOURCE): SchemaFile[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /schema[/\\]\d{4}_\w+\.sql$/.test(path))
    .map((path) => {
      const name = basename(path, '.sql');
      const sql = readFileSync(join(root, path), 'utf8');
      return { number: Number(name.slice(0, 4)), name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    })
    .sort((a, b) => a.number - b.number);
  files.forEach((file, index) => {
    if (file.number !== index + 1) throw new Error(`Schema file ${file.name} should be number ${index + 1}.`);
  });
  return files;
}

/** Why this data can't be opened; the sentence is for the operator. */
export class CannotOpen extends Error {}

/**
 * Brings a database to the present schema, as its owner, one transaction for all; refuses data of a newer version.
 * `appPassword` becomes the password of the app's role.
 */
export async function migrate(ownerUrl: string, appPassword: string, files = schemaFiles()): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query('begin');
    await client.query(`
      create table if not exists public.tautline_schema (
        number integer primary key, name text not null, hash text not null, applied_at timestamptz not null default now())`);
    const applied = await client.query<{ number: number; name: string }>(
      'select number, name from public.tautline_schema order by number',
    );
    const newest = applied.rows.at(-1);
    if (newest !== undefined && newest.number > files.length) {
      throw new CannotOpen(
        `This data was written by a newer version of Tautline (schema ${newest.name}); this one knows ${files.length}. Start the newer version again.`,
      );
    }
    await ensureAppRole(client, appPassword);
    for (const file of files.slice(applied.rows.length)) {
      await client.query(file.sql);
      await client.query('insert into public.tautline_schema (number, name, hash) values ($1, $2, $3)', [
        file.number,
        file.name,
        file.hash,
      ]);
    }
    await grant(client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    await client.end();
  }
}

async function ensureAppRole(client: pg.Client, password: string): Promise<void> {
  const known = await client.query('select 1 from pg_roles where rolname = $1', [APP_ROLE]);
  const verb = known.rowCount === 0 ? 'create' : 'alter';
  await client.query(
    `${verb} role ${APP_ROLE} login nosuperuser nobypassrls nocreatedb nocreaterole password ${client.escapeLiteral(password)}`,
  );
}

/** The app may use what lies in our schemas. What a schema file has taken back (an append-only ledger) stays taken back. */
async function grant(client: pg.Client): Promise<void> {
  const schemas = await client.query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname !~ '^(pg_|information_schema$|public$)'`,
  );
  for (const { name } of schemas.rows) {
    await client.query(`grant usage on schema ${name} to ${APP_ROLE}`);
    await client.query(`grant execute on all functions in schema ${name} to ${APP_ROLE}`);
    const tables = await client.query<{ table: string; comment: string | null }>(
      `select c.relname as table, obj_description(c.oid) as comment
         from pg_class c where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p')`,
      [name],
    );
    for (const { table, comment } of tables.rows) {
      const rights = comment?.startsWith('append-only') ? 'select, insert' : 'select, insert, update, delete';
      await client.query(`grant ${rights} on ${name}.${table} to ${APP_ROLE}`);
    }
    await client.query(`grant usage on all sequences in schema ${name} to ${APP_ROLE}`);
  }
}

// A machine that vanishes with its server gives the lock back within a minute.
const KEEPALIVE = '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3';
const RETAKE_MS = 1_000;

/**
 * Takes a database for this process until the returned function is called, and takes it again should the database restart; two
 * servers on one would not hear of each other's events. Throws `CannotOpen` when another has it; calls `onLost` when another took it.
 */
export async function takeDatabase(ownerUrl: string, onLost: () => void): Promise<() => Promise<void>> {
  let holder = await holdLock(ownerUrl);
  if (holder === null) throw new CannotOpen('Another Tautline server is running on this database. Stop it first.');
  let isReleased = false;
  const watch = (client: pg.Client): void => void client.once('end', () => setTimeout(retake, RETAKE_MS).unref());
  const retake = (): void => {
    if (isReleased) return;
    holdLock(ownerUrl).then(
      (client) => {
        if (client === null) return onLost();
        holder = client;
        watch(client);
      },
      () => setTimeout(retake, RETAKE_MS).unref(), // the database is still away
    );
  };
  watch(holder);
  return async () => {
    isReleased = true;
    await holder?.end();
  };
}

/** A connection that holds the lock of the database, or null when somebody else's does. */
async function holdLock(ownerUrl: string): Promise<pg.Client | null> {
  const client = new pg.Client({ connectionString: ownerUrl, keepAlive: true, options: KEEPALIVE });
  client.on('error', () => {}); // told by 'end'
  await client.connect();
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [SERVER_LOCK]);
  if (rows[0]?.taken === true) return client;
  await client.end();
  return null;
}

/** Refuses a database that could lose acknowledged data or that sorts Chinese text wrongly. */
export async function assertSafe(ownerUrl: string, allowUnsafe: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, string>>(`
      select current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
             current_setting('synchronous_commit') as synchronous_commit,
             current_setting('server_version_num') as version,
             pg_encoding_to_char(encoding) as encoding
        from pg_database where datname = current_database()`);
    const seen = rows[0] ?? {};
    if (Number(seen['version']) < 150_000) throw new CannotOpen('Tautline needs PostgreSQL 15 or newer.');
    if (seen['encoding'] !== 'UTF8') throw new CannotOpen('The database must be encoded in UTF8.');
    const off = ['fsync', 'full_page_writes', 'synchronous_commit'].filter((name) => seen[name] === 'off');
    if (off.length > 0 && !allowUnsafe) {
      throw new CannotOpen(
        `The database has ${off.join(', ')} off and could lose acknowledged messages. Switch it on (or set TAUTLINE_ALLOW_UNSAFE_DATABASE=1 for development).`,
      );
    }
  } finally {
    await client.end();
  }
}
