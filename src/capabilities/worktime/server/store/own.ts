import type { MemberId } from '#platform/model/ids.ts';
import type { Day } from '#platform/model/zone.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { FocusBlock } from '../../model/calendar.ts';
import type { Hours } from '../../model/plan.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

/** Keeps what a member says of his own time; it takes the place of what he said before of the same kind. */
export async function putWord(
  { tx, companyId }: Ctx,
  memberId: MemberId,
  kind: 'added' | 'stopped',
  startsAt: Date,
  endsAt: Date,
): Promise<void> {
  await tx`
    insert into worktime.own_word (company_id, member_id, kind, starts_at, ends_at)
    values (${companyId}, ${memberId}, ${kind}, ${startsAt}, ${endsAt})
    on conflict (company_id, member_id, kind) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at`;
}

export async function dropWords({ tx, companyId }: Ctx, memberId: MemberId): Promise<void> {
  await tx`delete from worktime.own_word where company_id = ${companyId} and member_id = ${memberId}`;
}

export async function setFocus(
  { tx, companyId }: Ctx,
  memberId: MemberId,
  blocks: readonly FocusBlock[],
): Promise<void> {
  await tx`
    insert into worktime.own (company_id, member_id, focus) values (${companyId}, ${memberId}, ${JSON.stringify(blocks)}::jsonb)
    on conflict (company_id, member_id) do update set focus = excluded.focus`;
}

export async function setDays(
  { tx, companyId }: Ctx,
  memberId: MemberId,
  days: readonly Hours[] | null,
): Promise<void> {
  const text = days === null ? null : JSON.stringify(days);
  await tx`
    insert into worktime.own (company_id, member_id, days) values (${companyId}, ${memberId}, ${text}::jsonb)
    on conflict (company_id, member_id) do update set days = excluded.days`;
}

export interface OfferRow {
  readonly memberId: MemberId;
  readonly day: Day;
  readonly hours: Hours;
}

/** Days that were planned with short notice, from a date on, and are not accepted. */
export function offersOf({ tx, companyId }: Ctx, memberIds: readonly MemberId[], from: Day): Promise<OfferRow[]> {
  return tx<OfferRow>`
    select member_id, day, hours from worktime.planned_day
     where company_id = ${companyId} and member_id = any(${[...memberIds]}::uuid[]) and not counts and day >= ${from}
     order by member_id, day limit 5000`;
}

/** Takes an offered day away; null where there is none. */
export async function takeOffer({ tx, companyId }: Ctx, memberId: MemberId, day: Day) {
  const [row] = await tx<{ hours: Hours; plannedBy: MemberId }>`
    delete from worktime.planned_day
     where company_id = ${companyId} and member_id = ${memberId} and day = ${day} and not counts
    returning hours, planned_by`;
  return row ?? null;
}

export interface PlannedRow {
  readonly day: Day;
  readonly hours: Hours;
  readonly counts: boolean;
}

/** Plans single days of a member. What counts takes the place of everything planned before for the day; an offer only of an earlier offer. */
export async function planDays(
  { tx, companyId }: Ctx,
  memberId: MemberId,
  plannedBy: MemberId,
  rows: readonly PlannedRow[],
): Promise<void> {
  await tx`
    delete from worktime.planned_day d
     using unnest(${rows.map(({ day }) => day)}::int[], ${rows.map(({ counts }) => counts)}::boolean[]) as n(day, counts)
     where d.company_id = ${companyId} and d.member_id = ${memberId} and d.day = n.day and (n.counts or not d.counts)`;
  await tx`
    insert into worktime.planned_day (company_id, member_id, day, hours, counts, planned_by)
    select ${companyId}, ${memberId}, n.day, n.hours::jsonb, n.counts, ${plannedBy}
      from unnest(${rows.map(({ day }) => day)}::int[], ${rows.map(({ hours }) => JSON.stringify(hours))}::text[],
                  ${rows.map(({ counts }) => counts)}::boolean[]) as n(day, hours, counts)`;
}

/** Lets the schedule hold again on a day. */
export async function unplanDays({ tx, companyId }: Ctx, memberId: MemberId, days: readonly Day[]): Promise<void> {
  await tx`
    delete from worktime.planned_day
     where company_id = ${companyId} and member_id = ${memberId} and day = any(${[...days]}::int[])`;
}
