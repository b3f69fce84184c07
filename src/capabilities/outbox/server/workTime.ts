import { timeZonesOf } from '#directory/server/index.ts';
import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import { isOfficeHours, nextOfficeEnd, nextOfficeStart } from '../model/officeHours.ts';
import type { TimeFacts } from '../model/time.ts';

/** Says of these members who is working now and what comes next. Who is not among the answers is no active member. */
export type WorkTime = (
  tx: Tx,
  companyId: CompanyId,
  memberIds: readonly MemberId[],
  now: Date,
) => Promise<ReadonlyMap<MemberId, TimeFacts>>;

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
