import { when } from '#platform/model/format.ts';
import { useLanguage, useWords } from '#platform/web/words.ts';
import type { ExportLine } from '../model/contract.ts';
import { words } from './words.ts';

type Scope = Pick<ExportLine, 'kind' | 'allGroups' | 'groups' | 'directs' | 'from' | 'until'>;

/** A scope means days: never a weekday or a clock. */
function useDay(): (date: Date) => string {
  const language = useLanguage();
  // Far enough from any week around it, and in the year of today.
  const far = (date: Date) => new Date(new Date().getFullYear(), date.getMonth() < 6 ? 11 : 0, 15);
  const noon = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate(), 12);
  return (date) => when(noon(date), far(date), language);
}

/** How much of the company is meant, as a sentence: `3 groups and 1 direct conversation, from 1 Nov`. */
export function useScopeText(): (scope: Scope) => string {
  const t = useWords(words);
  const day = useDay();
  return ({ kind, allGroups, groups, directs, from, until }) => {
    const what = [
      ...(allGroups ? [t.allGroups] : groups > 0 ? [t.groupsCount(groups)] : []),
      ...(directs > 0 ? [t.directsCount(directs)] : []),
    ].join(t.and);
    // A hold means conversations as they are, whatever their time.
    if (kind === 'hold') return what;
    // The moment after the last day is kept; its last day is said.
    const last = until === null ? null : day(new Date(until.getTime() - 1));
    const times = [...(from === null ? [] : [t.fromDay(day(from))]), ...(last === null ? [] : [t.untilDay(last)])];
    return [what, ...(times.length === 0 ? [t.allTimes] : times)].join(t.comma);
  };
}
