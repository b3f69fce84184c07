import { expect, test } from 'vitest';
import { Latencies, median, medians } from './figures.ts';

test('percentiles are within 2 % of the exact ones', () => {
  const latencies = new Latencies();
  for (let i = 1; i <= 10_000; i++) latencies.add(i / 10);
  for (const share of [0.01, 0.5, 0.99, 1]) {
    expect(Math.abs(latencies.at(share) / (share * 1000) - 1)).toBeLessThan(0.02);
  }
});

test('percentiles of nothing are not a number, of one they are that one', () => {
  const latencies = new Latencies();
  expect(latencies.at(0.99)).toBeNaN();
  latencies.add(5000);
  expect(latencies.at(0.01)).toBe(latencies.at(0.99));
  latencies.reset();
  expect(latencies.count).toBe(0);
});

test('latencies too small or impossibly negative count as the smallest', () => {
  const latencies = new Latencies();
  latencies.add(-3);
  latencies.add(0);
  expect(latencies.at(1)).toBeLessThan(0.07);
});

test('the median is the middle, or the mean of the two middle ones, without what is missing', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([Number.NaN, 7])).toBe(7);
  expect(median([])).toBeNaN();
});

test('medians are taken figure by figure', () => {
  expect(medians([{ a: 1, b: 5 }, { a: 3 }, { a: 2 }])).toEqual({ a: 2, b: 5 });
});
