import type { MemberId } from '#platform/model/ids.ts';
import type { WireState } from '../../model/gateways/outcomes.ts';
import type { Wired } from '../../model/quiet.ts';
import type { OutboxContext } from '../source.ts';
import type { Spot } from './notifications.ts';

/** Something that goes to a member by a gateway. */
export interface Wire {
  readonly id: string;
  readonly memberId: MemberId;
  readonly way: Wired;
  readonly source: string;
  readonly place: string;
  readonly number: number;
  readonly kind: string;
  readonly meant: boolean;
  readonly untilAt: Date;
}

/** A wire whose turn has come, with where it goes. */
export interface WireTurn extends Wire {
  readonly tries: number;
  readonly address: string | null;
  readonly language: 'zh' | 'en' | null;
}

/** Writes what the gate let out. What went out, or is about to, under the same number and way stays alone. */
export async function write({ tx, companyId }: OutboxContext, wires: readonly Wire[], now: Date): Promise<void> {
  await tx`
    insert into outbox.wire (company_id, id, member_id, way, source, place, number, kind, meant, state, until_at, due_at,
                             made_at, changed_at)
    select ${companyId}, w.id, w.member_id, w.way, w.source, w.place, w.number, w.kind, w.meant, 'waiting', w.until_at, ${now},
           ${now}, ${now}
      from unnest(${wires.map((w) => w.id)}::uuid[], ${wires.map((w) => w.memberId)}::uuid[],
                  ${wires.map((w) => w.way)}::text[], ${wires.map((w) => w.source)}::text[],
                  ${wires.map((w) => w.place)}::uuid[], ${wires.map((w) => w.number)}::bigint[],
                  ${wires.map((w) => w.kind)}::text[], ${wires.map((w) => w.meant)}::boolean[],
                  ${wires.map((w) => w.untilAt)}::timestamptz[])
             as w(id, member_id, way, source, place, number, kind, meant, until_at)
    on conflict (company_id, member_id, source, place, number, way) do nothing`;
}

/**
 * What was taken by somebody who is dead: where the gateway knows doubles it is sent again; elsewhere nobody knows whether it went out, and it
 * is not repeated.
 */
export async function giveUpTaken(
  { tx, companyId }: OutboxContext,
  idempotent: readonly Wired[],
  why: string,
  now: Date,
) {
  await tx`
    update outbox.wire
       set state = case when way = any(${[...idempotent]}::text[]) and not recalled then 'waiting' else 'uncertain' end,
           due_at = case when way = any(${[...idempotent]}::text[]) and not recalled then ${now}::timestamptz end,
           failure = case when way = any(${[...idempotent]}::text[]) and not recalled then failure else ${why} end,
           changed_at = ${now}
     where company_id = ${companyId} and state = 'taken' and due_at <= ${now}`;
}

/** Takes some whose turn it is, before anything leaves. Who takes them has to say until then what became of them. */
export function take({ tx, companyId }: OutboxContext, now: Date, until: Date, limit: number): Promise<WireTurn[]> {
  return tx<WireTurn>`
    with due as (
      select id from outbox.wire
       where company_id = ${companyId} and state = 'waiting' and due_at <= ${now}
       order by due_at, id limit ${limit}
         for update skip locked
    ), taken as (
      update outbox.wire w set state = 'taken', tries = w.tries + 1, due_at = ${until}, changed_at = ${now}
        from due where w.company_id = ${companyId} and w.id = due.id
      returning w.*
    )
    select t.id, t.member_id, t.way, t.source, t.place, t.number, t.kind, t.meant, t.until_at, t.tries, c.address,
           c.language
      from taken t
      left join outbox.contact c
        on c.company_id = ${companyId} and c.member_id = t.member_id
       and c.kind = case when t.way = 'mail' then 'mail' else 'phone' end
     order by t.id`;
}

export async function drop({ tx, companyId }: OutboxContext, ids: readonly string[]): Promise<void> {
  await tx`delete from outbox.wire where company_id = ${companyId} and id = any(${[...ids]}::uuid[])`;
}

