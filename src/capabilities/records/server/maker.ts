import { noteViews, writeLedger } from '#directory/server/index.ts';
import type { CompanyId } from '#platform/model/ids.ts';
import type { CompaniesAfter } from '#platform/server/follow.ts';
import { noEdge } from '#platform/server/house.ts';
import { type ExportId, KEPT_DAYS } from '../model/contract.ts';
import { deedOf } from './asking.ts';
import { endedHold } from './holding.ts';
import { beginCopy, type Listed, listOf, NotAnyMore, ROOM_MIN, type Taken, takePage, type Workshop } from './making.ts';
import type { Whose } from './shelf.ts';
import * as store from './store/exports.ts';
import { type RecordsContext, tell } from './telling.ts';
import { zip } from './zipping.ts';

const TICK_MS = 500;
const SWEEP_EVERY_MS = 60_000;
const SWEEP = 500;
/** Between two steps others have their turn: at least so long, and as long as the step took. */
const REST_MS = 20;
const AGAIN_MS = 10_000;
const TRIES_MAX = 6;
const DAY_MS = 86_400_000;

/**
 * Makes what was asked for, a step at a time, and lets lapse and go what is over. All of it stands in the tables with its time: a server that
 * was killed goes on where the last step was written down. One step at a time in the whole house: nobody waits for a copy to be fast.
 */
export class Maker {
  readonly #shop: Workshop;
  readonly #companiesAfter: CompaniesAfter;
  readonly #onError: (error: unknown) => void;
  /** When to look at a company again. A hint: it stands in the table. */
  readonly #dueAt = new Map<CompanyId, number>();
  readonly #lists = new Map<ExportId, readonly Listed[]>();
  #working: Promise<void> = Promise.resolve();
  #isBusy = false;
  #sweeping: Promise<void> = Promise.resolve();
  #timers: NodeJS.Timeout[] = [];
  #isStopped = false;

  constructor(shop: Workshop, companiesAfter: CompaniesAfter, onError: (error: unknown) => void) {
    this.#shop = shop;
    this.#companiesAfter = companiesAfter;
    this.#onError = onError;
  }

