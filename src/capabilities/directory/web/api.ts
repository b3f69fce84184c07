import { client } from '#platform/web/call.ts';
import { directoryCalls } from '../model/contract.ts';

/** The calls of the directory, in the company on the screen. */
export const directory = client('directory', directoryCalls);
