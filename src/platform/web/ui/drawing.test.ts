import { describe, expect, test } from 'vitest';
import { avatarHue, avatarLetters } from './avatarLetters.ts';
import { dayLine } from './dayLine.ts';
import { clearOf, placeBox } from './usePopover.ts';

test.each([
  ['林予安', '予安'],
  ['周砚', '周砚'],
  ['羽', '羽'],
  ['欧阳小满', '小满'],
  ['Marta Ferreira', 'MF'],
  ['Jonas', 'J'],
  ["Lin Yu'an", 'LY'],
  ['  ', '#'],
  ['🙂', '#'],
])('the letters of %s', (name, letters) => {
  expect(avatarLetters(name)).toBe(letters);
});

test('a group begins with its first two characters', () => {
  expect([avatarLetters('生产部', 'group'), avatarLetters('华东仓', 'group')]).toEqual(['生产', '华东']);
});

test('a colour hangs on the id, and all eight occur', () => {
  const hues = Array.from({ length: 200 }, (_, n) => avatarHue(`member-${n}`));
  expect(new Set(hues)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
  expect(avatarHue('member-1')).toBe(avatarHue('member-1'));
});

describe('the day line', () => {
  const day = { width: 260, base: 10 };

  test('is taut where work is and sags where rest is', () => {
    const { strokes } = dayLine({
      ...day,
      working: [
        [540, 720],
        [780, 1080],
      ],
    });
    expect(strokes.map((stroke) => stroke.kind)).toEqual(['slack', 'taut', 'slack', 'taut', 'slack']);
    expect(strokes[1]?.path).toBe('M99 10H130');
  });

  test('starts taut for a night shift, and is slack all day on leave', () => {
    expect(
      dayLine({
        ...day,
        working: [
          [0, 300],
          [1200, 1440],
        ],
      }).strokes.map((stroke) => stroke.kind),
    ).toEqual(['taut', 'slack', 'taut']);
    expect(dayLine({ ...day, working: [] }).strokes.map((stroke) => stroke.kind)).toEqual(['slack']);
  });

  test('now lies on the line: on the taut stroke, or down in the slack one', () => {
    expect(dayLine({ ...day, working: [[540, 720]], now: 624 }).now).toEqual({ x: 113.5, y: 10, taut: true });
    const resting = dayLine({ ...day, working: [[540, 720]], now: 270 }).now;
    expect(resting?.taut).toBe(false);
    expect(resting?.y).toBeGreaterThan(15);
  });
});

describe('where a box floats', () => {
  const view = { width: 390, height: 844 };
  const anchor = (left: number, top: number) => ({ left, top, right: left + 40, bottom: top + 40 });

  test('below its anchor, at its start', () => {
    expect(placeBox(anchor(100, 100), { width: 200, height: 200 }, view, 'start')).toEqual({
      x: 100,
      y: 144,
      above: false,
    });
  });
  test('above where there is more room', () => {
    expect(placeBox(anchor(100, 780), { width: 200, height: 200 }, view, 'start')).toEqual({
      x: 100,
      y: 576,
      above: true,
    });
  });
  test('clear of all that its anchor belongs to, unless that leaves no room', () => {
    const receipt = anchor(100, 700);
    const message = { left: 0, right: 390, top: 500, bottom: 745 };
    expect(clearOf(receipt, message, view)).toEqual({
      at: { left: 100, right: 140, top: 500, bottom: 745 },
      room: 488,
    });
    const { at } = clearOf(receipt, message, view);
    expect(placeBox(at, { width: 200, height: 300 }, view, 'start')).toMatchObject({ y: 196, above: true });
    const long = { ...message, top: 100 };
    expect(clearOf(receipt, long, view)).toEqual({ at: receipt, room: 844 });
  });
  test('never over the edge', () => {
    expect(placeBox(anchor(340, 100), { width: 200, height: 200 }, view, 'start').x).toBe(182);
    expect(placeBox(anchor(0, 100), { width: 200, height: 200 }, view, 'end').x).toBe(8);
    expect(placeBox(anchor(0, 400), { width: 600, height: 900 }, view, 'start')).toMatchObject({ x: 8, y: 8 });
  });
});
