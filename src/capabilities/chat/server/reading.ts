import { setTimeout as sleep } from 'node:timers/promises';
import { releaseAt } from '#outbox/server/index.ts';
import type { CompanyId, ConversationId, MemberId } from '#platform/model/ids.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { announce } from '#platform/server/announce.ts';
import type { AnyoneContext, CompanyContext } from '#platform/server/context.ts';
import type { House } from '#platform/server/house.ts';
import { noEdge } from '#platform/server/house.ts';
import { chatEvent } from '../model/contract.ts';
import { advanceCursors, authorsIn, type Moved, sharedAmong } from './store/receipts.ts';
import { behindAmong, planShowing, show } from './store/showing.ts';
import type { WorkingNow } from './working.ts';

const COLLECT_MS = 700;
/** So many cursors a transaction: what it announces holds the company clock, and sends wait for that. */
const CURSORS_AT_ONCE = 64;
/** Over so long the transactions of one round are spread: whoever sends meets one of them, not a queue. */
const SPREAD_MS = 250;
const BETWEEN_MAX_MS = 25;
const FLUSHES_AT_ONCE = 2;

type Telling = AnyoneContext & Pick<CompanyContext, 'companyId'>;

interface Reading {
  number: number;
  /** It was read in working time, whatever the clock says: for seeds. */
  readonly inHours: boolean;
  readonly done: ((error: Error | null) => void)[];
}

interface KeyedReading extends Reading {
  readonly conversationId: ConversationId;
  readonly memberId: MemberId;
}

interface Step {
  readonly conversationId: ConversationId;
  readonly memberId: MemberId;
  readonly from: number;
  readonly to: number;
}

interface Company {
  /** By conversation and member: how far he says he has read. */
  readings: Map<string, KeyedReading>;
  /** Cursors that sending has moved already; only their authors are still to be told. */
  steps: Step[];
  isFlushing: boolean;
  timer: NodeJS.Timeout | null;
}

/** Collects what members have read for up to a second, and stores and tells it as one. */
export class ReadCollector {
  readonly #house: House;
  readonly #working: WorkingNow;
  readonly #wake: (companyId: CompanyId, at: Date) => void;
  readonly #companies = new Map<CompanyId, Company>();
  readonly #waiting: CompanyId[] = [];
  #running = 0;

  /** `wake`: something of this company is to be shown then. */
  constructor(house: House, working: WorkingNow, wake: (companyId: CompanyId, at: Date) => void) {
    this.#house = house;
    this.#working = working;
    this.#wake = wake;
  }

