import { expect, test } from 'vitest';
import type { CompanyId } from '#platform/model/ids.ts';
import { startClock } from './announce.ts';
import { pruneEvents } from './prune.ts';
import { freshDatabase } from './testing.ts';

const acme = '00000000-0000-7000-8000-00000000000a' as CompanyId;
const other = '00000000-0000-7000-8000-00000000000b' as CompanyId;

test('P5 old events are forgotten, in order and of one company only, and the clock says how far', async () => {
  await using fresh = await freshDatabase();
  const { database } = fresh;
  for (const company of [acme, other]) {
    await database.transaction(company, async (tx) => {
      await startClock({ tx, followers: [] }, company);
      await tx`insert into platform.event (company_id, at, topic, type, announced_on)
               select ${company}, n, ${company}, 'test.happened', date '2026-01-01' + n::int
                 from generate_series(1, 10) n`;
    });
  }
  expect(await pruneEvents(database, acme, new Date('2026-01-05T23:00:00Z'))).toBe(3);
  expect(await pruneEvents(database, acme, new Date('2026-01-05T00:00:00Z'))).toBe(0);
  const left = (company: CompanyId) =>
    database.transaction(
      company,
      (tx) => tx<{ n: number; keptFrom: number }>`
        select count(*) as n, max(kept_from) as kept_from from platform.event join platform.clock using (company_id)`,
    );
  expect(await left(acme)).toEqual([{ n: 7, keptFrom: 3 }]);
  expect(await left(other)).toEqual([{ n: 10, keptFrom: 0 }]);
});
