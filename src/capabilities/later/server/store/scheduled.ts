import type { ConversationId, MemberId, MessageId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Scheduled } from '../../model/contract.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

export interface ScheduledRow extends Omit<Scheduled, 'state'> {
  readonly memberId: MemberId;
  readonly conversationId: ConversationId;
  readonly taken: boolean;
  readonly tries: number;
  readonly failedAt: Date | null;
}

export function scheduledOf(row: ScheduledRow): Scheduled {
  const { id, conversationId, text, replyTo, thread, files, silent, sendAt, failure } = row;
  const state = row.taken ? 'sending' : failure === null ? 'waiting' : 'failed';
  return { id, conversationId, text, replyTo, thread, files, silent, sendAt, state, failure };
}

/** All that a member has scheduled; there is a limit to it. */
export async function scheduledBy({ tx, companyId }: Ctx, memberId: MemberId): Promise<Scheduled[]> {
  const rows = await tx<ScheduledRow>`
    select message_id as id, member_id, conversation_id, text, reply_to, thread, files, silent, send_at, taken, tries, failure, failed_at
      from later.scheduled where company_id = ${companyId} and member_id = ${memberId}
     order by send_at, message_id limit 1000`;
  return rows.map(scheduledOf);
}

export async function countScheduled({ tx, companyId }: Ctx, memberId: MemberId): Promise<number> {
  const [row] = await tx<{ count: number }>`
    select count(*)::int as count from later.scheduled where company_id = ${companyId} and member_id = ${memberId}`;
  return row?.count ?? 0;
}

/** Null where the id is taken. */
export async function insertScheduled(
  { tx, companyId }: Ctx,
  one: Pick<
    ScheduledRow,
    'id' | 'memberId' | 'conversationId' | 'text' | 'replyTo' | 'thread' | 'files' | 'silent' | 'sendAt'
  >,
): Promise<ScheduledRow | null> {
  const [row] = await tx<ScheduledRow>`
    insert into later.scheduled (company_id, message_id, member_id, conversation_id, text, reply_to, thread, files, silent, send_at, due_at)
    values (${companyId}, ${one.id}, ${one.memberId}, ${one.conversationId}, ${one.text}, ${one.replyTo},
            ${one.thread === null ? null : JSON.stringify(one.thread)}::jsonb, ${JSON.stringify(one.files)}::jsonb, ${one.silent}, ${one.sendAt}, ${one.sendAt})
    on conflict do nothing
    returning message_id as id, member_id, conversation_id, text, reply_to, thread, files, silent, send_at, taken, tries, failure, failed_at`;
  return row ?? null;
}

/** The own one, locked against being taken while it is changed. */
export async function lockScheduled({ tx, companyId }: Ctx, memberId: MemberId, id: MessageId) {
  const [row] = await tx<ScheduledRow>`
    select message_id as id, member_id, conversation_id, text, reply_to, thread, files, silent, send_at, taken, tries, failure, failed_at
      from later.scheduled where company_id = ${companyId} and message_id = ${id} and member_id = ${memberId}
       for update`;
  return row ?? null;
}

/** It waits for this moment, whatever became of it before. */
export async function waitUntil({ tx, companyId }: Ctx, id: MessageId, text: string, sendAt: Date): Promise<void> {
  await tx`
    update later.scheduled
       set text = ${text}, send_at = ${sendAt}, due_at = ${sendAt}, tries = 0, failure = null, failed_at = null
     where company_id = ${companyId} and message_id = ${id}`;
}

export async function deleteScheduled({ tx, companyId }: Ctx, ids: readonly MessageId[]): Promise<void> {
  await tx`delete from later.scheduled where company_id = ${companyId} and message_id = any(${[...ids]}::uuid[])`;
}

/** Takes what is due, so that nobody changes it any more; whoever took it and died leaves it to others at `until`. In the order of their moments. */
export async function takeDue({ tx, companyId }: Ctx, now: Date, until: Date, limit: number): Promise<ScheduledRow[]> {
  const rows = await tx<ScheduledRow>`
    update later.scheduled s set taken = true, tries = s.tries + 1, due_at = ${until}
      from (select message_id from later.scheduled
             where company_id = ${companyId} and due_at <= ${now}
             order by due_at, message_id limit ${limit} for update skip locked) due
     where s.company_id = ${companyId} and s.message_id = due.message_id
    returning s.message_id as id, s.member_id, s.conversation_id, s.text, s.reply_to, s.thread, s.files, s.silent, s.send_at, s.taken, s.tries,
              s.failure, s.failed_at`;
  return rows.sort((a, b) => a.sendAt.getTime() - b.sendAt.getTime() || (a.id < b.id ? -1 : 1));
}

/** Says of what was taken that it was not sent, and why; what is not taken any more is left as it is. */
export function markFailed(
  { tx, companyId }: Ctx,
  failed: readonly { readonly id: MessageId; readonly failure: string }[],
  at: Date,
): Promise<ScheduledRow[]> {
  return tx<ScheduledRow>`
    update later.scheduled s set taken = false, due_at = null, failure = f.failure, failed_at = ${at}
      from unnest(${failed.map((one) => one.id)}::uuid[], ${failed.map((one) => one.failure)}::text[]) as f(id, failure)
     where s.company_id = ${companyId} and s.message_id = f.id and s.taken
    returning s.message_id as id, s.member_id, s.conversation_id, s.text, s.reply_to, s.thread, s.files, s.silent, s.send_at, s.taken, s.tries,
              s.failure, s.failed_at`;
}

/** Nothing that waits of this member is sent any more. */
export function failAllOf(
  { tx, companyId }: Ctx,
  memberId: MemberId,
  failure: string,
  at: Date,
): Promise<ScheduledRow[]> {
  return tx<ScheduledRow>`
    update later.scheduled set due_at = null, failure = ${failure}, failed_at = ${at}
     where company_id = ${companyId} and member_id = ${memberId} and not taken and failure is null
    returning message_id as id, member_id, conversation_id, text, reply_to, thread, files, silent, send_at, taken, tries, failure, failed_at`;
}

/** What these are, each by its id, whoever wrote it. */
export function scheduledByIds({ tx, companyId }: Ctx, ids: readonly string[]): Promise<ScheduledRow[]> {
  return tx<ScheduledRow>`
    select message_id as id, member_id, conversation_id, text, reply_to, thread, files, silent, send_at, taken, tries, failure, failed_at
      from later.scheduled where company_id = ${companyId} and message_id = any(${[...ids]}::uuid[])`;
}