  /** Moves a member's read cursor; resolves after the commit, refuses whoever is not in the conversation. */
  read(
    companyId: CompanyId,
    conversationId: ConversationId,
    memberId: MemberId,
    number: number,
    inHours = false,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const company = this.#company(companyId);
      const key = conversationId + memberId;
      const done = (error: Error | null) => (error === null ? resolve() : reject(error));
      const known = company.readings.get(key);
      if (known === undefined) company.readings.set(key, { conversationId, memberId, number, inHours, done: [done] });
      else {
        known.number = Math.max(known.number, number);
        known.done.push(done);
      }
      this.#collect(companyId, company, COLLECT_MS);
    });
  }

  /** Tells authors of a cursor that a send has moved. */
  moved(companyId: CompanyId, step: Step): void {
    const company = this.#company(companyId);
    company.steps.push(step);
    this.#collect(companyId, company, COLLECT_MS);
  }

  /** Stores and tells everything now; for tests and for stopping. */
  async flush(): Promise<void> {
    while (this.#companies.size > 0) {
      for (const [companyId, company] of this.#companies) {
        if (!company.isFlushing) await this.#flush(companyId, company, 0);
        else await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  }

  #company(companyId: CompanyId): Company {
    let company = this.#companies.get(companyId);
    if (company === undefined) {
      company = { readings: new Map(), steps: [], isFlushing: false, timer: null };
      this.#companies.set(companyId, company);
    }
    return company;
  }

  #collect(companyId: CompanyId, company: Company, ms: number): void {
    if (company.timer !== null || company.isFlushing) return;
    company.timer = setTimeout(() => {
      company.timer = null;
      this.#waiting.push(companyId);
      this.#next();
    }, ms);
  }

  // Few at a time: reading must not take the database from sending.
  #next(): void {
    while (this.#running < FLUSHES_AT_ONCE) {
      const companyId = this.#waiting.shift();
      if (companyId === undefined) return;
      const company = this.#companies.get(companyId);
      if (company === undefined || company.isFlushing) continue;
      this.#running += 1;
      void this.#flush(companyId, company, SPREAD_MS).finally(() => {
        this.#running -= 1;
        this.#next();
      });
    }
  }

  async #flush(companyId: CompanyId, company: Company, spreadMs: number): Promise<void> {
    if (company.timer !== null) clearTimeout(company.timer);
    company.timer = null;
    company.isFlushing = true;
    const readings = [...company.readings.values()];
    const steps = company.steps;
    company.readings = new Map();
    company.steps = [];
    // One order of cursors for everybody who locks several.
    readings.sort((a, b) => (a.conversationId + a.memberId < b.conversationId + b.memberId ? -1 : 1));
    const pieces = Math.ceil(Math.max(readings.length, steps.length) / CURSORS_AT_ONCE);
    for (let piece = 1; piece <= pieces; piece += 1) {
      await this.#carry(companyId, company, readings.splice(0, CURSORS_AT_ONCE), steps.splice(0, CURSORS_AT_ONCE));
      if (spreadMs > 0 && piece < pieces) await sleep(Math.min(BETWEEN_MAX_MS, spreadMs / pieces));
    }
    company.isFlushing = false;
    if (company.readings.size > 0 || company.steps.length > 0) this.#collect(companyId, company, COLLECT_MS);
    else this.#companies.delete(companyId);
  }

  async #carry(
    companyId: CompanyId,
    company: Company,
    readings: readonly KeyedReading[],
    steps: readonly Step[],
  ): Promise<void> {
    try {
      const moved = await this.#store(companyId, readings, steps);
      const found = new Map(moved.map((one) => [one.conversation + one.member, one]));
      for (const reading of readings) {
        const answer = found.get(reading.conversationId + reading.memberId);
        if (answer?.busy === true) this.#again(company, reading);
        else settle(reading, answer === undefined ? new Refused(refuse('chat.conversationUnknown')) : null);
      }
    } catch (error) {
      for (const reading of readings) settle(reading, error as Error);
    }
  }

  #again(company: Company, reading: KeyedReading): void {
    const key = reading.conversationId + reading.memberId;
    const known = company.readings.get(key);
    if (known === undefined) company.readings.set(key, reading);
    else {
      known.number = Math.max(known.number, reading.number);
      known.done.push(...reading.done);
    }
  }

  #store(companyId: CompanyId, readings: readonly KeyedReading[], steps: readonly Step[]): Promise<Moved[]> {
    return this.#house.run(noEdge, async (base) => {
      await base.enterCompany(companyId);
      const ctx: CompanyContext = Object.assign(base, { companyId, memberId: '' as MemberId, role: '' });
      const moved = readings.length === 0 ? [] : await this.#advance(ctx, readings);
      const done = moved.filter((one) => !one.busy && (one.movedTo > one.movedFrom || one.wasMarked));
      await tellReaders(ctx, done);
      const seen = moved
        .filter((one) => !one.busy && one.shares && one.shownTo > one.shownFrom)
        .map((one) => ({
          conversationId: one.conversation,
          memberId: one.member,
          from: one.shownFrom,
          to: one.shownTo,
        }));
      await tellAuthors(ctx, [...seen, ...(await sharedAmong(ctx, steps))]);
      return moved;
    });
  }

  /** What is read off hours is the reader's alone until he works again (R18). */
  async #advance(ctx: CompanyContext, readings: readonly KeyedReading[]): Promise<Moved[]> {
    const asked = readings.filter(({ inHours }) => !inHours).map(({ memberId }) => memberId);
    const times = await this.#working.of(ctx, asked);
    const off = [...times].flatMap(([memberId, { works, until }]) =>
      works ? [] : [{ memberId, dueAt: releaseAt(until, memberId) }],
    );
    if (off.length > 0) {
      // Before the cursors, as whoever shows takes both.
      await planShowing(ctx, off);
      const first = new Date(Math.min(...off.map(({ dueAt }) => dueAt.getTime())));
      ctx.afterCommit(() => this.#wake(ctx.companyId, first));
    }
    return advanceCursors(
      ctx,
      readings,
      off.map(({ memberId }) => memberId),
    );
  }
}

