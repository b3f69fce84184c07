import type { MemberId } from '#platform/model/ids.ts';
import type { HeldFor, ToldBecause } from '../../model/reasons.ts';
import type { Way } from '../../model/quiet.ts';
import type { OutboxContext } from '../source.ts';

/** What is noted of every interruption. */
export interface Noted {
  readonly memberId: MemberId;
  readonly source: string;
  readonly place: string;
  readonly number: number;
  readonly kind: string;
  readonly byId: MemberId | null;
  readonly conversationId: string | null;
  readonly messageNumber: number | null;
}

export interface Told extends Noted {
  readonly ways: readonly Way[];
  readonly because: ToldBecause;
  readonly inDigest: boolean;
  /** It had been kept until now. */
  readonly held: boolean;
}

export interface Held extends Noted {
  readonly heldFor: HeldFor;
  readonly until: Date;
}

const columns = (rows: readonly Noted[]) => ({
  members: rows.map((row) => row.memberId),
  sources: rows.map((row) => row.source),
  places: rows.map((row) => row.place),
  numbers: rows.map((row) => row.number),
  kinds: rows.map((row) => row.kind),
  byIds: rows.map((row) => row.byId),
  conversations: rows.map((row) => row.conversationId),
  messages: rows.map((row) => row.messageNumber),
});

/** Notes what was told now; what had been kept says so in the row that it has. One statement, however much it is. */
export async function noteTold({ tx, companyId }: OutboxContext, told: readonly Told[], now: Date): Promise<void> {
  const { members, sources, places, numbers, kinds, byIds, conversations, messages } = columns(told);
  await tx`
    with t as (
      select * from unnest(${members}::uuid[], ${sources}::text[], ${places}::uuid[], ${numbers}::bigint[], ${kinds}::text[],
                           ${byIds}::uuid[], ${conversations}::uuid[], ${messages}::bigint[],
                           ${told.map((row) => row.ways.join(' '))}::text[], ${told.map((row) => row.because)}::text[],
                           ${told.map((row) => row.inDigest)}::boolean[], ${told.map((row) => row.held)}::boolean[])
               as t(member_id, source, place, number, kind, by_id, conversation_id, message_number, ways, because, in_digest, held)
    ), released as (
      update outbox.interruption i
         set told_at = ${now}, number = t.number, kind = t.kind, by_id = t.by_id, message_number = t.message_number,
             ways = string_to_array(t.ways, ' '), because = t.because, in_digest = t.in_digest
        from t
       cross join lateral (
         -- Ordered by its index on "at" alone, it would read the company from its end.
         select (array_agg(o.at order by o.at desc))[1] as at from outbox.interruption o
          where o.company_id = ${companyId} and o.member_id = t.member_id and o.source = t.source and o.place = t.place
            and o.told_at is null) o
       where t.held and i.company_id = ${companyId} and i.member_id = t.member_id and i.at = o.at and i.source = t.source
         and i.place = t.place
      returning i.member_id, i.source, i.place
    )
    insert into outbox.interruption as i (company_id, member_id, at, source, place, number, kind, by_id, conversation_id,
                                          message_number, told_at, ways, because, in_digest)
    select ${companyId}, t.member_id, ${now}, t.source, t.place, t.number, t.kind, t.by_id, t.conversation_id, t.message_number,
           ${now}, string_to_array(t.ways, ' '), t.because, t.in_digest
      from t
     where not exists (select from released r
                        where r.member_id = t.member_id and r.source = t.source and r.place = t.place)
    on conflict (company_id, member_id, at, source, place) do update
      set number = excluded.number, kind = excluded.kind, by_id = excluded.by_id, told_at = excluded.told_at,
          message_number = excluded.message_number, ways = excluded.ways, because = excluded.because`;
}

/**
 * Notes what is kept, and until when: once for a place as long as it waits there. What was said to be told and did not leave the house in time is
 * kept as well, and was not told.
 */
