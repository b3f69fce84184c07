import type { MemberId } from '#platform/model/ids.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import { ensure, refuse } from '#platform/model/refusal.ts';
import { announce } from '#platform/server/announce.ts';
import type { AnyoneContext, Context } from '#platform/server/context.ts';
import { isWorking } from '../model/calendar.ts';
import { worktimeEvent, type worktimeCalls } from '../model/contract.ts';
import { type Presence, presenceOf } from '../model/presence.ts';
import { timeOf } from './acting.ts';
import { endOfDay } from './own.ts';
import { awayAmong, dropAway, putAway } from './store/presence.ts';
import { timesOf } from './workTime.ts';

type Calls = typeof worktimeCalls;

/** What was found is good for so long; what this process changes itself it forgets at once. */
const GOOD_MS = 30_000;
const KNOWN_MAX = 50_000;

interface Known {
  readonly presence: Presence;
  readonly at: Date;
}

/** What colleagues see of each other now (R19): found once for all who look, as they ask every minute for whom they have on the screen. */
export class Presences {
  readonly #known = new Map<string, Known>();

  async of(ctx: Context, memberIds: readonly MemberId[]): Promise<OutputOf<Calls['presences']>> {
    const ids = [...new Set(memberIds)];
    const knownOf = (id: MemberId): Presence | null => {
      const known = this.#known.get(ctx.companyId + id);
      const ageMs = known === undefined ? Number.NaN : ctx.now.getTime() - known.at.getTime();
      return known !== undefined && ageMs >= 0 && ageMs < GOOD_MS ? known.presence : null;
    };
    await this.#find(
      ctx,
      ids.filter((id) => knownOf(id) === null),
    );
    return ids.flatMap((memberId) => {
      const presence = knownOf(memberId);
      return presence === null ? [] : [{ memberId, presence }];
    });
  }

  /** The time of these members, or of everybody, is another after this transaction. */
  changed(
    { companyId, afterCommit }: Pick<AnyoneContext, 'afterCommit'> & { readonly companyId: Context['companyId'] },
    memberIds: readonly MemberId[] | null,
  ): void {
    afterCommit(() => {
      for (const key of memberIds?.map((id) => companyId + id) ?? this.#known.keys()) {
        if (key.startsWith(companyId)) this.#known.delete(key);
      }
    });
  }

  async #find(ctx: Context, memberIds: readonly MemberId[]): Promise<void> {
    if (memberIds.length === 0) return;
    if (this.#known.size > KNOWN_MAX) this.#known.clear();
    const away = await awayAmong(ctx, memberIds, ctx.now);
    for (const [id, { facts }] of await timesOf(ctx.tx, ctx.companyId, memberIds, ctx.now)) {
      this.#known.set(ctx.companyId + id, { presence: presenceOf(facts, away.has(id)), at: ctx.now });
    }
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
