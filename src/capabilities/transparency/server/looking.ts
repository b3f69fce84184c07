import { headsOf, readableBy } from '#chat/server/index.ts';
import { companyHead, viewsOf } from '#directory/server/index.ts';
import { interruptionsOf, momentsOf } from '#outbox/server/index.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { DAY_MS, instantOn, localOf } from '#platform/model/zone.ts';
import type { Context } from '#platform/server/context.ts';
import { timesOf } from '#worktime/server/index.ts';
import { KEPT_DAYS, SHOWN_MAX, type transparencyCalls, WEEKS_SHOWN } from '../model/contract.ts';
import { countDays, mondayOf } from '../model/days.ts';
import * as store from './store.ts';

type Calls = typeof transparencyCalls;

/** Where the caller's days begin and end. */
async function zoneOf({ tx, companyId, memberId, now }: Context): Promise<string> {
  return (await timesOf(tx, companyId, [memberId], now)).get(memberId)?.facts.timeZone ?? 'UTC';
}

export async function interruptionDays(ctx: Context): Promise<OutputOf<Calls['interruptionDays']>> {
  const timeZone = await zoneOf(ctx);
  const today = localOf(timeZone, ctx.now).day;
  const moments = await momentsOf(ctx, ctx.memberId, instantOn(timeZone, today - KEPT_DAYS + 1, 0));
  return { timeZone, today, days: countDays(moments, timeZone) };
}

export async function interruptions(
  ctx: Context,
  { day }: InputOf<Calls['interruptions']>,
): Promise<OutputOf<Calls['interruptions']>> {
  const timeZone = await zoneOf(ctx);
  const kept = new Date(ctx.now.getTime() - KEPT_DAYS * DAY_MS);
  const from = instantOn(timeZone, day, 0);
  const until = instantOn(timeZone, day + 1, 0);
  const rows = await interruptionsOf(ctx, ctx.memberId, from < kept ? kept : from, until, SHOWN_MAX + 1);
  const shown = rows.slice(0, SHOWN_MAX);
  const spots = shown.flatMap(({ conversationId }) => conversationId ?? []) as ConversationId[];
  const nameOf = await readableNames(ctx, spots);
  return {
    more: rows.length > SHOWN_MAX,
    interruptions: shown.map(({ conversationId, messageNumber, ways, ...row }) => {
      const place = conversationId === null ? undefined : nameOf.get(conversationId as ConversationId);
      const isSeen = place !== undefined && messageNumber !== null && messageNumber > place.hiddenNumber;
      return {
        ...row,
        ways: [...ways],
        message: isSeen
          ? { conversationId: conversationId as ConversationId, number: messageNumber, name: place.name }
          : null,
      };
    }),
  };
}

/** Of these conversations those that the caller may read now. */
async function readableNames(ctx: Context, ids: readonly ConversationId[]) {
  if (ids.length === 0) return new Map<ConversationId, { name: string; hiddenNumber: number }>();
  const readable = new Map((await readableBy(ctx, ctx.memberId)).map(({ id, hiddenNumber }) => [id, hiddenNumber]));
  const heads = await headsOf(ctx, { allGroups: false, ids: [...new Set(ids)].filter((id) => readable.has(id)) });
  const names = new Map(heads.map(({ id, name }) => [id, name]));
  return new Map(
    ids.flatMap((id) => {
      const hiddenNumber = readable.get(id);
      return hiddenNumber === undefined ? [] : [[id, { name: names.get(id) ?? '', hiddenNumber }] as const];
    }),
  );
}

export async function views(
  ctx: Context,
  { before, limit }: InputOf<Calls['views']>,
): Promise<OutputOf<Calls['views']>> {
  const rows = await viewsOf(ctx, ctx.memberId, before, limit);
  const last = rows.at(-1);
  const older = last === undefined ? [] : await viewsOf(ctx, ctx.memberId, last.at, 1);
  return { more: older.length > 0, views: rows };
}

export async function outOfHours(ctx: Context): Promise<OutputOf<Calls['outOfHours']>> {
  const timeZone = (await companyHead(ctx.tx, ctx.companyId))?.timeZone ?? 'UTC';
  const first = mondayOf(localOf(timeZone, ctx.now).day) - WEEKS_SHOWN * 7;
  const units = Map.groupBy(await store.unitWeeks(ctx, first), ({ monday }) => monday);
  const weeks = await store.countedWeeks(ctx, first);
  return {
    today: localOf(timeZone, ctx.now).day,
    weeks: weeks.map((monday) => ({
      monday,
      units: units.get(monday) ?? [],
    })),
  };
}
