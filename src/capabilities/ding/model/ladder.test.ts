import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TimeFacts } from '#outbox/model/contract.ts';
import { type LadderFacts, moveOf, numberOf, RUNS_MAX, STEPS, STEPS_MAX } from './ladder.ts';
import { dingKinds, kindOf } from './notifying.ts';

const at = (text: string) => new Date(`2026-11-23T${text}Z`);
const working: TimeFacts = {
  timeZone: 'Asia/Shanghai',
  works: true,
  isOwnWord: false,
  worksUntil: at('10:00:00'),
  nextStart: new Date('2026-11-24T01:00:00Z'),
  onLeave: false,
  focusUntil: null,
  onCall: false,
};
const resting = { ...working, works: false };
const fresh: LadderFacts = {
  now: at('02:00:00'),
  time: working,
  steps: 4,
  step: 0,
  run: 0,
  beganAt: null,
  byOverride: false,
};
const running = (step: number, now: string, more: Partial<LadderFacts> = {}): LadderFacts => ({
  ...fresh,
  ...{ step, run: 1, beganAt: at('02:00:00'), now: at(now) },
  ...more,
});

describe('R4 an override', () => {
  const through = { ...fresh, time: resting, byOverride: true };

  test('climbs at once although he is off, to its end, and a focus block keeps nothing of it', () => {
    expect(moveOf({ ...through, byOverride: false })).toMatchObject({ is: 'wait' });
    expect(moveOf(through)).toEqual({ is: 'tell', step: 0, begins: true });
    const on = running(1, '02:04:00', { time: resting, byOverride: true });
    expect(moveOf(on)).toEqual({ is: 'wait', until: at('02:05:00'), paused: false });
    const focused = { ...working, focusUntil: at('03:00:00') };
    expect(moveOf(running(1, '02:05:00', { time: focused, byOverride: true }))).toMatchObject({ is: 'tell', step: 1 });
    expect(moveOf(running(4, '02:31:00', { time: resting, byOverride: true }))).toEqual({ is: 'end' });
  });

  test('R12 never on leave', () => {
    const onLeave = { ...resting, onLeave: true };
    expect(moveOf({ ...through, time: onLeave })).toEqual({ is: 'wait', until: onLeave.nextStart, paused: false });
  });
});

describe('R9 the ladder', () => {
  test('in the app at once, push after 5 minutes, a text after 15, one call after 30, and no more', () => {
    expect(moveOf(fresh)).toEqual({ is: 'tell', step: 0, begins: true });
    expect(moveOf(running(1, '02:04:59'))).toEqual({ is: 'wait', until: at('02:05:00'), paused: false });
    expect(moveOf(running(1, '02:05:00'))).toEqual({ is: 'tell', step: 1, begins: false });
    expect(moveOf(running(2, '02:14:59'))).toEqual({ is: 'wait', until: at('02:15:00'), paused: false });
    expect(moveOf(running(2, '02:15:00'))).toEqual({ is: 'tell', step: 2, begins: false });
    expect(moveOf(running(3, '02:30:00'))).toEqual({ is: 'tell', step: 3, begins: false });
    expect(moveOf(running(4, '05:30:00'))).toEqual({ is: 'end' });
    expect(STEPS.map(({ way }) => way)).toEqual(['socket', 'push', 'sms', 'call']);
  });

  test('it goes no further than its sender said', () => {
    expect(moveOf(running(2, '02:15:00', { steps: 2 }))).toEqual({ is: 'end' });
  });

  test('the end of working time pauses it; it begins again at the next start, with the first step', () => {
    const late = { ...working, worksUntil: at('02:10:00') };
    expect(moveOf(running(2, '02:06:00', { time: late }))).toEqual({
      is: 'wait',
      until: working.nextStart,
      paused: true,
    });
    // The step that falls on the very end is not told any more.
    expect(moveOf(running(1, '02:04:00', { time: { ...working, worksUntil: at('02:05:00') } }))).toMatchObject({
      paused: true,
    });
    expect(moveOf({ ...fresh, run: 1, now: new Date('2026-11-24T01:00:00Z') })).toEqual({
      is: 'tell',
      step: 0,
      begins: true,
    });
  });

  test('it begins three times at most', () => {
    expect(moveOf({ ...fresh, run: RUNS_MAX })).toEqual({ is: 'end' });
    expect(moveOf(running(1, '02:06:00', { time: resting, run: RUNS_MAX }))).toEqual({ is: 'end' });
  });
});

