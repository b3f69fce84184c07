import { encode } from 'zod';
import { peopleKeepers } from '#directory/model/contract.ts';
import { activeMemberIds, lockFor, newcomers, noteViews, writeLedger, zonesInUse } from '#directory/server/index.ts';
import type { Outbox } from '#outbox/server/index.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import { DAY_MS, type Day, localOf, textOfDay } from '#platform/model/zone.ts';
import type { Context } from '#platform/server/context.ts';
import { isTimeZone } from '#directory/model/contract.ts';
import {
  NOTICE_DAYS,
  pattern as patternShape,
  type Schedule,
  type ScheduleId,
  SCHEDULES_MAX,
  type Site,
  SITES_MAX,
  type worktimeCalls,
} from '../model/contract.ts';
import { COUNTRY_ZONES, countryOfZone } from '../model/countries.ts';
import { canSchedule, firstDay } from '../model/scheduling.ts';
import { isStrict } from '../model/strict.ts';
import { firstDayNow, firstWidened, lastDayNow, widens } from '../model/widening.ts';
import { tellHours, tellKeepers, tellWidened, unknownMember } from './acting.ts';
import { calendarsOf, type HoursBook, hoursBook, plansAssigned } from './calendars.ts';
import type { Holding } from './holding.ts';
import { missingYears } from './holidays.ts';
import { setLooked } from './store/holidays.ts';
import * as store from './store/hours.ts';

type Calls = typeof worktimeCalls;

const unknown = () => new Refused(refuse('worktime.unknown'));

export async function settings(ctx: Context): Promise<OutputOf<Calls['settings']>> {
  const book = await hoursBook(ctx.tx, ctx.companyId);
  const today = lastDayNow(ctx.now);
  const members = await usersOf(ctx);
  const countries = new Set(book.sites.map(({ country }) => country));
  for (const zone of await zonesInUse(ctx.tx, ctx.companyId)) countries.add(countryOfZone(zone));
  const ids = [...new Set(book.versions.map(({ scheduleId }) => scheduleId))];
  return {
    sites: book.sites.map((site) => ({ ...site, members: members.get(site.id) ?? 0 })),
    schedules: ids.map((id) => scheduleOf(book, id, today, members.get(id) ?? 0)),
    missing: await missingYears(
      ctx,
      [...countries].filter((country) => country !== null),
    ),
  };
}

async function usersOf(ctx: Context): Promise<Map<string, number>> {
  const rows = await store.usersOf(ctx, firstDayNow(ctx.now));
  return new Map(rows.map(({ id, members }) => [id, members]));
}

function scheduleOf({ versions }: HoursBook, id: ScheduleId, today: Day, members: number): Schedule {
  const own = versions.filter(({ scheduleId }) => scheduleId === id);
  const current = own.findLast(({ fromDay }) => fromDay <= today) ?? own[0];
  if (current === undefined) throw new Error(`${id} has no hours`);
  const next = own.find(({ fromDay }) => fromDay > Math.max(today, current.fromDay));
  return {
    id,
    name: current.name,
    pattern: current.pattern,
    next: next === undefined ? null : { from: next.fromDay, pattern: next.pattern },
    reason: (next ?? current).reason,
    members,
  };
}

const sameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

export async function saveSite(ctx: Context, holding: Holding, input: InputOf<Calls['saveSite']>): Promise<Site> {
  ensure(isTimeZone(input.timeZone) ? null : refuse('directory.timeZoneUnknown', { timeZone: input.timeZone }));
  ensure(input.country === null || input.country in COUNTRY_ZONES ? null : refuse('worktime.countryUnknown'));
  await lockFor(ctx, peopleKeepers);
  const { sites } = await hoursBook(ctx.tx, ctx.companyId);
  const before = sites.find(({ id }) => id === input.id);
  const members = (await usersOf(ctx)).get(input.id) ?? 0;
  ensure(before === undefined && sites.length >= SITES_MAX ? refuse('worktime.tooMany', { most: SITES_MAX }) : null);
  ensure(
    sites.some(({ id, name }) => id !== input.id && sameName(name, input.name)) ? refuse('worktime.nameTaken') : null,
  );
  const isMoved = before !== undefined && (before.timeZone !== input.timeZone || before.country !== input.country);
  ensure(isMoved && members > 0 ? refuse('worktime.siteUsed', { members }) : null);
  await store.putSite(ctx, input);
  // Another country has other holidays: they are looked for now, and not tomorrow.
  if (before?.country !== input.country) await setLooked(ctx, ctx.now);
  const { name, timeZone, country } = input;
  const strict = isStrict(input.strict, country, timeZone);
  const wasStrict = before !== undefined && isStrict(before.strict, before.country, before.timeZone);
  if (before === undefined || strict !== wasStrict) holding.changed(ctx, null, 'site');
  await writeLedger(ctx, { kind: 'worktime.siteSaved', facts: { name, timeZone, country: country ?? '', strict } });
  await tellKeepers(ctx);
  return { ...input, members };
}

