import type { MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import { workTime } from '#worktime/server/index.ts';

/** Somebody's hours may be others meanwhile; what he says himself is heard at once. */
const KEPT_MS = 60_000;
const KNOWN_MAX = 50_000;

type Ctx = Pick<CompanyContext, 'tx' | 'companyId' | 'now'>;

/** Whether a member works, and when that changes. */
export interface Works {
  readonly works: boolean;
  readonly until: Date;
}

interface Known extends Works {
  readonly at: Date;
}

const OFF: Omit<Known, 'at'> = { works: false, until: new Date(8.64e15) };

/** Who works now: asked of the calendars once a minute for each, for what must not cost a question each time. */
export class WorkingNow {
  readonly #known = new Map<string, Known>();

  async of(ctx: Ctx, memberIds: readonly MemberId[]): Promise<ReadonlyMap<MemberId, Works>> {
    const ids = [...new Set(memberIds)];
    const missing = ids.filter((id) => !isGood(this.#known.get(ctx.companyId + id), ctx.now));
    if (missing.length > 0) {
      if (this.#known.size > KNOWN_MAX) this.#known.clear();
      const facts = await workTime.factsOf(ctx.tx, ctx.companyId, missing, ctx.now);
      for (const id of missing) {
        const one = facts.get(id);
        const works = one === undefined ? OFF : { works: one.works, until: one.works ? one.worksUntil : one.nextStart };
        this.#known.set(ctx.companyId + id, { ...works, at: ctx.now });
      }
    }
    return new Map(ids.map((id) => [id, this.#known.get(ctx.companyId + id) ?? OFF]));
  }

  /** What is known of one without asking; null: nothing. */
  known(companyId: string, memberId: MemberId, now: Date): Works | null {
    const known = this.#known.get(companyId + memberId);
    return isGood(known, now) ? known : null;
  }

  /** What a member has just said of his own time counts at once. */
  forget(companyId: string, memberId: MemberId): void {
    this.#known.delete(companyId + memberId);
  }
}

function isGood(known: Known | undefined, now: Date): known is Known {
  return known !== undefined && known.at <= now && now < known.until && now.getTime() < known.at.getTime() + KEPT_MS;
}
