import type { Stored } from './checks.ts';
import type { Stage } from './stage.ts';

/** Everything that the checkers have to know of the database, from one snapshot. */
export async function readStored(stage: Stage): Promise<Stored> {
  const [row] = await stage.ask<{ stored: Stored }>(`
    select jsonb_build_object(
      'messages', (select coalesce(jsonb_agg(jsonb_build_object(
          'companyId', company_id, 'conversationId', conversation_id, 'number', number, 'id', message_id, 'authorId', author_id,
          'text', case when recalled_at is null then text else '' end, 'recalled', recalled_at is not null)
        order by company_id, conversation_id, number), '[]') from chat.message),
      'conversations', (select coalesce(jsonb_agg(jsonb_build_object(
          'companyId', company_id, 'id', conversation_id, 'lastNumber', last_number)), '[]') from chat.conversation),
      'places', (select coalesce(jsonb_agg(jsonb_build_object(
          'companyId', p.company_id, 'conversationId', p.conversation_id, 'memberId', p.member_id,
          'readNumber', c.read_number, 'markedUnread', c.marked_unread, 'draft', p.draft)), '[]')
        from chat.participant p join chat.cursor c using (company_id, conversation_id, member_id))
    ) as stored`);
  if (row === undefined) throw new Error('no answer of the database');
  return row.stored;
}
