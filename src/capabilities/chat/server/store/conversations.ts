import type { ConversationId, DepartmentId, MemberId, MessageId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Conversation, GroupRole, GroupRules, Message, NewcomersSee, Silence } from '../../model/contract.ts';
import { THREAD_RESTS_AFTER_DAYS } from '../../model/threads.ts';
import { messageOf, type StoredCard } from './rows.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

interface ConversationRow extends Omit<Conversation, 'last' | 'rules' | 'silence' | 'thread'>, GroupRules {
  readonly silencedUntil: Date | null;
  readonly silencedBy: MemberId | null;
  readonly parentId: ConversationId | null;
  readonly parentNumber: number;
  readonly lastId: MessageId | null;
  readonly lastAuthorId: MemberId;
  readonly lastText: string;
  readonly lastNote: Message['note'];
  readonly lastReplyTo: number | null;
  readonly lastSentAt: Date;
  readonly lastEditedAt: Date | null;
  readonly lastRecalledAt: Date | null;
  readonly lastFiles: Message['files'] | null;
  readonly lastCard: StoredCard | null;
}

function conversationOf(row: ConversationRow): Conversation {
  const { lastId, lastAuthorId, lastText, lastNote, lastReplyTo, lastSentAt, ...others } = row;
  const {
    lastEditedAt,
    lastRecalledAt,
    lastFiles,
    lastCard,
    parentId,
    parentNumber,
    silencedUntil,
    silencedBy,
    ...known
  } = others;
  const silence = silencedBy === null ? null : { until: silencedUntil, byId: silencedBy };
  const thread = parentId === null ? null : { conversationId: parentId, number: parentNumber, following: true };
  const last =
    lastId === null
      ? null
      : messageOf({
          id: lastId,
          conversationId: known.id,
          number: known.lastNumber,
          authorId: lastAuthorId,
          text: lastText,
          note: lastNote,
          replyTo: lastReplyTo,
          sentAt: lastSentAt,
          editedAt: lastEditedAt,
          recalledAt: lastRecalledAt,
          files: lastFiles,
          card: lastCard,
        });
  return { ...withRules(known), silence, thread, last };
}

/** Since when something must have been said in a thread for it to be listed though it is read. */
function restingSince(now: Date): Date {
  return new Date(now.getTime() - THREAD_RESTS_AFTER_DAYS * 24 * 3_600_000);
}

/** The conversations of a member as he sees them, latest first; of all, or of those named. `guestIds` tell which are external. */
export async function conversationsOf(
  { tx, companyId, now }: Ctx & Pick<CompanyContext, 'now'>,
  memberId: MemberId,
  only: readonly ConversationId[] | null,
  guestIds: readonly MemberId[],
) {
  const rows = await tx<ConversationRow>`
    with external as (
      select distinct g.conversation_id from chat.participant g
       where g.company_id = ${companyId} and g.member_id = any(${[...guestIds]}::uuid[])
    )
    select c.conversation_id as id, c.kind, t.parent_id, t.number as parent_number, c.name, c.description, p.peer_id,
           c.department_id, c.member_count, c.sharers, c.newcomers_see, h.hidden_number,
           r.hidden_number > 0 and r.hidden_number >= c.hidden_number as came_later,
           r.shares, c.last_number, coalesce(m.sent_at, greatest(c.created_at, p.joined_at)) as active_at, p.role as my_role,
           c.who_writes, c.who_adds, c.who_mentions_all, c.archived_at is not null as archived,
           case when c.announced_number > h.hidden_number then c.announced_number end as announced,
           case when isfinite(s.until) then s.until end as silenced_until, s.by_id as silenced_by,
           x.conversation_id is not null as external, coalesce(q.asking, 0)::int as requests,
           greatest(r.read_number, c.hidden_number) as read_number, r.marked_unread, coalesce(n.numbers, '{}') as mentions, p.muted, p.notify, p.pinned, p.draft,
           m.message_id as last_id, m.author_id as last_author_id, m.text as last_text, m.note as last_note,
           m.reply_to as last_reply_to, m.sent_at as last_sent_at, m.edited_at as last_edited_at,
           m.recalled_at as last_recalled_at, m.files as last_files, m.card as last_card
      from chat.participant p
      join chat.conversation c on c.company_id = p.company_id and c.conversation_id = p.conversation_id
      join chat.cursor r
        on r.company_id = p.company_id and r.conversation_id = p.conversation_id and r.member_id = p.member_id
     cross join lateral (select greatest(c.hidden_number, r.hidden_number) as hidden_number) h
      left join chat.thread t on t.company_id = c.company_id and t.conversation_id = c.conversation_id
      left join external x on x.conversation_id = coalesce(t.parent_id, c.conversation_id)
      left join chat.silence s
        on s.company_id = p.company_id and s.conversation_id = coalesce(t.parent_id, c.conversation_id)
       and s.member_id = p.member_id
      left join chat.message m
        on m.company_id = c.company_id and m.conversation_id = c.conversation_id and m.number = c.last_number
       and m.number > h.hidden_number
      left join lateral (
        select count(*) as asking from chat.join_request q
         where q.company_id = p.company_id and q.conversation_id = p.conversation_id and p.role <> 'member') q on true
      left join lateral (
        select array_agg(number::int order by number) as numbers
          from (select distinct number from chat.mention n
                 where n.company_id = p.company_id and n.member_id in (p.member_id, p.conversation_id)
                   and n.conversation_id = p.conversation_id and n.number > greatest(r.read_number, h.hidden_number)
                 order by number desc limit 100) unread) n on true
     where p.company_id = ${companyId} and p.member_id = ${memberId}
       and (p.conversation_id = any(${only ?? []}::uuid[])
            or (${only === null}::boolean
                and (t.active_at is null or t.active_at > ${restingSince(now)} or r.read_number < c.last_number or r.marked_unread)))
     order by active_at desc, c.conversation_id
     limit 2000`;
  return rows.map(conversationOf);
}

