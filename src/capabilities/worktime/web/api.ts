import { client } from '#platform/web/call.ts';
import { worktimeCalls } from '../model/contract.ts';

/** The calls of working time, in the company on the screen. */
export const worktime = client('worktime', worktimeCalls);
