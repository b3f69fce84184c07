import { expect, test } from 'vitest';
import { whenExactly } from '#platform/model/format.ts';
import { dayOfText } from '#platform/model/zone.ts';
import { wordsIn } from '#platform/web/words.ts';
import type { Pattern } from '../model/contract.ts';
import { type Hours, STANDARD_DAYS } from '../model/plan.ts';
import { draftOf, patternOf } from './admin/draft.ts';
import { barsOn } from './bars.ts';
import { hoursShort, hoursText, lengthText, minuteTyped } from './clockText.ts';
import { leaveText } from './leaveText.ts';
import { patternText } from './patternText.ts';
import { type NowFacts, sentenceOf } from './sentence.ts';
import { areHours, withBreak, withOneMore } from './stretches.ts';
import { words } from './words.ts';

const ZONE = 'Asia/Shanghai';
const now = new Date('2026-11-26T06:00:00Z'); // Thursday 14:00 in Shanghai
const day = (text: string) => dayOfText(text) ?? Number.NaN;
const today = day('2026-11-26');
const zh = wordsIn(words, 'zh');
const en = wordsIn(words, 'en');

function say(facts: Partial<NowFacts>) {
  const all: NowFacts = {
    ...{ works: false, why: 'outside', holiday: null, until: new Date('2026-11-27T01:00:00Z'), leave: [] },
    ...{ timeZone: ZONE, today },
    ...facts,
  };
  const format = (language: 'zh' | 'en') => ({
    whenExactly: (at: Date, from = now, zone?: string) => whenExactly(at, from, language, zone),
  });
  return [sentenceOf(all, now, zh, format('zh'), 'zh'), sentenceOf(all, now, en, format('en'), 'en')].map(
    ({ now: first, next }) => (next === null ? first : `${first} ${next}`),
  );
}

test('R1 the sentence says what is now, why, and when it changes', () => {
  const until = new Date('2026-11-26T10:00:00Z');
  expect(say({ works: true, why: 'planned', until })).toEqual(['你工作到 18:00。', 'You work until 18:00.']);
  expect(say({ works: true, why: 'added', until })[1]).toBe('You said that you work until 18:00.');
  expect(say({ why: 'holiday', holiday: { zh: '国庆节', en: 'National Day' } })).toEqual([
    '休息中：国庆节。 周五 09:00 开始工作。',
    'Off: National Day. Work begins again Fri 09:00.',
  ]);
  expect(say({ why: 'stopped' })[1]).toBe('You stopped for today. Work begins again Fri 09:00.');
  expect(say({ why: 'dayOff', until: new Date('2027-12-31T00:00:00Z') })[1]).toBe(
    'Off: no work today. No working time is planned for the next year.',
  );
});

test('R12 leave is said by its last day, or by the clock where it ends within one', () => {
  const leave = (startsAt: string, endsAt: string) =>
    ({
      id: '',
      memberId: '',
      kind: 'annual',
      standInId: null,
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
    }) as never;
  const whole = leave('2026-11-25T16:00:00Z', '2026-12-02T16:00:00Z');
  const part = leave('2026-11-26T01:00:00Z', '2026-11-26T07:30:00Z');
  expect(say({ why: 'leave', leave: [whole] })[1]).toMatch(/^On leave until the end of 2 Dec\./);
  expect(say({ why: 'leave', leave: [part] })[1]).toMatch(/^On leave until 15:30\./);
  const text = (one: { startsAt: Date; endsAt: Date }) => leaveText(one, ZONE, now, en.fromTo, 'en');
  expect([text(whole), text(part)]).toEqual(['26 Nov to 2 Dec', '26 Nov 09:00 to 26 Nov 15:30']);
  expect(text(leave('2026-11-26T16:00:00Z', '2026-11-27T16:00:00Z'))).toBe('27 Nov');
});

