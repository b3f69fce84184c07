import { expect, test } from 'vitest';
import type { MemberId } from '#platform/model/ids.ts';
import {
  type Asked,
  addressOf,
  askedIn,
  asksAnything,
  dayBefore,
  dayTyped,
  filterCount,
  isDay,
  nothingAsked,
  typedIn,
} from './asked.ts';

const ANN = '00000000-0000-7000-8000-00000000000a' as MemberId;
const reading = (address: string) => {
  const values = new URLSearchParams(address.split('?')[1]);
  return askedIn((name) => values.get(name) ?? '');
};

test('S15 an address holds all that is asked, and gives it back', () => {
  const asked: Asked = {
    what: 'files',
    text: '报销 & co',
    from: ANN,
    in: null,
    after: '2026-11-01',
    before: '2026-11-20',
    has: ['link', 'picture'],
    mentionsMe: true,
    kind: 'document',
  };
  expect(reading(addressOf(asked))).toEqual(asked);
  expect(addressOf(nothingAsked)).toBe('/search');
  expect([filterCount(asked), asksAnything(nothingAsked), asksAnything({ ...nothingAsked, has: ['link'] })]).toEqual([
    7,
    false,
    true,
  ]);
});

test('S15 what makes no sense in an address is left out', () => {
  expect(reading('/search?from=x&in=../&after=2026-02-30&has=all&is=1')).toEqual(nothingAsked);
});

test('a filter is typed in either language, at the end of the text', () => {
  expect(typedIn('预算 from:luo')).toEqual({ key: 'from', value: 'luo', rest: '预算' });
  expect(typedIn('发送人：罗')).toEqual({ key: 'from', value: '罗', rest: '' });
  expect(typedIn('IN:')).toEqual({ key: 'in', value: '', rest: '' });
  expect(typedIn('from:luo 预算')).toBeNull();
  expect(typedIn('http://x')).toBeNull();
});

test('days are typed as people write them; without a year, the last such day', () => {
  const today = '2026-11-25';
  expect(dayTyped('2026-11-20', today)).toBe('2026-11-20');
  expect(dayTyped('11月20日', today)).toBe('2026-11-20');
  expect(dayTyped('12/1', today)).toBe('2025-12-01');
  expect(dayTyped('2026-02-30', today)).toBeNull();
  expect(dayTyped('soon', today)).toBeNull();
  expect(dayBefore('2026-03-01', 1)).toBe('2026-02-28');
  expect([isDay('2026-13-01'), isDay('2024-02-29')]).toEqual([false, true]);
});