/** Says what became of what was taken, unless that was said already: a receipt may come before the answer. */
export async function settle(
  { tx, companyId }: OutboxContext,
  id: string,
  to: {
    readonly state: WireState;
    readonly ref?: string | null;
    readonly failure?: string | null;
    readonly dueAt?: Date;
  },
  now: Date,
): Promise<boolean> {
  const rows = await tx`
    update outbox.wire
       set state = ${to.state}, ref = coalesce(${to.ref ?? null}, ref), failure = ${to.failure ?? null},
           due_at = ${to.dueAt ?? null}, changed_at = ${now}
     where company_id = ${companyId} and id = ${id} and state = 'taken'
    returning 1 as settled`;
  if (rows.length > 0 || to.ref === undefined) return rows.length > 0;
  await tx`update outbox.wire set ref = ${to.ref} where company_id = ${companyId} and id = ${id} and ref is null`;
  return false;
}

export interface Sent extends Wire {
  readonly state: WireState;
  readonly recalled: boolean;
}

/** Locks what a receipt is about: one of ours by its id, or by what the gateway calls it. */
export async function lockSent(
  { tx, companyId }: OutboxContext,
  by: { readonly id: string } | { readonly ref: string },
) {
  const [id, ref] = 'id' in by ? [by.id, null] : [null, by.ref];
  const [row] = await tx<Sent>`
    select id, member_id, way, source, place, number, kind, meant, until_at, state, recalled from outbox.wire
     where company_id = ${companyId} and (id = ${id}::uuid or ref = ${ref}) limit 1 for update`;
  return row ?? null;
}

export async function setState(
  { tx, companyId }: OutboxContext,
  id: string,
  state: WireState,
  why: string | null,
  now: Date,
) {
  await tx`
    update outbox.wire set state = ${state}, failure = ${why}, due_at = null, changed_at = ${now}
     where company_id = ${companyId} and id = ${id}`;
}

/** What was about these spots is over: what waits is gone; what is in the hands of a gateway cannot be taken back, and concerns nobody. */
export async function recall({ tx, companyId }: OutboxContext, source: string, spots: readonly Spot[]): Promise<void> {
  await tx`
    with s as (
      select * from unnest(${spots.map((s) => s.memberId)}::uuid[], ${spots.map((s) => s.place)}::uuid[]) as s(member_id, place)
    ), gone as (
      delete from outbox.wire w using s
       where w.company_id = ${companyId} and w.member_id = s.member_id and w.source = ${source} and w.place = s.place
         and w.state in ('waiting', 'dead')
    )
    update outbox.wire w set recalled = true from s
     where w.company_id = ${companyId} and w.member_id = s.member_id and w.source = ${source} and w.place = s.place
       and w.state not in ('waiting', 'dead')`;
}

/** Forgets what waits for a member. */
export async function removeWaiting({ tx, companyId }: OutboxContext, memberId: MemberId): Promise<void> {
  await tx`delete from outbox.wire where company_id = ${companyId} and member_id = ${memberId} and state in ('waiting', 'dead')`;
}

/** What did not arrive, the latest first. */
export function letters({ tx, companyId }: OutboxContext, limit: number) {
  return tx<{
    id: string;
    way: Wired;
    memberId: MemberId;
    at: Date;
    state: 'dead' | 'failed' | 'uncertain';
    why: string;
  }>`
    select id, way, member_id, changed_at as at, state, coalesce(failure, '') as why from outbox.wire
     where company_id = ${companyId} and state in ('dead', 'failed', 'uncertain')
     order by changed_at desc, id limit ${limit}`;
}

/** Lets a dead letter have its turn again; false where there is none under this id. */
export async function revive({ tx, companyId }: OutboxContext, id: string, now: Date): Promise<boolean> {
  const rows = await tx`
    update outbox.wire set state = 'waiting', tries = 0, due_at = ${now}, failure = null, changed_at = ${now}
     where company_id = ${companyId} and id = ${id} and state = 'dead'
    returning 1 as revived`;
  return rows.length > 0;
}
