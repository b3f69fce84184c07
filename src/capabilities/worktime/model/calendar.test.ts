import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { DAY_MS, dayOfText, type Day, instantOn, localOf, textOfDay, weekdayOf } from '#platform/model/zone.ts';
import { type Calendar, HORIZON_DAYS, isWorking, nextStart, timeFacts, whyAt, workDayAfter } from './calendar.ts';
import { type Holiday, type Hours, type Plan, STANDARD_DAYS } from './plan.ts';
import type { Span } from './spans.ts';

const at = (text: string) => new Date(text);
const day = (text: string): Day => dayOfText(text) ?? Number.NaN;

const standard: Plan = { from: 0, days: STANDARD_DAYS, startsOn: null, holidays: new Map() };

function calendar(timeZone: string, change: Partial<Calendar> = {}): Calendar {
  const nothing = { planned: new Map(), leave: [], added: [], stopped: [], duty: [], focus: [] };
  return { timeZone, plans: [standard], ...nothing, ...change };
}

const span = (from: string, until: string): Span => ({ from: at(from).getTime(), until: at(until).getTime() });

describe('R1 the standard hours, in everybody’s own time zone', () => {
  test.each([
    ['Asia/Shanghai', '2026-11-23T00:59:59Z', false],
    ['Asia/Shanghai', '2026-11-23T01:00:00Z', true],
    ['Asia/Shanghai', '2026-11-23T09:59:59Z', true],
    ['Asia/Shanghai', '2026-11-23T10:00:00Z', false],
    ['Asia/Shanghai', '2026-11-22T03:00:00Z', false],
    ['Europe/Lisbon', '2026-11-23T09:00:00Z', true],
    ['America/New_York', '2026-11-23T13:59:59Z', false],
    ['Asia/Kolkata', '2026-11-23T03:30:00Z', true],
  ])('%s at %s: %s', (zone, moment, works) => {
    expect(isWorking(calendar(zone), at(moment))).toBe(works);
  });

  test.each([
    ['in the morning, today', 'Asia/Shanghai', '2026-11-23T00:00:00Z', '2026-11-23T01:00:00Z'],
    ['at the very start, the next', 'Asia/Shanghai', '2026-11-23T01:00:00Z', '2026-11-24T01:00:00Z'],
    ['on Friday evening, Monday', 'Asia/Shanghai', '2026-11-27T10:30:00Z', '2026-11-30T01:00:00Z'],
    ['over the end of summer time', 'Europe/Berlin', '2026-10-23T18:00:00Z', '2026-10-26T08:00:00Z'],
    ['over its beginning', 'Europe/Berlin', '2026-03-27T18:00:00Z', '2026-03-30T07:00:00Z'],
    ['west of everybody', 'Pacific/Pago_Pago', '2026-11-23T06:00:00Z', '2026-11-23T20:00:00Z'],
    ['east of everybody', 'Pacific/Kiritimati', '2026-11-22T18:00:00Z', '2026-11-22T19:00:00Z'],
  ])('the next start %s', (_, zone, moment, start) => {
    expect(nextStart(calendar(zone), at(moment)).toISOString()).toBe(at(start).toISOString());
  });

  test('the end is that of this stretch, and outside that of the next', () => {
    expect(timeFacts(calendar('Asia/Shanghai'), at('2026-11-23T02:00:00Z')).worksUntil).toEqual(
      at('2026-11-23T10:00:00Z'),
    );
    expect(timeFacts(calendar('Asia/Shanghai'), at('2026-11-27T10:00:00Z')).worksUntil).toEqual(
      at('2026-11-30T10:00:00Z'),
    );
  });
});

