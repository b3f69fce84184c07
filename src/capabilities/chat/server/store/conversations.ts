import type { ConversationId, DepartmentId, MemberId, MessageId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Conversation, GroupRole, Message } from '../../model/contract.ts';
import { messageOf } from './rows.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

interface ConversationRow extends Omit<Conversation, 'last'> {
  readonly lastId: MessageId | null;
  readonly lastAuthorId: MemberId;
  readonly lastText: string;
  readonly lastNote: Message['note'];
  readonly lastReplyTo: number | null;
  readonly lastSentAt: Date;
  readonly lastEditedAt: Date | null;
  readonly lastRecalledAt: Date | null;
  readonly lastFiles: Message['files'] | null;
}

function conversationOf(row: ConversationRow): Conversation {
  const { lastId, lastAuthorId, lastText, lastNote, lastReplyTo, lastSentAt, ...others } = row;
  const { lastEditedAt, lastRecalledAt, lastFiles, ...known } = others;
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
        });
  return { ...known, last };
}

/** The conversations of a member as he sees them, latest first; of all, or of those named. */
export async function conversationsOf(
  { tx, companyId }: Ctx,
  memberId: MemberId,
  only: readonly ConversationId[] | null,
) {
  const rows = await tx<ConversationRow>`
    select c.conversation_id as id, c.kind, c.name, c.description, p.peer_id, c.department_id, c.member_count, c.sharers,
           r.shares, c.last_number, coalesce(m.sent_at, c.created_at) as active_at, p.role as my_role,
           r.read_number, r.marked_unread, coalesce(n.numbers, '{}') as mentions, p.muted, p.pinned, p.draft,
           m.message_id as last_id, m.author_id as last_author_id, m.text as last_text, m.note as last_note,
           m.reply_to as last_reply_to, m.sent_at as last_sent_at, m.edited_at as last_edited_at,
           m.recalled_at as last_recalled_at, m.files as last_files
      from chat.participant p
      join chat.conversation c on c.company_id = p.company_id and c.conversation_id = p.conversation_id
      join chat.cursor r
        on r.company_id = p.company_id and r.conversation_id = p.conversation_id and r.member_id = p.member_id
      left join chat.message m
        on m.company_id = c.company_id and m.conversation_id = c.conversation_id and m.number = c.last_number
      left join lateral (
        select array_agg(number::int order by number) as numbers
          from (select distinct number from chat.mention n
                 where n.company_id = p.company_id and n.member_id in (p.member_id, p.conversation_id)
                   and n.conversation_id = p.conversation_id and n.number > r.read_number
                 order by number desc limit 100) unread) n on true
     where p.company_id = ${companyId} and p.member_id = ${memberId}
       and (${only === null}::boolean or p.conversation_id = any(${only ?? []}::uuid[]))
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
     where p.company_id = ${companyId} and p.member_id = ${memberId} and c.kind <> 'direct'
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
}

/** Locks a conversation, as sending does, so that what follows is numbered in order. */
export async function lockConversation({ tx, companyId }: Ctx, id: ConversationId): Promise<Locked | null> {
  const [row] = await tx<Locked>`
    select kind, name, description, department_id, last_number, member_count, sharers
      from chat.conversation
     where company_id = ${companyId} and conversation_id = ${id}
       for no key update`;
  return row ?? null;
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
  readonly memberCount: number;
  readonly role: GroupRole;
  readonly canSend: boolean;
  readonly shares: boolean;
}

/** The own place in a conversation, or null for whoever is not in it. */
export async function ownPlace(
  { tx, companyId }: Ctx,
  id: ConversationId,
  memberId: MemberId,
): Promise<OwnPlace | null> {
  const [row] = await tx<OwnPlace>`
    select c.kind, c.member_count, p.role, p.can_send, r.shares
      from chat.participant p
      join chat.conversation c on c.company_id = p.company_id and c.conversation_id = p.conversation_id
      join chat.cursor r
        on r.company_id = p.company_id and r.conversation_id = p.conversation_id and r.member_id = p.member_id
     where p.company_id = ${companyId} and p.conversation_id = ${id} and p.member_id = ${memberId}`;
  return row ?? null;
}

export async function topicsOf({ tx, companyId }: Ctx, memberId: MemberId): Promise<string[]> {
  const rows = await tx<{ id: string }>`
    select conversation_id as id from chat.participant where company_id = ${companyId} and member_id = ${memberId}`;
  return rows.map((row) => row.id);
}
