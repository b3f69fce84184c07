import { ensureInside, ensureSees, readableBy, messagesByRef } from '#chat/server/index.ts';
import type { Outbox } from '#outbox/server/index.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import { announce, clockOf } from '#platform/server/announce.ts';
import type { Context } from '#platform/server/context.ts';
import { type laterCalls, laterEvent, SAVED_MAX, type Saved, type SavedId } from '../model/contract.ts';
import { canSet } from '../model/moments.ts';
import { reminders } from './reminding.ts';
import * as scheduled from './store/scheduled.ts';
import * as store from './store/saved.ts';
import { tellSaved, type Wake } from './telling.ts';

type Calls = typeof laterCalls;

export async function mine(ctx: Context): Promise<OutputOf<Calls['mine']>> {
  return {
    at: await clockOf(ctx.tx, ctx.companyId),
    saved: await store.savedOf(ctx, ctx.memberId),
    scheduled: await scheduled.scheduledBy(ctx, ctx.memberId),
  };
}

/** Read from chat in the snapshot that says where one is: what was taken back says so, and nothing is told of what one has left. */
export async function savedMessages(ctx: Context, { ids }: InputOf<Calls['savedMessages']>) {
  const readable = new Map((await readableBy(ctx, ctx.memberId)).map(({ id, hiddenNumber }) => [id, hiddenNumber]));
  const kept = await store.savedIn(ctx, ctx.memberId, ids, [...readable.keys()]);
  const rows = kept.filter(({ conversationId, number }) => number > (readable.get(conversationId) ?? 0));
  if (rows.length === 0) return [];
  const messages = await messagesByRef(
    ctx.tx,
    ctx.companyId,
    rows.map(({ conversationId }) => conversationId),
    rows.map(({ number }) => number),
  );
  const byPlace = new Map(messages.map((one) => [`${one.conversationId} ${one.number}`, one]));
  return rows.flatMap(({ id, conversationId, number }) => {
    const message = byPlace.get(`${conversationId} ${number}`);
    return message === undefined ? [] : [{ id, message }];
  });
}

/** The commands of what is kept. */
export function makeSaving(outbox: Outbox, wake: Wake) {
  /** A changed row, told to the own devices; its reminder waits, or what was told of it is taken back. */
  async function changed(ctx: Context, before: Saved | null, after: Saved): Promise<Saved> {
    await tellSaved(ctx, ctx.memberId, after);
    if (after.remindAt !== null) wake(ctx, after.remindAt);
    if (before !== null && before.remindAt !== null) {
      await outbox.reconsider(ctx, reminders, [{ memberId: ctx.memberId, place: after.id }]);
    }
    return after;
  }

  async function change(
    ctx: Context,
    known: Saved,
    {
      done = known.done,
      remindAt = known.remindAt,
    }: { done?: boolean | undefined; remindAt?: Date | null | undefined },
  ): Promise<Saved> {
    const isNew = remindAt?.getTime() !== known.remindAt?.getTime();
    if (isNew && remindAt !== null) ensure(canSet(remindAt, ctx.now));
    const after = { ...known, done, remindAt: done ? null : remindAt };
    if (after.done === known.done && after.remindAt?.getTime() === known.remindAt?.getTime()) return known;
    await store.updateSaved(ctx, after);
    return changed(ctx, known, after);
  }

  async function removed(ctx: Context, gone: readonly { readonly id: SavedId }[]) {
    if (gone.length === 0) return {};
    const ids = gone.map(({ id }) => id);
    await announce(ctx, laterEvent, { type: 'later.savedRemoved', ids }, { topic: ctx.memberId });
    await outbox.reconsider(
      ctx,
      reminders,
      ids.map((place) => ({ memberId: ctx.memberId, place })),
    );
    return {};
  }

  return {
    async save(ctx: Context, { conversationId, number, remindAt }: InputOf<Calls['save']>): Promise<Saved> {
      await ensureSees(ctx, { conversationId, number });
      const known = await store.lockSavedAt(ctx, ctx.memberId, conversationId, number);
      // Once more is as if it had never been done.
      if (known !== null) return change(ctx, known, { done: false, remindAt: remindAt ?? known.remindAt });
      const [message] = await messagesByRef(ctx.tx, ctx.companyId, [conversationId], [number]);
      const isThere = message !== undefined && message.note === null && !message.recalled;
      ensure(isThere ? null : refuse('chat.messageUnknown'));
      if (remindAt !== null) ensure(canSet(remindAt, ctx.now));
      const count = await store.countSaved(ctx, ctx.memberId);
      ensure(count < SAVED_MAX ? null : refuse('later.full', { max: SAVED_MAX }));
      const row = { id: ctx.newId() as SavedId, conversationId, number, savedAt: ctx.now, done: false, remindAt };
      const [made] = await store.insertSaved(ctx, [{ ...row, memberId: ctx.memberId }]);
      // Another device was faster, by a moment.
      if (made === undefined) throw new Refused(refuse('platform.unavailable'));
      return changed(ctx, null, made);
    },

    async saveSeveral(ctx: Context, { conversationId, numbers }: InputOf<Calls['saveSeveral']>): Promise<Saved[]> {
      const { hiddenNumber } = await ensureInside(ctx, conversationId);
      const seen = [...new Set(numbers)].filter((number) => number > hiddenNumber);
      const places = seen.map(() => conversationId);
      const there = (await messagesByRef(ctx.tx, ctx.companyId, places, seen))
        .filter(({ note, recalled }) => note === null && !recalled)
        .map(({ number }) => number)
        .sort((a, b) => a - b);
      const again = await store.reopenSaved(ctx, ctx.memberId, conversationId, there);
      const row = { memberId: ctx.memberId, conversationId, savedAt: ctx.now, done: false, remindAt: null };
      const made = await store.insertSaved(
        ctx,
        there.map((number) => ({ ...row, id: ctx.newId() as SavedId, number })),
      );
      const count = await store.countSaved(ctx, ctx.memberId);
      ensure(made.length === 0 || count <= SAVED_MAX ? null : refuse('later.full', { max: SAVED_MAX }));
      for (const saved of [...again, ...made]) await tellSaved(ctx, ctx.memberId, saved);
      return [...again, ...made];
    },

    async changeSaved(ctx: Context, { id, ...wanted }: InputOf<Calls['changeSaved']>): Promise<Saved> {
      const known = await store.lockSaved(ctx, ctx.memberId, id);
      if (known === null) throw new Refused(refuse('later.unknown'));
      return change(ctx, known, wanted);
    },

    async unsave(ctx: Context, { id }: InputOf<Calls['unsave']>) {
      const gone = await store.deleteSaved(ctx, ctx.memberId, id);
      ensure(gone.length === 1 ? null : refuse('later.unknown'));
      return removed(ctx, gone);
    },

    clearDone: async (ctx: Context) => removed(ctx, await store.deleteDone(ctx, ctx.memberId)),
  };
}