/** Shows what these members have read while they were off, and tells its authors. Answers of whom a send held something just now. */
export async function showReading(ctx: Telling, memberIds: readonly MemberId[]): Promise<MemberId[]> {
  if (memberIds.length === 0) return [];
  const steps = await show(ctx, memberIds);
  await tellAuthors(
    ctx,
    steps.filter(({ shares, from, to }) => shares && to > from),
  );
  return behindAmong(ctx, memberIds);
}

function settle(reading: Reading, error: Error | null): void {
  for (const done of reading.done) done(error);
}

/** Tells the readers' own devices: one event a conversation, for most of them read up to the same message. */
async function tellReaders(ctx: CompanyContext, moved: readonly Moved[]): Promise<void> {
  for (const [conversationId, own] of byConversation(moved, ({ conversation }) => conversation)) {
    const number = Math.max(...own.map(({ movedTo }) => movedTo));
    await announce(
      ctx,
      chatEvent,
      { type: 'chat.readMoved', conversationId, number, markedUnread: false },
      {
        topic: conversationId,
        audience: own.map(({ member }) => member),
        own: new Map(
          own.filter(({ movedTo }) => movedTo < number).map(({ member, movedTo }) => [member, { number: movedTo }]),
        ),
      },
    );
  }
}

/** Tells the authors of what was read how the cursors of others moved, one event a conversation. */
async function tellAuthors(ctx: Telling, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) return;
  const grouped = byConversation(steps, ({ conversationId }) => conversationId);
  const stretches = [...grouped].map(([conversationId, own]) => ({
    conversationId,
    from: Math.min(...own.map(({ from }) => from)),
    to: Math.max(...own.map(({ to }) => to)),
  }));
  const authors = await authorsIn(ctx, stretches);
  for (const [conversationId, all] of grouped) {
    // Whoever alone has read has nobody's reading to be told of.
    const audience = (authors.get(conversationId) ?? []).filter((id) => all.some(({ memberId }) => memberId !== id));
    if (audience.length === 0) continue;
    const stepsOf = (memberId: MemberId | null) =>
      all
        .filter((step) => memberId === null || step.memberId === memberId)
        .map(({ from, to }): [number, number] => [from, to]);
    const readers = new Set(all.map(({ memberId }) => memberId));
    await announce(
      ctx,
      chatEvent,
      { type: 'chat.receiptsAdvanced', conversationId, advanced: stepsOf(null), mine: [], gone: [] },
      {
        topic: conversationId,
        audience,
        own: new Map(audience.filter((id) => readers.has(id)).map((id) => [id, { mine: stepsOf(id) }])),
      },
    );
  }
}

function byConversation<One>(
  all: readonly One[],
  conversationOf: (one: One) => ConversationId,
): Map<ConversationId, One[]> {
  const grouped = new Map<ConversationId, One[]>();
  for (const one of all) {
    const known = grouped.get(conversationOf(one));
    if (known === undefined) grouped.set(conversationOf(one), [one]);
    else known.push(one);
  }
  return grouped;
}
