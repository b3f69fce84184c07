import { client } from '#platform/web/call.ts';
import { setupCalls } from '../model/contract.ts';

/** Calls about the installation itself: made in no company. */
export const setup = client('setup', setupCalls);
export const nowhere = { companyId: null } as const;
