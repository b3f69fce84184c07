import type { Attachment } from '#files/model/contract.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import type { OutboxContext } from '#outbox/server/index.ts';
import type { Day } from '#platform/model/zone.ts';
import type { DingId, Standing } from '../../model/contract.ts';

export interface RecipientRow {
  readonly dingId: DingId;
  readonly memberId: MemberId;
  readonly conversationId: ConversationId;
  readonly state: Standing;
  readonly run: number;
  readonly step: number;
  readonly beganAt: Date | null;
  readonly dueAt: Date | null;
  readonly isOff: boolean;
  readonly onLeave: boolean;
  readonly byOverride: boolean;
  readonly laterAt: Date | null;
}

/** Asks these members; their ladders begin when they are looked at, at once. */
export async function insertRecipients(
  { tx, companyId }: OutboxContext,
  dingId: DingId,
  rows: readonly Pick<RecipientRow, 'memberId' | 'conversationId' | 'byOverride'>[],
  now: Date,
): Promise<void> {
  await tx`
    insert into ding.recipient (company_id, ding_id, member_id, conversation_id, state, by_override, due_at)
    select ${companyId}, ${dingId}, r.member_id, r.conversation_id, 'waits', r.by_override, ${now}
      from unnest(${rows.map((r) => r.memberId)}::uuid[], ${rows.map((r) => r.conversationId)}::uuid[],
                  ${rows.map((r) => r.byOverride)}::boolean[]) as r(member_id, conversation_id, by_override)
    on conflict do nothing`;
}

/** Ladders at which is to be looked now, with how far each ding goes; locked, in one order. */
export function takeDue(
  { tx, companyId }: OutboxContext,
  now: Date,
  most: number,
): Promise<(RecipientRow & { steps: number; authorId: MemberId })[]> {
  return tx<RecipientRow & { steps: number; authorId: MemberId }>`
    with due as materialized (
      select ding_id, member_id, conversation_id, state, run, step, began_at, due_at, is_off, on_leave, by_override,
             later_at
        from ding.recipient
       where company_id = ${companyId} and due_at <= ${now}
       order by due_at, ding_id, member_id limit ${most} for update skip locked
    )
    select due.*, d.steps, d.author_id
      from due
     cross join lateral (
       select steps, author_id from ding.ding where company_id = ${companyId} and ding_id = due.ding_id limit 1) d
     order by due.ding_id, due.member_id`;
}

/** Writes down how it stands with these. */
export async function update({ tx, companyId }: OutboxContext, rows: readonly RecipientRow[]): Promise<void> {
  await tx`
    update ding.recipient r
       set state = n.state, run = n.run, step = n.step, began_at = n.began_at, due_at = n.due_at, is_off = n.is_off,
           on_leave = n.on_leave, later_at = n.later_at
      from unnest(${rows.map((r) => r.dingId)}::uuid[], ${rows.map((r) => r.memberId)}::uuid[],
                  ${rows.map((r) => r.state)}::text[], ${rows.map((r) => r.run)}::int[], ${rows.map((r) => r.step)}::int[],
                  ${rows.map((r) => r.beganAt)}::timestamptz[], ${rows.map((r) => r.dueAt)}::timestamptz[],
                  ${rows.map((r) => r.isOff)}::boolean[], ${rows.map((r) => r.onLeave)}::boolean[],
                  ${rows.map((r) => r.laterAt)}::timestamptz[])
             as n(ding_id, member_id, state, run, step, began_at, due_at, is_off, on_leave, later_at)
     where r.company_id = ${companyId} and r.ding_id = n.ding_id and r.member_id = n.member_id`;
}

interface BudgetDay {
  readonly memberId: MemberId;
  readonly day: Day;
  readonly used: number;
}

/** Begins the days of those whom no ding has begun to ask on theirs yet, with so many; returns who they are. */
export async function beginBudgets(
  { tx, companyId }: OutboxContext,
  days: readonly BudgetDay[],
): Promise<Set<MemberId>> {
  const rows = await tx<{ memberId: MemberId }>`
    insert into ding.budget (company_id, member_id, day, used)
    select ${companyId}, w.member_id, w.day, w.used
      from unnest(${days.map((d) => d.memberId)}::uuid[], ${days.map((d) => d.day)}::int[], ${days.map((d) => d.used)}::int[])
             as w(member_id, day, used)
     order by w.member_id
    on conflict do nothing
    returning member_id`;
  return new Set(rows.map(({ memberId }) => memberId));
}

/** How many dings have begun to ask these members on these days of theirs, locked. */
export function lockBudgets({ tx, companyId }: OutboxContext, days: readonly Omit<BudgetDay, 'used'>[]) {
  return tx<{ memberId: MemberId; used: number }>`
    select b.member_id, b.used
      from unnest(${days.map((d) => d.memberId)}::uuid[], ${days.map((d) => d.day)}::int[]) as w(member_id, day)
      join ding.budget b on b.company_id = ${companyId} and b.member_id = w.member_id and b.day = w.day
     order by b.member_id for update of b`;
}

