import { z } from 'zod';
import { insiders, peopleKeepers } from '#directory/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';
import { instant } from '#platform/model/time.ts';
import { duty, dutyId, leave, leaveId, leaveKind, line, memberId, NAME_MAX } from '../shapes.ts';

/** A leave, and a duty, is so long at most. */
export const LEAVE_DAYS_MAX = 400;
export const DUTY_HOURS_MAX = 7 * 24;

const none = z.object({});

export const awayCalls = {
  leaves: query({
    summary: 'Approved leave that has not ended, by its beginning; 500 at most.',
    allow: peopleKeepers,
    input: none,
    output: z.array(leave),
    refusals: [],
    notesViews: true,
  }),
  enterLeave: command({
    summary:
      'Enters an approved leave: nothing is delivered to the member while it lasts (R12). The id is made by the caller.',
    allow: peopleKeepers,
    input: z.object({
      id: leaveId,
      memberId,
      startsAt: instant,
      endsAt: instant,
      kind: leaveKind,
      standInId: memberId.nullable(),
    }),
    output: leave,
    refusals: [
      'worktime.memberUnknown',
      'worktime.endsBefore',
      'worktime.tooLong',
      'worktime.leaveOverlaps',
      'worktime.standInSelf',
    ],
  }),
  endLeave: command({
    summary:
      'Takes back a leave, or ends one that has begun. The member himself at any time; who keeps the list of people while it is 14 days ahead, or within a day of entering it.',
    allow: insiders,
    input: z.object({ id: leaveId }),
    output: none,
    refusals: ['worktime.unknown', 'worktime.leaveStands'],
  }),
  duties: query({
    summary:
      'On-call duties that have not ended: all for who keeps the list of people, those of their people for managers, else the own.',
    allow: insiders,
    input: none,
    output: z.array(duty),
    refusals: [],
    notesViews: true,
  }),
  offerDuty: command({
    summary:
      'Offers an on-call duty to a member: by who keeps the list of people or his manager. It counts once he accepts (R13).',
    allow: insiders,
    input: z.object({ id: dutyId, memberId, name: line(NAME_MAX), startsAt: instant, endsAt: instant }),
    output: duty,
    refusals: ['worktime.memberUnknown', 'worktime.endsBefore', 'worktime.tooLong', 'worktime.dayPast'],
  }),
  removeDuty: command({
    summary: 'Takes back an on-call duty: by who keeps the list of people or a manager of the member.',
    allow: insiders,
    input: z.object({ id: dutyId }),
    output: none,
    refusals: ['worktime.unknown'],
  }),
};
