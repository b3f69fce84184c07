import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Conversation, Message } from '../../model/contract.ts';
import { type MessageRow, messageOf } from './rows.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

/** What a copy says of a conversation. */
export interface ConversationHead {
  readonly id: ConversationId;
  readonly kind: Conversation['kind'];
  /** Of a thread, the name of the conversation in which it hangs. Empty for a direct one. */
  readonly name: string;
  /** Where a thread hangs. */
  readonly parentId: ConversationId | null;
  /** Of a direct one, and of the threads in it, the two who talk there. */
  readonly memberIds: MemberId[];
}

/**
 * These conversations, or all groups and these, each before the threads in it. Direct ones are there only where they are named; deleted ones
 * only for who asks for their names.
 */
export function headsOf(
  { tx, companyId }: Ctx,
  {
    allGroups,
    ids,
    deletedToo = false,
  }: { readonly allGroups: boolean; readonly ids: readonly ConversationId[]; readonly deletedToo?: boolean },
): Promise<ConversationHead[]> {
  return tx<ConversationHead>`
    select c.conversation_id as id, c.kind, coalesce(p.name, c.name) as name, t.parent_id,
           case when coalesce(p.kind, c.kind) <> 'direct' then '{}'
                else array(select x.member_id from chat.participant x
                            where x.company_id = ${companyId} and x.conversation_id = coalesce(t.parent_id, c.conversation_id)
                            order by x.member_id limit 2) end as member_ids
      from chat.conversation c
      left join chat.thread t on t.company_id = c.company_id and t.conversation_id = c.conversation_id
      left join chat.conversation p on p.company_id = t.company_id and p.conversation_id = t.parent_id
     where c.company_id = ${companyId}
       and (${deletedToo}::boolean
            or not exists (select 1 from chat.deletion d
                            where d.company_id = ${companyId} and d.conversation_id = coalesce(t.parent_id, c.conversation_id)))
       and ((${allGroups}::boolean and coalesce(p.kind, c.kind) in ('group', 'department'))
            or coalesce(t.parent_id, c.conversation_id) = any(${[...ids]}::uuid[]))
     order by coalesce(t.parent_id, c.conversation_id), t.number nulls first, c.conversation_id`;
}

/** The direct conversation of two members, where they have one. */
export async function directOf({ tx, companyId }: Ctx, memberId: MemberId, peerId: MemberId) {
  const [row] = await tx<{ id: ConversationId }>`
    select conversation_id as id from chat.participant
     where company_id = ${companyId} and member_id = ${memberId} and peer_id = ${peerId} limit 1`;
  return row?.id ?? null;
}

/** Messages of a conversation as they are now and as far back as it goes, above a number, each with what it said before it was edited. */
export async function historyAfter(
  { tx, companyId }: Ctx,
  id: ConversationId,
  after: number,
  limit: number,
): Promise<(Message & { readonly earlierTexts: string[] })[]> {
  const rows = await tx<MessageRow & { earlierTexts: string[] }>`
    select m.message_id as id, m.conversation_id, m.number, m.author_id, m.text, m.note, m.reply_to, m.sent_at, m.edited_at,
           m.recalled_at, m.files, m.card,
           case when m.edited_at is null then '{}'
                else array(select e.text from chat.earlier_text e
                            where e.company_id = ${companyId} and e.conversation_id = ${id} and e.number = m.number
                            order by e.place) end as earlier_texts
      from chat.message m
     where m.company_id = ${companyId} and m.conversation_id = ${id} and m.number > ${after}
       and m.number > (select c.hidden_number from chat.conversation c
                        where c.company_id = ${companyId} and c.conversation_id = ${id})
       and not chat.is_deleted(${companyId}, ${id})
     order by m.number limit ${limit}`;
  return rows.map((row) => ({ ...messageOf(row), earlierTexts: row.earlierTexts }));
}
