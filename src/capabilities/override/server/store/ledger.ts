import type { OutboxContext } from '#outbox/server/index.ts';
import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';

export interface LedgerRow {
  readonly memberId: MemberId;
  readonly number: number;
  readonly at: Date;
  readonly actorId: MemberId | null;
  readonly kind: string;
  readonly facts: Record<string, unknown>;
  readonly hash: string;
}

export interface HeadRow {
  readonly memberId: MemberId;
  readonly number: number;
  readonly hash: string;
}

/** The ends of the chains of these members, begun where there is none, and locked in one order. */
export async function headsForWriting(
  { tx, companyId }: OutboxContext,
  memberIds: readonly MemberId[],
  genesis: string,
): Promise<HeadRow[]> {
  const ids = [...memberIds];
  await tx`
    insert into override.ledger_head (company_id, member_id, number, hash)
    select ${companyId}, id, 0, ${genesis} from unnest(${ids}::uuid[]) as id order by id
    on conflict do nothing`;
  return tx<HeadRow>`
    select member_id, number, hash from override.ledger_head
     where company_id = ${companyId} and member_id = any(${ids}::uuid[])
     order by member_id for update`;
}

/** Adds entries, and moves the ends of the chains to the last of each. */
export async function append(
  { tx, companyId }: OutboxContext,
  rows: readonly LedgerRow[],
  heads: readonly HeadRow[],
): Promise<void> {
  await tx`
    insert into override.ledger (company_id, member_id, number, at, actor_id, kind, facts, hash)
    select ${companyId}, e.member_id, e.number, e.at, e.actor_id, e.kind, e.facts::jsonb, e.hash
      from unnest(${rows.map((e) => e.memberId)}::uuid[], ${rows.map((e) => e.number)}::bigint[],
                  ${rows.map((e) => e.at)}::timestamptz[], ${rows.map((e) => e.actorId)}::uuid[],
                  ${rows.map((e) => e.kind)}::text[], ${rows.map((e) => JSON.stringify(e.facts))}::text[],
                  ${rows.map((e) => e.hash)}::text[]) as e(member_id, number, at, actor_id, kind, facts, hash)`;
  await tx`
    update override.ledger_head h set number = n.number, hash = n.hash
      from unnest(${heads.map((h) => h.memberId)}::uuid[], ${heads.map((h) => h.number)}::bigint[],
                  ${heads.map((h) => h.hash)}::text[]) as n(member_id, number, hash)
     where h.company_id = ${companyId} and h.member_id = n.member_id`;
}

export async function headOf({ tx, companyId }: OutboxContext, memberId: MemberId): Promise<HeadRow | null> {
  const [row] = await tx<HeadRow>`
    select member_id, number, hash from override.ledger_head
     where company_id = ${companyId} and member_id = ${memberId}`;
  return row ?? null;
}

/** Entries of a member's ledger above a number, oldest first. */
export function entriesAfter(
  { tx, companyId }: OutboxContext,
  memberId: MemberId,
  after: number,
  limit: number,
): Promise<LedgerRow[]> {
  return tx<LedgerRow>`
    select member_id, number, at, actor_id, kind, facts, hash from override.ledger
     where company_id = ${companyId} and member_id = ${memberId} and number > ${after}
     order by number limit ${limit}`;
}

/** Who has looked into the ledgers of these members, after a moment; the latest first. */
export function looksInto(
  { tx, companyId }: OutboxContext,
  memberIds: readonly MemberId[],
  kind: string,
  after: Date,
  limit: number,
): Promise<{ memberId: MemberId; actorId: MemberId; at: Date }[]> {
  return tx<{ memberId: MemberId; actorId: MemberId; at: Date }>`
    select member_id, actor_id, at from override.ledger
     where company_id = ${companyId} and member_id = any(${[...memberIds]}::uuid[]) and kind = ${kind} and at > ${after}
     order by at desc limit ${limit}`;
}

/** Whose ledgers there are in a company. */
export async function keptFor(tx: Tx, companyId: CompanyId): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    select member_id from override.ledger_head where company_id = ${companyId}
    union select member_id from override.ledger where company_id = ${companyId}
    order by member_id limit 100000`;
  return rows.map(({ memberId }) => memberId);
}
