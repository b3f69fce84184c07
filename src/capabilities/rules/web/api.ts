import { directoryCalls } from '#directory/model/contract.ts';
import { client } from '#platform/web/call.ts';
import { recordsCalls } from '#records/model/contract.ts';

/** The calls of the rooms below that this one shows. */
export const directory = client('directory', directoryCalls);
export const records = client('records', recordsCalls);
