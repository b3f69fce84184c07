import { describe, expect, test } from 'vitest';
import { DAY_MS, type Day, dayOfText } from '#platform/model/zone.ts';
import type { Calendar } from './calendar.ts';
import { canLayHours, laidHours } from './flexible.ts';
import { canFocus } from './focus.ts';
import { canEndLeave } from './leaving.ts';
import { type Holiday, type Hours, type Plan, STANDARD_DAYS } from './plan.ts';
import { restBrokenBy, restFaults } from './resting.ts';
import { hours, type Pattern, pattern } from './shapes.ts';
import { lengthOf, united, without } from './spans.ts';
import { firstWidened, widens, widensDay } from './widening.ts';

const day = (text: string): Day => dayOfText(text) ?? Number.NaN;
type Week = { from: number; until: number }[][];
const week = (hoursOf: (weekday: number) => Hours): Week =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => [...hoursOf(weekday)]);
const on = (from: number, until: number): Hours => [{ from: from * 60, until: until * 60 }];
const plan = (days: readonly Hours[], change: Partial<Plan> = {}): Pick<Calendar, 'plans' | 'planned'> => ({
  plans: [{ from: 0, days, startsOn: null, holidays: new Map(), ...change }],
  planned: new Map(),
});

describe('R1 more hours need 14 days of notice', () => {
  const from = day('2026-11-26');

  test.each<[string, Hours[], boolean]>([
    ['the same', week((one) => (one <= 5 ? on(9, 18) : [])), false],
    ['shorter', week((one) => (one <= 5 ? on(10, 17) : [])), false],
    ['a day less', week((one) => (one <= 4 ? on(9, 18) : [])), false],
    ['a quarter of an hour more', week((one) => (one <= 5 ? [{ from: 540, until: 1_095 }] : [])), true],
    ['later, though not longer', week((one) => (one <= 5 ? on(10, 19) : [])), true],
    ['a Saturday for a Monday', week((one) => (one >= 2 && one <= 6 ? on(9, 18) : [])), true],
    ['nights', week((one) => (one <= 5 ? [{ from: 1_320, until: 1_800 }] : [])), true],
  ])('%s than Monday to Friday 9 to 18: %s', (_, days, more) => {
    expect(widens(plan(STANDARD_DAYS), plan(days), from)).toBe(more);
  });

  test('a rotation that never leaves the hours is none, one that turns into a Saturday is', () => {
    const seven = week((one) => (one <= 5 ? on(9, 18) : []));
    const monday = day('2026-11-23');
    expect(widens(plan(STANDARD_DAYS), plan(seven, { startsOn: monday }), from)).toBe(false);
    expect(widens(plan(STANDARD_DAYS), plan(seven, { startsOn: monday + 1 }), from)).toBe(true);
  });

  test('going through holidays is more, and so is another country with fewer of them', () => {
    const holiday: Holiday = { kind: 'off', zh: '元旦', en: 'New Year', like: 1 };
    const free = plan(STANDARD_DAYS, { holidays: new Map([[day('2027-01-01'), holiday]]) });
    expect(widens(free, plan(STANDARD_DAYS, { holidays: null }), from)).toBe(true);
    expect(widens(plan(STANDARD_DAYS), free, from)).toBe(false);
  });

  test('the day on which it is told is none of the fourteen', () => {
    expect(firstWidened(from)).toBe(day('2026-12-11'));
  });

  test('of a single day: longer or elsewhere is more', () => {
    expect(widensDay(on(9, 18), on(9, 17))).toBe(false);
    expect(widensDay(on(9, 18), [])).toBe(false);
    expect(widensDay(on(9, 18), on(9, 19))).toBe(true);
    expect(widensDay([], on(9, 10))).toBe(true);
  });
});

