import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database.ts';
import type { Standing } from '../../model/receipts.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

export interface Moved {
  readonly conversation: ConversationId;
  readonly member: MemberId;
  readonly movedFrom: number;
  readonly movedTo: number;
  /** How far others saw that he had read, and see now. */
  readonly shownFrom: number;
  readonly shownTo: number;
  readonly wasMarked: boolean;
  readonly shares: boolean;
  /** A send holds this cursor just now: ask again. */
  readonly busy: boolean;
}

/** Moves these cursors; what those who are off have read is shown to nobody yet (R18). */
export function advanceCursors(
  { tx, companyId }: Ctx,
  wanted: readonly { conversationId: ConversationId; memberId: MemberId; number: number }[],
  off: readonly MemberId[],
): Promise<Moved[]> {
  return tx<Moved>`
    select * from chat.advance_cursors(${companyId}, ${wanted.map((w) => w.conversationId)}::uuid[],
      ${wanted.map((w) => w.memberId)}::uuid[], ${wanted.map((w) => w.number)}::bigint[], ${[...off]}::uuid[])`;
}

/** Who wrote messages in these stretches (from, to] and may see their receipts: who does not share sees none (R16). At most 500 messages back. */
export async function authorsIn(
  { tx, companyId }: Ctx,
  stretches: readonly { conversationId: ConversationId; from: number; to: number }[],
): Promise<Map<ConversationId, MemberId[]>> {
  const rows = await tx<{ conversationId: ConversationId; authorIds: MemberId[] }>`
    select s.conversation_id, array_agg(a.author_id::text) as author_ids
      from unnest(${stretches.map((s) => s.conversationId)}::uuid[],
                  ${stretches.map((s) => Math.max(s.from, s.to - 500))}::bigint[],
                  ${stretches.map((s) => s.to)}::bigint[]) as s(conversation_id, low, high)
     cross join lateral (
       select distinct m.author_id from (
         select author_id from chat.message m
          where m.company_id = ${companyId} and m.conversation_id = s.conversation_id
            and m.number > s.low and m.number <= s.high and m.note is null
          -- Each stretch by the key: as one set they would be looked for among all messages of the company.
          order by m.number limit 500) m) a
     cross join lateral (
       select 1 from chat.cursor r
        where r.company_id = ${companyId} and r.conversation_id = s.conversation_id and r.member_id = a.author_id
          and r.shares limit 1) r
     group by s.conversation_id`;
  return new Map(rows.map((row) => [row.conversationId, row.authorIds]));
}

/** Those of these steps that others may hear of: a send moves its author's cursor whether he shares or not. */
export async function sharedAmong<Step extends { conversationId: ConversationId; memberId: MemberId }>(
  { tx, companyId }: Ctx,
  steps: readonly Step[],
): Promise<Step[]> {
  if (steps.length === 0) return [];
  const rows = await tx<{ place: number }>`
    select s.ord::int as place
      from unnest(${steps.map((s) => s.conversationId)}::uuid[], ${steps.map((s) => s.memberId)}::uuid[])
             with ordinality as s(conversation_id, member_id, ord)
     cross join lateral (
       select 1 from chat.cursor r
        where r.company_id = ${companyId} and r.conversation_id = s.conversation_id and r.member_id = s.member_id
          and r.shares limit 1) r
     order by s.ord`;
  return rows.flatMap(({ place }) => steps[place - 1] ?? []);
}

/** Where all but one of those who share receipts stand. */
export function standings(
  tx: Tx,
  companyId: string,
  conversationId: ConversationId,
  except: MemberId,
): Promise<Standing[]> {
  return tx<Standing>`
    select joined_number as joined, coalesce(shown_number, read_number) as read, count(*) as members
      from chat.cursor
     where company_id = ${companyId} and conversation_id = ${conversationId} and shares and member_id <> ${except}
     group by 1, 2`;
}

