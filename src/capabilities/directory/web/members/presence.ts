import type { MemberId } from '#platform/model/ids.ts';
import type { Presence } from '#platform/web/ui/Avatar.tsx';

/** A hook: what others may know of a member now; null where nobody knows. */
type UsePresence = (id: MemberId) => Presence | null;

let known: UsePresence = () => null;

/** The storey above that knows of working time says what pictures show of it. To be called while modules load. */
export function registerPresence(use: UsePresence): void {
  known = use;
}

export const usePresence: UsePresence = (id) => known(id);
