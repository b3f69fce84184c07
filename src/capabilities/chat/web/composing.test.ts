import { describe, expect, test } from 'vitest';
import { TEXT_LENGTH_MAX } from '../model/contract.ts';
import {
  fromWire,
  isMeantAsText,
  keyAct,
  type KeyFacts,
  labelFor,
  lettersLeft,
  mentionQuery,
  toWire,
  withNames,
} from './composing.ts';

const plain: KeyFacts = {
  key: 'Enter',
  shift: false,
  modified: false,
  alt: false,
  composing: false,
  keyCode: 13,
  listOpen: false,
  empty: false,
  busyWith: false,
};

describe('U17: keys', () => {
  test('Enter sends, Shift+Enter breaks the line', () => {
    expect(keyAct(plain)).toBe('send');
    expect(keyAct({ ...plain, shift: true })).toBe('write');
  });
  test('Ctrl or Cmd with Shift+Enter sends in another way, Ctrl+Enter as Enter does', () => {
    expect(keyAct({ ...plain, shift: true, modified: true })).toBe('sendOtherwise');
    expect(keyAct({ ...plain, shift: true, modified: true, composing: true })).toBe('write');
    expect(keyAct({ ...plain, modified: true })).toBe('send');
  });
  test('Q4 Alt+Enter sends silently; with Shift, or while composing, it does not', () => {
    const alt = { ...plain, modified: true, alt: true };
    expect(keyAct(alt)).toBe('sendSilently');
    expect(keyAct({ ...alt, shift: true })).toBe('sendOtherwise');
    expect(keyAct({ ...alt, composing: true })).toBe('write');
    expect(keyAct({ ...alt, key: 'a' })).toBe('write');
  });
  test('Enter of an input method never sends, nor takes a suggestion', () => {
    expect(keyAct({ ...plain, composing: true })).toBe('write');
    expect(keyAct({ ...plain, keyCode: 229 })).toBe('write');
    expect(keyAct({ ...plain, composing: true, listOpen: true })).toBe('write');
  });
  test('with suggestions open the keys belong to them', () => {
    const open = { ...plain, listOpen: true };
    expect(keyAct(open)).toBe('pick');
    expect(keyAct({ ...open, key: 'Tab' })).toBe('pick');
    expect(keyAct({ ...open, key: 'ArrowDown' })).toBe('down');
    expect(keyAct({ ...open, key: 'ArrowUp' })).toBe('up');
    expect(keyAct({ ...open, key: 'Escape' })).toBe('closeList');
    expect(keyAct({ ...open, shift: true })).toBe('write');
  });
  test('up edits the last message only from an empty box', () => {
    expect(keyAct({ ...plain, key: 'ArrowUp', empty: true })).toBe('editLast');
    expect(keyAct({ ...plain, key: 'ArrowUp', empty: false })).toBe('write');
    expect(keyAct({ ...plain, key: 'ArrowUp', empty: true, modified: true })).toBe('write');
    expect(keyAct({ ...plain, key: 'ArrowUp', empty: true, busyWith: true })).toBe('write');
  });
  test('Escape ends a reply or an edit', () => {
    expect(keyAct({ ...plain, key: 'Escape', busyWith: true })).toBe('stop');
    expect(keyAct({ ...plain, key: 'Escape' })).toBe('write');
  });
});

describe('U18: mentions', () => {
  test('an @ after a space, a sign or Chinese asks whom; one in an address does not', () => {
    expect(mentionQuery('@罗', 2)).toEqual({ from: 0, query: '罗' });
    expect(mentionQuery('hi @', 4)).toEqual({ from: 3, query: '' });
    expect(mentionQuery('你好@luo', 6)).toEqual({ from: 2, query: 'luo' });
    expect(mentionQuery('（@zs', 4)).toEqual({ from: 1, query: 'zs' });
    expect(mentionQuery('a@example', 9)).toBe(null);
    expect(mentionQuery('@罗晴 你好', 6)).toBe(null);
  });
  const [a, b] = ['01980000-0000-7000-8000-00000000000a', '01980000-0000-7000-8000-00000000000b'] as [string, string];
  test('names become ids, the longest first, and come back as they were', () => {
    const picked = [
      { id: a, label: '罗晴' },
      { id: b, label: '罗晴晴' },
      { id: 'all', label: '所有人' },
    ];
    const wire = toWire('@罗晴晴 @罗晴 和@所有人 @某人', picked);
    expect(wire).toBe(`<@${b}> <@${a}> 和<@all> @某人`);
    const names: Record<string, string> = { [a]: '罗晴', [b]: '罗晴晴', all: '所有人' };
    expect(fromWire(wire, (id) => names[id] ?? null).text).toBe('@罗晴晴 @罗晴 和@所有人 @某人');
  });
  test('two people of one name stay two', () => {
    const { text, picked } = fromWire(`<@${a}> <@${b}>`, () => '王伟');
    expect(text).toBe('@王伟 @王伟(2)');
    expect(toWire(text, picked)).toBe(`<@${a}> <@${b}>`);
    expect(labelFor('王伟', b, [{ id: a, label: '王伟' }])).toBe('王伟(2)');
    expect(labelFor('王伟', a, [{ id: a, label: '王伟' }])).toBe('王伟');
  });
  test('a name with signs of patterns in it is a name', () => {
    expect(toWire('@A.B (x) hi', [{ id: a, label: 'A.B (x)' }])).toBe(`<@${a}> hi`);
  });
  test('a name that is not here yet leaves the text as it is; a preview shows a gap', () => {
    expect(fromWire(`<@${a}>`, () => null)).toEqual({ text: `<@${a}>`, picked: [] });
    expect(withNames(`<@${a}> hi`, () => null)).toBe('@… hi');
  });
});

test('what is left is told near the end', () => {
  expect(lettersLeft(TEXT_LENGTH_MAX - 201)).toBe(null);
  expect(lettersLeft(TEXT_LENGTH_MAX - 200)).toBe(200);
  expect(lettersLeft(TEXT_LENGTH_MAX + 3)).toBe(-3);
});

test('U21 what is pasted with files is text only where it is text with a picture of itself', () => {
  expect(isMeantAsText(['text/plain', 'text/html', 'text/rtf', 'Files'])).toBe(true);
  expect(isMeantAsText(['text/plain', 'Files'])).toBe(false);
  expect(isMeantAsText(['text/html', 'Files'])).toBe(false);
  expect(isMeantAsText(['Files'])).toBe(false);
});
