import type { OutputOf } from '#platform/model/contract.ts';
import { DAY_MS, localOf } from '#platform/model/zone.ts';
import type { useFormat } from '#platform/web/useFormat.ts';
import type { Language, Words } from '#platform/web/words.ts';
import type { worktimeCalls } from '../model/contract.ts';
import { dayText } from './days.ts';
import type { words } from './words.ts';

export type Mine = OutputOf<typeof worktimeCalls.mine>;
/** What the sentence is made from. */
export type NowFacts = Pick<Mine, 'works' | 'why' | 'holiday' | 'until' | 'timeZone' | 'today' | 'leave'>;

interface Said {
  /** What is now, and why. */
  readonly now: string;
  /** What comes, where that is not said yet. */
  readonly next: string | null;
}

/** Beyond this the server only says when to ask again. */
const FAR_DAYS = 390;

/** What is now and why, in a calm sentence, and when work begins again. */
export function sentenceOf(
  facts: NowFacts,
  now: Date,
  t: Words<typeof words>,
  format: Pick<ReturnType<typeof useFormat>, 'whenExactly'>,
  language: Language,
): Said {
  const { works, why, until, timeZone } = facts;
  const when = format.whenExactly(until, now, timeZone);
  if (works) return { now: why === 'added' ? t.addedUntil(when) : t.worksUntil(when), next: null };
  const far = until.getTime() - now.getTime() > FAR_DAYS * DAY_MS;
  return { now: offSentence(facts, now, t, format, language), next: far ? t.noneAhead : t.beginsAgain(when) };
}

function offSentence(
  { why, holiday, leave, timeZone, today }: NowFacts,
  now: Date,
  t: Words<typeof words>,
  format: Pick<ReturnType<typeof useFormat>, 'whenExactly'>,
  language: Language,
): string {
  if (why === 'leave') {
    const current = leave.find(({ startsAt, endsAt }) => startsAt <= now && now < endsAt);
    if (current === undefined) return t.leave;
    const { day, minute } = localOf(timeZone, current.endsAt);
    // What ends with a day is said by that day.
    if (minute < 1) return t.onLeaveUntil(dayText(day - 1, today, language));
    return t.onLeaveUntilTime(format.whenExactly(current.endsAt, now, timeZone));
  }
  if (why === 'holiday') return t.offHoliday(holiday?.[language] ?? t.holiday);
  if (why === 'stopped') return t.offStopped;
  if (why === 'dayOff') return t.offDay;
  return why === 'restPlanned' ? t.offPlanned : t.offOutside;
}
