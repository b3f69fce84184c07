import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Conversation, Message } from '../../model/contract.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

export interface Recipient {
  readonly conversationId: ConversationId;
  readonly kind: Conversation['kind'];
  readonly memberId: MemberId;
  readonly readNumber: number;
}

/** Who hears of everything said in these conversations: both sides of a direct one, and of a group those who chose it. */
export function watchers({ tx, companyId }: Ctx, ids: readonly ConversationId[]): Promise<Recipient[]> {
  return tx<Recipient>`
    select w.id as conversation_id, c.kind, p.member_id, r.read_number
      from unnest(${[...ids]}::uuid[]) as w(id)
     cross join lateral (
       select c.kind from chat.conversation c where c.company_id = ${companyId} and c.conversation_id = w.id limit 1) c
     cross join lateral (
       select p.member_id from chat.participant p
        where p.company_id = ${companyId} and p.conversation_id = w.id and p.notify = 'all' and not p.muted
        union
       select p.member_id from chat.participant p
        where p.company_id = ${companyId} and p.conversation_id = w.id and not p.muted and c.kind = 'direct') p
     cross join lateral (
       select r.read_number from chat.cursor r
        where r.company_id = ${companyId} and r.conversation_id = w.id and r.member_id = p.member_id limit 1) r`;
}

/** Those of these who are in these conversations and have not muted them. */
export function meant(
  { tx, companyId }: Ctx,
  pairs: readonly { readonly conversationId: ConversationId; readonly memberId: MemberId }[],
): Promise<Recipient[]> {
  return tx<Recipient>`
    select w.conversation_id, c.kind, p.member_id, r.read_number
      from unnest(${pairs.map((pair) => pair.conversationId)}::uuid[], ${pairs.map((pair) => pair.memberId)}::uuid[])
             as w(conversation_id, member_id)
     cross join lateral (
       select p.member_id from chat.participant p
        where p.company_id = ${companyId} and p.conversation_id = w.conversation_id and p.member_id = w.member_id
          and not p.muted limit 1) p
     cross join lateral (
       select c.kind from chat.conversation c
        where c.company_id = ${companyId} and c.conversation_id = w.conversation_id limit 1) c
     cross join lateral (
       select r.read_number from chat.cursor r
        where r.company_id = ${companyId} and r.conversation_id = w.conversation_id and r.member_id = w.member_id
        limit 1) r`;
}

/** Everybody in these conversations who has not muted them: whom a mention of all means. */
export function everybody({ tx, companyId }: Ctx, ids: readonly ConversationId[]): Promise<Recipient[]> {
  return tx<Recipient>`
    select w.id as conversation_id, c.kind, p.member_id, r.read_number
      from unnest(${[...ids]}::uuid[]) as w(id)
     cross join lateral (
       select c.kind from chat.conversation c where c.company_id = ${companyId} and c.conversation_id = w.id limit 1) c
      join chat.participant p on p.company_id = ${companyId} and p.conversation_id = w.id and not p.muted
      join chat.cursor r
        on r.company_id = ${companyId} and r.conversation_id = w.id and r.member_id = p.member_id
     limit 200000`;
}

/** Those of these messages of which nobody is to be told. */
export async function silentAmong(
  { tx, companyId }: Ctx,
  said: readonly Pick<Message, 'id' | 'conversationId' | 'number'>[],
): Promise<Set<Message['id']>> {
  const rows = await tx<Pick<Message, 'id'>>`
    select m.message_id as id
      from unnest(${said.map((one) => one.conversationId)}::uuid[], ${said.map((one) => one.number)}::bigint[])
             as w(conversation_id, number)
     cross join lateral (
       select m.message_id, m.silent from chat.message m
        where m.company_id = ${companyId} and m.conversation_id = w.conversation_id and m.number = w.number limit 1) m
     where m.silent`;
  return new Set(rows.map(({ id }) => id));
}

export interface SightRow {
  readonly place: number;
  readonly kind: Conversation['kind'];
  /** Of a group, or of the one in which a thread hangs; empty among two. */
  readonly name: string;
  readonly muted: boolean;
  readonly notify: Conversation['notify'];
  readonly readNumber: number;
  readonly authorId: MemberId;
  readonly text: string;
  readonly files: Message['files'] | null;
  readonly recalled: boolean;
}

/** How messages stand for members of their conversations, each by its place among those asked (from 1); others are left out. */
export function sights(
  { tx, companyId }: Ctx,
  asked: readonly { readonly memberId: MemberId; readonly place: string; readonly number: number }[],
): Promise<SightRow[]> {
  return tx<SightRow>`
    select w.place, c.kind, coalesce(h.name, c.name) as name, 
           coalesce(p.muted, false) or coalesce(h.muted, false) as muted, coalesce(p.notify, 'all') as notify,
           coalesce(r.read_number, ${Number.MAX_SAFE_INTEGER}::bigint) as read_number, m.author_id, m.text, m.files,
           m.recalled_at is not null as recalled
      from unnest(${asked.map((one) => one.memberId)}::uuid[], ${asked.map((one) => one.place)}::uuid[],
                  ${asked.map((one) => one.number)}::bigint[])
             with ordinality as w(member_id, conversation_id, number, place)
     cross join lateral (
       select c.kind, c.name from chat.conversation c
        where c.company_id = ${companyId} and c.conversation_id = w.conversation_id limit 1) c
      left join lateral (
       select p.muted, p.notify from chat.participant p
        where p.company_id = ${companyId} and p.conversation_id = w.conversation_id and p.member_id = w.member_id
        limit 1) p on true
      left join lateral (
       select r.read_number from chat.cursor r
        where r.company_id = ${companyId} and r.conversation_id = w.conversation_id and r.member_id = w.member_id
        limit 1) r on p.muted is not null
      left join lateral (
        select h.name, q.muted
          from chat.thread t
          join chat.conversation h on h.company_id = t.company_id and h.conversation_id = t.parent_id
          join chat.participant q
            on q.company_id = t.company_id and q.conversation_id = t.parent_id and q.member_id = w.member_id
         where c.kind = 'thread' and t.company_id = ${companyId} and t.conversation_id = w.conversation_id limit 1) h on true
     cross join lateral (
       select m.author_id, m.text, m.files, m.recalled_at from chat.message m
        where m.company_id = ${companyId} and m.conversation_id = w.conversation_id and m.number = w.number limit 1) m
     -- Who is where a thread hangs may read it; who does not follow it has read it, as far as telling goes.
     where (p.muted is not null or h.muted is not null)
       and w.number > chat.hidden_for(${companyId}, w.conversation_id, w.member_id)`;
}
