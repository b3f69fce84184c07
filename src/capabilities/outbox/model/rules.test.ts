import { describe, expect, test } from 'vitest';
import { isOfficeHours, nextOfficeEnd, nextOfficeStart, officeDayAfter } from './officeHours.ts';
import { mayBeSilent, nextTryAt, outcomeOf } from './pushing.ts';
import { wordsOfDigest, wordsOfPush } from './words.ts';

const at = (text: string) => new Date(text);

describe('R1 office hours, in everybody’s own time zone', () => {
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
    expect(isOfficeHours(zone, at(moment))).toBe(works);
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
    expect(nextOfficeStart(zone, at(moment)).toISOString()).toBe(at(start).toISOString());
  });

  test('the end is that of this day, and outside that of the next working day', () => {
    expect(nextOfficeEnd('Asia/Shanghai', at('2026-11-23T02:00:00Z'))).toEqual(at('2026-11-23T10:00:00Z'));
    expect(nextOfficeEnd('Asia/Shanghai', at('2026-11-27T10:00:00Z'))).toEqual(at('2026-11-30T10:00:00Z'));
  });
});

describe('O11 a number of working days: whole ones, in everybody’s own time zone', () => {
  test.each([
    ['on a working morning, the next day', 'Asia/Shanghai', '2026-11-23T02:24:00Z', 1, '2026-11-24T01:00:00Z', 9],
    ['before the day begins, that day', 'Asia/Shanghai', '2026-11-23T00:59:59Z', 1, '2026-11-23T01:00:00Z', 9],
    ['at the very start, the next', 'Asia/Shanghai', '2026-11-23T01:00:00Z', 1, '2026-11-24T01:00:00Z', 9],
    [
      'just before the evening, not a day of minutes',
      'Asia/Shanghai',
      '2026-11-23T09:59:00Z',
      1,
      '2026-11-24T01:00:00Z',
      9,
    ],
    ['on Friday, over the weekend', 'Asia/Shanghai', '2026-11-27T03:00:00Z', 2, '2026-12-01T01:00:00Z', 9],
    ['ten of them, two weeks', 'Asia/Shanghai', '2026-11-23T02:24:00Z', 10, '2026-12-07T01:00:00Z', 9],
    ['over the end of summer time', 'Europe/Berlin', '2026-10-23T10:00:00Z', 1, '2026-10-26T08:00:00Z', 9],
    ['west of everybody', 'Pacific/Pago_Pago', '2026-11-23T06:00:00Z', 1, '2026-11-23T20:00:00Z', 9],
  ])('%s', (_, zone, moment, days, start, hours) => {
    const day = officeDayAfter(zone, at(moment), days);
    expect(day.start.toISOString()).toBe(at(start).toISOString());
    expect(day.end.getTime() - day.start.getTime()).toBe(hours * 3_600_000);
  });
});

describe('P11 a push that does not go through', () => {
  const now = at('2026-11-23T02:00:00Z');

  test('is told, gone, tried again or given up, as the answer says', () => {
    expect([201, 200, 202].map(outcomeOf)).toEqual(['told', 'told', 'told']);
    expect([404, 410].map(outcomeOf)).toEqual(['gone', 'gone']);
    expect([null, 429, 500, 503].map(outcomeOf)).toEqual(['again', 'again', 'again', 'again']);
    expect([301, 400, 401, 403, 413].map(outcomeOf)).toEqual(['never', 'never', 'never', 'never', 'never']);
  });

  test('waits longer each time, as long as asked, and ends with the tenth', () => {
    const waits = Array.from({ length: 10 }, (_, n) => nextTryAt(now, n + 1, null));
    expect(waits.slice(0, 9).map((one) => ((one as Date).getTime() - now.getTime()) / 1_000)).toEqual([
      5, 10, 20, 40, 80, 160, 320, 640, 1_280,
    ]);
    expect(waits[9]).toBeNull();
    expect(nextTryAt(now, 1, 120)).toEqual(at('2026-11-23T02:02:00Z'));
    expect(nextTryAt(now, 1, 1e9)).toEqual(at('2026-11-23T03:00:00Z'));
  });
});

test('O9 a push service that forbids silence is not asked to take anything back', () => {
  expect(mayBeSilent('https://fcm.googleapis.com/fcm/send/x')).toBe(true);
  expect(mayBeSilent('https://web.push.apple.com/x')).toBe(false);
});

describe('O3 what a push says', () => {
  const told = { title: '三号线复产', from: '罗晴', text: '批次单\n缺一个' };

  test('nothing of the message, unless the device shows content', () => {
    for (const language of ['zh', 'en'] as const) {
      for (const meant of [true, false]) {
        const said = JSON.stringify(wordsOfPush(null, { meant }, language));
        for (const word of Object.values(told)) expect(said).not.toContain(word);
      }
    }
  });

  test('who and what, on one line, and no half characters', () => {
    expect(wordsOfPush(told, { meant: true }, 'zh')).toEqual({ title: '三号线复产', body: '罗晴：批次单 缺一个' });
    expect(wordsOfPush({ ...told, from: '' }, { meant: true }, 'en').body).toBe('批次单 缺一个');
    const { body } = wordsOfPush({ ...told, from: '', text: '🧵'.repeat(400) }, { meant: true }, 'en');
    expect(body.isWellFormed()).toBe(true);
    expect([...body]).toHaveLength(180);
  });

  test('a digest counts and names nobody', () => {
    expect(wordsOfDigest(3, 1, 'en').body).toBe('3 conversations have news from your time off, 1 of them for you.');
    expect(wordsOfDigest(1, 0, 'zh').body).toBe('休息时有 1 个会话来了消息。');
  });
});
