import { describe, expect, test } from 'vitest';
import {
  badge,
  clock,
  dateLine,
  dateShort,
  duration,
  fileSize,
  members,
  ofAll,
  sameDay,
  when,
  whenExactly,
  whenShort,
  weekdayShort,
} from './format.ts';

const zone = 'Asia/Shanghai';
const now = new Date('2026-11-23T02:24:00Z'); // Monday 10:24 in Shanghai
const at = (iso: string) => new Date(iso);

describe('a moment beside a sentence', () => {
  test.each([
    ['today', '2026-11-23T02:21:00Z', '10:21', '10:21'],
    ['just after midnight', '2026-11-22T16:00:00Z', '00:00', '00:00'],
    ['the evening before', '2026-11-22T15:59:00Z', '周日 23:59', 'Sun 23:59'],
    ['three days ago', '2026-11-20T10:41:00Z', '周五 18:41', 'Fri 18:41'],
    ['six days ago', '2026-11-17T02:00:00Z', '周二 10:00', 'Tue 10:00'],
    ['seven days ago', '2026-11-16T02:00:00Z', '11月16日', '16 Nov'],
    ['another year', '2025-11-20T02:00:00Z', '2025年11月20日', '20 Nov 2025'],
    ['next Friday', '2026-11-27T01:00:00Z', '周五 09:00', 'Fri 09:00'],
    ['in a week', '2026-11-30T01:00:00Z', '11月30日', '30 Nov'],
  ])('%s', (_name, iso, zh, en) => {
    expect(when(at(iso), now, 'zh', zone)).toBe(zh);
    expect(when(at(iso), now, 'en', zone)).toBe(en);
  });

  test('in a narrow column the weekday stands alone', () => {
    expect(whenShort(at('2026-11-20T10:41:00Z'), now, 'zh', zone)).toBe('周五');
    expect(whenShort(at('2026-11-20T10:41:00Z'), now, 'en', zone)).toBe('Fri');
    expect(whenShort(at('2026-11-23T02:21:00Z'), now, 'en', zone)).toBe('10:21');
  });

  test('where it must be exact the clock stays', () => {
    expect(whenExactly(at('2026-12-01T01:00:00Z'), now, 'zh', zone)).toBe('12月1日 09:00');
    expect(whenExactly(at('2026-12-01T01:00:00Z'), now, 'en', zone)).toBe('1 Dec, 09:00');
    expect(whenExactly(at('2026-11-27T01:00:00Z'), now, 'en', zone)).toBe('Fri 09:00');
  });

  test('it is told in the zone of the reader', () => {
    expect(clock(at('2026-11-23T02:24:00Z'), 'Europe/Berlin')).toBe('03:24');
    expect(when(at('2026-11-22T23:30:00Z'), now, 'en', 'Europe/Berlin')).toBe('00:30');
  });
});

test.each([
  ['2026-11-23T02:00:00Z', '今天，11月23日 星期一', 'Today, Monday 23 November'],
  ['2026-11-22T02:00:00Z', '昨天，11月22日 星期日', 'Yesterday, Sunday 22 November'],
  ['2026-11-20T02:00:00Z', '11月20日 星期五', 'Friday 20 November'],
  ['2025-11-20T02:00:00Z', '2025年11月20日 星期四', 'Thursday 20 November 2025'],
])('the line before %s', (iso, zh, en) => {
  expect(dateLine(at(iso), now, 'zh', zone)).toBe(zh);
  expect(dateLine(at(iso), now, 'en', zone)).toBe(en);
});

test('a day ends at midnight of the reader', () => {
  expect(sameDay(at('2026-11-22T16:00:00Z'), now, zone)).toBe(true);
  expect(sameDay(at('2026-11-22T15:59:59Z'), now, zone)).toBe(false);
});

test('counts, sizes and lengths', () => {
  expect([ofAll(31, 46, 'zh'), ofAll(31, 46, 'en')]).toEqual(['31 / 46', '31 of 46']);
  expect([members(12, 'zh'), members(12, 'en'), members(1, 'en')]).toEqual(['12 人', '12 members', '1 member']);
  expect([0, 999, 86_400, 999_600, 1_200_000, 12_400_000].map(fileSize)).toEqual([
    '0 B',
    '999 B',
    '86 kB',
    '1.0 MB',
    '1.2 MB',
    '12 MB',
  ]);
  expect([duration(90, 'zh'), duration(120, 'zh'), duration(90, 'en'), duration(180, 'en')]).toEqual([
    '90 分钟',
    '2 小时',
    '90 min',
    '3 h',
  ]);
  expect([badge(7), badge(99), badge(100)]).toEqual(['7', '99', '99+']);
});

test('a date without a clock, and the day of its week', () => {
  const days = [at('2026-12-10T16:00:00Z'), at('2027-01-01T00:00:00Z')];
  expect(days.map((day) => dateShort(day, now, 'zh', zone))).toEqual(['12月11日', '2027年1月1日']);
  expect(days.map((day) => dateShort(day, now, 'en', zone))).toEqual(['11 Dec', '1 Jan 2027']);
  expect(days.map((day) => `${weekdayShort(day, 'zh', zone)} ${weekdayShort(day, 'en', zone)}`)).toEqual([
    '周五 Fri',
    '周五 Fri',
  ]);
});
