import { client } from '#platform/web/call.ts';
import { recordsCalls } from '../model/contract.ts';

/** The calls of the records. */
export const records = client('records', recordsCalls);

/** Where a copy is fetched. */
export function copyPath(companyId: string, id: string): string {
  return `/records/${id}/copy.zip?company=${companyId}`;
}
