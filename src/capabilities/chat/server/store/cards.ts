import type { CompanyId, ConversationId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

/** Where a card is: the message that bears it. */
export interface CardPlace {
  readonly conversationId: ConversationId;
  readonly number: number;
}

/** `count`: tell how it stands · `remind` those whose day it is · `summary`: tell its author who is missing · `end` a poll · `erase` a point. */
export type What = 'count' | 'remind' | 'summary' | 'end' | 'erase';

export interface Due extends CardPlace {
  readonly what: What;
}

/** Says when something is to be done about cards; what is to be done earlier already stays so. */
export async function putDue(
  { tx, companyId }: Ctx,
  places: readonly CardPlace[],
  what: What,
  dueAt: Date,
): Promise<void> {
  await tx`
    insert into chat.card_due as d (company_id, conversation_id, number, what, due_at)
    select ${companyId}, w.conversation_id, w.number, ${what}, ${dueAt}
      from unnest(${places.map((one) => one.conversationId)}::uuid[], ${places.map((one) => one.number)}::bigint[])
             as w(conversation_id, number)
     order by w.conversation_id, w.number
    on conflict (company_id, conversation_id, number, what) do update set due_at = least(d.due_at, excluded.due_at)`;
}

/** Takes the first thing that is due away, to be done in this transaction; null where nothing is. */
export async function takeDue({ tx, companyId }: Ctx, now: Date): Promise<Due | null> {
  // Found once and for all: in a join it might be found anew for each row, and more than one would go.
  const [row] = await tx<Due>`
    with first as materialized (
      select conversation_id, number, what from chat.card_due
       where company_id = ${companyId} and due_at <= ${now}
       order by due_at, conversation_id, number, what limit 1 for update skip locked
    )
    delete from chat.card_due d using first
     where d.company_id = ${companyId} and d.conversation_id = first.conversation_id and d.number = first.number
       and d.what = first.what
    returning d.conversation_id, d.number, d.what`;
  return row ?? null;
}

/** When each of these companies has something due next; those that have nothing are left out. */
export function nextDue(tx: Tx, companyIds: readonly CompanyId[]) {
  return tx<{ company: CompanyId; dueAt: Date }>`select * from chat.next_due(${[...companyIds]}::uuid[])`;
}

/** Takes away how a card stands, whatever kind it is, and what was to be done about it. */
export async function dropCard({ tx, companyId }: Ctx, conversationId: ConversationId, number: number): Promise<void> {
  // The card itself first, as everybody who answers it locks it first.
  await tx`
    with notice as (
      delete from chat.notice
       where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}
    )
    delete from chat.poll where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}`;
  await tx`
    with asked as (
      delete from chat.notice_asked
       where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}
    ), votes as (
      delete from chat.poll_vote
       where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}
    )
    delete from chat.card_due
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}`;
}
