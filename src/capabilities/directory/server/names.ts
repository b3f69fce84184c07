import { pinyin } from 'pinyin-pro';
import type { MemberId } from '#platform/model/ids.ts';
import { searchForm } from '../model/slips.ts';
import type { Term } from './store/search.ts';

const CHINESE = /\p{Script=Han}/u;

/** The reading of a name, a syllable a character; what is not Chinese stays together. */
function syllables(name: string): string[] {
  return pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true, nonZh: 'consecutive' })
    .flatMap((part) => part.toLowerCase().split(/\s+/))
    .filter((part) => part !== '');
}

/** What names sort by: the reading, then the name itself. The same on every machine, and comparable byte by byte. */
export function sortKeyOf(name: string): string {
  // A line feed is below a space: 安 stands before 安东.
  return `${syllables(name.normalize('NFKC')).join(' ')}\n${name}`;
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
