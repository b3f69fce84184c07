import { companyHead, departmentsOf, forgetViews, mainPlaces } from '#directory/server/index.ts';
import { forgetOldDings } from '#ding/server/index.ts';
import { forgetOld, notedSince, outOfHours } from '#outbox/server/index.ts';
import { DAY_MS, type Day, localOf } from '#platform/model/zone.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import { KEPT_DAYS, mondayOf, nextRound, spanOfWeek, VIEWS_KEPT_DAYS, WEEKS_SHOWN, weeksOver } from '../model/days.ts';
import { unitsOf } from '../model/units.ts';
import * as store from './store.ts';

/** So much of each sort goes in one step: others have their turn between two. */
const STEP = 5_000;

/** Once a day: counts the weeks that are over, each once, and forgets a step of what is old; when there is more of that, the next step follows. */
export async function lookAfter(ctx: FollowContext): Promise<void> {
  const { now } = ctx;
  const timeZone = (await companyHead(ctx.tx, ctx.companyId))?.timeZone ?? 'UTC';
  const since = await notedSince(ctx);
  const weeks = since === null ? [] : weeksOver(timeZone, since, now);
  const counted = new Set(weeks[0] === undefined ? [] : await store.countedWeeks(ctx, weeks[0]));
  for (const monday of weeks) if (!counted.has(monday)) await countWeek(ctx, timeZone, monday);
  await store.forgetWeeks(ctx, mondayOf(localOf(timeZone, now).day) - WEEKS_SHOWN * 7);

  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  const gone = [
    await forgetOld(ctx, before, STEP),
    await forgetOldDings(ctx, before, STEP),
    await forgetViews(ctx, new Date(now.getTime() - VIEWS_KEPT_DAYS * DAY_MS), STEP),
  ];
  await store.setDue(ctx, gone.some((count) => count >= STEP) ? now : nextRound(timeZone, now));
}

/** Counts a week by the departments as they are when it is counted, and writes down what may be known of it. */
async function countWeek(ctx: FollowContext, timeZone: string, monday: Day): Promise<void> {
  const { tx, companyId } = ctx;
  const departments = await departmentsOf(tx, companyId, null);
  const { from, until } = spanOfWeek(timeZone, monday);
  // Who was not there that week stands for nobody: nine of them would leave the tenth alone.
  const units = unitsOf(departments, await mainPlaces(tx, companyId, until));
  const counts = new Map((await outOfHours(ctx, from, until)).map((row) => [row.memberId, row]));
  const names = new Map(departments.map(({ id, name }) => [id, name]));
  await store.putWeek(
    ctx,
    monday,
    units.map(({ departmentId, memberIds }) => {
      const of = (key: 'onCall' | 'override' | 'held') =>
        memberIds.reduce((sum, id) => sum + (counts.get(id)?.[key] ?? 0), 0);
      return {
        departmentId,
        name: departmentId === null ? '' : (names.get(departmentId) ?? ''),
        members: memberIds.length,
        ...{ onCall: of('onCall'), override: of('override'), held: of('held') },
      };
    }),
  );
}
