import type { ConversationId, FileId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Conversation } from '../../model/contract.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

/** How far back a conversation goes. A thread is kept as the conversation in which it hangs: `root` and `kind` are of that. */
export interface Extent {
  readonly id: ConversationId;
  readonly root: ConversationId;
  readonly kind: Conversation['kind'];
  readonly lastNumber: number;
  readonly hiddenNumber: number;
  readonly erasedNumber: number;
}

/** Conversations in the order of their ids, behind one. */
export function extentsAfter({ tx, companyId }: Ctx, after: ConversationId | null, limit: number): Promise<Extent[]> {
  return tx<Extent>`
    select c.conversation_id as id, coalesce(t.parent_id, c.conversation_id) as root, coalesce(p.kind, c.kind) as kind,
           c.last_number, c.hidden_number, c.erased_number
      from chat.conversation c
      left join chat.thread t on t.company_id = c.company_id and t.conversation_id = c.conversation_id
      left join chat.conversation p on p.company_id = t.company_id and p.conversation_id = t.parent_id
     where c.company_id = ${companyId} and (${after === null}::boolean or c.conversation_id > ${after}::uuid)
       -- What is being erased is the clockwork's of deleted groups.
       and not exists (select 1 from chat.deletion d
                        where d.company_id = ${companyId} and d.begun
                          and d.conversation_id = coalesce(t.parent_id, c.conversation_id))
     order by c.conversation_id limit ${limit}`;
}

/**
 * Up to which number all messages were sent before a moment, looking at so many above a number. Numbers are given in the order of sending.
 */
export async function sentBefore(
  { tx, companyId }: Ctx,
  id: ConversationId,
  above: number,
  before: Date,
  limit: number,
): Promise<number> {
  const [row] = await tx<{ number: number }>`
    with looked as materialized (
      select number, sent_at from chat.message
       where company_id = ${companyId} and conversation_id = ${id} and number > ${above}
       order by number limit ${limit}
    )
    select coalesce((select min(number) - 1 from looked where sent_at >= ${before}), (select max(number) from looked), ${above}::bigint)
             as number`;
  return row?.number ?? above;
}

/** Was a message sent at this moment or after it? */
export async function isSentSince(
  { tx, companyId }: Ctx,
  id: ConversationId,
  number: number,
  since: Date,
): Promise<boolean> {
  const rows = await tx`
    select 1 from chat.message
     where company_id = ${companyId} and conversation_id = ${id} and number = ${number} and sent_at >= ${since}`;
  return rows.length === 1;
}

/** Hides all up to a number from everybody; pages that are kept are old from then on. The conversation must be locked. */
export async function hideUpTo({ tx, companyId }: Ctx, id: ConversationId, number: number, now: Date): Promise<void> {
  await tx`
    with hidden as (
      update chat.conversation set hidden_number = ${number}, revision = revision + 1
       where company_id = ${companyId} and conversation_id = ${id}
    ), mentions as (
      delete from chat.mention
       where company_id = ${companyId} and conversation_id = ${id} and number <= ${number}
    ), joined as (
      -- What was hidden a moment before goes with it: a row a day, not a row a step.
      delete from chat.hiding
       where company_id = ${companyId} and conversation_id = ${id} and hidden_at > ${now}::timestamptz - interval '12 hours'
    )
    insert into chat.hiding (company_id, conversation_id, number, hidden_at)
    values (${companyId}, ${id}, ${number}, ${now})`;
}

/** Shows again what stands above a number. The conversation must be locked. */
export async function showAbove({ tx, companyId }: Ctx, id: ConversationId, number: number, now: Date): Promise<void> {
  await tx`
    with shown as (
      update chat.conversation set hidden_number = ${number}, revision = revision + 1
       where company_id = ${companyId} and conversation_id = ${id}
    )
    delete from chat.hiding
     where company_id = ${companyId} and conversation_id = ${id} and number > ${number}`;
  // What stays hidden was hidden then at the latest.
  await tx`
    insert into chat.hiding (company_id, conversation_id, number, hidden_at)
    select ${companyId}, ${id}, c.hidden_number, ${now}::timestamptz
      from chat.conversation c
     where c.company_id = ${companyId} and c.conversation_id = ${id} and c.hidden_number > c.erased_number
    on conflict do nothing`;
}

/** Up to which number a conversation has been hidden since before a moment. */
export async function hiddenSince({ tx, companyId }: Ctx, id: ConversationId, before: Date): Promise<number> {
  const [row] = await tx<{ number: number }>`
    select coalesce(max(number), 0) as number from chat.hiding
     where company_id = ${companyId} and conversation_id = ${id} and hidden_at <= ${before}`;
  return row?.number ?? 0;
}

/** Erases messages in (above, until] with all that hung on them; returns how many there were, and their files. */
export async function erase(
  { tx, companyId }: Ctx,
  id: ConversationId,
  above: number,
  until: number,
): Promise<{ readonly messages: number; readonly fileIds: FileId[] }> {
  const files = await tx<{ fileId: FileId }>`
    delete from chat.message_file
     where company_id = ${companyId} and conversation_id = ${id} and number > ${above} and number <= ${until}
    returning file_id`;
  // Cards first, as everybody who answers them locks them first.
  await tx`
    with notice as (
      delete from chat.notice where company_id = ${companyId} and conversation_id = ${id} and number > ${above} and number <= ${until}
    )
    delete from chat.poll where company_id = ${companyId} and conversation_id = ${id} and number > ${above} and number <= ${until}`;
  await tx`
    with asked as (
      delete from chat.notice_asked where company_id = ${companyId} and conversation_id = ${id} and number > ${above} and number <= ${until}
    ), votes as (
      delete from chat.poll_vote where company_id = ${companyId} and conversation_id = ${id} and number > ${above} and number <= ${until}
    ), due as (
      delete from chat.card_due where company_id = ${companyId} and conversation_id = ${id} and number > ${above} and number <= ${until}
    ), earlier as (
      delete from chat.earlier_text where company_id = ${companyId} and conversation_id = ${id} and number > ${above} and number <= ${until}
    ), reactions as (
      delete from chat.reaction where company_id = ${companyId} and conversation_id = ${id} and number > ${above} and number <= ${until}
    ), kinds as (
      delete from chat.reaction_kind where company_id = ${companyId} and conversation_id = ${id} and number > ${above} and number <= ${until}
    ), mentions as (
      delete from chat.mention where company_id = ${companyId} and conversation_id = ${id} and number > ${above} and number <= ${until}
    )
    delete from chat.forward where company_id = ${companyId} and conversation_id = ${id} and number > ${above} and number <= ${until}`;
  const links = await tx<{ address: string }>`
    delete from chat.message_link
     where company_id = ${companyId} and conversation_id = ${id} and number > ${above} and number <= ${until}
    returning address`;
  if (links.length > 0) {
    await tx`
      delete from chat.link_preview p
       where p.company_id = ${companyId} and p.address = any(${[...new Set(links.map(({ address }) => address))]}::text[])
         and not exists (select 1 from chat.message_link l where l.company_id = ${companyId} and l.address = p.address)`;
  }
  const gone = await tx<{ number: number }>`
    delete from chat.message
     where company_id = ${companyId} and conversation_id = ${id} and number > ${above} and number <= ${until}
    returning number`;
  await tx`
    with erased as (
      update chat.conversation set erased_number = ${until}
       where company_id = ${companyId} and conversation_id = ${id}
    )
    delete from chat.hiding where company_id = ${companyId} and conversation_id = ${id} and number <= ${until}`;
  return { messages: gone.length, fileIds: files.map(({ fileId }) => fileId) };
}
