import type { OutboxContext } from '#outbox/server/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { announce } from '#platform/server/announce.ts';
import type { AnyoneContext } from '#platform/server/context.ts';
import { type Counts, type Ding, type DingId, dingEvent, type Line, LINES_MAX, STEPS } from '../model/contract.ts';
import * as store from './store/dings.ts';
import * as recipients from './store/recipients.ts';

/** Counts are collected for so long: thousands who answer make an event a second. */
const COUNT_AFTER_MS = 1_000;

export type DingContext = OutboxContext & AnyoneContext;

const NOTHING: Counts = { confirmed: 0, later: 0, waits: 0, off: 0, of: 0 };

const MINUTE_MS = 60_000;

/** A recipient as others may see him. When he read, or answered, is nowhere. */
export function lineOf(row: recipients.RecipientRow, steps: number): Line {
  const { memberId, state, step, isOff, onLeave, byOverride, laterAt } = row;
  const waits = state === 'waits';
  // A ladder that has begun says when its next step comes, wherever it is looked at next.
  const next = row.beganAt === null || step >= steps ? undefined : STEPS[step];
  const stepAt =
    next === undefined || row.beganAt === null ? null : new Date(row.beganAt.getTime() + next.afterMinutes * MINUTE_MS);
  const nextAt = stepAt !== null && row.dueAt !== null && row.dueAt > stepAt ? row.dueAt : (stepAt ?? row.dueAt);
  return {
    memberId,
    state,
    step,
    nextAt: waits && (row.beganAt === null || next !== undefined) ? nextAt : null,
    isOff: waits && isOff,
    onLeave: waits && onLeave,
    byOverride,
    laterAt: state === 'later' ? laterAt : null,
  };
}

/** Dings as one member may see them: lines where he sent it or is asked, else the counts. `withLines`: of others too. */
export async function seen(
  ctx: OutboxContext,
  as: MemberId,
  ids: readonly DingId[],
  withLines: boolean,
): Promise<Ding[]> {
  if (ids.length === 0) return [];
  const rows = new Map((await store.dingsOf(ctx, ids)).map((row) => [row.id, row]));
  const places = Map.groupBy(await store.placesOf(ctx, ids), ({ dingId }) => dingId);
  const counts = new Map((await store.countsOf(ctx, ids)).map(({ id, ...own }) => [id, own]));
  const own = new Map((await recipients.ownOf(ctx, as, ids)).map((row) => [row.dingId, row]));
  const dings: Ding[] = [];
  for (const id of ids) {
    const row = rows.get(id);
    if (row === undefined) continue;
    const mine = own.get(id);
    const isMine = row.authorId === as;
    const lines =
      withLines && (isMine || mine !== undefined)
        ? await recipients.linesOf(ctx, id, as, isMine ? null : (mine?.conversationId ?? null), LINES_MAX)
        : [];
    dings.push({
      ...{ id, authorId: row.authorId, text: row.text, files: [...row.files], steps: row.steps, state: row.state },
      ...{ sentAt: row.sendAt, failure: isMine ? row.failure : null },
      places: (places.get(id) ?? [])
        .filter(({ conversationId }) => isMine || conversationId === mine?.conversationId || mine === undefined)
        .map(({ conversationId, number }) => ({ conversationId, number })),
      memberIds: isMine && row.state === 'scheduled' ? [...row.memberIds] : [],
      departmentIds: isMine && row.state === 'scheduled' ? [...row.departmentIds] : [],
      counts: counts.get(id) ?? NOTHING,
      lines: lines.map((one) => lineOf(one, row.steps)),
      mine: mine === undefined ? null : lineOf(mine, row.steps),
    });
  }
  return dings;
}

/** Tells members whose own line has changed at once, and has the counts told to everybody concerned within a second. */
export async function tellSoon(
  ctx: DingContext,
  ids: readonly DingId[],
  changed: readonly recipients.RecipientRow[],
): Promise<void> {
  const wanted = [...new Set(ids)];
  await store.tellCountsAt(ctx, wanted, new Date(ctx.now.getTime() + COUNT_AFTER_MS));
  if (changed.length === 0) return;
  const dings = new Map((await store.dingsOf(ctx, wanted)).map((row) => [row.id, row]));
  const counts = new Map((await store.countsOf(ctx, wanted)).map(({ id, ...own }) => [id, own]));
  for (const [id, rows] of Map.groupBy(changed, ({ dingId }) => dingId)) {
    const row = dings.get(id);
    if (row === undefined) continue;
    const own = new Map(rows.map((one) => [one.memberId, { mine: lineOf(one, row.steps) }] as const));
    const event = {
      type: 'ding.changed' as const,
      id,
      state: row.state,
      counts: counts.get(id) ?? NOTHING,
      mine: null,
    };
    await announce(ctx, dingEvent, event, { topic: ctx.companyId, audience: [...own.keys()], own });
  }
}

/** Tells authors how their dings stand: once a second at most. False when nothing was due. */
export async function tellCounts(ctx: DingContext): Promise<boolean> {
  const due = await store.takeCounted(ctx, ctx.now, 100);
  if (due.length === 0) return false;
  const ids = due.map(({ id }) => id);
  const counts = new Map((await store.countsOf(ctx, ids)).map(({ id, ...own }) => [id, own]));
  for (const { id, authorId, state } of due) {
    await announce(
      ctx,
      dingEvent,
      { type: 'ding.changed', id, state, counts: counts.get(id) ?? NOTHING, mine: null },
      { topic: authorId },
    );
  }
  return true;
}
