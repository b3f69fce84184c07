import { z } from 'zod';
import { insiders, peopleKeepers } from '#directory/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';
import { date } from '#platform/model/zone.ts';
import {
  country,
  holiday,
  hours,
  line,
  memberId,
  NAME_MAX,
  pattern,
  REASON_MAX,
  REASON_MIN,
  schedule,
  scheduleId,
  site,
  siteId,
} from '../shapes.ts';

export const ASSIGN_MAX = 500;
export const ROSTER_MEMBERS_MAX = 60;
export const ROSTER_DAYS_MAX = 35;
export const SITES_MAX = 200;
export const SCHEDULES_MAX = 200;

const none = z.object({});
const year = z.number().int().min(2000).max(2100);
const name = line(NAME_MAX);

/** One member's hours in the list of people. */
export const assigned = z.object({
  memberId,
  timeZone: z.string(),
  siteId: siteId.nullable(),
  scheduleId: scheduleId.nullable(),
  /** Hours that were given and count later. */
  next: z.object({ from: date, siteId: siteId.nullable(), scheduleId: scheduleId.nullable() }).nullable(),
});

export const hoursCalls = {
  settings: query({
    summary: 'Sites and schedules of the company, and countries whose holidays of this or the next year are missing.',
    allow: peopleKeepers,
    input: none,
    output: z.object({
      sites: z.array(site),
      schedules: z.array(schedule),
      missing: z.array(z.object({ country, year })),
    }),
    refusals: [],
  }),
  saveSite: command({
    summary:
      'Makes a site, or changes its name and whether it is strict. Zone and country of one at which people work stay: they are hours of theirs.',
    allow: peopleKeepers,
    input: z.object({
      id: siteId,
      name,
      timeZone: z.string().max(60),
      country: country.nullable(),
      strict: z.boolean().nullable().default(null),
    }),
    output: site,
    refusals: [
      'worktime.siteUsed',
      'worktime.nameTaken',
      'worktime.tooMany',
      'directory.timeZoneUnknown',
      'worktime.countryUnknown',
    ],
  }),
  removeSite: command({
    summary: 'Removes a site at which nobody works.',
    allow: peopleKeepers,
    input: z.object({ id: siteId }),
    output: none,
    refusals: ['worktime.unknown', 'worktime.siteUsed'],
  }),
  saveSchedule: command({
    summary:
      'Makes a schedule, or changes its hours: fewer from tomorrow, more with 14 days of notice (R1). Hours that leave too little rest need a reason (R25).',
    allow: peopleKeepers,
    input: z.object({
      id: scheduleId,
      name,
      pattern,
      reason: z.string().trim().max(REASON_MAX).nullable().default(null),
    }),
    output: schedule,
    refusals: [
      'worktime.nameTaken',
      'worktime.reasonNeeded',
      'worktime.tooMany',
      'worktime.noHours',
      'worktime.outsideBand',
    ],
  }),
  removeSchedule: command({
    summary: 'Removes a schedule that nobody has.',
    allow: peopleKeepers,
    input: z.object({ id: scheduleId }),
    output: none,
    refusals: ['worktime.unknown', 'worktime.scheduleUsed'],
  }),
  holidays: query({
    summary: 'The holidays of a country in a year, with the days that make up for them.',
    allow: insiders,
    input: z.object({ country, year }),
    output: z.object({ holidays: z.array(holiday), isLoaded: z.boolean() }),
    refusals: [],
  }),
  loadHolidays: command({
    summary:
      'Takes the holidays of a country and year from the list that Tautline brings; what was changed by hand is kept.',
    allow: peopleKeepers,
    input: z.object({ country, year }),
    output: z.object({ added: z.number().int() }),
    refusals: ['worktime.countryUnknown', 'worktime.yearUnknown'],
  }),
  saveHoliday: command({
    summary: 'Sets a holiday, or a day that makes up for one. A day of work is set 14 days before at least (R1).',
    allow: peopleKeepers,
    input: z.object({ country, holiday: holiday.extend({ zh: name, en: name }) }),
    output: none,
    refusals: ['worktime.tooSoon'],
  }),
  removeHoliday: command({
    summary:
      'Makes an ordinary day of a holiday, 14 days before at least, or of a day that makes up for one, at any time.',
    allow: peopleKeepers,
    input: z.object({ country, day: date }),
    output: none,
    refusals: ['worktime.unknown', 'worktime.tooSoon'],
  }),
  assigned: query({
    summary: 'Site and schedule of members; who they are is asked of the directory.',
    allow: peopleKeepers,
    input: z.object({ memberIds: z.array(memberId).min(1).max(ASSIGN_MAX) }),
    output: z.array(assigned),
    refusals: [],
    notesViews: true,
  }),
  assign: command({
    summary:
      'Gives members a site and a schedule (null: the standard hours). Who would work at more times than now is told, and does so after 14 days, or when he accepts.',
    allow: peopleKeepers,
    input: z.object({
      memberIds: z.array(memberId).min(1).max(ASSIGN_MAX),
      siteId: siteId.nullable(),
      scheduleId: scheduleId.nullable(),
    }),
    output: z.array(z.object({ memberId, from: date })),
    refusals: ['worktime.unknown', 'worktime.memberUnknown'],
  }),
  roster: query({
    summary: 'The planned hours of members, day by day: for who keeps the list of people, and for their managers.',
    allow: insiders,
    input: z.object({
      memberIds: z.array(memberId).min(1).max(ROSTER_MEMBERS_MAX),
      from: date,
      days: z.number().int().min(1).max(ROSTER_DAYS_MAX),
    }),
    output: z.array(
      z.object({
        memberId,
        days: z.array(
          z.object({
            day: date,
            hours,
            isPlanned: z.boolean(),
            /** Planned with short notice and not accepted yet: it does not count. */
            offered: hours.nullable(),
            isHoliday: z.boolean(),
            onLeave: z.boolean(),
          }),
        ),
      }),
    ),
    refusals: ['worktime.memberUnknown'],
    notesViews: true,
  }),
  planDays: command({
    summary:
      'Plans single days of a member otherwise than his schedule; null takes that back. More hours within 14 days count once he accepts them.',
    allow: insiders,
    input: z.object({
      memberId,
      days: z
        .array(z.object({ day: date, hours: hours.nullable() }))
        .min(1)
        .max(ROSTER_DAYS_MAX),
      reason: z.string().trim().max(REASON_MAX).nullable().default(null),
    }),
    output: none,
    refusals: ['worktime.memberUnknown', 'worktime.dayPast', 'worktime.reasonNeeded'],
  }),
};

export { REASON_MIN };
