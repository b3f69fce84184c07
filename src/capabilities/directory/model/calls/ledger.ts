import { z } from 'zod';
import { query } from '#platform/model/contract.ts';
import { ledgerReaders } from '../roles.ts';
import { ledgerEntry, none } from '../shapes.ts';

/** What was done, and whether that is still what was written. */
export const ledgerCalls = {
  ledger: query({
    summary: 'The ledger of role, policy and membership changes, newest first.',
    allow: ledgerReaders,
    input: z.object({ before: z.number().int().nullable(), limit: z.number().int().min(1).max(200).default(50) }),
    output: z.array(ledgerEntry),
    refusals: [],
    notesViews: true,
  }),
  verifyLedger: query({
    summary: "Recomputes the ledger's chain of hashes.",
    allow: ledgerReaders,
    input: none,
    output: z.object({ entries: z.number().int(), intact: z.boolean(), firstBroken: z.number().int().nullable() }),
    refusals: [],
  }),
};