export async function setBudgets({ tx, companyId }: OutboxContext, days: readonly BudgetDay[]): Promise<void> {
  await tx`
    update ding.budget b set used = n.used
      from unnest(${days.map((d) => d.memberId)}::uuid[], ${days.map((d) => d.day)}::int[], ${days.map((d) => d.used)}::int[])
             as n(member_id, day, used)
     where b.company_id = ${companyId} and b.member_id = n.member_id and b.day = n.day`;
}

/** How many dings have begun to ask these members on their day of today. */
export function usedOf({ tx, companyId }: OutboxContext, days: readonly { memberId: MemberId; day: Day }[]) {
  return tx<{ memberId: MemberId; used: number }>`
    select b.member_id, b.used
      from unnest(${days.map((d) => d.memberId)}::uuid[], ${days.map((d) => d.day)}::int[]) as w(member_id, day)
      join ding.budget b on b.company_id = ${companyId} and b.member_id = w.member_id and b.day = w.day`;
}

/** Whose dings wait with these members, and how many of each. */
export function waitingWith({ tx, companyId }: OutboxContext, memberIds: readonly MemberId[]) {
  return tx<{ memberId: MemberId; authorId: MemberId; count: number }>`
    select r.member_id, d.author_id, count(*)::int as count
      from ding.recipient r
      join ding.ding d on d.company_id = r.company_id and d.ding_id = r.ding_id
     where r.company_id = ${companyId} and r.member_id = any(${[...memberIds]}::uuid[]) and r.state in ('waits', 'ended')
       and d.state = 'sent'
     group by r.member_id, d.author_id order by count(*) desc limit 1000`;
}

/** When this author has last dinged these members, where that was after a moment. */
export function lastOf(
  { tx, companyId }: OutboxContext,
  authorId: MemberId,
  memberIds: readonly MemberId[],
  after: Date,
) {
  return tx<{ memberId: MemberId; at: Date }>`
    select member_id, at from ding.last
     where company_id = ${companyId} and author_id = ${authorId} and member_id = any(${[...memberIds]}::uuid[]) and at > ${after}`;
}

/**
 * Notes that this author dings these members now, and returns of how many: not of whom he has dinged after a moment, unless an override reaches
 * them. Who does so at the same moment waits here, and finds it noted.
 */
export async function setLast(
  { tx, companyId }: OutboxContext,
  authorId: MemberId,
  memberIds: readonly MemberId[],
  { at, after, through }: { readonly at: Date; readonly after: Date; readonly through: ReadonlySet<MemberId> },
): Promise<number> {
  const rows = await tx`
    insert into ding.last as l (company_id, author_id, member_id, at)
    select ${companyId}, ${authorId}, id, ${at} from unnest(${[...memberIds]}::uuid[]) as id order by id
    on conflict (company_id, author_id, member_id) do update set at = excluded.at
     where l.at <= ${after} or l.member_id = any(${[...through]}::uuid[])
    returning member_id`;
  return rows.length;
}

/** The lines of a ding: those who have not answered first; and, whoever they are, that of one member. */
export function linesOf(
  { tx, companyId }: OutboxContext,
  dingId: DingId,
  own: MemberId,
  /** Null: everywhere. */
  conversationId: ConversationId | null,
  most: number,
): Promise<RecipientRow[]> {
  return tx<RecipientRow>`
    (select ding_id, member_id, conversation_id, state, run, step, began_at, due_at, is_off, on_leave, by_override, later_at
       from ding.recipient where company_id = ${companyId} and ding_id = ${dingId}
        and (${conversationId}::uuid is null or conversation_id = ${conversationId})
      order by state not in ('waits', 'full', 'ended'), member_id limit ${most})
    union
    select ding_id, member_id, conversation_id, state, run, step, began_at, due_at, is_off, on_leave, by_override, later_at
      from ding.recipient where company_id = ${companyId} and ding_id = ${dingId} and member_id = ${own}`;
}

/** How it stands with one member, of several dings. */
export function ownOf(
  { tx, companyId }: OutboxContext,
  memberId: MemberId,
  ids: readonly DingId[],
): Promise<RecipientRow[]> {
  return tx<RecipientRow>`
    select ding_id, member_id, conversation_id, state, run, step, began_at, due_at, is_off, on_leave, by_override, later_at
      from ding.recipient where company_id = ${companyId} and member_id = ${memberId} and ding_id = any(${[...ids]}::uuid[])`;
}

export async function lockOwn(
  { tx, companyId }: OutboxContext,
  dingId: DingId,
  memberId: MemberId,
): Promise<RecipientRow | null> {
  const [row] = await tx<RecipientRow>`
    select ding_id, member_id, conversation_id, state, run, step, began_at, due_at, is_off, on_leave, by_override, later_at
      from ding.recipient where company_id = ${companyId} and ding_id = ${dingId} and member_id = ${memberId}
       for update`;
  return row ?? null;
}

