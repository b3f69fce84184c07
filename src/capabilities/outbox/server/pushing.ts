import type { CompanyId } from '#platform/model/ids.ts';
import type { House } from '#platform/server/house.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import type { AnyPushMessage } from '../model/pushMessage.ts';
import { nextTryAt, outcomeOf } from '../model/pushing.ts';
import { wordsOfDigest, wordsOfPush } from '../model/words.ts';
import type { Push, PushAnswer } from './pushService.ts';
import { noteHeldOf } from './noting.ts';
import * as deliveries from './store/deliveries.ts';
import { removeDevices } from './store/devices.ts';
import * as notifications from './store/notifications.ts';
import { type Scales, type Weighed, weigh } from './weighing.ts';

const AT_ONCE = 20;
/** Push services take no longer one (RFC 8030 leaves it to them; most refuse more than four weeks). */
const TTL_MAX_S = 28 * 86_400;
/** Longer than any request takes: who took a turn and has not said what became of it by then is dead. */
const LEASE_MS = 60_000;
/** Where the digest leads, when it is about several places. */
const LIST = '/chat';

type Turn = deliveries.Turn;

interface Outgoing {
  readonly turn: Turn;
  readonly message: AnyPushMessage;
}

/**
 * Sends what is due to devices: takes some, asks the gate once more, asks the push services outside any transaction, and writes down what
 * they said. A server that dies in between sends again under the same number, which a device shows once. False when nothing was due.
 */
export async function pushDue(house: House, scales: Scales, push: Push, companyId: CompanyId): Promise<boolean> {
  const { taken, outgoing } = await house.inCompany(companyId, async (ctx) => {
    const turns = await deliveries.takeTurns(ctx, ctx.now, new Date(ctx.now.getTime() + LEASE_MS), AT_ONCE);
    return { taken: turns.length, outgoing: turns.length === 0 ? [] : await prepare(scales, ctx, turns) };
  });
  if (taken === 0) return false;
  const now = house.now();
  const asked = outgoing.map(async ({ turn, message }) => {
    const options = {
      ttlS: Math.min(TTL_MAX_S, Math.max(0, Math.floor((turn.untilAt.getTime() - now.getTime()) / 1_000))),
      topic: turn.place.replaceAll('-', ''),
      urgent: turn.meant && turn.what === 'show',
    };
    const { endpoint, p256dh, auth } = turn;
    return { turn, answer: await push.send({ endpoint, p256dh, auth }, JSON.stringify(message), options) };
  });
  const answers = await Promise.all(asked);
  if (answers.length > 0) await house.inCompany(companyId, (ctx) => record(ctx, answers));
  return true;
}

/** What is sent now, and to whom. What may not be told any more is kept or dropped here, on its last step out of the house. */
async function prepare(scales: Scales, ctx: FollowContext, turns: readonly Turn[]): Promise<Outgoing[]> {
  const closes = turns.filter(({ what }) => what === 'close');
  const digests = turns.filter(({ what, source }) => what === 'show' && source === deliveries.DIGEST);
  const shows = turns.filter(({ what, source }) => what === 'show' && source !== deliveries.DIGEST);
  const weighed = shows.length === 0 ? [] : await weigh(scales, ctx, shows);
  const late = new Set<Turn>([
    ...weighed.filter(({ verdict }) => verdict.is !== 'now').map(({ weight }) => weight),
    // A digest is told at a start of work. Who could not be reached until its end has all of it in the list.
    ...digests.filter(({ untilAt }) => untilAt <= ctx.now),
    ...closes.filter(({ untilAt }) => untilAt <= ctx.now),
  ]);
  const back = weighed.flatMap(({ weight, verdict }) =>
    verdict.is === 'hold' ? [{ ...weight, until: verdict.until }] : [],
  );
  if (back.length > 0) {
    await notifications.hold(ctx, uniqueSpots(back));
    await noteHeldOf(ctx, weighed);
  }
  if (late.size > 0) await deliveries.drop(ctx, [...late]);
  return [
    ...closes.map((turn) => ({ turn, message: closing(turn) })),
    ...digests.map((turn) => ({ turn, message: digest(ctx.companyId, turn) })),
    ...weighed.flatMap((one) => showing(scales, ctx.companyId, one)),
  ].filter(({ turn }) => !late.has(turn));
}

/** Several devices of a member wait for the same row. */
function uniqueSpots<Row extends notifications.Spot & { readonly source: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [`${row.memberId} ${row.source} ${row.place}`, row])).values()];
}

const closing = ({ place, number }: Turn): AnyPushMessage => ({ do: 'close', tag: place, number });

function digest(companyId: CompanyId, { place, number, places, meantPlaces, language }: Turn): AnyPushMessage {
  return { do: 'show', tag: place, number, path: LIST, companyId, ...wordsOfDigest(places, meantPlaces, language) };
}

function showing(
  { sources }: Scales,
  companyId: CompanyId,
  { weight: turn, sight, verdict }: Weighed<Turn>,
): Outgoing[] {
  if (sight === null || verdict.is !== 'now') return [];
  const channel = verdict.channels.find((one) => one.by === 'push' && one.sessionId === turn.sessionId);
  if (channel?.by !== 'push') return [];
  const told = channel.content === 'words' ? sight.told : null;
  const { place: tag, number, meant, language } = turn;
  const { label } = sources.get(turn.source)?.kinds[turn.kind] ?? {};
  const message = {
    do: 'show',
    tag,
    number,
    path: sight.path,
    companyId,
    ...wordsOfPush(told, { meant, ...(label === undefined ? {} : { label }) }, language),
  } as const;
  return [{ turn, message }];
}

async function record(ctx: FollowContext, answers: readonly { turn: Turn; answer: PushAnswer }[]): Promise<void> {
  const by = Map.groupBy(answers, ({ answer }) => outcomeOf(answer.status));
  const told = (by.get('told') ?? []).map(({ turn }) => turn);
  const gone = (by.get('gone') ?? []).map(({ turn }) => turn.sessionId);
  const failed = (by.get('again') ?? []).map(({ turn, answer }) => ({
    ...turn,
    failure: answer.why,
    at: nextTryAt(ctx.now, turn.tries, answer.retryAfterS),
  }));
  const later = failed.flatMap((one) => (one.at === null ? [] : [{ ...one, at: one.at }]));
  const never = [
    ...failed.filter(({ at }) => at === null),
    ...(by.get('never') ?? []).map(({ turn, answer }) => ({ ...turn, failure: answer.why })),
  ];
  if (told.length > 0) await deliveries.markDone(ctx, told);
  if (later.length > 0) await deliveries.again(ctx, later);
  if (never.length > 0) await deliveries.setAside(ctx, never, ctx.now);
  if (gone.length > 0) await removeDevices(ctx, gone);
}
