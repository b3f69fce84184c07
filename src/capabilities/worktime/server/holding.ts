import { timeZonesOf, zonesInUse } from '#directory/server/index.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import { DAY_MS } from '#platform/model/zone.ts';
import type { AnyoneContext, Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database.ts';
import type { Hold } from '#platform/server/house.ts';
import type { worktimeCalls } from '../model/contract.ts';
import { restAt } from '../model/calendar.ts';
import { holdAt, isStrict, lookUntil } from '../model/strict.ts';
import { timeOf } from './acting.ts';
import { Lately } from './lately.ts';
import { calendarsOf } from './calendars.ts';
import { sitesOf } from './store/calendars.ts';
import { dropLook, lookOf, putLook } from './store/looks.ts';

type Calls = typeof worktimeCalls;

interface Asking {
  readonly tx: Tx;
  readonly companyId: CompanyId;
  readonly memberId: MemberId;
  readonly now: Date;
}

interface Known<T> {
  readonly value: T;
  readonly from: Date;
  readonly until: Date;
}

/** What was found is good for so long; what this process changes itself it forgets at once. */
const COMPANY_GOOD_MS = 60_000;
const MEMBER_GOOD_MS = 10_000;
const MEMBERS_KNOWN_MAX = 20_000;
/** So far back the end of work is looked for. */
const REST_DAYS = 20;
const OPEN: Hold = { isHeld: false, until: null };

/**
 * Keeps what the company has for its members on the server while they are off, where their site is strict (R3). A company without such a site
 * is asked once a minute and is free of it otherwise.
 */
export class Holding {
  readonly #companies = new Map<CompanyId, Known<boolean>>();
  readonly #members = new Lately<Hold>(MEMBERS_KNOWN_MAX);
  #told: (companyId: CompanyId, memberIds: readonly MemberId[] | null) => void = () => {};

  /** Says who is to be told that nothing holds any more: their sockets come back and are asked anew. Null: everybody. */
  onChanged(told: (companyId: CompanyId, memberIds: readonly MemberId[] | null) => void): void {
    this.#told = told;
  }

  async of(asking: Asking): Promise<Hold> {
    if (!(await this.#isStrict(asking))) return OPEN;
    const { companyId, memberId, now } = asking;
    const known = this.#members.get(companyId, memberId, now);
    if (known !== undefined) return known;
    const value = await holdOf(asking);
    const soon = now.getTime() + MEMBER_GOOD_MS;
    const until = new Date(Math.min(soon, value.until?.getTime() ?? soon));
    this.#members.set(companyId, memberId, value, { from: now, until });
    return value;
  }

  /** The time of these members, or of everybody, is another after this transaction; `site`: which sites are strict may be, too. */
  changed(
    { companyId, afterCommit }: Pick<AnyoneContext, 'afterCommit'> & { readonly companyId: CompanyId },
    memberIds: readonly MemberId[] | null,
    site: 'site' | null = null,
  ): void {
    afterCommit(() => {
      const mayHold = this.#companies.get(companyId)?.value === true || site !== null;
      if (site !== null) this.#companies.delete(companyId);
      if (!mayHold) return;
      this.#members.forget(companyId, memberIds);
      this.#told(companyId, memberIds);
    });
  }

  /** The same where somebody's time zone may be another: one of a strict country makes the company have such members. */
  async moved(ctx: Context, memberIds: readonly MemberId[]): Promise<void> {
    const zones = await timeZonesOf(ctx.tx, ctx.companyId, memberIds);
    const byLaw = zones.some(({ timeZone }) => isStrict(null, null, timeZone));
    this.changed(ctx, memberIds, byLaw ? 'site' : null);
  }

  async #isStrict({ tx, companyId, now }: Asking): Promise<boolean> {
    const known = this.#companies.get(companyId);
    if (known !== undefined && isGood(known, now)) return known.value;
    const sites = await sitesOf(tx, companyId);
    const zones = await zonesInUse(tx, companyId);
    const value =
      sites.some(({ strict, country, timeZone }) => isStrict(strict, country, timeZone)) ||
      zones.some((zone) => isStrict(null, null, zone));
    this.#companies.set(companyId, { value, from: now, until: new Date(now.getTime() + COMPANY_GOOD_MS) });
    return value;
  }
}

function isGood({ from, until }: Known<unknown>, now: Date): boolean {
  return from <= now && now < until;
}

async function holdOf(asking: Asking): Promise<Hold> {
  const { tx, companyId, memberId, now } = asking;
  const time = (await calendarsOf(tx, companyId, [memberId], now)).get(memberId);
  if (time === undefined || !time.isStrict) return OPEN;
  return holdAt(time.calendar, await lookOf(asking), now);
}

/** Is anything held from the caller now, and until when? */
export async function hold(ctx: Context): Promise<OutputOf<Calls['hold']>> {
  const { calendar, isStrict } = await timeOf(ctx, ctx.memberId, new Date(ctx.now.getTime() - REST_DAYS * DAY_MS));
  const looksUntil = await lookOf(ctx);
  const { isHeld, until } = isStrict ? holdAt(calendar, looksUntil, ctx.now) : OPEN;
  const since = isHeld ? (restAt(calendar, ctx.now)?.since ?? ctx.now) : null;
  return { isStrict, isHeld, since, until, looksUntil: isHeld ? null : looksUntil };
}

/** Looks at what waits, or lets it wait again. Nobody hears of it (R18). */
export async function look(
  ctx: Context,
  holding: Holding,
  { on }: InputOf<Calls['look']>,
): Promise<OutputOf<Calls['look']>> {
  const { calendar, isStrict } = await timeOf(ctx, ctx.memberId);
  const until = on && isStrict ? lookUntil(calendar, ctx.now) : null;
  if (until === null) await dropLook(ctx);
  else await putLook(ctx, until);
  holding.changed(ctx, [ctx.memberId]);
  return hold(ctx);
}
