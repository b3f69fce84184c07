import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { isOutage } from './serve.ts';
import { freshDatabase } from './testing.ts';

test('P1 a connection that dies while it is in use fails its transaction as an outage, and nothing else', async () => {
  await using fresh = await freshDatabase();
  const owner = new pg.Client({ connectionString: fresh.ownerUrl });
  await owner.connect();
  const error = await fresh.database
    .transaction(null, async (tx) => {
      const [row] = await tx<{ pid: number }>`select pg_backend_pid() as pid`;
      await owner.query('select pg_terminate_backend($1)', [row?.pid]);
      // Between two statements nobody waits for an answer that could bring the bad news.
      await sleep(100);
      await tx`select 1`;
    })
    .catch((failure: unknown) => failure);
  await owner.end();
  expect(error).toBeInstanceOf(Error);
  expect(isOutage(error)).toBe(true);
  expect(await fresh.database.transaction(null, (tx) => tx`select 1 as one`)).toEqual([{ one: 1 }]);
});

test('P1 so does a connection of its own, and it does not end the process', async () => {
  await using fresh = await freshDatabase();
  const [owner, lane] = [new pg.Client({ connectionString: fresh.ownerUrl }), await fresh.database.connect()];
  await owner.connect();
  const { rows } = await lane.query<{ pid: number }>('select pg_backend_pid() as pid');
  await owner.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  await sleep(100);
  const error = await lane.query('select 1').catch((failure: unknown) => failure);
  await owner.end();
  expect(isOutage(error)).toBe(true);
});

test('P1 a statement that is planned anew leaves no plan behind', async () => {
  await using fresh = await freshDatabase();
  const kept = await fresh.database.transaction(null, async (tx) => {
    for (let run = 0; run < 2; run += 1) {
      expect(await tx`select 1 as kept`).toEqual([{ kept: 1 }]);
      expect(await tx.anew`select 1 as anew`).toEqual([{ anew: 1 }]);
    }
    return tx<{ statement: string }>`select statement from pg_prepared_statements where statement like 'select 1 as %'`;
  });
  expect(kept.map(({ statement }) => statement)).toEqual(['select 1 as kept']);
});
