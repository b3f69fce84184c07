import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DepartmentId, MemberId } from '#platform/model/ids.ts';
import { changeFor, type KnownMember, managersNamed, matchMembers } from './importing.ts';
import {
  columnsOf,
  guarded,
  joinList,
  joinPath,
  type MemberRow,
  missingColumn,
  pathKey,
  readDepartments,
  readMembers,
  splitList,
  splitPath,
  unguarded,
} from './table.ts';

const HEADER = ['姓名', '工号', '手机', '邮箱', '部门', '职位', '主管'];
const columns = columnsOf('members', HEADER);

function codesOf(row: string[]): string[] {
  const [read] = readMembers(columns, [row]);
  return read !== undefined && 'faults' in read ? read.faults.map(({ field, code }) => `${field}:${code}`) : [];
}

describe('headers', () => {
  test('D9: columns are known by Chinese and English names, whatever the case, spaces and marks', () => {
    const fields = (header: string[]) => columnsOf('members', header).map((column) => column.field);
    expect(fields(['姓名*', '手机号码', '电子邮箱', '工号（必填）', '所属部门', '职务', '是否主管'])).toEqual([
      'name',
      'phone',
      'email',
      'employeeNumber',
      'departments',
      'title',
      'manages',
    ]);
    expect(
      fields([
        'Full Name',
        'MOBILE',
        'E-mail',
        'Employee Number',
        'department path',
        'Job title',
        'manager',
        'shoe size',
      ]),
    ).toEqual(['name', 'phone', 'email', 'employeeNumber', 'departments', 'title', 'manages', null]);
    expect(fields(['姓名', 'Name'])).toEqual(['name', null]);
  });

  test('D9: without names or paths there is nothing to read', () => {
    expect(missingColumn('members', columnsOf('members', ['工号', '手机']))).toBe('name');
    expect(missingColumn('departments', columnsOf('departments', ['负责人']))).toBe('path');
    expect(missingColumn('members', columns)).toBeNull();
  });
});

describe('rows', () => {
  test('D9: a good row is read whole', () => {
    const [read] = readMembers(columns, [
      [' 张三 ', 'E7', '138 0013 8000', 'a@b.cn', '总部/研发部; 总部/前端组', '工程师', '是'],
    ]);
    expect(read).toEqual({
      row: 2,
      value: {
        row: 2,
        name: '张三',
        employeeNumber: 'E7',
        phone: '138 0013 8000',
        email: 'a@b.cn',
        title: '工程师',
        departments: [
          ['总部', '研发部'],
          ['总部', '前端组'],
        ],
        manages: 'yes',
      },
    });
  });

  test('D9: each thing that is wrong is named by row, field and value', () => {
    expect(codesOf(['', 'E7'])).toEqual(['name:missing']);
    expect(codesOf(['张三', '', '1.38E+10', 'no mail'])).toEqual(['email:emailBad', 'phone:phoneBad']);
    expect(codesOf(['x'.repeat(61), 'E7'])).toEqual(['name:tooLong', 'name:missing']);
    expect(codesOf(['张\u0000三', 'E7'])).toEqual(['name:badText', 'name:missing']);
    expect(codesOf(['张三', 'E7', '', '', '总部//研发部'])).toEqual(['departments:pathBad']);
    expect(codesOf(['张三', 'E7', '', '', Array.from({ length: 21 }, (_, n) => `部${n}`).join(';')])).toEqual([
      'departments:tooMany',
    ]);
  });

  test('D9: who stands in a file twice is taken once', () => {
    const reads = readMembers(columns, [
      ['张三', 'E7'],
      ['张三', 'E8'],
      ['李四', 'E7'],
      ['王五', '', '', 'w@b.cn'],
      ['王五', '', '13800138000', 'W@b.cn'],
      ['王六', '', '13800138000', 'x@b.cn'],
      ['赵一', '', '010 1234'],
      ['赵二', '', '0101234'],
      ['钱一'],
      ['钱一'],
    ]);
    expect(reads.map((read) => ('faults' in read ? read.faults[0]?.code : 'ok'))).toEqual([
      'ok',
      'ok',
      'duplicate',
      'ok',
      'duplicate',
      'ok',
      'ok',
      'duplicate',
      'ok',
      'duplicate',
    ]);
  });

  test('D9: a department stands in a file once, by its whole path', () => {
    const reads = readDepartments(columnsOf('departments', ['部门', '负责人']), [
      ['总部/研发部', 'E1; 李娜'],
      ['/总部/研发部/'],
      ['研发部'],
      [''],
    ]);
    expect(reads.map((read) => ('faults' in read ? read.faults[0]?.code : read.value.managers))).toEqual([
      ['E1', '李娜'],
      'duplicate',
      null,
      'missing',
    ]);
  });
});

