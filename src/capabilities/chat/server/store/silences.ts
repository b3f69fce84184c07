import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Silence } from '../../model/contract.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;
type CtxNow = Pick<CompanyContext, 'tx' | 'companyId' | 'now'>;

/** Silences a member of a group, there and in its threads, in place of a silence there was. The conversation must be locked. */
export async function putSilence(
  ctx: Ctx,
  conversationId: ConversationId,
  memberId: MemberId,
  { until, byId }: Silence,
): Promise<void> {
  const { tx, companyId } = ctx;
  await tx`
    insert into chat.silence (company_id, conversation_id, member_id, until, by_id)
    values (${companyId}, ${conversationId}, ${memberId}, coalesce(${until}::timestamptz, 'infinity'), ${byId})
    on conflict (company_id, conversation_id, member_id) do update set until = excluded.until, by_id = excluded.by_id`;
  await copy(ctx, conversationId, memberId);
}

/** Lets him write again; false where he may already. */
export async function dropSilence(ctx: CtxNow, conversationId: ConversationId, memberId: MemberId): Promise<boolean> {
  const { tx, companyId, now } = ctx;
  const [row] = await tx<{ stood: boolean }>`
    delete from chat.silence
     where company_id = ${companyId} and conversation_id = ${conversationId} and member_id = ${memberId}
    returning until > ${now} as stood`;
  if (row === undefined) return false;
  await copy(ctx, conversationId, memberId);
  return row.stood;
}

/** What the guard of the message path looks at. What holds for the conversation holds for the threads in it. */
async function copy({ tx, companyId }: Ctx, conversationId: ConversationId, memberId: MemberId): Promise<void> {
  await tx`
    update chat.participant
       set silenced_until = (
             select s.until from chat.silence s
              where s.company_id = ${companyId} and s.conversation_id = ${conversationId} and s.member_id = ${memberId})
     where company_id = ${companyId} and member_id = ${memberId}
       and (conversation_id = ${conversationId}
            or conversation_id in (
              select t.conversation_id from chat.thread t
               where t.company_id = ${companyId} and t.parent_id = ${conversationId}))`;
}