describe('O11 a number of working days: whole ones, in everybody’s own time zone', () => {
  test.each([
    ['on a working morning, the next day', 'Asia/Shanghai', '2026-11-23T02:24:00Z', 1, '2026-11-24T01:00:00Z'],
    ['before the day begins, that day', 'Asia/Shanghai', '2026-11-23T00:59:59Z', 1, '2026-11-23T01:00:00Z'],
    ['at the very start, the next', 'Asia/Shanghai', '2026-11-23T01:00:00Z', 1, '2026-11-24T01:00:00Z'],
    ['just before the evening, the next', 'Asia/Shanghai', '2026-11-23T09:59:00Z', 1, '2026-11-24T01:00:00Z'],
    ['on Friday, over the weekend', 'Asia/Shanghai', '2026-11-27T03:00:00Z', 2, '2026-12-01T01:00:00Z'],
    ['ten of them, two weeks', 'Asia/Shanghai', '2026-11-23T02:24:00Z', 10, '2026-12-07T01:00:00Z'],
    ['over the end of summer time', 'Europe/Berlin', '2026-10-23T10:00:00Z', 1, '2026-10-26T08:00:00Z'],
    ['west of everybody', 'Pacific/Pago_Pago', '2026-11-23T06:00:00Z', 1, '2026-11-23T20:00:00Z'],
  ])('%s', (_, zone, moment, days, start) => {
    const found = workDayAfter(calendar(zone), at(moment), days);
    expect(found.start.toISOString()).toBe(at(start).toISOString());
    expect(found.end.getTime() - found.start.getTime()).toBe(9 * 3_600_000);
  });

  test('a break does not make two days of one', () => {
    const days = STANDARD_DAYS.map((hours) =>
      hours.length === 0
        ? []
        : [
            { from: 540, until: 720 },
            { from: 780, until: 1080 },
          ],
    );
    const found = workDayAfter(
      calendar('Asia/Shanghai', { plans: [{ ...standard, days }] }),
      at('2026-11-23T02:24:00Z'),
      2,
    );
    expect(found).toEqual({ start: at('2026-11-25T01:00:00Z'), end: at('2026-11-25T10:00:00Z') });
  });
});

const NATIONAL_DAY: Holiday = { kind: 'off', zh: '国庆节', en: 'National Day', like: 1 };
const holidays = new Map<Day, Holiday>([
  [day('2026-10-01'), NATIONAL_DAY],
  [day('2026-10-02'), NATIONAL_DAY],
  [day('2026-10-10'), { ...NATIONAL_DAY, kind: 'work' }],
]);

describe('R1 holidays and the days that make up for them', () => {
  const china = calendar('Asia/Shanghai', { plans: [{ ...standard, holidays }] });

  test('a holiday is off, with its name; the Saturday that makes up for it is worked like a Monday', () => {
    expect(isWorking(china, at('2026-10-01T03:00:00Z'))).toBe(false);
    expect(whyAt(china, at('2026-10-01T03:00:00Z'))).toEqual({ is: 'holiday', holiday: NATIONAL_DAY });
    expect(isWorking(china, at('2026-10-10T03:00:00Z'))).toBe(true);
    expect(nextStart(china, at('2026-09-30T10:00:00Z'))).toEqual(at('2026-10-05T01:00:00Z'));
  });

  test('a schedule that goes through holidays knows neither', () => {
    const through = calendar('Asia/Shanghai', { plans: [{ ...standard, holidays: null }] });
    expect(isWorking(through, at('2026-10-01T03:00:00Z'))).toBe(true);
    expect(isWorking(through, at('2026-10-10T03:00:00Z'))).toBe(false);
  });

  test('who works on Tuesdays alone does not work on a Saturday that stands for a Monday', () => {
    const days = STANDARD_DAYS.map((hours, index) => (index === 1 ? hours : []));
    const tuesdays = calendar('Asia/Shanghai', { plans: [{ ...standard, days, holidays }] });
    expect(isWorking(tuesdays, at('2026-10-10T03:00:00Z'))).toBe(false);
  });
});

describe('R1 nights, rotations, and hours that come later', () => {
  const NIGHT: Hours = [{ from: 1_320, until: 1_800 }];
  const rotation: Plan = { from: 0, days: [NIGHT, NIGHT, [], []], startsOn: day('2026-11-23'), holidays: null };

  test('a night shift goes over midnight, and its day off begins after it', () => {
    const nights = calendar('Asia/Shanghai', { plans: [rotation] });
    expect(isWorking(nights, at('2026-11-23T18:00:00Z'))).toBe(true); // 02:00 on the 24th
    expect(isWorking(nights, at('2026-11-24T21:59:59Z'))).toBe(true); // 05:59 on the 25th
    expect(isWorking(nights, at('2026-11-24T22:00:00Z'))).toBe(false);
    expect(nextStart(nights, at('2026-11-24T22:00:00Z'))).toEqual(at('2026-11-27T14:00:00Z'));
    expect(whyAt(nights, at('2026-11-25T15:00:00Z'))).toEqual({ is: 'dayOff' });
  });

  test('a rotation turned back before its first day is the same rotation', () => {
    const nights = calendar('Asia/Shanghai', { plans: [rotation] });
    expect(isWorking(nights, at('2026-11-19T18:00:00Z'))).toBe(true);
    expect(isWorking(nights, at('2026-11-21T18:00:00Z'))).toBe(false);
  });

  test('hours count from their date on, and not before', () => {
    const later = calendar('Asia/Shanghai', {
      plans: [standard, { ...rotation, from: day('2026-12-07'), startsOn: day('2026-12-07') }],
    });
    expect(isWorking(later, at('2026-12-04T03:00:00Z'))).toBe(true);
    expect(isWorking(later, at('2026-12-07T03:00:00Z'))).toBe(false);
    expect(isWorking(later, at('2026-12-07T15:00:00Z'))).toBe(true);
  });

  test('a shift on the night of a change of clocks is an hour longer or shorter', () => {
    const nights = calendar('Europe/Berlin', { plans: [{ ...standard, days: STANDARD_DAYS.map(() => NIGHT) }] });
    const autumn = timeFacts(nights, at('2026-10-24T21:00:00Z'));
    expect([autumn.works, autumn.worksUntil]).toEqual([true, at('2026-10-25T05:00:00Z')]);
    const spring = timeFacts(nights, at('2026-03-28T22:00:00Z'));
    expect([spring.works, spring.worksUntil]).toEqual([true, at('2026-03-29T04:00:00Z')]);
  });
});

