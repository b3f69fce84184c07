import { expect, test } from 'vitest';
import { dayOfText } from '#platform/model/zone.ts';
import { type Calendar, timeFacts } from './calendar.ts';
import { STANDARD_DAYS } from './plan.ts';
import { presenceOf } from './presence.ts';

/** Monday to Friday, 09:00 to 18:00 in Shanghai, with a block of focus on Monday morning. */
const plain: Calendar = {
  timeZone: 'Asia/Shanghai',
  plans: [{ from: 0, days: STANDARD_DAYS, startsOn: null, holidays: new Map() }],
  planned: new Map(),
  ...{ leave: [], added: [], stopped: [], duty: [] },
  focus: [{ weekday: 1, from: 10 * 60, until: 12 * 60 }],
};
const monday = (time: string) => new Date(`2026-11-23T${time}:00+08:00`);
const around = (time: string) => [
  { from: monday(time).getTime() - 3_600_000, until: monday(time).getTime() + 3_600_000 },
];
const seen = (time: string, { away = false, ...more }: Partial<Calendar> & { readonly away?: boolean } = {}) =>
  presenceOf(timeFacts({ ...plain, ...more }, monday(time)), away);

test.each([
  ['09:00', 'available'],
  ['10:00', 'focusing'],
  ['11:59', 'focusing'],
  ['12:00', 'available'],
  ['17:59', 'available'],
])('R19 in hours: at %s %s, and away by choice alone', (time, presence) => {
  expect(seen(time)).toBe(presence);
  expect(seen(time, { away: true })).toBe('away');
});

test('R19 outside hours one word says it, whatever the reason and whatever was chosen', () => {
  const holiday = { kind: 'off', zh: '假', en: 'off', like: 1 } as const;
  const holidays = new Map([[dayOfText('2026-11-23') ?? 0, holiday]]);
  for (const away of [false, true]) {
    expect(seen('08:59', { away })).toBe('off');
    expect(seen('18:00', { away })).toBe('off');
    expect(seen('10:30', { away, leave: around('10:30') })).toBe('off');
    expect(seen('10:30', { away, stopped: around('10:30') })).toBe('off');
    expect(seen('10:30', { away, plans: [{ ...plain.plans[0], holidays }] })).toBe('off');
    expect(seen('22:00', { away, duty: around('22:00') })).toBe('off');
  }
  expect(seen('22:00', { added: around('22:00') })).toBe('available');
});
