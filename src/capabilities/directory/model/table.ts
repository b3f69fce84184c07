import { z } from 'zod';
import type { ImportRow } from './contract.ts';

/** What a column of an import may hold. */
export type Field =
  | 'name'
  | 'phone'
  | 'email'
  | 'employeeNumber'
  | 'departments'
  | 'title'
  | 'manages'
  | 'path'
  | 'managers';
export type Kind = 'members' | 'departments';

/** How people head their columns, in both languages; compared without spaces, marks and case. */
const HEADERS: Readonly<Record<Kind, Readonly<Partial<Record<Field, readonly string[]>>>>> = {
  members: {
    name: ['姓名', '名字', '成员姓名', 'name', 'fullname', 'membername', 'employeename'],
    phone: [
      '手机',
      '手机号',
      '手机号码',
      '电话',
      '电话号码',
      '联系电话',
      'phone',
      'mobile',
      'phonenumber',
      'mobilenumber',
      'cell',
      'telephone',
    ],
    email: ['邮箱', '电子邮箱', '邮件', '企业邮箱', 'email', 'emailaddress', 'mail'],
    employeeNumber: [
      '工号',
      '员工号',
      '员工编号',
      '编号',
      'employeenumber',
      'employeeid',
      'employeeno',
      'number',
      'staffid',
      'staffnumber',
      'no',
      'id',
    ],
    departments: [
      '部门',
      '所属部门',
      '所在部门',
      '部门路径',
      'department',
      'departments',
      'departmentpath',
      'dept',
      'team',
    ],
    title: ['职位', '职务', '岗位', '头衔', 'title', 'jobtitle', 'position', 'job'],
    manages: [
      '主管',
      '是否主管',
      '部门主管',
      '是否部门主管',
      '负责部门',
      'manager',
      'ismanager',
      'manages',
      'departmentmanager',
      'head',
    ],
  },
  departments: {
    path: [
      '部门',
      '部门名称',
      '部门路径',
      '名称',
      'department',
      'departmentname',
      'departmentpath',
      'path',
      'name',
      'dept',
    ],
    managers: ['主管', '部门主管', '负责人', '部门负责人', 'manager', 'managers', 'departmentmanager', 'head', 'lead'],
  },
};

const NEEDED: Readonly<Record<Kind, Field>> = { members: 'name', departments: 'path' };
export const IMPORT_ROWS_MAX = 20_000;
const PATH_DEPTH_MAX = 15;
const NAME_MAX = 60;
const DEPARTMENTS_MAX = 20;

export interface Column {
  readonly header: string;
  readonly field: Field | null;
}

/** Which column holds what; a field that two columns claim is the first one's. */
export function columnsOf(kind: Kind, header: readonly string[]): Column[] {
  const taken = new Set<Field>();
  return header.map((text) => {
    const plain = text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/\([^)]*\)/g, '')
      .replace(/[\s_.*:：#-]/g, '');
    const field = (Object.keys(HEADERS[kind]) as Field[]).find((name) => HEADERS[kind][name]?.includes(plain)) ?? null;
    if (field === null || taken.has(field)) return { header: text, field: null };
    taken.add(field);
    return { header: text, field };
  });
}

/** The column without which nothing can be read, where it is missing. */
export function missingColumn(kind: Kind, columns: readonly Column[]): Field | null {
  return columns.some((column) => column.field === NEEDED[kind]) ? null : NEEDED[kind];
}

export type Manages = 'yes' | 'no' | readonly (readonly string[])[] | null;

/** A row that can be taken. null: the cell is empty or there is no such column, and what is known stays. */
export interface MemberRow {
  readonly row: number;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly employeeNumber: string | null;
  readonly title: string | null;
  readonly departments: readonly (readonly string[])[] | null;
  readonly manages: Manages;
}

export interface DepartmentRow {
  readonly row: number;
  readonly path: readonly string[];
  readonly managers: readonly string[] | null;
}

export type Read<Row> =
  | { readonly row: number; readonly value: Row }
  | { readonly row: number; readonly faults: ImportRow[] };

const email = z.email().max(254);