describe('R1 R12 leave, and what a member says himself', () => {
  test('on leave nobody works, whatever he said; the next start is after it, also in the middle of a day', () => {
    const leave = [span('2026-11-23T00:00:00Z', '2026-11-25T04:00:00Z')];
    const away = calendar('Asia/Shanghai', { leave, added: [span('2026-11-24T02:00:00Z', '2026-11-24T05:00:00Z')] });
    expect(isWorking(away, at('2026-11-24T03:00:00Z'))).toBe(false);
    expect(timeFacts(away, at('2026-11-24T03:00:00Z'))).toMatchObject({
      onLeave: true,
      nextStart: at('2026-11-25T04:00:00Z'),
    });
    expect(whyAt(away, at('2026-11-24T03:00:00Z'))).toEqual({ is: 'leave' });
  });

  test('leaves that overlap are one', () => {
    const leave = [
      span('2026-11-23T00:00:00Z', '2026-11-24T12:00:00Z'),
      span('2026-11-24T00:00:00Z', '2026-11-26T12:00:00Z'),
    ];
    expect(nextStart(calendar('Asia/Shanghai', { leave }), at('2026-11-23T03:00:00Z'))).toEqual(
      at('2026-11-27T01:00:00Z'),
    );
  });

  test('a leave of months is looked behind', () => {
    const leave = [span('2026-11-23T00:00:00Z', '2027-08-02T00:00:00Z')];
    expect(nextStart(calendar('Asia/Shanghai', { leave }), at('2026-11-23T03:00:00Z'))).toEqual(
      at('2027-08-02T01:00:00Z'),
    );
  });

  test('“I work now” adds, “I stop now” ends, until the next start', () => {
    const evening = at('2026-11-23T12:00:00Z');
    const added = calendar('Asia/Shanghai', { added: [span('2026-11-23T11:30:00Z', '2026-11-23T13:00:00Z')] });
    expect([isWorking(added, evening), whyAt(added, evening)]).toEqual([true, { is: 'added' }]);
    const noon = at('2026-11-23T05:00:00Z');
    const stopped = calendar('Asia/Shanghai', { stopped: [span('2026-11-23T04:00:00Z', '2026-11-23T10:00:00Z')] });
    expect([isWorking(stopped, noon), whyAt(stopped, noon)]).toEqual([false, { is: 'stopped' }]);
    expect(nextStart(stopped, noon)).toEqual(at('2026-11-24T01:00:00Z'));
  });

  test('R11 a focus block is one within working time alone', () => {
    const focus = [
      { weekday: 1, from: 600, until: 720 },
      { weekday: 1, from: 1_140, until: 1_260 },
    ];
    const focused = calendar('Asia/Shanghai', { focus });
    expect(timeFacts(focused, at('2026-11-23T02:00:00Z')).focusUntil).toEqual(at('2026-11-23T04:00:00Z'));
    expect(timeFacts(focused, at('2026-11-23T04:00:00Z')).focusUntil).toBeNull();
    expect(timeFacts(focused, at('2026-11-23T11:30:00Z')).focusUntil).toBeNull();
    expect(timeFacts(focused, at('2026-11-24T02:00:00Z')).focusUntil).toBeNull();
  });

  test('R13 on call while a duty lasts, working or not', () => {
    const duty = [span('2026-11-23T12:00:00Z', '2026-11-24T12:00:00Z')];
    const facts = timeFacts(calendar('Asia/Shanghai', { duty }), at('2026-11-23T20:00:00Z'));
    expect([facts.works, facts.onCall]).toEqual([false, true]);
  });

  test('who has no hours at all is asked about again after the horizon', () => {
    const never = calendar('Asia/Shanghai', { plans: [{ ...standard, days: STANDARD_DAYS.map(() => []) }] });
    const now = at('2026-11-23T02:00:00Z');
    expect(nextStart(never, now)).toEqual(new Date(now.getTime() + HORIZON_DAYS * DAY_MS));
  });
});

