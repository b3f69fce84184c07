import { expect, test } from 'vitest';
import { shownAttention } from '#platform/web/attention.ts';
import { tabTitle } from './tabTitle.ts';

test('U15 the tab says how many wait, where, and in which company', () => {
  expect(tabTitle(0, 0, '', '')).toBe('张弛 Tautline');
  expect(tabTitle(3, 0, '消息', '青禾材料')).toBe('(3) 消息 | 青禾材料');
  expect(tabTitle(120, 1, '', '青禾材料')).toBe('(@99+) 青禾材料');
});

test('U15 one formula for title, favicon and badge; R2 outside working time the badge of the app shows nothing', () => {
  const waiting = { unread: 3, mentions: 1 };
  expect(shownAttention(waiting, false)).toEqual({ count: 3, mentions: 1, dot: true, badge: 3 });
  expect(shownAttention(waiting, true)).toEqual({ count: 3, mentions: 1, dot: true, badge: 0 });
  expect(shownAttention({ unread: 0, mentions: 0 }, false)).toEqual({ count: 0, mentions: 0, dot: false, badge: 0 });
});
