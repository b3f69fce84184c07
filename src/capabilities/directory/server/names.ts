import { pinyin } from 'pinyin-pro';
import type { MemberId } from '#platform/model/ids.ts';
import { searchForm } from '../model/slips.ts';
import type { Term } from './store/search.ts';

const CHINESE = /\p{Script=Han}/u;

/** The reading of a name, a syllable a character; what is not Chinese stays together. A person's begins with a surname. */
function syllables(name: string, surname: 'head' | 'off' = 'head'): string[] {
  return pinyin(name, { toneType: 'none', type: 'array', surname, v: true, nonZh: 'consecutive' })
    .flatMap((part) => part.toLowerCase().split(/\s+/))
    .filter((part) => part !== '');
}

/** What names sort by: the reading, then the name itself. The same on every machine, and comparable byte by byte. */
export function sortKeyOf(name: string): string {
  // A line feed is below a space: 安 stands before 安东.
  return `${syllables(name.normalize('NFKC')).join(' ')}\n${name}`;
}

/** Readings of names that are asked for with every letter somebody types. */
const readings = new Map<string, readonly string[]>();
const READINGS_KEPT = 10_000;

function readingOf(name: string): readonly string[] {
  const known = readings.get(name);
  if (known !== undefined) return known;
  if (readings.size >= READINGS_KEPT) readings.clear();
  const made = syllables(name.normalize('NFKC'), 'off');
  readings.set(name, made);
  return made;
}

/** May a text mean what is so called? A part of the name, or the pinyin or initials from any character on. */
export function mayMean(text: string, name: string): boolean {
  const word = searchForm(text);
  if (word === '' || searchForm(name).includes(word)) return true;
  const read = readingOf(name);
  const initials = read.map((part) => part.charAt(0)).join('');
  return initials.includes(word) || read.some((_, from) => read.slice(from).join('').startsWith(word));
}

/** Lower is better. */
const WEIGHT = { name: 1, reading: 2, part: 3, initials: 4, number: 5, email: 6 } as const;
const TERM_LENGTH_MAX = 80;

/** All that a member is found by. */
export function termsOf(member: {
  readonly id: MemberId;
  readonly name: string;
  readonly email: string | null;
  readonly employeeNumber: string | null;
}): Term[] {
  const weights = new Map<string, number>();
  function add(text: string, weight: number): void {
    const term = searchForm(text).slice(0, TERM_LENGTH_MAX).toWellFormed();
    if (term !== '' && (weights.get(term) ?? 99) > weight) weights.set(term, weight);
  }
  const name = member.name.normalize('NFKC');
  add(name, WEIGHT.name);
  const read = syllables(name);
  add(read.join(''), WEIGHT.reading);
  if (read.length > 1) add(read.map((part) => part.charAt(0)).join(''), WEIGHT.initials);
  const characters = [...name.replace(/\s+/g, '')];
  if (CHINESE.test(name)) {
    // The given name alone is what colleagues say.
    for (let from = 1; from < Math.min(characters.length, 4); from += 1) {
      add(characters.slice(from).join(''), WEIGHT.part);
    }
  } else {
    for (const word of name.split(/[\s.-]+/)) add(word, WEIGHT.part);
  }
  for (let from = 1; from < Math.min(read.length, 4); from += 1) {
    add(read.slice(from).join(''), WEIGHT.part);
    if (read.length - from > 1)
      add(
        read
          .slice(from)
          .map((part) => part.charAt(0))
          .join(''),
        WEIGHT.part + 10,
      );
  }
  if (member.employeeNumber !== null) add(member.employeeNumber, WEIGHT.number);
  if (member.email !== null) add(member.email, WEIGHT.email);
  return [...weights].map(([term, weight]) => ({ memberId: member.id, term, weight }));
}