describe('R1 against an independent reading of the same calendar', () => {
  const ZONES = [
    'Asia/Shanghai',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'America/Santiago',
    'Asia/Kolkata',
  ];

  /** The wall clock of a library that has nothing in common with ours. Minutes of the day go round as on a clock. */
  function moment(timeZone: string, date: Day, minute: number): number {
    const wall = Temporal.PlainDate.from(textOfDay(date))
      .add({ days: Math.floor(minute / 1_440) })
      .toPlainDateTime({ hour: Math.floor((minute % 1_440) / 60), minute: minute % 60 });
    return wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
  }

  /** Does a member work at this moment? Every rule of the calendar as a sentence about one moment, no interval is cut or joined. */
  function works({ timeZone, plans, planned, leave, added, stopped }: Calendar, ms: number): boolean {
    const inside = (spans: readonly Span[]) => spans.some(({ from, until }) => from <= ms && ms < until);
    if (inside(leave) || inside(stopped)) return false;
    if (inside(added)) return true;
    const today = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate().toString();
    return [day(today) - 2, day(today) - 1, day(today)].some((date) =>
      hoursOf(plans, planned, date).some(
        ({ from, until }) => moment(timeZone, date, from) <= ms && ms < moment(timeZone, date, until),
      ),
    );
  }

  function hoursOf(plans: readonly Plan[], planned: ReadonlyMap<Day, Hours>, date: Day): Hours {
    const own = planned.get(date);
    if (own !== undefined) return own;
    const plan = plans.filter(({ from }) => from <= date).at(-1) ?? plans[0];
    if (plan === undefined) return [];
    const weekday = Temporal.PlainDate.from(textOfDay(date)).dayOfWeek;
    const holiday = plan.holidays?.get(date);
    if (holiday?.kind === 'off') return [];
    const turn =
      plan.startsOn === null
        ? weekday - 1
        : (((date - plan.startsOn) % plan.days.length) + plan.days.length) % plan.days.length;
    const usual = plan.days[turn] ?? [];
    if (holiday?.kind === 'work' && usual.length === 0 && plan.startsOn === null)
      return plan.days[holiday.like - 1] ?? [];
    return usual;
  }

  const minute = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
  const hours: fc.Arbitrary<Hours> = fc
    .tuple(minute, fc.integer({ min: 1, max: 96 }), fc.boolean())
    .map(([from, quarters, isOff]) => (isOff ? [] : [{ from, until: from + quarters * 15 }]));
  // Around the days on which the clocks of these zones change, and others.
  const base = fc
    .constantFrom(
      '2026-03-08',
      '2026-03-28',
      '2026-04-04',
      '2026-09-05',
      '2026-10-03',
      '2026-10-24',
      '2026-10-31',
      '2026-06-15',
    )
    .map(day);
  const anyCalendar = fc
    .record({
      zone: fc.constantFrom(...ZONES),
      first: base,
      week: fc.array(hours, { minLength: 7, maxLength: 7 }),
      turn: fc.array(hours, { minLength: 2, maxLength: 9 }),
      changesAfter: fc.option(fc.integer({ min: -3, max: 6 }), { nil: null }),
      special: fc.array(
        fc.tuple(
          fc.integer({ min: -3, max: 8 }),
          fc.constantFrom('off' as const, 'work' as const),
          fc.integer({ min: 1, max: 7 }),
        ),
        { maxLength: 4 },
      ),
      keepsHolidays: fc.boolean(),
      planned: fc.array(fc.tuple(fc.integer({ min: -2, max: 8 }), hours), { maxLength: 3 }),
      said: fc.array(
        fc.tuple(
          fc.constantFrom('leave' as const, 'added' as const, 'stopped' as const),
          fc.integer({ min: -48, max: 150 }),
          fc.integer({ min: 1, max: 80 }),
        ),
        { maxLength: 5 },
      ),
    })
    .map(({ zone, first, week, turn, changesAfter, special, keepsHolidays, planned, said }) => {
      const days = new Map<Day, Holiday>(
        special.map(([ahead, kind, like]) => [first + ahead, { ...NATIONAL_DAY, kind, like }]),
      );
      const early: Plan = { from: 0, days: week, startsOn: null, holidays: keepsHolidays ? days : null };
      const late: Plan[] =
        changesAfter === null ? [] : [{ from: first + changesAfter, days: turn, startsOn: first - 2, holidays: null }];
      const spans = (kind: string) =>
        said
          .filter(([what]) => what === kind)
          .map(([, from, length]) => ({
            from: first * DAY_MS + from * 3_600_000,
            until: first * DAY_MS + (from + length) * 3_600_000,
          }));
      return {
        first,
        calendar: calendar(zone, {
          plans: [early, ...late],
          planned: new Map(planned.map(([ahead, one]) => [first + ahead, one])),
          leave: spans('leave'),
          added: spans('added'),
          stopped: spans('stopped'),
        }),
      };
    });

  test('isWorking says what every rule says of the single moment', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        fc.array(fc.integer({ min: 0, max: 4 * 96 }), { minLength: 12, maxLength: 12 }),
        (one, quarters) => {
          for (const quarter of quarters) {
            const ms = one.first * DAY_MS + quarter * 900_000;
            expect([ms, isWorking(one.calendar, new Date(ms))]).toEqual([ms, works(one.calendar, ms)]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('nextStart is the first moment after which he works and before which he does not; nothing begins between', () => {
    fc.assert(
      fc.property(anyCalendar, fc.integer({ min: 0, max: 3 * 96 }), (one, quarter) => {
        const now = one.first * DAY_MS + quarter * 900_000;
        const start = nextStart(one.calendar, new Date(now)).getTime();
        const isFar = start >= now + 10 * DAY_MS;
        expect(isFar || (works(one.calendar, start) && !works(one.calendar, start - 1))).toBe(true);
        // Every quarter of an hour until then: he works all along since now, or not at all.
        const quarters: boolean[] = [];
        for (let ms = now; ms < Math.min(start, now + 3 * DAY_MS); ms += 900_000)
          quarters.push(works(one.calendar, ms));
        expect(quarters.slice(quarters.indexOf(false)).includes(true) && quarters.includes(false)).toBe(false);
      }),
      { numRuns: 120 },
    );
  });
});

describe('local time', () => {
  test.each([
    'Asia/Shanghai',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Pacific/Apia',
  ])('%s: there and back, as another library reads it', (zone) => {
    fc.assert(
      fc.property(fc.integer({ min: day('2010-01-01') * 1_440, max: day('2030-01-01') * 1_440 }), (minutes) => {
        const instant = new Date(minutes * 60_000);
        const read = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
        const local = localOf(zone, instant);
        expect(textOfDay(local.day)).toBe(read.toPlainDate().toString());
        expect(local.minute).toBe(read.hour * 60 + read.minute);
        expect(weekdayOf(local.day)).toBe(read.dayOfWeek);
        const [date, minute] = [Math.floor(minutes / 1_440), minutes % 1_440];
        const wall = Temporal.PlainDate.from(textOfDay(date)).toPlainDateTime({
          hour: Math.floor(minute / 60),
          minute: minute % 60,
        });
        expect(instantOn(zone, date, minute).getTime()).toBe(wall.toZonedDateTime(zone).epochMilliseconds);
      }),
      { numRuns: 500 },
    );
  });

  test('a text that is no date is none', () => {
    expect(['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', 'x'].map(dayOfText)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

test('R1 asking a calendar costs little: the gate has 50 µs for its decision', () => {
  const focused = calendar('Europe/Berlin', { focus: [{ weekday: 1, from: 600, until: 720 }] });
  const times: number[] = [];
  for (let turn = 0; turn < 4_000; turn += 1) {
    const now = new Date(Date.UTC(2026, 9, 20) + turn * 613_000);
    const began = performance.now();
    timeFacts(focused, now);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)] ?? 0;
  console.log(
    `a calendar: ${(median * 1_000).toFixed(1)} µs (p50), ${((times[Math.floor(times.length * 0.99)] ?? 0) * 1_000).toFixed(1)} µs (p99)`,
  );
  expect(median).toBeLessThan(0.05);
});
