import { decode } from 'zod';
import { timeZonesOf } from '#directory/server/index.ts';
import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import { DAY_MS, type Day, localOf } from '#platform/model/zone.ts';
import type { Tx } from '#platform/server/database.ts';
import { type Calendar, HORIZON_DAYS } from '../model/calendar.ts';
import { laidHours } from '../model/flexible.ts';
import { type Holiday, type Hours, type Plan, STANDARD_DAYS } from '../model/plan.ts';
import { pattern, type ScheduleId, type SiteId } from '../model/shapes.ts';
import { COUNTRY_ZONES, countryOfZone } from '../model/countries.ts';
import { planOf } from '../model/scheduling.ts';
import { isStrict } from '../model/strict.ts';
import * as store from './store/calendars.ts';

/** What stands behind the calendar of a member. */
export interface MemberTime {
  readonly calendar: Calendar;
  /** Whose holidays he has. */
  readonly country: string | null;
  readonly assignments: readonly store.AssignmentRow[];
  /** The stand-in of the leave that runs now, and that leave. */
  readonly leaveNow: { readonly standInId: MemberId | null; readonly endsAt: Date } | null;
  /** Does what is said to him stay on the server while he is off (R3)? */
  readonly isStrict: boolean;
  /** Did he choose his time zone himself? */
  readonly hasOwnZone: boolean;
  /** The zone that he has where no site brings one: his own, or the one of the company. */
  readonly zoneAlone: string;
  /** The hours that he laid himself, whether they fit now or not. */
  readonly ownDays: readonly Hours[] | null;
}

/** All schedules and sites of a company, as calendars want them. */
export interface HoursBook {
  readonly sites: readonly store.SiteRow[];
  readonly versions: readonly store.VersionRow[];
}

/** Loads what the company has of sites and schedules. */
export async function hoursBook(tx: Tx, companyId: CompanyId): Promise<HoursBook> {
  const sites = await store.sitesOf(tx, companyId);
  const versions = (await store.versionsOf(tx, companyId)).map((row) => ({
    ...row,
    pattern: decode(pattern, row.pattern as never),
  }));
  return { sites, versions };
}

type HolidaysOf = (country: string | null) => ReadonlyMap<Day, Holiday>;

const NO_HOLIDAYS: ReadonlyMap<Day, Holiday> = new Map();

/**
 * The calendars of those among these who are active members, good from `now` on (and back to `from`, where that is earlier). Six statements,
 * however many they are.
 */
export async function calendarsOf(
  tx: Tx,
  companyId: CompanyId,
  memberIds: readonly MemberId[],
  now: Date,
  from: Date = now,
): Promise<Map<MemberId, MemberTime>> {
  const zones = await timeZonesOf(tx, companyId, memberIds);
  if (zones.length === 0) return new Map();
  const ids = zones.map(({ memberId }) => memberId);
  const book = await hoursBook(tx, companyId);
  const assignments = Map.groupBy(await store.assignmentsOf(tx, companyId, ids), ({ memberId }) => memberId);
  const firstDay = Math.floor(from.getTime() / DAY_MS) - 3;
  const exceptions = Map.groupBy(
    await store.exceptionsOf(tx, companyId, ids, new Date(firstDay * DAY_MS), firstDay),
    ({ memberId }) => memberId,
  );
  const sites = new Map(book.sites.map((site) => [site.id, site]));
  const countryOf = (siteId: SiteId | null, zone: string) =>
    siteId === null ? countryOfZone(zone) : (sites.get(siteId)?.country ?? null);
  const countries = new Set<string | null>(book.sites.map(({ country }) => country));
  for (const { timeZone } of zones) countries.add(countryOfZone(timeZone));
  const holidaysOf = await holidayBook(tx, companyId, countries, firstDay, now);
  const plansOf = planBook(book, holidaysOf);
  // Most have nothing of their own: thousands who were assigned the same have one calendar, and what follows from it is found once.
  const shared = new Map<string, Calendar>();

  return new Map(
    zones.map(({ memberId, timeZone, ownZone }) => {
      const own = assignments.get(memberId) ?? [];
      const facts = exceptions.get(memberId) ?? [];
      const today = localOf(timeZone, now).day;
      const current = own.findLast(({ fromDay }) => fromDay <= today) ?? null;
      const siteId = current?.siteId ?? null;
      const site = siteId === null ? undefined : sites.get(siteId);
      const ownDays = facts.find((fact) => fact.kind === 'own')?.facts.days ?? null;
      const zone = ownZone || site === undefined ? timeZone : site.timeZone;
      const key =
        facts.length > 0
          ? null
          : [zone, timeZone, ...own.map((one) => `${one.fromDay} ${one.siteId} ${one.scheduleId}`)].join();
      const make = () =>
        calendarOf(
          zone,
          plansOf(own, ownDays, (siteId) => countryOf(siteId, timeZone)),
          facts,
        );
      const calendar = (key === null ? undefined : shared.get(key)) ?? make();
      if (key !== null) shared.set(key, calendar);
      const leaveNow = facts.find((fact) => fact.kind === 'leave' && fact.startsAt <= now && now < fact.endsAt);
      return [
        memberId,
        {
          calendar,
          country: countryOf(siteId, timeZone),
          assignments: own,
          ownDays,
          isStrict: isStrict(site?.strict ?? null, site?.country ?? null, zone),
          hasOwnZone: ownZone,
          zoneAlone: timeZone,
          leaveNow:
            leaveNow?.kind === 'leave'
              ? { standInId: leaveNow.facts as MemberId | null, endsAt: leaveNow.endsAt }
              : null,
        },
      ];
    }),
  );
}

