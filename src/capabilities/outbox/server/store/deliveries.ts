import type { MemberId, SessionId } from '#platform/model/ids.ts';
import type { OutboxContext } from '../source.ts';
import type { DeviceRow } from './devices.ts';
import type { Spot } from './notifications.ts';

/** Stands where a capability's name stands: what was held for a member, all at once. */
export const DIGEST = 'digest';

export interface Delivery {
  readonly sessionId: SessionId;
  /** Of a digest: the member. */
  readonly place: string;
  readonly memberId: MemberId;
  readonly source: string;
  readonly kind: string;
  readonly meant: boolean;
  readonly number: number;
  readonly places: number;
  readonly meantPlaces: number;
  readonly untilAt: Date;
}

/** A delivery whose turn has come, with the device it goes to. */
export interface Turn extends Delivery, Pick<DeviceRow, 'showsContent' | 'language'> {
  readonly what: 'show' | 'close';
  readonly shownNumber: number;
  readonly tries: number;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** Sends things on their way, each in place of what was on its way to the same device from the same place. */
export async function send({ tx, companyId }: OutboxContext, list: readonly Delivery[], now: Date): Promise<void> {
  await tx`
    insert into outbox.delivery as d (company_id, session_id, place, member_id, source, kind, meant, what, number, places,
                                      meant_places, until_at, due_at)
    select ${companyId}, n.session_id, n.place, n.member_id, n.source, n.kind, n.meant, 'show', n.number, n.places,
           n.meant_places, n.until_at, ${now}
      from unnest(${list.map((n) => n.sessionId)}::uuid[], ${list.map((n) => n.place)}::uuid[],
                  ${list.map((n) => n.memberId)}::uuid[], ${list.map((n) => n.source)}::text[],
                  ${list.map((n) => n.kind)}::text[], ${list.map((n) => n.meant)}::boolean[],
                  ${list.map((n) => n.number)}::bigint[], ${list.map((n) => n.places)}::int[],
                  ${list.map((n) => n.meantPlaces)}::int[], ${list.map((n) => n.untilAt)}::timestamptz[])
             as n(session_id, place, member_id, source, kind, meant, number, places, meant_places, until_at)
     order by n.session_id, n.place
    on conflict (company_id, session_id, place) do update
      set member_id = excluded.member_id, source = excluded.source, kind = excluded.kind, meant = excluded.meant,
          what = 'show', number = excluded.number, places = excluded.places, meant_places = excluded.meant_places,
          until_at = excluded.until_at, due_at = excluded.due_at, tries = 0, failure = null, failed_at = null
      where excluded.number > d.shown_number`;
}

/** Takes some whose turn it is, and counts the try before it is made: a server that dies over one does not try it forever. */
export function takeTurns({ tx, companyId }: OutboxContext, now: Date, until: Date, limit: number): Promise<Turn[]> {
  return tx.anew<Turn>`
    with due as (
      select session_id, place from outbox.delivery
       where company_id = ${companyId} and due_at <= ${now}
       order by due_at, session_id, place limit ${limit}
         for update skip locked
    )
    update outbox.delivery d set tries = d.tries + 1, due_at = ${until}
      from due
      join outbox.device v on v.company_id = ${companyId} and v.session_id = due.session_id and v.endpoint is not null
     where d.company_id = ${companyId} and d.session_id = due.session_id and d.place = due.place
    returning d.session_id, d.place, d.member_id, d.source, d.kind, d.meant, d.what, d.number, d.shown_number, d.places,
              d.meant_places, d.until_at, d.tries, v.shows_content, v.language, v.endpoint, v.p256dh, v.auth`;
}

export type Key = Pick<Delivery, 'sessionId' | 'place' | 'number'>;

/** What was taken back on a device leaves nothing there; what is shown stays known, so that it can be taken back. Unless it changed meanwhile. */
export async function markDone({ tx, companyId }: OutboxContext, keys: readonly (Key & Pick<Turn, 'what'>)[]) {
  await tx.anew`
    with k as (
      select * from unnest(${keys.map((k) => k.sessionId)}::uuid[], ${keys.map((k) => k.place)}::uuid[],
                           ${keys.map((k) => k.number)}::bigint[], ${keys.map((k) => k.what)}::text[])
               as k(session_id, place, number, what)
    ), closed as (
      delete from outbox.delivery d using k
       where d.company_id = ${companyId} and d.session_id = k.session_id and d.place = k.place
         and k.what = 'close' and d.what = 'close' and d.number = k.number
    )
    update outbox.delivery d
       set shown_number = k.number,
           due_at = case when d.what = 'show' and d.number = k.number then null else d.due_at end
      from k
     where d.company_id = ${companyId} and d.session_id = k.session_id and d.place = k.place and k.what = 'show'`;
}

/** Tries these again later. */
export async function again({ tx, companyId }: OutboxContext, list: readonly (Key & { readonly at: Date })[]) {
  await tx`
    update outbox.delivery d set due_at = k.at
      from unnest(${list.map((k) => k.sessionId)}::uuid[], ${list.map((k) => k.place)}::uuid[],
                  ${list.map((k) => k.number)}::bigint[], ${list.map((k) => k.at)}::timestamptz[])
             as k(session_id, place, number, at)
     where d.company_id = ${companyId} and d.session_id = k.session_id and d.place = k.place and d.number = k.number`;
}

/** Sets these aside: they are not tried again, and tell whoever looks why. */
export async function setAside(
  { tx, companyId }: OutboxContext,
  list: readonly (Key & { readonly failure: string })[],
  now: Date,
): Promise<void> {
  await tx`
    update outbox.delivery d set due_at = null, failure = k.failure, failed_at = ${now}
      from unnest(${list.map((k) => k.sessionId)}::uuid[], ${list.map((k) => k.place)}::uuid[],
                  ${list.map((k) => k.number)}::bigint[], ${list.map((k) => k.failure)}::text[])
             as k(session_id, place, number, failure)
     where d.company_id = ${companyId} and d.session_id = k.session_id and d.place = k.place and d.number = k.number`;
}

/** Forgets deliveries. */
export async function drop({ tx, companyId }: OutboxContext, keys: readonly Pick<Key, 'sessionId' | 'place'>[]) {
  await tx`
    delete from outbox.delivery d
     using unnest(${keys.map((k) => k.sessionId)}::uuid[], ${keys.map((k) => k.place)}::uuid[]) as k(session_id, place)
     where d.company_id = ${companyId} and d.session_id = k.session_id and d.place = k.place`;
}

/** What devices of these members show or are about to, from these places. `began`: a try was made, so it may be shown. */
export function deliveriesAt({ tx, companyId }: OutboxContext, spots: readonly Spot[]) {
  return tx<
    Pick<Delivery, 'sessionId' | 'place' | 'memberId' | 'number'> & { began: boolean; endpoint: string | null }
  >`
    select d.session_id, d.place, d.member_id, d.number, d.shown_number > 0 or d.tries > 0 as began, v.endpoint
      from unnest(${spots.map((s) => s.memberId)}::uuid[], ${spots.map((s) => s.place)}::uuid[]) as s(member_id, place)
      join outbox.delivery d on d.company_id = ${companyId} and d.member_id = s.member_id and d.place = s.place
      join outbox.device v on v.company_id = ${companyId} and v.session_id = d.session_id
     order by d.session_id, d.place limit 50000`;
}

/** Lets devices take back what they show. */
export async function close(
  { tx, companyId }: OutboxContext,
  keys: readonly Pick<Key, 'sessionId' | 'place'>[],
  now: Date,
  until: Date,
): Promise<void> {
  await tx`
    update outbox.delivery d
       set what = 'close', due_at = ${now}, until_at = ${until}, tries = 0, failure = null, failed_at = null
      from unnest(${keys.map((k) => k.sessionId)}::uuid[], ${keys.map((k) => k.place)}::uuid[]) as k(session_id, place)
     where d.company_id = ${companyId} and d.session_id = k.session_id and d.place = k.place`;
}
