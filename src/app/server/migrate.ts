import { readSettings } from '#platform/server/settings.ts';
import { openData } from './open.ts';

/** `npm run migrate`: brings the data to the present schema and ends. */
const data = await openData(readSettings(process.env, process.argv.slice(2)));
await data.close();
process.stdout.write('The data is at the present schema.\n');
