import { encode } from 'zod';
import type { Attachment } from '#files/model/contract.ts';
import type { ConversationId, FileId, MemberId, MessageId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database.ts';
import { card as cardSchema } from '../../model/cards.ts';
import type { Message } from '../../model/contract.ts';
import { type MessageRow, messageOf } from './rows.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

/** Before every id. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** How far back somebody sees: up to this number nothing is there for him. */
interface Sight {
  readonly hiddenNumber: number;
}

/** A message that somebody sees, locked so that an edit and a recall cannot cross. */
export async function lockMessage(
  { tx, companyId }: Ctx,
  conversationId: ConversationId,
  number: number,
  { hiddenNumber }: Sight,
) {
  const [row] = await tx<MessageRow>`
    select message_id as id, conversation_id, number, author_id, text, note, reply_to, sent_at, edited_at, recalled_at, files,
           card
      from chat.message
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number} and number > ${hiddenNumber}
       for no key update`;
  return row ?? null;
}

export async function messageExists(
  { tx, companyId }: Ctx,
  conversationId: ConversationId,
  number: number,
  { hiddenNumber }: Sight,
) {
  const rows = await tx`
    select 1 from chat.message
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number} and number > ${hiddenNumber}`;
  return rows.length === 1;
}

/** Who wrote a message with this id, and where; the question behind a refused send. */
export async function findById({ tx, companyId }: Ctx, id: MessageId) {
  const [row] = await tx<{ conversationId: ConversationId; authorId: MemberId; number: number; sentAt: Date }>`
    select conversation_id, author_id, number, sent_at from chat.message where company_id = ${companyId} and message_id = ${id}`;
  return row ?? null;
}

/** Reads what somebody sees by number, any order, at most as many as asked for. */
export async function messagesByNumber(
  { tx, companyId }: Ctx,
  conversationId: ConversationId,
  numbers: number[],
  { hiddenNumber }: Sight,
) {
  const rows = await tx<MessageRow>`
    select message_id as id, conversation_id, number, author_id, text, note, reply_to, sent_at, edited_at, recalled_at, files,
           card
      from chat.message
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = any(${numbers}::bigint[])
       and number > ${hiddenNumber}`;
  return rows.map(messageOf);
}

/** The same over several conversations at once: pairs of conversation and number. */
export async function messagesByRef(tx: Tx, companyId: string, conversationIds: string[], numbers: number[]) {
  const rows = await tx<MessageRow>`
    select m.message_id as id, m.conversation_id, m.number, m.author_id, m.text, m.note, m.reply_to, m.sent_at,
           m.edited_at, m.recalled_at, m.files, m.card
      from unnest(${conversationIds}::uuid[], ${numbers}::bigint[]) as wanted(conversation_id, number)
     cross join lateral (
       select * from chat.message m
        where m.company_id = ${companyId} and m.conversation_id = wanted.conversation_id and m.number = wanted.number
        limit 1) m`;
  return rows.map(messageOf);
}

/** Who has replied to these messages since: pairs of conversation and number in, with the author of each reply out. */
export function repliesTo(tx: Tx, companyId: string, conversationIds: string[], numbers: number[]) {
  return tx<{ conversationId: ConversationId; number: number; authorId: MemberId }>`
    select distinct m.conversation_id, m.reply_to as number, m.author_id
      from unnest(${conversationIds}::uuid[], ${numbers}::bigint[]) as wanted(conversation_id, number)
      join chat.message m on m.company_id = ${companyId} and m.conversation_id = wanted.conversation_id
                         and m.number > wanted.number and m.reply_to = wanted.number and m.note is null`;
}

/** Messages of all conversations in the order of their keys, notes and recalled ones too: for whoever goes through them all. */
export async function messagesAfter(
  { tx, companyId }: Ctx,
  after: { readonly conversationId: ConversationId; readonly number: number } | null,
  limit: number,
) {
  const rows = await tx<MessageRow>`
    select message_id as id, conversation_id, number, author_id, text, note, reply_to, sent_at, edited_at, recalled_at, files,
           card
      from chat.message
     where company_id = ${companyId}
       and (conversation_id, number) > (${after?.conversationId ?? FIRST_ID}::uuid, ${after?.number ?? -1}::bigint)
     order by conversation_id, number limit ${limit}`;
  return rows.map(messageOf);
}

/** The conversation must be locked; its revision tells who keeps a page that the page is old. What it said before is kept beside it. */
export async function editText({ tx, companyId }: Ctx, message: MessageRow, text: string, at: Date): Promise<void> {
  await tx`
    with revised as (
      update chat.conversation set revision = revision + 1
       where company_id = ${companyId} and conversation_id = ${message.conversationId}
    ), kept as (
      insert into chat.earlier_text (company_id, conversation_id, number, place, text)
      select ${companyId}, ${message.conversationId}, ${message.number}, coalesce(max(e.place), 0) + 1, ${message.text}
        from chat.earlier_text e
       where e.company_id = ${companyId} and e.conversation_id = ${message.conversationId} and e.number = ${message.number}
    )
    update chat.message set text = ${text}, edited_at = ${at}
     where company_id = ${companyId} and conversation_id = ${message.conversationId} and number = ${message.number}`;
}

export async function countEarlierTexts({ tx, companyId }: Ctx, conversationId: ConversationId, number: number) {
  const [row] = await tx<{ count: number }>`
    select count(*)::int as count from chat.earlier_text
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}`;
  return row?.count ?? 0;
}

/** What a message said before it was edited, oldest first. */
export async function earlierTexts({ tx, companyId }: Ctx, conversationId: ConversationId, number: number) {
  const rows = await tx<{ text: string }>`
    select text from chat.earlier_text
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}
     order by place limit 100`;
  return rows.map(({ text }) => text);
}

interface NewMessage
  extends Pick<Message, 'id' | 'conversationId' | 'authorId' | 'text' | 'replyTo' | 'sentAt' | 'files' | 'card'> {
  readonly silent?: boolean;
}

/**
 * Stores a message with files or a card, or a silent one, and moves its author's read cursor as the message path does; returns the message and from where the cursor
 * came. The conversation must be locked.
 */
export async function insertWhole(
  { tx, companyId }: Ctx,
  { silent = false, ...message }: NewMessage,
): Promise<{ message: Message; readFrom: number }> {
  const [row] = await tx<{ number: number; readFrom: number }>`
    with numbered as (
      update chat.conversation set last_number = last_number + 1
       where company_id = ${companyId} and conversation_id = ${message.conversationId}
      returning last_number
    ), stored as (
      insert into chat.message (company_id, conversation_id, number, message_id, author_id, sent_at, text, reply_to, files, card, silent)
      select ${companyId}, ${message.conversationId}, last_number, ${message.id}, ${message.authorId}, ${message.sentAt},
             ${message.text}, ${message.replyTo}, ${message.files.length === 0 ? null : JSON.stringify(message.files)}::jsonb,
             ${message.card === null ? null : JSON.stringify(encode(cardSchema, message.card))}::jsonb,
             ${silent ? true : null}::boolean
        from numbered
    ), hung as (
      insert into chat.message_file (company_id, file_id, conversation_id, number)
      select ${companyId}, f.id, ${message.conversationId}, last_number
        from numbered, unnest(${message.files.map(({ id }) => id)}::uuid[]) as f(id)
    )
    update chat.cursor r
       set read_number = n.last_number, before_number = coalesce(r.shown_number, r.read_number), shown_number = null,
           marked_unread = false
      from numbered n
     where r.company_id = ${companyId} and r.conversation_id = ${message.conversationId} and r.member_id = ${message.authorId}
    returning n.last_number as number, r.before_number as read_from`;
  if (row === undefined) throw new Error('a message needs its conversation and its author');
  const { number, readFrom } = row;
  return { message: { ...message, number, note: null, editedAt: null, recalled: false }, readFrom };
}

/** Takes words, earlier words and files away for good, not only from sight. The conversation must be locked, as for an edit. */
export async function recall({ tx, companyId }: Ctx, message: MessageRow, at: Date): Promise<void> {
  await tx`
    with revised as (
      update chat.conversation set revision = revision + 1
       where company_id = ${companyId} and conversation_id = ${message.conversationId}
    ), forgotten as (
      delete from chat.earlier_text
       where company_id = ${companyId} and conversation_id = ${message.conversationId} and number = ${message.number}
    ), dropped as (
      delete from chat.message_file
       where company_id = ${companyId} and file_id = any(${(message.files ?? []).map(({ id }) => id)}::uuid[])
         and conversation_id = ${message.conversationId} and number = ${message.number}
    )
    update chat.message set text = '', files = null, card = null, recalled_at = ${at}
     where company_id = ${companyId} and conversation_id = ${message.conversationId} and number = ${message.number}`;
  await tx`
    delete from chat.mention
     where company_id = ${companyId} and conversation_id = ${message.conversationId} and number = ${message.number}`;
}

/** Mentions of one message anew: only members of the conversation are meant; @all is the conversation itself. */
export async function replaceMentions(
  { tx, companyId }: Ctx,
  conversationId: ConversationId,
  number: number,
  memberIds: readonly MemberId[],
  all: boolean,
): Promise<void> {
  await tx`
    delete from chat.mention
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}`;
  await tx`
    insert into chat.mention (company_id, member_id, conversation_id, number)
    select ${companyId}::uuid, p.member_id, p.conversation_id, ${number}::bigint
      from chat.participant p
     where p.company_id = ${companyId} and p.conversation_id = ${conversationId} and p.member_id = any(${[...memberIds]}::uuid[])
     union all
    select ${companyId}::uuid, ${conversationId}::uuid, ${conversationId}::uuid, ${number}::bigint where ${all}::boolean`;
}

/** Writes a line of the conversation's own, numbered like a message; the conversation row must be locked. */
export async function insertNote(
  { tx, companyId }: Ctx,
  message: Pick<Message, 'id' | 'conversationId' | 'authorId' | 'sentAt'> & { note: NonNullable<Message['note']> },
): Promise<Message> {
  const [row] = await tx<MessageRow>`
    with numbered as (
      update chat.conversation set last_number = last_number + 1
       where company_id = ${companyId} and conversation_id = ${message.conversationId}
      returning last_number
    )
    insert into chat.message (company_id, conversation_id, number, message_id, author_id, sent_at, text, note)
    select ${companyId}, ${message.conversationId}, last_number, ${message.id}, ${message.authorId}, ${message.sentAt}, '',
           ${JSON.stringify(message.note)}::jsonb
      from numbered
    returning message_id as id, conversation_id, number, author_id, text, note, reply_to, sent_at, edited_at, recalled_at,
              files, card`;
  if (row === undefined) throw new Error('a note needs its conversation');
  return messageOf(row);
}

/** Does a member see the message on which a file hangs? */
export async function seesFile({ tx, companyId }: Ctx, memberId: MemberId, fileId: FileId): Promise<boolean> {
  const rows = await tx`
    select 1 from chat.message_file f
     where f.company_id = ${companyId} and f.file_id = ${fileId}
       and f.number > chat.hidden_for(${companyId}, f.conversation_id, ${memberId})
     limit 1`;
  return rows.length === 1;
}

/** What hangs on a message that a member sees; locked, so that it is not taken away while it is hung on another. */
export async function hungOn(
  { tx, companyId }: Ctx,
  conversationId: ConversationId,
  number: number,
  memberId: MemberId,
): Promise<Attachment[]> {
  const locked = await tx<{ fileId: FileId }>`
    select f.file_id from chat.message_file f
     where f.company_id = ${companyId} and f.conversation_id = ${conversationId} and f.number = ${number}
       and f.number > chat.hidden_for(${companyId}, f.conversation_id, ${memberId})
     order by f.file_id for share`;
  if (locked.length === 0) return [];
  const [row] = await tx<{ files: Attachment[] }>`
    select files from chat.message
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = ${number}`;
  return row?.files ?? [];
}

/** Which of these files hang on a message; locked, so that of two who take the last messages of one away, one sees it. */
export async function hanging({ tx, companyId }: Ctx, ids: readonly FileId[]): Promise<Set<FileId>> {
  const rows = await tx<{ fileId: FileId }>`
    select file_id from chat.message_file
     where company_id = ${companyId} and file_id = any(${[...ids]}::uuid[])
     order by file_id, conversation_id, number for update`;
  return new Set(rows.map(({ fileId }) => fileId));
}
