import type { Outbox } from '#outbox/server/index.ts';
import type { InputOf } from '#platform/model/contract.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import type { Context } from '#platform/server/context.ts';
import { AHEAD_MAX_MS, type Ding, type dingCalls } from '../model/contract.ts';
import type { Sending } from './sending.ts';
import { source } from './source.ts';
import * as store from './store/dings.ts';
import * as recipients from './store/recipients.ts';
import { type DingContext, seen, tellSoon } from './telling.ts';

type Calls = typeof dingCalls;

const unknown = () => new Refused(refuse('ding.unknown'));

/** Confirms, or names a time: the ladder stops with whoever answers, and what is shown of it goes. */
export async function answer(
  { outbox, wake }: Sending,
  ctx: Context,
  { id, laterAt }: InputOf<Calls['answer']>,
): Promise<Ding> {
  const row = await recipients.lockOwn(ctx, id, ctx.memberId);
  if (row === null || row.state === 'gone') throw unknown();
  ensure(laterAt !== null && laterAt <= ctx.now ? refuse('ding.momentPast') : null);
  ensure(laterAt !== null && laterAt.getTime() - ctx.now.getTime() > AHEAD_MAX_MS ? refuse('ding.momentFar') : null);
  // What was confirmed stays so; what was cancelled needs no answer.
  if (row.state !== 'confirmed' && row.state !== 'cancelled') {
    const next = {
      ...row,
      state: laterAt === null ? ('confirmed' as const) : ('later' as const),
      laterAt,
      dueAt: laterAt,
    };
    await recipients.update(ctx, [next]);
    await outbox.reconsider(ctx, source, [{ memberId: ctx.memberId, place: id }]);
    await tellSoon(ctx, [id], [next]);
    wake(ctx, laterAt ?? ctx.now);
  }
  const [ding] = await seen(ctx, ctx.memberId, [id], true);
  if (ding === undefined) throw unknown();
  return ding;
}

/** Stops a ding for everybody. */
export async function cancel({ outbox, wake }: Sending, ctx: Context, { id }: InputOf<Calls['cancel']>): Promise<Ding> {
  const row = await store.lockDing(ctx, id);
  if (row === null || row.authorId !== ctx.memberId) throw unknown();
  if (row.state === 'sent' || row.state === 'scheduled') {
    await store.setState(ctx, id, 'cancelled');
    await ended(ctx, outbox, 'cancelled', { dingId: id, conversationId: null, memberIds: null });
    wake(ctx, ctx.now);
  }
  const [ding] = await seen(ctx, ctx.memberId, [id], true);
  if (ding === undefined) throw unknown();
  return ding;
}

/** Ends what waits, for whatever reason, takes back what is shown of it, and tells those concerned. */
export async function ended(
  ctx: DingContext & Parameters<Outbox['reconsider']>[0],
  outbox: Outbox,
  ...[state, where]: [Parameters<typeof recipients.end>[1], Parameters<typeof recipients.end>[2]]
): Promise<void> {
  const rows = await recipients.end(ctx, state, where);
  if (rows.length === 0) return;
  await outbox.reconsider(
    ctx,
    source,
    rows.map(({ memberId, dingId }) => ({ memberId, place: dingId })),
  );
  for (const [dingId, own] of Map.groupBy(rows, (row) => row.dingId)) {
    const lines = await recipients.linesAmong(
      ctx,
      dingId,
      own.map(({ memberId }) => memberId),
    );
    await tellSoon(ctx, [dingId], lines);
  }
}
