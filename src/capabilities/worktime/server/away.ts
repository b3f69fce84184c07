import { peopleKeepers } from '#directory/model/contract.ts';
import { activeMemberIds, ledBy, lockFor, noteViews, writeLedger } from '#directory/server/index.ts';
import type { Outbox } from '#outbox/server/index.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import { DAY_MS } from '#platform/model/zone.ts';
import type { Context } from '#platform/server/context.ts';
import { DUTY_HOURS_MAX, LEAVE_DAYS_MAX, type worktimeCalls } from '../model/contract.ts';
import { canEndLeave } from '../model/leaving.ts';
import { ensureLeads, keepsPeople, tellHours, tellKeepers, unknownMember } from './acting.ts';
import * as store from './store/away.ts';

type Calls = typeof worktimeCalls;

const HOUR_MS = 3_600_000;

/** Stops at a time that ends before it begins, has ended already, or is too long. */
function ensureTime(startsAt: Date, endsAt: Date, mostMs: number): void {
  ensure(endsAt <= startsAt ? refuse('worktime.endsBefore') : null);
  ensure(
    endsAt.getTime() - startsAt.getTime() > mostMs ? refuse('worktime.tooLong', { hours: mostMs / HOUR_MS }) : null,
  );
}

async function ensureActive(ctx: Context, ids: readonly MemberId[]): Promise<void> {
  const active = await activeMemberIds(ctx.tx, ctx.companyId, ids);
  if (active.length < new Set(ids).size) throw unknownMember();
}

export async function leaves(ctx: Context) {
  const found = await store.leavesOf(ctx, null, ctx.now);
  await noteViews(ctx, { what: 'leave', memberIds: found.map(({ memberId }) => memberId) });
  return found;
}

export async function enterLeave(
  ctx: Context,
  outbox: Outbox,
  leave: InputOf<Calls['enterLeave']>,
): Promise<OutputOf<Calls['enterLeave']>> {
  ensureTime(leave.startsAt, leave.endsAt, LEAVE_DAYS_MAX * DAY_MS);
  ensure(leave.standInId === leave.memberId ? refuse('worktime.standInSelf') : null);
  await ensureActive(ctx, leave.standInId === null ? [leave.memberId] : [leave.memberId, leave.standInId]);
  await lockFor(ctx, peopleKeepers);
  const entered = await store.insertLeave(ctx, leave, ctx.now);
  if (entered === null) throw new Refused(refuse('worktime.leaveOverlaps'));
  // Its kind is nobody else's business: the ledger has the time alone.
  await writeLedger(ctx, {
    kind: 'worktime.leaveEntered',
    facts: { memberId: leave.memberId, from: leave.startsAt.toISOString(), until: leave.endsAt.toISOString() },
  });
  await tellHours(ctx, outbox, [leave.memberId]);
  await tellKeepers(ctx);
  return entered;
}

export async function endLeave(ctx: Context, outbox: Outbox, { id }: InputOf<Calls['endLeave']>) {
  const leave = await store.lockLeave(ctx, id);
  const isOwn = leave?.memberId === ctx.memberId;
  if (leave === null || leave.endsAt <= ctx.now || !(isOwn || keepsPeople(ctx))) {
    throw new Refused(refuse('worktime.unknown'));
  }
  ensure(canEndLeave({ ...leave, now: ctx.now, isOwn }) ? null : refuse('worktime.leaveStands'));
  await store.endLeave(ctx, id, ctx.now);
  await writeLedger(ctx, { kind: 'worktime.leaveEnded', facts: { memberId: leave.memberId } });
  await tellHours(ctx, outbox, [leave.memberId]);
  await tellKeepers(ctx);
  return {};
}

export async function duties(ctx: Context): Promise<OutputOf<Calls['duties']>> {
  const found = await store.dutiesOf(
    ctx,
    keepsPeople(ctx) ? null : [ctx.memberId, ...(await ledBy(ctx.tx, ctx.companyId, ctx.memberId))],
    ctx.now,
  );
  await noteViews(ctx, { what: 'duties', memberIds: found.map(({ memberId }) => memberId) });
  return found;
}

export async function offerDuty(
  ctx: Context,
  outbox: Outbox,
  duty: InputOf<Calls['offerDuty']>,
): Promise<OutputOf<Calls['offerDuty']>> {
  await ensureActive(ctx, [duty.memberId]);
  await ensureLeads(ctx, [duty.memberId]);
  ensureTime(duty.startsAt, duty.endsAt, DUTY_HOURS_MAX * HOUR_MS);
  ensure(duty.startsAt < ctx.now ? refuse('worktime.dayPast') : null);
  const offered = await store.insertDuty(ctx, duty, ctx.memberId);
  if (offered === null) throw new Refused(refuse('worktime.memberUnknown'));
  await writeLedger(ctx, {
    kind: 'worktime.dutyOffered',
    facts: {
      memberId: duty.memberId,
      name: duty.name,
      from: duty.startsAt.toISOString(),
      until: duty.endsAt.toISOString(),
    },
  });
  await tellHours(ctx, outbox, [duty.memberId]);
  await tellKeepers(ctx);
  return offered;
}

export async function removeDuty(ctx: Context, outbox: Outbox, { id }: InputOf<Calls['removeDuty']>) {
  const duty = await store.lockDuty(ctx, id);
  if (duty === null || duty.endsAt <= ctx.now) throw new Refused(refuse('worktime.unknown'));
  await ensureLeads(ctx, [duty.memberId]).catch(() => {
    throw new Refused(refuse('worktime.unknown'));
  });
  await store.deleteDuty(ctx, id);
  await writeLedger(ctx, { kind: 'worktime.dutyRemoved', facts: { memberId: duty.memberId, name: duty.name } });
  await tellHours(ctx, outbox, [duty.memberId]);
  await tellKeepers(ctx);
  return {};
}
