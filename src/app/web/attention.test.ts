import { expect, test } from 'vitest';
import { tabTitle } from './tabTitle.ts';

test('U15 the tab says how many wait, where, and in which company', () => {
  expect(tabTitle(0, 0, '', '')).toBe('张弛 Tautline');
  expect(tabTitle(3, 0, '消息', '青禾材料')).toBe('(3) 消息 | 青禾材料');
  expect(tabTitle(120, 1, '', '青禾材料')).toBe('(@99+) 青禾材料');
});
