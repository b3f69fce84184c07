import { anyMember, peopleKeepers } from '#directory/model/contract.ts';
import { lockFor, membersWithRole, writeLedger } from '#directory/server/index.ts';
import type { Outbox } from '#outbox/server/index.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { DAY_MS, type Day, dayOfText, textOfDay } from '#platform/model/zone.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { Context } from '#platform/server/context.ts';
import type { worktimeCalls } from '../model/contract.ts';
import { COUNTRY_ZONES } from '../model/countries.ts';
import { firstDayNow, firstWidened, lastDayNow } from '../model/widening.ts';
import { tellHours, tellKeepers, tellWidened } from './acting.ts';
import { calendarsOf } from './calendars.ts';
import { listOf } from './holidayLists.ts';
import { holidaysOf } from './store/calendars.ts';
import * as store from './store/holidays.ts';

type Calls = typeof worktimeCalls;
type StoreContext = Pick<CompanyContext, 'tx' | 'companyId' | 'now'>;

const yearDay = (year: number): Day => dayOfText(`${year}-01-01`) ?? 0;
const yearOf = (now: Date): number => now.getUTCFullYear();

export async function holidays(
  { tx, companyId }: Context,
  { country, year }: InputOf<Calls['holidays']>,
): Promise<OutputOf<Calls['holidays']>> {
  const rows = await holidaysOf(tx, companyId, [country], yearDay(year), yearDay(year + 1));
  const years = await store.yearsOf({ tx, companyId });
  return {
    holidays: rows.flatMap(({ day, kind, zh, en, like }) => (kind === 'none' ? [] : [{ day, kind, zh, en, like }])),
    isLoaded: years.some((one) => one.country === country && one.year === year),
  };
}

/** Of which of these countries this or the next year was never looked up. */
export async function missingYears(ctx: StoreContext, countries: readonly string[]) {
  const known = new Set((await store.yearsOf(ctx)).map(({ country, year }) => `${country} ${year}`));
  const years = [yearOf(ctx.now), yearOf(ctx.now) + 1];
  return countries
    .flatMap((country) => years.map((year) => ({ country, year })))
    .filter(({ country, year }) => !known.has(`${country} ${year}`))
    .sort((a, b) => a.year - b.year || a.country.localeCompare(b.country));
}

/**
 * Takes a year of a country from the list that the product brings; null where the list does not have it. Days of work so near that they
 * could not be told 14 days before are left out (R1), and what stands there already stays.
 */
export async function takeList(ctx: StoreContext, country: string, year: number): Promise<number | null> {
  const list = await listOf(country, year);
  if (list === null) return null;
  const [past, soonest] = [firstDayNow(ctx.now), firstWidened(lastDayNow(ctx.now))];
  const days = list.filter(({ day, kind }) => kind === 'off' || day >= soonest || day < past);
  return store.addHolidays(ctx, country, year, days);
}

export async function loadHolidays(
  ctx: Context,
  outbox: Outbox,
  { country, year }: InputOf<Calls['loadHolidays']>,
): Promise<OutputOf<Calls['loadHolidays']>> {
  ensure(country in COUNTRY_ZONES ? null : refuse('worktime.countryUnknown'));
  await lockFor(ctx, peopleKeepers);
  const added = await takeList(ctx, country, year);
  if (added === null) throw new Refused(refuse('worktime.yearUnknown', { year }));
  await writeLedger(ctx, { kind: 'worktime.holidaysLoaded', facts: { country, year, added } });
  await tellHours(ctx, outbox, null);
  await tellKeepers(ctx);
  return { added };
}

export async function saveHoliday(ctx: Context, outbox: Outbox, { country, holiday }: InputOf<Calls['saveHoliday']>) {
  await lockFor(ctx, peopleKeepers);
  ensure(holiday.kind === 'work' ? ensureInTime(ctx, holiday.day) : null);
  const before = await store.holidayOn(ctx, country, holiday.day);
  // A day off that becomes a day of work is told in time as well; the other way round it may come at once.
  ensure(before?.kind === 'off' && holiday.kind !== 'off' ? ensureInTime(ctx, holiday.day) : null);
  await store.putHoliday(ctx, { country, ...holiday, byHand: true });
  await told(ctx, outbox, 'worktime.holidaySaved', {
    country,
    day: textOfDay(holiday.day),
    name: holiday.zh,
    what: holiday.kind,
  });
  if (holiday.kind === 'work' || before?.kind === 'off') await tellCountry(ctx, country);
  return {};
}

export async function removeHoliday(ctx: Context, outbox: Outbox, { country, day }: InputOf<Calls['removeHoliday']>) {
  await lockFor(ctx, peopleKeepers);
  const before = await store.holidayOn(ctx, country, day);
  if (before === null || before.kind === 'none') throw new Refused(refuse('worktime.unknown'));
  ensure(before.kind === 'off' ? ensureInTime(ctx, day) : null);
  await store.putHoliday(ctx, { ...before, kind: 'none', byHand: true });
  await told(ctx, outbox, 'worktime.holidayRemoved', {
    country,
    day: textOfDay(day),
    name: before.zh,
    what: before.kind,
  });
  if (before.kind === 'off') await tellCountry(ctx, country);
  return {};
}

const AT_ONCE = 1_000;

/** A day more is told to everybody who has the holidays of this country. */
async function tellCountry(ctx: Context, country: string): Promise<void> {
  const everybody = await membersWithRole(ctx.tx, ctx.companyId, anyMember);
  const theirs: MemberId[] = [];
  for (let from = 0; from < everybody.length; from += AT_ONCE) {
    const times = await calendarsOf(ctx.tx, ctx.companyId, everybody.slice(from, from + AT_ONCE), ctx.now);
    for (const [memberId, time] of times) if (time.country === country) theirs.push(memberId);
  }
  await tellWidened(ctx, theirs);
}

function ensureInTime(ctx: Context, day: Day) {
  // Where the day began first it has to be 14 whole days, too.
  const soonest = firstWidened(lastDayNow(ctx.now));
  return day >= soonest ? null : refuse('worktime.tooSoon', { soonest: textOfDay(soonest) });
}

async function told(ctx: Context, outbox: Outbox, kind: string, facts: Record<string, string>): Promise<void> {
  await writeLedger(ctx, { kind, facts });
  await tellHours(ctx, outbox, null);
  await tellKeepers(ctx);
}

/** So often the years to come are looked after. */
export const LOOKED_EVERY_MS = DAY_MS;
