import type { MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import { Lately, workTime } from '#worktime/server/index.ts';

/** Somebody's hours may be others meanwhile; what he says himself is heard at once. */
const GOOD_MS = 60_000;
const KNOWN_MAX = 50_000;

type Ctx = Pick<CompanyContext, 'tx' | 'companyId' | 'now'>;

/** Whether a member works, and when that changes. */
export interface Works {
  readonly works: boolean;
  readonly until: Date;
}

/** Who is no active member. */
const NEVER: Works = { works: false, until: new Date(8.64e15) };

/** Who works now: asked of the calendars once a minute for each, for what must not cost a question each time. */
export class WorkingNow {
  readonly #lately = new Lately<Works>(KNOWN_MAX);

  async of(ctx: Ctx, memberIds: readonly MemberId[]): Promise<ReadonlyMap<MemberId, Works>> {
    const { companyId, now } = ctx;
    const ids = [...new Set(memberIds)];
    const found = new Map(ids.map((id) => [id, this.known(companyId, id, now)]));
    const missing = ids.filter((id) => found.get(id) === undefined);
    const facts = missing.length === 0 ? null : await workTime.factsOf(ctx.tx, companyId, missing, now);
    for (const id of missing) {
      const one = facts?.get(id);
      const works = one === undefined ? NEVER : { works: one.works, until: one.works ? one.worksUntil : one.nextStart };
      const until = new Date(Math.min(now.getTime() + GOOD_MS, works.until.getTime()));
      this.#lately.set(companyId, id, works, { from: now, until });
      found.set(id, works);
    }
    return new Map([...found].map(([id, works]) => [id, works ?? NEVER]));
  }

  /** What is known of one without asking; undefined: nothing. */
  known(companyId: string, memberId: MemberId, now: Date): Works | undefined {
    return this.#lately.get(companyId, memberId, now);
  }

  /** What a member has just said of his own time counts at once. */
  forget(companyId: string, memberId: MemberId): void {
    this.#lately.forget(companyId, [memberId]);
  }
}
