import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

/** One kind of answer to one message. */
export interface ReactionPlace {
  readonly conversationId: ConversationId;
  readonly number: number;
  readonly emoji: string;
}

/** What a reaction to a message depends on; null where there is no such message. The conversation must be locked. */
export async function reactionFacts(
  { tx, companyId }: Ctx,
  { conversationId, number, emoji }: ReactionPlace,
  memberId: MemberId,
) {
  const [row] = await tx<{ isNote: boolean; recalled: boolean; kinds: number; isKnown: boolean; mine: boolean }>`
    select m.note is not null as is_note, m.recalled_at is not null as recalled, k.kinds, k.is_known,
           exists (select 1 from chat.reaction r
                    where r.company_id = m.company_id and r.conversation_id = m.conversation_id and r.number = m.number
                      and r.member_id = ${memberId} and r.emoji = ${emoji}) as mine
      from chat.message m
     cross join lateral (
       select count(*)::int as kinds, coalesce(bool_or(k.emoji = ${emoji}), false) as is_known
         from chat.reaction_kind k
        where k.company_id = m.company_id and k.conversation_id = m.conversation_id and k.number = m.number) k
     where m.company_id = ${companyId} and m.conversation_id = ${conversationId} and m.number = ${number}`;
  return row ?? null;
}

/** Adds a reaction that is not there; returns how many there are of its kind. The conversation must be locked. */
export async function addReaction(
  { tx, companyId }: Ctx,
  { conversationId, number, emoji }: ReactionPlace,
  memberId: MemberId,
): Promise<number> {
  const [row] = await tx<{ members: number }>`
    with revised as (
      update chat.conversation set revision = revision + 1
       where company_id = ${companyId} and conversation_id = ${conversationId}
    ), added as (
      insert into chat.reaction (company_id, conversation_id, number, member_id, emoji)
      values (${companyId}, ${conversationId}, ${number}, ${memberId}, ${emoji})
    )
    insert into chat.reaction_kind (company_id, conversation_id, number, emoji, place, members)
    select ${companyId}, ${conversationId}, ${number}, ${emoji}, coalesce(max(k.place), 0) + 1, 1
      from chat.reaction_kind k
     where k.company_id = ${companyId} and k.conversation_id = ${conversationId} and k.number = ${number}
    on conflict (company_id, conversation_id, number, emoji) do update set members = reaction_kind.members + 1
    returning members`;
  return row?.members ?? 0;
}

/** Takes a reaction away that is there; returns how many are left of its kind. The conversation must be locked. */
export async function removeReaction(
  { tx, companyId }: Ctx,
  { conversationId, number, emoji }: ReactionPlace,
  memberId: MemberId,
): Promise<number> {
  const [row] = await tx<{ left: number }>`
    with revised as (
      update chat.conversation set revision = revision + 1
       where company_id = ${companyId} and conversation_id = ${conversationId}
    ), gone as (
      delete from chat.reaction
       where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}
         and member_id = ${memberId} and emoji = ${emoji}
    ), fewer as (
      update chat.reaction_kind set members = members - 1
       where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}
         and emoji = ${emoji} and members > 1
      returning members
    ), none as (
      delete from chat.reaction_kind
       where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}
         and emoji = ${emoji} and members = 1
    )
    select coalesce((select members from fewer), 0) as left`;
  return row?.left ?? 0;
}

/** Takes all reactions to a message away. */
export async function dropReactions({ tx, companyId }: Ctx, conversationId: ConversationId, number: number) {
  await tx`
    with gone as (
      delete from chat.reaction
       where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}
    )
    delete from chat.reaction_kind
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}`;
}

/** Who answered a message with an emoji, by id. */
export async function reactors(
  { tx, companyId }: Ctx,
  { conversationId, number, emoji }: ReactionPlace,
  after: MemberId | null,
  limit: number,
): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    select member_id from chat.reaction
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number} and emoji = ${emoji}
       and (${after === null}::boolean or member_id > ${after}::uuid)
     order by member_id limit ${limit}`;
  return rows.map(({ memberId }) => memberId);
}
