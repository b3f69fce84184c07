import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';

export interface LedgerRow {
  readonly number: number;
  readonly at: Date;
  readonly actorId: MemberId | null;
  readonly kind: string;
  readonly facts: Record<string, unknown>;
  readonly hash: string;
}

export interface Head {
  readonly number: number;
  readonly hash: string;
}

/** Starts the ledger of a new company. */
export async function startLedger(tx: Tx, companyId: CompanyId, hash: string): Promise<void> {
  await tx`insert into directory.ledger_head (company_id, number, hash) values (${companyId}, 0, ${hash})`;
}

/** The end of the chain, locked: two writers would otherwise hash over the same entry. */
export async function headForWriting(tx: Tx, companyId: CompanyId): Promise<Head> {
  const [head] = await tx<Head>`
    select number, hash from directory.ledger_head where company_id = ${companyId} for update`;
  if (head === undefined) throw new Error(`company ${companyId} has no ledger`);
  return head;
}

/** The end of the chain as it is written down; null if even that is gone. */
export async function headOf(tx: Tx, companyId: CompanyId): Promise<Head | null> {
  const [head] = await tx<Head>`select number, hash from directory.ledger_head where company_id = ${companyId}`;
  return head ?? null;
}

/** Adds entries and moves the head to the last. */
export async function append(tx: Tx, companyId: CompanyId, entries: readonly LedgerRow[]): Promise<void> {
  const last = entries.at(-1);
  if (last === undefined) return;
  await tx`
    insert into directory.ledger (company_id, number, at, actor_id, kind, facts, hash)
    select ${companyId}, e.number, e.at, e.actor_id, e.kind, e.facts::jsonb, e.hash
      from unnest(${entries.map((e) => e.number)}::bigint[], ${entries.map((e) => e.at)}::timestamptz[],
                  ${entries.map((e) => e.actorId)}::uuid[], ${entries.map((e) => e.kind)}::text[],
                  ${entries.map((e) => JSON.stringify(e.facts))}::text[], ${entries.map((e) => e.hash)}::text[])
           as e(number, at, actor_id, kind, facts, hash)`;
  await tx`
    update directory.ledger_head set number = ${last.number}, hash = ${last.hash} where company_id = ${companyId}`;
}

/** Entries below a number (null: the newest), newest first. */
export function entriesBefore(
  tx: Tx,
  companyId: CompanyId,
  before: number | null,
  limit: number,
): Promise<LedgerRow[]> {
  return tx<LedgerRow>`
    select number, at, actor_id, kind, facts, hash from directory.ledger
     where company_id = ${companyId} and number < ${before ?? Number.MAX_SAFE_INTEGER}
     order by number desc limit ${limit}`;
}

/** Entries above a number that a member caused or that name him, oldest first. */
export function entriesAbout(
  tx: Tx,
  companyId: CompanyId,
  memberId: MemberId,
  after: number,
  limit: number,
): Promise<LedgerRow[]> {
  return tx<LedgerRow>`
    select number, at, actor_id, kind, facts, hash from directory.ledger
     where company_id = ${companyId} and number > ${after}
       and (actor_id = ${memberId}
            or ${memberId}::text in (facts ->> 'memberId', facts ->> 'ownerId', facts ->> 'handOverTo'))
     order by number limit ${limit}`;
}

/** Entries above a number, oldest first. */
export function entriesAfter(tx: Tx, companyId: CompanyId, after: number, limit: number): Promise<LedgerRow[]> {
  return tx<LedgerRow>`
    select number, at, actor_id, kind, facts, hash from directory.ledger
     where company_id = ${companyId} and number > ${after}
     order by number limit ${limit}`;
}
