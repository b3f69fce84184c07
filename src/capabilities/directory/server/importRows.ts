import { updateSeat } from '#identity/server/index.ts';
import type { DepartmentId, MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { ImportRow } from '../model/contract.ts';
import {
  changeFor,
  managersNamed,
  matchMembers,
  type MemberChange,
  pathsInRow,
  pathsSpokenOf,
  sameList,
} from '../model/importing.ts';
import { type DepartmentRow, isKeyless, type MemberRow, pathKey, phoneKey } from '../model/table.ts';
import { pathsOf } from '../model/tree.ts';
import { sortKeyOf, termsOf } from './names.ts';
import { companyHead } from './store/company.ts';
import * as departments from './store/departments.ts';
import { membersByKeys, membersNamed } from './store/imports.ts';
import { insertMembers, updateDetails } from './store/members.ts';
import { setTerms } from './store/search.ts';
import { tellCompany, tellDepartments, tellMembers } from './tell.ts';

/** What became of the good rows of a chunk. */
export interface Taken {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly faults: ImportRow[];
}

/** Takes rows of members: finds whom each means, makes missing departments, saves what differs, tells. */
export async function takeMembers(
  ctx: CompanyContext,
  rows: readonly MemberRow[],
  dryRun: boolean,
  imagined: Map<string, DepartmentId>,
): Promise<Taken> {
  const known = await membersByKeys(ctx.tx, ctx.companyId, {
    employeeNumbers: rows.flatMap((row) => row.employeeNumber ?? []),
    emails: rows.flatMap((row) => row.email?.toLowerCase() ?? []),
    phones: rows.flatMap((row) => (row.phone === null ? [] : phoneKey(row.phone))),
    sortKeys: rows.filter(isKeyless).map((row) => sortKeyOf(row.name)),
  });
  const { matches, faults } = matchMembers(rows, known);
  const paths = pathsSpokenOf(matches.flatMap(({ row }) => pathsInRow(row)));
  const { idByPath, madeIds } = await departmentsAt(ctx, paths, dryRun, imagined);
  const changes = matches.map((match) => changeFor(match, idByPath));
  if (!dryRun) await saveMembers(ctx, changes, madeIds);
  const count = (kind: MemberChange['kind']) => changes.filter((change) => change.kind === kind).length;
  return { created: count('created'), updated: count('updated'), unchanged: count('unchanged'), faults };
}

async function saveMembers(
  ctx: CompanyContext,
  all: readonly MemberChange[],
  madeIds: readonly DepartmentId[],
): Promise<void> {
  const { tx, companyId } = ctx;
  const timeZone = (await companyHead(tx, companyId))?.timeZone ?? 'UTC';
  const changes = all
    .filter((change) => change.kind !== 'unchanged')
    .map((change) => {
      const id = change.member?.id ?? (ctx.newId() as MemberId);
      return { ...change, id, details: { ...change.details, id, sortKey: sortKeyOf(change.details.name) } };
    });
  const seat = {
    accountId: null,
    role: 'member',
    status: 'active',
    timeZone,
    askedAt: null,
    askedFor: null,
    joinedAt: null,
  } as const;
  const created = changes.filter((change) => change.member === null);
  await insertMembers(
    tx,
    companyId,
    created.map(({ details }) => ({ ...details, ...seat })),
    ctx.now,
  );
  await updateDetails(
    tx,
    companyId,
    changes.filter((change) => change.member !== null).map(({ details }) => details),
  );
  const moved = changes.filter((change) => !sameList(change.departmentIds, change.member?.departmentIds ?? []));
  await departments.setMemberships(
    tx,
    companyId,
    moved.map(({ id, departmentIds }) => ({ memberId: id, departmentIds })),
  );
  const pairs = (which: 'add' | 'remove') =>
    changes.flatMap(({ id, manages }) => manages[which].map((departmentId) => ({ departmentId, memberId: id })));
  await departments.addManagers(tx, companyId, pairs('add'));
  await departments.removeManagers(tx, companyId, pairs('remove'));
  const ids = changes.map(({ id }) => id);
  if (ids.length > 0)
    await setTerms(
      tx,
      companyId,
      ids,
      changes.flatMap(({ details }) => termsOf(details)),
    );
  for (const { id, member, details } of changes) {
    if (member?.seated === true && member.name !== details.name)
      await updateSeat(ctx, id, { memberName: details.name });
  }

  await tellDepartments(ctx, [
    ...madeIds,
    ...moved.flatMap(({ departmentIds, member }) => [...departmentIds, ...(member?.departmentIds ?? [])]),
    ...pairs('add').map((pair) => pair.departmentId),
    ...pairs('remove').map((pair) => pair.departmentId),
  ]);
  await tellMembers(ctx, ids);
  if (created.length > 0) await tellCompany(ctx);
}

/** Takes rows of departments: makes the paths that are missing and sets who manages them. */
export async function takeDepartments(
  ctx: CompanyContext,
  rows: readonly DepartmentRow[],
  dryRun: boolean,
  imagined: Map<string, DepartmentId>,
): Promise<Taken> {
  const { tx, companyId } = ctx;
  const names = [...new Set(rows.flatMap((row) => row.managers ?? []))];
  const people = names.length === 0 ? [] : await membersNamed(tx, companyId, names);
  const resolved = rows.map((row) => ({ row, ...managersNamed(row, people) }));
  const fit = resolved.filter(({ faults }) => faults.length === 0);
  const before = await departments.departmentsOf(tx, companyId, null);
  const { idByPath, madeIds } = await departmentsAt(
    ctx,
    pathsSpokenOf(fit.map(({ row }) => row.path)),
    dryRun,
    imagined,
  );
  const managersBefore = new Map(before.map((one) => [one.id, one.managerIds]));
  const made = new Set(madeIds);
  const counts = { created: 0, updated: 0, unchanged: 0 };
  const changed = new Set<DepartmentId>(madeIds);
  for (const { row, ids } of fit) {
    const id = idByPath.get(pathKey(row.path));
    if (id === undefined) continue;
    const differs = ids !== null && !sameList(ids, managersBefore.get(id) ?? []);
    counts[made.has(id) ? 'created' : differs ? 'updated' : 'unchanged'] += 1;
    if (!differs) continue;
    changed.add(id);
    if (!dryRun) await departments.setManagers(tx, companyId, id, ids);
  }
  if (!dryRun) await tellDepartments(ctx, changed);
  return { ...counts, faults: resolved.flatMap(({ faults }) => faults) };
}

/** The ids of departments by path; those that are missing are made, or in a dry run imagined. */
async function departmentsAt(
  ctx: CompanyContext,
  paths: readonly string[][],
  dryRun: boolean,
  imagined: Map<string, DepartmentId>,
): Promise<{ idByPath: Map<string, DepartmentId>; madeIds: DepartmentId[] }> {
  const tree = await departments.departmentTree(ctx.tx, ctx.companyId);
  const names = pathsOf(tree);
  const idByPath = new Map<string, DepartmentId>(imagined);
  for (const { id } of tree) idByPath.set(pathKey(names.get(id) ?? []), id);
  const missing = paths.filter((path) => !idByPath.has(pathKey(path)));
  const made = missing.map((path) => {
    const id = ctx.newId() as DepartmentId;
    idByPath.set(pathKey(path), id);
    if (dryRun) imagined.set(pathKey(path), id);
    const parentId = path.length === 1 ? null : (idByPath.get(pathKey(path.slice(0, -1))) ?? null);
    return { id, parentId, name: path.at(-1) ?? '' };
  });
  if (!dryRun) await departments.insertDepartments(ctx.tx, ctx.companyId, made);
  return { idByPath, madeIds: made.map(({ id }) => id) };
}
