import { describe, expect, test } from 'vitest';
import { weaknessOf } from './passwordRule.ts';

function why(password: string, accountName = 'wangfang2001@example.com'): string | undefined {
  return weaknessOf(password, accountName)?.facts?.['why'] as string | undefined;
}

describe('I4 what a password has to be', () => {
  test('I4 eight characters are enough, seven are not', () => {
    expect(why('vbhjkqp')).toBe('short');
    expect(why('vbhjkqpx')).toBeUndefined();
  });

  test('I4 characters are counted, not bytes', () => {
    expect(why('张弛有度张弛有')).toBe('short');
    expect(why('张弛有度松紧得宜')).toBeUndefined();
    expect(why('🪢🪢🪢🪢🪢🪢🪢')).toBe('short');
  });

  test.each(['alllowercaseletters', 'ALLUPPERCASE', '7249105386', '        x'])(
    'I4 %j passes: what it is made of is nobody’s business',
    (password) => {
      expect(why(password)).toBeUndefined();
    },
  );

  test('I4 it is not the account name, nor the part before the @', () => {
    expect(why('WangFang2001@example.com')).toBe('accountName');
    expect(why('wangfang2001')).toBe('accountName');
    expect(why('wangfang2001!')).toBeUndefined();
  });

  test('I4 it is not the phone number, with or without its country', () => {
    expect(why('13800138000', '+8613800138000')).toBe('accountName');
    expect(why('8613800138000', '+8613800138000')).toBe('accountName');
    expect(why('+8613800138000', '+8613800138000')).toBe('accountName');
  });

  test.each(['12345678', 'Password', 'PASSWORD123', '5201314520', '１２３４５６７８', '1qaz2wsx', 'tautline'])(
    'I4 %s is tried first by everybody',
    (password) => {
      expect(why(password)).toBe('common');
    },
  );
});
