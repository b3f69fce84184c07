import { z } from 'zod';
import { awayCalls } from './calls/away.ts';
import { hoursCalls } from './calls/hours.ts';
import { ownCalls } from './calls/own.ts';

export { NOTICE_DAYS } from './widening.ts';
export * from './shapes.ts';
export { DUTY_HOURS_MAX, LEAVE_DAYS_MAX } from './calls/away.ts';
export { ASSIGN_MAX, ROSTER_DAYS_MAX, ROSTER_MEMBERS_MAX, SCHEDULES_MAX, SITES_MAX } from './calls/hours.ts';
export { canFocus, FOCUS_MINUTES_MIN, FOCUS_WEEK_MINUTES_MAX } from './focus.ts';
export { presence, type Presence } from './presence.ts';
export { AWAY_MS, offIn, type OwnRest, restIn, startsOff } from './offHours.ts';
export { ADDED_HOURS_MAX, type OwnDay, REACH_MAX } from './calls/own.ts';

export const worktimeCalls = { ...ownCalls, ...hoursCalls, ...awayCalls };

export const worktimeEvent = z.discriminatedUnion('type', [
  /** To the members meant, or to everybody: their working time may be another now. It carries none of it. */
  z.object({ type: z.literal('worktime.hoursChanged') }),
  /** To members who will have more hours than they have, from a later date or once they accept it: they are told so, wherever they are. */
  z.object({ type: z.literal('worktime.hoursWidened') }),
  /** To who keeps the list of people, and to who planned or asked: sites, schedules, holidays, leave, duties or planned days were changed. */
  z.object({ type: z.literal('worktime.settingsChanged') }),
]);
export type WorktimeEvent = z.output<typeof worktimeEvent>;
