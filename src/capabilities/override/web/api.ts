import { client } from '#platform/web/call.ts';
import { overrideCalls } from '../model/contract.ts';

/** The calls of overrides and ledgers. */
export const override = client('override', overrideCalls);
