import { expect, test } from 'vitest';
import { mayMean } from './names.ts';

test('U16 what is called so is meant by a part of the name, by pinyin and by initials, from any character on', () => {
  const name = '3 号线春季发布 Spring';
  for (const text of ['春季', '线春', 'chunji', 'cjfb', 'fabu', 'jifab', 'spring', 'SPR', '3号']) {
    expect(mayMean(text, name), text).toBe(true);
  }
  for (const text of ['夏季', 'hunji', 'cjbf', 'summer']) expect(mayMean(text, name), text).toBe(false);
});

test('the first character of what is no person is no surname: 单 is dan here', () => {
  expect(mayMean('danwei', '单位通知')).toBe(true);
});
