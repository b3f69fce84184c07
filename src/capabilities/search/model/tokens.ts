import { mentionsIn, type Message } from '#chat/model/contract.ts';
import { saidIn } from './said.ts';
import { type Term, termsOf } from './terms.ts';
import { hadBy, type Wanted } from './wanted.ts';
import { plainWordsOf, runsOf, textOf } from './words.ts';

/** What the index knows of a message: words with their places, and what else it can be asked for. Words never hold a colon. */
export interface Tokens {
  readonly words: ReadonlyMap<string, readonly number[]>;
  readonly facets: readonly string[];
}

/** An index entry keeps so many places of one word, and places up to so far. */
const PLACES_MAX = 255;
const PLACE_MAX = 16_383;

const isLong = (places: readonly number[]): boolean => places.length > PLACES_MAX || (places.at(-1) ?? 0) > PLACE_MAX;

/** The places of all words in a text. Where words are unspaced, each letter is one, and each pair of neighbours. */
function wordsIn(text: string): Map<string, number[]> {
  const words = new Map<string, number[]>();
  const add = (word: string, place: number): void => {
    const places = words.get(word);
    if (places === undefined) words.set(word, [place]);
    else places.push(place);
  };
  let place = 1;
  const plain = plainWordsOf(text);
  if (plain !== null) {
    // As below, a word and a gap at a time.
    for (const word of plain) {
      add(word, place);
      place += 1;
    }
    return words;
  }
  for (const run of runsOf(text)) {
    if (run.kind === 'word') add(textOf(run), place);
    else {
      run.letters.forEach(({ folded }, index) => {
        add(folded, place + index);
        const next = run.letters[index + 1];
        if (next !== undefined) add(folded + next.folded, place + index);
      });
      place += run.letters.length;
    }
    // A gap between runs: what only meets across a space or a mark does not stand together.
    place += 1;
  }
  return words;
}

/** The tokens of a message as it is. */
export function tokensOf({ authorId, text, files }: Pick<Message, 'authorId' | 'text' | 'files'>): Tokens {
  const words = wordsIn(saidIn({ text, files }));
  const { memberIds, all } = mentionsIn(text);
  const facets = [`from:${authorId}`, ...memberIds.map((id) => `to:${id}`)];
  if (all) facets.push('to:all');
  facets.push(...hadBy({ text, files }).map((one) => `has:${one}`));
  // Places beyond what an entry keeps: such a message is found by its pairs, and looked at when it is fetched.
  if ([...words.values()].some(isLong)) facets.push('is:long');
  return { words, facets };
}

/** Neither words nor facets hold a quotation mark. */
const quoted = (token: string): string => `'${token}'`;

/** Tokens as PostgreSQL reads a `tsvector`. */
export function vectorText({ words, facets }: Tokens): string {
  let text = facets.map(quoted).join(' ');
  for (const [word, places] of words) {
    const kept = isLong(places) ? places.filter((place) => place <= PLACE_MAX).slice(0, PLACES_MAX) : places;
    text += kept.length === 0 ? ` ${quoted(word)}` : ` ${quoted(word)}:${kept.join(',')}`;
  }
  return text;
}

/** The pairs of neighbours in an unspaced part; a single letter is its own. */
function pairsOf(part: string): string[] {
  const letters = [...part];
  if (letters.length === 1) return letters;
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

function termText({ kind, text }: Term): string {
  if (kind === 'word') return quoted(text);
  if (kind === 'beginning') return `${quoted(text)}:*`;
  const pairs = pairsOf(text).map(quoted);
  if (pairs.length === 1) return pairs[0] ?? '';
  // Whether all are there costs little to see, and mostly they are not.
  return `${pairs.join(' & ')} & (${pairs.join(' <-> ')} | 'is:long')`;
}

function facetsOf({ from, has, mentions }: Wanted): string[][] {
  return [
    ...(from === null ? [] : [[`from:${from}`]]),
    ...has.map((one) => [`has:${one}`]),
    ...(mentions === null ? [] : [[`to:${mentions}`, 'to:all']]),
  ];
}

/** What is wanted as PostgreSQL reads a `tsquery`; null where nothing is asked of the words. */
export function queryText(wanted: Wanted): string | null {
  const conditions = [
    ...termsOf(wanted.text).map(termText),
    ...facetsOf(wanted).map((either) => `(${either.map(quoted).join(' | ')})`),
  ];
  return conditions.length === 0 ? null : conditions.join(' & ');
}

/** Beginnings that are looked up as such, in letters. */
export const BEGINNINGS = [1, 2, 4];
const beginning = (letters: readonly string[], length: number): string => `${letters.slice(0, length).join('')}:`;

/** All that a message may be looked up by: its tokens, and how its words begin. */
export function keysOf({ words, facets }: Tokens): Set<string> {
  const keys = new Set<string>([...words.keys(), ...facets]);
  for (const word of words.keys()) {
    const letters = [...word];
    for (const length of BEGINNINGS) if (letters.length >= length) keys.add(beginning(letters, length));
  }
  return keys;
}

/** The keys without which no message is what is wanted: one of these lists, all of it. */
export function neededKeys(wanted: Wanted): string[][] {
  const needed = termsOf(wanted.text).flatMap(({ kind, text }) => {
    if (kind === 'part') return pairsOf(text);
    if (kind === 'word') return [text];
    const letters = [...text];
    const length = BEGINNINGS.findLast((one) => letters.length >= one);
    return length === undefined ? [] : [beginning(letters, length)];
  });
  let lists = [needed];
  for (const either of facetsOf(wanted)) lists = either.flatMap((facet) => lists.map((list) => [...list, facet]));
  return lists;
}
