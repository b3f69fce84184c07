import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { GroupRole, ThreadSummary } from '../../model/contract.ts';
import type { Root } from '../../model/threads.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

/** Where a thread hangs; null for what is no thread. */
export async function rootOf({ tx, companyId }: Ctx, id: ConversationId): Promise<Root | null> {
  const [row] = await tx<Root>`
    select parent_id as conversation_id, number from chat.thread
     where company_id = ${companyId} and conversation_id = ${id}`;
  return row ?? null;
}

/** Where those of these that are threads hang, for a member who sees the messages under which they do; for all when null. */
export function rootsOf(
  { tx, companyId }: Ctx,
  ids: readonly ConversationId[],
  memberId: MemberId | null,
): Promise<(Root & { readonly id: ConversationId })[]> {
  return tx<Root & { id: ConversationId }>`
    select t.conversation_id as id, t.parent_id as conversation_id, t.number
      from unnest(${[...new Set(ids)]}::uuid[]) as w(id)
     cross join lateral (
       select t.conversation_id, t.parent_id, t.number from chat.thread t
        where t.company_id = ${companyId} and t.conversation_id = w.id limit 1) t
     where ${memberId === null}::boolean
        or t.number > chat.hidden_for(${companyId}, t.parent_id, ${memberId}::uuid)`;
}

export async function insertThread({ tx, companyId }: Ctx, id: ConversationId, root: Root, at: Date): Promise<void> {
  await tx`
    insert into chat.thread (company_id, parent_id, number, conversation_id, active_at)
    values (${companyId}, ${root.conversationId}, ${root.number}, ${id}, ${at})
    on conflict do nothing`;
  // What holds for the conversation holds for the threads in it.
  await tx`
    update chat.conversation c
       set who_writes = p.who_writes, who_adds = p.who_adds, who_mentions_all = p.who_mentions_all, archived_at = p.archived_at
      from chat.conversation p
     where c.company_id = ${companyId} and c.conversation_id = ${id}
       and p.company_id = ${companyId} and p.conversation_id = ${root.conversationId}`;
}

export interface Place {
  readonly memberId: MemberId;
  readonly role: GroupRole;
}

/** Those of these members who are in a conversation, and see that message of it; they stay in it until this transaction ends. */
export function holdPlaces(
  { tx, companyId }: Ctx,
  { conversationId, number }: Root,
  memberIds: readonly MemberId[],
): Promise<Place[]> {
  return tx<Place>`
    select p.member_id, p.role
      from chat.participant p
      join chat.cursor r
        on r.company_id = p.company_id and r.conversation_id = p.conversation_id and r.member_id = p.member_id
     where p.company_id = ${companyId} and p.conversation_id = ${conversationId} and p.member_id = any(${[...memberIds]}::uuid[])
       and r.hidden_number < ${number}
     order by p.member_id
       for key share of p`;
}

/** Who of these members follows which threads in a conversation, in the order in which conversations are locked. */
export function followedBy(
  { tx, companyId }: Ctx,
  parentId: ConversationId,
  memberIds: readonly MemberId[],
): Promise<{ id: ConversationId; memberIds: MemberId[] }[]> {
  return tx<{ id: ConversationId; memberIds: MemberId[] }>`
    select t.conversation_id as id, array_agg(p.member_id::text) as member_ids
      from chat.thread t
      join chat.participant p on p.company_id = t.company_id and p.conversation_id = t.conversation_id
     where t.company_id = ${companyId} and t.parent_id = ${parentId} and p.member_id = any(${[...memberIds]}::uuid[])
     group by t.conversation_id
     order by t.conversation_id`;
}

/** Locks conversations in the one order in which everybody does. */
export async function lockAll({ tx, companyId }: Ctx, ids: readonly ConversationId[]): Promise<void> {
  await tx`
    select 1 from chat.conversation
     where company_id = ${companyId} and conversation_id = any(${[...ids]}::uuid[])
     order by conversation_id
       for no key update`;
}

export interface Summarized extends ThreadSummary {
  readonly parentId: ConversationId;
  readonly number: number;
  readonly wasActiveAt: Date;
}

/** Brings what conversations show of these threads up to date; pages of them that are kept are old from then on. Returns what has changed. */
export function summarize({ tx, companyId }: Ctx, ids: readonly ConversationId[]): Promise<Summarized[]> {
  return tx<Summarized>`
    with now as materialized (
      select t.conversation_id, t.active_at as was_active_at, c.last_number, l.sent_at, a.author_ids
        from unnest(${[...ids]}::uuid[]) as w(id)
       cross join lateral (
         select t.conversation_id, t.active_at, t.replies from chat.thread t
          where t.company_id = ${companyId} and t.conversation_id = w.id limit 1) t
       cross join lateral (
         select c.last_number from chat.conversation c
          where c.company_id = ${companyId} and c.conversation_id = w.id limit 1) c
       cross join lateral (
         select m.sent_at from chat.message m
          where m.company_id = ${companyId} and m.conversation_id = w.id and m.number = c.last_number limit 1) l
       cross join lateral (
         select array_agg(s.author_id order by s.number desc) as author_ids
           from (select o.author_id, max(o.number) as number
                   from (select m.author_id, m.number from chat.message m
                          where m.company_id = ${companyId} and m.conversation_id = w.id
                          order by m.number desc limit 50) o
                  group by o.author_id order by 2 desc limit 3) s) a
       where t.replies <> c.last_number
    ), revised as (
      update chat.conversation c set revision = revision + 1
       where c.company_id = ${companyId}
         and c.conversation_id in (select t.parent_id from chat.thread t join now n using (conversation_id) where t.company_id = ${companyId})
    )
    update chat.thread t
       set replies = n.last_number, author_ids = n.author_ids, active_at = greatest(t.active_at, n.sent_at)
      from now n
     where t.company_id = ${companyId} and t.conversation_id = n.conversation_id
    returning t.conversation_id as id, t.parent_id, t.number, t.replies, t.author_ids::text[] as author_ids, t.active_at, n.was_active_at`;
}

/** Threads that show something else than what was said in them: where following began anew. */
export async function staleThreads({ tx, companyId }: Ctx, limit: number): Promise<ConversationId[]> {
  const rows = await tx<{ id: ConversationId }>`
    select t.conversation_id as id
      from chat.thread t
      join chat.conversation c on c.company_id = t.company_id and c.conversation_id = t.conversation_id
     where t.company_id = ${companyId} and t.replies <> c.last_number
     order by t.conversation_id limit ${limit}`;
  return rows.map(({ id }) => id);
}
