import type { MemberId } from '#platform/model/ids.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import { ensure, refuse } from '#platform/model/refusal.ts';
import { announce } from '#platform/server/announce.ts';
import type { AnyoneContext, Context } from '#platform/server/context.ts';
import { isWorking } from '../model/calendar.ts';
import { worktimeEvent, type worktimeCalls } from '../model/contract.ts';
import { type Presence, presenceOf } from '../model/presence.ts';
import { timeOf } from './acting.ts';
import { Lately } from './lately.ts';
import { endOfDay } from './own.ts';
import { awayAmong, dropAway, putAway } from './store/presence.ts';
import { timesOf } from './workTime.ts';

type Calls = typeof worktimeCalls;

/** What was found is good for so long; what this process changes itself it forgets at once. */
const GOOD_MS = 30_000;
const KNOWN_MAX = 50_000;

/** What colleagues see of each other now (R19): found once for all who look, as they ask every minute for whom they have on the screen. */
export class Presences {
  readonly #lately = new Lately<Presence>(KNOWN_MAX);

  async of(ctx: Context, memberIds: readonly MemberId[]): Promise<OutputOf<Calls['presences']>> {
    const { companyId, now } = ctx;
    const ids = [...new Set(memberIds)];
    const found = new Map(ids.map((id) => [id, this.#lately.get(companyId, id, now)]));
    const missing = ids.filter((id) => found.get(id) === undefined);
    if (missing.length > 0) {
      const away = await awayAmong(ctx, missing, now);
      const until = new Date(now.getTime() + GOOD_MS);
      for (const [id, { facts }] of await timesOf(ctx.tx, companyId, missing, now)) {
        const presence = presenceOf(facts, away.has(id));
        this.#lately.set(companyId, id, presence, { from: now, until });
        found.set(id, presence);
      }
    }
    return [...found].flatMap(([memberId, presence]) => (presence === undefined ? [] : [{ memberId, presence }]));
  }

  /** The time of these members, or of everybody, is another after this transaction. */
  changed(
    { companyId, afterCommit }: Pick<AnyoneContext, 'afterCommit'> & { readonly companyId: Context['companyId'] },
    memberIds: readonly MemberId[] | null,
  ): void {
    afterCommit(() => this.#lately.forget(companyId, memberIds));
  }
}

/** Steps away from work, until the working day ends, or comes back. Only the own devices hear of it at once. */
export async function setAway(ctx: Context, presences: Presences, { away }: InputOf<Calls['setAway']>) {
  const { calendar } = await timeOf(ctx, ctx.memberId);
  if (away) {
    ensure(isWorking(calendar, ctx.now) ? null : refuse('worktime.notWorking'));
    await putAway(ctx, ctx.memberId, endOfDay(calendar, ctx.now));
  } else await dropAway(ctx, ctx.memberId);
  presences.changed(ctx, [ctx.memberId]);
  await announce(
    ctx,
    worktimeEvent,
    { type: 'worktime.hoursChanged' },
    { topic: ctx.companyId, audience: [ctx.memberId] },
  );
  return {};
}
