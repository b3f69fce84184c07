import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import { ensure, refuse } from '#platform/model/refusal.ts';
import { announce } from '#platform/server/announce.ts';
import type { Context } from '#platform/server/context.ts';
import type { Egress } from '#platform/server/egress.ts';
import { type outboxCalls, outboxEvent } from '../model/contract.ts';
import * as store from './store/devices.ts';
import type { WorkTime } from './workTime.ts';

type Calls = typeof outboxCalls;

/** What notifies the caller, when, and on this device. */
export async function settings(
  ctx: Context,
  workTime: WorkTime,
  publicKey: string,
): Promise<OutputOf<Calls['settings']>> {
  const { tx, companyId, memberId, now } = ctx;
  const time = (await workTime.factsOf(tx, companyId, [memberId], now)).get(memberId);
  if (time === undefined) throw new Error('whoever calls is an active member');
  const wishes = await store.wishesOf(ctx, [memberId]);
  const device = await store.deviceOf(ctx, ctx.sessionId);
  return {
    wish: wishes.get(memberId) ?? 'everything',
    works: time.works,
    changesAt: time.works ? time.worksUntil : time.nextStart,
    timeZone: time.timeZone,
    hoursToday: await workTime.hoursToday(tx, companyId, memberId, now),
    device: device === null ? null : { showsContent: device.showsContent, pushes: device.endpoint !== null },
    publicKey,
  };
}

export async function setWish(ctx: Context, { wish }: InputOf<Calls['setWish']>) {
  await store.setWish(ctx, ctx.memberId, wish);
  await announce(ctx, outboxEvent, { type: 'outbox.wishChanged', wish }, { topic: ctx.memberId });
  return {};
}

/** Keeps how this session is told. An address that we would not go to is refused at once. */
export async function setDevice(ctx: Context, egress: Egress, input: InputOf<Calls['setDevice']>) {
  const { subscription, showsContent, language } = input;
  ensure(subscription === null || egress.mayAsk(subscription.endpoint) ? null : refuse('outbox.endpointRefused'));
  const { endpoint, p256dh, auth } = subscription ?? { endpoint: null, p256dh: null, auth: null };
  const { sessionId, memberId } = ctx;
  await store.putDevice(ctx, { sessionId, memberId, showsContent, language, endpoint, p256dh, auth });
  return {};
}

export async function removeDevice(ctx: Context) {
  await store.removeDevices(ctx, [ctx.sessionId]);
  return {};
}
