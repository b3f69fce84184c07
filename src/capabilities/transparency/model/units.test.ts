import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DepartmentId, MemberId } from '#platform/model/ids.ts';
import { type Branch, UNIT_MIN, unitsOf, weekToBeginWith } from './units.ts';

const dep = (n: number) => `d${n}` as DepartmentId;
const branch = (n: number, parent: number | null): Branch => ({
  id: dep(n),
  parentId: parent === null ? null : dep(parent),
});
let serial = 0;
const people = (count: number, department: number | null) =>
  Array.from({ length: count }, () => ({
    memberId: `m${(serial += 1)}` as MemberId,
    departmentId: department === null ? null : dep(department),
  }));
const shape = (units: ReturnType<typeof unitsOf>) =>
  units.map(({ departmentId, memberIds }) => `${departmentId ?? 'company'} ${memberIds.length}`).sort();

describe('T5 units of ten or more', () => {
  test('a department of ten is a unit, one of nine is told of with what it lies in', () => {
    const tree = [branch(1, null), branch(2, 1), branch(3, 1)];
    expect(shape(unitsOf(tree, [...people(10, 1), ...people(10, 2), ...people(9, 3)]))).toEqual(['d1 19', 'd2 10']);
    expect(shape(unitsOf(tree, [...people(1, 1), ...people(10, 2), ...people(9, 3)]))).toEqual(['d1 10', 'd2 10']);
  });

  test('a department minus the units in it leaves ten or nothing: what is left goes up', () => {
    const tree = [branch(1, null), branch(2, 1)];
    expect(shape(unitsOf(tree, [...people(9, 1), ...people(12, 2), ...people(3, null)]))).toEqual([
      'company 12',
      'd2 12',
    ]);
  });

  test('what is left of the company takes the smallest unit in; below ten there is none', () => {
    const tree = [branch(1, null), branch(2, null)];
    expect(shape(unitsOf(tree, [...people(30, 1), ...people(11, 2), ...people(1, null)]))).toEqual([
      'company 12',
      'd1 30',
    ]);
    expect(unitsOf(tree, people(9, 1))).toEqual([]);
    expect(shape(unitsOf(tree, people(10, 1)))).toEqual(['d1 10']);
    expect(unitsOf([], [])).toEqual([]);
  });

  test('somebody whose department is gone is told of with the company', () => {
    expect(shape(unitsOf([], people(10, 7)))).toEqual(['company 10']);
  });

  test('in any company no unit, and nothing that units can be added to or subtracted to, is of fewer than ten', () => {
    const company = fc
      .array(fc.record({ parent: fc.nat(), size: fc.nat(24) }), { maxLength: 14 })
      .chain((departments) => fc.record({ departments: fc.constant(departments), without: fc.nat(24) }));
    fc.assert(
      fc.property(company, ({ departments, without }) => {
        const tree = departments.map(({ parent }, n) => branch(n, n === 0 || parent % 4 === 0 ? null : parent % n));
        const everybody = [...departments.flatMap(({ size }, n) => people(size, n)), ...people(without, null)];
        const units = unitsOf(tree, everybody);
        const told = units.flatMap(({ memberIds }) => memberIds);
        // Nobody twice: so a difference of two sums of units is itself a sum of units.
        expect(new Set(told).size).toBe(told.length);
        for (const { memberIds } of units) expect(memberIds.length).toBeGreaterThanOrEqual(UNIT_MIN);
        // Nor does the number of all members, which everybody knows, give away a rest of fewer than ten.
        expect(told.length).toBe(everybody.length < UNIT_MIN ? 0 : everybody.length);
        // Whatever stands under a department's name is of it or below it.
        const above = new Map(tree.map(({ id, parentId }) => [id, parentId]));
        const lies = (id: DepartmentId | null, wanted: DepartmentId): boolean =>
          id === wanted || (id !== null && lies(above.get(id) ?? null, wanted));
        const placeOf = new Map(everybody.map(({ memberId, departmentId }) => [memberId, departmentId]));
        for (const { departmentId, memberIds } of units) {
          if (departmentId === null) continue;
          expect(memberIds.every((id) => lies(placeOf.get(id) ?? null, departmentId))).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});

test('T8 one begins with the latest week of which there is anything to tell, or else with the latest', () => {
  const week = (monday: number, told: number, held: number) => ({ monday, told, held });
  const [none, kept, came] = [week(21, 0, 0), week(14, 0, 3), week(7, 1, 0)];
  expect(weekToBeginWith([none, kept, came])).toBe(kept);
  expect(weekToBeginWith([none, came])).toBe(came);
  expect(weekToBeginWith([came, kept])).toBe(came);
  expect(weekToBeginWith([none, week(14, 0, 0)])).toBe(none);
  expect(weekToBeginWith([])).toBe(null);
});
