import type { DepartmentId, MemberId } from '#platform/model/ids.ts';

/** Nothing is told of fewer members than these (R30). */
export const UNIT_MIN = 10;

/** A department, as far as it lies in another. */
export interface Branch {
  readonly id: DepartmentId;
  readonly parentId: DepartmentId | null;
}

/** Members of whom something is told together. Null: of the company, where no department is large enough. */
export interface Unit {
  readonly departmentId: DepartmentId | null;
  readonly memberIds: readonly MemberId[];
}

/** With which week one begins: the latest of which there is anything to tell, or else the latest. */
export function weekToBeginWith<Week extends { readonly told: number; readonly held: number }>(
  latestFirst: readonly Week[],
): Week | null {
  return latestFirst.find(({ told, held }) => told + held > 0) ?? latestFirst[0] ?? null;
}

/**
 * Cuts the company into units of ten or more (T5). Every member is in one unit at most: of his main department, or, where that has not ten of its own, of
 * the one it lies in. So no two units can be subtracted from each other: what is told of them adds up, and no sum of them leaves fewer than ten.
 * A rest of the company that is too small takes the smallest units in until it is not; a company of fewer than ten has no unit.
 */
export function unitsOf(
  branches: readonly Branch[],
  places: readonly { readonly memberId: MemberId; readonly departmentId: DepartmentId | null }[],
): Unit[] {
  const known = new Set(branches.map(({ id }) => id));
  const inside = Map.groupBy(branches, ({ parentId }) => parentId);
  const own = Map.groupBy(places, ({ departmentId }) =>
    departmentId !== null && known.has(departmentId) ? departmentId : null,
  );
  const units: Unit[] = [];

  /** What is left of a department and those in it: fewer than ten, for whatever it lies in. */
  function restOf(departmentId: DepartmentId | null): MemberId[] {
    const memberIds = (own.get(departmentId) ?? []).map(({ memberId }) => memberId);
    for (const { id } of inside.get(departmentId) ?? []) memberIds.push(...restOf(id));
    if (memberIds.length < UNIT_MIN) return memberIds;
    units.push({ departmentId, memberIds });
    return [];
  }

  let rest = restOf(null);
  while (rest.length > 0 && units.length > 0 && rest.length < UNIT_MIN) {
    const smallest = units.reduce((least, unit) => (unit.memberIds.length < least.memberIds.length ? unit : least));
    units.splice(units.indexOf(smallest), 1);
    rest = [...rest, ...smallest.memberIds];
  }
  return rest.length < UNIT_MIN ? units : [...units, { departmentId: null, memberIds: rest }];
}
