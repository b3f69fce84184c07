import { expect, test } from 'vitest';
import { partOf, sumUp } from './sum-up.ts';

const files: Record<string, string> = {
  'tests.json': JSON.stringify({ numTotalTests: 12, numPassedTests: 12, success: true }),
  'skipping.json': JSON.stringify({ numTotalTests: 12, numPassedTests: 11, numPendingTests: 1, success: true }),
  'empty.json': JSON.stringify({ numTotalTests: 0, numPassedTests: 0, success: true }),
  'journeys.json': JSON.stringify({ stats: { expected: 30, unexpected: 0, flaky: 0, skipped: 0 } }),
  'flaky.json': JSON.stringify({ stats: { expected: 28, unexpected: 1, flaky: 1, skipped: 1 } }),
  'shaky.json': JSON.stringify({ stats: { expected: 29, unexpected: 0, flaky: 1, skipped: 0 } }),
  'faults.txt': 'killed the server 5 times\nacknowledged 812, lost 0, doubled 0, misordered 0\n',
  'lost.txt': 'acknowledged 812, lost 1, doubled 0, misordered 0\n',
  'nothing.txt': 'acknowledged 0, lost 0, doubled 0, misordered 0\n',
  'named.json': JSON.stringify({
    stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 },
    suites: [
      {
        file: 'a.journey.ts',
        specs: [
          { title: 'goes', line: 3, tests: [{ projectName: 'phone', status: 'expected', results: [{ errors: [] }] }] },
        ],
        suites: [
          {
            file: 'a.journey.ts',
            specs: [
              {
                title: 'halts',
                line: 9,
                tests: [
                  {
                    projectName: 'phone',
                    status: 'unexpected',
                    results: [{ errors: [{ message: '\u001B[31mToo\u001B[39m late\n  at all' }] }],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  }),
  'rules.json': JSON.stringify({
    numTotalTests: 2,
    numPassedTests: 1,
    testResults: [
      {
        name: 'b.test.ts',
        assertionResults: [
          { fullName: 'holds', status: 'passed' },
          { fullName: 'breaks', status: 'failed', failureMessages: ['expected 1 to be 2'] },
        ],
      },
      { name: 'c.test.ts', status: 'failed', message: 'does not parse', assertionResults: [] },
    ],
  }),
  'shaky-rules.json': JSON.stringify({
    numTotalTests: 1,
    numPassedTests: 1,
    testResults: [
      {
        name: 'd.test.ts',
        assertionResults: [{ fullName: 'wavers', status: 'passed', failureMessages: ['expected 7 to be 6'] }],
      },
    ],
  }),
  'broken.json': '{"numTotalTests": 1',
};

function run(...parts: string[]): string[] {
  const lines: string[] = [];
  const read = (file: string) => {
    const text = files[file];
    if (text === undefined) throw new Error(`no ${file}`);
    return text;
  };
  lines.push(String(sumUp(parts.map(partOf), read, (line) => lines.push(line))));
  return lines;
}

test('everything that passed is added up in the last line', () => {
  const lines = run('check:0:tests.json', 'build:0', 'journeys:0:journeys.json', 'faults:0:faults.txt');
  expect(lines.slice(-2)).toEqual(['43 passed, 0 failed', 'true']);
});

test.each([
  ['a failed journey beside a shaky one, and a skipped one', 'journeys:1:flaky.json', '29 passed, 2 failed'],
  ['a skipped test', 'check:0:skipping.json', '11 passed, 1 failed'],
  ['a part without a test', 'check:0:empty.json', '0 passed, 1 failed'],
  ['a part that left no results', 'check:0:missing.json', '0 passed, 1 failed'],
  ['a part whose results are cut off', 'check:0:broken.json', '0 passed, 1 failed'],
  ['a part whose tests passed but which failed all the same', 'check:2:tests.json', '12 passed, 1 failed'],
  ['a part without tests that failed', 'build:1', '0 passed, 1 failed'],
  ['a part that never ran', 'build:', '0 passed, 1 failed'],
  ['a lost message', 'faults:0:lost.txt', '0 passed, 1 failed'],
  ['a fault run that acknowledged nothing', 'faults:0:nothing.txt', '0 passed, 1 failed'],
])('%s is a failure', (_, part, last) => expect(run(part).slice(-2)).toEqual([last, 'false']));

test('a journey that passes at its second try is named, and fails nothing', () => {
  expect(run('journeys:0:shaky.json')).toEqual([
    'ok     journeys 30 passed, 0 failed (1 at the second try)',
    '30 passed, 0 failed',
    'true',
  ]);
});

test('a test that passes at its second try is named, and fails nothing', () => {
  expect(run('check:0:shaky-rules.json')).toEqual([
    'ok     check 1 passed, 0 failed (1 at the second try)',
    '       shaky: d.test.ts wavers: expected 7 to be 6',
    '1 passed, 0 failed',
    'true',
  ]);
});

test('no part at all is a failure', () => expect(run().slice(-2)).toEqual(['0 passed, 1 failed', 'false']));

test('what failed is named, with its reason', () => {
  const lines = run('check:1:rules.json', 'journeys:1:named.json');
  expect(lines).toEqual([
    'FAILED check 1 passed, 1 failed',
    '       b.test.ts breaks: expected 1 to be 2',
    '       c.test.ts: does not parse',
    'FAILED journeys 1 passed, 1 failed',
    '       [phone] a.journey.ts:9 halts: Too late at all',
    '2 passed, 2 failed',
    'false',
  ]);
});
