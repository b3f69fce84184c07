import { announce } from '#platform/server/announce.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import { outboxEvent } from '../model/contract.ts';
import { mayBeSilent } from '../model/pushing.ts';
import type { Source } from './source.ts';
import * as deliveries from './store/deliveries.ts';
import * as notifications from './store/notifications.ts';
import * as wires from './store/wires.ts';
import type { Scales } from './weighing.ts';

/** A device that is off for longer keeps what it shows until it is opened. */
const CLOSE_WITHIN_MS = 24 * 3_600_000;

type Sessions = Scales['sessionsOf'];

/**
 * Looks again at what waits or is shown at these spots, and takes back what is over: nothing is told any more, and no device shows it.
 * Where nothing is, as nearly always, it costs one statement. True where something was taken back.
 */
export async function reconsider(
  ctx: FollowContext,
  source: Source,
  spots: readonly notifications.Spot[],
  sessionsOf: Sessions,
): Promise<boolean> {
  if (spots.length === 0) return false;
  const known = await notifications.known(ctx, source.name, spots);
  if (known.length === 0) return false;
  const sights = await source.look(ctx, known);
  const over = known.filter((_, index) => sights[index]?.isOver !== false);
  return takeBack(ctx, source, over, sessionsOf, true);
}

/** Takes back what waits or is shown at these spots; true where something was shown. Who has looked at one thing has seen the digest as well. */
export async function takeBack(
  ctx: FollowContext,
  source: Source,
  spots: readonly notifications.Spot[],
  sessionsOf: Sessions,
  hasLooked: boolean,
): Promise<boolean> {
  if (spots.length === 0) return false;
  const removed = await notifications.remove(ctx, source.name, spots);
  const told = removed.filter(({ toldNumber }) => toldNumber > 0);
  if (told.length === 0) return false;
  // What a gateway has taken is out of our hands.
  await wires.recall(ctx, source.name, told);
  for (const [place, own] of Map.groupBy(told, (row) => row.place)) {
    const number = Math.max(...own.map(({ toldNumber }) => toldNumber));
    await announce(
      ctx,
      outboxEvent,
      { type: 'outbox.withdrawn', source: source.name, place, number },
      { topic: ctx.companyId, audience: own.map(({ memberId }) => memberId) },
    );
  }
  const digests = [...new Set(told.map(({ memberId }) => memberId))].map((memberId) => ({ memberId, place: memberId }));
  await closeOnDevices(ctx, hasLooked ? [...told, ...digests] : told, sessionsOf);
  return true;
}

async function closeOnDevices(
  ctx: FollowContext,
  spots: readonly notifications.Spot[],
  sessionsOf: Sessions,
): Promise<void> {
  const shown = await deliveries.deliveriesAt(ctx, spots);
  // An open page hears the event and closes what it shows: a message without a notification is not spent on it.
  const isFar = ({ began, endpoint, memberId, sessionId }: (typeof shown)[number]): boolean =>
    began && endpoint !== null && mayBeSilent(endpoint) && !sessionsOf(ctx.companyId, memberId).has(sessionId);
  const far = shown.filter(isFar);
  const rest = shown.filter((one) => !isFar(one));
  if (far.length > 0) await deliveries.close(ctx, far, ctx.now, new Date(ctx.now.getTime() + CLOSE_WITHIN_MS));
  if (rest.length > 0) await deliveries.drop(ctx, rest);
}
