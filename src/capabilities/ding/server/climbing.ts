import { policyOf } from '#directory/server/index.ts';
import type { TimeFacts } from '#outbox/model/contract.ts';
import type { Outbox } from '#outbox/server/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { localOf } from '#platform/model/zone.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import { workTime } from '#worktime/server/index.ts';
import { mostADay, spent } from '../model/budget.ts';
import { AFTER_CALL, type Move, moveOf, numberOf } from '../model/ladder.ts';
import { type DingKind, kindOf } from '../model/notifying.ts';
import { source } from './source.ts';
import * as recipients from './store/recipients.ts';
import { tellSoon } from './telling.ts';

/** So many at once: what is told holds the company clock, and sends wait for that. */
export const AT_ONCE = 1_000;

type Due = Awaited<ReturnType<typeof recipients.takeDue>>[number];
type Tell = { readonly row: Due; readonly step: number; readonly kind: DingKind; readonly number: number };

/**
 * Takes the ladders at which is to be looked now a step further, all in one transaction: what is told is handed to the outbox, and how far
 * each has come is written down with it (P12). False when nothing was due.
 */
export async function climb(ctx: FollowContext, outbox: Outbox): Promise<boolean> {
  const due = await recipients.takeDue(ctx, ctx.now, AT_ONCE);
  if (due.length === 0) return false;
  const memberIds = [...new Set(due.map(({ memberId }) => memberId))];
  const times = await workTime.factsOf(ctx.tx, ctx.companyId, memberIds, ctx.now);

  const after = new Map<Due, recipients.RecipientRow>();
  const beginning: Beginning[] = [];
  const tells: Tell[] = [];
  for (const row of due) {
    const time = times.get(row.memberId);
    if (time === undefined) {
      after.set(row, { ...row, state: 'gone', dueAt: null });
      continue;
    }
    if (row.state === 'later') {
      after.set(row, { ...row, dueAt: null });
      tells.push({ row, step: 0, kind: 'later', number: numberOf(LATER_RUN, 0) });
      continue;
    }
    const move = moveOf({ ...row, now: ctx.now, time });
    if (move.is !== 'tell') after.set(row, rested(row, time, move));
    else if (move.begins) beginning.push({ row, time });
    else {
      after.set(row, onward({ ...row, step: row.step + 1 }, time, ctx.now));
      tells.push({ row, step: move.step, kind: kindOf(move.step), number: numberOf(row.run, move.step) });
    }
  }
  for (const { row, time, isFull } of await begin(ctx, beginning)) {
    const run = row.run + 1;
    if (isFull) after.set(row, { ...row, state: 'full', dueAt: null, isOff: false, onLeave: false });
    else after.set(row, onward({ ...row, run, step: 1, beganAt: ctx.now }, time, ctx.now));
    tells.push({ row, step: 0, kind: isFull ? 'plain' : kindOf(0), number: numberOf(run, 0) });
  }
  await recipients.update(ctx, [...after.values()]);
  await hand(ctx, outbox, tells);
  await tellSoon(
    ctx,
    due.map(({ dingId }) => dingId),
    [...after].filter(([row, next]) => isOther(row, next)).map(([, next]) => next),
  );
  return true;
}

/** How it stands with who was just told a step: when the next comes, or that there is none. */
function onward(row: Due, time: TimeFacts, now: Date): Due {
  const move = moveOf({ ...row, now, time });
  return move.is === 'tell' ? { ...row, dueAt: now, isOff: false, onLeave: false } : rested(row, time, move);
}

/** How it stands with who is told nothing now. A ladder that was paused is to begin again. */
function rested(row: Due, time: TimeFacts, move: Exclude<Move, { is: 'tell' }>): Due {
  const isOff = time.onLeave || !(time.works || time.onCall || row.byOverride);
  const state = { ...row, isOff, onLeave: time.onLeave };
  if (move.is === 'end') return { ...state, state: 'ended', dueAt: null };
  if (!move.paused) return { ...state, dueAt: move.until };
  return { ...state, step: 0, beganAt: null, isOff: true, dueAt: move.until };
}

/** What is told at the time that a member named is none of the ladder's runs. */
const LATER_RUN = 90;

interface Beginning {
  readonly row: Due;
  readonly time: TimeFacts;
}

/** Begins ladders, as far as there is room in the day of each (R10), in the order in which they were due. An override has bounds of its own. */
async function begin(ctx: FollowContext, all: readonly Beginning[]) {
  const through = all.filter(({ row }) => row.byOverride).map((one) => ({ ...one, isFull: false }));
  const ladders = all.filter(({ row }) => !row.byOverride);
  if (ladders.length === 0) return through;
  const most = mostADay(await policyOf(ctx));
  const days = new Map(ladders.map(({ row, time }) => [row.memberId, localOf(time.timeZone, ctx.now).day]));
  const rows = ladders.map(({ row }) => row).sort((a, b) => (a.dueAt?.getTime() ?? 0) - (b.dueAt?.getTime() ?? 0));
  const daysWith = (memberIds: Iterable<MemberId>, used: ReadonlyMap<string, number>) =>
    [...memberIds].map((memberId) => ({ memberId, day: days.get(memberId) ?? 0, used: used.get(memberId) ?? 0 }));
  const begun = await recipients.beginBudgets(ctx, daysWith(days.keys(), spent(rows, new Map(), most).used));
  const others = [...days.keys()].filter((memberId) => !begun.has(memberId));
  const locked = others.length === 0 ? [] : await recipients.lockBudgets(ctx, daysWith(others, new Map()));
  const { given, used } = spent(rows, new Map(locked.map((row) => [row.memberId, row.used])), most);
  if (others.length > 0) await recipients.setBudgets(ctx, daysWith(others, used));
  return [...through, ...ladders.map((one) => ({ ...one, isFull: !given.has(one.row) }))];
}

/** Lets the outbox tell, by the way of each step. */
async function hand(ctx: FollowContext, outbox: Outbox, tells: readonly Tell[]): Promise<void> {
  await outbox.plan(
    ctx,
    source,
    tells.map(({ row, kind, number }) => ({ memberId: row.memberId, place: row.dingId, number, kind })),
  );
}

function isOther(before: recipients.RecipientRow, after: recipients.RecipientRow): boolean {
  return (
    before.state !== after.state ||
    before.step !== after.step ||
    before.isOff !== after.isOff ||
    before.run !== after.run
  );
}

/** A call was not answered: a text instead, once, for who has not answered meanwhile (R9). */
export async function textAfterCall(ctx: FollowContext, outbox: Outbox, row: recipients.RecipientRow): Promise<void> {
  if (row.state !== 'waits' && row.state !== 'ended') return;
  const { memberId, dingId: place } = row;
  await outbox.plan(ctx, source, [
    { memberId, place, number: numberOf(row.run, AFTER_CALL), kind: kindOf(AFTER_CALL) },
  ]);
}
