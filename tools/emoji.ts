// The emoji that the picker offers, with what people look for them by: made from emojibase's data (MIT; names from Unicode's CLDR) for the
// two languages of the product, `node tools/emoji.ts`. Its package is large, holds every language, and is not needed to run.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

interface Entry {
  readonly hexcode: string;
  readonly label: string;
  readonly emoji: string;
  /** Of the standard that brought it. */
  readonly version: number;
  readonly group?: number;
  readonly order?: number;
  readonly tags?: readonly string[];
}

export const EMOJI_FILE = join(import.meta.dirname, '../src/platform/web/ui/emoji.txt');
/** Smileys and people stand together; parts of emoji are none. */
const GROUPS = [[0, 1], [3], [4], [5], [6], [7], [8], [9]];
const RGI = /^\p{RGI_Emoji}$/v;
const COLOURED = '\ufe0f';
/** What came later is a box on machines that are a few years old. */
const NEWEST = 15.1;

/** As it is meant to be exchanged: with a colour sign where one is needed, without where it is not. */
function exchanged({ emoji, hexcode }: Entry): string | null {
  const bare = String.fromCodePoint(...hexcode.split('-').map((code) => Number.parseInt(code, 16)));
  return [bare, emoji, bare + COLOURED].find((form) => RGI.test(form)) ?? null;
}

/** One line an emoji: the emoji, its name in Chinese and in English, and words for it; a blank line between groups. */
export function emojiText(zh: readonly Entry[], en: readonly Entry[]): string {
  const english = new Map(en.map((entry) => [entry.hexcode, entry]));
  const inOrder = zh.toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));
  const groups = GROUPS.map((group) =>
    inOrder.flatMap((entry) => {
      const other = english.get(entry.hexcode);
      const emoji = exchanged(entry);
      if (!group.includes(entry.group ?? -1) || entry.version > NEWEST) return [];
      if (other === undefined || emoji === null) return [];
      const words = new Set([...(entry.tags ?? []), ...(other.tags ?? [])].map((word) => word.toLowerCase()));
      return [[emoji, entry.label, other.label, [...words].join(' ')].join('\t')];
    }),
  );
  return `${groups.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** What the file should be. */
export function emojiOfPackage(): string {
  const { resolve } = createRequire(import.meta.url);
  const read = (language: string) =>
    JSON.parse(readFileSync(resolve(`emojibase-data/${language}/data.json`), 'utf8')) as Entry[];
  return emojiText(read('zh'), read('en'));
}

if (import.meta.main) writeFileSync(EMOJI_FILE, emojiOfPackage());
