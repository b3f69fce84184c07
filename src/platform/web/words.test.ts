import { expect, test } from 'vitest';
import { CallFailed, Offline } from './failures.ts';
import { defineRefusals, registerRefusals, sayError, sayRefusal } from './refusals.ts';
import { defineWords, wordsIn } from './words.ts';

const words = defineWords({
  send: { zh: '发送', en: 'Send' },
  unread: { zh: (n: number) => `${n} 条未读`, en: (n: number) => `${n} unread` },
});

test('U28 words come in the asked language, functions as functions', () => {
  expect([wordsIn(words, 'zh').send, wordsIn(words, 'en').send]).toEqual(['发送', 'Send']);
  expect([wordsIn(words, 'zh').unread(3), wordsIn(words, 'en').unread(3)]).toEqual(['3 条未读', '3 unread']);
});

test('the words of a language are made once', () => {
  expect(wordsIn(words, 'zh')).toBe(wordsIn(words, 'zh'));
});

registerRefusals(
  defineRefusals({
    'test.tooLong': { zh: (facts) => `最多 ${facts.most} 字。`, en: (facts) => `At most ${facts.most} characters.` },
  }),
);

test('a refusal is said with its facts', () => {
  expect(sayRefusal('test.tooLong', { most: 20 }, '', 'zh')).toBe('最多 20 字。');
  expect(sayError(new CallFailed({ code: 'test.tooLong', facts: { most: 20 } }, 400, ''), 'en')).toBe(
    'At most 20 characters.',
  );
});

test('U29 an unknown code gets a human sentence with the number to quote', () => {
  expect(sayRefusal('test.unheardOf', {}, '7KQ', 'zh')).toBe('没能完成，再试一次。编号 7KQ');
  expect(sayError(new Error('boom'), 'en')).toBe('That did not work. Try again.');
  expect(sayError(new Offline(), 'en')).toBe('No connection: not sent.');
});