/** Reads the rows of a member file; each is either good or carries what is wrong with it. */
export function readMembers(columns: readonly Column[], rows: readonly (readonly string[])[]): Read<MemberRow>[] {
  const seen = new Seen();
  return rows.map((cells, index) => {
    const row = index + 2;
    const faults: ImportRow[] = [];
    const fault = (field: Field, code: ImportRow['code'], value: string) =>
      void faults.push({ row, field, code, value: value.slice(0, 100).toWellFormed() });
    const cell = (field: Field, lengthMax: number) => cellOf(columns, cells, field, lengthMax, fault);

    const name = cell('name', NAME_MAX);
    if (name === null) fault('name', 'missing', '');
    const address = cell('email', 254);
    if (address !== null && !email.safeParse(address).success) fault('email', 'emailBad', address);
    const phone = cell('phone', 20);
    if (phone !== null && !isPhone(phone)) fault('phone', 'phoneBad', phone);
    const employeeNumber = cell('employeeNumber', 32);
    const title = cell('title', NAME_MAX);
    const departments = pathsIn(cell('departments', 2_000), 'departments', fault);
    const manages = managesIn(cell('manages', 2_000), fault);
    const value = { row, name: name ?? '', phone, email: address, employeeNumber, title, departments, manages };
    if (faults.length === 0 && seen.has(value)) {
      fault(
        employeeNumber !== null ? 'employeeNumber' : address !== null ? 'email' : phone !== null ? 'phone' : 'name',
        'duplicate',
        employeeNumber ?? address ?? phone ?? value.name,
      );
    }
    if (faults.length > 0) return { row, faults };
    seen.add(value);
    return { row, value };
  });
}

/** Reads the rows of a department file. */
export function readDepartments(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): Read<DepartmentRow>[] {
  const seen = new Set<string>();
  return rows.map((cells, index) => {
    const row = index + 2;
    const faults: ImportRow[] = [];
    const fault = (field: Field, code: ImportRow['code'], value: string) =>
      void faults.push({ row, field, code, value: value.slice(0, 100).toWellFormed() });
    const text = cellOf(columns, cells, 'path', 1_000, fault);
    const path = text === null ? null : splitPath(text);
    if (path === null) fault('path', 'missing', '');
    else if (!isPath(path)) fault('path', 'pathBad', text ?? '');
    const people = cellOf(columns, cells, 'managers', 1_000, fault);
    const managers = people === null ? null : splitList(people);
    if (managers !== null && managers.length > 10) fault('managers', 'tooMany', people ?? '');
    if (path !== null && faults.length === 0 && seen.has(pathKey(path))) fault('path', 'duplicate', text ?? '');
    if (path === null || faults.length > 0) return { row, faults };
    seen.add(pathKey(path));
    return { row, value: { row, path, managers } };
  });
}

export interface Keys {
  readonly name: string;
  readonly employeeNumber: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Are these one person? The strongest key that both carry decides: number, then e-mail, then phone; a name only where one has no key. */
export function samePerson(a: Keys, b: Keys): boolean {
  if (a.employeeNumber !== null && b.employeeNumber !== null) return a.employeeNumber === b.employeeNumber;
  if (a.email !== null && b.email !== null) return a.email.toLowerCase() === b.email.toLowerCase();
  if (a.phone !== null && b.phone !== null) return phoneKey(a.phone) === phoneKey(b.phone);
  return (isKeyless(a) || isKeyless(b)) && a.name === b.name;
}

/** Carries neither number nor e-mail nor phone. */
export function isKeyless({ employeeNumber, email: address, phone }: Keys): boolean {
  return employeeNumber === null && address === null && phone === null;
}

/** The keys under which rows and members are looked up before they are compared. */
export function lookupKeys(of: Keys): string[] {
  const keys: string[] = [];
  if (of.employeeNumber !== null) keys.push(`n${of.employeeNumber}`);
  if (of.email !== null) keys.push(`e${of.email.toLowerCase()}`);
  if (of.phone !== null) keys.push(`p${phoneKey(of.phone)}`);
  if (keys.length === 0) keys.push(`k${of.name}`);
  return keys;
}

/** The people of a file so far, to find one who stands in it twice. */
class Seen {
  readonly #rows = new Map<string, Keys[]>();

