import type { ConversationId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

/** Takes the point out of a place for good; false where there is none any more. Who keeps a page of it learns that it is old. */
export async function erasePoint(
  { tx, companyId }: Ctx,
  conversationId: ConversationId,
  number: number,
): Promise<boolean> {
  // The conversation first, as everybody who changes a message locks it first.
  await tx`
    update chat.conversation set revision = revision + 1
     where company_id = ${companyId} and conversation_id = ${conversationId}`;
  const rows = await tx`
    update chat.message set card = jsonb_set(card, '{point}', 'null')
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}
       and card->>'kind' = 'place'
    returning 1 as erased`;
  return rows.length === 1;
}
