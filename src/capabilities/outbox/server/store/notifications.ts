import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import type { OutboxContext } from '../source.ts';

export interface NotificationRow {
  readonly memberId: MemberId;
  readonly source: string;
  readonly place: string;
  readonly number: number;
  readonly toldNumber: number;
  readonly kind: string;
  readonly meant: boolean;
  readonly held: boolean;
}

export interface Planned extends Pick<NotificationRow, 'memberId' | 'source' | 'place' | 'number' | 'kind' | 'meant'> {
  readonly dueAt: Date;
}

/** A member in a place: the key of a row, without its source. */
export interface Spot {
  readonly memberId: MemberId;
  readonly place: string;
}

/**
 * Puts what is to be told beside what waits already: one row a member and place. What means the member stays what is told, whatever plain
 * talk comes after it, and what is held stays held for its digest, unless now it means him. A number that was told changes nothing.
 */
export async function plan({ tx, companyId }: OutboxContext, planned: readonly Planned[]): Promise<void> {
  await tx`
    insert into outbox.notification as n (company_id, member_id, source, place, number, kind, meant, due_at)
    select ${companyId}, p.member_id, p.source, p.place, p.number, p.kind, p.meant, p.due_at
      from unnest(${planned.map((p) => p.memberId)}::uuid[], ${planned.map((p) => p.source)}::text[],
                  ${planned.map((p) => p.place)}::uuid[], ${planned.map((p) => p.number)}::bigint[],
                  ${planned.map((p) => p.kind)}::text[], ${planned.map((p) => p.meant)}::boolean[],
                  ${planned.map((p) => p.dueAt)}::timestamptz[])
             as p(member_id, source, place, number, kind, meant, due_at)
     order by p.member_id, p.source, p.place
    on conflict (company_id, member_id, source, place) do update
      set number = case when n.due_at is not null and n.meant and not excluded.meant then n.number
                        else greatest(n.number, excluded.number) end,
          kind = case when n.due_at is not null and n.meant and not excluded.meant then n.kind else excluded.kind end,
          meant = excluded.meant or (n.due_at is not null and n.meant),
          held = n.held and n.due_at is not null and (n.meant or not excluded.meant),
          due_at = case when n.due_at is null then excluded.due_at
                        when n.held and (n.meant or not excluded.meant) then n.due_at
                        else least(n.due_at, excluded.due_at) end
      where excluded.number > n.told_number`;
}

/**
 * Locks what is due, of up to so many members: all of a member's together, so that what was held becomes one digest. It reads the index in its
 * order, which clears away what was told a moment ago; thousands of them lie there at a start of work.
 */
export function takeDue({ tx, companyId }: OutboxContext, now: Date, members: number): Promise<NotificationRow[]> {
  return tx.anew<NotificationRow>`
    select n.member_id, n.source, n.place, n.number, n.told_number, n.kind, n.meant, n.held
      from (select distinct f.member_id
              from (select d.member_id from outbox.notification d
                     where d.company_id = ${companyId} and d.due_at <= ${now}
                     order by d.due_at limit ${members}) f) m
     cross join lateral (
       select * from outbox.notification o
        -- Compared so, the index on "due_at" cannot be taken: what one member has is little, what is due now is much.
        where o.company_id = ${companyId} and o.member_id = m.member_id and coalesce(o.due_at, 'infinity') <= ${now}
          for update skip locked) n
     order by n.member_id, n.source, n.place
     limit 5000`;
}

/** Says that these were told, up to their numbers; what is told is told. */
export async function markTold(
  { tx, companyId }: OutboxContext,
  told: readonly (NotificationRow & { readonly byOverride: boolean })[],
): Promise<void> {
  await tx`
    update outbox.notification n set told_number = t.number, due_at = null, held = false, by_override = t.by_override
      from unnest(${told.map((t) => t.memberId)}::uuid[], ${told.map((t) => t.source)}::text[],
                  ${told.map((t) => t.place)}::uuid[], ${told.map((t) => t.number)}::bigint[],
                  ${told.map((t) => t.byOverride)}::boolean[])
             as t(member_id, source, place, number, by_override)
     where n.company_id = ${companyId} and n.member_id = t.member_id and n.source = t.source and n.place = t.place`;
}

