import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** A part of the whole check: its exit code and, where it counts what it does, the file with its results. */
export interface Part {
  readonly name: string;
  readonly exitCode: number;
  readonly results?: string;
}

export interface Sum {
  readonly passed: number;
  readonly failed: number;
  /** What a reader should know of it, if anything. */
  readonly note?: string;
  /** What failed, also where a second try passed, and why: a line each. */
  readonly failures?: readonly string[];
}

interface VitestResults {
  readonly numTotalTests: number;
  readonly numPassedTests: number;
  readonly testResults?: readonly {
    readonly name: string;
    readonly message?: string;
    readonly status?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

interface PlaywrightSuite {
  readonly file: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly line: number;
    readonly tests: readonly {
      readonly projectName: string;
      readonly status: string;
      readonly results: readonly { readonly errors?: readonly { readonly message?: string }[] }[];
    }[];
  }[];
}

interface PlaywrightResults {
  readonly suites?: readonly PlaywrightSuite[];
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
}

const FAULTLESS = /^acknowledged [1-9]\d*, lost 0, doubled 0, misordered 0$/;

/** Counts the tests in what a part has left: JSON of vitest or Playwright, or the text of a fault run. */
export function countResults(text: string): Sum {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) {
    const last = trimmed.split('\n').at(-1)?.trim() ?? '';
    return FAULTLESS.test(last) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, note: `ended with "${last}"` };
  }
  const results = JSON.parse(trimmed) as VitestResults | PlaywrightResults;
  if ('stats' in results) {
    const { expected, unexpected, flaky, skipped } = results.stats;
    const failures = (results.suites ?? []).flatMap(failedJourneys);
    return { passed: expected + flaky, failed: unexpected + skipped, failures, ...shakyNote(flaky) };
  }
  const failed = results.numTotalTests - results.numPassedTests;
  const shaky = shakyTests(results);
  const failures = [...failedTests(results), ...shaky];
  return { passed: results.numPassedTests, failed, failures, ...shakyNote(shaky.length) };
}

/** What passed at its second try is shaky, not broken: it is named, so that it is mended, and fails nothing. */
function shakyNote(count: number): { note?: string } {
  return count === 0 ? {} : { note: `${count} at the second try` };
}

function failedJourneys({ file, suites = [], specs = [] }: PlaywrightSuite): string[] {
  const mine = specs.flatMap(({ title, line, tests }) =>
    tests
      .filter(({ status }) => status !== 'expected')
      .map(({ projectName, status, results }) => {
        const why = results.flatMap(({ errors = [] }) => errors).map(({ message = '' }) => message);
        return `${status === 'flaky' ? 'shaky: ' : ''}[${projectName}] ${file}:${line} ${title}: ${shortly(why[0] ?? status)}`;
      }),
  );
  return [...mine, ...suites.flatMap(failedJourneys)];
}

function failedTests({ testResults = [] }: VitestResults): string[] {
  return testResults.flatMap(({ name, message = '', status, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status !== 'passed');
    if (failed.length === 0) return status === 'failed' ? [`${name}: ${shortly(message)}`] : [];
    return failed.map((one) => `${name} ${one.fullName}: ${shortly(one.failureMessages?.[0] ?? one.status)}`);
  });
}

function shakyTests({ testResults = [] }: VitestResults): string[] {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status, failureMessages = [] }) => status === 'passed' && failureMessages.length > 0)
      .map(({ fullName, failureMessages }) => `shaky: ${name} ${fullName}: ${shortly(failureMessages?.[0] ?? '')}`),
  );
}

/** The beginning of a message, on one line and without colours. */
function shortly(message: string): string {
  return stripVTControlCharacters(message).replace(/\s+/g, ' ').trim().slice(0, 400);
}

/**
 * Sums up one part. What did not run did not pass: a skipped test, a part without results, without a single test,
 * or with an exit code that its results do not explain counts as failed.
 */
export function sumOf(part: Part, read: (file: string) => string): Sum {
  if (part.results === undefined) return part.exitCode === 0 ? { passed: 0, failed: 0 } : { passed: 0, failed: 1 };
  let sum: Sum;
  try {
    sum = countResults(read(part.results));
  } catch {
    return { passed: 0, failed: 1, note: 'left no results' };
  }
  if (sum.failed > 0) return sum;
  if (part.exitCode !== 0) return { ...sum, failed: 1, note: `ended with code ${part.exitCode}` };
  return sum.passed === 0 ? { passed: 0, failed: 1, note: 'ran no test' } : sum;
}

/** Reads `name:exitCode[:results]`. */
export function partOf(argument: string): Part {
  const [name = '', code = '', results] = argument.split(':');
  const exitCode = code === '' ? Number.NaN : Number(code);
  return results === undefined ? { name, exitCode } : { name, exitCode, results };
}

/** Says what each part came to and, as the last line, `N passed, N failed`; true when nothing failed. */
export function sumUp(
  parts: readonly Part[],
  read: (file: string) => string = (file) => readFileSync(file, 'utf8'),
  say: (line: string) => void = console.log,
): boolean {
  let [passed, failed] = [0, 0];
  for (const part of parts) {
    const sum = sumOf(part, read);
    passed += sum.passed;
    failed += sum.failed;
    const count = part.results === undefined ? '' : ` ${sum.passed} passed, ${sum.failed} failed`;
    say(
      `${sum.failed === 0 ? 'ok    ' : 'FAILED'} ${part.name}${count}${sum.note === undefined ? '' : ` (${sum.note})`}`,
    );
    for (const failure of sum.failures ?? []) say(`       ${failure}`);
  }
  if (parts.length === 0) failed = 1;
  say(`${passed} passed, ${failed} failed`);
  return failed === 0;
}

if (import.meta.main) process.exitCode = sumUp(process.argv.slice(2).map(partOf)) ? 0 : 1;
