import { ensureInside } from '#chat/server/index.ts';
import type { WorkTime } from '#outbox/server/index.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { instantOn, localOf, weekdayOf } from '#platform/model/zone.ts';
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
    (await workTime.factsOf(ctx.tx, ctx.companyId, [memberId], moment)).get(memberId) ?? null;
  const own = await factsOf(ctx.memberId, ctx.now);
  const timeZone = own?.timeZone ?? 'UTC';
  const { day: today } = localOf(timeZone, ctx.now);
  const tomorrowBegins = instantOn(timeZone, today + 1, 0);
  const weekEnds = instantOn(timeZone, today + 8 - weekdayOf(today), 0);
  // A start at midnight sharp is one of the new day.
  const before = (moment: Date) => new Date(moment.getTime() - 1);
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
    tomorrowEnds: instantOn(timeZone, today + 2, 0),
  };
  const tomorrow = instantOn(timeZone, today + 1, MORNING_HOUR * 60);
  const choices =
    conversationId === null ? remindChoices(facts) : sendChoices(facts, tomorrow, theirs?.nextStart ?? null);
  return { timeZone, choices, toldAt };
}
