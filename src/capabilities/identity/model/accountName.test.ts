import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalAccountName } from './accountName.ts';

describe('I1 an account name has one spelling', () => {
  test.each([
    ['Wang.Fang@Example.COM', 'wang.fang@example.com'],
    ['  a@b.co ', 'a@b.co'],
    ['ｗａｎｇ＠example.com', 'wang@example.com'],
    ['王芳@例子.公司', '王芳@例子.公司'],
    ['13800138000', '+8613800138000'],
    ['138 0013-8000', '+8613800138000'],
    ['１３８００１３８０００', '+8613800138000'],
    ['8613800138000', '+8613800138000'],
    ['+86 138 0013 8000', '+8613800138000'],
    ['0086 13800138000', '+8613800138000'],
    ['+49 (151) 2345-6789', '+4915123456789'],
    ['+1 415 555 0100', '+14155550100'],
  ])('I1 %s is kept as %s', (typed, kept) => {
    expect(normalAccountName(typed)).toBe(kept);
  });

  test.each([
    '',
    'wangfang',
    '@example.com',
    'a@b',
    'a@b..com',
    'a b@example.com',
    'a@exam ple.com',
    'a@b@example.com',
    'a<b>@example.com',
    'a@example.com\nbcc: x@example.com',
    '12345',
    '23800138000',
    '+86138001380',
    '+8613800138000123',
    '+0123456789',
    `${'a'.repeat(65)}@example.com`,
  ])('I1 %j is neither an e-mail address nor a phone number', (typed) => {
    expect(normalAccountName(typed)).toBeNull();
  });

  test('I1 a kept name is its own spelling', () => {
    const typed = fc.oneof(fc.emailAddress(), fc.stringMatching(/^1[3-9][0-9]{9}$/), fc.string());
    const kept = typed.map(normalAccountName).filter((name) => name !== null);
    expect(() => fc.assert(fc.property(kept, (name) => normalAccountName(name) === name))).not.toThrow();
  });
});