describe('cells', () => {
  test('D10: no cell of an export begins a formula, and an import takes the guard off again', () => {
    for (const text of ['=1+1', '+86 138', '-1', '@SUM(A1)', '\tx', '\rx']) {
      expect(guarded(text)).toBe(`'${text}`);
      expect(unguarded(guarded(text))).toBe(text);
    }
    for (const text of ['张三', "'quoted'", '1-2', 'a=b']) expect(unguarded(guarded(text))).toBe(text);
  });

  test('D10: names with slashes and semicolons come back as they were', () => {
    const name = fc
      .string({ minLength: 1, maxLength: 12 })
      .map((text) => text.trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(fc.array(fc.array(name, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (paths) => {
        expect(splitList(joinList(paths.map(joinPath))).map(splitPath)).toEqual(paths);
      }),
    );
  });
});

describe('matching', () => {
  const known: KnownMember = {
    id: 'm1' as MemberId,
    name: '张三',
    title: '',
    email: 'a@b.cn',
    phone: '13800138000',
    employeeNumber: 'E7',
    status: 'active',
    seated: false,
    departmentIds: ['d1' as DepartmentId],
    manages: [],
  };
  const row: MemberRow = {
    row: 2,
    name: '张三',
    phone: null,
    email: null,
    employeeNumber: null,
    title: null,
    departments: null,
    manages: null,
  };
  const idsOf = (rows: MemberRow[], members: KnownMember[]) =>
    matchMembers(rows, members).matches.map(({ member }) => member?.id ?? null);

  test('D9: a row means the member with its number, else its e-mail, else its phone', () => {
    expect(idsOf([{ ...row, employeeNumber: 'E7' }], [known])).toEqual(['m1']);
    expect(idsOf([{ ...row, email: 'A@b.cn' }], [known])).toEqual(['m1']);
    expect(idsOf([{ ...row, phone: '138-0013-8000' }], [known])).toEqual(['m1']);
    expect(idsOf([row], [known])).toEqual(['m1']);
    expect(idsOf([{ ...row, name: '李四' }], [known])).toEqual([null]);
  });

  test('D9: another number is another person, though the phone is the same', () => {
    expect(idsOf([{ ...row, employeeNumber: 'E8', phone: '13800138000' }], [known])).toEqual([null]);
    expect(idsOf([{ ...row, email: 'x@b.cn', phone: '13800138000' }], [known])).toEqual([null]);
  });

  test('D9: who may be two, or has left, is not guessed at', () => {
    const twin = { ...known, id: 'm2' as MemberId, employeeNumber: 'E8' };
    expect(matchMembers([{ ...row, email: 'a@b.cn' }], [known, twin]).faults[0]?.code).toBe('ambiguous');
    expect(matchMembers([{ ...row, employeeNumber: 'E7' }], [{ ...known, status: 'inactive' }]).faults[0]?.code).toBe(
      'inactive',
    );
  });

  test('D9: an empty cell changes nothing', () => {
    const idByPath = new Map([
      [pathKey(['总部']), 'd1' as DepartmentId],
      [pathKey(['分部']), 'd2' as DepartmentId],
    ]);
    expect(changeFor({ row: { ...row, employeeNumber: 'E7' }, member: known }, idByPath).kind).toBe('unchanged');
    const moved = changeFor({ row: { ...row, departments: [['分部']], manages: 'yes' }, member: known }, idByPath);
    expect(moved).toMatchObject({
      kind: 'updated',
      departmentIds: ['d2'],
      manages: { add: ['d2'], remove: [] },
      details: { email: 'a@b.cn' },
    });
  });

  test('D9: a manager is named by number, e-mail, phone, or a name that one alone has', () => {
    const of = (text: string) => {
      const { ids, faults } = managersNamed({ row: 2, path: ['x'], managers: [text] }, [
        known,
        { ...known, id: 'm2' as MemberId, employeeNumber: null, email: null, phone: null, name: '李娜' },
        { ...known, id: 'm3' as MemberId, employeeNumber: null, email: null, phone: null },
      ]);
      return faults[0]?.code ?? ids?.[0];
    };
    expect(['E7', 'a@b.cn', '13800138000', '李娜', '张三', '王五'].map(of)).toEqual([
      'm1',
      'm1',
      'm1',
      'm2',
      'ambiguous',
      'managerUnknown',
    ]);
  });
});
