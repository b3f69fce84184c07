import type { MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Duty, DutyId, Leave, LeaveId } from '../../model/shapes.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

/** Leave that has not ended: of one member, or (null) of all, by its beginning. */
export function leavesOf({ tx, companyId }: Ctx, memberId: MemberId | null, now: Date): Promise<Leave[]> {
  return tx<Leave>`
    select leave_id as id, member_id, starts_at, ends_at, kind, stand_in_id from worktime.leave
     where company_id = ${companyId} and ends_at > ${now} and (${memberId}::uuid is null or member_id = ${memberId}::uuid)
     order by starts_at, leave_id limit 500`;
}

/** Enters a leave, unless the member has another in that time: then null. The same once more is the same leave. */
export async function insertLeave({ tx, companyId }: Ctx, leave: Leave, now: Date): Promise<Leave | null> {
  const [row] = await tx<Leave>`
    insert into worktime.leave (company_id, leave_id, member_id, starts_at, ends_at, kind, stand_in_id, entered_at)
    select ${companyId}, ${leave.id}, ${leave.memberId}, ${leave.startsAt}, ${leave.endsAt}, ${leave.kind}, ${leave.standInId}, ${now}
     where not exists (
       select 1 from worktime.leave
        where company_id = ${companyId} and member_id = ${leave.memberId} and leave_id <> ${leave.id}
          and starts_at < ${leave.endsAt} and ends_at > ${leave.startsAt})
    on conflict (company_id, leave_id) do update set kind = excluded.kind where worktime.leave.member_id = excluded.member_id
    returning leave_id as id, member_id, starts_at, ends_at, kind, stand_in_id`;
  return row ?? null;
}

export async function lockLeave({ tx, companyId }: Ctx, id: LeaveId): Promise<(Leave & { enteredAt: Date }) | null> {
  const [row] = await tx<Leave & { enteredAt: Date }>`
    select leave_id as id, member_id, starts_at, ends_at, kind, stand_in_id, entered_at from worktime.leave
     where company_id = ${companyId} and leave_id = ${id} for update`;
  return row ?? null;
}

/** Ends a leave at a moment; one that has not begun by then goes altogether. */
export async function endLeave({ tx, companyId }: Ctx, id: LeaveId, at: Date): Promise<void> {
  await tx`delete from worktime.leave where company_id = ${companyId} and leave_id = ${id} and starts_at >= ${at}`;
  await tx`update worktime.leave set ends_at = ${at} where company_id = ${companyId} and leave_id = ${id} and ends_at > ${at}`;
}

/** Duties that have not ended: of these members, or (null) of all, by their beginning. */
export function dutiesOf({ tx, companyId }: Ctx, memberIds: readonly MemberId[] | null, now: Date): Promise<Duty[]> {
  const wanted = memberIds === null ? null : [...memberIds];
  return tx<Duty>`
    select duty_id as id, member_id, name, starts_at, ends_at, state from worktime.duty
     where company_id = ${companyId} and ends_at > ${now} and (${wanted}::uuid[] is null or member_id = any(${wanted}::uuid[]))
     order by starts_at, duty_id limit 1000`;
}

/** Offers a duty; the same once more is the same duty. Null where somebody else's has this id. */
export async function insertDuty(
  { tx, companyId }: Ctx,
  duty: Omit<Duty, 'state'>,
  offeredBy: MemberId,
): Promise<Duty | null> {
  const [row] = await tx<Duty>`
    insert into worktime.duty (company_id, duty_id, member_id, name, starts_at, ends_at, state, offered_by)
    values (${companyId}, ${duty.id}, ${duty.memberId}, ${duty.name}, ${duty.startsAt}, ${duty.endsAt}, 'offered', ${offeredBy})
    on conflict (company_id, duty_id) do update set name = worktime.duty.name
       where worktime.duty.member_id = excluded.member_id and worktime.duty.offered_by = excluded.offered_by
    returning duty_id as id, member_id, name, starts_at, ends_at, state`;
  return row ?? null;
}

export async function lockDuty(
  { tx, companyId }: Ctx,
  id: DutyId,
): Promise<(Duty & { readonly offeredBy: MemberId }) | null> {
  const [row] = await tx<Duty & { offeredBy: MemberId }>`
    select duty_id as id, member_id, name, starts_at, ends_at, state, offered_by from worktime.duty
     where company_id = ${companyId} and duty_id = ${id} for update`;
  return row ?? null;
}

export async function setDutyState({ tx, companyId }: Ctx, id: DutyId, state: Duty['state']): Promise<void> {
  await tx`update worktime.duty set state = ${state} where company_id = ${companyId} and duty_id = ${id}`;
}

export async function deleteDuty({ tx, companyId }: Ctx, id: DutyId): Promise<void> {
  await tx`delete from worktime.duty where company_id = ${companyId} and duty_id = ${id}`;
}

/** Forgets what was to come for a member who has left. */
export async function forgetMember({ tx, companyId }: Ctx, memberId: MemberId, now: Date): Promise<void> {
  await tx`delete from worktime.duty where company_id = ${companyId} and member_id = ${memberId} and starts_at > ${now}`;
  await tx`delete from worktime.planned_day where company_id = ${companyId} and member_id = ${memberId} and not counts`;
  await tx`delete from worktime.own_word where company_id = ${companyId} and member_id = ${memberId}`;
  await tx`delete from worktime.stepped_away where company_id = ${companyId} and member_id = ${memberId}`;
  await tx`delete from worktime.look where company_id = ${companyId} and member_id = ${memberId}`;
}