/** Keeps these until later, for a digest. What had gone out to a device and was given up there is told anew. */
export async function hold(
  { tx, companyId }: OutboxContext,
  rows: readonly (Omit<NotificationRow, 'toldNumber' | 'held'> & { readonly until: Date })[],
): Promise<void> {
  await tx`
    insert into outbox.notification as n (company_id, member_id, source, place, number, kind, meant, held, due_at)
    select ${companyId}, h.member_id, h.source, h.place, h.number, h.kind, h.meant, true, h.until
      from unnest(${rows.map((h) => h.memberId)}::uuid[], ${rows.map((h) => h.source)}::text[],
                  ${rows.map((h) => h.place)}::uuid[], ${rows.map((h) => h.number)}::bigint[],
                  ${rows.map((h) => h.kind)}::text[], ${rows.map((h) => h.meant)}::boolean[],
                  ${rows.map((h) => h.until)}::timestamptz[]) as h(member_id, source, place, number, kind, meant, until)
     order by h.member_id, h.source, h.place
    on conflict (company_id, member_id, source, place) do update
      set number = greatest(n.number, excluded.number), told_number = least(n.told_number, excluded.number - 1),
          meant = n.meant or excluded.meant, held = true, due_at = excluded.due_at`;
}

/** Forgets what is over, and says of what was told that it is to be taken back. */
export function remove({ tx, companyId }: OutboxContext, source: string, spots: readonly Spot[]) {
  return tx<Pick<NotificationRow, 'memberId' | 'place' | 'toldNumber'>>`
    delete from outbox.notification n
     using unnest(${spots.map((s) => s.memberId)}::uuid[], ${spots.map((s) => s.place)}::uuid[]) as s(member_id, place)
     where n.company_id = ${companyId} and n.member_id = s.member_id and n.source = ${source} and n.place = s.place
    returning n.member_id, n.place, n.told_number`;
}

/** What is known of these spots. */
export function known({ tx, companyId }: OutboxContext, source: string, spots: readonly Spot[]) {
  return tx<Pick<NotificationRow, 'memberId' | 'place' | 'number' | 'toldNumber'>>`
    select n.member_id, n.place, n.number, n.told_number
      from unnest(${spots.map((s) => s.memberId)}::uuid[], ${spots.map((s) => s.place)}::uuid[]) as s(member_id, place)
     cross join lateral (
       select * from outbox.notification n
        where n.company_id = ${companyId} and n.member_id = s.member_id and n.source = ${source} and n.place = s.place
        limit 1) n`;
}

/** Whom these numbers are to be told to, or were told to. */
export function atNumbers(
  { tx, companyId }: OutboxContext,
  source: string,
  marks: readonly { readonly place: string; readonly number: number }[],
) {
  return tx<Spot>`
    select n.member_id, n.place
      from unnest(${marks.map((m) => m.place)}::uuid[], ${marks.map((m) => m.number)}::bigint[]) as m(place, number)
      join outbox.notification n
        on n.company_id = ${companyId} and n.source = ${source} and n.place = m.place and n.number = m.number
     limit 20000`;
}

/** Spots of a source behind another, in the order of their keys. */
export function spotsAfter({ tx, companyId }: OutboxContext, source: string, after: Spot | null, limit: number) {
  const first = '00000000-0000-0000-0000-000000000000';
  return tx<Spot>`
    select member_id, place from outbox.notification
     where company_id = ${companyId} and source = ${source}
       and (member_id, place) > (${after?.memberId ?? first}::uuid, ${after?.place ?? first}::uuid)
     order by member_id, place limit ${limit}`;
}

/** Lets the gate be asked again about what is held for these members, or (null) for everybody: their time may be another now. */
export async function askAgain({ tx, companyId }: OutboxContext, memberIds: readonly MemberId[] | null, now: Date) {
  const wanted = memberIds === null ? null : [...memberIds];
  const rows = await tx`
    update outbox.notification set due_at = ${now}
     where company_id = ${companyId} and (${wanted}::uuid[] is null or member_id = any(${wanted}::uuid[])) and held
       and due_at > ${now}
    returning 1 as again`;
  return rows.length > 0;
}

/** When there is something to be told next in this company, or null. */
export async function nextIn({ tx, companyId }: OutboxContext): Promise<Date | null> {
  const [row] = await tx<{ dueAt: Date | null }>`
    select min(due_at) as due_at from outbox.notification where company_id = ${companyId} and due_at is not null`;
  return row?.dueAt ?? null;
}

/** When each of these companies has something due next; null companies have nothing. */
export function nextDue(tx: Tx, companyIds: readonly CompanyId[]) {
  return tx<{ company: CompanyId; dueAt: Date }>`select * from outbox.next_due(${[...companyIds]}::uuid[])`;
}
