import type { TimeFacts } from '#outbox/model/contract.ts';
import type { WorkTime } from '#outbox/server/index.ts';
import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import { DAY_MS, localOf } from '#platform/model/zone.ts';
import { type Calendar, isWorking, plannedOn, restAt, timeFacts, workDayAfter } from '../model/calendar.ts';
import { restBrokenBy } from '../model/resting.ts';
import type { RestFault } from '../model/shapes.ts';
import { calendarsOf } from './calendars.ts';

/** Working time by everybody's own calendar: what the gate asks. */
export const workTime: WorkTime = {
  async factsOf(tx, companyId, memberIds, now) {
    const times = await calendarsOf(tx, companyId, memberIds, now);
    const found = new Map<Calendar, TimeFacts>();
    const factsOf = (calendar: Calendar): TimeFacts => {
      const facts = found.get(calendar) ?? timeFacts(calendar, now);
      found.set(calendar, facts);
      return facts;
    };
    return new Map([...times].map(([memberId, { calendar }]) => [memberId, factsOf(calendar)]));
  },
  async daysAfter(tx, companyId, memberIds, after, days) {
    const times = await calendarsOf(tx, companyId, memberIds, after);
    return new Map(
      [...times].map(([memberId, { calendar }]) => [
        memberId,
        { ...workDayAfter(calendar, after, days), worksNow: isWorking(calendar, after) },
      ]),
    );
  },
  async hoursToday(tx, companyId, memberId, now) {
    const time = (await calendarsOf(tx, companyId, [memberId], now)).get(memberId);
    if (time === undefined) return [];
    return plannedOn(time.calendar, localOf(time.calendar.timeZone, now).day).hours.map((span) => ({ ...span }));
  },
};

/** So far back the end of work is looked for among what members said and were given. */
const REST_DAYS = 20;

/** What a member has of rest at a moment, and which rest would be too short if he worked for so long now (R25). */
export interface Rest {
  readonly since: Date;
  readonly until: Date;
  readonly breaks: readonly RestFault[];
}

/** Who of these members rests now: since his work ended until the next begins (R4). On leave is not here. `forMs`: what he would work. */
export async function restsOf(
  tx: Tx,
  companyId: CompanyId,
  memberIds: readonly MemberId[],
  now: Date,
  forMs: number,
): Promise<Map<MemberId, Rest>> {
  const times = await calendarsOf(tx, companyId, memberIds, now, new Date(now.getTime() - REST_DAYS * DAY_MS));
  const rests = [...times].flatMap(([memberId, { calendar, leaveNow }]) => {
    const rest = leaveNow === null ? restAt(calendar, now) : null;
    if (rest === null) return [];
    const work = { from: now.getTime(), until: now.getTime() + forMs };
    return [[memberId, { ...rest, breaks: restBrokenBy(calendar, work) }] as const];
  });
  return new Map(rests);
}

/** What a colleague may know of the time of these members: when they can be reached, and who stands in for who is on leave (R12). */
export async function timesOf(
  tx: Tx,
  companyId: CompanyId,
  memberIds: readonly MemberId[],
  now: Date,
): Promise<Map<MemberId, { facts: TimeFacts; standInId: MemberId | null }>> {
  const times = await calendarsOf(tx, companyId, memberIds, now);
  return new Map(
    [...times].map(([memberId, { calendar, leaveNow }]) => [
      memberId,
      { facts: timeFacts(calendar, now), standInId: leaveNow?.standInId ?? null },
    ]),
  );
}