  has(row: Keys): boolean {
    return lookupKeys(row).some((key) => this.#rows.get(key)?.some((other) => samePerson(row, other)));
  }

  add(row: Keys): void {
    for (const key of new Set([...lookupKeys(row), `k${row.name}`])) {
      const rows = this.#rows.get(key);
      if (rows === undefined) this.#rows.set(key, [row]);
      // A thousand people behind one switchboard number are compared with a few of them only.
      else if (rows.length < 50) rows.push(row);
    }
  }
}

/** A phone number for comparing: digits only. */
export function phoneKey(phone: string): string {
  return phone.replace(/\D/g, '');
}

function isPhone(phone: string): boolean {
  const digits = phoneKey(phone).length;
  return /^\+?[\d\s().-]+$/.test(phone) && digits >= 3 && digits <= 15;
}

type Fault = (field: Field, code: ImportRow['code'], value: string) => void;

function cellOf(
  columns: readonly Column[],
  cells: readonly string[],
  field: Field,
  lengthMax: number,
  fault: Fault,
): string | null {
  const at = columns.findIndex((column) => column.field === field);
  const text = unguarded(cells[at] ?? '').trim();
  if (text === '') return null;
  if (!text.isWellFormed() || /[\p{Cc}\uFFFD]/u.test(text)) fault(field, 'badText', text.replace(/\p{Cc}/gu, '�'));
  else if (text.length > lengthMax) fault(field, 'tooLong', text);
  else return text;
  return null;
}

function pathsIn(text: string | null, field: Field, fault: Fault): string[][] | null {
  if (text === null) return null;
  const paths = splitList(text).map(splitPath);
  if (paths.some((path) => !isPath(path))) fault(field, 'pathBad', text);
  else if (paths.length > DEPARTMENTS_MAX) fault(field, 'tooMany', text);
  else return paths;
  return null;
}

const YES = ['是', '有', 'yes', 'y', 'true', '1', '√'];
const NO = ['否', '无', '不是', 'no', 'n', 'false', '0', '×'];

function managesIn(text: string | null, fault: Fault): Manages {
  if (text === null) return null;
  const word = text.toLowerCase();
  if (YES.includes(word)) return 'yes';
  if (NO.includes(word)) return 'no';
  const paths = splitList(text).map(splitPath);
  if (paths.every(isPath)) return paths;
  fault('manages', 'managerBad', text);
  return null;
}

function isPath(path: readonly string[]): boolean {
  return (
    path.length > 0 && path.length <= PATH_DEPTH_MAX && path.every((name) => name !== '' && name.length <= NAME_MAX)
  );
}

/** One spelling for a path, to compare by. */
export function pathKey(path: readonly string[]): string {
  return JSON.stringify(path);
}

/** `总部/研发部` as names; a backslash keeps a slash that belongs to a name. */
export function splitPath(text: string): string[] {
  const names = splitBy(text, '/／').map((name) => unescape(name).trim());
  while (names[0] === '') names.shift();
  while (names.length > 0 && names.at(-1) === '') names.pop();
  return names;
}

/** Names as a path that `splitPath` reads back. */
export function joinPath(path: readonly string[]): string {
  return path.map((name) => name.replace(/[\\/／;；]/g, '\\$&')).join('/');
}

/** Several of something in one cell, between semicolons. */
export function splitList(text: string): string[] {
  return splitBy(text, ';；')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Parts as a list that `splitList` reads back; the parts keep their own escapes. */
export function joinList(parts: readonly string[]): string {
  return parts.join('; ');
}

/** Splits where a separator stands that no backslash guards; the backslashes stay. */
function splitBy(text: string, separators: string): string[] {
  const parts = [''];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '\\' && at + 1 < text.length) {
      parts.push(`${parts.pop() ?? ''}${letter}${text.charAt(at + 1)}`);
      at += 1;
    } else if (separators.includes(letter)) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${letter}`);
  }
  return parts;
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}

/** A cell that no spreadsheet takes for a formula. */
export function guarded(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** The cell as it was before `guarded`. */
export function unguarded(text: string): string {
  return /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

/** Rows as CSV text with a byte order mark, every cell guarded against formulas. */
export function csvText(rows: readonly (readonly string[])[]): string {
  const quoted = rows.map((cells) => cells.map((cell) => quote(guarded(cell))).join(','));
  return `\uFEFF${quoted.join('\r\n')}\r\n`;
}

function quote(cell: string): string {
  return /[",\r\n;\t]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** The rows that go back: what an export of ours says in its header line. */
export const EXPORT_HEADERS = {
  zh: {
    members: ['姓名', '工号', '手机', '邮箱', '部门', '职位', '主管'],
    departments: ['部门', '主管'],
  },
  en: {
    members: ['Name', 'Employee number', 'Phone', 'Email', 'Department', 'Title', 'Manager'],
    departments: ['Department', 'Manager'],
  },
} as const;
