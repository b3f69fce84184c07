import { ledBy, membersWithRole } from '#directory/server/index.ts';
import { peopleKeepers } from '#directory/model/contract.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { announce } from '#platform/server/announce.ts';
import type { Context } from '#platform/server/context.ts';
import type { Outbox } from '#outbox/server/index.ts';
import { worktimeEvent } from '../model/contract.ts';
import { calendarsOf, type MemberTime } from './calendars.ts';

/** Does the caller keep the list of people? */
export function keepsPeople(ctx: Context): boolean {
  return (peopleKeepers as readonly string[]).includes(ctx.role);
}

/** Stops whoever neither keeps the list of people nor manages each of these. He learns nothing of them. */
export async function ensureLeads(ctx: Context, memberIds: readonly MemberId[]): Promise<void> {
  if (keepsPeople(ctx)) return;
  const led = new Set(await ledBy(ctx.tx, ctx.companyId, ctx.memberId));
  if (!memberIds.every((id) => led.has(id))) throw unknownMember();
}

export const unknownMember = () => new Refused(refuse('worktime.memberUnknown'));

/** The time of one active member, and of the caller. */
export async function timeOf(ctx: Context, memberId: MemberId, from?: Date): Promise<MemberTime> {
  const time = (await calendarsOf(ctx.tx, ctx.companyId, [memberId], ctx.now, from)).get(memberId);
  if (time === undefined) throw unknownMember();
  return time;
}

/** Tells members that their time is another, and lets the gate ask again about what waits for them. Null: everybody's may be. */
export async function tellHours(ctx: Context, outbox: Outbox, memberIds: MemberId[] | null): Promise<void> {
  await outbox.timeChanged(ctx, memberIds);
  const reach = memberIds === null ? { topic: ctx.companyId } : { topic: ctx.companyId, audience: memberIds };
  await announce(ctx, worktimeEvent, { type: 'worktime.hoursChanged' }, reach);
}

/** Has members told that they will have more hours, or are asked for some: not of what they gave themselves. */
export async function tellWidened(ctx: Context, memberIds: readonly MemberId[]): Promise<void> {
  const audience = memberIds.filter((id) => id !== ctx.memberId);
  if (audience.length === 0) return;
  await announce(ctx, worktimeEvent, { type: 'worktime.hoursWidened' }, { topic: ctx.companyId, audience });
}

/** Tells who keeps the list of people, and who planned or asked, that sites, schedules, holidays, leave, duties or planned days are others now. */
export async function tellKeepers(ctx: Context, asked: readonly MemberId[] = []): Promise<void> {
  const audience = [...new Set([...(await membersWithRole(ctx.tx, ctx.companyId, peopleKeepers)), ...asked])];
  await announce(ctx, worktimeEvent, { type: 'worktime.settingsChanged' }, { topic: ctx.companyId, audience });
}
