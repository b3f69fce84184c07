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

/** Where these forwards point to; null for what this member may not see: he must be in that conversation, or where that thread hangs, and see that message. */
export function sourcesOf(
  { tx, companyId }: Ctx,
  conversationId: ConversationId,
  numbers: readonly number[],
  memberId: MemberId,
): Promise<{ number: number; sourceId: ConversationId | null; sources: number[] }[]> {
  return tx<{ number: number; sourceId: ConversationId | null; sources: number[] }>`
    select f.number, s.sources, case when cardinality(s.sources) > 0 then f.source_id end as source_id
      from chat.forward f
     cross join lateral (select chat.hidden_for(${companyId}, f.source_id, ${memberId}) as hidden_number) h
     cross join lateral (
       select coalesce(array_agg(w.number::int order by w.place) filter (where w.number > h.hidden_number), '{}') as sources
         from unnest(array_prepend(f.source_number, f.more)) with ordinality as w(number, place)) s
     where f.company_id = ${companyId} and f.conversation_id = ${conversationId} and f.number = any(${[...numbers]}::bigint[])
     order by f.number`;
}