export async function removeSite(ctx: Context, { id }: InputOf<Calls['removeSite']>) {
  await lockFor(ctx, peopleKeepers);
  const site = (await hoursBook(ctx.tx, ctx.companyId)).sites.find((one) => one.id === id);
  if (site === undefined) throw unknown();
  const members = (await usersOf(ctx)).get(id) ?? 0;
  ensure(members > 0 ? refuse('worktime.siteUsed', { members }) : null);
  await store.deleteSite(ctx, id);
  await writeLedger(ctx, { kind: 'worktime.siteRemoved', facts: { name: site.name } });
  await tellKeepers(ctx);
  return {};
}

export async function saveSchedule(
  ctx: Context,
  outbox: Outbox,
  { id, name, pattern, reason }: InputOf<Calls['saveSchedule']>,
): Promise<Schedule> {
  ensure(canSchedule(pattern, reason));
  await lockFor(ctx, peopleKeepers);
  const today = lastDayNow(ctx.now);
  const { versions } = await hoursBook(ctx.tx, ctx.companyId);
  const names = new Map(versions.map((one) => [one.scheduleId, one.name]));
  ensure(!names.has(id) && names.size >= SCHEDULES_MAX ? refuse('worktime.tooMany', { most: SCHEDULES_MAX }) : null);
  ensure(
    [...names].some(([other, taken]) => other !== id && sameName(taken, name)) ? refuse('worktime.nameTaken') : null,
  );

  const members = (await usersOf(ctx)).get(id) ?? 0;
  const own = versions.filter(({ scheduleId }) => scheduleId === id);
  const current = own.findLast(({ fromDay }) => fromDay <= today) ?? own[0];
  await store.putSchedule(ctx, id, name);
  const fromDay = firstDay({ current: current ?? null, pattern, members, today });
  if (fromDay === null) await store.dropVersionsAfter(ctx, id, today);
  else await store.putVersion(ctx, { scheduleId: id, fromDay, pattern: encode(patternShape, pattern), reason });
  await writeLedger(ctx, {
    kind: 'worktime.scheduleSaved',
    facts: { name, from: fromDay === null ? '' : textOfDay(fromDay), reason: reason ?? '' },
  });
  if (members > 0) await tellHours(ctx, outbox, null);
  // What comes later than tomorrow comes with notice.
  if (members > 0 && fromDay !== null && fromDay > today + 1)
    await tellWidened(ctx, await store.membersWith(ctx, id, firstDayNow(ctx.now)));
  await tellKeepers(ctx);
  return scheduleOf(await hoursBook(ctx.tx, ctx.companyId), id, today, members);
}

export async function removeSchedule(ctx: Context, { id }: InputOf<Calls['removeSchedule']>) {
  await lockFor(ctx, peopleKeepers);
  const version = (await hoursBook(ctx.tx, ctx.companyId)).versions.find(({ scheduleId }) => scheduleId === id);
  if (version === undefined) throw unknown();
  const members = (await usersOf(ctx)).get(id) ?? 0;
  ensure(members > 0 ? refuse('worktime.scheduleUsed', { members }) : null);
  await store.deleteSchedule(ctx, id);
  await writeLedger(ctx, { kind: 'worktime.scheduleRemoved', facts: { name: version.name } });
  await tellKeepers(ctx);
  return {};
}

