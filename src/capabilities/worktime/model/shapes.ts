import { z } from 'zod';
import { type Id, idOf, type MemberId } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';
import { date } from '#platform/model/zone.ts';
import { DAY_MINUTES, STANDARD_DAYS } from './plan.ts';
import { united } from './spans.ts';

export type SiteId = Id<'site'>;
export type ScheduleId = Id<'schedule'>;
export type LeaveId = Id<'leave'>;
export type DutyId = Id<'duty'>;

/** A rotation has so many days at most, a day so many stretches. */
export const ROTATION_DAYS_MAX = 56;
export const STRETCHES_MAX = 6;
export const NAME_MAX = 60;
export const REASON_MIN = 10;
export const REASON_MAX = 300;

/** One line of words, without NUL, which no database text can hold. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => text.isWellFormed() && !/[\0\r\n]/.test(text));

export const memberId = idOf<MemberId>();
export const siteId = idOf<SiteId>();
export const scheduleId = idOf<ScheduleId>();
export const leaveId = idOf<LeaveId>();
export const dutyId = idOf<DutyId>();

/** Two letters of ISO 3166, such as CN. */
export const country = z.string().regex(/^[A-Z]{2}$/);

const span = z
  .object({
    from: z
      .number()
      .int()
      .min(0)
      .max(DAY_MINUTES - 1),
    until: z
      .number()
      .int()
      .min(1)
      .max(2 * DAY_MINUTES - 1),
  })
  .refine(({ from, until }) => from < until && until - from <= DAY_MINUTES);

/** The hours of a day, in minutes since its midnight, in order and apart; what ends after 1440 ends on the next day. */
export const hours = z
  .array(span)
  .max(STRETCHES_MAX)
  .refine((spans) => spans.every(({ from }, index) => index === 0 || (spans[index - 1]?.until ?? 0) < from))
  .refine((spans) => united(spans).length === spans.length);

const week = z.array(hours).length(7);

/** The hours that a schedule gives. */
export const pattern = z.discriminatedUnion('kind', [
  /** Seven days from Monday. `band`: members lay their hours by themselves, within it, as many minutes a week. */
  z.object({
    kind: z.literal('weekly'),
    days: week,
    band: span.nullable(),
    /** Does it rest on public holidays, and work on the days that make up for them? */
    keepsHolidays: z.boolean(),
  }),
  /** Days that come round again, the first of them on `startsOn`: shifts. */
  z.object({
    kind: z.literal('rotation'),
    days: z.array(hours).min(2).max(ROTATION_DAYS_MAX),
    startsOn: date,
    keepsHolidays: z.boolean(),
  }),
]);
export type Pattern = z.output<typeof pattern>;

/** The hours of who was given none. */
export const STANDARD: Pattern = {
  kind: 'weekly',
  days: STANDARD_DAYS.map((day) => [...day]),
  band: null,
  keepsHolidays: true,
};

export const ownWeek = week;

export const site = z.object({
  id: siteId,
  name: z.string(),
  timeZone: z.string(),
  country: country.nullable(),
  /** Does what is said to its people stay on the server while they are off (R3)? Null: as the law of the country asks. */
  strict: z.boolean().nullable(),
  /** How many members work there. */
  members: z.number().int(),
});
export type Site = z.output<typeof site>;

export const schedule = z.object({
  id: scheduleId,
  name: z.string(),
  pattern,
  /** What it will be, and from when: more hours are told 14 days before. */
  next: z.object({ from: date, pattern }).nullable(),
  /** Why it gives less rest than anybody should have, where it does. */
  reason: z.string().nullable(),
  members: z.number().int(),
});
export type Schedule = z.output<typeof schedule>;

export const holiday = z.object({
  day: date,
  kind: z.enum(['off', 'work']),
  zh: z.string(),
  en: z.string(),
  /** Whose hours a day worked in place has: 1 (Monday) to 7. */
  like: z.number().int().min(1).max(7),
});

export const leaveKind = z.enum([
  'annual',
  'sick',
  'personal',
  'parental',
  'marriage',
  'bereavement',
  'compensatory',
  'other',
]);
export type LeaveKind = z.output<typeof leaveKind>;

/** An approved leave. Its kind is between the member and who keeps the list of people. */
export const leave = z.object({
  id: leaveId,
  memberId,
  startsAt: instant,
  endsAt: instant,
  kind: leaveKind,
  standInId: memberId.nullable(),
});
export type Leave = z.output<typeof leave>;

/** An on-call duty: the only standing exemption, and only once the member has accepted it (R13). */
export const duty = z.object({
  id: dutyId,
  memberId,
  name: z.string(),
  startsAt: instant,
  endsAt: instant,
  state: z.enum(['offered', 'accepted', 'declined']),
});
export type Duty = z.output<typeof duty>;

export const focusBlock = z
  .object({
    weekday: z.number().int().min(1).max(7),
    from: z.number().int().min(0),
    until: z.number().int().max(DAY_MINUTES),
  })
  .refine(({ from, until }) => from < until);

/** Which rest is too short (R25): 11 hours in any 24, or 24 hours in any week. */
export const restFault = z.enum(['daily', 'weekly']);
export type RestFault = z.output<typeof restFault>;
