import { useEffect } from 'react';
import type { OutputOf } from '#platform/model/contract.ts';
import type { MemberId } from '#platform/model/ids.ts';
import type { Day } from '#platform/model/zone.ts';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { ROSTER_MEMBERS_MAX, type worktimeCalls } from '../../model/contract.ts';
import { worktime } from '../api.ts';
import { useSettingsChanges } from '../changes.ts';

export const DAYS_SHOWN = 14;

export type RosterRow = OutputOf<typeof worktimeCalls.roster>[number];
export type RosterDay = RosterRow['days'][number];

/** A day of a member that was chosen to be planned. */
export interface Chosen {
  readonly memberId: MemberId;
  readonly name: string;
  readonly day: RosterDay;
}

/** The days of these members from a date on, as many as are shown. */
export function useRoster(ids: readonly MemberId[], from: Day) {
  const { value, error, reload } = useAnswer(
    ids.length === 0 ? null : `worktime.roster ${from} ${ids.join()}`,
    async (signal) => {
      const parts = Array.from({ length: Math.ceil(ids.length / ROSTER_MEMBERS_MAX) }, (_, at) =>
        ids.slice(at * ROSTER_MEMBERS_MAX, (at + 1) * ROSTER_MEMBERS_MAX),
      );
      const rows = await Promise.all(
        parts.map((memberIds) => worktime.roster({ memberIds, from, days: DAYS_SHOWN }, { signal })),
      );
      return new Map(rows.flat().map((row) => [row.memberId, row]));
    },
  );
  useSettingsChanges(reload);
  // Who comes back to the screen sees what was answered meanwhile.
  useEffect(() => {
    const onVisible = () => document.visibilityState === 'visible' && reload();
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, [reload]);
  return { rows: value, error, reload };
}
