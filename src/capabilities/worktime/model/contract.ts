import { z } from 'zod';
import { awayCalls } from './calls/away.ts';
import { hoursCalls } from './calls/hours.ts';
import { ownCalls } from './calls/own.ts';
import { memberId } from './shapes.ts';

export { NOTICE_DAYS } from './widening.ts';
export * from './shapes.ts';
export { DUTY_HOURS_MAX, LEAVE_DAYS_MAX } from './calls/away.ts';
export { ASSIGN_MAX, ROSTER_DAYS_MAX, ROSTER_MEMBERS_MAX, SCHEDULES_MAX, SITES_MAX } from './calls/hours.ts';
export { ADDED_HOURS_MAX, FOCUS_MINUTES_MIN, FOCUS_WEEK_MINUTES_MAX, type OwnDay, REACH_MAX } from './calls/own.ts';

export const worktimeCalls = { ...ownCalls, ...hoursCalls, ...awayCalls };

export const worktimeEvent = z.discriminatedUnion('type', [
  /** To the members meant: their working time is another now; it carries none of it. Null: that of everybody may be. */
  z.object({ type: z.literal('worktime.hoursChanged'), memberIds: z.array(memberId).nullable() }),
  /** To who keeps the list of people: sites, schedules, holidays, leave or duties were changed. */
  z.object({ type: z.literal('worktime.settingsChanged') }),
]);
export type WorktimeEvent = z.output<typeof worktimeEvent>;
