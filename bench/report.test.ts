import { expect, test } from 'vitest';
import { clientWarnings, growthLine, type Results, ratioLine, table } from './report.ts';

const ours: Results = new Map([
  [
    'fanoutMax',
    [
      { 'deliveries/s': 100, 'client, cores': 0.93 },
      { 'deliveries/s': 300, 'client, cores': 0.95 },
      { 'deliveries/s': 200, 'client, cores': 0.94 },
    ],
  ],
  ['reading', [{ 'p99 with ÷ without': 1.1 }]],
  ['uploading', [{ 'p99 with ÷ without': 1.05 }]],
]);
const theirs: Results = new Map([
  ['fanoutMax', [{ 'deliveries/s': 20, 'client, cores': 0.2 }]],
  ['reading', [{ 'p99 with ÷ without': 80 }]],
]);

test('the ratio line divides medians, keeps our own reading and uploading, and shows a dash for what was not run', () => {
  expect(ratioLine(ours, theirs)).toBe(
    'ratios fanout=10.00 dm=- history=- p99=- small=- reading=1.10 uploading=1.05 memory=-',
  );
});

test('without a peer there is nothing to divide by', () => {
  expect(ratioLine(ours, undefined)).toBe(
    'ratios fanout=- dm=- history=- p99=- small=- reading=1.10 uploading=1.05 memory=-',
  );
});

test('the table has a line for every figure', () => {
  const text = table({ name: 'tautline', results: ours }, { name: 'ejabberd', results: theirs });
  expect(text).toMatch(/fanoutMax +deliveries\/s +200 +20\.0 +10\.0/);
  expect(text.split('\n')).toHaveLength(5);
});

test('a busy client is told', () => {
  expect(clientWarnings('tautline', ours)).toHaveLength(1);
  expect(clientWarnings('ejabberd', theirs)).toHaveLength(0);
});

test('growth divides much by little', () => {
  const small: Results = new Map([['dmMax', [{ 'messages/s': 100, 'server CPU µs/message': 20 }]]]);
  const large: Results = new Map([['dmMax', [{ 'messages/s': 90, 'server CPU µs/message': 21 }]]]);
  expect(growthLine(large, small)).toBe(
    'growth dm=0.90 dmCpu=1.05 dmDatabaseCpu=- history=- historyCpu=- historyDatabaseCpu=-',
  );
});
