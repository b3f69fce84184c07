import type { CompanyId, ConversationId, MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database.ts';
import type { Saved, SavedId } from '../../model/contract.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

export interface SavedRow extends Saved {
  readonly memberId: MemberId;
}

/** All that a member keeps; there is a limit to it. */
export function savedOf({ tx, companyId }: Ctx, memberId: MemberId): Promise<Saved[]> {
  return tx<Saved>`
    select saved_id as id, conversation_id, number, saved_at, done, remind_at
      from later.saved where company_id = ${companyId} and member_id = ${memberId}
     order by saved_at desc, saved_id desc limit 5000`;
}

/** Those of these that this member keeps, in conversations among those named. */
export function savedIn(
  { tx, companyId }: Ctx,
  memberId: MemberId,
  ids: readonly SavedId[],
  conversationIds: readonly string[],
): Promise<Pick<Saved, 'id' | 'conversationId' | 'number'>[]> {
  return tx<Pick<Saved, 'id' | 'conversationId' | 'number'>>`
    select saved_id as id, conversation_id, number
      from later.saved
     where company_id = ${companyId} and saved_id = any(${[...ids]}::uuid[]) and member_id = ${memberId}
       and conversation_id = any(${[...conversationIds]}::uuid[])`;
}

export async function countSaved({ tx, companyId }: Ctx, memberId: MemberId): Promise<number> {
  const [row] = await tx<{ count: number }>`
    select count(*)::int as count from later.saved where company_id = ${companyId} and member_id = ${memberId}`;
  return row?.count ?? 0;
}

/** Keeps messages; those that are kept already are left out. */
export function insertSaved({ tx, companyId }: Ctx, rows: readonly SavedRow[]): Promise<Saved[]> {
  return tx<Saved>`
    insert into later.saved (company_id, saved_id, member_id, conversation_id, number, saved_at, remind_at, due_at)
    select ${companyId}, id, member_id, conversation_id, number, saved_at, remind_at, remind_at
      from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ memberId }) => memberId)}::uuid[],
                  ${rows.map((row) => row.conversationId)}::uuid[], ${rows.map((row) => row.number)}::bigint[],
                  ${rows.map(({ savedAt }) => savedAt)}::timestamptz[], ${rows.map(({ remindAt }) => remindAt)}::timestamptz[])
             as r(id, member_id, conversation_id, number, saved_at, remind_at)
    on conflict do nothing
    returning saved_id as id, conversation_id, number, saved_at, done, remind_at`;
}

/** Opens again what is done among these messages of a conversation. */
export function reopenSaved(
  { tx, companyId }: Ctx,
  memberId: MemberId,
  conversationId: ConversationId,
  numbers: readonly number[],
) {
  return tx<Saved>`
    update later.saved set done = false
     where company_id = ${companyId} and member_id = ${memberId} and conversation_id = ${conversationId}
       and number = any(${[...numbers]}::bigint[]) and done
    returning saved_id as id, conversation_id, number, saved_at, done, remind_at`;
}

/** The own one, locked; by its id. */
export async function lockSaved({ tx, companyId }: Ctx, memberId: MemberId, id: SavedId): Promise<Saved | null> {
  const [row] = await tx<Saved>`
    select saved_id as id, conversation_id, number, saved_at, done, remind_at
      from later.saved where company_id = ${companyId} and saved_id = ${id} and member_id = ${memberId}
       for update`;
  return row ?? null;
}

/** The same, by the message. */
export async function lockSavedAt(
  { tx, companyId }: Ctx,
  memberId: MemberId,
  conversationId: ConversationId,
  number: number,
): Promise<Saved | null> {
  const [row] = await tx<Saved>`
    select saved_id as id, conversation_id, number, saved_at, done, remind_at
      from later.saved
     where company_id = ${companyId} and member_id = ${memberId} and conversation_id = ${conversationId} and number = ${number}
       for update`;
  return row ?? null;
}

/** A new reminder waits; one that stays as it was does not wait anew. */
export async function updateSaved({ tx, companyId }: Ctx, { id, done, remindAt }: Saved): Promise<void> {
  await tx`
    update later.saved
       set done = ${done}, remind_at = ${remindAt}::timestamptz,
           due_at = case when remind_at is not distinct from ${remindAt}::timestamptz then due_at else ${remindAt}::timestamptz end
     where company_id = ${companyId} and saved_id = ${id}`;
}

export function deleteSaved({ tx, companyId }: Ctx, memberId: MemberId, id: SavedId) {
  return tx<{ id: SavedId }>`
    delete from later.saved where company_id = ${companyId} and saved_id = ${id} and member_id = ${memberId}
    returning saved_id as id`;
}

export function deleteDone({ tx, companyId }: Ctx, memberId: MemberId) {
  return tx<{ id: SavedId }>`
    delete from later.saved where company_id = ${companyId} and member_id = ${memberId} and done
    returning saved_id as id`;
}

/** Reminders that are due, of which none waits any more when this commits. */
export function takeDue({ tx, companyId }: Ctx, now: Date, limit: number): Promise<SavedRow[]> {
  return tx<SavedRow>`
    update later.saved s set due_at = null
      from (select saved_id from later.saved
             where company_id = ${companyId} and due_at <= ${now}
             order by due_at limit ${limit} for update skip locked) due
     where s.company_id = ${companyId} and s.saved_id = due.saved_id
    returning s.saved_id as id, s.member_id, s.conversation_id, s.number, s.saved_at, s.done, s.remind_at`;
}

/** What cannot be read any more: a message, by nobody; or all of a conversation, by a member. */
export interface Gone {
  readonly conversationId: string;
  readonly number: number | null;
  readonly memberId: MemberId | null;
}

/** Takes away the reminders of what cannot be read any more. */
export function dropReminders({ tx, companyId }: Ctx, gone: readonly Gone[]): Promise<SavedRow[]> {
  return tx<SavedRow>`
    update later.saved s set remind_at = null, due_at = null
      from unnest(${gone.map((one) => one.conversationId)}::uuid[], ${gone.map((one) => one.number)}::bigint[],
                  ${gone.map((one) => one.memberId)}::uuid[]) as g(conversation_id, number, member_id)
     where s.company_id = ${companyId} and s.conversation_id = g.conversation_id and s.remind_at is not null
       and s.number = coalesce(g.number, s.number) and s.member_id = coalesce(g.member_id, s.member_id)
    returning s.saved_id as id, s.member_id, s.conversation_id, s.number, s.saved_at, s.done, s.remind_at`;
}

export function removeReminders({ tx, companyId }: Ctx, ids: readonly SavedId[]): Promise<SavedRow[]> {
  return tx<SavedRow>`
    update later.saved set remind_at = null, due_at = null
     where company_id = ${companyId} and saved_id = any(${[...ids]}::uuid[])
    returning saved_id as id, member_id, conversation_id, number, saved_at, done, remind_at`;
}

/** What these are, each by its id, whoever keeps it. */
export function savedByIds({ tx, companyId }: Ctx, ids: readonly string[]): Promise<SavedRow[]> {
  return tx<SavedRow>`
    select saved_id as id, member_id, conversation_id, number, saved_at, done, remind_at
      from later.saved where company_id = ${companyId} and saved_id = any(${[...ids]}::uuid[])`;
}

/** When each of these companies has something due next, of either sort; those that have nothing are left out. */
export function nextDue(tx: Tx, companyIds: readonly CompanyId[]) {
  return tx<{ company: CompanyId; dueAt: Date }>`select * from later.next_due(${[...companyIds]}::uuid[])`;
}
