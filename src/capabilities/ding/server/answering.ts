import type { Outcome } from '#outbox/server/index.ts';
import type { InputOf } from '#platform/model/contract.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import type { Context } from '#platform/server/context.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import { AHEAD_MAX_MS, type Ding, type dingCalls } from '../model/contract.ts';
import { textAfterCall } from './climbing.ts';
import type { Around } from './hearing.ts';
import type { Sending } from './sending.ts';
import { source } from './source.ts';
import * as store from './store/dings.ts';
import * as recipients from './store/recipients.ts';
import { seen, tellSoon } from './telling.ts';

type Calls = typeof dingCalls;

const unknown = () => new Refused(refuse('ding.unknown'));

/** Confirms, or names a time: the ladder stops with whoever answers, and what is shown of it goes. */
export async function answer(around: Sending, ctx: Context, { id, laterAt }: InputOf<Calls['answer']>): Promise<Ding> {
  const row = await recipients.lockOwn(ctx, id, ctx.memberId);
  if (row === null || row.state === 'gone') throw unknown();
  ensure(laterAt !== null && laterAt <= ctx.now ? refuse('ding.momentPast') : null);
  ensure(laterAt !== null && laterAt.getTime() - ctx.now.getTime() > AHEAD_MAX_MS ? refuse('ding.momentFar') : null);
  await put(ctx, around, row, laterAt);
  const [ding] = await seen(ctx, ctx.memberId, [id], true);
  if (ding === undefined) throw unknown();
  return ding;
}

/** Writes an answer down. What was confirmed stays so; what was cancelled needs none. */
async function put(
  ctx: FollowContext,
  { outbox, answered, wake }: Around,
  row: recipients.RecipientRow,
  laterAt: Date | null,
): Promise<void> {
  if (row.state === 'confirmed' || row.state === 'cancelled') return;
  const state = laterAt === null ? 'confirmed' : 'later';
  const next: recipients.RecipientRow = { ...row, state, laterAt, dueAt: laterAt };
  await recipients.update(ctx, [next]);
  await outbox.reconsider(ctx, source, [{ memberId: row.memberId, place: row.dingId }]);
  await tellSoon(ctx, [row.dingId], [next]);
  await answered(ctx, row.dingId, [row.memberId], state);
  wake(ctx, ctx.now);
}

/** What became of a text or a call: the key that confirms is a tap, a call that nobody took is followed by a text (R9). */
export async function heard(ctx: FollowContext, around: Around, outcome: Outcome): Promise<void> {
  const dingId = outcome.place as Ding['id'];
  const row = await recipients.lockOwn(ctx, dingId, outcome.memberId);
  if (row === null) return;
  if (outcome.what === 'confirmed') await put(ctx, around, row, null);
  else if (outcome.by === 'call' && outcome.what === 'unanswered') await textAfterCall(ctx, around.outbox, row);
}

/** Stops a ding for everybody. */
export async function cancel(around: Sending, ctx: Context, { id }: InputOf<Calls['cancel']>): Promise<Ding> {
  const row = await store.lockDing(ctx, id);
  if (row === null || row.authorId !== ctx.memberId) throw unknown();
  if (row.state === 'sent' || row.state === 'scheduled') {
    await store.setState(ctx, id, 'cancelled');
    if (row.state === 'scheduled') await dropFiles(ctx, around.files, row);
    await ended(ctx, around, 'cancelled', { dingId: id, conversationId: null, memberIds: null });
  }
  const [ding] = await seen(ctx, ctx.memberId, [id], true);
  if (ding === undefined) throw unknown();
  return ding;
}

/** What was to go with a ding that is not sent, and hangs nowhere. */
export function dropFiles(
  ctx: FollowContext,
  files: Sending['files'],
  row: Pick<store.DingRow, 'files'>,
): Promise<void> {
  return files.drop(
    ctx,
    row.files.map(({ id }) => id),
    null,
  );
}

/** Ends what waits, for whatever reason, takes back what is shown of it, and tells those concerned: counts a second later, for which the clockwork is woken. */
export async function ended(
  ctx: FollowContext,
  { outbox, answered, wake }: Around,
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
    const memberIds = own.map(({ memberId }) => memberId);
    await tellSoon(ctx, [dingId], await recipients.linesAmong(ctx, dingId, memberIds));
    if (state === 'replied') await answered(ctx, dingId, memberIds, state);
  }
  wake(ctx, ctx.now);
}
