import { makeChanges } from '#platform/web/changes.ts';
import type { OpenCompany } from '#platform/web/company.ts';
import { worktimeEvent } from '../model/contract.ts';

/** Of the own hours, or those of others. */
const ownHours = makeChanges();
/** Of sites, schedules, holidays, leave, duties or anybody's hours. */
const settings = makeChanges();

/** Opens working time in a company: what is told of it makes the screens ask anew. */
export function openWorktime(company: OpenCompany): () => void {
  const stops = [
    company.listen('worktime', worktimeEvent, (event) => {
      settings.note();
      if (event.type === 'worktime.hoursChanged') ownHours.note();
    }),
    company.onFresh(() => {
      settings.note();
      ownHours.note();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Asks again when the own hours may be others. */
export const useOwnHoursChanges = ownHours.use;

/** Asks again when anything of the company's hours may be another. */
export const useSettingsChanges = settings.use;
