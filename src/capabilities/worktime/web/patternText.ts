import { DAY_MINUTES, type Hours } from '../model/plan.ts';
import type { Pattern } from '../model/contract.ts';
import type { Language, Words } from '#platform/web/words.ts';
import type { Day } from '#platform/model/zone.ts';
import { hoursText } from './clockText.ts';
import { dayText, weekdayName } from './days.ts';
import type { words } from './words.ts';

interface Run {
  readonly first: number;
  last: number;
  readonly hours: Hours;
}

function runsOf(days: readonly Hours[]): Run[] {
  const runs: Run[] = [];
  for (const [index, hours] of days.entries()) {
    const before = runs.at(-1);
    if (before !== undefined && same(before.hours, hours)) before.last = index;
    else runs.push({ first: index, last: index, hours });
  }
  return runs;
}

/** The same hours of a day? */
export function same(a: Hours, b: Hours): boolean {
  return a.length === b.length && a.every((span, at) => span.from === b[at]?.from && span.until === b[at]?.until);
}

/** The hours of a schedule in words: `Mon–Fri 09:00–18:00`, or the turns of a rotation. */
export function patternText(pattern: Pattern, today: Day, t: Words<typeof words>, language: Language): string {
  const between = language === 'zh' ? '；' : '; ';
  if (pattern.kind === 'weekly') {
    return runsOf(pattern.days)
      .filter(({ hours }) => hours.length > 0)
      .map(({ first, last, hours }) => {
        const [from, until] = [weekdayName(first + 1, language), weekdayName(last + 1, language)];
        const days = first === last ? from : language === 'zh' ? `${from}至${until}` : `${from}–${until}`;
        return `${days} ${hoursText(hours, language)}`;
      })
      .join(between);
  }
  const turns = runsOf(pattern.days).map(({ first, last, hours }) =>
    t.times(last - first + 1, hours.length === 0 ? t.rest : hoursText(hours, language)),
  );
  return `${t.rotationOf(pattern.days.length, dayText(pattern.startsOn, today, language))}${language === 'zh' ? '：' : ': '}${turns.join(language === 'zh' ? '、' : ', ')}`;
}

/** The hours of every day of a pattern put over each other: the shape of a day of it. */
export function busiestOf({ days }: Pattern): [number, number][] {
  const busiest = days.find((hours) => hours.length > 0) ?? [];
  const spans = busiest.flatMap(({ from, until }) =>
    until <= DAY_MINUTES
      ? [{ from, until }]
      : [
          { from: 0, until: until - DAY_MINUTES },
          { from, until: DAY_MINUTES },
        ],
  );
  return spans.sort((a, b) => a.from - b.from).map(({ from, until }) => [from, until]);
}
