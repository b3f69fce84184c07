import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { directoryCalls } from '#directory/model/contract.ts';
import { chatCalls } from '#chat/model/contract.ts';
import { filesCalls } from '#files/model/contract.ts';
import { outboxCalls } from '#outbox/model/contract.ts';
import { identityCalls } from '#identity/model/contract.ts';
import { laterCalls } from '#later/model/contract.ts';
import { overrideCalls } from '#override/model/contract.ts';
import { recordsCalls } from '#records/model/contract.ts';
import { searchCalls } from '#search/model/contract.ts';
import { openApi } from '#platform/model/openapi.ts';
import { freshDatabase } from '#platform/server/testing.ts';
import { setupCalls } from '../model/contract.ts';

const FOLDER = join(import.meta.dirname, '../../../docs/generated');

/** Rewrites a generated page; where it differs from what is committed, the difference is for the review. */
function rewrite(name: string, text: string): string {
  const file = join(FOLDER, name);
  let before = '';
  try {
    before = readFileSync(file, 'utf8');
  } catch {
    // first time
  }
  if (before !== text) writeFileSync(file, text);
  return before;
}

test('docs/generated/api.json is the present API', () => {
  const contracts = {
    identity: identityCalls,
    directory: directoryCalls,
    outbox: outboxCalls,
    files: filesCalls,
    chat: chatCalls,
    override: overrideCalls,
    search: searchCalls,
    later: laterCalls,
    records: recordsCalls,
    setup: setupCalls,
  };
  const text = `${JSON.stringify(openApi(contracts, 'unreleased'), null, 1)}\n`;
  expect(rewrite('api.json', text), 'the API has changed: commit the rewritten page').toBe(text);
});

test('docs/generated/schema.sql is the present schema', async () => {
  await using fresh = await freshDatabase();
  const client = new pg.Client({ connectionString: fresh.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string; columns: string; keys: string | null }>(`
    select n.nspname || '.' || c.relname as name,
           string_agg('  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
             || case when a.attnotnull then ' not null' else '' end, E',\\n' order by a.attnum) as columns,
           (select string_agg(pg_get_indexdef(i.indexrelid) || ';', E'\\n' order by i.indexrelid::regclass::text)
              from pg_index i where i.indrelid = c.oid) as keys
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema$|public$)'
     group by n.nspname, c.relname, c.oid order by 1`);
  await client.end();
  const text = `${rows.map(({ name, columns, keys }) => `create table ${name} (\n${columns}\n);\n${keys ?? ''}`).join('\n\n')}\n`;
  expect(rewrite('schema.sql', text), 'the schema has changed: commit the rewritten page').toBe(text);
});
