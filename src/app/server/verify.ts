import { companyIds, verifyLedgerOf } from '#directory/server/index.ts';
import { Database } from '#platform/server/database.ts';
import { readSettings } from '#platform/server/settings.ts';
import { openData } from './open.ts';

/** `npm run verify`: recomputes every company's ledger; ends with 1 where a chain is broken. */
const data = await openData(readSettings(process.env, process.argv.slice(2)));
const database = new Database(data.appUrl, 1);
let broken = 0;
for (const companyId of await companyIds(data.ownerUrl)) {
  const { entries, firstBroken } = await database.transaction(companyId, (tx) => verifyLedgerOf(tx, companyId));
  if (firstBroken !== null) broken += 1;
  process.stdout.write(
    `${companyId}: ${entries} entries, ${firstBroken === null ? 'intact' : `broken at ${firstBroken}`}\n`,
  );
}
await database.close();
await data.close();
process.exit(broken === 0 ? 0 : 1);
