import { useEffect } from 'react';
import type { DepartmentId } from '#platform/model/ids.ts';
import type { OpenCompany } from '#platform/web/company.ts';
import { currentCompany } from '#platform/web/session.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import type { Department } from '../model/contract.ts';
import { directory } from './api.ts';

const KEY = 'directory.departments';

interface Departments {
  readonly all: readonly Department[] | null;
  readonly error: unknown;
}

const nothing: Departments = { all: null, error: null };
const store = createStore<Departments>(nothing);
let company: OpenCompany | null = null;
let fresh = false;

const inOrder = (a: Department, b: Department) => a.position - b.position || a.name.localeCompare(b.name, 'zh-CN');

function take(all: readonly Department[]): void {
  store.set({ all: all.toSorted(inOrder), error: null });
  company?.local.put(KEY, () => store.get().all);
}

/** Asks for the departments again. */
export async function loadDepartments(): Promise<void> {
  const asker = company;
  if (asker === null || currentCompany()?.role === 'guest') return;
  try {
    const all = await directory.departments({}, { companyId: asker.companyId });
    if (asker !== company) return;
    fresh = true;
    take(all);
  } catch (error) {
    if (asker === company) store.set((old) => ({ ...old, error }));
  }
}

/** Takes in departments that have changed, and drops those that are gone. */
export function changeDepartments(changed: readonly Department[], removedIds: readonly DepartmentId[]): void {
  const { all } = store.get();
  if (all === null) return;
  const gone = new Set<string>([...removedIds, ...changed.map(({ id }) => id)]);
  take([...all.filter(({ id }) => !gone.has(id)), ...changed]);
}

/** Shows what is kept of this company; the server is asked when a screen first wants them. */
export async function openDepartments(opened: OpenCompany): Promise<() => void> {
  company = opened;
  fresh = false;
  const kept = await opened.local.get<Department[]>(KEY);
  store.set({ all: kept ?? null, error: null });
  const stop = opened.onFresh(() => {
    if (fresh) void loadDepartments();
  });
  return () => {
    stop();
    company = null;
    store.set(nothing);
  };
}

/** All departments in the order people know; null while they are on their way. */
export function useDepartments(): Departments & { readonly reload: () => void } {
  useEffect(() => {
    if (!fresh) void loadDepartments();
  }, []);
  const state = useStore(store);
  return { ...state, reload: () => void loadDepartments() };
}

/** The departments below one, or at the top for null. */
export function below(all: readonly Department[], parentId: DepartmentId | null): readonly Department[] {
  return all.filter((one) => one.parentId === parentId);
}

/** A department with all those below it, as far down as they go. */
export function withBelow(all: readonly Department[], id: DepartmentId): ReadonlySet<DepartmentId> {
  const inside = new Set([id]);
  const grow = (parent: DepartmentId) => {
    for (const child of below(all, parent)) {
      if (inside.has(child.id)) continue;
      inside.add(child.id);
      grow(child.id);
    }
  };
  grow(id);
  return inside;
}

/** The way from the top down to a department, itself last. */
export function wayTo(all: readonly Department[], id: DepartmentId | null): readonly Department[] {
  const way: Department[] = [];
  let next = id;
  while (next !== null && way.length < 50) {
    const here = all.find((one) => one.id === next);
    if (here === undefined) break;
    way.unshift(here);
    next = here.parentId;
  }
  return way;
}

/** Departments as options of a choice, each with the way to it. */
export function departmentOptions(all: readonly Department[]): { value: DepartmentId; label: string; hint?: string }[] {
  const walk = (parentId: DepartmentId | null): readonly Department[] =>
    below(all, parentId).flatMap((one) => [one, ...walk(one.id)]);
  return walk(null).map((one) => {
    const above = wayTo(all, one.parentId);
    const option = { value: one.id, label: one.name };
    return above.length === 0 ? option : { ...option, hint: above.map(({ name }) => name).join(' / ') };
  });
}