/** What waits for a member, in the order he wants; the newest first where he has said nothing. */
export async function openWith({ tx, companyId }: OutboxContext, memberId: MemberId, most: number): Promise<DingId[]> {
  const rows = await tx<{ id: DingId }>`
    select r.ding_id as id from ding.recipient r
      join ding.ding d on d.company_id = r.company_id and d.ding_id = r.ding_id
     where r.company_id = ${companyId} and r.member_id = ${memberId} and r.state in ('waits', 'full', 'ended', 'later')
       and d.state = 'sent'
     order by r.place_no, d.send_at desc, r.ding_id limit ${most}`;
  return rows.map(({ id }) => id);
}

export async function reorder(
  { tx, companyId }: OutboxContext,
  memberId: MemberId,
  ids: readonly DingId[],
): Promise<void> {
  await tx`
    update ding.recipient r set place_no = w.place::int
      from unnest(${[...ids]}::uuid[]) with ordinality as w(ding_id, place)
     where r.company_id = ${companyId} and r.member_id = ${memberId} and r.ding_id = w.ding_id`;
}

/** Ends what waits with members who are gone from where it stands, or were never there again; of one ding, of a place of it, or of a member. */
export function end(
  { tx, companyId }: OutboxContext,
  state: 'cancelled' | 'gone' | 'replied',
  where: { dingId: DingId | null; conversationId: ConversationId | null; memberIds: readonly MemberId[] | null },
): Promise<Pick<RecipientRow, 'dingId' | 'memberId'>[]> {
  const members = where.memberIds === null ? null : [...where.memberIds];
  return tx<Pick<RecipientRow, 'dingId' | 'memberId'>>`
    update ding.recipient set state = ${state}, due_at = null
     where company_id = ${companyId} and state in ('waits', 'full', 'ended', 'later')
       and (${where.dingId}::uuid is null or ding_id = ${where.dingId}::uuid)
       and (${where.conversationId}::uuid is null or conversation_id = ${where.conversationId}::uuid)
       and (${members}::uuid[] is null or member_id = any(${members}::uuid[]))
    returning ding_id, member_id`;
}

/** Is anything asked of anybody in the company? Where not, nobody need look for answers. */
export async function isAnythingOpen({ tx, companyId }: OutboxContext): Promise<boolean> {
  const rows = await tx`
    select 1 from ding.recipient where company_id = ${companyId} and state in ('waits', 'full', 'ended') limit 1`;
  return rows.length > 0;
}

/** Whom dings in these conversations still ask, each conversation once. */
export function askedIn({ tx, companyId }: OutboxContext, conversationIds: readonly ConversationId[]) {
  return tx<{ conversationId: ConversationId; memberIds: MemberId[] }>`
    select conversation_id, array_agg(distinct member_id) as member_ids
      from ding.recipient
     where company_id = ${companyId} and conversation_id = any(${[...conversationIds]}::uuid[]) and state in ('waits', 'full', 'ended')
     group by conversation_id`;
}

/** What this ding is about for each of these members now, as the outbox asks. */
export function sights(
  { tx, companyId }: OutboxContext,
  marks: readonly { memberId: MemberId; place: string; number: number }[],
) {
  return tx<{
    place: number;
    state: Standing;
    run: number;
    step: number;
    text: string;
    files: readonly Attachment[];
    authorId: MemberId;
    conversationId: ConversationId;
    number: number;
    dingState: string;
    laterAt: Date | null;
    byOverride: boolean;
  }>`
    select w.ord::int as place, r.by_override, r.state, r.run, r.step, d.text, d.files, d.author_id, p.conversation_id, p.number, d.state as ding_state, r.later_at
      from unnest(${marks.map((m) => m.memberId)}::uuid[], ${marks.map((m) => m.place)}::uuid[]) with ordinality as w(member_id, ding_id, ord)
      join ding.recipient r on r.company_id = ${companyId} and r.ding_id = w.ding_id and r.member_id = w.member_id
      join ding.ding d on d.company_id = ${companyId} and d.ding_id = r.ding_id
      join ding.place p on p.company_id = ${companyId} and p.ding_id = r.ding_id and p.conversation_id = r.conversation_id`;
}

/** The lines of these members of a ding. */
export function linesAmong(
  { tx, companyId }: OutboxContext,
  dingId: DingId,
  memberIds: readonly MemberId[],
): Promise<RecipientRow[]> {
  return tx<RecipientRow>`
    select ding_id, member_id, conversation_id, state, run, step, began_at, due_at, is_off, on_leave, by_override, later_at
      from ding.recipient
     where company_id = ${companyId} and ding_id = ${dingId} and member_id = any(${[...memberIds]}::uuid[])`;
}
