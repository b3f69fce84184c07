import { ensureInside } from '#chat/server/index.ts';
import { timeZonesOf } from '#directory/server/index.ts';
import { daysLeftInWeek, momentOn } from '#outbox/model/contract.ts';
import type { WorkTime } from '#outbox/server/index.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import type { MemberId } from '#platform/model/ids.ts';
import type { Context } from '#platform/server/context.ts';
import type { laterCalls } from '../model/contract.ts';
import { remindChoices, sendChoices } from '../model/moments.ts';

type Times = typeof laterCalls.times;

const MORNING_HOUR = 9;

/** The moments that can be chosen, by the caller's working time, and by that of the other one where something is to be sent to him. */
export async function times(
  workTime: WorkTime,
  ctx: Context,
  { conversationId, at }: InputOf<Times>,
): Promise<OutputOf<Times>> {
  const peerId = conversationId === null ? null : (await ensureInside(ctx, conversationId)).peerId;
  const factsOf = async (memberId: MemberId, moment: Date) =>
    (await workTime(ctx.tx, ctx.companyId, [memberId], moment)).get(memberId) ?? null;
  const [zone] = await timeZonesOf(ctx.tx, ctx.companyId, [ctx.memberId]);
  const timeZone = zone?.timeZone ?? 'UTC';
  const tomorrowBegins = momentOn(timeZone, ctx.now, 1, 0);
  const weekEnds = momentOn(timeZone, ctx.now, daysLeftInWeek(timeZone, ctx.now) + 1, 0);
  // A start at midnight sharp is one of the new day.
  const before = (moment: Date) => new Date(moment.getTime() - 1);
  const own = await factsOf(ctx.memberId, ctx.now);
  const afterToday = await factsOf(ctx.memberId, before(tomorrowBegins));
  const afterWeek = await factsOf(ctx.memberId, before(weekEnds));
  const theirs = peerId === null ? null : await factsOf(peerId, ctx.now);
  const whom = conversationId === null ? ctx.memberId : peerId;
  const then = at === null || whom === null ? null : await factsOf(whom, at);
  const toldAt = then === null || then.works ? null : then.nextStart;
  if (own === null || afterToday === null || afterWeek === null) return { timeZone, choices: [], toldAt };
  const facts = {
    now: ctx.now,
    works: own.works,
    worksUntil: own.worksUntil,
    nextStart: own.nextStart,
    startAfterToday: afterToday.nextStart,
    startAfterWeek: afterWeek.nextStart,
    tomorrowEnds: momentOn(timeZone, ctx.now, 2, 0),
  };
  const tomorrow = momentOn(timeZone, ctx.now, 1, MORNING_HOUR);
  const choices =
    conversationId === null ? remindChoices(facts) : sendChoices(facts, tomorrow, theirs?.nextStart ?? null);
  return { timeZone, choices, toldAt };
}