export async function assigned(
  ctx: Context,
  { memberIds }: InputOf<Calls['assigned']>,
): Promise<OutputOf<Calls['assigned']>> {
  const times = await calendarsOf(ctx.tx, ctx.companyId, [...new Set(memberIds)], ctx.now);
  await noteViews(ctx, { what: 'hours', memberIds: [...times.keys()] });
  return [...times].map(([memberId, { calendar, assignments }]) => {
    const today = localOf(calendar.timeZone, ctx.now).day;
    const current = assignments.findLast(({ fromDay }) => fromDay <= today);
    const later = assignments.find(({ fromDay }) => fromDay > today);
    return {
      memberId,
      timeZone: calendar.timeZone,
      siteId: current?.siteId ?? null,
      scheduleId: current?.scheduleId ?? null,
      next: later === undefined ? null : { from: later.fromDay, siteId: later.siteId, scheduleId: later.scheduleId },
    };
  });
}

/** Gives members their hours: fewer from tomorrow, more with notice, and to who has just come at once. */
export async function assign(
  ctx: Context,
  outbox: Outbox,
  { memberIds, siteId, scheduleId }: InputOf<Calls['assign']>,
): Promise<OutputOf<Calls['assign']>> {
  await lockFor(ctx, peopleKeepers);
  const { tx, companyId, now } = ctx;
  const ids = [...new Set(memberIds)];
  const active = await activeMemberIds(tx, companyId, ids);
  if (active.length < ids.length) throw unknownMember();
  const book = await hoursBook(tx, companyId);
  const site = book.sites.find(({ id }) => id === siteId);
  if (siteId !== null && site === undefined) throw unknown();
  if (scheduleId !== null && !book.versions.some((one) => one.scheduleId === scheduleId)) throw unknown();

  const times = await calendarsOf(tx, companyId, ids, now);
  const plansLater = await plansAssigned(ctx, book, { siteId, scheduleId });
  const lately = new Date(now.getTime() - NOTICE_DAYS * DAY_MS);
  const fresh = new Map((await newcomers(tx, companyId, ids, lately)).map((one) => [one.memberId, one.hasCome]));
  const rows = ids.flatMap((memberId) => {
    const time = times.get(memberId);
    if (time === undefined) return [];
    const { calendar } = time;
    const today = localOf(calendar.timeZone, now).day;
    const plans = plansLater(time);
    // Without a site he goes back to the zone he had before there was one: that is another as well.
    const zone = site === undefined || time.hasOwnZone ? time.zoneAlone : site.timeZone;
    const isMoved = zone !== calendar.timeZone;
    const isMore = isMoved || widens({ ...calendar, planned: new Map() }, { planned: new Map(), plans }, today + 1);
    // West of here it may still be yesterday: at once is then from there.
    const atOnce = Math.min(today, localOf(zone, now).day);
    // He begins with what he is given first. Once he is here, more than that is more to him as to anybody.
    const isGiven = time.assignments.some((one) => one.siteId !== null || one.scheduleId !== null);
    const begins = fresh.has(memberId) && !(isMore && isGiven && fresh.get(memberId) === true);
    const fromDay = begins ? atOnce : isMore ? firstWidened(today) : today + 1;
    return [{ memberId, fromDay, siteId, scheduleId, isMore }];
  });
  await store.assign(ctx, rows, lastDayNow(now));
  await writeLedger(ctx, {
    kind: 'worktime.assigned',
    facts: {
      members: rows.length,
      memberIds: rows
        .slice(0, 50)
        .map(({ memberId }) => memberId)
        .join(' '),
      ...namesOf(book, siteId, scheduleId),
    },
  });
  await tellHours(ctx, outbox, ids);
  await tellWidened(
    ctx,
    rows.filter(({ isMore }) => isMore).map(({ memberId }) => memberId),
  );
  await tellKeepers(ctx);
  return rows.map(({ memberId, fromDay }) => ({ memberId, from: fromDay }));
}

function namesOf(book: HoursBook, siteId: string | null, scheduleId: string | null) {
  return {
    site: book.sites.find(({ id }) => id === siteId)?.name ?? '',
    schedule: book.versions.find((one) => one.scheduleId === scheduleId)?.name ?? '',
  };
}
