import { describe, expect, test } from 'vitest';
import { AHEAD_MAX_MS } from './contract.ts';
import { canSet, type ChoiceFacts, remindChoices, sendChoices } from './moments.ts';

const at = (iso: string) => new Date(`2026-11-${iso}:00+08:00`);
/** A Monday at 10:24 in Suzhou. */
const monday: ChoiceFacts = {
  now: at('23T10:24'),
  works: true,
  worksUntil: at('23T18:00'),
  nextStart: at('24T09:00'),
  startAfterToday: at('24T09:00'),
  startAfterWeek: at('30T09:00'),
  tomorrowEnds: at('25T00:00'),
};
const said = (choices: ReturnType<typeof remindChoices>) =>
  choices.map(
    ({ kind, at: moment }) => `${kind} ${new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(8, 16)}`,
  );

test('K11 a moment lies ahead, by a millisecond at least and a year at most', () => {
  const { now } = monday;
  const after = (ms: number) => canSet(new Date(now.getTime() + ms), now)?.code ?? 'yes';
  expect([after(-1), after(0), after(1)]).toEqual(['later.momentPast', 'later.momentPast', 'yes']);
  expect([after(AHEAD_MAX_MS), after(AHEAD_MAX_MS + 1)]).toEqual(['yes', 'later.momentFar']);
});

describe('K7 what is offered lies in the own working time, and none twice', () => {
  test.each([
    ['a Monday morning', {}, ['laterToday 23T12:30', 'tomorrow 24T09:00', 'nextWeek 30T09:00']],
    ['two hours before the end', { now: at('23T15:59') }, ['tomorrow 24T09:00', 'nextWeek 30T09:00']],
    [
      'before work',
      { now: at('23T07:00'), works: false, nextStart: at('23T09:00') },
      ['nextStart 23T09:00', 'tomorrow 24T09:00', 'nextWeek 30T09:00'],
    ],
    [
      'a Friday',
      {
        now: at('27T10:00'),
        worksUntil: at('27T18:00'),
        nextStart: at('30T09:00'),
        startAfterToday: at('30T09:00'),
        tomorrowEnds: at('29T00:00'),
      },
      ['laterToday 27T12:00', 'nextStart 30T09:00'],
    ],
  ])('%s', (_name, more, wanted) => {
    expect(said(remindChoices({ ...monday, ...more }))).toEqual(wanted);
  });

  test('for sending the start of the other one comes with his name, where it is another', () => {
    const tomorrow = at('24T09:00');
    expect(said(sendChoices(monday, tomorrow, at('23T16:00')))).toEqual([
      'theirStart 23T16:00',
      'tomorrow 24T09:00',
      'nextWeek 30T09:00',
    ]);
    expect(said(sendChoices(monday, tomorrow, null))).toEqual(['tomorrow 24T09:00', 'nextWeek 30T09:00']);
  });
});
