import type { MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { CardPlace } from './cards.ts';
import type { StoredCard } from './rows.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

export interface PollRow extends CardPlace {
  readonly authorId: MemberId;
  readonly anonymous: boolean;
  readonly closed: boolean;
  readonly counts: readonly number[];
  readonly voters: number;
  readonly card: Extract<StoredCard, { kind: 'poll' }>;
}

export async function insertPoll(
  { tx, companyId }: Ctx,
  { conversationId, number }: CardPlace,
  poll: Pick<PollRow, 'authorId' | 'anonymous'> & { readonly options: number },
): Promise<void> {
  await tx`
    insert into chat.poll (company_id, conversation_id, number, author_id, anonymous, counts)
    values (${companyId}, ${conversationId}, ${number}, ${poll.authorId}, ${poll.anonymous},
            ${new Array<number>(poll.options).fill(0)}::int[])`;
}

export async function pollAt({ tx, companyId }: Ctx, { conversationId, number }: CardPlace): Promise<PollRow | null> {
  const [row] = await tx<PollRow>`
    select p.conversation_id, p.number, p.author_id, p.anonymous, p.closed, p.counts, p.voters, m.card
      from chat.poll p
      join chat.message m on m.company_id = p.company_id and m.conversation_id = p.conversation_id and m.number = p.number
     where p.company_id = ${companyId} and p.conversation_id = ${conversationId} and p.number = ${number}`;
  return row ?? null;
}

/** Locks these polls, in one order for everybody who locks several. */
export function lockPolls({ tx, companyId }: Ctx, places: readonly CardPlace[]): Promise<PollRow[]> {
  return tx<PollRow>`
    select p.conversation_id, p.number, p.author_id, p.anonymous, p.closed, p.counts, p.voters, m.card
      from chat.poll p
      join chat.message m on m.company_id = p.company_id and m.conversation_id = p.conversation_id and m.number = p.number
     where p.company_id = ${companyId}
       and (p.conversation_id, p.number) in (
         select w.conversation_id, w.number
           from unnest(${places.map((one) => one.conversationId)}::uuid[], ${places.map((one) => one.number)}::bigint[])
                  as w(conversation_id, number))
     order by p.conversation_id, p.number for no key update of p`;
}

export interface Vote extends CardPlace {
  readonly memberId: MemberId;
  readonly options: readonly number[];
}

/** What decides, besides the poll, whether each of these may vote; in their order. `isIn`: in the conversation; `sees`: the message, too. */
export function votersFacts({ tx, companyId }: Ctx, votes: readonly Vote[]) {
  return tx<{ isIn: boolean; canSend: boolean; archived: boolean; sees: boolean }>`
    select p.can_send is not null as is_in, coalesce(p.can_send, false) as can_send, coalesce(c.archived, false) as archived,
           coalesce(w.number > chat.hidden_for(${companyId}, w.conversation_id, w.member_id), false) as sees
      from unnest(${votes.map((v) => v.conversationId)}::uuid[], ${votes.map((v) => v.memberId)}::uuid[],
                  ${votes.map((v) => v.number)}::bigint[])
             with ordinality as w(conversation_id, member_id, number, place)
      left join lateral (
        select p.can_send from chat.participant p
         where p.company_id = ${companyId} and p.conversation_id = w.conversation_id and p.member_id = w.member_id
         limit 1) p on true
      left join lateral (
        select c.archived_at is not null as archived from chat.conversation c
         where c.company_id = ${companyId} and c.conversation_id = w.conversation_id limit 1) c on true
     order by w.place`;
}

/** Puts these votes in place of what the same members chose before, and counts anew. One vote a member and poll; the polls must be locked. */
export async function putVotes({ tx, companyId }: Ctx, votes: readonly Vote[]): Promise<void> {
  await tx`
    delete from chat.poll_vote v
     using unnest(${votes.map((v) => v.conversationId)}::uuid[], ${votes.map((v) => v.number)}::bigint[],
                  ${votes.map((v) => v.memberId)}::uuid[]) as w(conversation_id, number, member_id)
     where v.company_id = ${companyId} and v.conversation_id = w.conversation_id and v.number = w.number
       and v.member_id = w.member_id`;
  const chosen = votes.flatMap(({ options, ...vote }) => options.map((option) => ({ ...vote, option })));
  await tx`
    insert into chat.poll_vote (company_id, conversation_id, number, member_id, option)
    select ${companyId}, w.conversation_id, w.number, w.member_id, w.option
      from unnest(${chosen.map((v) => v.conversationId)}::uuid[], ${chosen.map((v) => v.number)}::bigint[],
                  ${chosen.map((v) => v.memberId)}::uuid[], ${chosen.map((v) => v.option)}::int[])
             as w(conversation_id, number, member_id, option)`;
  await tx`
    update chat.poll p set counts = c.counts, voters = c.voters
      from (select distinct w.conversation_id, w.number
              from unnest(${votes.map((v) => v.conversationId)}::uuid[], ${votes.map((v) => v.number)}::bigint[])
                     as w(conversation_id, number)) w
     cross join lateral (
       select array(select (select count(*)::int from chat.poll_vote v
                             where v.company_id = ${companyId} and v.conversation_id = w.conversation_id
                               and v.number = w.number and v.option = o.option)
                      from generate_series(0, (select cardinality(q.counts) - 1 from chat.poll q
                                                where q.company_id = ${companyId} and q.conversation_id = w.conversation_id
                                                  and q.number = w.number)) as o(option)
                     order by o.option) as counts,
              (select count(distinct v.member_id)::int from chat.poll_vote v
                where v.company_id = ${companyId} and v.conversation_id = w.conversation_id and v.number = w.number) as voters) c
     where p.company_id = ${companyId} and p.conversation_id = w.conversation_id and p.number = w.number`;
}

/** Ends a poll; an anonymous one forgets who chose what. It must be locked. */
export async function closePoll({ tx, companyId }: Ctx, { conversationId, number, anonymous }: PollRow): Promise<void> {
  await tx`
    update chat.poll set closed = true
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}`;
  if (!anonymous) return;
  await tx`
    delete from chat.poll_vote
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}`;
}

/** Who chose an option, by id. Only of named polls. */
export async function votersOf(
  { tx, companyId }: Ctx,
  { conversationId, number }: CardPlace,
  option: number,
  after: MemberId | null,
  limit: number,
): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    select member_id from chat.poll_vote
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number} and option = ${option}
       and (${after === null}::boolean or member_id > ${after}::uuid)
     order by member_id limit ${limit}`;
  return rows.map(({ memberId }) => memberId);
}
