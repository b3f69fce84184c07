import { glanceAt } from '#chat/server/index.ts';
import type { Mark, Outbox, OutboxContext, Sight, Source } from '#outbox/server/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import type { FollowContext, Follower } from '#platform/server/follower.ts';
import { laterKinds, markOf } from '../model/notifying.ts';
import * as scheduled from './store/scheduled.ts';
import * as store from './store/saved.ts';
import { tellSaved } from './telling.ts';

/** So many reminders at once: what is told holds the company clock, and sends wait for that. */
const AT_ONCE = 100;
const SCHEDULED = '/later?tab=scheduled';

/** What is told of what waits: a reminder, at the place of what is kept; what was not sent, at the place of the message. */
export const reminders: Source = {
  name: 'later',
  kinds: laterKinds,

  async look(ctx, marks) {
    const places = marks.map(({ place }) => place);
    const kept = new Map((await store.savedByIds(ctx, places)).map((row) => [row.id as string, row]));
    const unsent = new Map((await scheduled.scheduledByIds(ctx, places)).map((row) => [row.id as string, row]));
    const glances = await glancesOf(ctx, [...kept.values()]);
    return marks.map((mark): Sight | null => {
      const [row, failed] = [kept.get(mark.place), unsent.get(mark.place)];
      if (row?.memberId === mark.memberId) return reminderOf(row, glances.get(row.id) ?? null, mark);
      return failed?.memberId === mark.memberId ? unsentOf(failed, mark) : null;
    });
  },
};

type Glance = NonNullable<Awaited<ReturnType<typeof glanceAt>>[number]>;

async function glancesOf(ctx: OutboxContext, rows: readonly store.SavedRow[]): Promise<Map<string, Glance | null>> {
  if (rows.length === 0) return new Map();
  const glances = await glanceAt(
    ctx,
    rows.map(({ memberId, conversationId, number }) => ({ memberId, place: conversationId, number })),
  );
  return new Map(rows.map(({ id }, index) => [id, glances[index] ?? null]));
}

function reminderOf(row: store.SavedRow, glance: Glance | null, { number }: Mark): Sight | null {
  if (glance === null) return null;
  const isOver = row.remindAt === null || markOf(row.remindAt) !== number || glance.row.recalled;
  const message = { conversationId: row.conversationId, number: row.number };
  return { isOver, isOwn: false, byId: null, message, setting: 'all', told: glance.told, path: glance.path };
}

function unsentOf({ text, files, failedAt }: scheduled.ScheduledRow, { number }: Mark): Sight {
  return {
    isOver: failedAt === null || markOf(failedAt) !== number,
    isOwn: false,
    byId: null,
    message: null,
    setting: 'all',
    told: { title: '', from: '', text: text === '' ? files.map(({ name }) => name).join(' ') : text },
    path: SCHEDULED,
  };
}

/**
 * Hands the reminders that are due to the outbox, in the transaction in which they cease to be due: each once, whatever is killed. One of a
 * message that cannot be read any more is dropped. False when nothing was due.
 */
export async function remindDue(outbox: Outbox, ctx: FollowContext): Promise<boolean> {
  const rows = await store.takeDue(ctx, ctx.now, AT_ONCE);
  if (rows.length === 0) return false;
  const glances = await glancesOf(ctx, rows);
  const isThere = ({ id }: store.SavedRow): boolean => glances.get(id)?.row.recalled === false;
  const marks = rows
    .filter(isThere)
    .flatMap(({ id, memberId, remindAt }) =>
      remindAt === null ? [] : [{ memberId, place: id, number: markOf(remindAt), kind: 'reminder' }],
    );
  await outbox.plan(ctx, reminders, marks);
  const gone = rows.filter((row) => !isThere(row)).map(({ id }) => id);
  if (gone.length > 0) for (const row of await store.removeReminders(ctx, gone)) await tellRow(ctx, row);
  return true;
}

/** A message was taken back, or somebody is no longer where it stands: nobody is reminded of it, and what was told goes from every screen. */
export function forgetting(outbox: Outbox): Follower {
  return {
    types: ['chat.messageRecalled', 'chat.conversationRemoved'],

    async handle(ctx, events) {
      const gone = events.flatMap(({ type, topic, ref, payload, audience }): store.Gone[] => {
        if (type === 'chat.messageRecalled') return [{ conversationId: topic, number: ref, memberId: null }];
        const conversationId = payload?.['conversationId'];
        if (typeof conversationId !== 'string') return [];
        return (audience ?? [topic as MemberId]).map((memberId) => ({ conversationId, number: null, memberId }));
      });
      const rows = gone.length === 0 ? [] : await store.dropReminders(ctx, gone);
      for (const row of rows) await tellRow(ctx, row);
      await outbox.reconsider(
        ctx,
        reminders,
        rows.map(({ memberId, id }) => ({ memberId, place: id })),
      );
    },

    begin: (ctx, step) => outbox.reconsiderAll(ctx, reminders, step),
  };
}

async function tellRow(ctx: FollowContext, { memberId, ...saved }: store.SavedRow): Promise<void> {
  await tellSaved(ctx, memberId, saved);
}