/** The names of the groups a member is in, latest first. */
export async function groupNamesOf(
  { tx, companyId }: Ctx,
  memberId: MemberId,
): Promise<{ readonly id: ConversationId; readonly name: string }[]> {
  return tx<{ id: ConversationId; name: string }>`
    select c.conversation_id as id, c.name
      from chat.participant p
      join chat.conversation c on c.company_id = p.company_id and c.conversation_id = p.conversation_id
      left join chat.message m
        on m.company_id = c.company_id and m.conversation_id = c.conversation_id and m.number = c.last_number
     where p.company_id = ${companyId} and p.member_id = ${memberId} and c.kind in ('group', 'department')
     order by coalesce(m.sent_at, c.created_at) desc, c.conversation_id
     limit 2000`;
}

export interface Locked {
  readonly kind: Conversation['kind'];
  readonly name: string;
  readonly description: string;
  readonly departmentId: DepartmentId | null;
  readonly lastNumber: number;
  readonly memberCount: number;
  readonly sharers: number;
  readonly archived: boolean;
  readonly announced: number | null;
  readonly rules: GroupRules;
  readonly newcomersSee: NewcomersSee;
  /** Up to this number nothing is there any more, for everybody. */
  readonly hiddenNumber: number;
}

/** Locks a conversation, as sending does, so that what follows is numbered in order. */
export async function lockConversation({ tx, companyId }: Ctx, id: ConversationId): Promise<Locked | null> {
  const [row] = await tx<Omit<Locked, 'rules'> & GroupRules>`
    select kind, name, description, department_id, last_number, member_count, sharers, archived_at is not null as archived,
           announced_number as announced, who_writes, who_adds, who_mentions_all, newcomers_see, hidden_number
      from chat.conversation
     where company_id = ${companyId} and conversation_id = ${id}
       for no key update`;
  return row === undefined ? null : withRules(row);
}

function withRules<Row extends GroupRules>({ whoWrites, whoAdds, whoMentionsAll, ...others }: Row) {
  return { ...others, rules: { whoWrites, whoAdds, whoMentionsAll } };
}

/** Has the conversation, or for a thread the one in which it hangs, one of these members in it? */
export async function hasAny({ tx, companyId }: Ctx, id: ConversationId, memberIds: readonly MemberId[]) {
  const rows = await tx`
    select 1 from chat.participant
     where company_id = ${companyId} and member_id = any(${[...memberIds]}::uuid[])
       and conversation_id = coalesce(
         (select t.parent_id from chat.thread t where t.company_id = ${companyId} and t.conversation_id = ${id}), ${id})
     limit 1`;
  return rows.length === 1;
}