  start(): void {
    const sweep = () => {
      this.#sweeping = this.#sweeping.then(() => this.#sweep()).catch(this.#onError);
    };
    this.#sweeping = this.#forgetStrays()
      .then(() => this.#sweep())
      .catch(this.#onError);
    this.#timers = [setInterval(() => this.#look(), TICK_MS), setInterval(sweep, SWEEP_EVERY_MS)];
    for (const timer of this.#timers) timer.unref();
  }

  /** Something was asked for or agreed to in this company. */
  wake(companyId: CompanyId): void {
    this.#dueAt.set(companyId, 0);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#sweeping;
    await this.#working;
  }

  /** Resolves when all that is due by the clock of the house is done: for tests. */
  async settle(): Promise<void> {
    await this.#sweeping;
    await this.#sweep();
    for (;;) {
      await this.#working;
      this.#look();
      if (!this.#isBusy) return;
    }
  }

  #look(): void {
    if (this.#isStopped || this.#isBusy) return;
    const now = this.#shop.house.now().getTime();
    const due = [...this.#dueAt].find(([, at]) => at <= now);
    if (due === undefined) return;
    const [companyId] = due;
    // To the end of the list: the others have their turn first.
    this.#dueAt.delete(companyId);
    this.#isBusy = true;
    const from = performance.now();
    const rest = () => Math.max(REST_MS, performance.now() - from);
    this.#working = this.#work(companyId)
      .catch(this.#onError)
      .then(() => new Promise<void>((resolve) => void setTimeout(resolve, rest())))
      .finally(() => {
        this.#isBusy = false;
        this.#look();
      });
  }

  /** One step of what is due first in this company. */
  async #work(companyId: CompanyId): Promise<void> {
    const { house } = this.#shop;
    const row = await house.database.transaction(companyId, async (tx) => {
      const id = await store.dueExport({ tx, companyId }, house.now());
      return id === null ? null : store.findExport({ tx, companyId }, id);
    });
    if (row !== null) {
      try {
        await this.#step(companyId, row);
      } catch (error) {
        await this.#failed(companyId, row, error);
      }
    }
    await this.#note([companyId]);
  }

  async #step(companyId: CompanyId, row: store.ExportRow): Promise<void> {
    if (row.state === 'asked') return this.#lapse(companyId, row.id);
    if (row.state === 'ready') return this.#over(companyId, row.id);
    if (row.state === 'holding') return this.#holdOver(companyId, row.id);
    if (row.state !== 'making') return;
    if ((await this.#shop.shelf.room()) < ROOM_MIN) throw new Error('no room on the disk for a copy');
    const list = row.step === null ? null : await this.#listOf(companyId, row.id);
    // Not begun; or what was written of it is lost, and it begins again.
    if (row.step === null || list === null) {
      this.#lists.delete(row.id);
      return this.#taken(companyId, { ...row, messages: 0 }, await beginCopy(this.#shop, companyId, row));
    }
    if (row.step.place < list.length) {
      return this.#taken(companyId, row, await takePage(this.#shop, companyId, row, list, row.step));
    }
    const { size, sha256 } = await zip({ shop: this.#shop, companyId, row, list });
    await this.#change(companyId, row.id, 'making', async (ctx, now) => {
      const waitsUntil = new Date(ctx.now.getTime() + KEPT_DAYS * DAY_MS);
      if (row.kind === 'company') {
        const facts = { exportId: row.id, messages: row.messages, bytes: size, sha256 };
        await writeLedger(asNobody(ctx), { kind: 'exportMade', facts });
        const memberIds = await store.exportedMembers(ctx, row.id);
        const by = { ...ctx, memberId: row.askedBy, role: '' };
        await noteViews(by, { what: 'exportMade', about: row.id, memberIds, purpose: row.purpose });
      } else await this.#retireOlder(ctx, row);
      return { ...now, state: 'ready', size, waitsUntil, dueAt: waitsUntil };
    });
    this.#lists.delete(row.id);
    await this.#shop.shelf.forgetParts({ companyId, id: row.id });
  }

  /** Writes down how far it is, and whose words it took: they may know of it before anybody can fetch it. */
  async #taken(companyId: CompanyId, row: store.ExportRow, { step, messages, authorIds }: Taken): Promise<void> {
    await this.#change(companyId, row.id, 'making', async (ctx, now) => {
      if (row.kind === 'company') await store.addExported(ctx, row.id, authorIds);
      return { ...now, step, messages: row.messages + messages, tries: 0, dueAt: ctx.now };
    });
  }

  async #listOf(companyId: CompanyId, id: ExportId): Promise<readonly Listed[] | null> {
    const known = this.#lists.get(id) ?? (await listOf(this.#shop, { companyId, id }));
    if (known !== null) this.#lists.set(id, known);
    return known;
  }

  #lapse(companyId: CompanyId, id: ExportId): Promise<void> {
    return this.#change(companyId, id, 'asked', async (ctx, now) => {
      await writeLedger(asNobody(ctx), { kind: `${deedOf(now)}Lapsed`, facts: { exportId: id, askedBy: now.askedBy } });
      return { ...now, state: 'lapsed', waitsUntil: null, dueAt: null };
    });
  }

  #holdOver(companyId: CompanyId, id: ExportId): Promise<void> {
    return this.#change(companyId, id, 'holding', async (ctx, now) => {
      await writeLedger(asNobody(ctx), { kind: 'holdEnded', facts: { exportId: id, purpose: now.purpose } });
      return endedHold(now, ctx.now, null);
    });
  }

  #over(companyId: CompanyId, id: ExportId): Promise<void> {
    return this.#change(companyId, id, 'ready', async (ctx, now) => {
      this.#removeAfter(ctx, { companyId, id });
      return { ...now, state: 'gone', waitsUntil: null, dueAt: null };
    });
  }

  async #failed(companyId: CompanyId, row: store.ExportRow, error: unknown): Promise<void> {
    const isOver = error instanceof NotAnyMore || row.tries + 1 >= TRIES_MAX;
    if (!(error instanceof NotAnyMore)) this.#onError(error);
    await this.#change(companyId, row.id, row.state, async (ctx, now) => {
      if (!isOver || row.state !== 'making') {
        return {
          ...now,
          tries: row.tries + 1,
          dueAt: new Date(ctx.now.getTime() + AGAIN_MS * 2 ** Math.min(row.tries, 10)),
        };
      }
      this.#removeAfter(ctx, { companyId, id: row.id });
      return { ...now, state: 'failed', dueAt: null };
    });
  }

  /** A member has one copy at a time: the new one takes the place of the last. */
  async #retireOlder(ctx: RecordsContext, row: store.ExportRow): Promise<void> {
    for (const older of await store.ownExports(ctx, row.askedBy)) {
      if (older.id === row.id || older.state !== 'ready') continue;
      await store.saveExport(ctx, { ...older, state: 'gone', waitsUntil: null, dueAt: null });
      this.#removeAfter(ctx, { companyId: ctx.companyId, id: older.id });
    }
  }

  #removeAfter(ctx: RecordsContext, whose: Whose): void {
    ctx.afterCommit(() => void this.#shop.shelf.remove(whose).catch(this.#onError));
  }

  /** Changes an export that still stands as it was seen, and tells of it where its state is another one. */
  async #change(
    companyId: CompanyId,
    id: ExportId,
    from: store.ExportRow['state'],
    change: (ctx: RecordsContext, now: store.ExportRow) => Promise<store.ExportRow>,
  ): Promise<void> {
    await this.#shop.house.run(noEdge, async (base) => {
      await base.enterCompany(companyId);
      const ctx: RecordsContext = Object.assign(base, { companyId });
      const now = await store.lockExport(ctx, id);
      if (now === null || now.state !== from) return;
      const next = await change(ctx, now);
      await store.saveExport(ctx, next);
      if (next.state !== now.state) await tell(ctx, next);
    });
  }

  async #note(companyIds: readonly CompanyId[]): Promise<void> {
    const due = await this.#shop.house.database.transaction(null, (tx) => store.nextDue(tx, companyIds));
    for (const { company, dueAt } of due) {
      this.#dueAt.set(company, Math.min(dueAt.getTime(), this.#dueAt.get(company) ?? Number.POSITIVE_INFINITY));
    }
  }

  async #sweep(): Promise<void> {
    for (let after: CompanyId | null = null; !this.#isStopped; ) {
      const some: CompanyId[] = await this.#shop.house.database.transaction(null, (tx) =>
        this.#companiesAfter(tx, after, SWEEP),
      );
      if (some.length > 0) await this.#note(some);
      if (some.length < SWEEP) return;
      after = some.at(-1) ?? null;
    }
  }

  /** Bytes that no row tells of any more: what a crash between the two has left. */
  async #forgetStrays(): Promise<void> {
    const { house, shelf } = this.#shop;
    for await (const whose of shelf.all()) {
      const companyId = whose.companyId as CompanyId;
      const row = await house.database.transaction(companyId, (tx) =>
        store.findExport({ tx, companyId }, whose.id as ExportId),
      );
      if (row?.state !== 'making' && row?.state !== 'ready') await shelf.remove(whose);
    }
  }
}

/** What the house does by itself stands in the ledger under nobody's name. */
function asNobody(ctx: RecordsContext) {
  return Object.assign(ctx, { memberId: null as never, role: '' });
}
