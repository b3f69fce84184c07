import type { ConversationId } from '#platform/model/ids.ts';
import type { Context } from '#platform/server/context.ts';
import type { Section, SectionId } from '../../model/contract.ts';

type Ctx = Pick<Context, 'tx' | 'companyId' | 'memberId'>;

/** The own sections in their order, with what stands in them. */
export function sectionsOf({ tx, companyId, memberId }: Ctx): Promise<Section[]> {
  return tx<Section>`
    select s.section_id as id, s.name,
           coalesce((select array_agg(i.conversation_id order by i.conversation_id)
                       from chat.sectioned i
                      where i.company_id = ${companyId} and i.member_id = ${memberId} and i.section_id = s.section_id),
                    '{}') as conversation_ids
      from chat.section s
     where s.company_id = ${companyId} and s.member_id = ${memberId}
     order by s.place, s.section_id limit 100`;
}

/** Locks the own sections, so that what is made at once counts them all. */
export async function lockSections({ tx, companyId, memberId }: Ctx): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`chat.section ${companyId} ${memberId}`}, 0))`;
}

export async function insertSection({ tx, companyId, memberId }: Ctx, id: SectionId, name: string): Promise<void> {
  await tx`
    insert into chat.section (company_id, member_id, section_id, name, place)
    select ${companyId}, ${memberId}, ${id}, ${name}, coalesce(max(place), 0) + 1
      from chat.section where company_id = ${companyId} and member_id = ${memberId}
    on conflict do nothing`;
}

/** False where there is none. */
export async function renameSection({ tx, companyId, memberId }: Ctx, id: SectionId, name: string): Promise<boolean> {
  const rows = await tx`
    update chat.section set name = ${name}
     where company_id = ${companyId} and member_id = ${memberId} and section_id = ${id} returning 1 as renamed`;
  return rows.length === 1;
}

/** False where there is none. What stood in it stands in none. */
export async function deleteSection({ tx, companyId, memberId }: Ctx, id: SectionId): Promise<boolean> {
  const rows = await tx`
    delete from chat.section
     where company_id = ${companyId} and member_id = ${memberId} and section_id = ${id} returning 1 as gone`;
  return rows.length === 1;
}

/** In this order; those that are not named keep theirs, behind them. */
export async function orderSections({ tx, companyId, memberId }: Ctx, ids: readonly SectionId[]): Promise<void> {
  await tx`
    update chat.section s set place = o.place
      from (select s.section_id, row_number() over (order by w.ord nulls last, s.place, s.section_id) as place
              from chat.section s
              left join unnest(${[...ids]}::uuid[]) with ordinality as w(section_id, ord) on w.section_id = s.section_id
             where s.company_id = ${companyId} and s.member_id = ${memberId}) o
     where s.company_id = ${companyId} and s.member_id = ${memberId} and s.section_id = o.section_id`;
}

/** False where there is no such section. */
export async function putInto(
  { tx, companyId, memberId }: Ctx,
  conversationId: ConversationId,
  id: SectionId | null,
): Promise<boolean> {
  if (id === null) {
    await tx`
      delete from chat.sectioned
       where company_id = ${companyId} and member_id = ${memberId} and conversation_id = ${conversationId}`;
    return true;
  }
  const rows = await tx`
    insert into chat.sectioned (company_id, member_id, conversation_id, section_id)
    select ${companyId}, ${memberId}, ${conversationId}, s.section_id
      from chat.section s
     where s.company_id = ${companyId} and s.member_id = ${memberId} and s.section_id = ${id}
    on conflict (company_id, member_id, conversation_id) do update set section_id = excluded.section_id
    returning 1 as put`;
  return rows.length === 1;
}
