import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeCapabilities } from './capabilities.ts';

const CAPABILITIES = join(import.meta.dirname, '../../capabilities');

/** Every kind of notification of the house, as `capability.kind`. */
const kinds = [...makeCapabilities().outbox.kinds()].flatMap(([source, own]) =>
  Object.entries(own).map(([kind, policy]) => [`${source}.${kind}`, policy] as const),
);

test('R14 every kind of notification declares when it is quiet, and none is loud outside working time (R2) or on leave (R12)', () => {
  expect(kinds.length).toBeGreaterThanOrEqual(3);
  const loud = kinds.filter(
    ([, { meant, quiet }]) =>
      typeof meant !== 'boolean' ||
      !['hold', 'drop'].includes(quiet?.offHours) ||
      !['hold', 'drop'].includes(quiet?.onLeave) ||
      !['now', 'hold'].includes(quiet?.inFocus) ||
      !['now', 'asOthers'].includes(quiet?.onCall),
  );
  expect(loud).toEqual([]);
});

test('R11 a focus block lets the first step of a ding through, and nothing else', () => {
  expect(kinds.filter(([, { quiet }]) => quiet.inFocus === 'now').map(([name]) => name)).toEqual(['ding.page']);
});

test('R13 who is on call is reached by the steps of a ding, and by nothing else', () => {
  const steps = ['ding.page', 'ding.push', 'ding.text', 'ding.call'];
  expect(kinds.filter(([, { quiet }]) => quiet.onCall === 'now').map(([name]) => name)).toEqual(steps);
});

test('R14 no capability declares kinds that the outbox does not know of', () => {
  const declaring = readdirSync(CAPABILITIES).filter((name) =>
    readdirSync(join(CAPABILITIES, name, 'model'))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && name !== 'outbox')
      .some((file) => readFileSync(join(CAPABILITIES, name, 'model', file), 'utf8').includes('defineKinds(')),
  );
  // A capability may be several sources: `chat` and `chat.notice`.
  const known = [...makeCapabilities().outbox.kinds().keys()].map((source) => source.split('.')[0]);
  expect(new Set(declaring)).toEqual(new Set(known));
});

/** Where a system notification or a sound begins in a browser. */
const LOUD = /new Notification\(|\.showNotification\(|new Audio\(|\.vibrate\(/;
/** The one place that may: it obeys what came through the gate. */
const OBEYS = 'src/app/web/pushed.ts';

test('R14 no client notifies by itself: one file shows notifications, and it is told which', () => {
  const root = join(CAPABILITIES, '../..');
  const loud = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\/web\/.*\.tsx?$/.test(path) && !path.endsWith('.test.ts'))
    .filter((path) => LOUD.test(readFileSync(join(root, 'src', path), 'utf8')))
    .map((path) => `src/${path}`);
  expect(loud.filter((path) => path !== OBEYS)).toEqual([]);
});
