import { z } from 'zod';
import { anyMember, insiders } from '#directory/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';
import { instant } from '#platform/model/time.ts';
import { date } from '#platform/model/zone.ts';
import { presence } from '../presence.ts';
import { duty, dutyId, focusBlock, hours, leave, memberId, ownWeek, pattern } from '../shapes.ts';

export const WEEKS_DAYS_MAX = 42;
/** "I work now" is said for so long at most. */
export const ADDED_HOURS_MAX = 6;
export const REACH_MAX = 500;

const none = z.object({});

/** Why a member works or not: by plan; by his own word; on leave; stopped by himself; a holiday; a day without work; before, between or after the hours. */
export const why = z.enum(['planned', 'added', 'leave', 'stopped', 'holiday', 'dayOff', 'restPlanned', 'outside']);

const stretch = z.object({ start: instant, end: instant });
const names = z.object({ zh: z.string(), en: z.string() });

export const ownDay = z.object({
  day: date,
  /** As planned, in minutes. */
  hours,
  because: z.enum(['hours', 'dayOff', 'holiday', 'makeUp', 'planned']),
  /** The name of the holiday, or of the one that a day makes up for. */
  holiday: names.nullable(),
  /** What is left of it, in moments, with what the member added himself. */
  working: z.array(stretch),
  onLeave: z.boolean(),
});
export type OwnDay = z.output<typeof ownDay>;

const otherHours = z.object({
  from: date,
  siteName: z.string().nullable(),
  scheduleName: z.string().nullable(),
  pattern,
});

const held = z.object({
  isStrict: z.boolean(),
  isHeld: z.boolean(),
  /** When the rest began in which it is held; null where nothing is. */
  since: instant.nullable(),
  /** When that is asked anew; null: not before something changes. */
  until: instant.nullable(),
  /** The member looks all the same, until then. */
  looksUntil: instant.nullable(),
});

export const ownCalls = {
  mine: query({
    summary: 'The own working time: is it now and why, the days asked for, and what waits for an answer.',
    allow: anyMember,
    /** `from`: left out, the Monday of this week. */
    input: z.object({ from: date.optional(), days: z.number().int().min(1).max(WEEKS_DAYS_MAX).default(7) }),
    output: z.object({
      timeZone: z.string(),
      /** The date there. */
      today: date,
      /** Null: no site, the standard hours. */
      siteName: z.string().nullable(),
      scheduleName: z.string().nullable(),
      works: z.boolean(),
      why,
      holiday: names.nullable(),
      /** What others see of him now. */
      presence,
      /** When this changes. */
      until: instant,
      onCallUntil: instant.nullable(),
      days: z.array(ownDay),
      focus: z.array(focusBlock),
      /** What the member said himself and still holds. */
      added: stretch.nullable(),
      stopped: stretch.nullable(),
      /** Where the schedule lets members lay their hours: within which minutes, and what they are now. */
      flexible: z
        .object({
          band: z.object({ from: z.number().int(), until: z.number().int() }),
          days: ownWeek,
          isOwn: z.boolean(),
        })
        .nullable(),
      /** Other hours that come later, because there are more of them: those of the schedule, or such as were given and can be accepted sooner. */
      change: otherHours.extend({ mayAccept: z.boolean() }).nullable(),
      /** Days that were planned with less notice, and count once they are accepted. */
      offers: z.array(z.object({ day: date, hours })),
      duties: z.array(duty),
      leave: z.array(leave),
    }),
    refusals: [],
  }),
  workNow: command({
    summary:
      'Says that the caller works from now until a moment: notifications reach him. Not on leave, and for six hours at most.',
    allow: anyMember,
    input: z.object({ until: instant }),
    output: none,
    refusals: ['worktime.onLeave', 'worktime.tooLong'],
  }),
  stopNow: command({
    summary: 'Ends the working time of the caller that runs now: nothing notifies until the next one begins.',
    allow: anyMember,
    input: none,
    output: none,
    refusals: ['worktime.notWorking'],
  }),
  asPlanned: command({
    summary: 'Takes back what the caller said himself of this moment: his hours are as planned again.',
    allow: anyMember,
    input: none,
    output: none,
    refusals: [],
  }),
  setAway: command({
    summary:
      'Says that the caller has stepped away from work, until he is back or the working day ends; or that he is back. It holds no notification.',
    allow: anyMember,
    input: z.object({ away: z.boolean() }),
    output: none,
    refusals: ['worktime.notWorking'],
  }),
  setFocus: command({
    summary: 'Sets the blocks of every week in which the caller wants to work undisturbed.',
    allow: anyMember,
    input: z.object({ blocks: z.array(focusBlock).max(21) }),
    output: none,
    refusals: ['worktime.focusShort', 'worktime.focusMuch', 'worktime.focusOverlaps'],
  }),
  setOwnHours: command({
    summary:
      'Lays the own hours within the band of the schedule, as many minutes a week; null takes them as the schedule has them.',
    allow: anyMember,
    input: z.object({ days: ownWeek.nullable() }),
    output: none,
    refusals: ['worktime.notFlexible', 'worktime.outsideBand', 'worktime.minutesDiffer'],
  }),
  acceptChange: command({
    summary: 'Accepts hours that were given for a later date, as they were read: they count from tomorrow.',
    allow: anyMember,
    input: otherHours,
    output: none,
    refusals: ['worktime.unknown'],
  }),
  acceptDay: command({
    summary: 'Accepts, or declines, a day that was planned with short notice, as it was read.',
    allow: anyMember,
    input: z.object({ day: date, hours, accept: z.boolean() }),
    output: none,
    refusals: ['worktime.unknown'],
  }),
  answerDuty: command({
    summary: 'Accepts or declines an on-call duty. What was accepted can be given back until it begins.',
    allow: insiders,
    input: z.object({ id: dutyId, accept: z.boolean() }),
    output: none,
    refusals: ['worktime.unknown', 'worktime.dutyBegan'],
  }),
  hold: query({
    summary: 'Is the site of the caller strict, does what waits stay on the server now, and until when?',
    allow: anyMember,
    input: none,
    output: held,
    refusals: [],
  }),
  look: command({
    summary:
      'Looks at what waits while the caller is off, until the next start or for twelve hours; or lets it wait again. Nobody else hears of it.',
    allow: anyMember,
    input: z.object({ on: z.boolean() }),
    output: held,
    refusals: [],
  }),
  reach: query({
    summary:
      'Of members: do they work now, when do they next, what does their clock show. On leave: the return and the stand-in, never why.',
    allow: insiders,
    input: z.object({ memberIds: z.array(memberId).min(1).max(REACH_MAX) }),
    output: z.array(
      z.object({
        memberId,
        timeZone: z.string(),
        works: z.boolean(),
        /** When he can be reached: null while he works. */
        nextStart: instant.nullable(),
        onLeave: z.boolean(),
        standInId: memberId.nullable(),
      }),
    ),
    refusals: [],
  }),
  presences: query({
    summary: 'Of members: available, focusing, away, or off. By calendar and own word alone, and without any moment.',
    allow: insiders,
    input: z.object({ memberIds: z.array(memberId).min(1).max(REACH_MAX) }),
    output: z.array(z.object({ memberId, presence })),
    refusals: [],
  }),
};
