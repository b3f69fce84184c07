import type { CompanyId, DepartmentId, MemberId } from '#platform/model/ids.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { announce } from '#platform/server/announce.ts';
import type { CompanyContext, Context } from '#platform/server/context.ts';
import type { House } from '#platform/server/house.ts';
import { directoryEvent, type ImportId, type ImportRow, type ImportState } from '../model/contract.ts';
import { peopleKeepers, type Role } from '../model/roles.ts';
import {
  columnsOf,
  type DepartmentRow,
  type Kind,
  type MemberRow,
  missingColumn,
  type Read,
  readDepartments,
  readMembers,
} from '../model/table.ts';
import { type Csv, readCsv } from './csv.ts';
import { takeDepartments, takeMembers, type Taken } from './importRows.ts';
import { writeLedger } from './ledger.ts';
import { lockCompany } from './store/company.ts';
import * as store from './store/imports.ts';
import { activeMemberIds } from './store/members.ts';

/** Rows that are taken in one transaction. */
const CHUNK = 500;
/** An import that has not moved for this long has crashed. */
const ALIVE_MS = 30_000;
const ERRORS_SHOWN = 200;
const PREVIEW_ROWS = 20;

type Rows =
  | { readonly kind: 'members'; readonly rows: readonly Read<MemberRow>[] }
  | { readonly kind: 'departments'; readonly rows: readonly Read<DepartmentRow>[] };

function read(kind: Kind, csv: Csv): Rows {
  const columns = columnsOf(kind, csv.header);
  const missing = missingColumn(kind, columns);
  if (missing !== null) throw new Refused(refuse('directory.csvColumnMissing', { column: missing }));
  return kind === 'members'
    ? { kind, rows: readMembers(columns, csv.rows) }
    : { kind, rows: readDepartments(columns, csv.rows) };
}

/** Reads a file and tells what is in it and what is wrong with it. Changes nothing. */
export async function previewImport(_ctx: Context, { kind, content }: { kind: Kind; content: string }) {
  const csv = readCsv(content);
  const faults = read(kind, csv).rows.flatMap((row) => ('faults' in row ? row.faults : []));
  return {
    encoding: csv.encoding,
    columns: columnsOf(kind, csv.header),
    rows: csv.rows.slice(0, PREVIEW_ROWS).map((cells) => cells.map((cell) => cell.slice(0, 200).toWellFormed())),
    total: csv.rows.length,
    errors: faults.slice(0, ERRORS_SHOWN),
    errorCount: faults.length,
  };
}

/** What an import has still to do, after the answer to who started it. */
export interface ImportJob {
  readonly companyId: CompanyId;
  readonly startedBy: MemberId;
  readonly role: string;
  readonly state: ImportState;
  readonly rows: Rows;
}

/** Takes jobs; they go on after the call is answered. */
export interface ImportRunner {
  start(job: ImportJob): void;
  /** Resolves when no import is under way. */
  idle(): Promise<void>;
}

let runner: ImportRunner | null = null;

/** Starts an import; its rows are taken in the background. One at a time in a company. */
export async function startImport(
  ctx: Context,
  { kind, dryRun, content }: { kind: Kind; dryRun: boolean; content: string },
): Promise<ImportState> {
  const rows = read(kind, readCsv(content));
  const { tx, companyId, memberId, now } = ctx;
  const state: ImportState = {
    id: ctx.newId() as ImportId,
    kind,
    dryRun,
    state: 'running',
    total: rows.rows.length,
    done: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    errors: [],
    errorCount: 0,
  };
  await store.failLapsed(tx, companyId, now);
  if (!(await store.insertImport(tx, companyId, state, memberId, now, aliveUntil(now)))) {
    throw new Refused(refuse('directory.importRunning'));
  }
  const taker = runner;
  if (taker === null) throw new Error('nobody was set to run imports');
  ctx.afterCommit(() => taker.start({ companyId, startedBy: memberId, role: ctx.role, state, rows }));
  return state;
}

