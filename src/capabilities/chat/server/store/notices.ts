import type { ConversationId, MemberId, MessageId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Conversation, GroupRole } from '../../model/contract.ts';
import type { CardPlace } from './cards.ts';
import { type MessageRow, messageOf } from './rows.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

export interface NoticeRow extends CardPlace {
  readonly messageId: MessageId;
  readonly authorId: MemberId;
  readonly asked: number;
  readonly acknowledged: number;
}

/** A member whom a notice asks, and until when. */
export interface Asked {
  readonly memberId: MemberId;
  readonly dueAt: Date | null;
  readonly remindAt: Date | null;
}

export async function insertNotice(
  { tx, companyId }: Ctx,
  { conversationId, number, messageId, authorId }: Omit<NoticeRow, 'asked' | 'acknowledged'>,
  asked: readonly Asked[],
): Promise<void> {
  await tx`
    with notice as (
      insert into chat.notice (company_id, conversation_id, number, message_id, author_id, asked)
      values (${companyId}, ${conversationId}, ${number}, ${messageId}, ${authorId}, ${asked.length})
    )
    insert into chat.notice_asked (company_id, conversation_id, number, member_id, due_at, remind_at)
    select ${companyId}, ${conversationId}, ${number}, a.member_id, a.due_at, a.remind_at
      from unnest(${asked.map((one) => one.memberId)}::uuid[], ${asked.map((one) => one.dueAt)}::timestamptz[],
                  ${asked.map((one) => one.remindAt)}::timestamptz[]) as a(member_id, due_at, remind_at)`;
}

/** A notice as it stands. */
export async function noticeAt(
  { tx, companyId }: Ctx,
  { conversationId, number }: CardPlace,
): Promise<(NoticeRow & { readonly sentAt: Date }) | null> {
  const [row] = await tx<NoticeRow & { sentAt: Date }>`
    select n.conversation_id, n.number, n.message_id, n.author_id, n.asked, n.acknowledged, m.sent_at
      from chat.notice n
      join chat.message m
        on m.company_id = n.company_id and m.conversation_id = n.conversation_id and m.number = n.number
     where n.company_id = ${companyId} and n.conversation_id = ${conversationId} and n.number = ${number}`;
  return row ?? null;
}

/** Notices of these conversations, the latest first. */
export function noticesOf({ tx, companyId }: Ctx, ids: readonly ConversationId[]) {
  return tx<Pick<NoticeRow, 'conversationId' | 'messageId'>>`
    select conversation_id, message_id from chat.notice
     where company_id = ${companyId} and conversation_id = any(${[...ids]}::uuid[])
     order by number desc limit 1000`;
}

/** Locks these notices, in one order for everybody who locks several. */
export async function lockNotices({ tx, companyId }: Ctx, places: readonly CardPlace[]): Promise<NoticeRow[]> {
  return tx<NoticeRow>`
    select n.conversation_id, n.number, n.message_id, n.author_id, n.asked, n.acknowledged
      from chat.notice n
     where n.company_id = ${companyId}
       and (n.conversation_id, n.number) in (
         select w.conversation_id, w.number
           from unnest(${places.map((one) => one.conversationId)}::uuid[], ${places.map((one) => one.number)}::bigint[])
                  as w(conversation_id, number))
     order by n.conversation_id, n.number for no key update`;
}

export interface Acknowledging extends CardPlace {
  readonly memberId: MemberId;
}

/** What became of an acknowledgement. */
export interface Acknowledged {
  readonly isIn: boolean;
  readonly asked: boolean;
  /** Was it not acknowledged before? */
  readonly fresh: boolean;
}

