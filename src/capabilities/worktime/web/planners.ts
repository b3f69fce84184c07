import { peopleKeepers } from '#directory/model/contract.ts';
import { useDepartments } from '#directory/web/index.ts';
import type { DepartmentId } from '#platform/model/ids.ts';
import { useCurrentCompany } from '#platform/web/session.ts';

/** The departments whose roster the reader may see: null is all of them, for who keeps the list of people. */
export function usePlannedDepartments(): readonly DepartmentId[] | null {
  const { all } = useDepartments();
  const company = useCurrentCompany();
  if ((peopleKeepers as readonly string[]).includes(company?.role ?? '')) return null;
  return (all ?? [])
    .filter(({ managerIds }) => (managerIds as readonly string[]).includes(company?.memberId ?? ''))
    .map(({ id }) => id);
}

/** Is there anybody whose days the reader may plan? */
export function useMayPlan(): boolean {
  const mine = usePlannedDepartments();
  return mine === null || mine.length > 0;
}
