import { createHash } from 'node:crypto';
import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database.ts';
import { chainText, type Entry, GENESIS } from '../model/chain.ts';
import * as store from './store/ledger.ts';
import { noteViews } from './store/views.ts';
import { namedIn } from '../model/naming.ts';
import type { Context } from '#platform/server/context.ts';

const PAGE = 1_000;

export interface Deed {
  readonly kind: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Left out: the one who makes the call. */
  readonly actorId?: MemberId;
}

/** The hash of an entry that stands behind another in a chain. */
export function hashOf(before: string, entry: Entry): string {
  return createHash('sha256').update(chainText(before, entry)).digest('hex');
}

/** Begins the ledger of a new company. */
export function startLedger(tx: Tx, companyId: CompanyId): Promise<void> {
  return store.startLedger(tx, companyId, GENESIS);
}

/** Writes what was done to the end of the company's ledger, hashed over all that stands before. */
export async function writeLedger(ctx: CompanyContext, ...deeds: Deed[]): Promise<void> {
  const { companyId, tx, now } = ctx;
  let { number, hash } = await store.headForWriting(tx, companyId);
  const entries = deeds.map(({ kind, facts, actorId = ctx.memberId }) => {
    number += 1;
    const entry = { companyId, number, at: now, kind, actorId, facts: facts as Record<string, unknown> };
    hash = hashOf(hash, entry);
    return { ...entry, hash };
  });
  await store.append(tx, companyId, entries);
}

/** A page of the ledger. Those whom its entries name see who has read of them (R30). */
export async function ledgerPage(ctx: Context, before: number | null, limit: number): Promise<store.LedgerRow[]> {
  const entries = await store.entriesBefore(ctx.tx, ctx.companyId, before, limit);
  await noteViews(ctx, { what: 'ledger', memberIds: entries.flatMap(({ facts }) => namedIn(facts)) });
  return entries;
}

export interface Verdict {
  /** How many entries were looked at. */
  readonly entries: number;
  readonly intact: boolean;
  /** The number of the first entry that is not what it was, or is gone. */
  readonly firstBroken: number | null;
}

/** Recomputes the company's chain from its first entry to the head. */
export async function verifyLedgerOf(tx: Tx, companyId: CompanyId): Promise<Verdict> {
  let [number, hash] = [0, GENESIS];
  for (;;) {
    const page = await store.entriesAfter(tx, companyId, number, PAGE);
    for (const row of page) {
      const expected = hashOf(hash, { companyId, ...row });
      if (row.number !== number + 1 || row.hash !== expected) {
        return { entries: number, intact: false, firstBroken: number + 1 };
      }
      number = row.number;
      hash = row.hash;
    }
    if (page.length < PAGE) break;
  }
  const head = await store.headOf(tx, companyId);
  // Entries cut off at the end leave a chain that is whole but too short.
  const intact = head !== null && head.number === number && head.hash === hash;
  return { entries: number, intact, firstBroken: intact ? null : number + 1 };
}