/** Acknowledges notices, each as its member; answers in their order. The notices must be locked. */
export async function acknowledge({ tx, companyId }: Ctx, wanted: readonly Acknowledging[]): Promise<Acknowledged[]> {
  return tx<Acknowledged>`
    with wanted as materialized (
      select * from unnest(${wanted.map((w) => w.conversationId)}::uuid[], ${wanted.map((w) => w.number)}::bigint[],
                           ${wanted.map((w) => w.memberId)}::uuid[])
                    with ordinality as w(conversation_id, number, member_id, place)
    ), done as (
      update chat.notice_asked a set acknowledged = true
        from (select distinct conversation_id, number, member_id from wanted) w
       where a.company_id = ${companyId} and a.conversation_id = w.conversation_id and a.number = w.number
         and a.member_id = w.member_id and not a.acknowledged
      returning a.conversation_id, a.number, a.member_id
    ), counted as (
      update chat.notice n set acknowledged = n.acknowledged + d.members
        from (select conversation_id, number, count(*)::int as members from done group by 1, 2) d
       where n.company_id = ${companyId} and n.conversation_id = d.conversation_id and n.number = d.number
    )
    select p.is_in is not null as is_in, a.is_asked is not null as asked, d.member_id is not null as fresh
      from wanted w
      left join lateral (
        select true as is_in from chat.participant p
         where p.company_id = ${companyId} and p.conversation_id = w.conversation_id and p.member_id = w.member_id
         limit 1) p on true
      left join lateral (
        select true as is_asked from chat.notice_asked a
         where a.company_id = ${companyId} and a.conversation_id = w.conversation_id and a.number = w.number
           and a.member_id = w.member_id limit 1) a on true
      left join done d
        on d.conversation_id = w.conversation_id and d.number = w.number and d.member_id = w.member_id
     order by w.place`;
}

/** Asks members who leave a conversation nothing any more; returns the notices whose counts that changes. */
export async function askNoMore(
  ctx: Ctx,
  conversationId: ConversationId,
  memberIds: readonly MemberId[],
): Promise<CardPlace[]> {
  const { tx, companyId } = ctx;
  const places = await tx<CardPlace>`
    select n.conversation_id, n.number from chat.notice n
     where n.company_id = ${companyId} and n.conversation_id = ${conversationId}
       and exists (select 1 from chat.notice_asked a
                    where a.company_id = ${companyId} and a.conversation_id = ${conversationId} and a.number = n.number
                      and a.member_id = any(${[...memberIds]}::uuid[]))`;
  if (places.length === 0) return [];
  await lockNotices(ctx, places);
  await tx`
    with gone as (
      delete from chat.notice_asked
       where company_id = ${companyId} and conversation_id = ${conversationId} and member_id = any(${[...memberIds]}::uuid[])
      returning number, acknowledged
    )
    update chat.notice n set asked = n.asked - g.members, acknowledged = n.acknowledged - g.acknowledged
      from (select number, count(*)::int as members, (count(*) filter (where acknowledged))::int as acknowledged
              from gone group by 1) g
     where n.company_id = ${companyId} and n.conversation_id = ${conversationId} and n.number = g.number`;
  return places;
}

/** Takes those who are to be reminded of a notice by now, some at once; and when the next are to be. */
export async function takeReminders(
  { tx, companyId }: Ctx,
  { conversationId, number }: CardPlace,
  now: Date,
  limit: number,
): Promise<{ memberIds: MemberId[]; nextAt: Date | null }> {
  const taken = await tx<{ memberId: MemberId }>`
    update chat.notice_asked set remind_at = null
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}
       and member_id = any(array(
         select member_id from chat.notice_asked
          where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}
            and remind_at <= ${now} and not acknowledged
          order by member_id limit ${limit}))
    returning member_id`;
  const [next] = await tx<{ at: Date | null }>`
    select min(remind_at) as at from chat.notice_asked
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number} and not acknowledged`;
  return { memberIds: taken.map(({ memberId }) => memberId), nextAt: next?.at ?? null };
}

