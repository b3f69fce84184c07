import type { Attachment } from '#files/model/contract.ts';
import type { CompanyId, ConversationId, DepartmentId, MemberId, MessageId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import type { OutboxContext } from '#outbox/server/index.ts';
import type { Counts, Ding, DingId, PassedOn } from '../../model/contract.ts';

export interface DingRow {
  readonly id: DingId;
  readonly authorId: MemberId;
  readonly text: string;
  readonly steps: number;
  readonly state: Ding['state'];
  readonly sendAt: Date;
  readonly failure: string | null;
  readonly memberIds: readonly MemberId[];
  readonly departmentIds: readonly DepartmentId[];
  /** All that hangs on its messages, with what of it is passed on from another. */
  readonly files: readonly Attachment[];
  readonly passesOn: PassedOn | null;
}

export interface PlaceRow {
  readonly dingId: DingId;
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  readonly number: number | null;
  readonly memberIds: readonly MemberId[] | null;
}

/** Puts a ding down; false where its id is taken. */
export async function insertDing({ tx, companyId }: OutboxContext, ding: Omit<DingRow, 'failure'>): Promise<boolean> {
  const rows = await tx`
    insert into ding.ding (company_id, ding_id, author_id, text, steps, state, send_at, member_ids,
                           department_ids, files, passes_on)
    values (${companyId}, ${ding.id}, ${ding.authorId}, ${ding.text}, ${ding.steps}, ${ding.state}, ${ding.sendAt},
            ${[...ding.memberIds]}::uuid[], ${[...ding.departmentIds]}::uuid[], ${JSON.stringify(ding.files)}::jsonb,
            ${ding.passesOn === null ? null : JSON.stringify(ding.passesOn)}::jsonb)
    on conflict do nothing returning ding_id`;
  return rows.length > 0;
}

export async function insertPlaces(
  { tx, companyId }: OutboxContext,
  places: readonly Omit<PlaceRow, 'number'>[],
): Promise<void> {
  await tx`
    insert into ding.place (company_id, ding_id, conversation_id, message_id, member_ids)
    select ${companyId}, p.ding_id, p.conversation_id, p.message_id,
           case when p.member_ids is not null
                then array(select id::uuid from jsonb_array_elements_text(p.member_ids::jsonb) as id) end
      from unnest(${places.map((p) => p.dingId)}::uuid[], ${places.map((p) => p.conversationId)}::uuid[],
                  ${places.map((p) => p.messageId)}::uuid[],
                  ${places.map((p) => (p.memberIds === null ? null : JSON.stringify(p.memberIds)))}::text[]) as p(ding_id, conversation_id, message_id, member_ids)`;
}

/** Forgets where a ding was to stand: where it does stand is known now. */
export async function dropPlaces({ tx, companyId }: OutboxContext, id: DingId): Promise<void> {
  await tx`delete from ding.place where company_id = ${companyId} and ding_id = ${id}`;
}

export async function setNumber(
  { tx, companyId }: OutboxContext,
  id: DingId,
  conversationId: ConversationId,
  number: number,
) {
  await tx`
    update ding.place set number = ${number}
     where company_id = ${companyId} and ding_id = ${id} and conversation_id = ${conversationId}`;
}

export async function setState(
  { tx, companyId }: OutboxContext,
  id: DingId,
  state: Ding['state'],
  more: { failure?: string | null; sendAt?: Date } = {},
): Promise<void> {
  await tx`
    update ding.ding
       set state = ${state}, failure = ${more.failure ?? null}, send_at = coalesce(${more.sendAt ?? null}::timestamptz, send_at)
     where company_id = ${companyId} and ding_id = ${id}`;
}

export async function lockDing({ tx, companyId }: OutboxContext, id: DingId): Promise<DingRow | null> {
  const [row] = await tx<DingRow>`
    select ding_id as id, author_id, text, steps, state, send_at, failure, member_ids, department_ids, files, passes_on
      from ding.ding
     where company_id = ${companyId} and ding_id = ${id} for update`;
  return row ?? null;
}

export function dingsOf({ tx, companyId }: OutboxContext, ids: readonly DingId[]): Promise<DingRow[]> {
  return tx<DingRow>`
    select ding_id as id, author_id, text, steps, state, send_at, failure, member_ids, department_ids, files, passes_on
      from ding.ding
     where company_id = ${companyId} and ding_id = any(${[...ids]}::uuid[]) order by send_at, ding_id`;
}

export function placesOf({ tx, companyId }: OutboxContext, ids: readonly DingId[]): Promise<PlaceRow[]> {
  return tx<PlaceRow>`
    select ding_id, conversation_id, message_id, number, member_ids from ding.place
     where company_id = ${companyId} and ding_id = any(${[...ids]}::uuid[]) order by ding_id, conversation_id limit 5000`;
}

/** The latest that a member sent, and all that he has scheduled. */
export async function sentBy({ tx, companyId }: OutboxContext, authorId: MemberId, most: number): Promise<DingId[]> {
  const rows = await tx<{ id: DingId }>`
    select ding_id as id from ding.ding
     where company_id = ${companyId} and author_id = ${authorId} order by send_at desc limit ${most}`;
  return rows.map(({ id }) => id);
}

/** Takes a scheduled ding whose minute has come; null where none has. It stays locked until it was sent. */
export async function takeScheduled({ tx, companyId }: OutboxContext, now: Date): Promise<DingRow | null> {
  const [row] = await tx<DingRow>`
    select ding_id as id, author_id, text, steps, state, send_at, failure, member_ids, department_ids, files, passes_on
      from ding.ding
     where company_id = ${companyId} and state = 'scheduled' and send_at <= ${now}
     order by send_at, ding_id limit 1 for update skip locked`;
  return row ?? null;
}

/** How these dings stand, counted. `off`: those who wait and cannot be reached now. */
export function countsOf(
  { tx, companyId }: OutboxContext,
  ids: readonly DingId[],
): Promise<(Counts & { id: DingId })[]> {
  return tx<Counts & { id: DingId }>`
    select ding_id as id,
           count(*) filter (where state in ('confirmed', 'replied'))::int as confirmed,
           count(*) filter (where state = 'later')::int as later,
           count(*) filter (where state in ('waits', 'full', 'ended') and not (state = 'waits' and is_off))::int as waits,
           count(*) filter (where state = 'waits' and is_off)::int as off,
           count(*) filter (where state <> 'gone')::int as of
      from ding.recipient
     where company_id = ${companyId} and ding_id = any(${[...ids]}::uuid[])
     group by ding_id`;
}

/** Has the counts of these dings told at a moment; one that is told earlier already stays so. */
export async function tellCountsAt({ tx, companyId }: OutboxContext, ids: readonly DingId[], at: Date): Promise<void> {
  await tx`
    update ding.ding set counted_at = least(coalesce(counted_at, ${at}::timestamptz), ${at}::timestamptz)
     where company_id = ${companyId} and ding_id = any(${[...ids]}::uuid[])`;
}

/** Dings whose counts are to be told now, and are not any more when this commits. */
export async function takeCounted({ tx, companyId }: OutboxContext, now: Date, most: number): Promise<DingRow[]> {
  return tx<DingRow>`
    update ding.ding d set counted_at = null
      from (select ding_id from ding.ding
             where company_id = ${companyId} and counted_at <= ${now}
             order by counted_at limit ${most} for update skip locked) due
     where d.company_id = ${companyId} and d.ding_id = due.ding_id
    returning d.ding_id as id, d.author_id, d.text, d.steps, d.state, d.send_at, d.failure, d.member_ids, d.department_ids,
              d.files, d.passes_on`;
}

export function nextDue(tx: Tx, companyIds: readonly CompanyId[]) {
  return tx<{ company: CompanyId; dueAt: Date }>`select * from ding.next_due(${[...companyIds]}::uuid[])`;
}

/** The messages as which dings stand that somebody has still to answer. */
export function openPlaces({ tx, companyId }: OutboxContext) {
  return tx<{ conversationId: ConversationId; number: number }>`
    select p.conversation_id, p.number
      from ding.place p
     where p.company_id = ${companyId} and p.number is not null
       and exists (select 1 from ding.recipient r
                    where r.company_id = p.company_id and r.ding_id = p.ding_id and r.state in ('waits', 'full', 'ended'))`;
}

/** The dings that stand as these messages. */
export function dingsAt(
  { tx, companyId }: OutboxContext,
  spots: readonly { conversationId: string; number: number }[],
): Promise<{ id: DingId; conversationId: ConversationId; number: number }[]> {
  return tx<{ id: DingId; conversationId: ConversationId; number: number }>`
    select p.ding_id as id, p.conversation_id, p.number
      from unnest(${spots.map((s) => s.conversationId)}::uuid[], ${spots.map((s) => s.number)}::bigint[]) as w(conversation_id, number)
      join ding.place p on p.company_id = ${companyId} and p.conversation_id = w.conversation_id and p.number = w.number`;
}

/** Forgets the dings that stood as messages up to a number, with whom they asked: the messages are erased. One that stands elsewhere too stays there. */
export async function forget(
  { tx, companyId }: OutboxContext,
  conversationId: ConversationId,
  number: number,
): Promise<void> {
  const rows = await tx<{ id: DingId }>`
    delete from ding.place
     where company_id = ${companyId} and conversation_id = ${conversationId} and number <= ${number}
    returning ding_id as id`;
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return;
  await tx`
    delete from ding.recipient
     where company_id = ${companyId} and ding_id = any(${ids}::uuid[]) and conversation_id = ${conversationId}`;
  await tx`
    delete from ding.ding d
     where d.company_id = ${companyId} and d.ding_id = any(${ids}::uuid[])
       and not exists (select 1 from ding.place p where p.company_id = ${companyId} and p.ding_id = d.ding_id)`;
}

/**
 * Forgets some dings sent before a moment that nobody is asked by any more, with whom they asked, and the days and hours of budgets that are long
 * over; how much. Their messages stay.
 */
export async function forgetOld({ tx, companyId }: OutboxContext, before: Date, limit: number): Promise<number> {
  const gone = await tx<{ id: DingId }>`
    delete from ding.ding d
     using (select o.ding_id from ding.ding o
             where o.company_id = ${companyId} and o.send_at < ${before} and o.state <> 'scheduled'
               and not exists (select from ding.recipient r
                                where r.company_id = ${companyId} and r.ding_id = o.ding_id and r.due_at is not null)
             limit ${limit}) old
     where d.company_id = ${companyId} and d.ding_id = old.ding_id
    returning d.ding_id as id`;
  const ids = gone.map(({ id }) => id);
  if (ids.length > 0) {
    await tx`delete from ding.recipient where company_id = ${companyId} and ding_id = any(${ids}::uuid[])`;
    await tx`delete from ding.place where company_id = ${companyId} and ding_id = any(${ids}::uuid[])`;
  }
  const rest = await tx`
    with spent as (
      delete from ding.budget b
       using (select ctid from ding.budget
               where company_id = ${companyId} and day < extract(epoch from ${before}::timestamptz) / 86400 limit ${limit}) old
       where b.ctid = old.ctid and b.company_id = ${companyId}
      returning 1
    ), known as (
      delete from ding.last l
       using (select ctid from ding.last where company_id = ${companyId} and at < ${before} limit ${limit}) old
       where l.ctid = old.ctid and l.company_id = ${companyId}
      returning 1
    )
    select 1 as gone from spent union all select 1 from known`;
  return ids.length + rest.length;
}
