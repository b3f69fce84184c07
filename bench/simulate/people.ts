import { DAY_MS, type Day, dayOfText } from '../../src/platform/model/zone.ts';
import type { Calendar } from '../../src/capabilities/worktime/model/calendar.ts';
import { type Hours, type Plan, STANDARD_DAYS } from '../../src/capabilities/worktime/model/plan.ts';
import type { Span } from '../../src/capabilities/worktime/model/spans.ts';
import type { Random } from './random.ts';

export interface Simulated {
  readonly id: string;
  readonly calendar: Calendar;
  /** Dings others, more than they like. */
  readonly manages: boolean;
  readonly hasPhone: boolean;
  readonly team: number;
}

/** The simulation begins on a Monday. */
export const FIRST_DAY: Day = dayOfText('2026-11-02') ?? 0;
const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'] as const;
const TEAM = 12;

const stretch = (from: number, until: number): Hours => [{ from: from * 60, until: until * 60 }];
const SHIFTS = [
  stretch(6, 14),
  stretch(6, 14),
  stretch(14, 22),
  stretch(14, 22),
  stretch(22, 30),
  stretch(22, 30),
  [],
  [],
];
const PARTS = STANDARD_DAYS.map((hours, at) => (at < 3 ? hours : []));
const BROKEN = STANDARD_DAYS.map((hours) => (hours.length === 0 ? [] : [...stretch(9, 12), ...stretch(13, 18)]));

function planOf(random: Random, member: number): Plan {
  const from = FIRST_DAY - 400;
  const dice = random.next();
  const week = (days: readonly Hours[]): Plan => ({ from, days, startsOn: null, holidays: new Map() });
  if (dice < 0.2) return { from, days: SHIFTS, startsOn: FIRST_DAY - (member % SHIFTS.length), holidays: null };
  if (dice < 0.3) return week(PARTS);
  return week(dice < 0.6 ? BROKEN : STANDARD_DAYS);
}

/** People of four zones: offices, shifts, part-timers; some on leave for a while, some with focus blocks. */
export function makePeople(random: Random, count: number, days: number): Simulated[] {
  return Array.from({ length: count }, (_, member) => {
    const leave: Span[] = [];
    if (random.chance(0.25)) {
      const from = (FIRST_DAY + random.int(0, days)) * DAY_MS;
      leave.push({ from, until: from + random.int(1, 7) * DAY_MS });
    }
    const focus = random.chance(0.2) ? [{ weekday: random.int(1, 5), from: 570, until: 690 }] : [];
    return {
      id: `0198c0de-0000-7000-8000-${String(member).padStart(12, '0')}`,
      manages: member % TEAM === 0,
      hasPhone: random.chance(0.6),
      team: Math.floor(member / TEAM),
      calendar: {
        timeZone: random.pick(ZONES),
        plans: [planOf(random, member)],
        planned: new Map(),
        leave,
        added: [],
        stopped: [],
        duty: [],
        focus,
      },
    };
  });
}
