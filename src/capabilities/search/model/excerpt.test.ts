import { expect, test } from 'vitest';
import { excerptOf } from './excerpt.ts';
import { termsOf } from './terms.ts';

const shown = (text: string, search: string, otherwise = text) =>
  excerptOf(text, otherwise, termsOf(search))
    .map((part) => (part.marked ? `[${part.text}]` : part.text))
    .join('');

test('S7 a short text is shown whole, with what was looked for marked', () => {
  expect(shown('请把报销单交给李经理', '报销单')).toBe('请把[报销单]交给李经理');
  expect(shown('nothing marked', '')).toBe('nothing marked');
});

test('S7 a long text begins shortly before the first mark', () => {
  expect(shown(`${'前'.repeat(200)}报销${'后'.repeat(10)}`, '报销')).toBe(
    `…${'前'.repeat(24)}[报销]${'后'.repeat(10)}`,
  );
  expect(shown(`${'several words '.repeat(20)}budget`, 'budget').startsWith('…')).toBe(true);
  expect(shown('x'.repeat(5_000), 'y').length).toBe(400);
});

test('S19 where there is one line, fewer letters stand before the first mark', () => {
  const [dots, lead, mark] = excerptOf(`${'前'.repeat(20)}报销`, '', termsOf('报销'), 6);
  expect([dots?.text, lead?.text, mark]).toEqual(['…', '前'.repeat(6), { text: '报销', marked: true }]);
});

test('S7 what formatting hides is shown where it was found', () => {
  expect(shown('the plan', 'example', '[the plan](https://plan.example)')).toContain('[example]');
});
