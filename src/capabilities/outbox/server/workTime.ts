import { timeZonesOf } from '#directory/server/index.ts';
import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import { isOfficeHours, nextOfficeEnd, nextOfficeStart, officeDayAfter } from '../model/officeHours.ts';
import type { TimeFacts } from '../model/time.ts';

/** Says of these members who is working now and what comes next. Who is not among the answers is no active member. */
export type WorkTime = (
  tx: Tx,
  companyId: CompanyId,
  memberIds: readonly MemberId[],
  now: Date,
) => Promise<ReadonlyMap<MemberId, TimeFacts>>;

/** A working day of a member. */
export interface WorkDay {
  readonly start: Date;
  readonly end: Date;
  /** Is he working at the moment from which it is counted? */
  readonly worksNow: boolean;
}

/** Each member's own working day with this number (from 1) among those that begin after a moment. Who is no active member is not among the answers. */
export type WorkDays = (
  tx: Tx,
  companyId: CompanyId,
  memberIds: readonly MemberId[],
  after: Date,
  days: number,
) => Promise<ReadonlyMap<MemberId, WorkDay>>;

/** Working days without calendars: Monday to Friday in each member's own time zone. */
export const officeDays: WorkDays = async (tx, companyId, memberIds, after, days) => {
  const byZone = new Map<string, WorkDay>();
  const day = (timeZone: string): WorkDay => {
    const known = byZone.get(timeZone);
    if (known !== undefined) return known;
    const made = { ...officeDayAfter(timeZone, after, days), worksNow: isOfficeHours(timeZone, after) };
    byZone.set(timeZone, made);
    return made;
  };
  const zones = await timeZonesOf(tx, companyId, memberIds);
  return new Map(zones.map(({ memberId, timeZone }) => [memberId, day(timeZone)]));
};

/** Working time without calendars: office hours in each member's own time zone; nobody is on leave, in focus or on call. */
export const officeTime: WorkTime = async (tx, companyId, memberIds, now) => {
  const byZone = new Map<string, TimeFacts>();
  const facts = (timeZone: string): TimeFacts => {
    const known = byZone.get(timeZone);
    if (known !== undefined) return known;
    const made: TimeFacts = {
      works: isOfficeHours(timeZone, now),
      worksUntil: nextOfficeEnd(timeZone, now),
      nextStart: nextOfficeStart(timeZone, now),
      onLeave: false,
      focusUntil: null,
      onCall: false,
    };
    byZone.set(timeZone, made);
    return made;
  };
  const zones = await timeZonesOf(tx, companyId, memberIds);
  return new Map(zones.map(({ memberId, timeZone }) => [memberId, facts(timeZone)]));
};