test('R2 R12 who is off or on leave is told nothing, and when it begins is known', () => {
  expect(moveOf({ ...fresh, time: resting })).toEqual({ is: 'wait', until: working.nextStart, paused: false });
  expect(moveOf({ ...fresh, time: { ...working, onLeave: true, onCall: true } })).toMatchObject({ is: 'wait' });
  expect(moveOf(running(1, '02:05:00', { time: resting }))).toEqual({
    is: 'wait',
    until: working.nextStart,
    paused: true,
  });
});

test('R11 a focus block lets the first step through and keeps the others until it ends', () => {
  const focused = { ...working, focusUntil: at('03:00:00') };
  expect(moveOf({ ...fresh, time: focused })).toEqual({ is: 'tell', step: 0, begins: true });
  expect(moveOf(running(1, '02:05:00', { time: focused }))).toEqual({
    is: 'wait',
    until: at('03:00:00'),
    paused: false,
  });
  expect(moveOf(running(1, '03:00:00'))).toEqual({ is: 'tell', step: 1, begins: false });
});

test('R13 who is on call is reached at night, by every step', () => {
  const onCall = { ...resting, onCall: true };
  expect(moveOf({ ...fresh, time: onCall })).toEqual({ is: 'tell', step: 0, begins: true });
  expect(moveOf(running(3, '02:30:00', { time: onCall }))).toEqual({ is: 'tell', step: 3, begins: false });
});

test('R2 whatever comes, nobody who rests and is not on call is told; a wait lies ahead; a step is told in its order', () => {
  const moment = fc
    .integer({ min: 0, max: 48 * 60 })
    .map((minutes) => new Date(at('00:00:00').getTime() + minutes * 60_000));
  const anyFacts = fc.record({
    now: moment,
    steps: fc.integer({ min: 1, max: STEPS_MAX }),
    step: fc.integer({ min: 0, max: STEPS_MAX }),
    run: fc.integer({ min: 0, max: RUNS_MAX }),
    beganAt: fc.option(moment, { nil: null }),
    byOverride: fc.boolean(),
    time: fc.record({
      works: fc.boolean(),
      onLeave: fc.boolean(),
      onCall: fc.boolean(),
      ahead: fc.integer({ min: 1, max: 600 }),
      focus: fc.boolean(),
    }),
  });
  fc.assert(
    fc.property(anyFacts, ({ time, ...facts }) => {
      const ahead = new Date(facts.now.getTime() + time.ahead * 60_000);
      const nextStart = new Date(ahead.getTime() + 3_600_000);
      const known = { ...working, ...time, worksUntil: ahead, nextStart, focusUntil: time.focus ? ahead : null };
      const move = moveOf({ ...facts, time: known });
      const isReachable = !time.onLeave && (time.works || time.onCall || facts.byOverride);
      expect(move.is !== 'tell' || isReachable).toBe(true);
      expect(move.is !== 'tell' || move.step === (move.begins ? 0 : facts.step)).toBe(true);
      expect(move.is !== 'tell' || move.step < facts.steps).toBe(true);
      expect(move.is !== 'wait' || move.until > facts.now).toBe(true);
    }),
  );
});

test('P12 every telling has a number of its own, and they rise', () => {
  const numbers = [1, 2, 3].flatMap((run) => [0, 1, 2, 3, 4].map((step) => numberOf(run, step)));
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
});

test('R14 each step is told in its own way, and the fifth is the text after an unanswered call', () => {
  expect(
    [0, 1, 2, 3, 4].map((step) => dingKinds[kindOf(step)]).map((kind) => ('only' in kind ? kind.only : null)),
  ).toEqual(['socket', 'push', 'sms', 'call', 'sms']);
});