/** Notices that a member has not acknowledged, those due first at the top. */
export async function openOf({ tx, companyId }: Ctx, memberId: MemberId) {
  const rows = await tx<MessageRow & { dueAt: Date | null }>`
    select m.message_id as id, m.conversation_id, m.number, m.author_id, m.text, m.note, m.reply_to, m.sent_at,
           m.edited_at, m.recalled_at, m.files, m.card, a.due_at
      from chat.notice_asked a
     cross join lateral (
       select * from chat.message m
        where m.company_id = ${companyId} and m.conversation_id = a.conversation_id and m.number = a.number limit 1) m
     where a.company_id = ${companyId} and a.member_id = ${memberId} and not a.acknowledged
       and a.number > chat.hidden_for(${companyId}, a.conversation_id, ${memberId})
     order by a.due_at, m.sent_at limit 200`;
  return rows.map(({ dueAt, ...row }) => ({ message: messageOf(row), dueAt }));
}

/** Who has not acknowledged a notice though his due time has passed, by id; and how many still have time. */
export async function missingOf(
  { tx, companyId }: Ctx,
  { conversationId, number }: CardPlace,
  now: Date,
  after: MemberId | null,
  limit: number,
): Promise<{ memberIds: MemberId[]; late: number; waiting: number }> {
  const rows = await tx<{ memberId: MemberId }>`
    select member_id from chat.notice_asked
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}
       and not acknowledged and due_at <= ${now} and (${after === null}::boolean or member_id > ${after}::uuid)
     order by member_id limit ${limit}`;
  const [count] = await tx<{ late: number; waiting: number }>`
    select (count(*) filter (where due_at <= ${now}))::int as late,
           (count(*) filter (where due_at is null or due_at > ${now}))::int as waiting
      from chat.notice_asked
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number} and not acknowledged`;
  return { memberIds: rows.map(({ memberId }) => memberId), late: count?.late ?? 0, waiting: count?.waiting ?? 0 };
}

export interface NoticeSight {
  /** Among those asked for, from 1. */
  readonly place: number;
  readonly conversationId: ConversationId;
  readonly number: number;
  readonly kind: Conversation['kind'];
  readonly name: string;
  readonly role: GroupRole;
  readonly muted: boolean;
  readonly notify: Conversation['notify'];
  readonly authorId: MemberId;
  readonly text: string;
  readonly asked: number;
  readonly acknowledged: number;
  /** Is the member asked, and has not acknowledged? */
  readonly isOpen: boolean;
}

/** How notices stand for members of their conversations, by the id of their message; others are left out. */
export function sights(
  { tx, companyId }: Ctx,
  wanted: readonly { readonly memberId: MemberId; readonly place: string }[],
): Promise<NoticeSight[]> {
  return tx<NoticeSight>`
    select w.place, n.conversation_id, n.number, c.kind, c.name, p.role, p.muted, p.notify, n.author_id, m.text,
           n.asked, n.acknowledged, coalesce(not a.acknowledged, false) as is_open
      from unnest(${wanted.map((one) => one.memberId)}::uuid[], ${wanted.map((one) => one.place)}::uuid[])
             with ordinality as w(member_id, message_id, place)
     cross join lateral (
       select * from chat.notice n where n.company_id = ${companyId} and n.message_id = w.message_id limit 1) n
     cross join lateral (
       select p.role, p.muted, p.notify from chat.participant p
        where p.company_id = ${companyId} and p.conversation_id = n.conversation_id and p.member_id = w.member_id
        limit 1) p
     cross join lateral (
       select c.kind, c.name from chat.conversation c
        where c.company_id = ${companyId} and c.conversation_id = n.conversation_id limit 1) c
     cross join lateral (
       select m.text from chat.message m
        where m.company_id = ${companyId} and m.conversation_id = n.conversation_id and m.number = n.number limit 1) m
      left join lateral (
       select a.acknowledged from chat.notice_asked a
        where a.company_id = ${companyId} and a.conversation_id = n.conversation_id and a.number = n.number
          and a.member_id = w.member_id limit 1) a on true
     where n.number > chat.hidden_for(${companyId}, n.conversation_id, w.member_id)`;
}
