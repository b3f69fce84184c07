import type { MemberId } from '#platform/model/ids.ts';
import { announce } from '#platform/server/announce.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import { outboxEvent } from '../model/contract.ts';
import { isWired } from '../model/quiet.ts';
import * as deliveries from './store/deliveries.ts';
import { noteHeldOf, noteToldOf } from './noting.ts';
import * as notifications from './store/notifications.ts';
import * as wires from './store/wires.ts';
import { type Scales, type Weighed, weigh } from './weighing.ts';

/** So many members at once: what is told holds the company clock, and sends wait for that. */
const MEMBERS_AT_ONCE = 100;

type Row = notifications.NotificationRow;
type Ready = Weighed<Row> & { readonly verdict: { readonly is: 'now' } };

/** Asks the gate about what is due, and tells, keeps or drops it, all in one transaction; false when nothing was due. */
export async function tellDue(scales: Scales, ctx: FollowContext): Promise<boolean> {
  const rows = await notifications.takeDue(ctx, ctx.now, MEMBERS_AT_ONCE);
  if (rows.length === 0) return false;
  const weighed = await weigh(scales, ctx, rows);
  const held = weighed.flatMap(({ weight, verdict }) =>
    verdict.is === 'hold' ? [{ ...weight, number: weight.number, until: verdict.until }] : [],
  );
  const dropped = weighed.filter(({ verdict }) => verdict.is === 'drop').map(({ weight }) => weight);
  const ready = weighed.filter((one): one is Ready => one.verdict.is === 'now');
  if (held.length > 0) await notifications.hold(ctx, held);
  await noteHeldOf(ctx, weighed);
  for (const [source, own] of Map.groupBy(dropped, (row) => row.source)) await notifications.remove(ctx, source, own);
  if (ready.length === 0) return true;
  await notifications.markTold(
    ctx,
    ready.map(({ weight, verdict }) => ({ ...weight, byOverride: verdict.byOverride })),
  );
  await tellOverrides(scales, ctx, ready);
  // A text or a call is no part of a digest: it is told as what it is.
  const now = ready.filter((one) => !one.weight.held || goesByWire(one));
  const digests = [
    ...Map.groupBy(
      ready.filter((one) => one.weight.held && !goesByWire(one)),
      ({ weight }) => weight.memberId,
    ),
  ];
  await noteToldOf(ctx, ready, goesByWire);
  await tellNow(ctx, now);
  await tellDigests(ctx, digests);
  const list = [
    ...now.flatMap((one) => pushesOf(one).map((push) => ({ ...push, ...oneOf(one.weight) }))),
    ...digests.flatMap(([memberId, own]) =>
      own[0] === undefined ? [] : pushesOf(own[0]).map((push) => ({ ...push, ...digestOf(ctx.now, memberId, own) })),
    ),
  ];
  if (list.length > 0) await deliveries.send(ctx, list, ctx.now);
  const wired = now.flatMap((one) => wiresOf(ctx, one));
  if (wired.length > 0) await wires.write(ctx, wired, ctx.now);
  return true;
}

/** Lets their sources know what reached somebody who is off, and how. */
async function tellOverrides({ sources }: Scales, ctx: FollowContext, ready: readonly Ready[]): Promise<void> {
  const through = ready.filter(({ verdict }) => verdict.byOverride);
  for (const [source, own] of Map.groupBy(through, ({ weight }) => weight.source)) {
    await sources.get(source)?.letThrough?.(
      ctx,
      own.map(({ weight: { memberId, place, number }, verdict }) => ({
        ...{ memberId, place, number },
        ways: [...new Set(verdict.channels.map(({ by }) => by))],
      })),
    );
  }
}

const goesByWire = ({ verdict }: Ready): boolean => verdict.channels.some(({ by }) => isWired(by));

function wiresOf(ctx: FollowContext, { verdict, weight }: Ready): wires.Wire[] {
  const { memberId, source, place, number, kind, meant } = weight;
  return verdict.channels.flatMap(({ by }) =>
    isWired(by)
      ? [{ id: ctx.newId(), way: by, memberId, source, place, number, kind, meant, untilAt: verdict.until }]
      : [],
  );
}

function pushesOf({ verdict }: Ready): Pick<deliveries.Delivery, 'sessionId' | 'untilAt'>[] {
  return verdict.channels.flatMap((channel) =>
    channel.by === 'push'
      ? [{ sessionId: channel.sessionId as deliveries.Delivery['sessionId'], untilAt: verdict.until }]
      : [],
  );
}

function oneOf({ memberId, source, place, number, kind, meant }: Row) {
  return { memberId, source, place, number, kind, meant, places: 0, meantPlaces: 0 };
}

function digestOf(now: Date, memberId: MemberId, own: readonly Ready[]) {
  const meantPlaces = own.filter(({ weight }) => weight.meant).length;
  return {
    memberId,
    source: deliveries.DIGEST,
    place: memberId,
    // Rises from one start of work to the next.
    number: Math.floor(now.getTime() / 1_000),
    kind: deliveries.DIGEST,
    meant: meantPlaces > 0,
    places: own.length,
    meantPlaces,
  };
}

const hears = ({ verdict }: Ready): boolean => verdict.channels.some(({ by }) => by === 'socket');

/** One event for all who are told the same, not one a member. */
async function tellNow(ctx: FollowContext, ready: readonly Ready[]): Promise<void> {
  const alike = Map.groupBy(
    ready.filter(hears),
    ({ weight: { source, place, number, kind } }) => `${source} ${place} ${number} ${kind}`,
  );
  for (const own of alike.values()) {
    const [first] = own;
    if (first === undefined) continue;
    const { source, place, number, kind } = first.weight;
    await announce(
      ctx,
      outboxEvent,
      { type: 'outbox.notified', source, place, number, kind },
      { topic: ctx.companyId, audience: own.map(({ weight }) => weight.memberId) },
    );
  }
}

async function tellDigests(ctx: FollowContext, digests: readonly [MemberId, Ready[]][]): Promise<void> {
  const heard = digests.filter(([, own]) => own.some(hears));
  if (heard.length === 0) return;
  const countsOf = (own: readonly Ready[]) => ({
    places: own.length,
    meant: own.filter(({ weight }) => weight.meant).length,
  });
  await announce(
    ctx,
    outboxEvent,
    { type: 'outbox.digested', places: 0, meant: 0 },
    {
      topic: ctx.companyId,
      audience: heard.map(([memberId]) => memberId),
      own: new Map(heard.map(([memberId, own]) => [memberId, countsOf(own)])),
    },
  );
}
