import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Conversation, GroupRole, Silence } from '../../model/contract.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

export interface Newcomer {
  readonly memberId: MemberId;
  readonly role: GroupRole;
  readonly shares: boolean;
  readonly peerId: MemberId | null;
}

/**
 * Adds members who are not in yet, having read everything so far; returns who is new. What was said before is hidden from them where the
 * conversation has it so. The conversation must be locked.
 */
export async function addParticipants(
  { tx, companyId }: Ctx,
  conversationId: ConversationId,
  lastNumber: number,
  newcomers: readonly Newcomer[],
  notify: Conversation['notify'],
  now: Date,
): Promise<Newcomer[]> {
  const added = await tx<{ memberId: MemberId }>`
    with added as (
      insert into chat.participant (company_id, conversation_id, member_id, role, peer_id, notify, joined_at, silenced_until)
      select ${companyId}, ${conversationId}, n.member_id, n.role, n.peer_id, ${notify}, ${now},
             (select s.until from chat.silence s
               where s.company_id = ${companyId} and s.member_id = n.member_id
                 and s.conversation_id = coalesce((select t.parent_id from chat.thread t
                   where t.company_id = ${companyId} and t.conversation_id = ${conversationId}), ${conversationId}))
        from unnest(${newcomers.map((n) => n.memberId)}::uuid[], ${newcomers.map((n) => n.role)}::text[],
                    ${newcomers.map((n) => n.peerId)}::uuid[])
             as n(member_id, role, peer_id)
      on conflict do nothing
      returning member_id
    ), stands as (
      insert into chat.cursor (company_id, conversation_id, member_id, shares, joined_number, read_number, hidden_number)
      select ${companyId}, ${conversationId}, n.member_id, n.shares, ${lastNumber}, ${lastNumber},
             case c.newcomers_see when 'afterJoining' then ${lastNumber}::bigint else 0 end
        from chat.conversation c, unnest(${newcomers.map((n) => n.memberId)}::uuid[], ${newcomers.map((n) => n.shares)}::boolean[])
             as n(member_id, shares)
        join added using (member_id)
       where c.company_id = ${companyId} and c.conversation_id = ${conversationId}
      returning shares
    ), counted as (
      update chat.conversation
         set member_count = member_count + (select count(*) from added),
             sharers = sharers + (select count(*) from stands where shares)
       where company_id = ${companyId} and conversation_id = ${conversationId}
    )
    select member_id from added`;
  const isNew = new Set(added.map((row) => row.memberId));
  return newcomers.filter(({ memberId }) => isNew.has(memberId));
}

export interface Gone {
  readonly memberId: MemberId;
  readonly role: GroupRole;
  readonly shares: boolean;
  readonly joined: number;
  readonly read: number;
}

/** Removes members and what was theirs in the conversation; returns where they stood. The conversation must be locked. */
export async function removeParticipants(
  { tx, companyId }: Ctx,
  conversationId: ConversationId,
  memberIds: readonly MemberId[],
): Promise<Gone[]> {
  return tx<Gone>`
    with gone as (
      delete from chat.participant
       where company_id = ${companyId} and conversation_id = ${conversationId} and member_id = any(${[...memberIds]}::uuid[])
      returning member_id, role
    ), stood as (
      delete from chat.cursor
       where company_id = ${companyId} and conversation_id = ${conversationId} and member_id = any(${[...memberIds]}::uuid[])
      returning member_id, shares, joined_number, coalesce(shown_number, read_number) as read_number
    ), mentions as (
      delete from chat.mention
       where company_id = ${companyId} and member_id = any(${[...memberIds]}::uuid[]) and conversation_id = ${conversationId}
    ), counted as (
      update chat.conversation
         set member_count = member_count - (select count(*) from gone),
             sharers = sharers - (select count(*) from stood where shares)
       where company_id = ${companyId} and conversation_id = ${conversationId}
    )
    select g.member_id, g.role, s.shares, s.joined_number as joined, s.read_number as read
      from gone g join stood s on s.member_id = g.member_id`;
}

export async function participantIds({ tx, companyId }: Ctx, conversationId: ConversationId): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    select member_id from chat.participant
     where company_id = ${companyId} and conversation_id = ${conversationId}
     limit 20000`;
  return rows.map((row) => row.memberId);
}

interface ParticipantRow {
  readonly memberId: MemberId;
  readonly role: GroupRole;
  readonly silencedUntil: Date | null;
  readonly silencedBy: MemberId | null;
}

/** Keeps order owner, admins, members, each by id; says who may not write there now. */
export async function participantsPage(
  { tx, companyId, now }: Ctx & Pick<CompanyContext, 'now'>,
  conversationId: ConversationId,
  after: { memberId: MemberId; role: GroupRole } | null,
  limit: number,
): Promise<{ memberId: MemberId; role: GroupRole; silence: Silence | null }[]> {
  const rows = await tx<ParticipantRow>`
    select p.member_id, p.role, s.by_id as silenced_by, case when isfinite(s.until) then s.until end as silenced_until
      from chat.participant p
      left join chat.silence s
        on s.company_id = p.company_id and s.conversation_id = p.conversation_id and s.member_id = p.member_id
       and s.until > ${now}
     where p.company_id = ${companyId} and p.conversation_id = ${conversationId}
       and (${after === null}::boolean
            or (array_position(array['owner', 'admin', 'member'], p.role), p.member_id)
             > (array_position(array['owner', 'admin', 'member'], ${after?.role ?? 'owner'}::text), ${after?.memberId ?? null}::uuid))
     order by array_position(array['owner', 'admin', 'member'], p.role), p.member_id
     limit ${limit}`;
  return rows.map(({ silencedUntil, silencedBy, ...one }) => ({
    ...one,
    silence: silencedBy === null ? null : { until: silencedUntil, byId: silencedBy },
  }));
}

/** Owner and admins. */
export async function keepersOf({ tx, companyId }: Ctx, conversationId: ConversationId): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    select member_id from chat.participant
     where company_id = ${companyId} and conversation_id = ${conversationId} and role <> 'member'
     order by member_id limit 1000`;
  return rows.map((row) => row.memberId);
}