/** Who concerns a message: everybody who was there before it, but its author. By their ids: as the rows lie, who read last would stand last (R17). */
export function readersOf({ tx, companyId }: Ctx, conversationId: ConversationId, number: number, authorId: MemberId) {
  return tx<{ memberId: MemberId; shares: boolean; hasRead: boolean }>`
    select member_id, shares, coalesce(shown_number, read_number) >= ${number} as has_read
      from chat.cursor
     where company_id = ${companyId} and conversation_id = ${conversationId} and member_id <> ${authorId}
       and joined_number < ${number}
     order by member_id limit 20000`;
}

export async function ownAmong(
  { tx, companyId }: Ctx,
  conversationId: ConversationId,
  authorId: MemberId,
  numbers: number[],
  hiddenNumber: number,
) {
  return tx<{ number: number; sentAt: Date }>`
    select number, sent_at from chat.message
     where company_id = ${companyId} and conversation_id = ${conversationId} and number = any(${numbers}::bigint[])
       and author_id = ${authorId} and note is null and recalled_at is null and number > ${hiddenNumber}
     order by number`;
}

export async function preferenceOf({ tx, companyId }: Ctx, memberId: MemberId) {
  const [row] = await tx<{ shareDirect: boolean; shareGroups: boolean }>`
    select share_direct, share_groups from chat.preference where company_id = ${companyId} and member_id = ${memberId}`;
  return row ?? { shareDirect: true, shareGroups: true };
}

/** Preferences of those among these members who have any. */
export async function preferencesOf({ tx, companyId }: Ctx, memberIds: readonly MemberId[]) {
  const rows = await tx<{ memberId: MemberId; shareDirect: boolean; shareGroups: boolean }>`
    select member_id, share_direct, share_groups from chat.preference
     where company_id = ${companyId} and member_id = any(${[...memberIds]}::uuid[])`;
  return new Map(rows.map((row) => [row.memberId, row]));
}

export async function savePreference({ tx, companyId }: Ctx, memberId: MemberId, direct: boolean, groups: boolean) {
  await tx`
    insert into chat.preference (company_id, member_id, share_direct, share_groups)
    values (${companyId}, ${memberId}, ${direct}, ${groups})
    on conflict (company_id, member_id) do update set share_direct = excluded.share_direct, share_groups = excluded.share_groups`;
}

/** Brings `shares` in line with policy and preferences, of one member or of all; returns the conversations it changed. */
export async function recountSharers(
  { tx, companyId }: Ctx,
  memberId: MemberId | null,
  policyAllows: boolean,
  mayChooseGroups: boolean,
): Promise<{ conversationId: ConversationId; sharers: number }[]> {
  return tx<{ conversationId: ConversationId; sharers: number }>`
    with wanted as (
      select p.conversation_id, p.member_id,
             ${policyAllows}::boolean and case
               when c.kind = 'direct' then coalesce(f.share_direct, true)
               else coalesce(f.share_groups, true) or not ${mayChooseGroups}::boolean end as shares
        from chat.participant p
        join chat.conversation c on c.company_id = p.company_id and c.conversation_id = p.conversation_id
        left join chat.preference f on f.company_id = p.company_id and f.member_id = p.member_id
       where p.company_id = ${companyId} and (${memberId}::uuid is null or p.member_id = ${memberId}::uuid)
    ), changed as (
      update chat.cursor r set shares = w.shares
        from wanted w
       where r.company_id = ${companyId} and r.conversation_id = w.conversation_id and r.member_id = w.member_id
         and r.shares <> w.shares
      returning r.conversation_id, r.shares
    ), sums as (
      select conversation_id, sum(case when shares then 1 else -1 end)::int as difference from changed group by 1
    )
    update chat.conversation c set sharers = c.sharers + s.difference
      from sums s
     where c.company_id = ${companyId} and c.conversation_id = s.conversation_id
    returning c.conversation_id, c.sharers`;
}
