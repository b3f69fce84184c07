import type { OutputOf } from '#platform/model/contract.ts';
import type { worktimeCalls } from '../../model/contract.ts';

/** Sites and schedules of the company, and what is missing. */
export type Settings = OutputOf<typeof worktimeCalls.settings>;

/** What each part of the administration of working time is given. */
export interface PartProps {
  readonly settings: Settings;
  readonly onChanged: () => void;
}