test('R1 a night lies on both of its dates, and what is added once', () => {
  const stretch = (start: string, end: string) => ({ start: new Date(start), end: new Date(end) });
  const night = { working: [stretch('2026-11-26T14:00:00Z', '2026-11-26T22:00:00Z')] }; // 22:00–06:00
  const added = { working: [stretch('2026-11-26T21:00:00Z', '2026-11-27T00:00:00Z')] };
  expect(barsOn([night], today, ZONE)).toEqual([[1_320, 1_440]]);
  expect(barsOn([night, added], today + 1, ZONE)).toEqual([[0, 480]]);
  expect(barsOn([night], today + 2, ZONE)).toEqual([]);
});

test('hours are written by the 24-hour clock, and read as people type', () => {
  const night: Hours = [{ from: 1_320, until: 1_800 }];
  expect([hoursText(night, 'zh'), hoursText(night, 'en')]).toEqual(['22:00–次日 06:00', '22:00–06:00 (+1)']);
  expect(hoursText([{ from: 840, until: 1_440 }], 'en')).toBe('14:00–24:00');
  expect(hoursShort([{ from: 510, until: 1_440 }, ...night])).toEqual(['8:30–24', '22–6']);
  expect([lengthText(STANDARD_DAYS, 'zh'), lengthText([[{ from: 0, until: 90 }]], 'en')]).toEqual([
    '45 小时',
    '1 h 30',
  ]);
  expect(['9', '930', '9：05', '24:00', '24:01', '9:60', 'x', ''].map(minuteTyped)).toEqual([
    540,
    570,
    545,
    0,
    null,
    null,
    null,
    null,
  ]);
});

test('a break is an hour, at noon where noon is well inside', () => {
  expect(withBreak([{ from: 540, until: 1_080 }])).toEqual([
    { from: 540, until: 720 },
    { from: 780, until: 1_080 },
  ]);
  expect(withBreak([{ from: 1_320, until: 1_800 }])?.[0]).toEqual({ from: 1_320, until: 1_530 });
  expect(withBreak([{ from: 540, until: 719 }])).toBeNull();
  expect(withOneMore([{ from: 540, until: 720 }], { from: 0, until: 1 })?.[1]).toEqual({ from: 780, until: 1_020 });
  expect(withOneMore([{ from: 540, until: 1_400 }], { from: 0, until: 1 })).toBeNull();
  expect([areHours([{ from: 1, until: 2 }]), areHours([{ from: 2, until: 1 }])]).toEqual([true, false]);
});

test('a schedule is said by its equal days, a rotation by its turns', () => {
  const week: Pattern = { kind: 'weekly', days: STANDARD_DAYS.map((one) => [...one]), band: null, keepsHolidays: true };
  expect([patternText(week, today, zh, 'zh'), patternText(week, today, en, 'en')]).toEqual([
    '周一至周五 09:00–18:00',
    'Mon–Fri 09:00–18:00',
  ]);
  const turn: Pattern = {
    kind: 'rotation',
    days: [[{ from: 1_320, until: 1_800 }], [{ from: 1_320, until: 1_800 }], []],
    startsOn: today,
    keepsHolidays: false,
  };
  expect(patternText(turn, today, en, 'en')).toBe('3 days in turn, from 26 Nov: 2 × 22:00–06:00 (+1), 1 × Rest');
});

test('the form of a schedule gives back what it was made from, and nothing where it is wrong', () => {
  const week: Pattern = {
    ...{ kind: 'weekly', days: STANDARD_DAYS.map((one) => [...one]), keepsHolidays: false },
    band: { from: 420, until: 1_200 },
  };
  const schedule = { id: '' as never, name: 'Office', pattern: week, next: null, reason: null, members: 1 };
  expect(patternOf(draftOf(schedule, today))).toEqual(week);
  const next = { from: today + 15, pattern: { ...week, band: null } };
  expect(patternOf(draftOf({ ...schedule, next }, today))).toEqual(next.pattern);
  const draft = draftOf(null, today);
  expect(patternOf({ ...draft, week: [[{ from: 600, until: 540 }], ...draft.week.slice(1)] })).toBeNull();
  expect(patternOf({ ...draft, kind: 'rotation', startsOn: null })).toBeNull();
});
