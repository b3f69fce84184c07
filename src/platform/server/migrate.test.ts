import pg from 'pg';
import { expect, test } from 'vitest';
import { assertSafe, migrate, schemaFiles, takeDatabase } from './migrate.ts';
import { freshDatabase } from './testing.ts';

test('a database has one server at a time, also after it has thrown everybody out', async () => {
  await using fresh = await freshDatabase();
  let lost = 0;
  const release = await takeDatabase(fresh.ownerUrl, () => lost++);
  await expect(takeDatabase(fresh.ownerUrl, () => {})).rejects.toThrow('Another Tautline server');
  const admin = new pg.Client({ connectionString: fresh.ownerUrl });
  await admin.connect();
  // Of this database alone: others run beside it on the same server.
  await admin.query(`
    select pg_terminate_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database
     where l.locktype = 'advisory' and d.datname = current_database() and l.pid <> pg_backend_pid()`);
  await expect
    .poll(
      () =>
        takeDatabase(fresh.ownerUrl, () => {}).then(
          (end) => end().then(() => 'free'),
          () => 'taken',
        ),
      {
        timeout: 4_000,
        interval: 2_000,
      },
    )
    .toBe('taken');
  expect(lost).toBe(0);
  await release();
  await (await takeDatabase(fresh.ownerUrl, () => {}))();
  await admin.end();
});

test('data of a newer version is refused with a sentence, and left as it was', async () => {
  await using fresh = await freshDatabase();
  const older = schemaFiles().slice(0, -1);
  await expect(migrate(fresh.ownerUrl, 'app', older)).rejects.toThrow('written by a newer version');
  await migrate(fresh.ownerUrl, 'app');
});

test('P1 a database that could lose acknowledged messages is refused, unless one insists', async () => {
  await using fresh = await freshDatabase();
  const admin = new pg.Client({ connectionString: fresh.ownerUrl });
  await admin.connect();
  const name = new URL(fresh.ownerUrl).pathname.slice(1);
  await admin.query(`alter database ${name} set synchronous_commit = off`);
  await admin.end();
  await expect(assertSafe(fresh.ownerUrl, false)).rejects.toThrow('synchronous_commit');
  await expect(assertSafe(fresh.ownerUrl, true)).resolves.toBeUndefined();
});