/** What holds for a conversation holds for the threads in it. */
export async function setRules({ tx, companyId }: Ctx, id: ConversationId, rules: GroupRules): Promise<void> {
  await tx`
    update chat.conversation
       set who_writes = ${rules.whoWrites}, who_adds = ${rules.whoAdds}, who_mentions_all = ${rules.whoMentionsAll}
     where company_id = ${companyId}
       and (conversation_id = ${id}
            or conversation_id in (
              select t.conversation_id from chat.thread t where t.company_id = ${companyId} and t.parent_id = ${id}))`;
}

/** The message that stands on top; null: none does. */
export async function setAnnounced({ tx, companyId }: Ctx, id: ConversationId, number: number | null): Promise<void> {
  await tx`
    update chat.conversation set announced_number = ${number}
     where company_id = ${companyId} and conversation_id = ${id}`;
}

export async function setArchivedAt({ tx, companyId }: Ctx, id: ConversationId, at: Date | null): Promise<void> {
  await tx`
    update chat.conversation set archived_at = ${at}
     where company_id = ${companyId}
       and (conversation_id = ${id}
            or conversation_id in (
              select t.conversation_id from chat.thread t where t.company_id = ${companyId} and t.parent_id = ${id}))`;
}

/** True when it was not there before. */
export async function insertConversation(
  { tx, companyId }: Ctx,
  made: {
    id: ConversationId;
    kind: Conversation['kind'];
    name: string;
    departmentId: DepartmentId | null;
    createdAt: Date;
  },
): Promise<boolean> {
  const rows = await tx`
    insert into chat.conversation (company_id, conversation_id, kind, name, department_id, created_at)
    values (${companyId}, ${made.id}, ${made.kind}, ${made.name}, ${made.departmentId}, ${made.createdAt})
    on conflict do nothing
    returning 1 as made`;
  return rows.length === 1;
}

export async function describe(
  { tx, companyId }: Ctx,
  id: ConversationId,
  name: string,
  description: string,
): Promise<void> {
  await tx`
    update chat.conversation set name = ${name}, description = ${description}
     where company_id = ${companyId} and conversation_id = ${id}`;
}

export async function departmentConversation({ tx, companyId }: Ctx, departmentId: DepartmentId) {
  const [row] = await tx<{ id: ConversationId }>`
    select conversation_id as id from chat.conversation where company_id = ${companyId} and department_id = ${departmentId}`;
  return row?.id ?? null;
}

/** Department groups of the company, in the order in which they are locked. */
export function departmentConversations({ tx, companyId }: Ctx) {
  return tx<{ id: ConversationId; departmentId: DepartmentId; name: string; description: string }>`
    select conversation_id as id, department_id, name, description from chat.conversation
     where company_id = ${companyId} and department_id is not null
     order by conversation_id`;
}

export interface OwnPlace {
  readonly kind: Conversation['kind'];
  /** The other one of a direct conversation. */
  readonly peerId: MemberId | null;
  readonly memberCount: number;
  readonly role: GroupRole;
  readonly canSend: boolean;
  readonly shares: boolean;
  readonly rules: GroupRules;
  readonly archived: boolean;
  readonly silence: Pick<Silence, 'until'> | null;
  /** Up to this number nothing is there for this member; `ownHidden`: because he came later. */
  readonly hiddenNumber: number;
  readonly ownHidden: number;
}

interface PlaceRow extends Omit<OwnPlace, 'rules' | 'silence'>, GroupRules {
  readonly silenced: boolean;
  readonly silencedUntil: Date | null;
}

