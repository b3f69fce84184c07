import type { OutboxContext } from '#outbox/server/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import type { EntryId, TimeEntry } from '../../model/contract.ts';

export type EntryRow = Omit<TimeEntry, 'minutes'> & { readonly memberId: MemberId };

/** The entries of these members that touch what comes after a moment, locked, or all to read; the latest first. */
export function entriesOf({ tx, companyId }: OutboxContext, memberId: MemberId, limit: number): Promise<EntryRow[]> {
  return tx<EntryRow>`
    select entry_id as id, member_id, from_at as "from", until_at as until, because, state from override.entry
     where company_id = ${companyId} and member_id = ${memberId} order by from_at desc, entry_id limit ${limit}`;
}

/** The drafts of these members that end after a moment, locked. */
export function lockDrafts(
  { tx, companyId }: OutboxContext,
  memberIds: readonly MemberId[],
  endsAfter: Date,
): Promise<EntryRow[]> {
  return tx<EntryRow>`
    select entry_id as id, member_id, from_at as "from", until_at as until, because, state from override.entry
     where company_id = ${companyId} and member_id = any(${[...memberIds]}::uuid[]) and state = 'draft'
       and until_at >= ${endsAfter}
     order by member_id, from_at for update`;
}

/** Locks a draft of a member; null where it is none of his, or none any more. */
export async function lockDraft(
  { tx, companyId }: OutboxContext,
  memberId: MemberId,
  id: EntryId,
): Promise<EntryRow | null> {
  const [row] = await tx<EntryRow>`
    select entry_id as id, member_id, from_at as "from", until_at as until, because, state from override.entry
     where company_id = ${companyId} and entry_id = ${id} and member_id = ${memberId} and state = 'draft' for update`;
  return row ?? null;
}

/** Writes drafts down, or as they are now. */
export async function save({ tx, companyId }: OutboxContext, rows: readonly EntryRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx`
    insert into override.entry (company_id, entry_id, member_id, from_at, until_at, because, state)
    select ${companyId}, e.entry_id, e.member_id, e.from_at, e.until_at, e.because, e.state
      from unnest(${rows.map((e) => e.id)}::uuid[], ${rows.map((e) => e.memberId)}::uuid[],
                  ${rows.map((e) => e.from)}::timestamptz[], ${rows.map((e) => e.until)}::timestamptz[],
                  ${rows.map((e) => e.because)}::text[], ${rows.map((e) => e.state)}::text[])
             as e(entry_id, member_id, from_at, until_at, because, state)
    on conflict (company_id, entry_id) do update
      set from_at = excluded.from_at, until_at = excluded.until_at, state = excluded.state`;
}

export async function remove({ tx, companyId }: OutboxContext, id: EntryId): Promise<void> {
  await tx`delete from override.entry where company_id = ${companyId} and entry_id = ${id}`;
}

/** Forgets the drafts of a member who has left: they were his. */
export async function forgetDrafts({ tx, companyId }: OutboxContext, memberId: MemberId): Promise<void> {
  await tx`
    delete from override.entry where company_id = ${companyId} and member_id = ${memberId} and state = 'draft'`;
}