/** How an import goes. One whose server died reads as failed after half a minute. */
export async function importState(ctx: Context, { id }: { id: ImportId }): Promise<ImportState> {
  const state = await store.importState(ctx.tx, ctx.companyId, id, ctx.now);
  if (state === null) throw new Refused(refuse('directory.importUnknown'));
  return state;
}

/** From now on imports run beside the calls of this house, each chunk of rows in a transaction of its own. Once, at start. */
export function makeImportRunner(house: House, onFault: (error: unknown) => void = () => {}): ImportRunner {
  const underWay = new Set<Promise<void>>();
  runner = {
    start(job) {
      const work = run(house, job).catch(onFault);
      underWay.add(work);
      void work.then(() => underWay.delete(work));
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
  return runner;
}

/** The rows are no longer ours to take: another process thought us dead, or the one who began it may no more. */
class Lapsed extends Error {}

async function run(house: House, job: ImportJob): Promise<void> {
  const { companyId, startedBy: memberId, role, rows } = job;
  const as = { companyId, memberId, role };
  let state = job.state;
  // Paths that a dry run would have made, with ids that nobody will see.
  const imagined = new Map<string, DepartmentId>();
  try {
    while (state.done < state.total) {
      state = await house.runAs(as, (ctx) => takeChunk(ctx, rows, state, imagined));
    }
  } catch (error) {
    if (!(error instanceof Lapsed)) await house.runAs(as, (ctx) => save(ctx, { ...state, state: 'failed' }));
    throw error;
  }
}

async function takeChunk(
  ctx: CompanyContext,
  { kind, rows }: Rows,
  state: ImportState,
  imagined: Map<string, DepartmentId>,
): Promise<ImportState> {
  const [starter] = await activeMemberIds(ctx.tx, ctx.companyId, [ctx.memberId]);
  if (starter === undefined || !(peopleKeepers as readonly Role[]).includes(starter.role)) {
    await save(ctx, { ...state, state: 'failed' });
    return { ...state, done: state.total };
  }
  // Departments may be made: nobody else reshapes the tree meanwhile.
  await lockCompany(ctx.tx, ctx.companyId);
  const chunk = rows.slice(state.done, state.done + CHUNK);
  const faults = chunk.flatMap((row) => ('faults' in row ? row.faults : []));
  const taken =
    kind === 'members'
      ? await takeMembers(ctx, good(chunk as Read<MemberRow>[]), state.dryRun, imagined)
      : await takeDepartments(ctx, good(chunk as Read<DepartmentRow>[]), state.dryRun, imagined);
  const next = advanced(state, chunk.length, taken, [...faults, ...taken.faults]);
  if (!state.dryRun && taken.created + taken.updated > 0) {
    const { created, updated } = taken;
    const facts = { importId: state.id, kind, fromRow: state.done + 2, toRow: next.done + 1, created, updated };
    await writeLedger(ctx, { kind: 'imported', facts });
  }
  await save(ctx, next);
  return next;
}

function good<Row>(rows: readonly Read<Row>[]): Row[] {
  return rows.flatMap((row) => ('value' in row ? [row.value] : []));
}

function advanced(state: ImportState, rows: number, taken: Taken, faults: ImportRow[]): ImportState {
  const done = state.done + rows;
  const sorted = faults.sort((a, b) => a.row - b.row);
  return {
    ...state,
    done,
    state: done === state.total ? 'done' : 'running',
    created: state.created + taken.created,
    updated: state.updated + taken.updated,
    unchanged: state.unchanged + taken.unchanged,
    errors: [...state.errors, ...sorted].slice(0, ERRORS_SHOWN),
    errorCount: state.errorCount + sorted.length,
  };
}

async function save(ctx: CompanyContext, state: ImportState): Promise<void> {
  if (!(await store.saveProgress(ctx.tx, ctx.companyId, state, aliveUntil(ctx.now)))) throw new Lapsed();
  await announce(ctx, directoryEvent, { type: 'directory.importProgressed', progress: state }, { topic: ctx.memberId });
}

function aliveUntil(now: Date): Date {
  return new Date(now.getTime() + ALIVE_MS);
}