async function holidayBook(
  tx: Tx,
  companyId: CompanyId,
  countries: ReadonlySet<string | null>,
  firstDay: Day,
  now: Date,
): Promise<HolidaysOf> {
  const named = [...countries].filter((country) => country !== null);
  if (named.length === 0) return () => NO_HOLIDAYS;
  const until = Math.floor(now.getTime() / DAY_MS) + HORIZON_DAYS + 3;
  const rows = await store.holidaysOf(tx, companyId, named, firstDay, until);
  const byCountry = new Map(
    [...Map.groupBy(rows, ({ country }) => country)].map(([country, days]) => [
      country,
      new Map(
        days.flatMap(({ day, kind, ...holiday }) => (kind === 'none' ? [] : [[day, { kind, ...holiday }] as const])),
      ),
    ]),
  );
  return (country) => (country === null ? undefined : byCountry.get(country)) ?? NO_HOLIDAYS;
}

/** Before everything else that was given to a member: the standard hours. */
const EVER = Number.NEGATIVE_INFINITY;

/** Plans of a member by what he was assigned. Members with the same assignment share them. */
export function planBook(book: HoursBook, holidaysOf: HolidaysOf) {
  const versions = Map.groupBy(book.versions, ({ scheduleId }) => scheduleId);
  const shared = new Map<string, readonly Plan[]>();

  /** The plans of one schedule in a country, from a date until before another. */
  function plansIn(scheduleId: ScheduleId | null, country: string | null, from: Day, until: Day): readonly Plan[] {
    const key = `${scheduleId} ${country} ${from} ${until}`;
    const known = shared.get(key);
    if (known !== undefined) return known;
    const all = scheduleId === null ? [] : (versions.get(scheduleId) ?? []);
    const first = all.findLast(({ fromDay }) => fromDay <= from) ?? all[0];
    const later = all.filter((version) => version !== first && version.fromDay > from && version.fromDay < until);
    const made =
      first === undefined
        ? [standardPlan(from, holidaysOf(country))]
        : [
            planOf(first.pattern, from, holidaysOf(country)),
            ...later.map((one) => planOf(one.pattern, one.fromDay, holidaysOf(country))),
          ];
    shared.set(key, made);
    return made;
  }

  return (
    assignments: readonly Omit<store.AssignmentRow, 'memberId'>[],
    ownDays: readonly Hours[] | null,
    countryOf: (siteId: SiteId | null) => string | null,
  ): [Plan, ...Plan[]] => {
    const steps = [{ fromDay: EVER, siteId: null, scheduleId: null }, ...assignments];
    const plans = steps.flatMap(({ fromDay, siteId, scheduleId }, index) => {
      const until = steps[index + 1]?.fromDay ?? Number.POSITIVE_INFINITY;
      const country = countryOf(siteId);
      if (ownDays === null || scheduleId === null) return plansIn(scheduleId, country, fromDay, until);
      // Hours laid by the member hold as long as the schedule has room for them.
      const own = versions.get(scheduleId) ?? [];
      return plansIn(scheduleId, country, fromDay, until).map((plan) => {
        const version = own.findLast((one) => one.fromDay <= plan.from) ?? own[0];
        return version === undefined ? plan : { ...plan, days: laidHours(version.pattern, ownDays) ?? plan.days };
      });
    });
    return plans as [Plan, ...Plan[]];
  };
}

export function standardPlan(from: Day, holidays: ReadonlyMap<Day, Holiday>): Plan {
  return { from, days: STANDARD_DAYS, startsOn: null, holidays };
}

function calendarOf(timeZone: string, plans: [Plan, ...Plan[]], facts: readonly store.ExceptionRow[]): Calendar {
  const spans = (wanted: store.ExceptionRow['kind']) =>
    facts.flatMap((fact) =>
      'startsAt' in fact && fact.kind === wanted
        ? [{ from: fact.startsAt.getTime(), until: fact.endsAt.getTime() }]
        : [],
    );
  const own = facts.find((fact) => fact.kind === 'own');
  return {
    timeZone,
    plans,
    planned: new Map(facts.flatMap((fact) => (fact.kind === 'day' ? [[fact.day, fact.facts] as const] : []))),
    leave: spans('leave'),
    added: spans('added'),
    stopped: spans('stopped'),
    duty: spans('duty'),
    focus: own?.facts.focus ?? [],
  };
}

/** The plans that a member would have with this site and schedule from now on, by what else is known of him. */
export async function plansAssigned(
  { tx, companyId, now }: { tx: Tx; companyId: CompanyId; now: Date },
  book: HoursBook,
  wanted: { readonly siteId: SiteId | null; readonly scheduleId: ScheduleId | null },
): Promise<(time: MemberTime) => [Plan, ...Plan[]]> {
  const site = book.sites.find(({ id }) => id === wanted.siteId);
  const countries = new Set([site?.country ?? null, ...Object.keys(COUNTRY_ZONES)]);
  const holidaysOf = await holidayBook(tx, companyId, countries, Math.floor(now.getTime() / DAY_MS) - 3, now);
  const plansOf = planBook(book, holidaysOf);
  return (time) => {
    const country = site === undefined ? countryOfZone(time.zoneAlone) : site.country;
    return plansOf([{ ...wanted, fromDay: EVER }], time.ownDays, () => country);
  };
}
