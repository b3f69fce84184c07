import { expect, test } from 'vitest';
import { Calendar } from './calendar.ts';
import { norrland, personOf, qinghe } from './cast.ts';
import { qingheRooms } from './demo.ts';
import { planMessages } from './plan.ts';
import { withMentions } from './script.ts';
import { norrlandRooms } from './story/norrland.ts';

const MONDAY = new Date('2026-11-23T02:40:00Z');

test('the story ends at 10:24 of the latest working day in Suzhou, and a text says dates as they are then', () => {
  expect(new Calendar(MONDAY).end).toEqual(new Date('2026-11-23T02:24:00Z'));
  expect(new Calendar(new Date('2026-11-23T02:23:00Z')).end).toEqual(new Date('2026-11-20T02:24:00Z'));
  expect(new Calendar(new Date('2026-11-22T09:00:00Z')).end).toEqual(new Date('2026-11-20T02:24:00Z'));
  const said = '{d+4} {w+4} {D+4} {W+4} {m+0} {M+0} {k+0} {lot-5:07}';
  expect(new Calendar(MONDAY).tell(said)).toBe('27日 周五 the 27th Friday 11月 November 48 2611-07');
});

test('a clock is that of its zone, in summer too', () => {
  const calendar = new Calendar(MONDAY);
  expect(calendar.at(-1, 9 * 60, 'Europe/Stockholm')).toEqual(new Date('2026-11-20T08:00:00Z'));
  expect(calendar.at(-60, 9 * 60, 'Europe/Stockholm').getUTCHours()).toBe(7);
});

test.each([MONDAY, new Date('2027-03-03T15:00:00Z'), new Date('2026-07-11T01:00:00Z')])(
  'told on %s, nobody writes at night but for the night on which line 3 stops',
  (now) => {
    const calendar = new Calendar(now);
    for (const [company, rooms] of [[qinghe, qingheRooms] as const, [norrland, norrlandRooms] as const]) {
      const plan = planMessages(rooms, calendar, company);
      const clocks = new Map<string, Intl.DateTimeFormat>();
      const hourOf = (at: Date, timeZone: string): number => {
        const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit' });
        clocks.set(timeZone, clock);
        return Number(clock.format(at));
      };
      const atNight = plan.filter((one) => {
        const hour = hourOf(one.at, personOf(one.author, company).timeZone);
        return hour < 7 || hour > 19;
      });
      expect(new Set(atNight.map((one) => one.room.key)), JSON.stringify(atNight.map((one) => one.text))).toEqual(
        new Set(company === qinghe ? ['workshop2', 'direct:zhou-he'] : []),
      );
      expect(plan.filter((one) => /[{}]|undefined/.test(one.text))).toEqual([]);
      expect(plan.filter((one) => one.text.trim() === '')).toEqual([]);
    }
  },
);

test('a room seldom repeats itself', () => {
  const plan = planMessages(qingheRooms, new Calendar(MONDAY), qinghe);
  const byRoom = new Map<string, string[]>();
  for (const { room, text } of plan) {
    if (text.length > 12) byRoom.set(room.key, [...(byRoom.get(room.key) ?? []), text]);
  }
  for (const [room, texts] of byRoom) {
    expect(new Set(texts).size / texts.length, room).toBeGreaterThan(0.7);
  }
});

test('mentions are found beside any script, and addresses are left alone', () => {
  const written = withMentions('早。@he 看一下，@all；lin@qinghe.example @nobody', (key) => `id-of-${key}`);
  expect(written).toBe('早。<@id-of-he> 看一下，<@all>；lin@qinghe.example @nobody');
});
