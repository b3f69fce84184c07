import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountTables } from '#identity/server/index.ts';
import { type FreshDatabase, freshDatabase } from '#platform/server/testing.ts';

let fresh: FreshDatabase;
let owner: pg.Client;
let app: pg.Client;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = new pg.Client({ connectionString: fresh.ownerUrl });
  app = new pg.Client({ connectionString: fresh.appUrl });
  await Promise.all([owner.connect(), app.connect()]);
});

afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
  await fresh[Symbol.asyncDispose]();
});

interface Table {
  readonly name: string;
  readonly first: string;
  readonly enabled: boolean;
  readonly forced: boolean;
  readonly owner: string;
  readonly policies: string[] | null;
  readonly keys: string[] | null;
}

/** Every table of ours with what guards it; `keys` are the first columns of its primary key and unique indexes. */
async function tables(): Promise<Table[]> {
  const { rows } = await owner.query<Table>(`
    select n.nspname || '.' || c.relname as name,
           (select attname from pg_attribute a where a.attrelid = c.oid and a.attnum = 1)::text as first,
           c.relrowsecurity as enabled, c.relforcerowsecurity as forced, pg_get_userbyid(c.relowner) as owner,
           (select array_agg(pg_get_expr(p.polqual, p.polrelid)) from pg_policy p where p.polrelid = c.oid) as policies,
           (select array_agg(distinct a.attname::text) from pg_index i
              join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
             where i.indrelid = c.oid and i.indisunique) as keys
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema$|public$)'
     order by 1`);
  return rows;
}

const isAccountTable = (name: string): boolean => name in accountTables;

test('every table begins with its company, keys and all, but for the few that stand above companies', async () => {
  const all = await tables();
  expect(all.length).toBeGreaterThan(15);
  const tenant = all.filter(({ name }) => !isAccountTable(name));
  expect(tenant.filter(({ first, keys }) => first !== 'company_id' || keys?.join() !== 'company_id')).toEqual([]);
});

test('the list of tables above companies names tables that exist, each with its reason', async () => {
  const names = (await tables()).map(({ name }) => name);
  expect(Object.entries(accountTables).filter(([name, reason]) => !names.includes(name) || reason.length < 20)).toEqual(
    [],
  );
});

test('every tenant table forces row-level security on its company, and the app owns none', async () => {
  const open = (await tables())
    .filter(({ name }) => !isAccountTable(name))
    .filter(
      ({ enabled, forced, owner: holder, policies }) =>
        !enabled ||
        !forced ||
        holder === 'tautline_app' ||
        policies?.length !== 1 ||
        !/company_id = \(current_setting\('app\.company'::text\)\)::uuid/.test(policies[0] ?? ''),
    );
  expect(open).toEqual([]);
});

test('the app role neither owns nor passes row-level security', async () => {
  const { rows } = await owner.query('select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = $1', [
    'tautline_app',
  ]);
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false }]);
});

test('a tenant table without the company setting is an error, for every one of them', async () => {
  for (const { name } of (await tables()).filter((table) => !isAccountTable(table.name))) {
    await expect(app.query(`select 1 from ${name}`), name).rejects.toThrow(/app\.company|uuid/);
  }
});

test('the setting ends with its transaction, also when that fails', async () => {
  const company = '00000000-0000-7000-8000-00000000000a';
  await app.query('begin');
  await app.query("select set_config('app.company', $1, true)", [company]);
  expect((await app.query('select 1 from chat.message')).rowCount).toBe(0);
  await expect(app.query('select 1 / 0')).rejects.toThrow('division by zero');
  await app.query('rollback');
  await expect(app.query('select 1 from chat.message')).rejects.toThrow('uuid');
});

test('a row of another company can be neither seen nor written', async () => {
  const [mine, theirs] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'];
  await owner.query('insert into platform.clock (company_id) values ($1), ($2)', [mine, theirs]);
  await app.query('begin');
  await app.query("select set_config('app.company', $1, true)", [mine]);
  const seen = await app.query<{ company_id: string }>('select company_id from platform.clock');
  expect(seen.rows).toEqual([{ company_id: mine }]);
  await expect(app.query('update platform.clock set company_id = $1', [theirs])).rejects.toThrow(/row-level security/);
  await app.query('rollback');
});