describe('R25 rest of 11 hours a day and 24 a week', () => {
  test.each<[string, Hours[], string[]]>([
    ['office hours', week((one) => (one <= 5 ? on(9, 18) : [])), []],
    ['with a break', week((one) => (one <= 5 ? [...on(9, 12), ...on(13, 18)] : [])), []],
    ['nights, five of seven', week((one) => (one <= 5 ? [{ from: 1_320, until: 1_800 }] : [])), []],
    ['thirteen hours, eleven of rest', week((one) => (one <= 5 ? on(8, 21) : [])), []],
    ['a quarter more', week((one) => (one <= 5 ? [{ from: 480, until: 1_275 }] : [])), ['daily']],
    ['seven days of eight hours', week(() => on(9, 17)), ['weekly']],
    ['996 keeps a Sunday', week((one) => (one <= 6 ? on(9, 21) : [])), []],
    ['late, then early', [on(14, 22), on(6, 14), [], []], ['daily']],
    ['always', week(() => on(0, 24)), ['daily', 'weekly']],
    ['24 on, 72 off', [on(8, 32), [], [], []], ['daily']],
  ])('%s', (_, days, faults) => {
    expect(restFaults(days)).toEqual(faults);
  });
});

describe('R25 work at a moment that was rest', () => {
  const none = { leave: [], added: [], stopped: [], duty: [], focus: [] };
  const weekly = (days: Hours[]): Calendar => {
    const plans = plan(days, { from: Number.NEGATIVE_INFINITY }).plans;
    return { ...none, timeZone: 'Asia/Shanghai', plans, planned: new Map() };
  };
  const office = weekly(week((one) => (one <= 5 ? on(9, 18) : [])));
  /** A quarter of an hour from a clock of Suzhou on. */
  const quarter = (at: string) => ({ from: Date.parse(`${at}+08:00`), until: Date.parse(`${at}+08:00`) + 900_000 });

  test.each<[string, Calendar, string, string[]]>([
    ['ten in the evening', office, '2026-11-23T22:00', ['daily']],
    ['so that eleven hours follow', office, '2026-11-23T21:45', []],
    ['a minute later', office, '2026-11-23T21:46', ['daily']],
    ['so that eleven hours went before', office, '2026-11-24T05:00', []],
    ['a minute earlier', office, '2026-11-24T04:59', ['daily']],
    ['on a Sunday with a day before it and none after', office, '2026-11-22T12:00', []],
    ['the one free day of a week', weekly(week((one) => (one === 7 ? [] : on(9, 18)))), '2026-11-22T12:00', ['weekly']],
    ['its early hours leave a day', weekly(week((one) => (one === 7 ? [] : on(9, 18)))), '2026-11-22T08:45', []],
    ['rest that is too short already is not broken', weekly(week(() => on(8, 22))), '2026-11-23T23:00', []],
  ])('%s', (_, calendar, at, broken) => {
    expect(restBrokenBy(calendar, quarter(at))).toEqual(broken);
  });
});

describe('flexible hours', () => {
  const band: Extract<Pattern, { kind: 'weekly' }> = {
    kind: 'weekly',
    days: week((one) => (one <= 5 ? on(9, 17) : [])),
    band: { from: 420, until: 1_200 },
    keepsHolidays: true,
  };

  test('within the band, as many minutes a week', () => {
    expect(
      canLayHours(
        band,
        week((one) => (one <= 4 ? on(7, 17) : [])),
      ),
    ).toBeNull();
    expect(
      canLayHours(
        band,
        week((one) => (one <= 5 ? on(8, 17) : [])),
      ),
    ).toMatchObject({ code: 'worktime.minutesDiffer', facts: { wanted: 2_400, laid: 2_700 } });
    expect(
      canLayHours(
        band,
        week((one) => (one <= 5 ? on(13, 21) : [])),
      )?.code,
    ).toBe('worktime.outsideBand');
    expect(canLayHours({ ...band, band: null }, band.days)?.code).toBe('worktime.notFlexible');
  });

  test('hours that do not fit any longer give way to those of the schedule', () => {
    const early = week((one) => (one <= 5 ? on(7, 15) : []));
    expect(laidHours(band, early)).toBe(early);
    expect(laidHours({ ...band, band: { from: 480, until: 1_200 } }, early)).toBeNull();
  });
});

