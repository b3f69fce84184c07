import { expect, test } from 'vitest';
import { canDing, type DingFacts } from './canDing.ts';

const facts = (more: Partial<DingFacts>): DingFacts => ({
  ...{ whoDings: 'everybody', leads: false, near: 0, asked: 3, outside: 0, repeated: 0, repeatAt: null },
  ...{ departments: 0, apart: 0, apartMost: 49 },
  ...more,
});
const codeOf = (more: Partial<DingFacts>) => canDing(facts(more))?.code ?? null;

test('G1 who is named and not there, or nobody at all, is refused', () => {
  expect(codeOf({})).toBeNull();
  expect(codeOf({ outside: 1 })).toBe('ding.notThere');
  expect(codeOf({ asked: 0 })).toBe('ding.nobody');
});

test('G2 where managers and teams alone ding each other, everybody asked has to be near, or the sender leads', () => {
  const whoDings = 'managersAndTeam';
  expect(codeOf({ whoDings, near: 3 })).toBeNull();
  expect(codeOf({ whoDings, near: 2 })).toBe('ding.notYours');
  expect(codeOf({ whoDings, near: 0, leads: true })).toBeNull();
  expect(codeOf({ near: 0 })).toBeNull();
});

test('G3 nobody is dinged again within the hour', () => {
  expect(codeOf({ repeated: 1, repeatAt: new Date(0) })).toBe('ding.again');
});

test('G14 departments without anybody are refused as such, and so is who would be too many to write to directly', () => {
  expect(codeOf({ asked: 0, departments: 1 })).toBe('ding.departmentsEmpty');
  expect(codeOf({ departments: 1, apart: 49 })).toBeNull();
  expect(canDing(facts({ departments: 1, apart: 50 }))).toEqual({
    code: 'ding.tooFar',
    facts: { members: 50, most: 49 },
  });
});
