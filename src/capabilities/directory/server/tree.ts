import type { DepartmentId, MemberId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import type { Context } from '#platform/server/context.ts';
import type { Department } from '../model/contract.ts';
import { peopleKeepers } from '../model/roles.ts';
import { canMoveBelow } from '../model/tree.ts';
import { lockFor } from './acting.ts';
import * as store from './store/departments.ts';
import { activeMemberIds } from './store/members.ts';
import { tellDepartments } from './tell.ts';

interface Input {
  readonly name: string;
  readonly parentId: DepartmentId | null;
  readonly managerIds: MemberId[];
}

const unknown = () => new Refused(refuse('directory.departmentUnknown'));

/** Makes a department, last among its siblings. */
export async function createDepartment(ctx: Context, input: Input): Promise<Department> {
  const { tx, companyId } = ctx;
  await lockFor(ctx, peopleKeepers);
  await needRoom(ctx, await store.departmentTree(tx, companyId), null, input);
  const id = ctx.newId() as DepartmentId;
  await store.insertDepartments(tx, companyId, [{ id, parentId: input.parentId, name: input.name }]);
  await store.setManagers(tx, companyId, id, input.managerIds);
  return tell(ctx, id);
}

/** Renames or moves a department, or changes who manages it. */
export async function editDepartment(ctx: Context, input: Input & { id: DepartmentId }): Promise<Department> {
  const { tx, companyId } = ctx;
  const { id, name, parentId } = input;
  await lockFor(ctx, peopleKeepers);
  const tree = await store.departmentTree(tx, companyId);
  if (!tree.some((one) => one.id === id)) throw unknown();
  await needRoom(ctx, tree, id, input);
  ensure(canMoveBelow(tree, id, parentId));
  await store.updateDepartment(tx, companyId, { id, name, parentId });
  await store.setManagers(tx, companyId, id, input.managerIds);
  return tell(ctx, id);
}

/** Removes a department in which nobody and nothing is. */
export async function removeDepartment(ctx: Context, { id }: { id: DepartmentId }): Promise<Record<string, never>> {
  const { tx, companyId } = ctx;
  await lockFor(ctx, peopleKeepers);
  if ((await store.departmentOf(tx, companyId, id)) === null) throw unknown();
  if (!(await store.deleteEmptyDepartment(tx, companyId, id)))
    throw new Refused(refuse('directory.departmentNotEmpty'));
  await tellDepartments(ctx, [], [id]);
  return {};
}

/** The place is there and free, and the managers are members. */
async function needRoom(
  { tx, companyId }: Context,
  tree: readonly store.DepartmentRow[],
  id: DepartmentId | null,
  { name, parentId, managerIds }: Input,
): Promise<void> {
  if (parentId !== null && !tree.some((one) => one.id === parentId)) throw unknown();
  if (tree.some((one) => one.parentId === parentId && one.name === name && one.id !== id)) {
    throw new Refused(refuse('directory.departmentNameTaken'));
  }
  const managers = await activeMemberIds(tx, companyId, managerIds);
  const fit = managers.filter((manager) => manager.role !== 'guest');
  if (fit.length < new Set(managerIds).size) throw new Refused(refuse('directory.memberUnknown'));
}

async function tell(ctx: Context, id: DepartmentId): Promise<Department> {
  await tellDepartments(ctx, [id]);
  const [department] = await store.departmentsOf(ctx.tx, ctx.companyId, [id]);
  if (department === undefined) throw unknown();
  return department;
}
