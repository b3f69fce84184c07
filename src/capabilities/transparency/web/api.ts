import { client } from '#platform/web/call.ts';
import { transparencyCalls } from '../model/contract.ts';

/** What one may know of how one is reached and watched, in the company on the screen. */
export const transparency = client('transparency', transparencyCalls);
