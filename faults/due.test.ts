import { expect, test } from 'vitest';
import { type DoneStep, type DueObjection, dueObjections, type DueStep } from './due.ts';

const NOW = 1_000;
const steps: DueStep[] = [
  { what: 'message', key: 'a', dueAt: 900, standing: 'wanted' },
  { what: 'message', key: 'b', dueAt: 900, standing: 'gone' },
  { what: 'message', key: 'c', dueAt: 2_000, standing: 'wanted' },
  { what: 'reminder', key: 'kept', dueAt: 950, standing: 'wanted' },
  { what: 'reminder', key: 'ticked', dueAt: 950, standing: 'either' },
  { what: 'notice reminder', key: 'notice lin', dueAt: 1_000, standing: 'wanted' },
  { what: 'summary', key: 'notice', dueAt: 1_000, standing: 'wanted' },
];
const done: DoneStep[] = [
  { what: 'message', key: 'a' },
  { what: 'reminder', key: 'kept' },
  { what: 'notice reminder', key: 'notice lin' },
  { what: 'summary', key: 'notice' },
];

const kindsOf = (parts: { done?: readonly DoneStep[]; waiting?: readonly string[]; now?: number }) =>
  dueObjections(steps, parts.done ?? done, new Set(parts.waiting ?? ['c']), parts.now ?? NOW).map(({ kind }) => kind);

test('P11 nothing is objected to when each step was done once, or taken back', () => {
  expect(kindsOf({})).toEqual([]);
  expect(kindsOf({ done: [...done, { what: 'reminder', key: 'ticked' }] })).toEqual([]);
});

const broken: readonly [string, Parameters<typeof kindsOf>[0], DueObjection['kind']][] = [
  ...done.map((step): [string, Parameters<typeof kindsOf>[0], DueObjection['kind']] => [
    `P11 a ${step.what} that was never done`,
    { done: done.filter((one) => one !== step) },
    'lost',
  ]),
  ...done.map((step): [string, Parameters<typeof kindsOf>[0], DueObjection['kind']] => [
    `P11 P12 a ${step.what} that was done twice`,
    { done: [...done, step] },
    'doubled',
  ]),
  [
    'P12 what was taken back as it came due, done twice',
    { done: [...done, ...twice('reminder', 'ticked')] },
    'doubled',
  ],
  [
    'K16 a message that was sent under another id beside its own',
    { done: [...done, ...once('message', 'z')] },
    'doubled',
  ],
  ['K13 a message that was given up, and sent all the same', { done: [...done, ...once('message', 'b')] }, 'undead'],
  ['K13 a message that was given up, and still stands in the list', { waiting: ['b', 'c'] }, 'left'],
  ['K16 a message that was sent, and still stands in the list', { waiting: ['a', 'c'] }, 'left'],
  ['P8 a message that was sent before its moment', { done: [...done, ...once('message', 'c')], waiting: [] }, 'early'],
  ['P11 a message whose moment came since, and that was not sent', { now: 2_000 }, 'lost'],
];
test.each(broken)('the checker objects to %s', (_what, parts, kind) => {
  expect(kindsOf(parts)).toContain(kind);
});

test('P11 a message sent under another id alone is one lost and one too many', () => {
  const other = done.map((step) => (step.key === 'a' ? { ...step, key: 'z' } : step));
  expect(kindsOf({ done: other })).toEqual(['lost', 'doubled']);
});

function once(what: DoneStep['what'], key: string): DoneStep[] {
  return [{ what, key }];
}

function twice(what: DoneStep['what'], key: string): DoneStep[] {
  return [...once(what, key), ...once(what, key)];
}
