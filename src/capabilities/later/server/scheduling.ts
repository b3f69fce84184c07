import { ensureMaySend, messageWithId } from '#chat/server/index.ts';
import { threadIdOf } from '#chat/model/contract.ts';
import type { Files } from '#files/server/index.ts';
import type { Outbox } from '#outbox/server/index.ts';
import type { InputOf } from '#platform/model/contract.ts';
import type { MessageId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import { announce } from '#platform/server/announce.ts';
import type { Context } from '#platform/server/context.ts';
import { AHEAD_MAX_MS, type laterCalls, laterEvent, SCHEDULED_MAX, type Scheduled } from '../model/contract.ts';
import { canSet } from '../model/moments.ts';
import { reminders } from './reminding.ts';
import * as store from './store/scheduled.ts';
import { tellScheduled, type Wake } from './telling.ts';

type Calls = typeof laterCalls;

/** Files of what waits are kept well past any moment it can be sent at, and past any time its author takes to decide about what failed. */
const KEPT_MS = 2 * AHEAD_MAX_MS;
export const keptUntil = (now: Date): Date => new Date(now.getTime() + KEPT_MS);

/** By the rights of now: those of the moment decide. A thread need not have begun, only hang where one may write. */
async function ensureMaySchedule(
  ctx: Context,
  send: Omit<InputOf<Calls['schedule']>, 'sendAt' | 'silent'>,
): Promise<void> {
  const { thread, conversationId } = send;
  if (thread === null) return ensureMaySend(ctx, send);
  ensure(threadIdOf(thread) === conversationId ? null : refuse('chat.conversationUnknown'));
  await ensureMaySend(ctx, { ...send, conversationId: thread.conversationId, replyTo: null, thread: null });
}

/** The commands of what is sent later. */
export function makeScheduling(files: Files, outbox: Outbox, wake: Wake) {
  /** The own one, locked, as long as nobody is sending it. */
  async function changeable(ctx: Context, id: MessageId): Promise<store.ScheduledRow> {
    const row = await store.lockScheduled(ctx, ctx.memberId, id);
    if (row === null) throw new Refused(refuse('later.unknown'));
    ensure(row.taken ? refuse('later.beingSent') : null);
    return row;
  }

  async function setTo(ctx: Context, row: store.ScheduledRow, text: string, sendAt: Date): Promise<Scheduled> {
    await store.waitUntil(ctx, row.id, text, sendAt);
    const scheduled = store.scheduledOf({ ...row, text, sendAt, failure: null });
    await tellScheduled(ctx, ctx.memberId, scheduled);
    await withdraw(ctx, row);
    wake(ctx, sendAt);
    return scheduled;
  }

  /** Somebody who has decided about what failed need not be told of it. */
  async function withdraw(ctx: Context, { id, failure }: store.ScheduledRow): Promise<void> {
    if (failure !== null) await outbox.reconsider(ctx, reminders, [{ memberId: ctx.memberId, place: id }]);
  }

  return {
    async schedule(ctx: Context, { sendAt, ...send }: InputOf<Calls['schedule']>): Promise<Scheduled> {
      const known = await store.lockScheduled(ctx, ctx.memberId, send.id);
      if (known !== null) return store.scheduledOf(known);
      ensure(canSet(sendAt, ctx.now));
      await ensureMaySchedule(ctx, send);
      ensure((await messageWithId(ctx, send.id)) === null ? null : refuse('chat.idTaken'));
      const count = await store.countScheduled(ctx, ctx.memberId);
      ensure(count < SCHEDULED_MAX ? null : refuse('later.tooMany', { max: SCHEDULED_MAX }));
      const { memberId } = ctx;
      const kept = await files.keep(ctx, send.files, keptUntil(ctx.now));
      const row = await store.insertScheduled(ctx, { ...send, memberId, sendAt, files: kept });
      if (row === null) throw new Refused(refuse('chat.idTaken'));
      const scheduled = store.scheduledOf(row);
      await tellScheduled(ctx, memberId, scheduled);
      wake(ctx, sendAt);
      return scheduled;
    },

    async changeScheduled(ctx: Context, { id, text, sendAt }: InputOf<Calls['changeScheduled']>): Promise<Scheduled> {
      const row = await changeable(ctx, id);
      ensure(text.trim() === '' && row.files.length === 0 ? refuse('later.empty') : null);
      ensure(canSet(sendAt, ctx.now));
      return setTo(ctx, row, text, sendAt);
    },

    async sendScheduledNow(ctx: Context, { id }: InputOf<Calls['sendScheduledNow']>): Promise<Scheduled> {
      const row = await changeable(ctx, id);
      return setTo(ctx, row, row.text, ctx.now);
    },

    async removeScheduled(ctx: Context, { id }: InputOf<Calls['removeScheduled']>) {
      const row = await changeable(ctx, id);
      await store.deleteScheduled(ctx, [id]);
      await files.drop(
        ctx,
        row.files.map((file) => file.id),
        null,
      );
      await announce(ctx, laterEvent, { type: 'later.scheduledRemoved', id }, { topic: ctx.memberId });
      await withdraw(ctx, row);
      return {};
    },
  };
}
