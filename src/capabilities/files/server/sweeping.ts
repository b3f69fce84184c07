import type { CompanyId } from '#platform/model/ids.ts';
import { type House, noEdge } from '#platform/server/house.ts';
import type { Disk } from './disk.ts';
import * as store from './store/files.ts';
import type { Uploads } from './uploads.ts';

/** Bytes without a row may belong to an upload that is just being counted in: so long nobody touches them. */
const ORPHAN_AFTER_MS = 3_600_000;

/**
 * Takes away what hangs nowhere for too long and, asked for `orphans`, bytes that no row tells of: what a crash between the two has left.
 * Companies are found on the disk, so that nobody needs to see the rows of all of them.
 */
export async function sweep(house: House, disk: Disk, uploads: Uploads, orphans: boolean): Promise<void> {
  const now = house.now();
  for (const companyId of (await disk.companies()) as CompanyId[]) {
    while (await forgetUnused(house, uploads, companyId, now));
    if (orphans) await sweepOrphans(house, disk, companyId, new Date(Date.now() - ORPHAN_AFTER_MS));
  }
}

async function forgetUnused(house: House, uploads: Uploads, companyId: CompanyId, now: Date): Promise<boolean> {
  return house.run(noEdge, async (base) => {
    await base.enterCompany(companyId);
    const ctx = Object.assign(base, { companyId });
    const gone = await store.deleteUnused(ctx, now);
    await uploads.forget(ctx, gone);
    return gone.length > 0;
  });
}

async function sweepOrphans(house: House, disk: Disk, companyId: CompanyId, before: Date): Promise<void> {
  for await (const ids of disk.untouchedSince(companyId, before)) {
    const known = await house.database.transaction(companyId, (tx) => store.knownFiles({ tx, companyId }, ids), 'read');
    for (const id of ids) if (!known.has(id)) await disk.remove({ companyId, id });
  }
}
