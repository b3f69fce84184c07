import type { DepartmentId, MemberId } from '#platform/model/ids.ts';
import type { ImportRow } from './contract.ts';
import { type DepartmentRow, lookupKeys, type MemberRow, pathKey, phoneKey, samePerson } from './table.ts';

/** What an import compares a row with. */
export interface KnownMember {
  readonly id: MemberId;
  readonly name: string;
  readonly title: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly employeeNumber: string | null;
  readonly status: 'active' | 'waiting' | 'inactive';
  /** An account has taken the seat. */
  readonly seated: boolean;
  readonly departmentIds: readonly DepartmentId[];
  readonly manages: readonly DepartmentId[];
}

export interface Match {
  readonly row: MemberRow;
  /** null: nobody known yet. */
  readonly member: KnownMember | null;
}

/** Finds for each row the member it speaks of; a row that may mean several, or a former member, is a fault. */
export function matchMembers(
  rows: readonly MemberRow[],
  known: readonly KnownMember[],
): { matches: Match[]; faults: ImportRow[] } {
  const byKey = new Map<string, KnownMember[]>();
  for (const member of known) {
    for (const key of [...lookupKeys(member), `k${member.name}`]) byKey.set(key, [...(byKey.get(key) ?? []), member]);
  }
  const matches: Match[] = [];
  const faults: ImportRow[] = [];
  const taken = new Set<MemberId>();
  for (const row of rows) {
    const found = foundFor(row, byKey);
    const [member = null] = found;
    const code =
      found.length > 1
        ? 'ambiguous'
        : member?.status === 'inactive'
          ? 'inactive'
          : member !== null && taken.has(member.id)
            ? 'duplicate'
            : null;
    if (code !== null) {
      faults.push({
        row: row.row,
        field: fieldOf(row),
        code,
        value: row.employeeNumber ?? row.email ?? row.phone ?? row.name,
      });
      continue;
    }
    if (member !== null) taken.add(member.id);
    matches.push({ row, member });
  }
  return { matches, faults };
}

function foundFor(row: MemberRow, byKey: ReadonlyMap<string, readonly KnownMember[]>): KnownMember[] {
  const candidates = new Set(lookupKeys(row).flatMap((key) => byKey.get(key) ?? []));
  const same = [...candidates].filter((member) => samePerson(row, member));
  const byNumber = same.filter((member) => row.employeeNumber !== null && member.employeeNumber === row.employeeNumber);
  return byNumber.length > 0 ? byNumber : same;
}

function fieldOf(row: MemberRow): string {
  if (row.employeeNumber !== null) return 'employeeNumber';
  if (row.email !== null) return 'email';
  return row.phone !== null ? 'phone' : 'name';
}

/** The department paths that rows speak of, every beginning of a path before the path. */
export function pathsSpokenOf(paths: readonly (readonly string[])[]): string[][] {
  const all = new Map<string, string[]>();
  for (const path of paths) {
    for (let depth = 1; depth <= path.length; depth += 1) {
      const beginning = path.slice(0, depth);
      all.set(pathKey(beginning), beginning);
    }
  }
  return [...all.values()].sort((a, b) => a.length - b.length);
}

/** The department paths in a member row. */
export function pathsInRow(row: MemberRow): readonly (readonly string[])[] {
  return [...(row.departments ?? []), ...(Array.isArray(row.manages) ? (row.manages as readonly string[][]) : [])];
}

/** What a member is to be after a row, and what that changes. */
export interface MemberChange {
  readonly row: MemberRow;
  readonly member: KnownMember | null;
  readonly kind: 'created' | 'updated' | 'unchanged';
  readonly details: {
    readonly name: string;
    readonly title: string;
    readonly email: string | null;
    readonly phone: string | null;
    readonly employeeNumber: string | null;
  };
  readonly departmentIds: readonly DepartmentId[];
  readonly manages: { readonly add: readonly DepartmentId[]; readonly remove: readonly DepartmentId[] };
}

/** Works out what a matched row changes. An empty cell changes nothing. */
export function changeFor({ row, member }: Match, idByPath: ReadonlyMap<string, DepartmentId>): MemberChange {
  const details = {
    name: row.name,
    title: row.title ?? member?.title ?? '',
    email: row.email ?? member?.email ?? null,
    phone: row.phone ?? member?.phone ?? null,
    employeeNumber: row.employeeNumber ?? member?.employeeNumber ?? null,
  };
  const idsOf = (paths: readonly (readonly string[])[]) => [
    ...new Set(paths.flatMap((path) => idByPath.get(pathKey(path)) ?? [])),
  ];
  const departmentIds = row.departments === null ? (member?.departmentIds ?? []) : idsOf(row.departments);
  const managed = member?.manages ?? [];
  const wanted =
    row.manages === null
      ? managed
      : row.manages === 'yes'
        ? [...new Set([...managed, ...departmentIds])]
        : row.manages === 'no'
          ? managed.filter((id) => !departmentIds.includes(id))
          : idsOf(row.manages);
  const manages = {
    add: wanted.filter((id) => !managed.includes(id)),
    remove: managed.filter((id) => !wanted.includes(id)),
  };
  const same =
    member !== null &&
    details.name === member.name &&
    details.title === member.title &&
    details.email === member.email &&
    (details.phone === member.phone ||
      (details.phone !== null && member.phone !== null && phoneKey(details.phone) === phoneKey(member.phone))) &&
    details.employeeNumber === member.employeeNumber &&
    sameList(departmentIds, member.departmentIds) &&
    manages.add.length + manages.remove.length === 0;
  return {
    row,
    member,
    kind: member === null ? 'created' : same ? 'unchanged' : 'updated',
    details,
    departmentIds,
    manages,
  };
}

export interface NamedMember {
  readonly id: MemberId;
  readonly name: string;
  readonly employeeNumber: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** The members that the manager cell of a department row names: by number, else e-mail, else phone, else name. */
export function managersNamed(
  row: DepartmentRow,
  known: readonly NamedMember[],
): { ids: MemberId[] | null; faults: ImportRow[] } {
  if (row.managers === null) return { ids: null, faults: [] };
  const faults: ImportRow[] = [];
  const ids: MemberId[] = [];
  for (const text of row.managers) {
    const found =
      [
        known.filter((member) => member.employeeNumber === text),
        known.filter((member) => member.email?.toLowerCase() === text.toLowerCase()),
        known.filter(
          (member) => member.phone !== null && phoneKey(text) !== '' && phoneKey(member.phone) === phoneKey(text),
        ),
        known.filter((member) => member.name === text),
      ].find((members) => members.length > 0) ?? [];
    const [first] = found;
    if (first === undefined || found.length > 1) {
      faults.push({
        row: row.row,
        field: 'managers',
        code: first === undefined ? 'managerUnknown' : 'ambiguous',
        value: text.slice(0, 100),
      });
    } else ids.push(first.id);
  }
  return { ids: [...new Set(ids)], faults };
}

/** What of a member stands for him in the manager cell of an export. */
export function nameForCell(member: NamedMember): string {
  return member.employeeNumber ?? member.email ?? member.phone ?? member.name;
}

export function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
