import { runsOf, type Span, textOf } from './words.ts';

/** One thing that a found message must hold. */
export interface Term {
  /** `part`: stands somewhere in a stretch without spaces, as LIKE finds it. `word`: is a whole word. `beginning`: a word begins so. */
  readonly kind: 'part' | 'word' | 'beginning';
  readonly text: string;
}

/** Search texts are short: so many letters are enough to find anything. */
export const SEARCH_LENGTH_MAX = 200;

/** What a search text asks for. The last word may be half written; all others are whole. */
export function termsOf(search: string): Term[] {
  const runs = runsOf(search.slice(0, SEARCH_LENGTH_MAX));
  return runs.map((run, index) => ({
    kind: run.kind === 'unspaced' ? 'part' : index === runs.length - 1 ? 'beginning' : 'word',
    text: textOf(run),
  }));
}

/** Does a text hold all of these? What the index must agree with. */
export function holds(text: string, terms: readonly Term[]): boolean {
  const runs = runsOf(text);
  const [words, stretches] = [new Set<string>(), [] as string[]];
  for (const run of runs) {
    if (run.kind === 'word') words.add(textOf(run));
    else stretches.push(textOf(run));
  }
  return terms.every(({ kind, text: wanted }) => {
    if (kind === 'word') return words.has(wanted);
    if (kind === 'part') return stretches.some((stretch) => stretch.includes(wanted));
    return [...words].some((word) => word.startsWith(wanted));
  });
}

/** Where a text holds them: for marking what was found. In order, without overlap. */
export function marksIn(text: string, terms: readonly Term[]): Span[] {
  const marks: Span[] = [];
  for (const run of runsOf(text)) {
    const whole = textOf(run);
    for (const { kind, text: wanted } of terms) {
      if ((kind === 'part') !== (run.kind === 'unspaced')) continue;
      if (kind === 'word' ? whole !== wanted : kind === 'beginning' && !whole.startsWith(wanted)) continue;
      for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + 1)) {
        const first = run.letters[[...whole.slice(0, at)].length];
        const last = run.letters[[...whole.slice(0, at + wanted.length)].length - 1];
        if (first !== undefined && last !== undefined) marks.push({ from: first.from, to: last.to });
        if (kind !== 'part') break;
      }
    }
  }
  return joined(marks);
}

function joined(marks: readonly Span[]): Span[] {
  const apart: Span[] = [];
  for (const mark of marks.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const before = apart.at(-1);
    if (before === undefined || mark.from > before.to) apart.push(mark);
    else apart[apart.length - 1] = { from: before.from, to: Math.max(before.to, mark.to) };
  }
  return apart;
}
