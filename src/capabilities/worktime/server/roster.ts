import { noteViews, writeLedger } from '#directory/server/index.ts';
import type { Outbox } from '#outbox/server/index.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import { ensure, refuse } from '#platform/model/refusal.ts';
import { DAY_MS, type Day, instantOn, localOf, textOfDay } from '#platform/model/zone.ts';
import type { Context } from '#platform/server/context.ts';
import { type Calendar, plannedOn } from '../model/calendar.ts';
import { REASON_MIN, type worktimeCalls } from '../model/contract.ts';
import { DAY_MINUTES, type Hours } from '../model/plan.ts';
import { restShortened } from '../model/resting.ts';
import type { RestFault } from '../model/shapes.ts';
import { united } from '../model/spans.ts';
import { firstWidened, widensDay } from '../model/widening.ts';
import { ensureLeads, tellHours, tellKeepers, tellWidened, timeOf } from './acting.ts';
import { calendarsOf } from './calendars.ts';
import * as store from './store/own.ts';

type Calls = typeof worktimeCalls;

/** The planned hours of members, for who leads them. Of leave it says that it is, never why (R12). */
export async function roster(
  ctx: Context,
  { memberIds, from, days }: InputOf<Calls['roster']>,
): Promise<OutputOf<Calls['roster']>> {
  const ids = [...new Set(memberIds)];
  await ensureLeads(ctx, ids);
  const times = await calendarsOf(ctx.tx, ctx.companyId, ids, ctx.now, new Date((from - 2) * DAY_MS));
  await noteViews(ctx, { what: 'roster', memberIds: [...times.keys()] });
  const offers = Map.groupBy(await store.offersOf(ctx, ids, from), ({ memberId }) => memberId);
  return [...times].map(([memberId, { calendar }]) => ({
    memberId,
    days: Array.from({ length: days }, (_, index) => {
      const day = from + index;
      const { hours, because } = plannedOn(calendar, day);
      const offered = offers.get(memberId)?.find((offer) => offer.day === day)?.hours;
      return {
        day,
        hours: [...hours],
        isPlanned: because.is === 'planned',
        offered: offered === undefined ? null : [...offered],
        isHoliday: because.is === 'holiday',
        onLeave: isOnLeave(calendar, day),
      };
    }),
  }));
}

function isOnLeave({ timeZone, leave }: Calendar, day: Day): boolean {
  const midnight = instantOn(timeZone, day, 0).getTime();
  const next = instantOn(timeZone, day + 1, 0).getTime();
  return leave.some(({ from, until }) => from < next && until > midnight);
}

/** Plans single days otherwise. What gives more hours within the notice is an offer until the member accepts it. */
export async function planDays(
  ctx: Context,
  outbox: Outbox,
  { memberId, days, reason }: InputOf<Calls['planDays']>,
): Promise<OutputOf<Calls['planDays']>> {
  await ensureLeads(ctx, [memberId]);
  const { calendar } = await timeOf(ctx, memberId);
  const today = localOf(calendar.timeZone, ctx.now).day;
  ensure(days.some(({ day }) => day < today) ? refuse('worktime.dayPast') : null);
  const bySchedule: Calendar = { ...calendar, planned: new Map() };
  const rows = days.map(({ day, hours }) => {
    const wanted = hours ?? plannedOn(bySchedule, day).hours;
    const isMore = widensDay(plannedOn(calendar, day).hours, wanted);
    return { day, hours: wanted, isMore, counts: !isMore || day >= firstWidened(today), isBack: hours === null };
  });
  const faults = restFaultsWith(calendar, await store.offersOf(ctx, [memberId], today), rows);
  const isExplained = (reason ?? '').length >= REASON_MIN;
  ensure(
    faults.length > 0 && !isExplained
      ? refuse('worktime.reasonNeeded', { rest: faults.join(' '), least: REASON_MIN })
      : null,
  );
  const back = rows.filter(({ isBack, counts }) => isBack && counts).map(({ day }) => day);
  await store.unplanDays(ctx, memberId, back);
  await store.planDays(
    ctx,
    memberId,
    ctx.memberId,
    rows.filter(({ day }) => !back.includes(day)),
  );
  await writeLedger(ctx, {
    kind: 'worktime.daysPlanned',
    facts: { memberId, days: rows.map(({ day }) => textOfDay(day)).join(' '), reason: reason ?? '' },
  });
  await tellHours(ctx, outbox, [memberId]);
  if (rows.some(({ isMore }) => isMore)) await tellWidened(ctx, [memberId]);
  await tellKeepers(ctx);
  return {};
}

type DayRow = { readonly day: Day; readonly hours: Hours };

/** Which rest these days make too short (R25): as it counts now, and as it will if the member accepts all that is offered to him. */
function restFaultsWith(calendar: Calendar, offers: readonly DayRow[], rows: readonly DayRow[]): RestFault[] {
  const days = rows.map(({ day }) => day);
  const [first, last] = [Math.min(...days) - 7, Math.max(...days) + 7];
  const workOf = (planned: ReadonlyMap<Day, Hours>) =>
    united(
      Array.from({ length: last - first + 8 }, (_, index) => first + index).flatMap((day) =>
        plannedOn({ ...calendar, planned }, day).hours.map(({ from, until }) => ({
          from: day * DAY_MINUTES + from,
          until: day * DAY_MINUTES + until,
        })),
      ),
    );
  const withDays = (planned: ReadonlyMap<Day, Hours>, more: readonly DayRow[]) =>
    new Map([...planned, ...more.map(({ day, hours }) => [day, hours] as const)]);
  const faults = [calendar.planned, withDays(calendar.planned, offers)].flatMap((planned) =>
    restShortened(workOf(planned), workOf(withDays(planned, rows)), (last + 1) * DAY_MINUTES),
  );
  return [...new Set(faults)];
}