/** The own place in a conversation, or null for whoever is not in it. In a thread everybody has one who is where it hangs. */
export async function ownPlace(
  { tx, companyId }: Ctx,
  id: ConversationId,
  memberId: MemberId,
): Promise<OwnPlace | null> {
  const [row] = await tx<PlaceRow>`
    select c.kind, p.peer_id, c.member_count, p.role, p.can_send, r.shares, c.archived_at is not null as archived,
           c.who_writes, c.who_adds, c.who_mentions_all, greatest(c.hidden_number, r.hidden_number) as hidden_number,
           r.hidden_number as own_hidden, p.silenced_until is not null as silenced,
           case when isfinite(p.silenced_until) then p.silenced_until end as silenced_until
      from chat.participant p
      join chat.conversation c on c.company_id = p.company_id and c.conversation_id = p.conversation_id
      join chat.cursor r
        on r.company_id = p.company_id and r.conversation_id = p.conversation_id and r.member_id = p.member_id
     where p.company_id = ${companyId} and p.conversation_id = ${id} and p.member_id = ${memberId}
     union all
    select c.kind, null, c.member_count, p.role, p.can_send, false, c.archived_at is not null,
           c.who_writes, c.who_adds, c.who_mentions_all, c.hidden_number, 0, p.silenced_until is not null,
           case when isfinite(p.silenced_until) then p.silenced_until end
      from chat.thread t
      join chat.conversation c on c.company_id = t.company_id and c.conversation_id = t.conversation_id
      join chat.participant p
        on p.company_id = t.company_id and p.conversation_id = t.parent_id and p.member_id = ${memberId}
      join chat.cursor r
        on r.company_id = t.company_id and r.conversation_id = t.parent_id and r.member_id = ${memberId}
       and r.hidden_number < t.number
     where t.company_id = ${companyId} and t.conversation_id = ${id}
     limit 1`;
  if (row === undefined) return null;
  const { silenced, silencedUntil, ...place } = row;
  return { ...withRules(place), silence: silenced ? { until: silencedUntil } : null };
}

/** How far a conversation is, whoever asks; null where there is none. */
export async function lookAt({ tx, companyId }: Ctx, id: ConversationId) {
  const [row] = await tx<Pick<Locked, 'lastNumber' | 'memberCount' | 'sharers' | 'hiddenNumber'>>`
    select last_number, member_count, sharers, hidden_number from chat.conversation
     where company_id = ${companyId} and conversation_id = ${id}`;
  return row ?? null;
}

/** What a member's sockets hear: all he is in, but threads that rest. */
export async function topicsOf({ tx, companyId }: Ctx, memberId: MemberId, now: Date): Promise<string[]> {
  const rows = await tx<{ id: string }>`
    select p.conversation_id as id
      from chat.participant p
      left join chat.thread t on t.company_id = p.company_id and t.conversation_id = p.conversation_id
     where p.company_id = ${companyId} and p.member_id = ${memberId}
       and (t.active_at is null or t.active_at > ${restingSince(now)})`;
  return rows.map((row) => row.id);
}

/** A conversation that somebody reads, and up to which number nothing of it is there for him. */
export interface Readable {
  readonly id: ConversationId;
  readonly hiddenNumber: number;
}

/** Every conversation whose messages a member may read: what he is in, and the threads that hang there under messages he sees. */
export function readableBy({ tx, companyId }: Ctx, memberId: MemberId): Promise<Readable[]> {
  return tx<Readable>`
    select c.conversation_id as id, greatest(c.hidden_number, r.hidden_number) as hidden_number
      from chat.participant p
      join chat.cursor r
        on r.company_id = p.company_id and r.conversation_id = p.conversation_id and r.member_id = p.member_id
      join chat.conversation c on c.company_id = p.company_id and c.conversation_id = p.conversation_id
     where p.company_id = ${companyId} and p.member_id = ${memberId} and c.kind <> 'thread'
     union all
    select t.conversation_id, c.hidden_number
      from chat.participant p
      join chat.cursor r
        on r.company_id = p.company_id and r.conversation_id = p.conversation_id and r.member_id = p.member_id
      join chat.thread t on t.company_id = p.company_id and t.parent_id = p.conversation_id and t.number > r.hidden_number
      join chat.conversation c on c.company_id = t.company_id and c.conversation_id = t.conversation_id
     where p.company_id = ${companyId} and p.member_id = ${memberId}`;
}

/** Up to which number nothing of a conversation is there for a member; null where he reads none of it. */
export async function hiddenFor(
  { tx, companyId }: Ctx,
  memberId: MemberId,
  id: ConversationId,
): Promise<number | null> {
  const [row] = await tx<{ hiddenNumber: number | null }>`
    select chat.hidden_for(${companyId}, ${id}, ${memberId}) as hidden_number`;
  return row?.hiddenNumber ?? null;
}

/** From now on those who join see so much of a group. */
export async function setNewcomersSee({ tx, companyId }: Ctx, id: ConversationId, newcomersSee: NewcomersSee) {
  await tx`
    update chat.conversation set newcomers_see = ${newcomersSee}
     where company_id = ${companyId} and conversation_id = ${id}`;
}
