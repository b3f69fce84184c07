import { client } from '#platform/web/call.ts';
import { registerRefusals } from '#platform/web/refusals.ts';
import { overrideCalls } from '../model/contract.ts';
import { refusals } from './refusals.ts';

registerRefusals(refusals);

/** The calls of overrides and ledgers. */
export const override = client('override', overrideCalls);
