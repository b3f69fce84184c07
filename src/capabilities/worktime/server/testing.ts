import pg from 'pg';
import { encode } from 'zod';
import { openTestHouse } from '#chat/server/testing.ts';
import { newId } from '#platform/server/house.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import type { Identity } from '#platform/server/connection.ts';
import { textOfDay } from '#platform/model/zone.ts';
import { worktimeCalls } from '../model/contract.ts';
import { type Hours, STANDARD_DAYS } from '../model/plan.ts';
import type { ScheduleId, SiteId } from '../model/shapes.ts';

type Calls = typeof worktimeCalls;

/** A house in which calendars are tried: everybody has come long ago. */
export async function openTimeHouse() {
  const house = await openTestHouse();
  const owner = new pg.Client({ connectionString: house.fresh.ownerUrl });
  await owner.connect();

  const ask = <Name extends keyof Calls>(as: Identity, name: Name, input: object = {}) =>
    house.call(as, `worktime.${name}`, input) as Promise<OutputOf<Calls[Name]>>;

  /** People who have been members since this moment. */
  async function people(since: string, ...names: string[]): Promise<Record<string, Identity>> {
    const made = await house.company(...names);
    const companyId = made[names[0] ?? '']?.companyId;
    await owner.query(
      `update directory.member set joined_at = $2, account_id = coalesce(account_id, gen_random_uuid()) where company_id = $1`,
      [companyId, since],
    );
    return made;
  }

  async function schedule(as: Identity, name: string, days: readonly Hours[], more: object = {}): Promise<ScheduleId> {
    const pattern = { kind: 'weekly', days, band: null, keepsHolidays: true, ...more };
    const id = newId() as ScheduleId;
    await ask(as, 'saveSchedule', { id, name, pattern, reason: 'a reason that is long enough' });
    return id;
  }

  async function site(as: Identity, name: string, timeZone: string, country: string | null): Promise<SiteId> {
    const id = newId() as SiteId;
    await ask(as, 'saveSite', { id, name, timeZone, country });
    return id;
  }

  return {
    ...house,
    owner,
    ask,
    people,
    schedule,
    site,
    /** Assigns one member and says from when. */
    async assign(as: Identity, member: Identity, siteId: SiteId | null, scheduleId: ScheduleId | null) {
      const [given] = await ask(as, 'assign', { memberIds: [member.memberId], siteId, scheduleId });
      return given === undefined ? null : textOfDay(given.from);
    },
    /** What the wire carries of a member's own time. */
    async mine(as: Identity, input: object = {}) {
      return encode(worktimeCalls.mine.output, await ask(as, 'mine', input));
    },
    async [Symbol.asyncDispose]() {
      await owner.end();
      await house[Symbol.asyncDispose]();
    },
  };
}

/** A week in which these days have these hours. */
export function week(days: readonly number[], from: number, until: number): Hours[] {
  return STANDARD_DAYS.map((_, index) => (days.includes(index + 1) ? [{ from: from * 60, until: until * 60 }] : []));
}
