import { describe, expect, test } from 'vitest';
import { dayOfText, textOfDay } from '#platform/model/zone.ts';
import { countDays, nextRound, spanOfWeek, weeksOver } from './days.ts';

const at = (text: string) => new Date(text);
const day = (text: string) => dayOfText(text) ?? 0;

test('T1 days are those of the member: what came at 23:30 UTC is of the next day in Suzhou', () => {
  const moments = [
    { at: at('2026-11-23T15:59:59Z'), isTold: true },
    { at: at('2026-11-23T16:00:00Z'), isTold: true },
    { at: at('2026-11-23T23:30:00Z'), isTold: false },
    { at: at('2026-11-24T01:00:00Z'), isTold: true },
  ];
  expect(countDays(moments, 'Asia/Shanghai')).toEqual([
    { day: day('2026-11-23'), told: 1, held: 0 },
    { day: day('2026-11-24'), told: 2, held: 1 },
  ]);
  expect(countDays(moments, 'UTC').map(({ told }) => told)).toEqual([2, 1]);
});

describe('T6 weeks', () => {
  test('are over at midnight of the company, and none is told of that ended before anything was noted', () => {
    const weeks = (begun: string, now: string) => weeksOver('Asia/Shanghai', at(begun), at(now)).map(textOfDay);
    expect(weeks('2026-11-11T00:00:00Z', '2026-11-22T15:59:00Z')).toEqual(['2026-11-09']);
    expect(weeks('2026-11-11T00:00:00Z', '2026-11-22T16:00:00Z')).toEqual(['2026-11-09', '2026-11-16']);
    expect(weeks('2026-11-23T02:00:00Z', '2026-11-25T00:00:00Z')).toEqual([]);
    expect(weeks('2020-01-01T00:00:00Z', '2026-11-25T00:00:00Z')).toHaveLength(12);
  });

  test('last seven days of the wall, also over the end of summer time', () => {
    const { from, until } = spanOfWeek('Europe/Berlin', day('2026-10-19'));
    expect([from, until]).toEqual([at('2026-10-18T22:00:00Z'), at('2026-10-25T23:00:00Z')]);
  });

  test('are told of early on the next day', () => {
    expect(nextRound('Asia/Shanghai', at('2026-11-22T16:00:00Z'))).toEqual(at('2026-11-23T16:10:00Z'));
  });
});
