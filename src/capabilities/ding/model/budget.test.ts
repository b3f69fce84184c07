import { expect, test } from 'vitest';
import { mostADay, spent } from './budget.ts';

test('R10 three a day at most, whatever a policy says; a company makes them fewer', () => {
  expect(['1', '2', '3', '4', '99'].map((dingsADay) => mostADay({ dingsADay }))).toEqual([1, 2, 3, 3, 3]);
});

test('R10 G4 they are given in the order in which they came due, over all senders', () => {
  const asked = ['a', 'b', 'a', 'a', 'b'].map((memberId, order) => ({ memberId, order }));
  const { given, used } = spent(asked, new Map([['a', 1]]), 3);
  expect([...given].map(({ order }) => order)).toEqual([0, 1, 2, 4]);
  expect([...used]).toEqual([
    ['a', 3],
    ['b', 2],
  ]);
});