export async function noteHeld({ tx, companyId }: OutboxContext, held: readonly Held[], now: Date): Promise<void> {
  const { members, sources, places, numbers, kinds, byIds, conversations, messages } = columns(held);
  await tx`
    with h as (
      select * from unnest(${members}::uuid[], ${sources}::text[], ${places}::uuid[], ${numbers}::bigint[], ${kinds}::text[],
                           ${byIds}::uuid[], ${conversations}::uuid[], ${messages}::bigint[],
                           ${held.map((row) => row.heldFor)}::text[], ${held.map((row) => row.until)}::timestamptz[])
               as h(member_id, source, place, number, kind, by_id, conversation_id, message_number, held_for, until)
    ), untold as (
      delete from outbox.interruption i
       using h
       cross join lateral (
         select o.at from outbox.interruption o
          where o.company_id = ${companyId} and o.member_id = h.member_id and o.source = h.source and o.place = h.place
            -- Compared so, no index on "at" alone is tempting: what one member has is little.
            and o.at + interval '1 day' > ${now} and o.at + interval '0' < ${now} and o.number = h.number
            and o.told_at is not null
          limit 10) o
       where i.company_id = ${companyId} and i.member_id = h.member_id and i.at = o.at and i.source = h.source
         and i.place = h.place
    ), known as (
      update outbox.interruption i set held_until = h.until, held_for = h.held_for, number = greatest(i.number, h.number)
        from h
       cross join lateral (
         select o.at from outbox.interruption o
          where o.company_id = ${companyId} and o.member_id = h.member_id and o.source = h.source and o.place = h.place
            and o.told_at is null and o.held_until > ${now}
          limit 1) o
       where i.company_id = ${companyId} and i.member_id = h.member_id and i.at = o.at and i.source = h.source
         and i.place = h.place
      returning i.member_id, i.source, i.place
    )
    insert into outbox.interruption as i (company_id, member_id, at, source, place, number, kind, by_id, conversation_id,
                                          message_number, held_for, held_until)
    select ${companyId}, h.member_id, ${now}, h.source, h.place, h.number, h.kind, h.by_id, h.conversation_id, h.message_number,
           h.held_for, h.until
      from h
     where not exists (select from known k
                        where k.member_id = h.member_id and k.source = h.source and k.place = h.place)
    on conflict (company_id, member_id, at, source, place) do update
      set held_for = excluded.held_for, held_until = excluded.held_until, told_at = null, ways = '{}', because = null`;
}

export interface Interruption extends Pick<Noted, 'source' | 'kind' | 'byId' | 'conversationId' | 'messageNumber'> {
  readonly at: Date;
  readonly heldFor: HeldFor | null;
  readonly heldUntil: Date | null;
  readonly toldAt: Date | null;
  readonly ways: readonly Way[];
  readonly because: ToldBecause | null;
  readonly inDigest: boolean;
}

/** What reached a member between two moments, or was kept from him then, the latest first. */
export function interruptionsOf(
  { tx, companyId }: OutboxContext,
  memberId: MemberId,
  from: Date,
  until: Date,
  limit: number,
): Promise<Interruption[]> {
  return tx<Interruption>`
    select at, source, kind, by_id, conversation_id, message_number, held_for, held_until, told_at, ways, because, in_digest
      from outbox.interruption
     where company_id = ${companyId} and member_id = ${memberId} and at >= ${from} and at < ${until}
     order by at desc, source, place limit ${limit}`;
}

/** The moments of a member's own interruptions since one: when told (a digest is one), and when something was kept. */
export function momentsOf({ tx, companyId }: OutboxContext, memberId: MemberId, since: Date) {
  return tx<{ at: Date; isTold: boolean }>`
    select distinct on (x.at, x.one) x.at, x.is_told
      from (select told_at as at, true as is_told, case when in_digest then '' else source || place end as one
              from outbox.interruption
             where company_id = ${companyId} and member_id = ${memberId} and told_at >= ${since} and at >= ${since}
             union all
            select at, false, 'kept' || source || place from outbox.interruption
             where company_id = ${companyId} and member_id = ${memberId} and held_until is not null and at >= ${since}) x
     order by x.at, x.one limit 100000`;
}

/** How often each member was reached outside his hours between two moments, and how much was kept from who was off. */
export function outOfHours({ tx, companyId }: OutboxContext, from: Date, until: Date) {
  return tx<{ memberId: MemberId; onCall: number; override: number; held: number }>`
    select member_id, count(*) filter (where because = 'onCall') as on_call,
           count(*) filter (where because = 'override') as override,
           count(*) filter (where held_for in ('off', 'leave')) as held
      from outbox.interruption
     where company_id = ${companyId} and at >= ${from} and at < ${until}
       and (held_for in ('off', 'leave') or because in ('onCall', 'override'))
     group by member_id`;
}

/** Since when there is anything noted in the company; null: nothing is. */
export async function notedSince({ tx, companyId }: OutboxContext): Promise<Date | null> {
  const [row] = await tx<{ since: Date | null }>`
    select min(at) as since from outbox.interruption where company_id = ${companyId}`;
  return row?.since ?? null;
}

/** Forgets some of what is older than a moment: interruptions, and what went out by gateways and is done with; how much. */
export async function forgetOld({ tx, companyId }: OutboxContext, before: Date, limit: number): Promise<number> {
  const rows = await tx`
    with seen as (
      delete from outbox.interruption i
       using (select ctid from outbox.interruption where company_id = ${companyId} and at < ${before} limit ${limit}) old
       where i.ctid = old.ctid and i.company_id = ${companyId}
      returning 1
    ), sent as (
      delete from outbox.wire w
       using (select id from outbox.wire
               where company_id = ${companyId} and changed_at < ${before} and state not in ('waiting', 'taken')
               limit ${limit}) old
       where w.company_id = ${companyId} and w.id = old.id
      returning 1
    )
    select 1 as gone from seen union all select 1 from sent`;
  return rows.length;
}
