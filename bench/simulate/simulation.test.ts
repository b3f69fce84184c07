import { expect, test } from 'vitest';
import { gate } from '../../src/capabilities/outbox/model/gate.ts';
import { simulate } from './simulation.ts';

const small = { seed: 7, people: 48, days: 9 };

test('R2 through the rules of the product nothing is told out of hours, and most of it is not told at once', () => {
  const sums = simulate(small);
  expect(sums.outOfHours).toBe(0);
  expect(sums.begun).toBeGreaterThan(100);
  expect(sums.confirmed / sums.begun).toBeGreaterThan(0.5);
  expect(sums.interruptions).toBeLessThan(sums.without / 2);
  expect(sums.full).toBeGreaterThan(0);
});

test('the same seed plays the same, another seed another', () => {
  expect(simulate(small)).toEqual(simulate(small));
  expect(simulate({ ...small, seed: 8 })).not.toEqual(simulate(small));
});

test('a gate that lets out what it should hold is seen', () => {
  const broken = simulate({
    ...small,
    decide: (facts) => gate({ ...facts, time: { ...facts.time, works: true, onLeave: false } }),
  });
  expect(broken.outOfHours).toBeGreaterThan(100);
});
