import type { CompanyId, ConversationId, MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database.ts';
import type { DeletedConversation } from '../../model/contract.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

/** Takes everybody out of a conversation and keeps where they stood; returns who was in it. The conversation must be locked. */
export async function park({ tx, companyId }: Ctx, id: ConversationId): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    with gone as (
      delete from chat.participant where company_id = ${companyId} and conversation_id = ${id} returning *
    ), stood as (
      delete from chat.cursor where company_id = ${companyId} and conversation_id = ${id} returning *
    ), cursors as (
      insert into chat.parked_cursor select * from stood
    )
    insert into chat.parked_participant select * from gone returning member_id`;
  return rows.map(({ memberId }) => memberId);
}

/** Puts back who was parked, as they stood; returns who is in it again. The conversation must be locked. */
export async function unpark({ tx, companyId }: Ctx, id: ConversationId): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    with gone as (
      delete from chat.parked_participant where company_id = ${companyId} and conversation_id = ${id} returning *
    ), stood as (
      delete from chat.parked_cursor where company_id = ${companyId} and conversation_id = ${id} returning *
    ), cursors as (
      insert into chat.cursor select * from stood
    )
    insert into chat.participant select * from gone returning member_id`;
  return rows.map(({ memberId }) => memberId);
}

export async function parkedIds({ tx, companyId }: Ctx, id: ConversationId): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    select member_id from chat.parked_participant where company_id = ${companyId} and conversation_id = ${id}`;
  return rows.map(({ memberId }) => memberId);
}

export async function isParked({ tx, companyId }: Ctx, id: ConversationId, memberId: MemberId): Promise<boolean> {
  const rows = await tx`
    select 1 from chat.parked_participant
     where company_id = ${companyId} and member_id = ${memberId}
       and conversation_id = coalesce(
         (select t.parent_id from chat.thread t where t.company_id = ${companyId} and t.conversation_id = ${id}), ${id})`;
  return rows.length === 1;
}

/** The threads in a conversation, in the order in which conversations are locked. */
export async function threadsIn({ tx, companyId }: Ctx, id: ConversationId): Promise<ConversationId[]> {
  const rows = await tx<{ id: ConversationId }>`
    select conversation_id as id from chat.thread
     where company_id = ${companyId} and parent_id = ${id} order by conversation_id`;
  return rows.map((row) => row.id);
}

export async function insertDeletion(
  { tx, companyId }: Ctx,
  { id, deletedBy, deletedAt, eraseAt }: DeletedConversation,
): Promise<void> {
  await tx`
    insert into chat.deletion (company_id, conversation_id, deleted_by, deleted_at, erase_at, due_at)
    values (${companyId}, ${id}, ${deletedBy}, ${deletedAt}, ${eraseAt}, ${eraseAt})`;
}

export async function removeDeletion({ tx, companyId }: Ctx, id: ConversationId): Promise<void> {
  await tx`delete from chat.deletion where company_id = ${companyId} and conversation_id = ${id}`;
}

export interface Deletion {
  readonly id: ConversationId;
  readonly name: string;
  readonly deletedBy: MemberId;
  readonly begun: boolean;
}

/** Locked, so that restoring and erasing come one after the other. */
export async function lockDeletion({ tx, companyId }: Ctx, id: ConversationId): Promise<Deletion | null> {
  const [row] = await tx<Deletion>`
    select d.conversation_id as id, c.name, d.deleted_by, d.begun
      from chat.deletion d
      join chat.conversation c on c.company_id = d.company_id and c.conversation_id = d.conversation_id
     where d.company_id = ${companyId} and d.conversation_id = ${id} for update of d`;
  return row ?? null;
}

/** The group that is to be erased next, locked; null where none is due, or somebody else is at it. */
export async function lockDue({ tx, companyId }: Ctx, now: Date): Promise<Deletion | null> {
  const [row] = await tx<Deletion>`
    select d.conversation_id as id, c.name, d.deleted_by, d.begun
      from chat.deletion d
      join chat.conversation c on c.company_id = d.company_id and c.conversation_id = d.conversation_id
     where d.company_id = ${companyId} and d.due_at <= ${now}
     order by d.due_at, d.conversation_id limit 1 for update of d skip locked`;
  return row ?? null;
}

/** Deleted groups of the company, or of those only in which this member was; the latest first. */
export function deletedOf({ tx, companyId }: Ctx, memberId: MemberId | null): Promise<DeletedConversation[]> {
  return tx<DeletedConversation>`
    select d.conversation_id as id, c.name, d.deleted_by, d.deleted_at, d.erase_at
      from chat.deletion d
      join chat.conversation c on c.company_id = d.company_id and c.conversation_id = d.conversation_id
     where d.company_id = ${companyId}
       and (${memberId}::uuid is null
            or exists (select 1 from chat.parked_participant p
                        where p.company_id = d.company_id and p.conversation_id = d.conversation_id and p.member_id = ${memberId}::uuid))
     order by d.deleted_at desc, d.conversation_id limit 500`;
}

export async function postpone({ tx, companyId }: Ctx, id: ConversationId, until: Date): Promise<void> {
  await tx`update chat.deletion set due_at = ${until} where company_id = ${companyId} and conversation_id = ${id}`;
}

/** From here on it is not restored. Returns how many messages have been erased so far. */
export async function noteErased({ tx, companyId }: Ctx, id: ConversationId, messages: number): Promise<number> {
  const [row] = await tx<{ erased: number }>`
    update chat.deletion set begun = true, erased = erased + ${messages}
     where company_id = ${companyId} and conversation_id = ${id} returning erased`;
  return row?.erased ?? 0;
}

/** What of a deleted group has messages left: first the threads, then the group itself. */
export async function nextToErase({ tx, companyId }: Ctx, root: ConversationId) {
  const [row] = await tx<{ id: ConversationId; lastNumber: number; erasedNumber: number }>`
    select c.conversation_id as id, c.last_number, c.erased_number
      from chat.conversation c
     where c.company_id = ${companyId} and c.erased_number < c.last_number
       and (c.conversation_id = ${root}
            or c.conversation_id in (select t.conversation_id from chat.thread t where t.company_id = ${companyId} and t.parent_id = ${root}))
     order by c.conversation_id = ${root}, c.conversation_id limit 1`;
  return row ?? null;
}

/** Of a deleted group without messages: some of its threads, and when there is none the group itself. */
export async function emptied({ tx, companyId }: Ctx, root: ConversationId, limit: number): Promise<ConversationId[]> {
  const rows = await tx<{ id: ConversationId }>`
    select conversation_id as id from chat.thread
     where company_id = ${companyId} and parent_id = ${root} order by conversation_id limit ${limit}`;
  return rows.length === 0 ? [root] : rows.map(({ id }) => id);
}

/** Forgets conversations of which no message is left: who was in them, their links, sections, silences, and that there was one. */
export async function forgetConversations({ tx, companyId }: Ctx, ids: readonly ConversationId[]): Promise<void> {
  const all = [...ids];
  await tx`
    with participants as (
      delete from chat.parked_participant where company_id = ${companyId} and conversation_id = any(${all}::uuid[])
    ), cursors as (
      delete from chat.parked_cursor where company_id = ${companyId} and conversation_id = any(${all}::uuid[])
    ), sections as (
      delete from chat.sectioned where company_id = ${companyId} and conversation_id = any(${all}::uuid[])
    ), silences as (
      delete from chat.silence where company_id = ${companyId} and conversation_id = any(${all}::uuid[])
    ), links as (
      delete from chat.group_link where company_id = ${companyId} and conversation_id = any(${all}::uuid[])
    ), requests as (
      delete from chat.join_request where company_id = ${companyId} and conversation_id = any(${all}::uuid[])
    ), hidden as (
      delete from chat.hiding where company_id = ${companyId} and conversation_id = any(${all}::uuid[])
    ), deletions as (
      delete from chat.deletion where company_id = ${companyId} and conversation_id = any(${all}::uuid[])
    ), threads as (
      delete from chat.thread where company_id = ${companyId} and conversation_id = any(${all}::uuid[])
    )
    delete from chat.conversation where company_id = ${companyId} and conversation_id = any(${all}::uuid[])`;
}

/** When each of these companies has the next group to erase. */
export function nextErasure(tx: Tx, companyIds: readonly CompanyId[]) {
  return tx<{ company: CompanyId; dueAt: Date }>`select * from chat.next_erasure(${[...companyIds]}::uuid[])`;
}
