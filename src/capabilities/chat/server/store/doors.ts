import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { GroupLink } from '../../model/contract.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

/** The link into a group while it works. */
export async function linkOf({ tx, companyId }: Ctx, id: ConversationId, now: Date): Promise<GroupLink | null> {
  const [link] = await tx<GroupLink>`
    select token, approval, expires_at from chat.group_link
     where company_id = ${companyId} and conversation_id = ${id} and expires_at > ${now}`;
  return link ?? null;
}

/** In place of the link there was, which leads nowhere from here on. */
export async function putLink(
  { tx, companyId }: Ctx,
  id: ConversationId,
  { token, approval, expiresAt }: GroupLink,
  madeBy: MemberId,
): Promise<void> {
  await tx`
    insert into chat.group_link (company_id, conversation_id, token, approval, expires_at, made_by)
    values (${companyId}, ${id}, ${token}, ${approval}, ${expiresAt}, ${madeBy})
    on conflict (company_id, conversation_id)
      do update set token = excluded.token, approval = excluded.approval, expires_at = excluded.expires_at,
                    made_by = excluded.made_by`;
}

export async function removeLink({ tx, companyId }: Ctx, id: ConversationId): Promise<void> {
  await tx`delete from chat.group_link where company_id = ${companyId} and conversation_id = ${id}`;
}

/** Where a link leads to while it works. */
export async function groupBehind({ tx, companyId }: Ctx, token: string, now: Date) {
  const [row] = await tx<{
    id: ConversationId;
    approval: boolean;
    name: string;
    description: string;
    memberCount: number;
  }>`
    select l.conversation_id as id, l.approval, c.name, c.description, c.member_count
      from chat.group_link l
      join chat.conversation c on c.company_id = l.company_id and c.conversation_id = l.conversation_id
     where l.company_id = ${companyId} and l.token = ${token} and l.expires_at > ${now} and c.archived_at is null
       and not chat.is_deleted(${companyId}, l.conversation_id)`;
  return row ?? null;
}

/** True when one had not asked before. */
export async function insertRequest({ tx, companyId }: Ctx, id: ConversationId, memberId: MemberId, at: Date) {
  const rows = await tx`
    insert into chat.join_request (company_id, conversation_id, member_id, asked_at)
    values (${companyId}, ${id}, ${memberId}, ${at})
    on conflict do nothing
    returning 1 as asked`;
  return rows.length === 1;
}

export async function hasAsked({ tx, companyId }: Ctx, id: ConversationId, memberId: MemberId): Promise<boolean> {
  const rows = await tx`
    select 1 from chat.join_request
     where company_id = ${companyId} and conversation_id = ${id} and member_id = ${memberId}`;
  return rows.length === 1;
}

/** Of these members, those who had asked. */
export async function removeRequests(
  { tx, companyId }: Ctx,
  id: ConversationId,
  memberIds: readonly MemberId[],
): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    delete from chat.join_request
     where company_id = ${companyId} and conversation_id = ${id} and member_id = any(${[...memberIds]}::uuid[])
    returning member_id`;
  return rows.map((row) => row.memberId);
}

/** Whoever leaves the company asks for nothing any more; returns where he had asked. */
export async function removeRequestsOf({ tx, companyId }: Ctx, memberId: MemberId): Promise<ConversationId[]> {
  const rows = await tx<{ id: ConversationId }>`
    delete from chat.join_request
     where company_id = ${companyId} and member_id = ${memberId}
    returning conversation_id as id`;
  return rows.map((row) => row.id);
}

/** Who asks, the longest waiting first; at most 500. */
export async function requestsOf({ tx, companyId }: Ctx, id: ConversationId): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    select member_id from chat.join_request
     where company_id = ${companyId} and conversation_id = ${id}
     order by asked_at, member_id limit 500`;
  return rows.map((row) => row.memberId);
}

export async function countRequests({ tx, companyId }: Ctx, id: ConversationId): Promise<number> {
  const [row] = await tx<{ asking: number }>`
    select count(*)::int as asking from chat.join_request where company_id = ${companyId} and conversation_id = ${id}`;
  return row?.asking ?? 0;
}