describe('R11 focus blocks', () => {
  const block = (weekday: number, from: number, until: number) => ({ weekday, from: from * 60, until: until * 60 });

  test('are 90 minutes at least, 20 hours a week at most, and do not meet', () => {
    expect(canFocus([block(1, 9, 10.5)])).toBeNull();
    expect(canFocus([{ weekday: 1, from: 540, until: 629 }])?.code).toBe('worktime.focusShort');
    expect(canFocus([1, 2, 3, 4].map((one) => block(one, 9, 14)))).toBeNull();
    expect(canFocus([...[1, 2, 3, 4].map((one) => block(one, 9, 14)), block(5, 9, 11)])?.code).toBe(
      'worktime.focusMuch',
    );
    expect(canFocus([block(1, 9, 11), block(1, 10, 12)])?.code).toBe('worktime.focusOverlaps');
    expect(canFocus([block(1, 9, 11), block(1, 11, 13), block(2, 9, 11)])).toBeNull();
  });
});

describe('R12 approved leave stands', () => {
  const now = new Date('2026-11-26T02:00:00Z');
  const ahead = (days: number) => new Date(now.getTime() + days * DAY_MS);
  const facts = { now, startsAt: ahead(3), enteredAt: ahead(-30), isOwn: false };

  test('others end it 14 days before, or as a slip of the same day; its member always', () => {
    expect(canEndLeave(facts)).toBe(false);
    expect(canEndLeave({ ...facts, startsAt: ahead(14) })).toBe(true);
    expect(canEndLeave({ ...facts, startsAt: ahead(13.9) })).toBe(false);
    expect(canEndLeave({ ...facts, enteredAt: ahead(-0.9) })).toBe(true);
    expect(canEndLeave({ ...facts, enteredAt: ahead(-1) })).toBe(false);
    expect(canEndLeave({ ...facts, isOwn: true, startsAt: ahead(-2) })).toBe(true);
  });
});

describe('hours as they are written down', () => {
  test.each([
    [[{ from: 540, until: 1_080 }], true],
    [[{ from: 1_320, until: 1_800 }], true],
    [[], true],
    [[{ from: 540, until: 540 }], false],
    [[{ from: 600, until: 540 }], false],
    [[{ from: 1_440, until: 1_500 }], false],
    [[{ from: 0, until: 1_441 }], false],
    [
      [
        { from: 540, until: 720 },
        { from: 720, until: 780 },
      ],
      false,
    ],
    [
      [
        { from: 780, until: 1_080 },
        { from: 540, until: 720 },
      ],
      false,
    ],
    [
      [
        { from: 540, until: 720 },
        { from: 700, until: 1_080 },
      ],
      false,
    ],
    [[{ from: -1, until: 720 }], false],
    [[{ from: 0.5, until: 720 }], false],
    [[{ from: 540, until: 1e9 }], false],
    [Array.from({ length: 7 }, (_, n) => ({ from: n * 100, until: n * 100 + 50 })), false],
  ])('%j: %s', (spans, is) => {
    expect(hours.safeParse(spans).success).toBe(is);
  });

  test('a week has seven days, a rotation two to 56 and a first day', () => {
    const days = (count: number) => Array.from({ length: count }, () => [{ from: 540, until: 1_080 }]);
    const weekly = { kind: 'weekly', band: null, keepsHolidays: true };
    expect([6, 7, 8].map((count) => pattern.safeParse({ ...weekly, days: days(count) }).success)).toEqual([
      false,
      true,
      false,
    ]);
    const rotation = { kind: 'rotation', startsOn: '2026-11-23', keepsHolidays: false };
    expect([1, 2, 56, 57].map((count) => pattern.safeParse({ ...rotation, days: days(count) }).success)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(pattern.safeParse({ ...rotation, days: days(4), startsOn: '2026-02-30' }).success).toBe(false);
  });
});

test('spans are joined and cut', () => {
  const spans = [
    { from: 5, until: 9 },
    { from: 1, until: 3 },
    { from: 3, until: 5 },
    { from: 20, until: 20 },
    { from: 30, until: 40 },
  ];
  expect(united(spans)).toEqual([
    { from: 1, until: 9 },
    { from: 30, until: 40 },
  ]);
  expect(
    without(spans, [
      { from: 2, until: 4 },
      { from: 8, until: 35 },
    ]),
  ).toEqual([
    { from: 1, until: 2 },
    { from: 4, until: 8 },
    { from: 35, until: 40 },
  ]);
  expect(lengthOf(united(spans))).toBe(18);
});
