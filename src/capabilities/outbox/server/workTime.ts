import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import type { TimeFacts } from '../model/time.ts';

/** A working day of a member. */
export interface WorkDay {
  readonly start: Date;
  readonly end: Date;
  /** Is he working at the moment from which it is counted? */
  readonly worksNow: boolean;
}

/** What the outbox, which knows no calendars, is told by them. Who is no active member is not among the answers. */
export interface WorkTime {
  /** Who of these members is working now, and what comes next. */
  factsOf(
    tx: Tx,
    companyId: CompanyId,
    memberIds: readonly MemberId[],
    now: Date,
  ): Promise<ReadonlyMap<MemberId, TimeFacts>>;
  /** Each member's own working day with this number (from 1) among those that begin after a moment. */
  daysAfter(
    tx: Tx,
    companyId: CompanyId,
    memberIds: readonly MemberId[],
    after: Date,
    days: number,
  ): Promise<ReadonlyMap<MemberId, WorkDay>>;
  /** The hours of a member on the date that it is for him now, in minutes since its midnight. */
  hoursToday(tx: Tx, companyId: CompanyId, memberId: MemberId, now: Date): Promise<{ from: number; until: number }[]>;
}
