import type { CompanyId } from '#platform/model/ids.ts';
import type { Database } from './database.ts';

const SLICE = 5_000;

/**
 * Forgets a company's events announced before the day (UTC) of a moment, a slice at a time, and notes how far: who resumes from before starts afresh.
 * Returns how many were forgotten.
 */
export async function pruneEvents(database: Database, companyId: CompanyId, before: Date): Promise<number> {
  for (let forgotten = 0; ; ) {
    const gone = await database.transaction(companyId, async (tx) => {
      const [last] = await tx<{ at: number; n: number }>`
        with old as (
          select at from (
            select at, announced_on from platform.event where company_id = ${companyId} order by at limit ${SLICE}) first
           where announced_on < (${before}::timestamptz at time zone 'UTC')::date
        ), forgotten as (
          delete from platform.event e using old where e.company_id = ${companyId} and e.at = old.at returning e.at
        )
        select max(at) as at, count(*) as n from forgotten having count(*) > 0`;
      if (last === undefined) return 0;
      await tx`update platform.clock set kept_from = greatest(kept_from, ${last.at}) where company_id = ${companyId}`;
      return last.n;
    });
    forgotten += gone;
    if (gone < SLICE) return forgotten;
  }
}
