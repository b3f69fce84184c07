import { readFileSync } from 'node:fs';
import { companyIds, verifyLedgerOf } from '#directory/server/index.ts';
import { sha256, verifyLedgersOf } from '#override/server/index.ts';
import { verifyLedgerFile } from '#override/model/contract.ts';
import { Database } from '#platform/server/database.ts';
import { readSettings } from '#platform/server/settings.ts';
import { openData } from './open.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run verify -- ledger.jsonl`: recomputes a ledger that a member took along, with nothing but the file. */
async function verifyFile(path: string): Promise<boolean> {
  const { entries, firstBroken } = await verifyLedgerFile(readFileSync(path, 'utf8'), sha256);
  say(`${path}: ${entries} entries, ${firstBroken === null ? 'intact' : `broken at ${firstBroken}`}`);
  return firstBroken === null;
}

/** `npm run verify`: recomputes the ledger of every company, and those of its members. */
async function verifyAll(): Promise<boolean> {
  const data = await openData(readSettings(process.env, process.argv.slice(2)));
  const database = new Database(data.appUrl, 1);
  let isWhole = true;
  for (const companyId of await companyIds(data.ownerUrl)) {
    const { entries, firstBroken } = await database.transaction(companyId, (tx) => verifyLedgerOf(tx, companyId));
    const { ledgers, broken } = await database.transaction(companyId, (tx) => verifyLedgersOf(tx, companyId));
    isWhole &&= firstBroken === null && broken.length === 0;
    say(`${companyId}: ${entries} entries, ${firstBroken === null ? 'intact' : `broken at ${firstBroken}`}`);
    say(`  ledgers of ${ledgers} members, ${broken.length === 0 ? 'intact' : `broken: ${broken.join(' ')}`}`);
  }
  await database.close();
  await data.close();
  return isWhole;
}

const files = process.argv.slice(2).filter((argument) => argument.endsWith('.jsonl'));
const verdicts = files.length === 0 ? [await verifyAll()] : await Promise.all(files.map(verifyFile));
process.exit(verdicts.every(Boolean) ? 0 : 1);
