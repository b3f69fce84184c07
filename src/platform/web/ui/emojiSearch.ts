/** An emoji with its names and what people look for it by. */
export interface Emoji {
  readonly emoji: string;
  readonly zh: string;
  readonly en: string;
  readonly words: readonly string[];
}

/** Reads the list of emoji: groups, in their order. */
export function readEmoji(text: string): Emoji[][] {
  return text
    .trim()
    .split('\n\n')
    .map((group) =>
      group.split('\n').map((line) => {
        const [emoji = '', zh = '', en = '', words = ''] = line.split('\t');
        return { emoji, zh, en, words: words.split(' ') };
      }),
    );
}

/** Emoji that a text means, in either language whatever the screen speaks: names before words, whole ones before beginnings. */
export function findEmoji(all: readonly Emoji[], text: string, most = 90): Emoji[] {
  const terms = text.trim().toLowerCase().split(/\s+/);
  const found = all.flatMap((one) => {
    const ranks = terms.map((term) => rankOf(one, term));
    return ranks.includes(NONE) ? [] : [{ one, rank: Math.max(...ranks) }];
  });
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ one }) => one);
}

const NONE = Number.POSITIVE_INFINITY;
const HAN = /\p{Script=Han}/u;

function rankOf({ emoji, zh, en, words }: Emoji, term: string): number {
  if (term === emoji || term === zh || term === en) return 0;
  const names = [zh, ...en.split(/[\s:,]+/)];
  if (words.includes(term) || names.includes(term)) return 1;
  if (names.some((name) => name.startsWith(term))) return 2;
  if (words.some((word) => word.startsWith(term))) return 3;
  // Chinese is written without spaces: a word may begin anywhere.
  return HAN.test(term) && [zh, ...words].some((word) => word.includes(term)) ? 4 : NONE;
}

/** A place in the picker: a heading, or some emoji side by side. */
export type EmojiRow =
  | { readonly heading: string; readonly emoji: readonly [] }
  | { readonly heading: null; readonly emoji: readonly Emoji[] };

/** Lays sections out in rows of so many. A section without a heading has none. */
export function emojiRows(
  sections: readonly { readonly heading: string; readonly emoji: readonly Emoji[] }[],
  columns: number,
): EmojiRow[] {
  return sections.flatMap(({ heading, emoji }): EmojiRow[] => {
    const rows: EmojiRow[] = [];
    for (let from = 0; from < emoji.length; from += columns) {
      rows.push({ heading: null, emoji: emoji.slice(from, from + columns) });
    }
    return rows.length === 0 || heading === '' ? rows : [{ heading, emoji: [] }, ...rows];
  });
}

/** Is this the line above a section? */
export function isHeading(row: EmojiRow | undefined): boolean {
  return row !== undefined && row.heading !== null;
}

/** One emoji in the rows. */
export interface EmojiPlace {
  readonly row: number;
  readonly column: number;
}

/** Where an arrow key leads from a place: along the rows, and over headings to the nearest below or above. */
export function emojiStep(rows: readonly EmojiRow[], { row, column }: EmojiPlace, key: string): EmojiPlace | null {
  const along = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const across = { ArrowUp: -1, ArrowDown: 1 }[key];
  const next = (step: number) => {
    let to = row + step;
    while (isHeading(rows[to])) to += step;
    return rows[to] === undefined ? null : to;
  };
  if (across !== undefined) {
    const to = next(across);
    return to === null ? { row, column } : { row: to, column: Math.min(column, (rows[to]?.emoji.length ?? 1) - 1) };
  }
  if (along === undefined) return null;
  const length = rows[row]?.emoji.length ?? 0;
  if (column + along >= 0 && column + along < length) return { row, column: column + along };
  const to = next(along);
  if (to === null) return { row, column };
  return { row: to, column: along > 0 ? 0 : (rows[to]?.emoji.length ?? 1) - 1 };
}

/** The first emoji of the rows; null where there is none. */
export function firstEmoji(rows: readonly EmojiRow[]): EmojiPlace | null {
  const row = rows.findIndex(({ heading }) => heading === null);
  return row < 0 ? null : { row, column: 0 };
}