export async function roleOf({ tx, companyId }: Ctx, conversationId: ConversationId, memberId: MemberId) {
  const [row] = await tx<{ role: GroupRole }>`
    select role from chat.participant
     where company_id = ${companyId} and conversation_id = ${conversationId} and member_id = ${memberId}`;
  return row?.role ?? null;
}

/** Are these two in one conversation, whichever? */
export async function sharesConversation({ tx, companyId }: Ctx, one: MemberId, other: MemberId): Promise<boolean> {
  const rows = await tx`
    select 1 from chat.participant p
      join chat.participant q on q.company_id = p.company_id and q.conversation_id = p.conversation_id
     where p.company_id = ${companyId} and p.member_id = ${one} and q.member_id = ${other}
     limit 1`;
  return rows.length === 1;
}

/** The role holds in the threads of the conversation as well. */
export async function setRole(
  { tx, companyId }: Ctx,
  conversationId: ConversationId,
  memberId: MemberId,
  role: GroupRole,
) {
  await tx`
    update chat.participant set role = ${role}
     where company_id = ${companyId} and member_id = ${memberId}
       and (conversation_id = ${conversationId}
            or conversation_id in (
              select t.conversation_id from chat.thread t
               where t.company_id = ${companyId} and t.parent_id = ${conversationId}))`;
}

/** Who would keep the group if its owner went: the longest-standing admin, else member. */
export async function heirOf({ tx, companyId }: Ctx, conversationId: ConversationId, except: MemberId) {
  const [row] = await tx<{ memberId: MemberId }>`
    select member_id from chat.participant
     where company_id = ${companyId} and conversation_id = ${conversationId} and member_id <> ${except}
     order by role = 'admin' desc, joined_at, member_id
     limit 1`;
  return row?.memberId ?? null;
}

interface Settings {
  readonly pinned: boolean;
  readonly muted: boolean;
  readonly notify: 'all' | 'mentions';
}
export type SettingsChange = Partial<Settings>;

export async function setSettings(
  { tx, companyId }: Ctx,
  conversationId: ConversationId,
  memberId: MemberId,
  change: SettingsChange,
): Promise<Settings | null> {
  const [row] = await tx<Settings>`
    update chat.participant
       set pinned = coalesce(${change.pinned ?? null}, pinned), muted = coalesce(${change.muted ?? null}, muted),
           notify = coalesce(${change.notify ?? null}, notify)
     where company_id = ${companyId} and conversation_id = ${conversationId} and member_id = ${memberId}
    returning pinned, muted, notify`;
  return row ?? null;
}

/** False for whoever is not in the conversation. */
export async function setDraft(
  { tx, companyId }: Ctx,
  conversationId: ConversationId,
  memberId: MemberId,
  text: string,
) {
  const rows = await tx`
    update chat.participant set draft = ${text}
     where company_id = ${companyId} and conversation_id = ${conversationId} and member_id = ${memberId}
    returning 1 as set`;
  return rows.length === 1;
}

export async function markUnread({ tx, companyId }: Ctx, conversationId: ConversationId, memberId: MemberId) {
  const [row] = await tx<{ readNumber: number }>`
    update chat.cursor set marked_unread = true
     where company_id = ${companyId} and conversation_id = ${conversationId} and member_id = ${memberId}
    returning read_number`;
  return row?.readNumber ?? null;
}

/** Conversations that a member is in, with his part in them. */
export function placesOf({ tx, companyId }: Ctx, memberId: MemberId) {
  return tx<{ conversationId: ConversationId; kind: Conversation['kind']; role: GroupRole }>`
    select p.conversation_id, c.kind, p.role
      from chat.participant p
      join chat.conversation c on c.company_id = p.company_id and c.conversation_id = p.conversation_id
     where p.company_id = ${companyId} and p.member_id = ${memberId}
     order by p.conversation_id`;
}

/** Lets members write again, or no longer, wherever they are in a conversation. */
export async function setCanSend(
  { tx, companyId }: Ctx,
  memberIds: readonly MemberId[],
  canSend: boolean,
): Promise<void> {
  await tx`
    update chat.participant set can_send = ${canSend}
     where company_id = ${companyId} and member_id = any(${[...memberIds]}::uuid[]) and can_send <> ${canSend}`;
}

/** Who causes a note has seen it. */
export async function readOwnNote(
  { tx, companyId }: Ctx,
  conversationId: ConversationId,
  memberId: MemberId,
  number: number,
) {
  await tx`
    update chat.cursor set read_number = ${number}
     where company_id = ${companyId} and conversation_id = ${conversationId} and member_id = ${memberId}
       and read_number = ${number - 1}`;
}

/** Those in a conversation who do not see a message of it: who came later, or everybody where it is hidden for all. Hardly ever anybody. */
export async function blindTo(
  { tx, companyId }: Ctx,
  conversationId: ConversationId,
  number: number,
): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    select member_id from chat.cursor
     where company_id = ${companyId} and conversation_id = ${conversationId} and hidden_number >= ${Math.max(1, number)}
     union
    select p.member_id from chat.participant p
     where p.company_id = ${companyId} and p.conversation_id = ${conversationId}
       and exists (select 1 from chat.conversation c
                    where c.company_id = ${companyId} and c.conversation_id = ${conversationId} and c.hidden_number >= ${number})`;
  return rows.map(({ memberId }) => memberId);
}
