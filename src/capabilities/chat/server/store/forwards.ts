import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { CardPlace } from './cards.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

export async function insertForward(
  { tx, companyId }: Ctx,
  at: CardPlace,
  sourceId: ConversationId,
  [first, ...more]: readonly number[],
): Promise<void> {
  await tx`
    insert into chat.forward (company_id, conversation_id, number, source_id, source_number, more)
    values (${companyId}, ${at.conversationId}, ${at.number}, ${sourceId}, ${first}, ${more}::bigint[])`;
}

export async function removeForward({ tx, companyId }: Ctx, { conversationId, number }: CardPlace): Promise<void> {
  await tx`
    delete from chat.forward
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}`;
}

/** Where these forwards point to; null for what this member may not see: he must be in that conversation, or where that thread hangs. */
export function sourcesOf(
  { tx, companyId }: Ctx,
  conversationId: ConversationId,
  numbers: readonly number[],
  memberId: MemberId,
): Promise<{ number: number; sourceId: ConversationId | null; sources: number[] }[]> {
  return tx<{ number: number; sourceId: ConversationId | null; sources: number[] }>`
    select f.number, array_prepend(f.source_number, f.more)::int[] as sources,
           case when exists (
             select 1 from chat.participant p
              where p.company_id = ${companyId} and p.member_id = ${memberId}
                and p.conversation_id in (f.source_id, (
                  select t.parent_id from chat.thread t
                   where t.company_id = ${companyId} and t.conversation_id = f.source_id))) then f.source_id end as source_id
      from chat.forward f
     where f.company_id = ${companyId} and f.conversation_id = ${conversationId} and f.number = any(${[...numbers]}::bigint[])
     order by f.number`;
}
