import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emojiRows, emojiStep, findEmoji, firstEmoji, readEmoji } from './emojiSearch.ts';

const groups = readEmoji(readFileSync(join(import.meta.dirname, 'emoji.txt'), 'utf8'));
const all = groups.flat();
const found = (text: string) => findEmoji(all, text).map(({ emoji }) => emoji);

describe('looking for emoji', () => {
  test('they come in eight groups, each once', () => {
    expect(groups).toHaveLength(8);
    expect(new Set(all.map(({ emoji }) => emoji)).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(1_800);
  });

  test('by words of either language, and by parts of Chinese ones', () => {
    for (const text of ['赞', 'like', 'thumbs up', 'THUMB']) expect(found(text), text).toContain('👍');
    for (const text of ['庆祝', '庆', 'tada', 'party']) expect(found(text), text).toContain('🎉');
    expect(found('红心')[0]).toBe('❤️');
    expect(found('red heart')[0]).toBe('❤️');
    expect(found('🎉')).toEqual(['🎉']);
  });

  test('every word must fit, and a Latin word from its beginning', () => {
    expect(found('thumbs down')).toContain('👎');
    expect(found('thumbs down')).not.toContain('👍');
    expect(found('humbs')).toEqual([]);
    expect(found('no such thing')).toEqual([]);
  });
});

describe('walking through the picker by keys', () => {
  const some = all.slice(0, 7);
  const rows = emojiRows(
    [
      { heading: 'Frequent', emoji: some.slice(0, 2) },
      { heading: 'Empty', emoji: [] },
      { heading: 'Faces', emoji: some.slice(2) },
    ],
    3,
  );

  test('a section without emoji has no heading', () => {
    expect(rows.map(({ heading, emoji }) => heading ?? emoji.length)).toEqual(['Frequent', 2, 'Faces', 3, 2]);
  });

  test('arrows go along the rows, over headings, and stop at the ends', () => {
    const at = (row: number, column: number) => ({ row, column });
    expect(firstEmoji(rows)).toEqual(at(1, 0));
    expect(firstEmoji([])).toBe(null);
    expect(emojiStep(rows, at(1, 0), 'ArrowRight')).toEqual(at(1, 1));
    expect(emojiStep(rows, at(1, 1), 'ArrowRight')).toEqual(at(3, 0));
    expect(emojiStep(rows, at(3, 0), 'ArrowLeft')).toEqual(at(1, 1));
    expect(emojiStep(rows, at(1, 1), 'ArrowDown')).toEqual(at(3, 1));
    expect(emojiStep(rows, at(3, 2), 'ArrowUp')).toEqual(at(1, 1));
    expect(emojiStep(rows, at(3, 2), 'ArrowDown')).toEqual(at(4, 1));
    expect(emojiStep(rows, at(4, 1), 'ArrowDown')).toEqual(at(4, 1));
    expect(emojiStep(rows, at(4, 1), 'ArrowRight')).toEqual(at(4, 1));
    expect(emojiStep(rows, at(1, 0), 'ArrowLeft')).toEqual(at(1, 0));
    expect(emojiStep(rows, at(1, 0), 'a')).toBe(null);
  });
});
