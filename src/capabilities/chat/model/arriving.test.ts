import { describe, expect, test } from 'vitest';
import { arrivalOf } from './arriving.ts';

const NOW = new Date('2026-11-23T10:40:00Z');
const NINE = new Date('2026-11-24T01:00:00Z');
const TEN = new Date('2026-11-24T02:00:00Z');
const works = { works: true, nextStart: null, onLeave: false };
const off = { works: false, nextStart: NINE, onLeave: false };
const later = { works: false, nextStart: TEN, onLeave: false };
const away = { works: false, nextStart: new Date('2026-12-01T01:00:00Z'), onLeave: true };

describe('A1 the button says when it arrives', () => {
  test('nothing while everybody works, or nothing is known', () => {
    expect(arrivalOf([], true, false, NOW)).toEqual({ is: 'now' });
    expect(arrivalOf([works, works], true, true, NOW)).toEqual({ is: 'now' });
  });
  test('the start of the other one, also at the end of a leave', () => {
    expect(arrivalOf([off], true, false, NOW)).toEqual({ is: 'at', at: NINE });
    expect(arrivalOf([away], true, false, NOW)).toEqual({ is: 'at', at: away.nextStart });
  });
  test('a start that has come is no more to be waited for', () => {
    expect(arrivalOf([off], true, false, new Date(NINE.getTime() - 1))).toEqual({ is: 'at', at: NINE });
    expect(arrivalOf([off], true, false, NINE)).toEqual({ is: 'now' });
  });
});

describe('A2 a group is released person by person', () => {
  test('one moment where all start at it, else each at his own', () => {
    expect(arrivalOf([off, off], true, true, NOW)).toEqual({ is: 'at', at: NINE });
    expect(arrivalOf([off, later], true, true, NOW)).toEqual({ is: 'eachLater' });
  });
  test('where some work, how many are told later', () => {
    expect(arrivalOf([works, off, later], true, true, NOW)).toEqual({ is: 'someLater', count: 2 });
  });
  test('where not everybody is known, nothing is said of all', () => {
    expect(arrivalOf([off, off], false, true, NOW)).toEqual({ is: 'someLater', count: 2 });
  });
});

describe('A3 it promises nothing that the gate will not do', () => {
  test('who is on leave is told of a group only what means him', () => {
    expect(arrivalOf([works, away], true, true, NOW)).toEqual({ is: 'now' });
    expect(arrivalOf([away], true, true, NOW)).toEqual({ is: 'now' });
    expect(arrivalOf([off, away], true, true, NOW)).toEqual({ is: 'at', at: NINE });
  });
});
